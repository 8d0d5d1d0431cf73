"""`coverage.json`: for every fact that the spec states, what became of it in a target. Nothing may be missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipelang.deploy.claims import whole
from pipelang.deploy.plan import Operation
from pipelang.deploy.resources import Claim, Description, Fact, How, Resource
from pipelang.deploy.steps import Numbered
from pipelang.layout import compact, laid_out, listed, quoted
from pipelang.model import Program
from pipelang.model.walk import nodes

VERSION = 1

#: When a fact went several ways, it counts under the first of these.
_STRONGEST: tuple[How, ...] = ("api", "file", "manual", "text", "refused")


class Covered(NamedTuple):
    """A fact and where it went: numbers of operations in `setup.json`, of steps in the checklist, places of claims."""

    fact: Fact
    source: str
    how: How
    operations: tuple[int, ...] = ()
    steps: tuple[int, ...] = ()
    where: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """`missing` are the facts that the target lost: a mistake in the target, never in the spec."""

    facts: tuple[Covered, ...]
    missing: tuple[Fact, ...]

    def count(self) -> dict[str, int]:
        counted = Counter(item.how for item in self.facts)
        return {**{how: counted[how] for how in _STRONGEST}, "missing": len(self.missing)}


def cover(
    program: Program, description: Description, operations: Sequence[Operation], steps: Iterable[Numbered]
) -> Coverage:
    """What became of each fact, in the order of the spec. Operations are numbered from 1 as they come."""
    by_operation = _by_operation(description.resources, operations)
    by_step = _collected((item.step.carries, (item.number,)) for item in steps)
    claims: dict[Fact, tuple[Claim, ...]] = {}
    for claim in description.claims:
        claims[claim.fact] = (*claims.get(claim.fact, ()), claim)
    found: list[Covered] = []
    missing: list[Fact] = []
    for node in nodes(program):
        source = node.at.place
        for fact in whole(node):
            operated, stepped, claimed = by_operation.get(fact), by_step.get(fact), claims.get(fact, ())
            how = _strongest(operated is not None, stepped is not None, claimed)
            if how is None:
                missing.append(fact)
                continue
            where = tuple(dict.fromkeys([claim.where for claim in claimed])) if claimed else ()
            found.append(Covered(fact, source, how, operated or (), stepped or (), where))
    return Coverage(tuple(found), tuple(missing))


def coverage_json(coverage: Coverage, target: str, program: str) -> str:
    """One fact on a line. The shape is published: docs/schema/coverage.schema.json."""
    members = {
        "version": str(VERSION),
        "target": compact(target),
        "program": compact(program),
        "summary": compact(coverage.count()),
        "missing": compact([str(fact) for fact in coverage.missing]),
        "facts": listed(map(_row, coverage.facts), 2),
    }
    return laid_out(members) + "\n"


def _strongest(api: bool, manual: bool, claimed: Iterable[Claim]) -> How | None:
    if api:
        return "api"
    if not claimed:
        return "manual" if manual else None
    ways = {claim.how for claim in claimed}
    if manual and "file" not in ways:
        return "manual"
    return next((way for way in _STRONGEST if way in ways), None)


def _by_operation(resources: Iterable[Resource], operations: Iterable[Operation]) -> dict[Fact, tuple[int, ...]]:
    """Numbers of the operations that bring each fact about."""
    numbers: dict[str, tuple[int, ...]] = {}
    for number, operation in enumerate(operations, 1):
        address = operation.resource.address
        numbers[address] = (*numbers.get(address, ()), number)
    # What the CRM makes by itself just as we want it has no operation of its own: its parent's brought it.
    return _collected(
        (item.carries, numbers.get(item.address) or numbers.get(item.parent or "", ())) for item in resources
    )


def _collected(carriers: Iterable[tuple[tuple[Fact, ...], tuple[int, ...]]]) -> dict[Fact, tuple[int, ...]]:
    """The numbers of all that carries each fact. Nearly always that is one thing, whose tuple is taken as it is."""
    found: dict[Fact, tuple[int, ...]] = {}
    for carries, numbers in carriers:
        for fact in carries:
            found[fact] = found[fact] + numbers if fact in found else numbers
    return found


def _row(item: Covered) -> str:
    """A fact on a line. Written out by hand: there are tens of thousands, and only three of the parts can hold any text."""
    operations = f', "operations": [{_numbers(item.operations)}]' if item.operations else ""
    steps = f', "steps": [{_numbers(item.steps)}]' if item.steps else ""
    where = f', "where": {compact(item.where)}' if item.where else ""
    fact, source = quoted(str(item.fact)), quoted(item.source)
    return f'{{"fact": {fact}, "how": "{item.how}"{operations}, "source": {source}{steps}{where}}}'


def _numbers(numbers: tuple[int, ...]) -> str:
    return str(numbers[0]) if len(numbers) == 1 else ", ".join(map(str, sorted(set(numbers))))
