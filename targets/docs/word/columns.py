"""How wide the columns of a table are, by what stands in them."""

from __future__ import annotations

from itertools import pairwise

from pipelang.report.documents.document import Table, plain

#: Letters of a table that fit beside each other on a sheet, the most that a column of prose asks for, and the least of any.
_LETTERS, _PROSE, _LEAST = 112, 60, 5


def columns(table: Table, room: int) -> list[int]:
    """Widths that fill the room: every column has place for its longest word, prose takes the rest."""
    wanted = [_wanted(number, table) for number in range(len(table.head))]
    least, most = [word for word, _ in wanted], [line for _, line in wanted]
    spare = max(_LETTERS - sum(least), 0)
    asked = sum(most) - sum(least)
    share = min(spare / asked, 1) if asked else 0
    letters = [word + (line - word) * share for word, line in wanted]
    ends = [round(room * sum(letters[:number]) / sum(letters)) for number in range(len(letters) + 1)]
    return [end - start for start, end in pairwise(ends)]


def _wanted(number: int, table: Table) -> tuple[int, int]:
    """Letters of the longest word (within reason) and of the longest line in a column."""
    said = [table.head[number], *(plain(line) for row in table.rows for line in row[number])]
    word = max((len(word) for line in said for word in line.split()), default=0)
    line = max(map(len, said))
    least = max(min(word, 18), _LEAST) + 2
    return least, max(min(line, _PROSE), least)
