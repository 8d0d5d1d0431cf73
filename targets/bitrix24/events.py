"""What kinds of events there are for Bitrix24, and what a trigger of a spec is in its eyes."""

from __future__ import annotations

from pipelang.model import Action, Lose, Move, Pipeline, Place, Trigger, Win

#: Events that happen to a client or a field: triggers see them, and move.
SIGNALS = frozenset({"change", "tag", "message", "call", "form", "payment"})


def stage_change(pipeline: Pipeline, trigger: Trigger) -> Action | None:
    """The action that moves the item within its own pipeline, if there is one."""
    for action in trigger.actions:
        if isinstance(action, (Win, Lose)) or (isinstance(action, Move) and action.to.pipeline == pipeline.id):
            return action
    return None


def creates(pipeline: Pipeline, place: Place | None, trigger: Trigger) -> bool:
    """A form on the first stage: it makes a new item there, and the robots of that stage start by themselves."""
    return trigger.event.kind == "form" and pipeline.stages[:1] == (place,)


def target(pipeline: Pipeline, move: Action) -> Place:
    if isinstance(move, (Lose, Move)):
        return next(place for place in pipeline.places if place.address == move.to.address)
    return pipeline.won
