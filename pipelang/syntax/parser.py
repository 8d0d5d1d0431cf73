"""Tokens to tree: a driver for the LALR tables that Lark makes, which mends what it can and goes on.

Why not Lark's own driver: it stops at the first error, and importing it costs a check more than the check itself. The
driver is small, because all knowledge of the language is in the tables; a test holds it to Lark's own trees.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from pipelang.diagnostics import Problems
from pipelang.source import Source, Span
from pipelang.syntax.tables import Tables, tables
from pipelang.syntax.tokens import Token, tokens
from pipelang.syntax.tree import Node

if TYPE_CHECKING:
    from pipelang.syntax.recovery import Recovery

#: Deeper blocks than any spec needs; a guard against hostile input, for everything below walks blocks recursively.
MAX_DEPTH = 40


#: Keywords that are values: their tokens say which, where the grammar took them as such.
_VALUES = frozenset({"YES", "NO"})

#: Statements that only a whole file can hold. One at the start of a line inside a block means a brace was forgotten.
TOP_ONLY = frozenset(
    {"PIPELINE", "CRM", "IMPORT", "PARAM", "TEMPLATE", "ROLE", "PRODUCT", "SERVICE", "CHANNEL", "LANGUAGE"}
)


class TooDeep(Exception):
    """Blocks nested deeper than the parser goes; `at` is the offset of the brace."""

    def __init__(self, at: int) -> None:
        self.at = at


class Parsed(NamedTuple):
    """The tree of a file, and the words of it that recovery passed over: names may have been declared there."""

    tree: Node
    skipped: frozenset[str]


def parse(
    source: Source, problems: Problems, using: Tables | None = None, found: Sequence[Token] | None = None
) -> Parsed:
    """Parse a file. Mistakes are added to `problems`; what could be made sense of is in the tree all the same.

    A token that was missing stands in the tree with an empty text, so that nothing more needs to be said about it. `found` are
    the tokens of the file, where somebody has them already.
    """
    parser = _Parser(source, problems, using or tables(), tokens(source.text) if found is None else list(found))
    return Parsed(parser.run(), frozenset(parser.skipped))


class _Parser:
    def __init__(self, source: Source, problems: Problems, using: Tables, found: list[Token]) -> None:
        self.source = source
        self.problems = problems
        self.tables = using
        self.tokens = found
        size = len(source.text)
        self.tokens.append(Token("$END", "", size, size))
        self.states = [using.start]
        self.values: list[Any] = []
        self.starts: list[int] = []
        self.end = 0
        self.depth = 0
        self.skipped: set[str] = set()

    def run(self) -> Node:
        at, recovery = 0, None
        try:
            while True:
                at = self._advance(at)
                if at < 0:
                    return Node("start", self._rescued(), 0, len(self.source.text))
                recovery = recovery or self._recovery()
                at = recovery.mend(at)
        except TooDeep as problem:
            self.problems.add("S109", Span(self.source, problem.at, problem.at + 1), limit=MAX_DEPTH)
            return Node("start", [], 0, len(self.source.text))

    def _recovery(self) -> Recovery:
        """Loaded for the first mistake: most files have none."""
        from pipelang.syntax.recovery import Recovery

        return Recovery(self)

    def _rescued(self) -> list[Any]:
        """The statements of the finished file: the value of `start`, which stands alone under the end mark."""
        top = self.values[0] if self.values else None
        return top.children if isinstance(top, Node) else []

    def _advance(self, at: int) -> int:  # noqa: C901, PLR0912 - the loop that every token goes through stays in one piece
        """Shift and reduce from token `at` until the end (-1) or the first token that does not fit (its index)."""
        rows, defaults, _, keywords, _, end_state = self.tables
        states, values, starts, stream = self.states, self.values, self.starts, self.tokens
        state = states[-1]
        while True:
            token = stream[at]
            name = token[0]
            keyword = None
            if name == "NAME":
                word = token[1]
                keyword = keywords.get(word)
                if keyword is None:
                    if not word.isascii():
                        return at
                    if len(word) == 3 and word.isupper():
                        keyword = "CURRENCY"
                elif self.depth and keyword in TOP_ONLY and self.opens_line(token):
                    return at
            while True:
                action = defaults[state]
                if action is None:
                    row = rows[state]
                    action = row.get(keyword or name)
                    if action is None and keyword is not None and self.may_be_id(token, row):
                        action = row.get(name)
                    if action is None:
                        return at
                if action >= 0:
                    break
                state = self.reduce(~action, token[2])
                if state == end_state and name == "$END":
                    return -1
            if keyword in _VALUES and rows[state].get(keyword) == action:
                token = token._replace(type=keyword)
            states.append(action)
            values.append(token)
            starts.append(token[2])
            self.end = token[3]
            state = action
            if name == "LBRACE":
                self.depth += 1
                if self.depth > MAX_DEPTH:
                    raise TooDeep(token[2])
            elif name == "RBRACE":
                self.depth -= 1
            at += 1

    def reduce(self, rule: int, here: int) -> int:
        """Make one value of the topmost ones; the new state."""
        origin, kind, length, plan, inline, expand = self.tables.rules[rule]
        states, values, starts = self.states, self.values, self.starts
        if length:
            taken = values[-length:]
            start = starts[-length]
            del values[-length:], states[-length:], starts[-length:]
        else:
            taken = []
            start = here
        children = _spliced(taken, plan) if inline else [taken[index] if index >= 0 else None for index in plan]
        value: Any
        if not kind:
            value = children
        elif expand and len(children) == 1:
            value = children[0]
        else:
            value = Node(kind, children, start, max(self.end, start))
        state = self.tables.rows[states[-1]][origin]
        states.append(state)
        values.append(value)
        starts.append(start)
        return state

    def may_be_id(self, token: Token, row: dict[str, int]) -> bool:
        """Whether a keyword that does not fit here is meant as an id.

        Not when it opens a line, for then something was forgotten on the line before; unless lines begin with ids here.
        """
        before = self.source.text[self.end : token.start]
        return "\n" not in before or "RBRACE" in row or self.source.text[self.end - 1] in ",("

    def opens_line(self, token: Token) -> bool:
        return token.start == 0 or self.source.text[token.start - 1] == "\n"


def _spliced(taken: list[Any], plan: tuple[int, ...]) -> list[Any]:
    """The kept values with lists spliced in; a leading list is reused, so that long repetitions stay linear."""
    kept: list[Any] | None = None
    for index in plan:
        value = taken[index] if index >= 0 else None
        if isinstance(value, list):
            if kept is None:
                kept = value
            else:
                kept += value
        else:
            if kept is None:
                kept = []
            kept.append(value)
    return kept or []
