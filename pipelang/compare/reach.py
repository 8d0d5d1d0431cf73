"""What a change does elsewhere on the board: a requirement holds on every later stage, so does an owner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from pipelang.compare.changes import Change, Comparison
from pipelang.model import FieldRef, Pipeline, Place, Program
from pipelang.model.index import demands, owners

What = Literal["demanded", "freed", "owner"]


@dataclass(frozen=True, slots=True)
class Reach:
    """Places where a field is demanded from now on, or no longer, or where another role answers for deals.

    `thing` is the field, or the new role's id ("" when nobody is named any more).
    """

    what: What
    thing: FieldRef | str
    places: tuple[Place, ...]


class Reaches:
    """Demands and owners of both programs; a pipeline's are worked out when a change in it asks for them."""

    def __init__(self, comparison: Comparison) -> None:
        self._old = _Standings(comparison.old)
        self._new = _Standings(comparison.new)

    def of(self, changes: Iterable[Change]) -> tuple[Reach, ...]:
        """What changes do on places other than their own, all of them together."""
        found: dict[tuple[What, FieldRef | str], dict[str, Place]] = {}
        for change in changes:
            pipeline = next((node for node in change.above if isinstance(node, Pipeline)), None)
            if pipeline is not None and (change.kind in ("Requirement", "Owner") or isinstance(change.node, Place)):
                for what, thing, place in self._felt(change, pipeline.address):
                    found.setdefault((what, thing), {})[place.address] = place
        return tuple(Reach(what, thing, tuple(places.values())) for (what, thing), places in found.items())

    def _felt(self, change: Change, pipeline: str) -> Iterator[tuple[What, FieldRef | str, Place]]:
        old, new = self._old.of(pipeline), self._new.of(pipeline)
        home = change.node if isinstance(change.node, Place) else change.above[-1]
        fields = _fields(change)
        for place in new.places:
            if place.address == home.address or place.address not in old.demanded:
                continue
            for name in fields:
                before, after = (name in standing.demanded[place.address] for standing in (old, new))
                if before != after:
                    yield "demanded" if after else "freed", name, place
            if _moves_owner(change) and place.owner is None:
                before_role, after_role = old.owners[place.address], new.owners[place.address]
                if before_role != after_role:
                    yield "owner", after_role, place


def _fields(change: Change) -> tuple[FieldRef, ...]:
    """The fields whose demands a change may shift: of a requirement its own, of a stage all that it demands."""
    nodes = [side for side in (change.old, change.new) if side is not None]
    if change.kind == "Requirement":
        return tuple(dict.fromkeys(node.field for node in nodes))
    if change.verb in ("added", "removed", "moved") and isinstance(change.node, Place):
        return tuple(dict.fromkeys(item.field for node in nodes for item in node.requirements if not item.here))
    return ()


def _moves_owner(change: Change) -> bool:
    if change.kind == "Owner":
        return change.attribute in ("", "role")
    return change.verb in ("added", "removed", "moved") and getattr(change.node, "owner", None) is not None


@dataclass(slots=True)
class _Standing:
    """What holds on each place of a pipeline, by the place's address."""

    places: tuple[Place, ...] = ()
    demanded: dict[str, frozenset[FieldRef]] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)


class _Standings:
    def __init__(self, program: Program) -> None:
        self._pipelines = {pipeline.address: pipeline for pipeline in program.pipelines}
        self._known: dict[str, _Standing] = {}

    def of(self, address: str) -> _Standing:
        """The standing of a pipeline; an empty one where it is not there."""
        if address not in self._known:
            pipeline = self._pipelines.get(address)
            self._known[address] = _standing(pipeline) if pipeline else _Standing()
        return self._known[address]


def _standing(pipeline: Pipeline) -> _Standing:
    demanded = {
        address: frozenset(demand.requirement.field for demand in held) for address, held in demands(pipeline).items()
    }
    named = {address: owner.role if owner else "" for address, owner in owners(pipeline).items()}
    return _Standing(pipeline.places, demanded, named)
