"""Pipelines and the ways between them as one SVG: lanes, stages in order, how deals end, where they go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Literal

from pipelang.model import Copy, Lost, Move, Pipeline, Place, Program, Stage, Tunnel, Won
from pipelang.model.index import owners
from pipelang.report.lanes import BOX, COLUMNS, GAP, HEAD, MARGIN, Lane, Layout, Link, Point, Rect, lay_out
from pipelang.report.textfit import clip, width, wrap
from pipelang.words import Phrase, Words, sentence

NAME, SMALL, TITLE = 12.5, 10.5, 14.0
_LINE, _PAD = 15.0, 9.0
_FONT = "Arial,'Liberation Sans',Helvetica,sans-serif"

#: Light fills for owners, told apart by people who see colours differently too; dark lines for arrows.
_FILLS = ("#dbeafe", "#fde9c8", "#dcf3e0", "#f4dcf0", "#e6e2fb", "#d5f1f2", "#f9dedc", "#ecebdc", "#e3e7ec", "#f7f3c0")
_LINES = ("#1d4ed8", "#b45309", "#047857", "#9d174d", "#5b21b6", "#0e7490", "#b91c1c", "#4d5b1f")
#: What has happened to a place in a comparison -> its sign and colour.
Mark = Literal["added", "removed", "changed", "moved"]
_MARKS: dict[Mark, tuple[str, str]] = {
    "added": ("+", "#2e7d32"),
    "removed": ("−", "#c0392b"),
    "changed": ("~", "#b45309"),
    "moved": ("↕", "#1d4ed8"),
}
_DASHES = {"copy": "", "move": "7 4", "convert": "2 3", "automation": "9 3 2 3"}

PHRASES: dict[str, Phrase] = {
    "diagram": Phrase("Pipelines and the ways between them", "Воронки и переходы между ними"),
    "diagram.owner": Phrase("Owner: {owner}", "Ответственный: {owner}"),
    "diagram.nobody": Phrase("no owner", "без ответственного"),
    "diagram.key": Phrase("key stage", "ключевой этап"),
    "diagram.no skip": Phrase("not to be skipped", "нельзя перепрыгнуть"),
    "diagram.won": Phrase("won", "успех"),
    "diagram.lost": Phrase("lost", "отказ"),
    "diagram.copy": Phrase("a copy goes on", "уходит копия"),
    "diagram.move": Phrase("moves itself", "переходит сама сделка"),
    "diagram.convert": Phrase("converts", "конвертация лида"),
    "diagram.automation": Phrase("sent by a trigger", "переводит триггер"),
    "diagram.if": Phrase("{way} if {condition}", "{way}, если {condition}"),
    "diagram.way": Phrase("{source} ⇒ {target}", "{source} ⇒ {target}"),
}


@dataclass(frozen=True, slots=True)
class Way:
    """One arrow: a tunnel, or a trigger's action that sends a deal into another pipeline. `short` says when, without where."""

    source: str
    target: str
    mode: str
    words: str
    short: str


@dataclass(frozen=True, slots=True)
class Sign:
    """A mark of the caller's own: a few characters, on a colour that white can be read on."""

    text: str
    colour: str


@dataclass(frozen=True, slots=True)
class Focus:
    """A drawing of some pipelines only: their ids, what is marked in them (address -> mark), boxes in a row.

    `fills`: role -> colour, shared by drawings that stand beside each other.
    """

    pipelines: frozenset[str]
    marks: Mapping[str, Mark | Sign]
    fills: Mapping[str, str]
    columns: int = COLUMNS


def diagram(
    program: Program, words: Words, link: Callable[[str], str] | None = None, focus: Focus | None = None
) -> str:
    """The SVG text. `link` gives the way to a place in the document around it (`#sales/visit`), if there is one."""
    words = words.with_phrases(PHRASES)
    shown = [pipeline for pipeline in program.pipelines if focus is None or pipeline.id in focus.pipelines]
    drawn = {place.address for pipeline in shown for place in pipeline.places}
    found = [way for way in ways(program, words) if way.source in drawn and way.target in drawn]
    links = [Link(way.source, way.target) for way in found]
    layout = lay_out([_lane(pipeline) for pipeline in shown], links, focus.columns if focus else COLUMNS)
    fills = owner_fills(program) if focus is None else _fills_of(shown, focus)
    body = [part for pipeline in shown for part in _pipeline(pipeline, layout, fills, words, link)]
    for address, mark in sorted(focus.marks.items(), key=lambda item: item[0]) if focus else ():
        body += _noted(address, mark, layout) if isinstance(mark, Sign) else _mark(address, mark, layout)
    body += [part for number, way in enumerate(found, 1) for part in _arrow(number, way, layout.paths[number - 1])]
    legend, height = _legend(layout, words, fills, found)
    return (
        "\n".join([_open(layout.width, height, words.t("diagram"), link is not None), *body, *legend, "</svg>"]) + "\n"
    )


def _open(wide: float, high: float, title: str, linked: bool) -> str:
    marks = "".join(
        f'<marker id="arrow-{number}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" '
        f'orient="auto">'
        f'<path d="M0 0L8 4L0 8z" fill="{colour}"/></marker>'
        for number, colour in enumerate(_LINES)
    )
    size = f'viewBox="0 0 {_n(wide)} {_n(high)}" width="{_n(wide)}" height="{_n(high)}"'
    # A picture may hold nothing that takes the focus: with links in it, it is a group of them.
    role = "group" if linked else "img"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="diagram" role="{role}" aria-label="{escape(title)}" '
        f'{size} font-family="{_FONT}" fill="#1c2430">'
        f'<title>{escape(title)}</title><defs>{marks}</defs><rect width="100%" height="100%" rx="8" fill="#ffffff"/>'
    )


def ways(program: Program, words: Words) -> Iterator[Way]:
    """Every way into another pipeline, in source order. Ways of a whole pipeline start at its first stage."""
    for pipeline in program.pipelines:
        for place in pipeline.places:
            for tunnel in place.tunnels:
                yield _tunnel(place, tunnel, words)
            yield from _sent(place.address, place, pipeline.id, words)
        if pipeline.stages:
            yield from _sent(pipeline.stages[0].address, pipeline, pipeline.id, words)


def _sent(source: str, node: Place | Pipeline, home: str, words: Words) -> Iterator[Way]:
    for trigger in node.triggers:
        for action in trigger.actions:
            if isinstance(action, Move | Copy) and action.to.pipeline != home and trigger.enabled:
                start = words.place(node) if isinstance(node, Place) else words.quote(node.name)
                event = words.event(trigger)
                said = f"{start}: {event} — {words.action(action)}"
                yield Way(source, action.to.address, "automation", said, event)


def _tunnel(place: Place, tunnel: Tunnel, words: Words) -> Way:
    short = words.t(f"diagram.{tunnel.mode}")
    if tunnel.condition:
        short = words.t("diagram.if", way=short, condition=words.condition(tunnel.condition, tunnel.address))
    said = f"{words.place(place)}: {words.tunnel(tunnel)}"
    return Way(place.address, tunnel.to.address, tunnel.mode, said, short)


def owner_fills(*programs: Program) -> dict[str, str]:
    """A colour for each role that answers for deals somewhere, the same one in all of the programs."""
    found = _answering(pipeline for program in programs for pipeline in program.pipelines)
    roles = dict.fromkeys(role.id for program in programs for role in program.roles if role.id in found)
    return {role: _FILLS[number % len(_FILLS)] for number, role in enumerate(roles)}


def _fills_of(pipelines: list[Pipeline], focus: Focus) -> dict[str, str]:
    found = _answering(pipelines)
    return {role: fill for role, fill in focus.fills.items() if role in found}


def _answering(pipelines: Iterable[Pipeline]) -> set[str]:
    return {owner.role for pipeline in pipelines for owner in owners(pipeline).values() if owner}


def _lane(pipeline: Pipeline) -> Lane:
    head = len(wrap(pipeline.name, HEAD - 26, TITLE)) * 18 + 2 * _PAD + _LINE
    return Lane(pipeline.id, head, tuple((place.address, _box_height(place)) for place in pipeline.places))


def _box_height(place: Place) -> float:
    return len(_name_lines(place)) * _LINE + _LINE + 2 * _PAD


def _name_lines(place: Place) -> list[str]:
    return wrap(place.name, BOX - 2 * _PAD - 12, NAME)


def _pipeline(
    pipeline: Pipeline, layout: Layout, fills: dict[str, str], words: Words, link: Callable[[str], str] | None
) -> Iterator[str]:
    lane = layout.lanes[pipeline.id]
    yield _rect(Rect(lane.x, lane.y - 6, lane.width, lane.height + 12), "#f4f6f9", "#d5dbe3", 8)
    lines = wrap(pipeline.name, HEAD - 26, TITLE)
    yield from _texts(lines, lane.x + 12, lane.y + _PAD + TITLE, 18, TITLE, 'font-weight="bold"')
    kind = clip(words.t(f"kind.{pipeline.kind}"), HEAD - 26, SMALL)
    yield _text(kind, lane.x + 12, lane.y + _PAD + TITLE + len(lines) * 18, SMALL, 'fill="#5b6675"')
    yield from _steps(pipeline, layout)
    responsible = owners(pipeline)
    for place in pipeline.places:
        owner = responsible[place.address] if isinstance(place, Stage) else place.owner
        box = "".join(_box(place, layout.boxes[place.address], owner.role if owner else None, fills, words))
        href = link(place.address) if link else ""
        yield f'<a href="{escape(href)}">{box}</a>' if href else f"<g>{box}</g>"


def _mark(address: str, kind: Mark, layout: Layout) -> Iterator[str]:
    """A frame around a box, and the sign of what has happened to it on the corner."""
    at = layout.boxes.get(address)
    if at is not None:
        sign, colour = _MARKS[kind]
        yield _rect(Rect(at.x - 3.5, at.y - 3.5, at.width + 7, at.height + 7), "none", colour, 9, 3)
        middle = (
            f'x="{_n(at.x)}" y="{_n(at.y + 4.5)}" text-anchor="middle" font-size="14" font-weight="bold" fill="#ffffff"'
        )
        yield f'<circle cx="{_n(at.x)}" cy="{_n(at.y)}" r="9" fill="{colour}"/><text {middle}>{sign}</text>'


def _noted(address: str, sign: Sign, layout: Layout) -> Iterator[str]:
    """A frame around a box with the sign on its upper edge; of a pipeline the sign alone, on the corner of its lane."""
    at = layout.boxes.get(address) or layout.lanes.get(address.removeprefix("pipeline."))
    if at is None:
        return
    if address in layout.boxes:
        yield _rect(Rect(at.x - 3.5, at.y - 3.5, at.width + 7, at.height + 7), "none", sign.colour, 9, 3)
    said = clip(sign.text, BOX - 12, SMALL)
    wide = width(said, SMALL) + 12
    yield _rect(Rect(at.x - 7, at.y - 12, max(wide, 17), 17), sign.colour, "#ffffff", 8.5)
    looks = 'text-anchor="middle" font-weight="bold" fill="#ffffff"'
    yield _text(said, at.x - 7 + max(wide, 17) / 2, at.y + 0.5, SMALL, looks)


def _steps(pipeline: Pipeline, layout: Layout) -> Iterator[str]:
    """The little arrow between a stage and the next; none into a loss, for a deal may be lost from any stage."""
    way = (*pipeline.stages, pipeline.won)
    for place, following in pairwise(way):
        left, right = layout.boxes[place.address], layout.boxes[following.address]
        if left.y == right.y:
            x, y = left.x + left.width + GAP / 2 - 3, left.y + min(left.height, right.height) / 2
            yield f'<path d="M{_n(x)} {_n(y - 5)}l6 5l-6 5" fill="none" stroke="#8a95a5" stroke-width="2"/>'


def _box(place: Place, at: Rect, owner: str | None, fills: dict[str, str], words: Words) -> Iterator[str]:
    yield f"<title>{escape(_tip(place, owner, words))}</title>"
    fill, line, weight = _look(place, fills.get(owner or "", "#ffffff"))
    yield _rect(at, fill, line, 6, weight)
    if isinstance(place, Stage) and place.no_skip:
        yield _rect(Rect(at.x + 3.5, at.y + 3.5, at.width - 7, at.height - 7), "none", line, 4, 1)
    lines = _name_lines(place)
    yield from _texts(
        lines, at.x + _PAD, at.y + _PAD + NAME - 1, _LINE, NAME, 'font-weight="bold"' if weight > 2 else ""
    )
    said = words.role(owner) if owner else _end(place, words)
    yield _text(clip(said, BOX - 2 * _PAD, SMALL), at.x + _PAD, at.y + at.height - _PAD, SMALL, 'fill="#4a5563"')
    yield _sign(place, at.x + at.width - 13, at.y + 13)


def _look(place: Place, fill: str) -> tuple[str, str, float]:
    if isinstance(place, Won):
        return "#e3f6e6", "#2e7d32", 2
    if isinstance(place, Lost):
        return "#fbe9e7", "#c0392b", 2
    return fill, "#5b6675", 3 if isinstance(place, Stage) and place.key else 1.2


def _end(place: Place, words: Words) -> str:
    if isinstance(place, Stage):
        return words.t("diagram.nobody")
    return words.t("diagram.won" if isinstance(place, Won) else "diagram.lost")


def _tip(place: Place, owner: str | None, words: Words) -> str:
    tip = words.place(place)
    if owner:
        tip += f". {words.t('diagram.owner', owner=words.role(owner))}"
    if isinstance(place, Stage) and place.key:
        tip += f". {sentence(words.t('diagram.key'))}"
    return f"{tip}. {sentence(words.t('diagram.no skip'))}" if isinstance(place, Stage) and place.no_skip else tip


def _sign(place: Place, x: float, y: float) -> str:
    if isinstance(place, Won):
        return f'<path d="M{_n(x - 5)} {_n(y)}l3.5 4l6.5 -8" fill="none" stroke="#2e7d32" stroke-width="2.4"/>'
    if isinstance(place, Lost):
        return f'<path d="M{_n(x - 4)} {_n(y - 4)}l8 8m0 -8l-8 8" stroke="#c0392b" stroke-width="2.4"/>'
    return _star(x, y) if isinstance(place, Stage) and place.key else ""


def _star(x: float, y: float) -> str:
    corners = "m0 -7l2 4.4l4.8 .5l-3.6 3.2l1 4.7l-4.2 -2.4l-4.2 2.4l1 -4.7l-3.6 -3.2l4.8 -.5z"
    return f'<path d="M{_n(x)} {_n(y)}{corners}" fill="#d97706"/>'


def _arrow(number: int, way: Way, path: list[Point]) -> Iterator[str]:
    colour = (number - 1) % len(_LINES)
    points = "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in path)
    dash = f' stroke-dasharray="{_DASHES[way.mode]}"' if _DASHES[way.mode] else ""
    yield (
        f'<g class="way"><title>{number}. {escape(way.words)}</title>'
        f'<path d="{points}" fill="none" stroke="{_LINES[colour]}" stroke-width="1.8" '
        f'stroke-linejoin="round"{dash} marker-end="url(#arrow-{colour})"/>'
    )
    for x, y in (path[1], path[-2]):
        yield _badge(number, x, y, _LINES[colour])
    yield "</g>"


def _badge(number: int, x: float, y: float, colour: str) -> str:
    middle = f'x="{_n(x)}" y="{_n(y + 3.2)}" text-anchor="middle" font-size="9" font-weight="bold" fill="#ffffff"'
    return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="7" fill="{colour}"/><text {middle}>{number}</text>'


def _legend(layout: Layout, words: Words, fills: dict[str, str], found: list[Way]) -> tuple[list[str], float]:
    """What colours, signs and lines mean, then each way in words; and how high the whole drawing is."""
    made: list[str] = []
    x, y = MARGIN, layout.height + 12
    for sign, name in _entries(words, fills, found):
        needed = 30 + width(name, 11.5) + 14
        if x + needed > layout.width - MARGIN and x > MARGIN:
            x, y = MARGIN, y + 22
        made += [sign(x, y), _text(name, x + 30, y + 4, 11.5)]
        x += needed
    y += 28
    for number, way in enumerate(found, 1):
        lines = wrap(way.words, layout.width - 2 * MARGIN - 24, 11.5)
        made.append(_badge(number, MARGIN + 8, y - 4, _LINES[(number - 1) % len(_LINES)]))
        made += _texts(lines, MARGIN + 22, y, 15, 11.5)
        y += 15 * len(lines) + 5
    return made, y


_Sign = Callable[[float, float], str]


def _entries(words: Words, fills: dict[str, str], found: Iterable[Way]) -> Iterator[tuple[_Sign, str]]:
    for role, fill in fills.items():
        yield _swatch(fill), words.role(role)
    places = [stage for pipeline in words.program.pipelines for stage in pipeline.stages]
    if any(stage.key for stage in places):
        yield (lambda x, y: _star(x + 11, y)), words.t("diagram.key")
    if any(stage.no_skip for stage in places):
        yield _double, words.t("diagram.no skip")
    modes = {way.mode for way in found}
    for mode in _DASHES:
        if mode in modes:
            yield _stroke(mode), words.t(f"diagram.{mode}")


def _swatch(fill: str) -> _Sign:
    return lambda x, y: _rect(Rect(x, y - 8, 22, 16), fill, "#5b6675", 4, 1.2)


def _double(x: float, y: float) -> str:
    outer, inner = Rect(x, y - 8, 22, 16), Rect(x + 3.5, y - 4.5, 15, 9)
    return _rect(outer, "none", "#5b6675", 4, 1.2) + _rect(inner, "none", "#5b6675", 2, 1)


def _stroke(mode: str) -> _Sign:
    dash = f' stroke-dasharray="{_DASHES[mode]}"' if _DASHES[mode] else ""
    return lambda x, y: f'<path d="M{_n(x)} {_n(y)}h24" stroke="#1d4ed8" stroke-width="1.8"{dash}/>'


def _rect(at: Rect, fill: str, line: str, radius: float, weight: float = 1) -> str:
    return (
        f'<rect x="{_n(at.x)}" y="{_n(at.y)}" width="{_n(at.width)}" height="{_n(at.height)}" rx="{_n(radius)}" '
        f'fill="{fill}" stroke="{line}" stroke-width="{_n(weight)}"/>'
    )


def _texts(lines: list[str], x: float, y: float, step: float, size: float, more: str = "") -> Iterator[str]:
    for number, line in enumerate(lines):
        yield _text(line, x, y + number * step, size, more)


def _text(said: str, x: float, y: float, size: float, more: str = "") -> str:
    return f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}"{f" {more}" if more else ""}>{escape(said)}</text>'


def _n(number: float) -> str:
    """A coordinate without needless digits."""
    return f"{number:.1f}".removesuffix(".0")
