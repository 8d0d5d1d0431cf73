"""What the parser could take next, asked of its tables: to tell what was expected, and to try a repair before it is made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipelang.syntax.tokens import Token

if TYPE_CHECKING:
    from pipelang.syntax.parser import _Parser


class Prospects:
    """Looks ahead for one parser; nothing is shifted, nothing changed."""

    def __init__(self, parser: _Parser) -> None:
        self.parser = parser
        self.source = parser.source

    def expected(self) -> frozenset[str]:
        """Terminals that could come next."""
        states, tables = self.parser.states, self.parser.tables
        # A state that only reduces has no row of its own: then every terminal is tried.
        row: Iterable[str] = tables.rows[states[-1]]
        if tables.defaults[states[-1]] is not None:
            row = {name for other in tables.rows for name in other}
        return frozenset(name for name in row if (name.isupper() or name == "$END") and self.leads(states, name))

    def accepts(self, states: list[int], token: Token) -> bool:
        """Whether a token would fit in these states, as the keyword it spells or as an id."""
        keyword = self.parser.tables.keywords.get(token.text) if token.type == "NAME" else None
        if keyword is None:
            return self.leads(states, token.type)
        as_id = self.parser.may_be_id(token, self.parser.tables.rows[states[-1]])
        return self.leads(states, keyword) or (as_id and self.leads(states, token.type))

    def leads(self, states: list[int], name: str) -> bool:
        """Whether a terminal would fit in these states."""
        return _feed(self.parser, list(states), name) is not None

    def fits(self, name: str, at: int) -> bool:
        """Whether the token `at` would fit after a `name` were put in before it."""
        states = _feed(self.parser, list(self.parser.states), name)
        return states is not None and self.accepts(states, self.parser.tokens[at])

    def can_go_on(self, token: Token) -> bool:
        """Whether a token fits, or could open a statement (a misspelt one is told next)."""
        states = self.parser.states
        return self.accepts(states, token) or (token.type == "NAME" and self.leads(states, "GOAL"))

    def first_on_line(self, at: int) -> bool:
        token = self.parser.tokens[at]
        return at == 0 or "\n" in self.source.text[self.parser.tokens[at - 1].end : token.start]

    def starts_statement(self, token: Token) -> bool:
        keyword = self.parser.tables.keywords.get(token.text) if token.type == "NAME" else None
        return keyword is not None and keyword in self.statement_keywords()

    def begins(self, at: int, keyword: str) -> bool:
        """Whether a statement with that keyword can begin at token `at`, on a line or in a block of its own."""
        first = self.first_on_line(at) or self.parser.tokens[at - 1].type == "LBRACE"
        return first and self.leads(self.parser.states, self.parser.tables.keywords[keyword])

    def statement_keywords(self) -> frozenset[str]:
        row = self.parser.tables.rows[self.parser.tables.start]
        return frozenset(name for name in row if name.isupper())

    def statement(self) -> str:
        """The keyword of the statement being read."""
        for value in reversed(self.parser.values):
            if isinstance(value, Token) and value.type == "LBRACE":
                return ""
            if isinstance(value, Token) and self.starts_statement(value):
                return value.text
        return ""


def _feed(parser: _Parser, states: list[int], name: str) -> list[int] | None:
    """The states after shifting a terminal, or None where it does not fit."""
    rows, defaults, rules = parser.tables.rows, parser.tables.defaults, parser.tables.rules
    while True:
        default = defaults[states[-1]]
        action = rows[states[-1]].get(name) if default is None else default
        if action is None:
            return None
        if action >= 0:
            states.append(action)
            return states
        origin, _, length, *_ = rules[~action]
        if length:
            del states[-length:]
        target = rows[states[-1]].get(origin)
        if target is None:
            return None
        states.append(target)
        if name == "$END" and target == parser.tables.end:
            return states
