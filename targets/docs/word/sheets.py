"""Sheets of a DOCX, and which one a drawing goes on."""

from __future__ import annotations

from dataclasses import dataclass

from docx.shared import Emu, Length, Mm, Pt


@dataclass(frozen=True, slots=True)
class Sheet:
    """`left`, `right` and `ends` (top and bottom) are margins."""

    width: Length
    height: Length
    left: Length
    right: Length
    ends: Length

    @property
    def room(self) -> tuple[Length, Length]:
        return Emu(self.width - self.left - self.right), Emu(self.height - 2 * self.ends)


PAGE = Sheet(Mm(210), Mm(297), Mm(22), Mm(16), Mm(20))

#: Sheets for a wide or long drawing, the handiest first.
_LARGE = tuple(
    Sheet(Mm(width), Mm(height), Mm(12), Mm(12), Mm(17))
    for width, height in ((210, 297), (297, 210), (297, 420), (420, 297))
)

#: What a heading takes above a drawing.
_HEADING = Mm(18)
#: A drawing's small letters (10.5 pixels) can still be read when a pixel is so long: they are 4.7 points then.
_READABLE = Pt(0.45)


def sheet_for(width: float, height: float) -> tuple[Sheet, Length, Length]:
    """The sheet for a drawing of that size in pixels, and how wide and high it is drawn there.

    The first sheet on which its letters can be read; the best one when there is none.
    """
    scales = [(min(sheet.room[0] / width, (sheet.room[1] - _HEADING) / height), sheet) for sheet in _LARGE]
    best = max(scales, key=lambda pair: pair[0])
    scale, sheet = next((pair for pair in scales if pair[0] >= _READABLE), best)
    return sheet, Emu(int(width * scale)), Emu(int(height * scale))
