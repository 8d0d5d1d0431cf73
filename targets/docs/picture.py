"""Our drawings as EMF, the picture format with lines and letters that every Word shows: sharp at any size, and small.

It reads the SVG that `pipelang.report.map.diagram` writes (shapes and texts), not any other. Letters stay letters in the
reader's own fonts, so no font need be shipped, and the same drawing gives the same bytes on every machine.
Source of the format: [MS-EMF], Enhanced Metafile Format, by Microsoft.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from struct import pack
from xml.etree import ElementTree

from .letters import widths
from .paths import Figure, Point, Stretch, figures

_SVG = "{http://www.w3.org/2000/svg}"

#: What has no shape of its own.
_SILENT = frozenset({"title", "desc", "defs", "style"})
#: Attributes that shapes take over from what is around them.
_INHERITED = ("fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-weight", "text-anchor")

#: Units of the picture in a pixel of the drawing.
_FINE = 20
#: How far from a corner's ends the control points of a quarter of a circle lie.
_ROUND = 0.5523
#: Pixels and millimetres of the device that the picture is measured by: 96 pixels an inch.
_DEVICE, _MILLIMETRES = (1920, 1080), (508, 286)
_PER_PIXEL = 2540 / 96

_HEADER, _EOF = 1, 14
_FILL, _BOTH, _STROKE = 62, 63, 64
_NO_BRUSH, _NO_PEN = 0x80000005, 0x80000008
_BASELINE, _CENTRED, _TO_THE_LEFT = 24, 6, 2

Looks = dict[str, str]


@dataclass(frozen=True, slots=True)
class Picture:
    """`width` and `height` are those of the drawing, in pixels."""

    data: bytes
    width: float
    height: float


def picture(svg: str) -> Picture:
    """The drawing as EMF. Raises ValueError for a shape or a command that our diagrams never had."""
    root = ElementTree.fromstring(svg)
    width, height = size(svg)
    pen = _Pen()
    pen.open(width, height)
    for element, looks in _shapes(root, {}):
        _DRAWN[element.tag](pen, element, looks)
    return Picture(pen.close(width, height), width, height)


def size(svg: str) -> tuple[float, float]:
    """Width and height of a drawing, in pixels, from its head."""
    found = re.search(r'viewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"', svg)
    return (float(found[1]), float(found[2])) if found else (1.0, 1.0)


def _shapes(element: ElementTree.Element, around: Looks) -> Iterator[tuple[ElementTree.Element, Looks]]:
    """Every shape with its looks, in the order of drawing."""
    looks = around | {name: element.attrib[name] for name in _INHERITED if name in element.attrib}
    name = element.tag.removeprefix(_SVG)
    if name in _SILENT:
        return
    if name in ("svg", "g", "a"):
        for child in element:
            yield from _shapes(child, looks)
    elif element.tag in _DRAWN:
        yield element, looks
    else:
        raise ValueError(f"no picture for <{name}>")


def _number(element: ElementTree.Element, name: str) -> float:
    return float(element.get(name, "0").removesuffix("px"))


def _colour(said: str) -> int:
    digits = said.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (int(digits[at : at + 2], 16) for at in (0, 2, 4))
    return red | green << 8 | blue << 16


class _Pen:
    """Writes records one after another; pens, brushes and fonts are made once for each look."""

    def __init__(self) -> None:
        self.records: list[bytes] = []
        self.objects: dict[bytes, int] = {}
        self.selected: dict[str, int] = {}

    def record(self, sort: int, data: bytes = b"") -> None:
        padded = data + b"\0" * (-len(data) % 4)
        self.records.append(pack("<II", sort, 8 + len(padded)) + padded)

    def open(self, width: float, height: float) -> None:
        self.record(17, pack("<I", 8))  # a scale of our own
        self.record(9, pack("<ii", round(width * _FINE), round(height * _FINE)))
        self.record(11, pack("<ii", round(width), round(height)))
        self.record(18, pack("<I", 1))  # nothing behind letters

    def close(self, width: float, height: float) -> bytes:
        self.record(_EOF, pack("<III", 0, 16, 20))
        body = b"".join(self.records)
        size, count = 108 + len(body), len(self.records) + 1
        frame = (0, 0, round(width * _PER_PIXEL), round(height * _PER_PIXEL))
        head = pack("<IIiiiiiiii", _HEADER, 108, 0, 0, round(width) - 1, round(height) - 1, *frame)
        head += pack("<4sIIIHHIII", b" EMF", 0x10000, size, count, len(self.objects) + 1, 0, 0, 0, 0)
        head += pack("<iiii", *_DEVICE, *_MILLIMETRES) + pack("<III", 0, 0, 0)
        return head + pack("<II", *(length * 1000 for length in _MILLIMETRES)) + body

    def select(self, role: str, number: int) -> None:
        if self.selected.get(role) != number:
            self.selected[role] = number
            self.record(37, pack("<I", number))

    def made(self, sort: int, data: bytes) -> int:
        """The number of the pen, brush or font that this record makes."""
        key = pack("<I", sort) + data
        if key not in self.objects:
            self.objects[key] = len(self.objects) + 1
            self.record(sort, pack("<I", self.objects[key]) + data)
        return self.objects[key]

    def brush(self, fill: str) -> None:
        self.select("brush", _NO_BRUSH if fill == "none" else self.made(39, pack("<III", 0, _colour(fill), 0)))

    def line(self, stroke: str, width: float, dashes: tuple[float, ...]) -> None:
        if stroke == "none":
            return self.select("pen", _NO_PEN)
        lengths = [max(round(dash * _FINE), 1) for dash in dashes]
        style = 0x10200 | (7 if lengths else 0)  # flat ends, round corners
        data = pack("<IIIIIIIIIi", 0, 0, 0, 0, style, round(width * _FINE), 0, _colour(stroke), 0, len(lengths))
        return self.select("pen", self.made(95, data + pack(f"<{len(lengths)}I", *lengths)))

    def font(self, size: float, bold: bool) -> None:
        face = "Arial".encode("utf-16-le").ljust(64, b"\0")
        data = pack("<iiiii8B", -round(size * _FINE), 0, 0, 0, 700 if bold else 400, 0, 0, 0, 1, 0, 0, 0, 0x22) + face
        self.select("font", self.made(82, data.ljust(320, b"\0")))

    def draw(self, figures: Iterable[Figure], looks: Looks) -> None:
        """Fill and stroke a path."""
        fill, stroke = looks.get("fill", "#000000"), looks.get("stroke", "none")
        self.brush(fill)
        self.line(stroke, float(looks.get("stroke-width", "1")), _dashes(looks))
        self.record(59)
        for figure in figures:
            self.record(27, self.point(figure.parts[0].start))
            for part in figure.parts:
                points = b"".join(map(self.point, part.points))
                # The room that it takes may be left open.
                self.record(5 if part.curved else 6, pack("<iiiiI", 0, 0, -1, -1, len(part.points)) + points)
            if figure.closed:
                self.record(61)
        self.record(60)
        done = {(True, True): _BOTH, (True, False): _FILL}.get((fill != "none", stroke != "none"), _STROKE)
        self.record(done, pack("<iiii", 0, 0, -1, -1))

    def text(self, said: str, at: Point, looks: Looks) -> None:
        size, bold = float(looks.get("font-size", "16")), looks.get("font-weight") == "bold"
        self.font(size, bold)
        align = {"middle": _CENTRED, "end": _TO_THE_LEFT}.get(looks.get("text-anchor", ""), 0)
        self.record(22, pack("<I", _BASELINE | align))
        self.record(24, pack("<I", _colour(looks.get("fill", "#000000"))))
        letters = said.encode("utf-16-le")
        count, padded = len(letters) // 2, letters + b"\0" * (len(letters) % 4)
        steps = pack(f"<{count}I", *(round(width * _FINE) for width in widths(said, size, bold)))
        head = pack("<iiiiIff", 0, 0, -1, -1, 2, 1.0, 1.0) + self.point(at)
        self.record(84, head + pack("<IIIiiiiI", count, 76, 0, 0, 0, -1, -1, 76 + len(padded)) + padded + steps)

    def point(self, point: Point) -> bytes:
        return pack("<ii", round(point[0] * _FINE), round(point[1] * _FINE))


def _dashes(looks: Looks) -> tuple[float, ...]:
    said = looks.get("stroke-dasharray", "none")
    return () if said == "none" else tuple(map(float, re.split(r"[ ,]+", said.strip())))


# ---- shapes


def _rectangle(pen: _Pen, element: ElementTree.Element, looks: Looks) -> None:
    x, y = _number(element, "x"), _number(element, "y")
    if element.get("width", "").endswith("%"):  # the ground, which is the paper
        return None
    right, bottom = x + _number(element, "width"), y + _number(element, "height")
    r = min(_number(element, "rx"), (right - x) / 2, (bottom - y) / 2)
    if not r:
        corners = ((right, y), (right, bottom), (x, bottom))
        return pen.draw([Figure([Stretch((x, y), corners)], closed=True)], looks)
    k = r * _ROUND
    parts = [
        Stretch((x + r, y), ((right - r, y),)),
        Stretch((right - r, y), ((right - r + k, y), (right, y + r - k), (right, y + r)), True),
        Stretch((right, y + r), ((right, bottom - r),)),
        Stretch((right, bottom - r), ((right, bottom - r + k), (right - r + k, bottom), (right - r, bottom)), True),
        Stretch((right - r, bottom), ((x + r, bottom),)),
        Stretch((x + r, bottom), ((x + r - k, bottom), (x, bottom - r + k), (x, bottom - r)), True),
        Stretch((x, bottom - r), ((x, y + r),)),
        Stretch((x, y + r), ((x, y + r - k), (x + r - k, y), (x + r, y)), True),
    ]
    return pen.draw([Figure(parts, closed=True)], looks)


def _circle(pen: _Pen, element: ElementTree.Element, looks: Looks) -> None:
    x, y, r = _number(element, "cx"), _number(element, "cy"), _number(element, "r")
    k = r * _ROUND
    around = (
        (x + r, y + k), (x + k, y + r), (x, y + r), (x - k, y + r), (x - r, y + k), (x - r, y),
        (x - r, y - k), (x - k, y - r), (x, y - r), (x + k, y - r), (x + r, y - k), (x + r, y),
    )  # fmt: skip
    pen.draw([Figure([Stretch((x + r, y), around, True)], closed=True)], looks)


def _path(pen: _Pen, element: ElementTree.Element, looks: Looks) -> None:
    pen.draw(figures(element.get("d", "")), looks)


def _letters(pen: _Pen, element: ElementTree.Element, looks: Looks) -> None:
    if len(element):
        raise ValueError(f"no picture for <{element[0].tag.removeprefix(_SVG)}> in a text")
    if element.text and element.text.strip():
        pen.text(" ".join(element.text.split()), (_number(element, "x"), _number(element, "y")), looks)


_DRAWN = {
    f"{_SVG}{name}": draw
    for name, draw in (("rect", _rectangle), ("circle", _circle), ("path", _path), ("text", _letters))
}
