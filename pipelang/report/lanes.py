"""Where everything of a diagram stands: a lane for each pipeline, stages in rows, arrows in the gutters between rows.

Arrows leave a box through the right half of its lower edge and come in through the left half of an upper edge, run in
tracks of their own between rows, and change lanes in a bus on the left. So no arrow ever runs through a box or a name.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

BOX = 150.0
GAP = 20.0
HEAD = 158.0
COLUMNS = 6
TRACK = 15.0
MARGIN = 14.0
GUTTER = 26.0

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Lane:
    """A pipeline to place: the height its heading needs, and (key, height) of its boxes in order."""

    key: str
    head: float
    boxes: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Link:
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Rect:
    x: float
    y: float
    width: float
    height: float


@dataclass(slots=True)
class Layout:
    """Places by key: `lanes` are whole lanes with their heading; `paths` has the corners of each link, in order."""

    width: float = 0
    height: float = 0
    lanes: dict[str, Rect] = field(default_factory=dict)
    boxes: dict[str, Rect] = field(default_factory=dict)
    paths: list[list[Point]] = field(default_factory=list)


class _Tracks:
    """Lines side by side: each stretch gets the first track where it meets no other."""

    def __init__(self) -> None:
        self.taken: list[list[tuple[float, float]]] = []

    def place(self, start: float, end: float) -> int:
        low, high = min(start, end) - TRACK, max(start, end) + TRACK
        for number, track in enumerate(self.taken):
            if all(high <= other_low or other_high <= low for other_low, other_high in track):
                track.append((low, high))
                return number
        self.taken.append([(low, high)])
        return len(self.taken) - 1


def lay_out(lanes: list[Lane], links: list[Link], columns: int = COLUMNS) -> Layout:
    """Places for all lanes, boxes and links, so many boxes in a row; the same input always gets the same places."""
    rows = _rows(lanes, columns)
    row_of = {key: number for number, (_, boxes) in enumerate(rows) for key, _ in boxes}
    ports = _ports(rows, links)
    gutters: dict[int, _Tracks] = defaultdict(_Tracks)
    bus = _Tracks()
    routes = [_route(link, row_of, ports[number], gutters, bus) for number, link in enumerate(links)]
    left = MARGIN + (len(bus.taken) + 1) * TRACK
    layout = Layout(width=left + HEAD + columns * (BOX + GAP) + MARGIN)
    tops = _place_rows(layout, rows, gutters, left, columns)
    for number, route in enumerate(routes):
        layout.paths.append(_corners(layout, links[number], route, ports[number], tops, left))
    return layout


_Row = tuple[Lane, tuple[tuple[str, float], ...]]


def _rows(lanes: list[Lane], columns: int) -> list[_Row]:
    return [
        (lane, lane.boxes[at : at + columns]) for lane in lanes for at in range(0, max(len(lane.boxes), 1), columns)
    ]


def _ports(rows: list[_Row], links: list[Link]) -> list[tuple[float, float]]:
    """For each link, how far from the left of the heading it leaves its source and comes into its target."""
    column = {key: number for _, boxes in rows for number, (key, _) in enumerate(boxes)}
    outgoing: dict[str, list[int]] = defaultdict(list)
    incoming: dict[str, list[int]] = defaultdict(list)
    for number, link in enumerate(links):
        outgoing[link.source].append(number)
        incoming[link.target].append(number)

    def port(key: str, number: int, side: dict[str, list[int]], start: float) -> float:
        share = (side[key].index(number) + 1) / (len(side[key]) + 1)
        return HEAD + column[key] * (BOX + GAP) + BOX * (start + 0.46 * share)

    return [
        (port(link.source, number, outgoing, 0.52), port(link.target, number, incoming, 0.02))
        for number, link in enumerate(links)
    ]


@dataclass(frozen=True, slots=True)
class _Route:
    """The gutter and track a link leaves into, those it comes in from, and its track in the bus (None: straight on)."""

    out: tuple[int, int]
    into: tuple[int, int]
    bus: int | None


def _route(
    link: Link, row_of: dict[str, int], port: tuple[float, float], gutters: dict[int, _Tracks], bus: _Tracks
) -> _Route:
    below, above = row_of[link.source] + 1, row_of[link.target]
    if below == above:
        shared = (below, gutters[below].place(*port))
        return _Route(shared, shared, None)
    out = (below, gutters[below].place(-TRACK * 99, port[0]))
    into = (above, gutters[above].place(-TRACK * 99, port[1]))
    # Two ends of one link stand in different gutters, so thousands part them safely for the search of a free track.
    return _Route(out, into, bus.place(below * 1000 + out[1] * TRACK, above * 1000 + into[1] * TRACK))


def _place_rows(
    layout: Layout, rows: list[_Row], gutters: dict[int, _Tracks], left: float, columns: int
) -> dict[int, float]:
    """Fills in lanes and boxes from the top; returns where each gutter begins."""
    y = MARGIN
    tops: dict[int, float] = {}
    for number, (lane, boxes) in enumerate(rows):
        tops[number] = y
        y += GUTTER + len(gutters[number].taken) * TRACK
        height = max([lane.head if len(lane.boxes) <= columns else lane.head / 2, *(size for _, size in boxes)])
        for column, (key, _) in enumerate(boxes):
            layout.boxes[key] = Rect(left + HEAD + column * (BOX + GAP), y, BOX, height)
        first = layout.lanes.get(lane.key)
        start = first.y if first else y
        layout.lanes[lane.key] = Rect(left, start, layout.width - left - MARGIN, y + height - start)
        y += height
    tops[len(rows)] = y
    layout.height = y + GUTTER + len(gutters[len(rows)].taken) * TRACK
    return tops


def _corners(
    layout: Layout, link: Link, route: _Route, port: tuple[float, float], tops: dict[int, float], left: float
) -> list[Point]:
    source, target = layout.boxes[link.source], layout.boxes[link.target]
    out_y, into_y = (tops[gutter] + GUTTER / 2 + track * TRACK for gutter, track in (route.out, route.into))
    out_x, into_x = left + port[0], left + port[1]
    middle = (
        [] if route.bus is None else [(left - (route.bus + 1) * TRACK, out_y), (left - (route.bus + 1) * TRACK, into_y)]
    )
    return [(out_x, source.y + source.height), (out_x, out_y), *middle, (into_x, into_y), (into_x, target.y)]
