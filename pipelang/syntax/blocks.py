"""What indentation says of braces that were forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipelang.source import Source
from pipelang.syntax.tokens import Token

#: Statements that have a block more often than not.
_WITH_BLOCK = frozenset(
    {"crm", "pipeline", "stage", "won", "lost", "every", "key", "on", "tunnel", "template", "target"}
)


def never_begun(tokens: Sequence[Token], source: Source) -> Token | None:
    """The last token of the last line that says a block follows by the indentation below it, and does not open one."""
    lines: list[list[Token]] = []
    for token in tokens:
        line = source.position(token.start)[0]
        if not lines or source.position(lines[-1][0].start)[0] != line:
            lines.append([])
        lines[-1].append(token)
    return next(
        (
            line[-1]
            for line, below in reversed(list(pairwise(lines)))
            if line[0].text in _WITH_BLOCK
            and all(token.type != "LBRACE" for token in line)
            and _indent(below[0], source) > _indent(line[0], source)
        ),
        None,
    )


def _indent(token: Token, source: Source) -> int:
    """How far a line's first token stands from its start, in columns of a tab's width."""
    line, column = source.position(token.start)
    return len(source.line(line)[: column - 1].expandtabs(4))
