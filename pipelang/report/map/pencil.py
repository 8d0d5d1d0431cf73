"""Shapes, signs and colours of our drawings, as SVG. Every text is escaped here.

Colours stand in attributes, so that the file looks right in any program; a page turns each of them into its counterpart
for the dark theme (`NIGHT`).
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from pipelang.report.map.lanes import Rect
from pipelang.report.map.tracks import Point

FONT = "Arial,'Liberation Sans',Helvetica,sans-serif"
PAPER, INK, SOFT, FRAME = "#ffffff", "#1c2430", "#4a5563", "#5b6675"
#: The frame and the inside of a lane.
LANE = ("#f4f6f9", "#d5dbe3")
WON, LOST, KEY, STEP = ("#e3f6e6", "#2e7d32"), ("#fbe9e7", "#c0392b"), "#d97706", "#8a95a5"
#: Light fills for owners, told apart by people who see colours differently too; dark lines for arrows.
FILLS = ("#dbeafe", "#fde9c8", "#dcf3e0", "#f4dcf0", "#e6e2fb", "#d5f1f2", "#f9dedc", "#ecebdc", "#e3e7ec", "#f7f3c0")
LINES = ("#1d4ed8", "#b45309", "#047857", "#9d174d", "#5b21b6", "#0e7490", "#b91c1c", "#4d5b1f")
_NIGHT_FILLS = (
    "#1e3350", "#45341a", "#1b3a26", "#412540", "#302a55", "#173c40", "#46231f", "#38361f", "#333a45", "#413b14",
)  # fmt: skip
_NIGHT_LINES = ("#8ab4f8", "#f0a868", "#6fd3a6", "#f08fb8", "#b9a3f5", "#6fcbe0", "#f59a94", "#c0cf7e")
#: Every colour here -> what stands for it on a dark page. Paper is also the ink on badges: both turn round together.
NIGHT = {
    PAPER: "#171c24", INK: "#e4e8ee", SOFT: "#b3bdca", FRAME: "#8a95a5", STEP: "#8a95a5", KEY: "#f0c36d",
    **dict(zip(LANE, ("#1f2630", "#3a4554"), strict=True)),
    **dict(zip(WON, ("#16301c", "#81c995"), strict=True)),
    **dict(zip(LOST, ("#3a1f1d", "#f2a19a"), strict=True)),
    **dict(zip(FILLS, _NIGHT_FILLS, strict=True)),
    **dict(zip(LINES, _NIGHT_LINES, strict=True)),
}  # fmt: skip
DASHES = {"copy": "", "move": "7 4", "convert": "2 3", "automation": "9 3 2 3"}


def number(value: float) -> str:
    """A coordinate without needless digits."""
    return f"{value:.1f}".removesuffix(".0")


def rect(at: Rect, fill: str, line: str, radius: float, weight: float = 1) -> str:
    return (
        f'<rect x="{number(at.x)}" y="{number(at.y)}" width="{number(at.width)}" height="{number(at.height)}" '
        f'rx="{number(radius)}" fill="{fill}" stroke="{line}" stroke-width="{number(weight)}"/>'
    )


def texts(lines: list[str], x: float, y: float, step: float, size: float, more: str = "") -> Iterator[str]:
    for row, line in enumerate(lines):
        yield text(line, x, y + row * step, size, more)


def text(said: str, x: float, y: float, size: float, more: str = "") -> str:
    place = f'x="{number(x)}" y="{number(y)}" font-size="{number(size)}"'
    return f"<text {place}{f' {more}' if more else ''}>{escape(said)}</text>"


def line(path: list[Point], colour: str, mode: str) -> str:
    corners = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in path)
    return (
        f'<path d="{corners}" fill="none" stroke="{colour}" stroke-width="1.8" stroke-linejoin="round"{_dash(mode)}/>'
    )


def _dash(mode: str) -> str:
    return f' stroke-dasharray="{DASHES[mode]}"' if DASHES[mode] else ""


def head(before: Point, at: Point, colour: str) -> str:
    """An arrowhead with its tip at a point; the line comes straight across or straight down."""
    x, y = (0 if end == start else (1 if end > start else -1) for start, end in zip(before, at, strict=True))
    back = f"{number(-9 * x + 4.5 * y)} {number(-9 * y + 4.5 * x)}l{number(-9 * y)} {number(-9 * x)}z"
    return f'<path d="M{number(at[0])} {number(at[1])}l{back}" fill="{colour}"/>'


def badge(said: str, at: Point, colour: str, radius: float = 7, size: float = 9) -> str:
    x, y = at
    middle = f'text-anchor="middle" font-weight="bold" fill="{PAPER}"'
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" fill="{colour}"/>' + text(
        said, x, y + size * 0.36, size, middle
    )


def check(x: float, y: float) -> str:
    return f'<path d="M{number(x - 5)} {number(y)}l3.5 4l6.5 -8" fill="none" stroke="{WON[1]}" stroke-width="2.4"/>'


def cross(x: float, y: float) -> str:
    return f'<path d="M{number(x - 4)} {number(y - 4)}l8 8m0 -8l-8 8" stroke="{LOST[1]}" stroke-width="2.4"/>'


def star(x: float, y: float) -> str:
    corners = "m0 -7l2 4.4l4.8 .5l-3.6 3.2l1 4.7l-4.2 -2.4l-4.2 2.4l1 -4.7l-3.6 -3.2l4.8 -.5z"
    return f'<path d="M{number(x)} {number(y)}{corners}" fill="{KEY}"/>'


def step(x: float, y: float) -> str:
    """The small arrow from a stage down to the next."""
    return f'<path d="M{number(x - 5)} {number(y - 2.5)}l5 5l5 -5" fill="none" stroke="{STEP}" stroke-width="2"/>'


def swatch(fill: str, x: float, y: float) -> str:
    return rect(Rect(x, y - 8, 22, 16), fill, FRAME, 4, 1.2)


def double(x: float, y: float) -> str:
    outer, inner = Rect(x, y - 8, 22, 16), Rect(x + 3.5, y - 4.5, 15, 9)
    return rect(outer, "none", FRAME, 4, 1.2) + rect(inner, "none", FRAME, 2, 1)


def stroke(mode: str, x: float, y: float) -> str:
    return f'<path d="M{number(x)} {number(y)}h24" stroke="{LINES[0]}" stroke-width="1.8"{_dash(mode)}/>'
