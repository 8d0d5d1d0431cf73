"""Every node of a program and every fact it states; made from the model itself, so that nothing new can be forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, NamedTuple, Protocol, get_args, get_type_hints

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


def said(node: Node) -> list[str]:
    """Names of the attributes that the spec sets on a node itself: not its children, not defaults."""
    return [
        name
        for name, default in _shape(type(node)).own
        # Nearly all that is not set is the default itself, and a look at that costs less than a comparison.
        if (value := getattr(node, name)) is not default and value != () and value != default
    ]


def children(node: Node) -> Iterator[Node]:
    for name in _shape(type(node)).children:
        value = getattr(node, name)
        if isinstance(value, tuple):
            yield from value
        elif value is not None:
            yield value


def _below(node: Node) -> Iterator[Node]:
    yield node
    for child in children(node):
        yield from _below(child)


class _Shape(NamedTuple):
    """The attributes of a class of nodes: its own with their defaults, and those that hold nodes."""

    own: tuple[tuple[str, Any], ...]
    children: tuple[str, ...]


@cache
def _shape(kind: type) -> _Shape:
    hints = get_type_hints(kind)
    stated = [spec for spec in fields(kind) if spec.name not in _STRUCTURE]
    holding = [spec.name for spec in stated if _holds_nodes(hints[spec.name])]
    own = [
        (spec.name, None if spec.default is MISSING else spec.default) for spec in stated if spec.name not in holding
    ]
    return _Shape(tuple(own), tuple(holding))


def _holds_nodes(hint: Any) -> bool:
    """Whether a type is a node, or a tuple or union with one. A StageRef has an address too, but it points elsewhere: nodes
    are the ones that know where they were written."""
    if is_dataclass(hint):
        return {"address", "at"} <= {spec.name for spec in fields(hint)}
    return any(_holds_nodes(part) for part in get_args(hint))
