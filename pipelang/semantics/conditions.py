"""`if …`: names on the left, typed values on the right, and whether the two can be compared at all."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, cast

from pipelang.diagnostics import Edit, Fix, Kind, Label
from pipelang.model.conditions import And, Compare, Condition, Fact, HasTag, Not, Operator, Or
from pipelang.model.program import Field
from pipelang.model.values import FieldRef, Literal
from pipelang.semantics.names import field_ref
from pipelang.semantics.resolver import Resolver
from pipelang.semantics.units import Frame
from pipelang.syntax.tokens import Token
from pipelang.syntax.tree import Node

_OPERATORS: dict[str, Operator] = {
    "is_": "is",
    "is_not": "is not",
    "is_empty": "is empty",
    "is_filled": "is filled",
    "in_": "in",
    "not_in": "not in",
    "contains": "contains",
}
FACTS: dict[str, str] = {"reason": "reason", "source": "channel", "product": "product", "owner": "role"}

#: Type of a field -> type of the values it holds.
HOLDS = {
    "text": "text",
    "longtext": "text",
    "number": "number",
    "money": "money",
    "date": "date",
    "datetime": "date",
    "flag": "flag",
    "choice": "option",
    "choices": "option",
    "phone": "text",
    "email": "text",
    "url": "text",
    "address": "text",
}
#: Deeper than any condition that a person could read.
MAX_DEPTH = 40

_ORDERED = frozenset({"number", "money", "date"})


class Conditions:
    """Builds conditions inside one pipeline. `reasons`: ids of its loss reasons."""

    def __init__(self, resolver: Resolver, entity: str, reasons: Collection[str]) -> None:
        self.resolver = resolver
        self.entity = entity
        self.reasons = reasons

    def build(self, node: Any, frame: Frame, depth: int = 0) -> Condition | None:
        """The condition, or None when a part of it made no sense (which is told)."""
        if depth > MAX_DEPTH:
            self.resolver.add("S109", frame, node, limit=MAX_DEPTH)
            return None
        match node.kind:
            case "and_" | "or_":
                return self._joined(node, frame, depth)
            case "not_":
                term = self.build(node.children[0], frame, depth + 1)
                return Not(term) if term is not None else None
            case "has_tag":
                return HasTag(self.resolver.name_text(node.children[0], frame))
            case "compare":
                return self._compare(node, frame)
        return self._equal(node, frame)

    def _joined(self, node: Node, frame: Frame, depth: int) -> Condition | None:
        """A row of terms. The parser nests it to the left; every term is looked at, also after a wrong one."""
        kind = And if node.kind == "and_" else Or
        written: list[Node] = []
        first = node
        while first.kind == node.kind:
            written.append(first.children[1])
            first = first.children[0]
        terms: list[Condition] = []
        whole = True
        for child in (first, *reversed(written)):
            term = self.build(child, frame, depth + 1)
            whole = whole and term is not None
            if term is not None:
                terms += term.terms if isinstance(term, kind) else (term,)
        return kind(tuple(terms)) if whole else None

    def _equal(self, node: Node, frame: Frame) -> Condition | None:
        operator = _OPERATORS[node.kind]
        path, rest = node.children[0], node.children[1:]
        operands = rest[0].children if rest and isinstance(rest[0], Node) and rest[0].kind == "operands" else rest
        fact = self._fact(path, frame)
        if fact is not None:
            return self._about_fact(fact, operator, operands, path, frame)
        field = self.resolver.field(path, frame, self.entity)
        if field is None:
            return None
        if not self._allowed(operator, field, node, frame):
            return None
        values = [self._value(operand, field, frame, node) for operand in operands]
        if any(value is None for value in values):
            return None
        for value, operand in zip(values, operands, strict=True):
            self._check_range(field, operator, value, operand, frame)
        return Compare(field_ref(field), operator, tuple(value for value in values if value is not None))

    def _compare(self, node: Node, frame: Frame) -> Condition | None:
        path, sign, operand = node.children
        if self._fact(path, frame) is not None:
            self.resolver.add("T402", frame, sign, operator=sign.text, type=Kind("option"), name=path.children[0].text)
            return None
        field = self.resolver.field(path, frame, self.entity)
        if field is None or not self._allowed(sign.text, field, sign, frame):
            return None
        value = self._value(operand, field, frame, node)
        if value is None:
            return None
        self._check_range(field, sign.text, value, operand, frame)
        return Compare(field_ref(field), cast(Operator, sign.text), (value,))

    def _allowed(self, operator: str, field: Field, at: Node | Token, frame: Frame) -> bool:
        held = HOLDS.get(field.type, "")
        right = (
            operator in ("is empty", "is filled")
            or (operator in ("<", "<=", ">", ">=") and held in _ORDERED)
            or (operator == "contains" and (held == "text" or field.type == "choices"))
            or (operator in ("is", "is not", "in", "not in") and held != "")
        )
        if not right:
            label = Label(field.at, "declared")
            self.resolver.add("T402", frame, at, label, operator=operator, type=Kind(field.type), name=field.id)
        return right

    # ---- facts every deal has ----

    def _fact(self, path: Node, frame: Frame) -> str | None:
        if len(path.children) != 1 or path.children[0].text not in FACTS:
            return None
        word = path.children[0].text
        return None if f"{self.entity}.{word}" in frame.unit.visible("field") else word

    def _about_fact(
        self, fact: str, operator: Operator, operands: list[Any], path: Node, frame: Frame
    ) -> Condition | None:
        if operator in ("contains", "is empty", "is filled"):
            self.resolver.add("T402", frame, path, operator=operator, type=Kind(FACTS[fact]), name=fact)
            return None
        ids = [self._fact_value(fact, operand, frame) for operand in operands]
        if not all(ids):
            return None
        kind: Any = FACTS[fact]
        return Compare(cast(Fact, fact), operator, tuple(Literal(kind, id) for id in ids))

    def _fact_value(self, fact: str, operand: Any, frame: Frame) -> str:
        if fact != "reason":
            return self.resolver.id_of(FACTS[fact], operand, frame)
        return self.reason(operand, frame)

    def reason(self, operand: Any, frame: Frame) -> str:
        """The id of a loss reason of this pipeline, or an empty string."""
        node, frame = self.resolver.plain(operand, frame)
        named = isinstance(node, Node) or getattr(node, "type", "NAME") == "NAME"
        if node is not None and not named:
            self.resolver.add("T406", frame, node, wanted=Kind("reason"))
            return ""
        word = node.children[0].text if isinstance(node, Node) and node.kind == "path" else getattr(node, "text", "")
        if word and word not in self.reasons and word not in self.resolver.skipped:
            self.resolver.unknown("reason", word, self.reasons, node, frame)
        return word if word in self.reasons else ""

    # ---- values ----

    def _value(self, operand: Any, field: Field, frame: Frame, at: Node) -> Literal | FieldRef | None:
        node, frame = self.resolver.plain(operand, frame)
        if node is None:
            return None
        if isinstance(node, Node) and node.kind == "path":
            return self.named_value(node, field, frame)
        value = self.resolver.literal(node, frame)
        if value is None:
            return None
        return value if self.fits(value, field, node, frame) else None

    def named_value(self, node: Node, field: Field, frame: Frame) -> Literal | FieldRef | None:
        word = node.children[0].text
        if not word:
            return None
        if field.options:
            return self.option(node, field, frame)
        other = self.resolver.field(node, frame, self.entity)
        if other is None:
            return None
        if other.type != field.type and HOLDS.get(other.type, "") != HOLDS.get(field.type, other.type):
            self._mismatch(field, Kind(other.type), node, frame)
            return None
        return field_ref(other)

    def option(self, node: Node, field: Field, frame: Frame) -> Literal | None:
        """An option of a choice by its id."""
        word = ".".join(token.text for token in node.children)
        options = [option.id for option in field.options]
        if word in options:
            return Literal("option", word)
        label = Label(field.at, "declared")
        from pipelang.diagnostics import suggestion

        meant = suggestion(word, options)
        fix = Fix((Edit(frame.span(node), meant),), safe=False) if meant else None
        if not self.resolver.skipped.intersection(word.split(".")):
            self.resolver.add(
                "N210",
                frame,
                node,
                label,
                fix=fix,
                name=word,
                field=field.id,
                choices=", ".join(options),
                suggestion=meant,
            )
        return None

    def fits(self, value: Literal, field: Field, node: Node | Token, frame: Frame) -> bool:
        held = HOLDS.get(field.type, "")
        if held == "money" and not self.resolver.currency:
            self.resolver.add("M336", frame, node, name=field.id)
            return False
        if held == "money" and value.type == "number":
            at = frame.span(node)
            fix = Fix((Edit(at._replace(start=at.end), f" {self.resolver.currency}"),))
            self.resolver.add("T403", frame, node, fix=fix, value=str(value.value), currency=self.resolver.currency)
            return False
        if value.type != held:
            self._mismatch(field, Kind(value.type), node, frame)
            return False
        if held == "money" and value.currency not in (self.resolver.currency, ""):
            self.resolver.add("T404", frame, node, value=str(value), currency=self.resolver.currency)
            return False
        return True

    def _mismatch(self, field: Field, found: Kind, node: Node | Token, frame: Frame) -> None:
        self.resolver.add(
            "T401", frame, node, Label(field.at, "declared"), name=field.id, type=Kind(field.type), found=found
        )

    def _check_range(self, field: Field, sign: str, value: Literal | FieldRef | None, node: Any, frame: Frame) -> None:
        """A comparison that can never be true, or is always true, by the bounds of the field."""
        if not isinstance(value, Literal) or field.low is None or field.high is None or isinstance(value.value, bool):
            return
        limit = float(cast(float, value.value))
        never, always = _decided(sign, limit, field.low, field.high)
        if never or always:
            code = "T407" if never else "T408"
            bounds = f"{field.low:g}..{field.high:g}"
            self.resolver.add(
                code, frame, node, Label(field.at, "declared"), name=field.id, bounds=bounds, value=str(value)
            )


def _decided(sign: str, limit: float, low: float, high: float) -> tuple[bool, bool]:
    """Whether a comparison with `limit` never holds, or always does, for a number within bounds."""
    outside = not low <= limit <= high
    return {
        ">": (limit >= high, limit < low),
        ">=": (limit > high, limit <= low),
        "<": (limit <= low, limit > high),
        "<=": (limit < low, limit >= high),
        "is": (outside, False),
        "in": (outside, False),
        "is not": (False, outside),
        "not in": (False, outside),
    }.get(sign, (False, False))
