"""The conversion report against the truth as one SVG: for each stage two bars, the one and the other.

Colours are attributes, for a file of its own, and classes, for a page that has a light and a dark face. The numbers stand in a
table beside the drawing too.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from pipelang.report.audit.conversion import Step
from pipelang.report.map.textfit import wrap

#: Narrow enough to be read on a phone, where the whole drawing is as wide as the screen.
_WIDE, _MARGIN = 384.0, 12.0
_BAR, _ROOM = 13.0, 278.0
_NAME, _SMALL = 13.0, 11.5
_FONT = "Arial,'Liberation Sans',Helvetica,sans-serif"
_INK, _PALE = 'class="ink" fill="#1c2430"', 'class="soft" fill="#4a5563"'
#: Class -> colour: what the report says and is true, what it says beyond that, and what is true.
_FILLS = {"said": "#9aa8bb", "over": "#e8a5a0", "true": "#2e7d32"}


@dataclass(frozen=True, slots=True)
class Captions:
    """The words of the drawing."""

    title: str
    said: str
    over: str
    true: str
    sump: str


def bars(steps: Sequence[Step], total: int, sumps: Container[str], captions: Captions) -> str:
    """The SVG text. `total` is the number of deals that all shares are of; `sumps` are addresses of parking lots."""
    body: list[str] = []
    y = _MARGIN
    for name, words in (("said", captions.said), ("over", captions.over), ("true", captions.true)):
        body += [_bar(name, _MARGIN, y, 22), _text(words, _MARGIN + 30, y + 10.5, _SMALL, _INK)]
        y += 19
    y += 8
    for step in steps:
        lines = wrap(step.place.name, _WIDE - 2 * _MARGIN - 10, _NAME)
        for line in lines:
            y += 16
            body.append(_text(line, _MARGIN, y, _NAME, f'{_INK} font-weight="bold"'))
        if step.place.address in sumps:
            y += 14
            body.append(_text(captions.sump, _MARGIN, y, _SMALL, 'class="bad" fill="#b3261e"'))
        y += 5
        body += _pair(step, max(total, 1), y)
        y += 2 * _BAR + 12
    size = f'viewBox="0 0 {_n(_WIDE)} {_n(y)}" width="{_n(_WIDE)}" height="{_n(y)}"'
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="bars" role="img" aria-label="{escape(captions.title)}" {size} '
        f'font-family="{_FONT}"><title>{escape(captions.title)}</title>'
        '<rect class="ground" width="100%" height="100%" rx="8" fill="#ffffff"/>'
    )
    return "\n".join([head, *body, "</svg>"]) + "\n"


def _pair(step: Step, total: int, y: float) -> Iterator[str]:
    """What the report says, the part beyond the truth told apart; under it what is true."""
    said, true = _ROOM * step.reported / total, _ROOM * step.real / total
    yield _bar("said", _MARGIN, y, min(said, true))
    if said > true:
        yield _bar("over", _MARGIN + true, y, said - true)
    yield _text(_share(step.reported, total), _MARGIN + said + 6, y + 10.5, _SMALL, _PALE)
    yield _bar("true", _MARGIN, y + _BAR + 1, true)
    yield _text(_share(step.real, total), _MARGIN + true + 6, y + _BAR + 11.5, _SMALL, _PALE)


def percent(part: int, total: int) -> int:
    """The share in whole percent, halves up."""
    return (200 * part + total) // (2 * total) if total else 0


def _share(part: int, total: int) -> str:
    return f"{part} · {percent(part, total)}%"


def _bar(name: str, x: float, y: float, wide: float) -> str:
    edge = ' stroke="#b3261e" stroke-dasharray="3 2"' if name == "over" else ""
    size = f'x="{_n(x)}" y="{_n(y)}" width="{_n(max(wide, 0.5))}" height="{_n(_BAR)}"'
    return f'<rect class="{name}" {size} fill="{_FILLS[name]}"{edge}/>'


def _text(said: str, x: float, y: float, size: float, looks: str) -> str:
    return f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" {looks}>{escape(said)}</text>'


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
