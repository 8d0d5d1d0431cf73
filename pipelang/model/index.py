"""Looking things up in a program, and what follows from it: demands on a stage, who answers for it."""

from __future__ import annotations

from pipelang.model.pipeline import Lost, Owner, Pipeline, Place, Reason, Requirement, Stage, Won
from pipelang.model.program import Field, Program
from pipelang.model.values import FieldRef, StageRef
from pipelang.records import record


class Index:
    """A program's named things by id. Names that the compiler accepted are always found."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.roles = {node.id: node for node in program.roles}
        self.products = {node.id: node for node in program.products}
        self.services = {node.id: node for node in program.services}
        self.channels = {node.id: node for node in program.channels}
        self.task_types = {node.id: node for node in program.task_types}
        self.messages = {node.id: node for node in program.messages}
        self.documents = {node.id: node for node in program.documents}
        self.pipelines = {node.id: node for node in program.pipelines}
        self.fields: dict[FieldRef, Field] = {FieldRef(node.entity, node.id): node for node in program.fields}
        self._places = {place.address: place for pipeline in program.pipelines for place in pipeline.places}

    def place(self, ref: StageRef) -> Place:
        return self._places[ref.address]

    def reason(self, to: StageRef, reason: str) -> Reason:
        """The loss reason of that id; `to` names the loss it belongs to."""
        lost = self._places[to.address]
        assert isinstance(lost, Lost)
        return next(item for item in lost.reasons if item.id == reason)


@record
class Demand:
    """A requirement in force on a place, and the place that declared it."""

    requirement: Requirement
    declared: Place


def demands(pipeline: Pipeline) -> dict[str, tuple[Demand, ...]]:
    """What must be filled for a deal to be on each place, by the place's address.

    Requirements are cumulative: one declared on a stage holds on it and on every later stage up to `won`, unless it says
    `here`. Those of a loss hold on that loss only. A field demanded twice without a condition is listed once.
    """
    running: list[Demand] = []
    found: dict[str, tuple[Demand, ...]] = {}
    for place in (*pipeline.stages, pipeline.won):
        own = [Demand(item, place) for item in place.requirements]
        found[place.address] = _once([*running, *own])
        running += [demand for demand in own if not demand.requirement.here]
    for lost in pipeline.lost:
        found[lost.address] = _once([Demand(item, lost) for item in lost.requirements])
    return found


def _once(demands: list[Demand]) -> tuple[Demand, ...]:
    seen: set[FieldRef] = set()
    kept: list[Demand] = []
    for demand in demands:
        requirement = demand.requirement
        if requirement.field in seen:
            continue
        if requirement.condition is None:
            seen.add(requirement.field)
        kept.append(demand)
    return tuple(kept)


def owners(pipeline: Pipeline) -> dict[str, Owner | None]:
    """Who answers for a deal on each place, by address: an owner stays until a later stage names another."""
    current: Owner | None = None
    found: dict[str, Owner | None] = {}
    for place in pipeline.stages:
        current = place.owner or current
        found[place.address] = current
    for outcome in (pipeline.won, *pipeline.lost):
        found[outcome.address] = outcome.owner or current
    return found


__all__ = ["Demand", "Index", "Lost", "Stage", "Won", "demands", "owners"]
