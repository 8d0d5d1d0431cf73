"""What a person has to know beforehand: things that Bitrix24 does only roughly, or not where the spec wants them."""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.diagnostics import Label, Problems
from pipelang.model import Action, Assign, Copy, Event, Move, Pipeline, Place, Program, StageRef, Trigger, Tunnel

from .events import SIGNALS, creates, stage_change

Leap = Tunnel | Move | Copy


def limitations(program: Program, problems: Problems) -> None:
    pipelines = {pipeline.id: pipeline for pipeline in program.pipelines}
    for pipeline in program.pipelines:
        for place, trigger in _triggers(pipeline):
            _event(pipeline, place, trigger, problems)
        for place in pipeline.places:
            _owner(place, problems)
            _demands(pipeline, place, problems)
    _tunnels(program, pipelines, problems)


def _triggers(pipeline: Pipeline) -> Iterator[tuple[Place | None, Trigger]]:
    for trigger in pipeline.triggers:
        yield None, trigger
    for place in pipeline.places:
        for trigger in place.triggers:
            yield place, trigger


def _event(pipeline: Pipeline, place: Place | None, trigger: Trigger, problems: Problems) -> None:
    """Events that Bitrix24 does not have, or answers only by a move."""
    kind = trigger.event.kind
    if kind in ("leave", "schedule"):
        problems.add("BX121", trigger.at, event=event_text(trigger.event))
    elif kind in SIGNALS and not stage_change(pipeline, trigger) and not creates(pipeline, place, trigger):
        problems.add("BX122", trigger.at, event=event_text(trigger.event))
    for action in trigger.actions:
        _shared_by_load(action, problems)


def event_text(event: Event) -> str:
    """The event as a spec writes it, without its particulars: `call missed`."""
    return f"{event.kind} {event.call}" if event.call else event.kind


def _shared_by_load(action: Action, problems: Problems) -> None:
    if isinstance(action, Assign) and action.distribution and action.distribution.by == "load":
        problems.add("BX126", action.at, role=action.role)


def _owner(place: Place, problems: Problems) -> None:
    owner = place.owner
    if owner and owner.distribution and owner.distribution.by == "load":
        problems.add("BX126", owner.at, role=owner.role)


def _demands(pipeline: Pipeline, place: Place, problems: Problems) -> None:
    for requirement in place.requirements:
        if requirement.condition is not None:
            problems.add("BX123", requirement.at, field=str(requirement.field))
        elif requirement.field.entity != pipeline.entity:
            problems.add("BX124", requirement.at, field=str(requirement.field), entity=requirement.field.entity)


# --- tunnels ---


def _tunnels(program: Program, pipelines: dict[str, Pipeline], problems: Problems) -> None:
    ways: dict[tuple[str, str], Leap] = {}
    for pipeline in program.pipelines:
        for leap in _leaps(pipeline):
            _conversion(leap, pipelines[leap.to.pipeline], problems)
            way = pipeline.id, leap.to.pipeline
            back = ways.get((way[1], way[0]))
            if back is not None and way not in ways and way[0] != way[1]:
                label = Label(back.at, "way-back")
                problems.add("BX119", leap.at, label, pipeline=pipeline.name, to=pipelines[way[1]].name)
            ways.setdefault(way, leap)


def _leaps(pipeline: Pipeline) -> Iterator[Leap]:
    """All that takes an item out of a pipeline by itself."""
    for _, trigger in _triggers(pipeline):
        for action in trigger.actions:
            if isinstance(action, (Move, Copy)) and _leaves(pipeline, action.to):
                yield action
    for place in pipeline.places:
        yield from place.tunnels


def _leaves(pipeline: Pipeline, to: StageRef) -> bool:
    return to.pipeline != pipeline.id


def _conversion(leap: Leap, to: Pipeline, problems: Problems) -> None:
    converts = isinstance(leap, Tunnel) and leap.mode == "convert"
    if converts and to.entity == "deal" and leap.to.stage != to.stages[0].id:
        problems.add("BX127", leap.at, pipeline=to.name, stage=to.stages[0].name)
