"""Durations, shares, days and times of day as written to what they mean."""

from __future__ import annotations

from typing import Any, cast

from pipelang.model.values import Duration, Unit
from pipelang.semantics.names import Names
from pipelang.semantics.units import Frame
from pipelang.syntax.tokens import Token
from pipelang.syntax.tree import Node

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Quantities(Names):
    """Reads what is counted; what makes no sense is told."""

    def duration(self, node: Any, frame: Frame) -> Duration | None:
        """`15m working`; the flag may stand on the place of use, for a variable."""
        if node is None:
            return None
        working = isinstance(node, Node) and len(node.children) > 1 and node.children[1] is not None
        value, value_frame = self.plain(node, frame)
        token = value
        if isinstance(value, Node) and value.kind == "duration":
            token = value.children[0]
            working = working or value.children[1] is not None
        if token is None or (isinstance(token, Token) and not token.text):
            return None
        if not isinstance(token, Token) or token.type != "DURATION":
            self.wrong_type(node, frame, token, value_frame, "duration")
            return None
        return Duration(int(token.text[:-1]), cast(Unit, token.text[-1]), working)

    def percent(self, node: Any, frame: Frame) -> float | None:
        value, inner = self.plain(node, frame)
        if value is None or (isinstance(value, Token) and not value.text):
            return None
        if not isinstance(value, Token) or value.type != "PERCENT":
            self.wrong_type(node, frame, value, inner, "percent")
            return None
        number = float(value.text[:-1])
        if not 0 < number <= 100:
            self.add("T411", inner, value, value=value.text)
        return number

    def days(self, node: Node, frame: Frame) -> tuple[str, ...]:
        """`mon-fri` as its days; `daily` is every day."""
        first, last = node.children
        if first.text == "daily" and last is None:
            return DAYS
        words = [self.word("day", token, DAYS, frame) for token in node.children if token is not None]
        if not all(words):
            return ()
        start, end = DAYS.index(words[0]), DAYS.index(words[-1])
        if start > end:
            self.add("M330", frame, node, text=frame.span(node).text)
            return ()
        return DAYS[start : end + 1]

    def clock(self, token: Token, frame: Frame) -> str:
        if token.text and not (token.text[:2] < "24" and token.text[3:] < "60"):
            self.add("T410", frame, token, time=token.text)
        return token.text


def number(text: str) -> int | float:
    plain = text.replace("_", "")
    return float(plain) if "." in plain else int(plain)
