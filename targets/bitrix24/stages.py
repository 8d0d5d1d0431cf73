"""Places of a pipeline as stages of Bitrix24: which of the brought stages each becomes, its id, its number in the order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipelang.model import Lost, Pipeline, Place, Stage

from .choices import Choices
from .facts import ENDS, STAGES
from .ids import stage_id


@dataclass(frozen=True, slots=True)
class Slot:
    """One stage. `status` is the own part of its STATUS_ID; `semantics`: "" in work, S success, F failure."""

    place: Place
    status: str
    semantics: str
    sort: int


def slots(pipeline: Pipeline, choices: Choices) -> tuple[Slot, ...]:
    """The stages of a pipeline in the order of the board."""
    ids = _statuses(pipeline, choices)
    numbers = sorts(pipeline.entity, len(pipeline.stages), len(pipeline.lost))
    return tuple(
        Slot(place, ids[place.address], _semantics(place), number)
        for place, number in zip(pipeline.places, numbers, strict=True)
    )


def in_order_of_change(board: Iterable[Slot]) -> list[Slot]:
    """The order in which the server accepts changes: first failure, success, stages in work from the right, other failures.

    A stage is added only below the success stage, a failure only above it, so those two stand where they belong first.
    """
    work, won, lost = ([slot for slot in board if slot.semantics == semantics] for semantics in ("", "S", "F"))
    return [*lost[:1], *won, *reversed(work), *lost[1:]]


def sorts(entity: str, stages: int, losses: int) -> list[int]:
    """SORT of each place. The success stage keeps the number it is brought with, and all others fit around it.

    So a new pipeline needs no renumbering, is in order at every moment, and never shares a number with the stages it brought
    (those have multiples of ten). Only a board too long for that pushes the success stage up.
    """
    _, won, lost = (next(stage for stage in STAGES[entity] if stage.id == id) for id in ENDS[entity])
    work = [_number(10, place) for place in range(stages)]
    success = max(won.sort, work[-1] // 10 * 10 + 10) if work else won.sort
    first = success + (lost.sort - won.sort)
    return [*work, success, *(_number(first, place) for place in range(losses))]


def _number(start: int, place: int) -> int:
    """`start`, then on by ones, leaving out multiples of ten."""
    return start + place + (place - 1) // 9 if place else start


def _semantics(place: Place) -> str:
    if isinstance(place, Stage):
        return ""
    return "F" if isinstance(place, Lost) else "S"


def _statuses(pipeline: Pipeline, choices: Choices) -> dict[str, str]:
    """STATUS_ID of each place by address. The ends of the board are the system stages unless options say which is one."""
    wanted = {place.address: choices.text(place.address, "id") for place in pipeline.places}
    ids = {address: id for address, id in wanted.items() if id}
    for system, group in zip(ENDS[pipeline.entity], (pipeline.stages, (pipeline.won,), pipeline.lost), strict=True):
        if group and system not in ids.values():
            holder = next((place for place in group if place.address not in ids), None)
            if holder:
                ids[holder.address] = system
    for place in pipeline.places:
        if place.address not in ids:
            ids[place.address] = stage_id(place.id, foreign(pipeline.entity, _semantics(place)))
    return ids


def foreign(entity: str, semantics: str) -> frozenset[str]:
    """Ids that a stage of that meaning cannot have: those of the system, and of brought stages with another meaning."""
    return frozenset(stage.id for stage in STAGES[entity] if stage.system or stage.semantics != semantics)
