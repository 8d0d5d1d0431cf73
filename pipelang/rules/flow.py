"""How deals get from place to place: the graph over stages and outcomes that triggers, tunnels and people make.

A person may always move a deal forward, win it or lose it. What happens without anybody's hand is in the edges: each says
what sets it off, so that rules can tell time from a client's answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Literal

from pipelang.model import (
    Action,
    And,
    Compare,
    Condition,
    Copy,
    HasTag,
    Lose,
    Move,
    Not,
    Or,
    Pipeline,
    Place,
    Program,
    Stage,
    Trigger,
    Tunnel,
    Win,
)
from pipelang.model.values import Literal as Value
from pipelang.records import record
from pipelang.source import Span

#: Events that come with time alone; nobody has to do anything.
TIMED = frozenset({"enter", "overdue", "idle", "date", "schedule"})

Way = Literal["move", "copy", "convert", "win", "lose"]


@record
class Edge:
    """A deal (or its copy) gets from `start` to `end`, both addresses.

    `event` is the kind of the trigger's event, or `arrive` for a tunnel, which works as soon as a deal is there.
    `reason` is set where a deal is lost with one. `cause` is the trigger or tunnel that does it.
    """

    start: str
    end: str
    way: Way
    event: str
    at: Span
    condition: Condition | None = None
    reason: str | None = None
    cause: Trigger | Tunnel | None = None

    @property
    def leaves(self) -> bool:
        """Whether the deal itself goes; a copy leaves it where it is."""
        return self.way != "copy"

    @property
    def timed(self) -> bool:
        """Whether it happens with no hand or answer of a person."""
        return self.event in TIMED or self.event == "arrive"


class Flow:
    """All edges of a program, by the place they leave from."""

    def __init__(self, program: Program) -> None:
        self.edges: dict[str, list[Edge]] = {}
        self.into: dict[str, list[Edge]] = {}
        for pipeline in program.pipelines:
            for place in pipeline.places:
                for edge in _leaving(place, pipeline):
                    self.edges.setdefault(edge.start, []).append(edge)
                    self.into.setdefault(edge.end, []).append(edge)

    def leaving(self, address: str) -> list[Edge]:
        return self.edges.get(address, [])

    def entering(self, address: str) -> list[Edge]:
        return self.into.get(address, [])

    @cached_property
    def feeds(self) -> Mapping[str, frozenset[str]]:
        """Ids of the other pipelines that each pipeline sends deals into, by its id."""
        found: dict[str, set[str]] = {}
        for start, edges in self.edges.items():
            source = _pipeline_id(start)
            found.setdefault(source, set()).update(_pipeline_id(edge.end) for edge in edges)
        return {source: frozenset(ends - {source}) for source, ends in found.items()}

    def reached(self, starts: Iterable[str]) -> set[str]:
        """Ids of the pipelines that deals of the `starts` (ids) can get into by themselves, the starts among them."""
        found = set(starts)
        waiting = list(found)
        while waiting:
            fresh = self.feeds.get(waiting.pop(), frozenset()) - found
            found |= fresh
            waiting += fresh
        return found

    def entering_pipeline(self, pipeline: Pipeline) -> Iterator[Edge]:
        """Edges from other pipelines into this one."""
        own = f"{pipeline.address}."
        for place in pipeline.places:
            yield from (edge for edge in self.entering(place.address) if not edge.start.startswith(own))


def _pipeline_id(address: str) -> str:
    return address.split(".", 2)[1]


def _leaving(place: Place, pipeline: Pipeline) -> Iterator[Edge]:
    for tunnel in place.tunnels:
        yield Edge(place.address, tunnel.to.address, tunnel.mode, "arrive", tunnel.at, tunnel.condition, None, tunnel)
    triggers: Iterable[Trigger] = (*place.triggers, *(pipeline.triggers if isinstance(place, Stage) else ()))
    for trigger in triggers:
        if trigger.enabled:
            yield from _of_trigger(trigger, place, pipeline)


def _of_trigger(trigger: Trigger, place: Place, pipeline: Pipeline) -> Iterator[Edge]:
    def edge(end: str, way: Way, action: Action, reason: str | None = None) -> Edge:
        return Edge(place.address, end, way, trigger.event.kind, action.at, trigger.condition, reason, trigger)

    for action in trigger.actions:
        match action:
            case Move():
                yield edge(action.to.address, "move", action)
            case Copy():
                yield edge(action.to.address, "copy", action)
            case Win():
                yield edge(pipeline.won.address, "win", action)
            case Lose():
                yield edge(action.to.address, "lose", action, action.reason)


def holds(condition: Condition | None, reason: str | None) -> bool | None:
    """Whether a condition holds for a deal lost with `reason`; None when it depends on something else."""
    match condition:
        case None:
            return True
        case Compare(left="reason"):
            return _reason_holds(condition, reason)
        case And(terms=terms):
            return _all(holds(term, reason) for term in terms)
        case Or(terms=terms):
            return _negated(_all(_negated(holds(term, reason)) for term in terms))
        case Not(term=term):
            return _negated(holds(term, reason))
        case Compare() | HasTag():
            return None


def _reason_holds(condition: Compare, reason: str | None) -> bool | None:
    if reason is None:
        return None
    named = {value.value for value in condition.values if isinstance(value, Value)}
    return (reason in named) == (condition.operator in ("is", "in"))


def _all(values: Iterable[bool | None]) -> bool | None:
    found = list(values)
    if False in found:
        return False
    return None if None in found else True


def _negated(value: bool | None) -> bool | None:
    return None if value is None else not value
