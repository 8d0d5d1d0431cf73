"""Pipelines as text for other programs to draw: Mermaid for wikis and Git hosts, DOT for Graphviz."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from pipelang.model import Lost, Pipeline, Place, Program, Stage, Won
from pipelang.model.index import owners
from pipelang.report.documents.anchors import anchor
from pipelang.report.map.diagram import PHRASES, owner_fills
from pipelang.report.map.ways import ways
from pipelang.words import Words

_Place = TypeVar("_Place", bound=Place)

_ARROWS = {"copy": "-->", "move": "==>", "convert": "==>", "automation": "-.->"}
_STYLES = {"copy": "solid", "move": "bold", "convert": "bold", "automation": "dashed"}
_WON, _LOST = ("#e3f6e6", "#2e7d32"), ("#fbe9e7", "#c0392b")

#: Control characters: line ends would end a label, the others are shown by no program and break some.
_CONTROLS = dict.fromkeys(map(chr, (*range(32), *range(127, 160), 0x2028, 0x2029)), " ")
#: Signs that mean something in Mermaid, directives `%%{…}%%` and Markdown strings included, as its entity codes.
_MERMAID = str.maketrans({sign: f"#{ord(sign)};" for sign in '"#&<>;`%{}\\[]|'} | _CONTROLS)
_DOT = str.maketrans(_CONTROLS | {"\\": "\\\\", '"': '\\"'})


def mermaid(program: Program, words: Words) -> str:
    words = words.with_phrases(PHRASES)
    fills = owner_fills(program)
    lines = ["flowchart LR"]
    for pipeline in program.pipelines:
        lines += _subgraph(pipeline, words)
    for way in ways(program, words):
        lines.append(f"  {_id(way.source)} {_ARROWS[way.mode]}|{_label(way.short)}| {_id(way.target)}")
    lines += [f"  classDef r_{role} fill:{fill},stroke:#5b6675,color:#1c2430" for role, fill in fills.items()]
    lines.append("  classDef nobody fill:#ffffff,stroke:#5b6675,color:#1c2430")
    lines += [
        f"  classDef {name} fill:{fill},stroke:{line},color:#1c2430"
        for name, (fill, line) in (("won", _WON), ("lost", _LOST))
    ]
    return "\n".join(lines) + "\n"


def _subgraph(pipeline: Pipeline, words: Words) -> Iterator[str]:
    responsible = owners(pipeline)
    yield f"  subgraph {_id(pipeline.address)}[{_label(pipeline.name)}]"
    for place in pipeline.places:
        owner = responsible[place.address] if isinstance(place, Stage) else None
        kind = f"r_{owner.role}" if owner else _kind(place)
        name = _label(_name(place), *([words.role(owner.role)] if owner else ()))
        shape = f"[{name}]" if isinstance(place, Stage) else f"([{name}])"
        yield f"    {_id(place.address)}{shape}:::{kind}"
    for place, following in _steps(pipeline):
        yield f"    {_id(place.address)} --> {_id(following.address)}"
    yield "  end"


def _label(*lines: str) -> str:
    return '"' + "<br>".join(line.translate(_MERMAID).strip() or "#160;" for line in lines) + '"'


def _id(address: str) -> str:
    """`p_sales`, `p_sales_S_visit`: never a word of Mermaid's own such as `end`, and capitals occur in no id of a spec."""
    return "p_" + anchor(address).replace("/", "_S_").replace(".", "_L_")


def dot(program: Program, words: Words) -> str:
    words = words.with_phrases(PHRASES)
    fills = owner_fills(program)
    lines = [
        "digraph pipelines {",
        "  rankdir=LR;",
        '  graph [fontname="Arial"];',
        '  node [shape=box, style="rounded,filled", fillcolor="#ffffff", color="#5b6675", fontname="Arial"];',
        '  edge [color="#5b6675", fontname="Arial", fontsize=10];',
    ]
    for pipeline in program.pipelines:
        lines += _cluster(pipeline, fills, words)
    for way in ways(program, words):
        looks = f"label={_quoted(way.short)}, style={_STYLES[way.mode]}, constraint=false"
        lines.append(f"  {_quoted(anchor(way.source))} -> {_quoted(anchor(way.target))} [{looks}];")
    return "\n".join([*lines, "}"]) + "\n"


def _cluster(pipeline: Pipeline, fills: dict[str, str], words: Words) -> Iterator[str]:
    responsible = owners(pipeline)
    yield f"  subgraph {_quoted(f'cluster_{pipeline.id}')} {{"
    yield f"    label={_quoted(pipeline.name)};"
    for place in pipeline.places:
        owner = responsible[place.address] if isinstance(place, Stage) else None
        fill, line = {"won": _WON, "lost": _LOST}.get(_kind(place), (fills[owner.role] if owner else "#ffffff", ""))
        name = "\n".join([_name(place), *([words.role(owner.role)] if owner else ())])
        looks = f'label={_quoted(name)}, fillcolor="{fill}"' + (f', color="{line}"' if line else "")
        yield f"    {_quoted(anchor(place.address))} [{looks}];"
    for place, following in _steps(pipeline):
        yield f"    {_quoted(anchor(place.address))} -> {_quoted(anchor(following.address))};"
    yield "  }"


def _quoted(text: str) -> str:
    return '"' + "\\n".join(line.translate(_DOT) for line in text.split("\n")) + '"'


def _name(place: Place) -> str:
    return f"★ {place.name}" if isinstance(place, Stage) and place.key else place.name


def _kind(place: Place) -> str:
    return "won" if isinstance(place, Won) else "lost" if isinstance(place, Lost) else "nobody"


def _steps(pipeline: Pipeline) -> Iterator[tuple[Place, Place]]:
    return pairwise((*pipeline.stages, pipeline.won))


def only(program: Program, chosen: Iterable[str]) -> Program:
    """The program with these pipelines (ids), and without the ways of others; of those only the ones these lead to."""
    wanted = set(chosen)
    inside = tuple(pipeline for pipeline in program.pipelines if pipeline.id in wanted)
    reached = {
        anchor(way.target).partition("/")[0] for way in ways(replace(program, pipelines=inside), _words(program))
    }
    kept = tuple(
        pipeline if pipeline.id in wanted else _quiet(pipeline)
        for pipeline in program.pipelines
        if pipeline.id in wanted | reached
    )
    return replace(program, pipelines=kept)


def _words(program: Program) -> Words:
    from pipelang.words import words_for

    return words_for(program).with_phrases(PHRASES)


def _quiet(pipeline: Pipeline) -> Pipeline:
    """The pipeline without the ways that lead out of it."""
    stages, lost = tuple(map(_bare, pipeline.stages)), tuple(map(_bare, pipeline.lost))
    return replace(pipeline, stages=stages, won=_bare(pipeline.won), lost=lost, triggers=())


def _bare(place: _Place) -> _Place:
    return replace(place, tunnels=(), triggers=())
