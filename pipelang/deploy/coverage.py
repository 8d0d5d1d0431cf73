"""`coverage.json`: for every fact that the spec states, what became of it in a target. Nothing may be missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipelang.deploy.plan import Operation
from pipelang.deploy.resources import Description, Fact, How, Resource
from pipelang.deploy.steps import Numbered
from pipelang.layout import compact, laid_out, listed
from pipelang.model import Program
from pipelang.model.walk import Node, nodes, said

VERSION = 1

#: When a fact went several ways, it counts under the first of these.
_STRONGEST: tuple[How, ...] = ("api", "file", "manual", "text", "refused")


@dataclass(frozen=True, slots=True)
class Covered:
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
    by_step: dict[Fact, list[int]] = {}
    for item in steps:
        for fact in item.step.carries:
            by_step.setdefault(fact, []).append(item.number)
    claims: dict[Fact, list[tuple[How, str]]] = {}
    for claim in description.claims:
        claims.setdefault(claim.fact, []).append((claim.how, claim.where))
    found: list[Covered] = []
    missing: list[Fact] = []
    for node in nodes(program):
        source = node.at.place
        for fact in _facts(node):
            operated, stepped, claimed = by_operation.get(fact, ()), by_step.get(fact, ()), claims.get(fact, ())
            ways = {how for how, _ in claimed}
            how = _strongest(ways, api=fact in by_operation, manual=fact in by_step)
            if how is None:
                missing.append(fact)
                continue
            where = tuple(dict.fromkeys(place for _, place in claimed))
            found.append(Covered(fact, source, how, tuple(operated), tuple(stepped), where))
    return Coverage(tuple(found), tuple(missing))


def coverage_json(coverage: Coverage, target: str, program: str) -> str:
    """One fact on a line. The shape is published: docs/schema/coverage.schema.json."""
    members = {
        "version": str(VERSION),
        "target": compact(target),
        "program": compact(program),
        "summary": compact(coverage.count()),
        "missing": compact([str(fact) for fact in coverage.missing]),
        "facts": listed((compact(_row(item)) for item in coverage.facts), 2),
    }
    return laid_out(members) + "\n"


def _strongest(ways: set[How], api: bool, manual: bool) -> How | None:
    if api:
        return "api"
    if manual and "file" not in ways:
        return "manual"
    return next((way for way in _STRONGEST if way in ways), None)


def _facts(node: Node) -> list[Fact]:
    return [Fact(node.address), *(Fact(node.address, attribute) for attribute in said(node))]


def _by_operation(resources: Iterable[Resource], operations: Iterable[Operation]) -> dict[Fact, list[int]]:
    """Numbers of the operations that bring each fact about."""
    numbers: dict[str, list[int]] = {}
    for number, operation in enumerate(operations, 1):
        numbers.setdefault(operation.resource.address, []).append(number)
    found: dict[Fact, list[int]] = {}
    for resource in resources:
        # What the CRM makes by itself just as we want it has no operation of its own: its parent's brought it.
        own = numbers.get(resource.address) or numbers.get(resource.parent or "", [])
        for fact in resource.carries:
            found.setdefault(fact, []).extend(own)
    return found


def _row(item: Covered) -> Mapping[str, Any]:
    row: dict[str, Any] = {"fact": str(item.fact), "how": item.how, "source": item.source}
    for key, value in (("operations", item.operations), ("steps", item.steps), ("where", item.where)):
        if value:
            row[key] = sorted(set(value)) if key != "where" else value
    return row
