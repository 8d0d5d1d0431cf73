"""Renamed ids: found by `was`, and followed through the old program, so that what only follows a renaming is no change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import is_dataclass, replace
from typing import Any

from pipelang.compare.shape import attributes, attributes_of, is_node, nodes_in
from pipelang.model import Compare, FieldRef, Lose, Placeholder, Program, SetField, StageRef
from pipelang.model.values import Literal

#: Attribute that holds an id (or several) -> sort of the thing it names. A test holds this to the model.
REFERENCES: dict[tuple[str, str], str] = {
    ("Channel", "via"): "service",
    ("Message", "channel"): "channel",
    ("Pipeline", "products"): "product",
    ("Pipeline", "sources"): "channel",
    ("Pipeline", "extends"): "pipeline",
    ("Owner", "role"): "role",
    ("Review", "role"): "role",
    ("AccessRule", "role"): "role",
    ("Event", "channel"): "channel",
    ("Task", "kind"): "task_type",
    ("Task", "assignee"): "role",
    ("Send", "message"): "message",
    ("Notify", "role"): "role",
    ("Assign", "role"): "role",
    ("MakeDocument", "document"): "document",
    ("Run", "service"): "service",
    ("Subscribe", "channel"): "channel",
    ("Unsubscribe", "channel"): "channel",
}
_LITERALS = {"role": "role", "channel": "channel", "product": "product"}


def renamings(old: Program, new: Program) -> dict[str, str]:
    """Address in the old program -> address in the new one, of everything with an id that is in both; empty where no `was`
    has changed any.

    A stage of a renamed pipeline is in it too. A `was` whose renaming has landed says nothing: the old program has the new id.
    """
    found: dict[str, str] = {}
    for name in attributes(new):
        _named(nodes_in(getattr(old, name)), nodes_in(getattr(new, name)), found)
    return found if any(was != now for was, now in found.items()) else {}


def _named(old: Iterable[Any] | None, new: Iterable[Any] | None, found: dict[str, str]) -> None:
    """Enters pairs of siblings that have ids, and those below them."""
    for former, node in _pairs(old or (), new or ()):
        found[former.address] = node.address
        for name in attributes(node):
            below = nodes_in(getattr(node, name))
            if below and hasattr(below[0], "id"):
                _named(nodes_in(getattr(former, name)), below, found)


def _pairs(old: Iterable[Any], new: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """Nodes with the same id, or renamed ones. A renaming comes first: another thing may have taken the id that is free now."""
    olds = {_key(node): node for node in old if hasattr(node, "id")}
    news = {_key(node): node for node in new if hasattr(node, "id")}
    taken: set[tuple[str, ...]] = set()
    for key, node in news.items():
        was = (*key[:-1], node.was) if getattr(node, "was", None) else key
        if key not in olds and was in olds and was not in taken:
            taken.add(was)
            yield olds[was], node
    for key, node in news.items():
        if key in olds and key not in taken:
            yield olds[key], node


def _key(node: Any) -> tuple[str, ...]:
    """Fields of different entities may have the same id; everything else has its id alone among its siblings."""
    return (getattr(node, "entity", ""), node.id) if type(node).__name__ == "Field" else (type(node).__name__, node.id)


def renamed(program: Program, moved: Mapping[str, str]) -> Program:
    """The program with everything called as the other one calls it. Places in the source stay as they were."""
    found: Program = _Renamer(moved).follow(program, "")
    return found


class _Renamer:
    def __init__(self, moved: Mapping[str, str]) -> None:
        self.moved = moved

    def follow(self, value: Any, pipeline: str) -> Any:
        """The value with new ids. `pipeline` is the address of the one around it, which tells whose reasons are meant."""
        kind: type = type(value)
        if kind is tuple:
            return tuple(self.follow(item, pipeline) for item in value)
        if not is_dataclass(kind):
            return value
        special = _SPECIAL.get(kind.__name__)
        if special is not None:
            return special(self, value, pipeline)
        if kind.__name__ == "Pipeline":
            pipeline = value.address
        changed: dict[str, Any] = {}
        for name in attributes_of(kind):
            before = getattr(value, name)
            after = self.follow(before, pipeline)
            sort = REFERENCES.get((kind.__name__, name))
            if sort:
                after = self._ids(sort, before)
            if after is not before and after != before:
                changed[name] = after
        if is_node(value):
            changed |= self._identity(value)
        found: Any = replace(value, **changed) if changed else value
        return found

    def _identity(self, node: Any) -> dict[str, Any]:
        if not hasattr(node, "address"):
            key = "subject" if hasattr(node, "subject") else "where"
            return {key: self.address(getattr(node, key))}
        if not hasattr(node, "id"):
            return {"address": self.address(node.address)}
        direct = self.moved.get(node.address)
        ids = {"id": _last(direct)} if direct and _last(direct) != _last(node.address) else {}
        return {"address": self.address(node.address), **ids}

    def address(self, address: str) -> str:
        """An address as it is now: the longest part of it that is known to have moved decides."""
        head, tail = address, ""
        while head:
            if head in self.moved:
                return self.moved[head] + tail
            head, dot, last = head.rpartition(".")
            tail = f"{dot}{last}{tail}"
        return address

    def id(self, address: str) -> str:
        return _last(self.address(address))

    def _ids(self, sort: str, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(self.id(f"{sort}.{item}") for item in value)
        return value if value is None else self.id(f"{sort}.{value}")

    # ---- values whose ids need to be told in their own way

    def field(self, ref: FieldRef, _: str) -> FieldRef:
        return FieldRef(ref.entity, self.id(ref.address))

    def stage(self, ref: StageRef, _: str) -> StageRef:
        address = self.address(ref.address)
        pipeline = address.split(".")[1]
        place = address.removeprefix(f"pipeline.{pipeline}.").removeprefix("stage.")
        return StageRef(pipeline, place, address)

    def placeholder(self, slot: Placeholder, _: str) -> Placeholder:
        return slot if slot.builtin else replace(slot, name=self.id(f"field.{slot.owner}.{slot.name}"))

    def compare(self, said: Compare, pipeline: str) -> Compare:
        left = self.follow(said.left, pipeline)
        values = tuple(self._value(value, said.left, pipeline) for value in said.values)
        return Compare(left, said.operator, values)

    def set_field(self, action: SetField, pipeline: str) -> SetField:
        value = self._value(action.value, action.field, pipeline)
        return replace(
            action, address=self.address(action.address), field=self.follow(action.field, pipeline), value=value
        )

    def _value(self, value: Any, left: object, pipeline: str) -> Any:
        if not isinstance(value, Literal):
            return self.follow(value, pipeline)
        if value.type == "option" and isinstance(left, FieldRef):
            return replace(value, value=self.id(f"{left.address}.{value.value}"))
        if value.type == "reason":
            return replace(value, value=self._reason(str(value.value), pipeline))
        sort = _LITERALS.get(value.type)
        return replace(value, value=self.id(f"{sort}.{value.value}")) if sort else value

    def _reason(self, reason: str, pipeline: str) -> str:
        """A reason of whichever loss of the pipeline."""
        head, tail = f"{pipeline}.lost", f".reason.{reason}"
        known = (now for was, now in self.moved.items() if was.endswith(tail) and was.startswith(head))
        return _last(next(known, reason))

    def lose(self, action: Lose, pipeline: str) -> Lose:
        reason = self.id(f"{action.to.address}.reason.{action.reason}")
        address = self.address(action.address)
        return replace(action, address=address, reason=reason, to=self.follow(action.to, pipeline))

    def access(self, rule: Any, pipeline: str) -> Any:
        stages = tuple(self.id(f"{pipeline}.stage.{stage}") for stage in rule.stages)
        return replace(rule, address=self.address(rule.address), role=self.id(f"role.{rule.role}"), stages=stages)


_SPECIAL: dict[str, Callable[[_Renamer, Any, str], Any]] = {
    "FieldRef": _Renamer.field,
    "StageRef": _Renamer.stage,
    "Placeholder": _Renamer.placeholder,
    "Compare": _Renamer.compare,
    "SetField": _Renamer.set_field,
    "Lose": _Renamer.lose,
    "AccessRule": _Renamer.access,
}


def _last(address: str) -> str:
    return address.rpartition(".")[2]
