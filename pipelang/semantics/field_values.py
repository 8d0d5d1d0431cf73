"""What is put into a field: a written value, another field, or the day of today with a shift."""

from __future__ import annotations

from typing import Any, cast

from pipelang.diagnostics import Kind, Label
from pipelang.model.program import Field
from pipelang.model.values import Literal, Today, Value
from pipelang.semantics.conditions import HOLDS, Conditions
from pipelang.semantics.resolver import Resolver
from pipelang.semantics.units import Frame
from pipelang.syntax.tree import Node


class FieldValues:
    """Builds the values of fields inside one pipeline; what a field cannot hold is told."""

    def __init__(self, resolver: Resolver, conditions: Conditions) -> None:
        self.resolver = resolver
        self.conditions = conditions

    def build(self, written: Any, field: Field, frame: Frame) -> Value | None:
        node, inner = self.resolver.plain(written, frame)
        if node is None:
            return None
        if isinstance(node, Node) and node.kind == "today":
            return self._today(node, field, inner)
        if isinstance(node, Node) and node.kind == "path":
            return self.conditions.named_value(node, field, inner)
        literal = self.resolver.literal(node, inner)
        if literal is None or not self.conditions.fits(literal, field, node, inner):
            return None
        self._check_bounds(literal, field, node, inner)
        return literal

    def _check_bounds(self, literal: Literal, field: Field, node: Any, frame: Frame) -> None:
        if field.low is None or field.high is None or literal.type != "number":
            return
        if not field.low <= float(cast(float, literal.value)) <= field.high:
            self.resolver.add(
                "T413",
                frame,
                node,
                Label(field.at, "declared"),
                name=field.id,
                bounds=f"{field.low:g}..{field.high:g}",
                value=str(literal),
            )

    def _today(self, node: Node, field: Field, frame: Frame) -> Today | None:
        if HOLDS.get(field.type) != "date":
            self.resolver.add(
                "T405",
                frame,
                node,
                Label(field.at, "declared"),
                name=field.id,
                wanted=Kind("date"),
                type=Kind(field.type),
            )
            return None
        if node.children[0] is None:
            return Today()
        sign, duration = node.children[0].children
        shift = self.resolver.duration(duration, frame)
        if shift is None:
            return Today()
        if shift.unit not in ("d", "w"):
            self.resolver.add("T412", frame, duration, duration=str(shift))
        days = shift.amount * (7 if shift.unit == "w" else 1)
        return Today(-days if sign.type == "MINUS" else days)
