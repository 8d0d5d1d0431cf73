"""Every attribute of every class of the model, changed: made from the types, so that nothing new can be forgotten."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from pipelang.compare.renames import REFERENCES
from pipelang.compare.shape import attributes, is_node, nodes_in
from pipelang.model import Event, FieldRef, HasTag, Program, StageRef, Text
from pipelang.model import Literal as Value
from pipelang.model.automation import Distribution
from pipelang.model.conditions import Condition
from pipelang.model.pipeline import Norm
from pipelang.model.program import Hours
from pipelang.model.values import Duration, Today

#: Part of a program -> sort of the things it declares.
_SORTS = {
    "roles": "role", "products": "product", "services": "service", "channels": "channel", "task_types": "task_type",
    "messages": "message", "documents": "document", "pipelines": "pipeline",
}  # fmt: skip


class Mutation(NamedTuple):
    """`attribute` of the node at `address` is another one in `program`."""

    kind: str
    attribute: str
    address: str
    program: Program


def mutations(program: Program) -> Iterator[Mutation]:
    """Each attribute of each node changed by itself, to something else that is valid where that can be."""
    made = _Mutator(program)
    for node, rebuild in made.nodes():
        for name in attributes(node):
            before = getattr(node, name)
            if nodes_in(before) is not None or holds_nodes(get_type_hints(type(node))[name]):
                continue
            after = made.other(type(node), name, before)
            assert after != before, (type(node).__name__, name)
            address = getattr(node, "address", "")
            yield Mutation(type(node).__name__, name, address, rebuild(replace(node, **{name: after})))


def removals(program: Program) -> Iterator[tuple[Any, Program]]:
    """Each node that stands in a list, taken out."""
    for node, rebuild in _Mutator(program).nodes():
        if type(node).__name__ not in ("Crm", "Won"):
            yield node, rebuild(None)


def node_classes() -> set[type]:
    """Every class of nodes that a program can hold, from the annotations."""
    found: set[type] = set()
    waiting: list[Any] = [Program]
    while waiting:
        kind = waiting.pop()
        for hint in get_type_hints(kind).values():
            for inner in _classes(hint):
                if inner not in found:
                    found.add(inner)
                    waiting.append(inner)
    return {kind for kind in found if "at" in {spec.name for spec in fields(kind)} and not _abstract(kind)}


def _abstract(kind: type) -> bool:
    return kind.__name__ in ("Action", "Place", "Named")


def _classes(hint: Any) -> Iterator[type]:
    if isinstance(hint, type) and is_dataclass(hint):
        yield hint
        if hint.__name__ == "Action":
            from pipelang.report.spec import actions

            yield from actions()
    for part in get_args(hint):
        yield from _classes(part)


def holds_nodes(hint: Any) -> bool:
    return any("at" in {spec.name for spec in fields(kind)} for kind in _classes(hint))


class _Mutator:
    def __init__(self, program: Program) -> None:
        self.program = program
        self.ids = {sort: [node.id for node in getattr(program, part)] for part, sort in _SORTS.items()}
        self.ids["task_type"] += ["call", "meeting"]
        self.fields = [FieldRef(field.entity, field.id) for field in program.fields]

    def nodes(self) -> Iterator[tuple[Any, Any]]:
        """Every node, and what makes the program with another one (or none) in its place."""
        yield from self._below(self.program, lambda program: program)

    def _below(self, parent: Any, rebuild: Any) -> Iterator[tuple[Any, Any]]:
        for name in attributes(parent):
            value = getattr(parent, name)
            if is_node(value):
                put = lambda node, name=name: rebuild(replace(parent, **{name: node}))  # noqa: E731
                yield value, put
                yield from self._below(value, put)
            elif nodes_in(value):
                for position, node in enumerate(value):

                    def put(new: Any, name: str = name, position: int = position, value: Any = value) -> Program:
                        items = (*value[:position], *(() if new is None else (new,)), *value[position + 1 :])
                        changed: Program = rebuild(replace(parent, **{name: items}))
                        return changed

                    yield node, put
                    yield from self._below(node, put)

    def other(self, kind: type, name: str, value: Any) -> Any:
        sort = REFERENCES.get((kind.__name__, name))
        if sort is not None:
            return self._ids(sort, value)
        if (kind.__name__, name) == ("AccessRule", "stages"):
            return () if value else ("request",)
        return self._value(get_type_hints(kind)[name], value)

    def _ids(self, sort: str, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(item for item in self.ids[sort] if item not in value)[:1] or ()
        return next(item for item in self.ids[sort] if item != value)

    def _value(self, hint: Any, value: Any) -> Any:  # one line for each type of the model
        origin = get_origin(hint)
        if hint == Condition or Condition.__args__[0] in get_args(hint):
            return HasTag("совсем другой")
        if origin in (Union, types.UnionType):
            parts = [part for part in get_args(hint) if part is not type(None)]
            same = next((part for part in parts if _fits(part, value)), parts[0])
            return self._value(same, value)
        if origin is Literal:
            return next(item for item in get_args(hint) if item != value)
        if origin is tuple:
            return (self._value(get_args(hint)[0], None),) if not value else value[:-1]
        number = (value or 0) + 7 if isinstance(value, int | float | None) else 7
        places = (StageRef(name, "new", f"pipeline.{name}.stage.new") for name in ("warming", "production"))
        candidates: dict[Any, tuple[Any, ...]] = {
            bool: (not value,),
            str: (f"{value or ''} и ещё",),
            int: (number,),
            float: (number,),
            Duration: (Duration(77, "d"),),
            Text: (Text(("Совсем другой текст",)),),
            FieldRef: tuple(self.fields),
            StageRef: tuple(places),
            Event: (Event("payment"), Event("leave")),
            Distribution: (Distribution("load"), Distribution("turns")),
            Norm: (Norm(33),),
            Hours: (Hours(("sun",), "11:00", "12:00"),),
            Value: (Value("text", "другое"),),
            Today: (Today(), Today(5)),
        }
        return next(item for item in candidates[hint] if item != value)


def _fits(hint: Any, value: Any) -> bool:
    if get_origin(hint) is Literal:
        return value in get_args(hint)
    if get_origin(hint) is tuple:
        return isinstance(value, tuple)
    return isinstance(hint, type) and isinstance(value, hint) and (hint is bool or not isinstance(value, bool))
