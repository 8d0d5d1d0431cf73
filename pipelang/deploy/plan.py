"""Desired resources against live ones: the operations that close the gap, in an order that would be accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from pipelang.deploy.resources import Join, Json, Ref, Resource, Resources


@dataclass(frozen=True, slots=True)
class Operation:
    """One step of a plan. `before` and `after` hold only the attributes that differ; `resource` is the desired one
    (for `delete`: the live one). `live` is what is there before the step."""

    action: Literal["create", "update", "delete"]
    resource: Resource
    live: Resource | None
    before: Mapping[str, Json]
    after: Mapping[str, Json]


#: What most values are, and what cannot hold a reference.
_PLAIN = frozenset({str, int, bool, float, type(None)})

Brings = Callable[[Resource, Mapping[str, Resource]], Iterable[Resource]]


def plan(desired: Iterable[Resource], live: Mapping[str, Resource], brings: Brings) -> tuple[Operation, ...]:
    """The operations that make `live` equal to `desired`.

    `brings(resource, desired)` tells what the CRM makes by itself when a resource is created (a new pipeline comes with
    stages); those count as live from then on, are updated where they differ, and deleted last where the spec has no use
    for them. Order: dependencies first, else the order of `desired`; deletions at the end, children before parents.
    """
    wanted = Resources.of(desired)
    known = dict(live)
    operations: list[Operation] = []
    for resource in _in_order(wanted):
        there = known.get(resource.address)
        if there is None:
            operations.append(Operation("create", resource, None, {}, resource.attributes))
            for brought in brings(resource, wanted):
                known.setdefault(brought.address, brought)
            continue
        after = {key: value for key, value in resource.attributes.items() if there.attributes.get(key) != value}
        if after:
            before = {key: there.attributes.get(key) for key in after}
            operations.append(Operation("update", resource, there, before, after))
    gone = {address: resource for address, resource in known.items() if address not in wanted}
    operations += [Operation("delete", item, item, item.attributes, {}) for item in reversed(_in_order(gone))]
    return tuple(operations)


def references(value: object) -> Iterator[Ref]:
    """Every Ref inside a value, in order."""
    if isinstance(value, Ref):
        yield value
    elif isinstance(value, Join):
        yield from (part for part in value.parts if isinstance(part, Ref))
    elif isinstance(value, (dict, list, tuple)):
        for item in value.values() if isinstance(value, dict) else value:
            if type(item) not in _PLAIN:
                yield from references(item)


def _in_order(wanted: Mapping[str, Resource]) -> list[Resource]:
    """Depth first over dependencies, so that each resource stands right after what it needs."""
    done: dict[str, Resource] = {}
    for first in wanted:
        stack = [(first, iter(_needs(wanted[first], wanted)))]
        entered = {first}
        while stack:
            address, needs = stack[-1]
            if address in done:
                stack.pop()
                continue
            missing = next((need for need in needs if need not in done and need not in entered), None)
            if missing is None:
                done[address] = wanted[address]
                stack.pop()
            else:
                entered.add(missing)
                stack.append((missing, iter(_needs(wanted[missing], wanted))))
    return list(done.values())


def _needs(resource: Resource, wanted: Mapping[str, Resource]) -> list[str]:
    values = (*resource.attributes.values(), *resource.identity.values())
    needs = [ref.address for value in values if type(value) not in _PLAIN for ref in references(value)]
    if resource.parent:
        needs.append(resource.parent)
    return [need for need in (*needs, *resource.after) if need in wanted and need != resource.address]
