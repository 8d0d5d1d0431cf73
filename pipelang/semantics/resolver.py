"""Names, values and texts as written to what they mean; every mistake becomes a problem and a harmless stand-in.

A name or value that the parser had to put in is empty; nothing is ever said about it again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from pipelang.diagnostics import Problems
from pipelang.model.values import Literal
from pipelang.semantics.quantities import number
from pipelang.semantics.texts import Texts
from pipelang.semantics.units import Frame, Placed
from pipelang.syntax.tokens import Token
from pipelang.syntax.tree import Node


class OutcomeNames(NamedTuple):
    """Names of the two ends of a pipeline where the spec gives none."""

    won: str
    lost: str


OUTCOMES = {
    "ru": OutcomeNames("Успешно реализовано", "Закрыто и не реализовано"),
    "en": OutcomeNames("Won", "Lost"),
}


class Resolver(Texts):
    """What all builders of the model share: the problems, the fields of the program, and the way from words to things.

    Each class below it has one subject: variables, names, quantities, texts.
    """

    def __init__(self, problems: Problems, overrides: Mapping[str, str]) -> None:
        super().__init__(problems, overrides)
        #: Every `allow` of a small block, with the address of what it stands in.
        self.allowed: list[tuple[Placed, str]] = []
        self.currency = ""
        self.outcomes = OUTCOMES["ru"]

    def literal(self, node: Any, frame: Frame) -> Literal | None:
        """A written value with its own type; None for a name (the caller knows what names mean there)."""
        if isinstance(node, Node):
            return self._compound(node, frame)
        match node.type:
            case "NUMBER":
                return Literal("number", number(node.text)) if node.text else None
            case "PERCENT":
                return Literal("percent", number(node.text[:-1]))
            case "DATE":
                return self._date(node, frame)
            case "YES" | "NO":
                return Literal("flag", node.type == "YES")
            case "TEXT" | "LONGTEXT":
                return Literal("text", self.text(node, frame))
        return None

    def _compound(self, node: Node, frame: Frame) -> Literal | None:
        """Money or a duration, which are of several tokens."""
        if node.kind == "money":
            amount, currency = node.children
            return Literal("money", number(amount.text) if amount.text else 0, currency.text)
        duration = self.duration(node, frame) if node.kind == "duration" else None
        return Literal("duration", duration) if duration is not None else None

    def _date(self, token: Token, frame: Frame) -> Literal | None:
        try:
            return Literal("date", date.fromisoformat(token.text).isoformat())
        except ValueError:
            self.add("T409", frame, token, date=token.text)
            return None
