"""How nodes are found in the model: from its dataclasses, so that a new class or attribute takes part by itself.

Types are looked up by class and not by annotation: a comparison must start fast.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from typing import Any

#: What holds a node in its place and says nothing by itself. `id` does say something: it is compared.
STRUCTURE = frozenset({"address", "at"})


def attributes(value: object) -> tuple[str, ...]:
    """Names of everything that a node or value of the model says, in its class's order."""
    kind: type = type(value)
    return attributes_of(kind)


@cache
def attributes_of(kind: type) -> tuple[str, ...]:
    return tuple(spec.name for spec in fields(kind) if spec.name not in STRUCTURE)


def is_node(value: object) -> bool:
    """Nodes are what knows where it was written. (References to stages have an address too, but point elsewhere.)"""
    kind: type = type(value)
    return _is_node_class(kind)


@cache
def _is_node_class(kind: type) -> bool:
    return "at" in getattr(kind, "__dataclass_fields__", ())


def nodes_in(value: Any) -> tuple[Any, ...] | None:
    """The nodes that an attribute holds; None when it holds a value."""
    if type(value) is tuple:
        return value if value and is_node(value[0]) else None
    return (value,) if is_node(value) else None


def children(node: Any) -> Iterator[Any]:
    for name in attributes(node):
        yield from nodes_in(getattr(node, name)) or ()


def content(value: Any) -> Any:
    """All that a node says, without its address and place, as something hashable: equal for nodes that say the same."""
    kind: type = type(value)
    if kind is tuple:
        return tuple(map(content, value))
    if _is_node_class(kind):
        return (kind.__name__, *(content(getattr(value, name)) for name in attributes_of(kind)))
    # 1, 1.0 and yes are equal in Python, and not the same in an option of a target.
    return (kind.__name__, value) if kind is bool else value
