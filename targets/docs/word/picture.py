"""Our drawings as pictures for Word: what `pipelang.report.map.pencil` draws as SVG, drawn once more with a pen for EMF.

It reads that SVG (boxes, circles, straight lines, texts) and refuses any other. A second pencil in the core would save these
few attributes their reading, but every drawing and its legend would then have to be made of shapes that are no text yet, and
the block that carries a drawing would carry more than a drawing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from pipelang.report.map.tracks import Point

from .emf import Pen

_SVG = "{http://www.w3.org/2000/svg}"

#: Attributes that shapes take over from what is around them.
_INHERITED = ("fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-weight", "text-anchor")

#: A quarter of a circle, by the places of five of its points.
_QUARTER = (1, 0.924, 0.707, 0.383, 0)

_Looks = dict[str, str]


@dataclass(frozen=True, slots=True)
class Picture:
    """`width` and `height` are those of the drawing, in pixels."""

    data: bytes
    width: float
    height: float


def picture(svg: str) -> Picture:
    """The drawing as EMF. Raises ValueError for a shape or a command that our diagrams never had."""
    width, height = size(svg)
    pen = Pen(width, height)
    for element, looks in _shapes(ElementTree.fromstring(svg), {}):
        _DRAWN[element.tag](pen, element, looks)
    return Picture(pen.drawn(), width, height)


def size(svg: str) -> tuple[float, float]:
    """Width and height of a drawing, in pixels, from its head."""
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    return (float(found[1]), float(found[2])) if found else (1.0, 1.0)


def _shapes(element: ElementTree.Element, around: _Looks) -> Iterator[tuple[ElementTree.Element, _Looks]]:
    """Every shape with its looks, in the order of drawing."""
    looks = around | {name: element.attrib[name] for name in _INHERITED if name in element.attrib}
    name = element.tag.removeprefix(_SVG)
    if name in ("svg", "g", "a"):
        for child in element:
            yield from _shapes(child, looks)
    elif element.tag in _DRAWN:
        yield element, looks
    elif name != "title":
        raise ValueError(f"no picture for <{name}>")


def _numbers(element: ElementTree.Element, *names: str) -> list[float]:
    return [float(element.get(name, "0")) for name in names]


def _dress(pen: Pen, looks: _Looks) -> None:
    dashes = [float(dash) for dash in looks.get("stroke-dasharray", "").split()]
    pen.brush(looks.get("fill", "#000000"))
    pen.line(looks.get("stroke", "none"), float(looks.get("stroke-width", "1")), dashes)


def _box(pen: Pen, element: ElementTree.Element, looks: _Looks) -> None:
    if element.get("width") != "100%":  # the ground, which is the paper
        _dress(pen, looks)
        pen.corners(_rounded(*_numbers(element, "x", "y", "width", "height", "rx")), closed=True)


def _rounded(x: float, y: float, width: float, height: float, radius: float) -> list[Point]:
    """A box by its corners, the round ones by points: readers do not agree how round a box of EMF is."""
    r = min(radius, width / 2, height / 2)
    left, top, right, bottom = x + r, y + r, x + width - r, y + height - r
    turn = [(r * along, r * across) for along, across in zip(_QUARTER, reversed(_QUARTER), strict=True)]
    return [
        *((right + along, bottom + across) for along, across in turn),
        *((left - across, bottom + along) for along, across in turn),
        *((left - along, top - across) for along, across in turn),
        *((right + across, top - along) for along, across in turn),
    ]


def _circle(pen: Pen, element: ElementTree.Element, looks: _Looks) -> None:
    _dress(pen, looks)
    pen.circle(*_numbers(element, "cx", "cy", "r"))


def _path(pen: Pen, element: ElementTree.Element, looks: _Looks) -> None:
    _dress(pen, looks)
    for corners, closed in figures(element.get("d", "")):
        pen.corners(corners, closed)


def figures(path: str) -> Iterator[tuple[list[Point], bool]]:
    """The corners of each figure that the `d` of a path draws, and whether its end is joined to its start."""
    corners: list[Point] = []
    for command, said in re.findall("([A-Za-z])([^A-Za-z]*)", path):
        if command == "z":
            yield corners, True
            corners = corners[:1]
            continue
        place = _place(corners[-1] if corners else None, command, said)
        if command in "Mm":
            if len(corners) > 1:
                yield corners, False
            corners = []
        corners.append(place)
    if len(corners) > 1:
        yield corners, False


def _place(before: Point | None, command: str, said: str) -> Point:
    """Where a command of a path leads."""
    match command, before, [float(number) for number in said.split()]:
        case "M", _, [x, y]:
            return x, y
        case "L", (_, _), [x, y]:
            return x, y
        case "l" | "m", (from_x, from_y), [x, y]:
            return from_x + x, from_y + y
        case "h", (from_x, from_y), [x]:
            return from_x + x, from_y
    raise ValueError(f"no picture for {command}{said} in a path")


def _text(pen: Pen, element: ElementTree.Element, looks: _Looks) -> None:
    if len(element):
        raise ValueError(f"no picture for <{element[0].tag.removeprefix(_SVG)}> in a text")
    x, y, size = (*_numbers(element, "x", "y"), float(looks.get("font-size", "16")))
    said = " ".join((element.text or "").split())
    bold, centred = looks.get("font-weight") == "bold", looks.get("text-anchor") == "middle"
    if said:
        pen.text(said, (x, y), looks.get("fill", "#000000"), size, bold, centred)


_DRAWN = {
    f"{_SVG}{name}": draw for name, draw in (("rect", _box), ("circle", _circle), ("path", _path), ("text", _text))
}
