"""Every node of a program and every fact it states; made from the model itself, so that nothing new can be forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Any, Protocol

from pipelang.model.program import Program
from pipelang.source import Span


class Node(Protocol):
    @property
    def address(self) -> str: ...

    @property
    def at(self) -> Span: ...


#: Attributes that are not said by the spec but hold the rest together.
_STRUCTURE = frozenset({"address", "at", "id"})


def nodes(program: Program) -> Iterator[Node]:
    """All nodes with an address, each before its children, in source order."""
    for spec in fields(program):
        value = getattr(program, spec.name)
        for item in value if isinstance(value, tuple) else (value,):
            if hasattr(item, "address"):
                yield from _below(item)


def said(node: Node) -> Iterator[str]:
    """Names of the attributes that the spec sets on a node itself: not its children, not defaults."""
    for spec in _attributes(type(node)):
        value = getattr(node, spec.name)
        default = spec.default if spec.default is not MISSING else None
        if value == default or value == () or _holds_nodes(value):
            continue
        yield spec.name


def children(node: Node) -> Iterator[Node]:
    for spec in _attributes(type(node)):
        value = getattr(node, spec.name)
        if _holds_nodes(value):
            yield from value if isinstance(value, tuple) else (value,)


def _below(node: Node) -> Iterator[Node]:
    yield node
    for child in children(node):
        yield from _below(child)


def _holds_nodes(value: Any) -> bool:
    if isinstance(value, tuple):
        return bool(value) and _is_node(value[0])
    return _is_node(value)


def _is_node(value: Any) -> bool:
    # A StageRef has an address too, but it points elsewhere; nodes are the ones that know where they were written.
    return is_dataclass(value) and hasattr(value, "address") and hasattr(value, "at")


@cache
def _attributes(kind: type) -> tuple[Field[Any], ...]:
    return tuple(spec for spec in fields(kind) if spec.name not in _STRUCTURE)
