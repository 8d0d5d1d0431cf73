"""Calls for pipelines and their stages."""

from __future__ import annotations

from collections.abc import Mapping

from pipelang.deploy.plan import Operation
from pipelang.deploy.resources import Join, Json, Learn, Ref, Request, Resource

from .calls import API, Desired, joined
from .facts import LOST, WON
from .pipelines import embedded

_PIPELINES = f"{API}/leads/pipelines"
#: Sort of the first stage of a new pipeline; 10 is Unsorted's.
_FIRST_STAGE = 20
#: Sort that stands behind every ordinary stage (a hundred of them, in tens) and before 142 (10000).
_BEHIND = 2000
_UNSURE_RENAME = "renaming a system stage after its pipeline was made is known from client code only"


def create_pipeline(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    pipeline = operation.resource
    members = embedded(pipeline.address, desired)
    stages = [item for item in members if item.kind == "stage"]
    outcomes = [item for item in members if item.kind == "outcome"]
    statuses: list[Json] = [
        {"name": stage.attributes["name"], "sort": _FIRST_STAGE + 10 * number, "color": _color(stage)}
        for number, stage in enumerate(stages)
    ]
    statuses += [{"id": item.identity["status_id"], "name": item.attributes["name"]} for item in outcomes]
    body: dict[str, Json] = {
        "name": pipeline.attributes["name"],
        **{key: pipeline.identity[key] for key in ("sort", "is_main", "is_unsorted_on")},
        "request_id": pipeline.address,
        "_embedded": {"statuses": statuses},
    }
    learns = (Learn(pipeline.address, "_embedded.pipelines.0.id"), *_learn_stages(stages, outcomes))
    return (Request("POST", _PIPELINES, [body], learns),)


def _color(stage: Resource) -> Json:
    return stage.attributes.get("color") or stage.identity.get("color")


def _learn_stages(stages: list[Resource], outcomes: list[Resource]) -> list[Learn]:
    """Stages are found in the answer by name: sorts come back renumbered. Twins by name are told apart by sort."""
    items = "_embedded.pipelines.0._embedded.statuses"
    names = [stage.attributes["name"] for stage in stages]
    system = {item.attributes["name"] for item in outcomes}
    learns: list[Learn] = []
    for number, (stage, name) in enumerate(zip(stages, names, strict=True)):
        where: dict[str, Json] = {"name": name}
        if names.count(name) > 1:
            where["sort"] = _FIRST_STAGE + 10 * number
        if name in system:
            where["is_editable"] = True
        learns.append(Learn(stage.address, "id", items, where))
    return [*learns, *(Learn(item.address, "id", items, {"id": item.identity["status_id"]}) for item in outcomes)]


def update_pipeline(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    return (Request("PATCH", joined(f"{_PIPELINES}/", Ref(operation.resource.address)), dict(operation.after)),)


def delete_pipeline(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    return (Request("DELETE", joined(f"{_PIPELINES}/", Ref(operation.resource.address))),)


# --- stages ---


def _statuses(stage: Resource, *rest: str | Ref) -> Join:
    assert stage.parent is not None
    tail = ("/statuses/", *rest) if rest else ("/statuses",)
    return joined(f"{_PIPELINES}/", Ref(stage.parent), *tail)


def create_stage(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    stage = operation.resource
    hints = stage.attributes.get("descriptions")
    body: dict[str, Json] = {"name": stage.attributes["name"], "sort": _BEHIND, "color": _color(stage)}
    if isinstance(hints, dict):
        body["descriptions"] = _hints(hints)
    body["request_id"] = stage.address
    return (Request("POST", _statuses(stage), [body], (Learn(stage.address, "_embedded.statuses.0.id"),)),)


def _hints(texts: Mapping[str, Json]) -> list[Json]:
    return [{"level": level, "description": text} for level, text in texts.items()]


def update_stage(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    stage, body = operation.resource, dict(operation.after)
    texts = body.get("descriptions")
    if isinstance(texts, dict):
        body["descriptions"] = _changed_hints(operation, texts)
    return (Request("PATCH", _statuses(stage, Ref(stage.address)), body),) if body else ()


def _changed_hints(operation: Operation, texts: Mapping[str, Json]) -> list[Json]:
    """Hints that are new or differ, and the removal of those that are gone: `id` and `level` without a text."""
    before = operation.before.get("descriptions")
    there = before if isinstance(before, dict) else {}
    ids = operation.live.identity.get("hint_ids") if operation.live else None
    known = ids if isinstance(ids, dict) else {}
    changed = _hints({level: text for level, text in texts.items() if there.get(level) != text})
    gone: list[Json] = [
        {"id": known[level], "level": level} for level in there if level not in texts and level in known
    ]
    return [*changed, *gone]


def delete_stage(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    stage = operation.resource
    if stage.parent not in desired:
        return ()  # it goes with its pipeline
    return (Request("DELETE", _statuses(stage, Ref(stage.address))),)


def rename_outcome(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    outcome = operation.resource
    status = WON if outcome.identity.get("status_id") == WON else LOST
    body: dict[str, Json] = {"name": outcome.attributes["name"]}
    learns = (Learn(outcome.address, "id"),)
    return (Request("PATCH", _statuses(outcome, str(status)), body, learns, _UNSURE_RENAME),)


def reorder(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    """Moves every stage from the first one out of place behind all others, one after another: right whatever sorts are there."""
    order = operation.resource
    wanted, there = _order(order), _order(operation.live) if operation.live else []
    first = next((at for at, pair in enumerate(zip(wanted, there, strict=False)) if pair[0] != pair[1]), len(there))
    assert order.parent is not None
    return tuple(
        Request(
            "PATCH",
            joined(f"{_PIPELINES}/", Ref(order.parent), "/statuses/", Ref(stage)),
            {"sort": _BEHIND + 10 * (position + 1)},
        )
        for position, stage in enumerate(wanted)
        if position >= first
    )


def _order(resource: Resource) -> list[str]:
    order = resource.attributes["order"]
    assert isinstance(order, (tuple, list))
    return [str(address) for address in order]
