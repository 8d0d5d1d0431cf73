"""`spec.json`: the resolved model, for tools of others. Its schema is made from the model itself (docs/schema/spec.schema.json).

Each object is a node of `pipelang.model` and has its attributes; those that equal their default are left out. `at` is the
line it was written on (`sales.pipe:41`). Where several sorts of things may stand, `is` tells which one it is.
"""

from __future__ import annotations

import re
import sys
import types
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from pipelang.layout import compact, laid_out, listed
from pipelang.model import Action, Program
from pipelang.source import Span

VERSION = 1

#: Attributes whose nodes are laid out over several lines, because they hold much.
_LARGE = frozenset({"pipelines", "stages", "won", "lost"})


def spec_json(program: Program) -> str:
    """The whole model; a pipeline and each of its places over several lines, everything smaller on one."""
    lists = {spec.name: getattr(program, spec.name) for spec in fields(program)}
    members = {"version": str(VERSION), "crm": compact(_object(lists.pop("crm")))}
    for name, items in lists.items():
        rows = [_laid_out(item, 4) if name in _LARGE else compact(_object(item)) for item in items]
        members[name] = listed(rows, 2)
    return laid_out(members) + "\n"


def _laid_out(node: Any, indent: int) -> str:
    """A node with an attribute on a line; the large nodes inside it are laid out in turn."""
    members: dict[str, str] = {}
    for name, value in _said(node):
        if name not in _LARGE:
            members[name] = compact(_plain(value))
        elif isinstance(value, tuple):
            members[name] = listed([_laid_out(item, indent + 4) for item in value], indent + 2)
        else:
            members[name] = _laid_out(value, indent + 2)
    return laid_out(members, indent)


def _object(node: Any) -> dict[str, Any]:
    kind: type = type(node)
    word = tag(kind)
    found: dict[str, Any] = {"is": word} if word else {}
    for name, value in _said(node):
        found[name] = _plain(value)
    return found


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind is str or kind is int or kind is bool or value is None or kind is float:
        return value
    if kind is tuple:
        return [_plain(item) for item in value]
    return value.place if kind is Span else _object(value)


def _said(node: Any) -> list[tuple[str, Any]]:
    kind: type = type(node)
    return [
        (name, value)
        for name, default in _defaults(kind)
        if (value := getattr(node, name)) is not default and (default is MISSING or value != default)
    ]


@cache
def _defaults(kind: type) -> tuple[tuple[str, Any], ...]:
    return tuple((spec.name, spec.default) for spec in fields(kind))


@cache
def tag(kind: type) -> str:
    """The word by which a class is told from the others that may stand in the same place; "" where it stands alone."""
    return re.sub("(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower() if kind in _tagged() else ""


@cache
def _tagged() -> frozenset[type]:
    """The classes that share a place with others in the model: actions, conditions, values, parts of texts."""
    found: set[type] = set()
    for kind in classes():
        for hint in hints(kind).values():
            found |= {item for union in _unions(hint) for item in _members(union)}
    return frozenset(found)


def classes() -> list[type]:
    """Every class of the model, from the program down."""
    found: dict[type, None] = {Program: None}
    queue: list[type] = [Program]
    while queue:
        for hint in hints(queue.pop()).values():
            for kind in _mentioned(hint):
                if kind not in found:
                    found[kind] = None
                    queue.append(kind)
    return list(found)


def _mentioned(hint: Any) -> Iterator[type]:
    """The dataclasses in a type; of `Action` its kinds, since it stands for them."""
    if hint is Action:
        yield from actions()
    elif isinstance(hint, type) and is_dataclass(hint):
        yield hint
    else:
        for part in get_args(hint):
            yield from _mentioned(part)


@cache
def actions() -> tuple[type, ...]:
    """The kinds of actions. A slotted dataclass leaves its unslotted twin among the subclasses; modules know the real one."""
    known = {kind.__name__: getattr(sys.modules[kind.__module__], kind.__name__) for kind in Action.__subclasses__()}
    return tuple(known[name] for name in sorted(known))


def _unions(hint: Any) -> Iterator[Any]:
    if hint is Action or get_origin(hint) in (Union, types.UnionType):
        yield hint
    for part in get_args(hint):
        yield from _unions(part)


def _members(union: Any) -> list[type]:
    """The dataclasses of a union that need telling apart: not a single one beside None."""
    kinds = list(_mentioned(union))
    others = [part for part in get_args(union) if part is not type(None)]
    return kinds if union is Action or len(others) > 1 else []


@cache
def hints(kind: type) -> dict[str, Any]:
    """The attributes of a class and their types."""
    known = get_type_hints(kind)
    return {spec.name: known[spec.name] for spec in fields(kind)}
