"""Pipelines and the ways between them as one SVG: a lane each, stages in order, how deals end, where they go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Literal

from pipelang.model import Lost, Pipeline, Place, Program, Stage, Won
from pipelang.model.index import owners
from pipelang.report.documents.anchors import anchor
from pipelang.report.map import pencil
from pipelang.report.map.lanes import OUTCOME, PAD, STAGE, Box, Lane, Layout, Link, Rect, lay_out
from pipelang.report.map.legend import colour_of, legend
from pipelang.report.map.textfit import clip, width, wrap
from pipelang.report.map.tracks import Point
from pipelang.report.map.ways import Way, ways
from pipelang.report.xml import fit
from pipelang.words import Phrase, Words, sentence

NAME, SMALL, TITLE, LABEL = 12.5, 10.5, 14.0, 10.5
_LINE, _INSIDE = 15.0, 9.0
#: The widest label of an arrow, how high one of its lines is, and the room for its number.
_LABEL_ROOM, _LABEL_LINE, _NUMBER = 140.0, 13.0, 19.0

#: What has happened to a place in a comparison -> its sign and colour.
Mark = Literal["added", "removed", "changed", "moved"]
_MARKS: dict[Mark, tuple[str, str]] = {
    "added": ("+", "#2e7d32"),
    "removed": ("−", "#c0392b"),
    "changed": ("~", "#b45309"),
    "moved": ("↕", "#1d4ed8"),
}

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
}


@dataclass(frozen=True, slots=True)
class Sign:
    """A mark of the caller's own: a few characters, on a colour that white can be read on."""

    text: str
    colour: str


@dataclass(frozen=True, slots=True)
class Focus:
    """A drawing of some pipelines only: their ids, and what is marked in them (address -> mark).

    `fills`: role -> colour, shared by drawings that stand beside each other.
    """

    pipelines: frozenset[str]
    marks: Mapping[str, Mark | Sign]
    fills: Mapping[str, str]


def diagram(
    program: Program,
    words: Words,
    link: Callable[[str], str] | None = None,
    focus: Focus | None = None,
    listed: bool = True,
) -> str:
    """The SVG text. `link` gives the way to a place in the document around it (`#sales/visit`), if there is one.

    The ways are written out under the drawing unless the document around lists them, by the same numbers (`listed`).
    """
    words = words.with_phrases(PHRASES)
    shown = [pipeline for pipeline in program.pipelines if focus is None or pipeline.id in focus.pipelines]
    drawn = {place.address for pipeline in shown for place in pipeline.places}
    found = [way for way in ways(program, words) if way.source in drawn and way.target in drawn]
    said = [wrap(way.short, _LABEL_ROOM, LABEL, lines=3) for way in found]
    links = [Link(way.source, way.target, _label_size(lines)) for way, lines in zip(found, said, strict=True)]
    layout = lay_out([_lane(pipeline, words) for pipeline in shown], links)
    fills = owner_fills(program) if focus is None else _fills_of(shown, focus)
    body = [part for pipeline in shown for part in _pipeline(pipeline, layout, fills, words, link)]
    body += _marked(focus.marks if focus else {}, layout)
    for number, way in enumerate(found):
        body += _arrow(number, way, said[number], layout)
    below, height = legend((layout.width, layout.height), words, fills, found, listed)
    head = _open(layout.width, height, words.t("diagram"), link is not None)
    return fit("\n".join([head, *body, *below, "</svg>"]) + "\n", "\ufffd")


def _open(wide: float, high: float, title: str, linked: bool) -> str:
    size = f'{pencil.number(wide)} {pencil.number(high)}"'
    # A picture may hold nothing that takes the focus: with links in it, it is a group of them.
    role = "group" if linked else "img"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="diagram" role="{role}" aria-label="{escape(title)}" '
        f'viewBox="0 0 {size} width="{pencil.number(wide)}" height="{pencil.number(high)}" '
        f'font-family="{pencil.FONT}" fill="{pencil.INK}">'
        f'<title>{escape(title)}</title><rect class="sheet" width="100%" height="100%" rx="8" fill="{pencil.PAPER}"/>'
    )


def owner_fills(*programs: Program) -> dict[str, str]:
    """A colour for each role that answers for deals somewhere, the same one in all of the programs."""
    found = _answering(pipeline for program in programs for pipeline in program.pipelines)
    roles = dict.fromkeys(role.id for program in programs for role in program.roles if role.id in found)
    return {role: pencil.FILLS[number % len(pencil.FILLS)] for number, role in enumerate(roles)}


def _fills_of(pipelines: list[Pipeline], focus: Focus) -> dict[str, str]:
    found = _answering(pipelines)
    return {role: fill for role, fill in focus.fills.items() if role in found}


def _answering(pipelines: Iterable[Pipeline]) -> set[str]:
    return {owner.role for pipeline in pipelines for owner in owners(pipeline).values() if owner}


def _lane(pipeline: Pipeline, words: Words) -> Lane:
    head = len(_title(pipeline)) * 18 + (_LINE if _kind(pipeline, words) else 0) + 4
    told, narrow = _told(pipeline), bool(pipeline.lost)
    return Lane(pipeline.id, head, tuple(_sized(place, narrow, place.address in told) for place in pipeline.places))


def _kind(pipeline: Pipeline, words: Words) -> str:
    """What kind of pipeline it is, if its name does not say just that."""
    kind = words.t(f"kind.{pipeline.kind}")
    return "" if kind.casefold() == pipeline.name.casefold() else kind


def _told(pipeline: Pipeline) -> set[str]:
    """The places that have a second line: outcomes, and stages where the owner is another than before."""
    found = {place.address for place in pipeline.places if not isinstance(place, Stage)}
    responsible, before = owners(pipeline), ""
    for stage in pipeline.stages:
        owner = responsible[stage.address]
        now = owner.role if owner else "-"
        if now != before:
            found.add(stage.address)
        before = now
    return found


def _title(pipeline: Pipeline) -> list[str]:
    return wrap(pipeline.name, STAGE, TITLE, lines=3)


def _sized(place: Place, narrow: bool, told: bool) -> Box:
    kind: Literal["stage", "won", "lost"] = (
        "won" if isinstance(place, Won) else "lost" if isinstance(place, Lost) else "stage"
    )
    room = STAGE if kind == "stage" or not narrow else OUTCOME
    lines = len(_name_lines(place, room)) + told
    return Box(place.address, lines * _LINE + 2 * _INSIDE - 3, kind)


def _name_lines(place: Place, room: float) -> list[str]:
    """The name on its lines; a stage keeps a corner free for the star."""
    return wrap(place.name, room - 2 * _INSIDE - (14 if isinstance(place, Stage) else 0), NAME)


def _pipeline(
    pipeline: Pipeline, layout: Layout, fills: Mapping[str, str], words: Words, link: Callable[[str], str] | None
) -> Iterator[str]:
    lane = layout.lanes[pipeline.id]
    yield pencil.rect(lane, *pencil.LANE, 10)
    lines = _title(pipeline)
    x, y = lane.x + PAD, lane.y + PAD + TITLE
    yield from pencil.texts(lines, x, y, 18, TITLE, 'font-weight="bold"')
    kind = clip(_kind(pipeline, words), STAGE, SMALL)
    yield pencil.text(kind, x, y + len(lines) * 18 - 2, SMALL, f'fill="{pencil.SOFT}"')
    yield from _steps(pipeline, layout)
    responsible, told = owners(pipeline), _told(pipeline)
    for place in pipeline.places:
        owner = responsible[place.address] if isinstance(place, Stage) else place.owner
        role, at = owner.role if owner else None, layout.boxes[place.address]
        box = "".join(_box(place, at, role, fills, words, place.address in told))
        href, named = link(place.address) if link else "", f'class="box" data-at="{anchor(place.address)}"'
        yield f'<a href="{escape(href)}" {named}>{box}</a>' if href else f"<g {named}>{box}</g>"


def _marked(marks: Mapping[str, Mark | Sign], layout: Layout) -> Iterator[str]:
    """A frame around each marked box, then all the signs, so that no frame covers one."""
    found = sorted(marks.items(), key=lambda item: item[0])
    for address, mark in found:
        if at := layout.boxes.get(address):
            frame = Rect(at.x - 3.5, at.y - 3.5, at.width + 7, at.height + 7)
            yield pencil.rect(frame, "none", mark.colour if isinstance(mark, Sign) else _MARKS[mark][1], 9, 3)
    for address, mark in found:
        at = layout.boxes.get(address) or layout.lanes.get(address.removeprefix("pipeline."))
        if at and isinstance(mark, Sign):
            yield from _noted(mark, at)
        elif at and not isinstance(mark, Sign):
            sign, colour = _MARKS[mark]
            yield pencil.badge(sign, (at.x, at.y), colour, 9, 14)


def _noted(sign: Sign, at: Rect) -> Iterator[str]:
    """The sign on the right of the upper edge, where names have mostly ended."""
    said = clip(sign.text, OUTCOME - 12, SMALL)
    wide = max(width(said, SMALL) + 12, 17)
    left = at.right + 7 - wide
    yield pencil.rect(Rect(left, at.y - 12, wide, 17), sign.colour, pencil.PAPER, 8.5)
    looks = f'text-anchor="middle" font-weight="bold" fill="{pencil.PAPER}"'
    yield pencil.text(said, left + wide / 2, at.y + 0.5, SMALL, looks)


def _steps(pipeline: Pipeline, layout: Layout) -> Iterator[str]:
    """The little arrow between a stage and the next; none into a loss, for a deal may be lost from any stage."""
    for place, following in pairwise((*pipeline.stages, pipeline.won)):
        above, below = layout.boxes[place.address], layout.boxes[following.address]
        yield pencil.step(below.x + below.width / 2, (above.bottom + below.y) / 2)


def _box(
    place: Place, at: Rect, owner: str | None, fills: Mapping[str, str], words: Words, told: bool
) -> Iterator[str]:
    yield f"<title>{escape(_tip(place, owner, words))}</title>"
    fill, line, weight = _look(place, fills.get(owner or "", pencil.PAPER))
    yield pencil.rect(at, fill, line, 6, weight)
    if isinstance(place, Stage) and place.no_skip:
        yield pencil.rect(Rect(at.x + 3.5, at.y + 3.5, at.width - 7, at.height - 7), "none", line, 4, 1)
    bold = 'font-weight="bold"' if weight > 2 else ""
    yield from pencil.texts(_name_lines(place, at.width), at.x + _INSIDE, at.y + _INSIDE + NAME - 2, _LINE, NAME, bold)
    if told:
        said = words.role(owner) if owner else _end(place, words)
        room = at.width - 2 * _INSIDE - (0 if isinstance(place, Stage) else 18)
        yield pencil.text(clip(said, room, SMALL), at.x + _INSIDE, at.bottom - _INSIDE, SMALL, f'fill="{pencil.SOFT}"')
    yield _sign(place, at)


def _look(place: Place, fill: str) -> tuple[str, str, float]:
    if isinstance(place, Stage):
        return fill, pencil.FRAME, 3 if place.key else 1.2
    return (*(pencil.WON if isinstance(place, Won) else pencil.LOST), 2)


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


def _sign(place: Place, at: Rect) -> str:
    if isinstance(place, Stage):
        return pencil.star(at.right - 14, at.y + 14) if place.key else ""
    draw = pencil.check if isinstance(place, Won) else pencil.cross
    return draw(at.right - 14, at.bottom - 13)


def _label_size(lines: list[str]) -> tuple[float, float]:
    return max(width(line, LABEL) for line in lines) + _NUMBER + 4, len(lines) * _LABEL_LINE + 6


def _arrow(number: int, way: Way, said: list[str], layout: Layout) -> Iterator[str]:
    colour, path = colour_of(number), layout.paths[number]
    ends = f'data-from="{anchor(way.source)}" data-to="{anchor(way.target)}"'
    yield f'<g class="way" {ends}><title>{number + 1}. {escape(way.words)}</title>'
    yield pencil.line(path, colour, way.mode) + pencil.head(path[-2], path[-1], colour)
    for at in _badges(path, layout.ends[number]):
        yield pencil.badge(str(number + 1), at, colour)
    yield from _label(number, said, layout.labels[number], colour)
    yield "</g>"


def _label(number: int, lines: list[str], middle: Point | None, colour: str) -> Iterator[str]:
    """The number of an arrow with its mode and condition, on it or near it."""
    if middle:
        wide, high = _label_size(lines)
        x, y = middle[0] - wide / 2, middle[1] - high / 2
        halo = f'fill="{colour}" stroke="{pencil.PAPER}" stroke-width="4" paint-order="stroke"'
        yield from pencil.texts(lines, x + _NUMBER, y + LABEL + 2, _LABEL_LINE, LABEL, halo)
        yield pencil.badge(str(number + 1), (x + 8, y + _LABEL_LINE / 2 + 2), colour)


def _badges(path: list[Point], ends: tuple[Point, Point]) -> tuple[Point, Point]:
    """Where an arrow has its number: inside the lanes, beside their frames. One into a pipeline ends at the frame itself."""
    (start, out), (into, end) = (path[0], ends[0]), (ends[1], path[-1])
    first = (start[0] + out[0]) / 2, (start[1] + out[1]) / 2
    if into == end:
        return first, (into[0], into[1] + 10)
    return first, (into[0] + (end[0] - into[0]) / 3, into[1] + (end[1] - into[1]) / 3)
