"""Specs of any size for the benchmarks: the same content as pipelang, YAML and HCL.

`python benchmarks/generate.py FOLDER --lines 10000` writes `spec.pipe`, `spec.yaml` and `spec.hcl`. The same size gives the same
bytes. The content is a client with many sales pipelines of six stages, each with its own fields, requirements, tasks, hints,
triggers and tunnels.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from content import Data, content, short


def content_of(lines: int) -> Data:
    """The content whose spec has about so many lines: whole pipelines, or for a short spec one of three plain stages."""
    two, each = _lines(content(2)), _lines(content(3)) - _lines(content(2))
    return content(2 + round((lines - two) / each)) if lines >= two else short()


def _lines(data: Data) -> int:
    return as_pipe(data).count("\n")


# ---- as pipelang ----


def as_pipe(data: Data) -> str:
    return "\n".join(_spec(data)) + "\n"


def _spec(data: Data) -> Iterator[str]:
    crm = data["crm"]
    yield "language 1"
    yield ""
    yield f"crm {_quoted(crm['name'])} {{"
    yield f"  locale   {crm['locale']}"
    yield f"  timezone {_quoted(crm['timezone'])}"
    yield f"  currency {crm['currency']}"
    yield f"  hours    {', '.join(crm['hours'])}"
    yield "}"
    yield ""
    yield from (f"role {role['id']} {_quoted(role['name'])}" for role in data["roles"])
    yield from (f"channel {item['id']}: {item['kind']} {_quoted(item['name'])}" for item in data["channels"])
    yield ""
    for field in data["fields"]:
        yield from _field(field)
    for message in data["messages"]:
        yield ""
        yield f"message {message['id']} by {message['by']} {_long(message['text'], '')}"
    for pipeline in data["pipelines"]:
        yield ""
        yield from _pipeline_lines(pipeline)


def _field(field: Data) -> Iterator[str]:
    bounds = f" {field['range'][0]}..{field['range'][1]}" if "range" in field else ""
    group = f" in {_quoted(field['group'])}" if "group" in field else ""
    head = f"field {field['id']} on {field['entity']}: {field['type']}{bounds} {_quoted(field['name'])}{group}"
    if "options" not in field:
        yield head
        return
    yield f"{head} {{"
    yield from (f"  {option['id']} {_quoted(option['name'])}" for option in field["options"])
    yield "}"


def _pipeline_lines(pipeline: Data) -> Iterator[str]:
    won, lost = pipeline["won"], pipeline["lost"]
    yield f"pipeline {pipeline['id']} {_quoted(pipeline['name'])} {{"
    yield f"  kind  {pipeline['kind']}"
    yield f"  style {pipeline['style']}"
    if "sources" in pipeline:
        yield f"  sources {', '.join(pipeline['sources'])}"
        yield "  main"
    yield from (f"  {line}" for trigger in pipeline.get("triggers", ()) for line in _trigger(trigger))
    yield from (f"  allow {item['rule']} {_quoted(item['why'])}" for item in pipeline.get("allow", ()))
    for stage in pipeline["stages"]:
        yield ""
        yield f"  {'key ' if stage.get('key') else ''}stage {stage['id']} {_quoted(stage['name'])} {{"
        yield from (f"    {line}" for line in _stage(stage))
        yield "  }"
    yield ""
    if "tunnel" in won:
        yield f"  won {_quoted(won['name'])} {{"
        yield f"    {_tunnel(won['tunnel'])}"
        yield "  }"
    else:
        yield f"  won {_quoted(won['name'])}"
    yield ""
    yield f"  lost {_quoted(lost['name'])} {{"
    yield from (f"    reason {reason['id']} {_quoted(reason['name'])}" for reason in lost["reasons"])
    if "require" in lost:
        yield f"    {_require(lost['require'])}"
    yield f"    review by {lost['review']['by']} within {lost['review']['within']}"
    if "tunnel" in lost:
        yield f"    {_tunnel(lost['tunnel'])}"
    yield "  }"
    yield "}"


def _stage(stage: Data) -> Iterator[str]:
    if "owner" in stage:
        yield f"owner {stage['owner']}"
    react = f"react {stage['react']}, " if "react" in stage else ""
    yield f"sla {react}stay {stage['stay']}"
    if "require" in stage:
        yield _require(stage["require"])
    yield from (_action({"task": task}) for task in stage.get("tasks", ()))
    if "checklist" in stage:
        yield f"checklist {{ {'  '.join(map(_quoted, stage['checklist']))} }}"
    if "goal" in stage:
        yield f"goal {_quoted(stage['goal'])}"
    if "hint" in stage:
        yield f"hint {_long(stage['hint'], '    ')}"
    if "objection" in stage:
        yield f"objection {_quoted(stage['objection']['title'])} {_quoted(stage['objection']['answer'])}"
    if "norm" in stage:
        yield f"norm {stage['norm']['share']} in {stage['norm']['within']}"
    for trigger in stage["triggers"]:
        yield from _trigger(trigger)


def _tunnel(tunnel: Data) -> str:
    condition = f" if {tunnel['condition']}" if "condition" in tunnel else ""
    carried = f" {{ carry {', '.join(tunnel['carry'])} }}" if tunnel["carry"] else ""
    return f"tunnel copy to {tunnel['to']}{condition}{carried}"


def _require(require: Data) -> str:
    condition = f" if {require['condition']}" if "condition" in require else ""
    return f"require {', '.join(require['fields'])}{condition}"


def _trigger(trigger: Data) -> Iterator[str]:
    condition = f" if {trigger['condition']}" if "condition" in trigger else ""
    delay = f" after {trigger['after']}" if "after" in trigger else ""
    head = f"on {trigger['event']}{condition}{delay}"
    actions = [_action(action) for action in trigger["do"]]
    if len(actions) == 1:
        yield f"{head} {{ {actions[0]} }}"
        return
    yield f"{head} {{"
    yield from (f"  {action}" for action in actions)
    yield "}"


def _action(action: Data) -> str:
    (kind, said), *_ = action.items()
    match kind:
        case "task":
            return f"task {said['kind']} {_quoted(said['text'])} due {said['due']}"
        case "notify":
            return f"notify {said['role']} {_quoted(said['text'])}"
        case "tag" | "document":
            return f"{kind} {_quoted(*said.values())}"
        case "close_tasks":
            return "close tasks"
    return " ".join([kind, *said.values()])


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _long(text: str, indent: str) -> str:
    """A text of one line in quotes, a longer one as a block."""
    if "\n" not in text:
        return _quoted(text)
    lines = "\n".join(f"{indent}  {line}" for line in text.splitlines())
    return f'"""\n{lines}\n{indent}"""'


# ---- as YAML and HCL ----


def as_yaml(data: Data) -> str:
    return "\n".join(_yaml(data, "")) + "\n"


def _yaml(value: Any, indent: str) -> Iterator[str]:
    for key, item in value.items():
        if isinstance(item, dict) and item:
            yield f"{indent}{key}:"
            yield from _yaml(item, f"{indent}  ")
        elif isinstance(item, list) and item and isinstance(item[0], dict):
            yield f"{indent}{key}:"
            for element in item:
                first, *rest = _yaml(element, f"{indent}    ")
                yield f"{indent}  - {first.strip()}"
                yield from rest
        else:
            yield f"{indent}{key}: {_json(item)}"


def as_hcl(data: Data) -> str:
    return "\n".join(_hcl(data, "")) + "\n"


def _hcl(value: Data, indent: str) -> Iterator[str]:
    for key, item in value.items():
        blocks = [item] if isinstance(item, dict) else item
        if isinstance(item, dict) or (isinstance(item, list) and item and isinstance(item[0], dict)):
            for block in blocks:
                label = f" {_json(block['id'])}" if "id" in block else ""
                yield f"{indent}{key}{label} {{"
                yield from _hcl({name: said for name, said in block.items() if name != "id"}, f"{indent}  ")
                yield f"{indent}}}"
        else:
            yield f"{indent}{key} = {_json(item)}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


WRITERS = {"spec.pipe": as_pipe, "spec.yaml": as_yaml, "spec.hcl": as_hcl}


def write(folder: Path, lines: int) -> dict[str, int]:
    """Write the content of that size in every format; the number of lines of each file."""
    return write_content(folder, content_of(lines))


def write_content(folder: Path, data: Data) -> dict[str, int]:
    folder.mkdir(parents=True, exist_ok=True)
    texts = {name: writer(data) for name, writer in WRITERS.items()}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return {name: text.count("\n") for name, text in texts.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lines", type=int, default=10_000)
    given = parser.parse_args()
    for name, lines in write(given.folder, given.lines).items():
        print(f"{given.folder / name}: {lines} lines")


if __name__ == "__main__":
    main()
