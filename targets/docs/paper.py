"""Sheets of a DOCX, in twentieths of a point, and what fits on them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from pipelang.report.documents.document import Lines, Table, plain

_MM = 56.6929
#: Units of a drawing's extent in a twentieth of a point.
EMU = 635

#: Letters of a table that fit beside each other on a sheet, the most that a column of prose asks for, and the least of any.
_LETTERS, _PROSE, _LEAST = 112, 60, 5


@dataclass(frozen=True, slots=True)
class Sheet:
    """`left`, `right` and `ends` (top and bottom) are margins."""

    width: int
    height: int
    left: int
    right: int
    ends: int

    @property
    def room(self) -> tuple[int, int]:
        return self.width - self.left - self.right, self.height - 2 * self.ends

    def properties(self, more: str = "") -> str:
        """The properties of a section on such sheets."""
        turned = ' w:orient="landscape"' if self.width > self.height else ""
        return (
            '<w:sectPr><w:headerReference w:type="default" r:id="rHeader"/><w:footerReference w:type="default" r:id="rFooter"/>'
            f'<w:pgSz w:w="{self.width}" w:h="{self.height}"{turned}/><w:pgMar w:top="{self.ends}" w:right="{self.right}" '
            f'w:bottom="{self.ends}" w:left="{self.left}" w:header="510" w:footer="510" w:gutter="0"/>{more}</w:sectPr>'
        )


def _sheet(width: float, height: float, left: float, right: float, ends: float) -> Sheet:
    """A sheet in millimetres."""
    return Sheet(*(round(length * _MM) for length in (width, height, left, right, ends)))


PAGE = _sheet(210, 297, 22, 16, 20)

#: Sheets for a wide or long drawing, the handiest first.
_LARGE = (
    _sheet(210, 297, 12, 12, 17), _sheet(297, 210, 12, 12, 17), _sheet(297, 420, 12, 12, 17), _sheet(420, 297, 12, 12, 17),
)  # fmt: skip

#: What a heading takes above a drawing.
_HEADING = round(18 * _MM)
#: A drawing's small letters (10.5 pixels) can still be read at so many twentieths of a point for a pixel: 4.7 points.
_READABLE = 9.0


def sheet_for(width: float, height: float) -> tuple[Sheet, int, int]:
    """The sheet for a drawing of that size in pixels, and how wide and high it is drawn there.

    The first sheet on which its letters can be read; the best one when there is none.
    """
    scales = [(min(sheet.room[0] / width, (sheet.room[1] - _HEADING) / height), sheet) for sheet in _LARGE]
    best = max(scales, key=lambda pair: pair[0])
    scale, sheet = next((pair for pair in scales if pair[0] >= _READABLE), best)
    return sheet, int(width * scale), int(height * scale)


def columns(table: Table) -> list[int]:
    """Widths of columns by what stands in them: every column has room for its longest word, prose takes the rest."""
    wanted = [_wanted(number, table) for number in range(len(table.head))]
    least, most = [word for word, _ in wanted], [line for _, line in wanted]
    spare = max(_LETTERS - sum(least), 0)
    asked = sum(most) - sum(least)
    share = min(spare / asked, 1) if asked else 0
    letters = [word + (line - word) * share for word, line in wanted]
    ends = [round(PAGE.room[0] * sum(letters[:number]) / sum(letters)) for number in range(len(letters) + 1)]
    return [end - start for start, end in pairwise(ends)]


def _wanted(number: int, table: Table) -> tuple[int, int]:
    """Letters of the longest word (within reason) and of the longest line in a column."""
    said = [table.head[number], *(line for row in table.rows for line in _plain(row[number]))]
    word = max((len(word) for line in said for word in line.split()), default=0)
    line = max(map(len, said))
    least = max(min(word, 18), _LEAST) + 2
    return least, max(min(line, _PROSE), least)


def _plain(lines: Lines) -> list[str]:
    return [plain(line) for line in lines]
