"""Text to tokens: one master regular expression with offsets, shared by parser, formatter and highlighting.

A token is a plain tuple (type, text, start, end): `type` is the terminal's name in `grammar/pipelang.lark`. Words come out
as NAME; whether one is a keyword is the parser's to decide, because keywords are contextual.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Token(NamedTuple):
    """One token. The text of a token that the parser put in for a missing one is empty (and so is its stretch)."""

    type: str
    text: str
    start: int
    end: int


#: What stands between tokens. Comments are kept by whoever needs them: `COMMENT` finds them in the gaps.
_BLANK = r"[ \t\n]*(?:\#[^\n]*[ \t\n]*)*"
COMMENT = re.compile(r"\#[^\n]*")

#: (terminal, pattern) in order of trial; what is likelier comes first where the order is free.
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("NAME", r"[^\W\d]\w*"),
    ("LONGTEXT", r'"""(?:[^"\\]|\\.|"(?!""))*"""'),
    ("TEXT", r'"(?!"")(?:[^"\\\n]|\\.)*"|""(?!")'),
    ("DATE", r"\d{4}-\d\d-\d\d(?!\w)"),
    ("CLOCK", r"\d\d:\d\d(?!\w)"),
    ("DURATION", r"\d{1,6}[mhdw](?!\w)"),
    ("PERCENT", r"\d{1,6}(?:\.\d{1,6})?%"),
    ("NUMBER", r"\d[\d_]{0,17}(?:\.\d{1,9})?(?!\w)"),
    ("LBRACE", r"\{"),
    ("RBRACE", r"\}"),
    ("RANGE", r"\.\."),
    ("COMMA", ","),
    ("DOT", r"\."),
    ("COLON", ":"),
    ("LPAR", r"\("),
    ("RPAR", r"\)"),
    ("EQUAL", "="),
    ("COMPARE", "[<>]=?"),
    ("PLUS", r"\+"),
    ("MINUS", "-"),
    ("VARIABLE", r"\$[^\W\d]\w*"),
    # What follows is never right; the parser turns each into a diagnostic of its own.
    ("FANCY_TEXT", r"[«“„][^»”“\n]*[»”“]"),
    ("OPEN_LONGTEXT", r'"""[\s\S]*'),
    ("OPEN_TEXT", r'"(?:[^"\\\n]|\\.)*\\?'),
    ("BAD_NUMBER", r"\d[\w.]*"),
    ("STRAY", r"[\s\S]"),
)
TYPES: tuple[str, ...] = ("", *(name for name, _ in _PATTERNS))
MASTER = re.compile(_BLANK + "(?:" + "|".join(f"({pattern})" for _, pattern in _PATTERNS) + r"|\Z)", re.DOTALL)
NEVER_RIGHT = frozenset({"FANCY_TEXT", "OPEN_LONGTEXT", "OPEN_TEXT", "BAD_NUMBER", "STRAY"})


def tokens(text: str) -> list[Token]:
    """All tokens of a text in order; comments and white space are left out."""
    found: list[Token] = []
    types = TYPES
    for match in MASTER.finditer(text):
        index = match.lastindex
        if index is None:
            break
        found.append(Token(types[index], match[index], *match.span(index)))
    return found
