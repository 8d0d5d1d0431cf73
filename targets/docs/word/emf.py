"""A pen for EMF, the picture format with lines and letters that every Word shows: sharp at any size, and small.

Letters stay letters in the reader's own fonts, so no font need be shipped, and the same drawing gives the same bytes on every
machine. Source of the format: [MS-EMF], Enhanced Metafile Format, by Microsoft.
"""

from __future__ import annotations

from collections.abc import Sequence
from struct import pack

from pipelang.report.map.tracks import Point

from .letters import widths

#: Units of the picture in a pixel of the drawing.
_FINE = 20
#: Pixels and millimetres of the device that the picture is measured by: 96 pixels an inch.
_DEVICE, _MILLIMETRES = (1920, 1080), (508, 286)
_PER_PIXEL = 2540 / 96

# Sorts of records.
_HEADER, _POLYGON, _POLYLINE, _WINDOW, _VIEWPORT, _EOF, _SCALE, _BEHIND, _ALIGN, _INK = (
    1,
    3,
    4,
    9,
    11,
    14,
    17,
    18,
    22,
    24,
)
_SELECT, _BRUSH, _ELLIPSE, _FONT, _TEXT, _LINE = 37, 39, 42, 82, 84, 95

_NO_BRUSH, _NO_LINE = 0x80000005, 0x80000008
#: The room that a shape takes may be left open.
_OPEN = pack("<iiii", 0, 0, -1, -1)
_BASELINE, _CENTRED = 24, 6
_SOLID, _DASH, _DOT, _DASH_DOT = 0, 1, 2, 3


class Pen:
    """Writes records one after another; lines, brushes and fonts are made once for each look. Lengths are pixels.

    Colours are `#rrggbb`, or `none`. What a shape looks like is said before it (`brush`, `line`).
    """

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self._records: list[bytes] = []
        self._objects: dict[bytes, int] = {}
        self._selected: dict[str, int] = {}
        self._record(_SCALE, pack("<I", 8))  # one of our own
        self._record(_WINDOW, _units(width, height))
        self._record(_VIEWPORT, pack("<ii", round(width), round(height)))
        self._record(_BEHIND, pack("<I", 1))  # letters have no ground

    def brush(self, fill: str) -> None:
        self._select("brush", _NO_BRUSH if fill == "none" else self._made(_BRUSH, pack("<III", 0, _colour(fill), 0)))

    def line(self, stroke: str, width: float, dashes: Sequence[float] = ()) -> None:
        if stroke == "none":
            return self._select("line", _NO_LINE)
        style = 0x10200 | _pattern(dashes)  # flat ends, round corners
        data = pack("<IIIIIIIIIi", 0, 0, 0, 0, style, round(width * _FINE), 0, _colour(stroke), 0, 0)
        return self._select("line", self._made(_LINE, data))

    def corners(self, points: Sequence[Point], closed: bool) -> None:
        """Straight lines from point to point, around a surface when they are closed."""
        places = b"".join(_units(*point) for point in points)
        self._record(_POLYGON if closed else _POLYLINE, _OPEN + pack("<I", len(points)) + places)

    def circle(self, x: float, y: float, radius: float) -> None:
        self._record(_ELLIPSE, _units(x - radius, y - radius, x + radius, y + radius))

    def text(self, said: str, at: Point, colour: str, size: float, bold: bool, centred: bool) -> None:
        self._font(size, bold)
        self._record(_ALIGN, pack("<I", _BASELINE | (_CENTRED if centred else 0)))
        self._record(_INK, pack("<I", _colour(colour)))
        letters = said.encode("utf-16-le")
        count, padded = len(letters) // 2, letters + b"\0" * (len(letters) % 4)
        head = _OPEN + pack("<Iff", 2, 1.0, 1.0) + _units(*at)
        place = pack("<IIIiiiiI", count, 76, 0, 0, 0, -1, -1, 76 + len(padded))
        self._record(_TEXT, head + place + padded + _units(*widths(said, size, bold)))

    def drawn(self) -> bytes:
        """The whole picture, after the last shape."""
        body = b"".join([*self._records, pack("<IIIII", _EOF, 20, 0, 16, 20)])
        size, count = 108 + len(body), len(self._records) + 2
        frame = round(self.width * _PER_PIXEL), round(self.height * _PER_PIXEL)
        head = pack("<IIiiiiiiii", _HEADER, 108, 0, 0, round(self.width) - 1, round(self.height) - 1, 0, 0, *frame)
        head += pack("<4sIIIHHIII", b" EMF", 0x10000, size, count, len(self._objects) + 1, 0, 0, 0, 0)
        head += pack("<iiii", *_DEVICE, *_MILLIMETRES) + pack("<III", 0, 0, 0)
        return head + pack("<II", *(length * 1000 for length in _MILLIMETRES)) + body

    def _font(self, size: float, bold: bool) -> None:
        face = "Arial".encode("utf-16-le").ljust(64, b"\0")
        data = pack("<iiiii8B", -round(size * _FINE), 0, 0, 0, 700 if bold else 400, 0, 0, 0, 1, 0, 0, 0, 0x22) + face
        self._select("font", self._made(_FONT, data.ljust(320, b"\0")))

    def _made(self, sort: int, data: bytes) -> int:
        """The number of the line, brush or font that this record makes."""
        key = pack("<I", sort) + data
        if key not in self._objects:
            self._objects[key] = len(self._objects) + 1
            self._record(sort, pack("<I", self._objects[key]) + data)
        return self._objects[key]

    def _select(self, role: str, number: int) -> None:
        if self._selected.get(role) != number:
            self._selected[role] = number
            self._record(_SELECT, pack("<I", number))

    def _record(self, sort: int, data: bytes) -> None:
        self._records.append(pack("<II", sort, 8 + len(data)) + data)


def _pattern(dashes: Sequence[float]) -> int:
    """One of the patterns that the format has by itself: not every reader draws those that a picture brings along."""
    if not dashes:
        return _SOLID
    if len(dashes) > 2:
        return _DASH_DOT
    return _DASH if dashes[0] > dashes[1] else _DOT


def _units(*lengths: float) -> bytes:
    return pack(f"<{len(lengths)}i", *(round(length * _FINE) for length in lengths))


def _colour(said: str) -> int:
    return int.from_bytes(bytes.fromhex(said.removeprefix("#")), "little")
