"""Where everything of a diagram stands: a lane for each pipeline, its stages under each other, arrows between lanes.

Inside a lane the order is given, so we stack boxes ourselves: stages from the top, below them won on the left and losses on the
right. Where lanes stand and how arrows run between them is the layout of a layered graph, which graphlay finds: lanes
are its nodes, with ports where arrows leave and arrive. It was taken after a look at what there is: Graphviz and ELK are
programs of their own, igraph and grandalf are GPL, networkx and rustworkx lay out no layered graph, fast-sugiyama
places nodes but routes no edges. graphlay is young, so its minor version is pinned and it is used in this file alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from pipelang.report.map.ranks import returning
from pipelang.report.map.tracks import Point, apart, nearest

#: Widths of a stage and of an outcome; the room around them in a lane, where arrows show their numbers.
STAGE, OUTCOME, PAD = 276.0, 133.0, 24.0
GAP = 10.0
#: The least way between ports on a side, and the edge of the drawing.
PORT, MARGIN = 17.0, 16.0
#: With more lanes than this the first layout is kept, found with less effort: time counts more than one crossing less.
_MANY = 20
#: A label farther than this from its arrow is left out.
_FAR = 200.0
#: Between layers of lanes, between lanes, and between arrows that run side by side.
_LAYERS, _BESIDE, _TRACK = 62.0, 46.0, 13.0

Side = Literal["top", "bottom", "left", "right"]


@dataclass(frozen=True, slots=True)
class Box:
    key: str
    height: float
    kind: Literal["stage", "won", "lost"] = "stage"


@dataclass(frozen=True, slots=True)
class Lane:
    """A pipeline to place: the height its heading needs, and its boxes in order: stages, won, losses."""

    key: str
    head: float
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow between boxes of two lanes; `label` is the width and height of what is written on it."""

    source: str
    target: str
    label: tuple[float, float] = (0, 0)


@dataclass(frozen=True, slots=True)
class Rect:
    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def meets(self, other: Rect) -> bool:
        return self.right > other.x and other.right > self.x and self.bottom > other.y and other.bottom > self.y

    def moved(self, x: float, y: float) -> Rect:
        return Rect(self.x + x, self.y + y, self.width, self.height)


@dataclass(slots=True)
class Layout:
    """Places by key: `lanes` are whole lanes with their heading. For each link in order: `paths` has its corners, `labels`
    the middle of its label, and `ends` where it crosses the frames of the two lanes.
    """

    width: float = 0
    height: float = 0
    lanes: dict[str, Rect] = field(default_factory=dict)
    boxes: dict[str, Rect] = field(default_factory=dict)
    paths: list[list[Point]] = field(default_factory=list)
    labels: list[Point | None] = field(default_factory=list)
    ends: list[tuple[Point, Point]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Stack:
    """A lane by itself: its size, and its boxes as seen from its upper left corner."""

    lane: Lane
    width: float
    height: float
    boxes: dict[str, Rect]


def lay_out(lanes: Sequence[Lane], links: Sequence[Link]) -> Layout:
    """Places for all lanes, boxes and links; the same input always gets the same places."""
    if not lanes:
        return Layout(2 * MARGIN, 2 * MARGIN)
    stacks = [_stack(lane) for lane in lanes]
    home = {box.key: number for number, lane in enumerate(lanes) for box in lane.boxes}
    ends = [(home[link.source], home[link.target]) for link in links]
    back = returning(ends)
    ports = _ports(stacks, links, ends, back, [0.0] * len(stacks))
    laid = _laid(stacks, links, ends, back, ports)
    if len(stacks) <= _MANY:
        # Where lanes stand hardly depends on the ports: now it is known which side of a lane an arrow should use.
        ports = _ports(stacks, links, ends, back, [node["center"]["x"] for node in laid["nodes"]])
        laid = _laid(stacks, links, ends, back, ports)
    return _drawn(stacks, links, ports, laid)


def _stack(lane: Lane) -> _Stack:
    boxes: dict[str, Rect] = {}
    y = PAD + lane.head
    for box in lane.boxes:
        if box.kind == "stage":
            boxes[box.key] = Rect(PAD, y, STAGE, box.height)
            y += box.height + GAP
    lost = any(box.kind == "lost" for box in lane.boxes)
    left = right = y
    for box in lane.boxes:
        if box.kind == "won":
            boxes[box.key] = Rect(PAD, left, OUTCOME if lost else STAGE, box.height)
            left += box.height + GAP
        elif box.kind == "lost":
            boxes[box.key] = Rect(PAD + STAGE - OUTCOME, right, OUTCOME, box.height)
            right += box.height + GAP
    return _Stack(lane, STAGE + 2 * PAD, max(left, right) - GAP + PAD, boxes)


@dataclass(frozen=True, slots=True)
class _Port:
    """Where an arrow meets a lane: the side, how far along it from the lane's corner, and the box behind."""

    side: Side
    along: float
    box: str


_Ports = list[tuple[_Port, _Port | None]]


def _ports(
    stacks: Sequence[_Stack],
    links: Sequence[Link],
    ends: Sequence[tuple[int, int]],
    back: Sequence[bool],
    middles: Sequence[float],
) -> _Ports:
    """The ports of each link. One that goes on into a pipeline's first stage may come in anywhere from above: None."""
    wanted: dict[tuple[str, Side], list[tuple[int, float, int, int]]] = defaultdict(list)
    for number, (link, (source, target)) in enumerate(zip(links, ends, strict=True)):
        away = middles[target] - middles[source]
        wanted[link.source, _out(stacks[source], link.source, away)].append((1, away, number, 0))
        if back[number] or link.target != _first(stacks[target]):
            wanted[link.target, _into(stacks[target], link.target, -away)].append((0, -away, number, 1))
    found: list[list[_Port | None]] = [[None, None] for _ in links]
    for (key, side), several in wanted.items():
        stack = stacks[ends[several[0][2]][several[0][3]]]
        shares = _shares(stack.boxes[key], side, len(several))
        for along, (_, _, number, end) in zip(shares, sorted(several), strict=True):
            found[number][end] = _Port(side, along, key)
    return [(source, target) for source, target in found if source]


def _first(stack: _Stack) -> str:
    return stack.lane.boxes[0].key


def _out(stack: _Stack, key: str, away: float) -> Side:
    """Outcomes at the bottom of the lane open downwards, everything else to the side where the arrow goes."""
    box, kind = stack.boxes[key], _kind(stack, key)
    below = [other for other in stack.boxes.values() if other.y > box.y and other.x < box.right and box.x < other.right]
    if kind != "stage" and not below:
        return "bottom"
    return "right" if kind == "lost" or away >= 0 else "left"


def _into(stack: _Stack, key: str, away: float) -> Side:
    kind = _kind(stack, key)
    return "left" if kind == "won" or (kind == "stage" and away < 0) else "right"


def _kind(stack: _Stack, key: str) -> str:
    return next(box.kind for box in stack.lane.boxes if box.key == key)


def _shares(box: Rect, side: Side, count: int) -> Iterable[float]:
    """So many places along a side of a box: around its middle, closer together where there are many."""
    start, length = (box.x, box.width) if side in ("top", "bottom") else (box.y, box.height)
    step = min(PORT, length / count)
    return (start + length / 2 + (number - (count - 1) / 2) * step for number in range(count))


def _laid(
    stacks: Sequence[_Stack],
    links: Sequence[Link],
    ends: Sequence[tuple[int, int]],
    back: Sequence[bool],
    ports: _Ports,
) -> dict[str, Any]:
    import graphlay

    nodes = [{"size": {"width": stack.width, "height": stack.height}, "shape": "box"} for stack in stacks]
    edges = []
    for number, (link, (source, target)) in enumerate(zip(links, ends, strict=True)):
        edge: dict[str, Any] = {"source": source, "target": target, "weight": 1.0, "reverse_for_ranking": back[number]}
        for name, lane, port in zip(("source_port", "target_port"), (source, target), ports[number], strict=True):
            if port:
                edge[name] = {"offset": {"side": port.side, "t": _share(stacks[lane], port)}}
        if link.label[0]:
            edge["label_size"] = {"width": link.label[0], "height": link.label[1]}
        edges.append(edge)
    options = {
        "effort": "balanced" if len(stacks) <= _MANY else "fast",
        "direction": "topbottom",
        "spacing": {"layer_gap": _LAYERS, "node_gap": _BESIDE, "dummy_gap": _TRACK, "port_gap": PORT, "stub": 16.0},
        "routing": {"bundle_parallel": False, "lane_gap": _TRACK},
    }
    return graphlay.layout({"nodes": nodes, "edges": edges}, options=options).to_dict()


def _share(stack: _Stack, port: _Port) -> float:
    """The place on a side as graphlay wants it: from −1 at one corner to 1 at the other."""
    length = stack.width if port.side in ("top", "bottom") else stack.height
    return port.along / length * 2 - 1


def _drawn(stacks: Sequence[_Stack], links: Sequence[Link], ports: _Ports, laid: dict[str, Any]) -> Layout:
    layout = Layout()
    for stack, node in zip(stacks, laid["nodes"], strict=True):
        left, top = node["center"]["x"] - stack.width / 2, node["center"]["y"] - stack.height / 2
        layout.lanes[stack.lane.key] = Rect(left, top, stack.width, stack.height)
        layout.boxes.update((key, box.moved(left, top)) for key, box in stack.boxes.items())
    walls = [(lane.x, lane.y, lane.right, lane.bottom) for lane in layout.lanes.values()]
    routes = [[(point["x"], point["y"]) for point in edge["points"]] for edge in laid["edges"]]
    for path, (source, target) in zip(apart(routes, walls), ports, strict=True):
        into = [_edge(layout.boxes[target.box], target.side, path[-1])] if target else []
        layout.ends.append((path[0], path[-1]))
        layout.paths.append([_edge(layout.boxes[source.box], source.side, path[0]), *path, *into])
    anchors = [edge["label_anchor"] for edge in laid["edges"]]
    for link, anchor, route, path in zip(links, anchors, routes, layout.paths, strict=True):
        layout.labels.append(_label(layout, links, link, (anchor["x"], anchor["y"]), route, path) if anchor else None)
    return _framed(layout, links)


def _label(
    layout: Layout, links: Sequence[Link], link: Link, middle: Point, route: list[Point], path: list[Point]
) -> Point | None:
    """The middle of a label: where the arrow beside it was moved, else where it was; None if there is no room."""
    before = nearest(route, middle)
    if abs(before[0] - middle[0]) + abs(before[1] - middle[1]) > _FAR:
        return None
    after = nearest(path, before)
    taken = [*layout.lanes.values(), *_rooms(layout.labels, links)]
    places = ((middle[0] + after[0] - before[0], middle[1] + after[1] - before[1]), middle)
    return next((place for place in places if not any(_room(place, link).meets(other) for other in taken)), None)


def _rooms(labels: Sequence[Point | None], links: Sequence[Link]) -> list[Rect]:
    return [_room(middle, link) for middle, link in zip(labels, links, strict=False) if middle]


def _room(middle: Point, link: Link) -> Rect:
    width, height = link.label
    return Rect(middle[0] - width / 2, middle[1] - height / 2, width, height)


def _framed(layout: Layout, links: Sequence[Link]) -> Layout:
    """The layout moved so that everything on it stands inside a sheet that begins at 0, 0."""
    corners = [point for path in layout.paths for point in path]
    for area in (*layout.lanes.values(), *_rooms(layout.labels, links)):
        corners += [(area.x, area.y), (area.right, area.bottom)]
    x, y = (MARGIN - min(corner[axis] for corner in corners) for axis in (0, 1))
    return Layout(
        max(corner[0] for corner in corners) + x + MARGIN,
        max(corner[1] for corner in corners) + y + MARGIN,
        {key: lane.moved(x, y) for key, lane in layout.lanes.items()},
        {key: box.moved(x, y) for key, box in layout.boxes.items()},
        [[_moved(point, x, y) for point in path] for path in layout.paths],
        [_moved(middle, x, y) if middle else None for middle in layout.labels],
        [(_moved(start, x, y), _moved(end, x, y)) for start, end in layout.ends],
    )


def _moved(point: Point, x: float, y: float) -> Point:
    return point[0] + x, point[1] + y


def _edge(box: Rect, side: Side, point: Point) -> Point:
    """Where the line through a port, at right angles to its side, meets the box."""
    x, y = point
    return {"bottom": (x, box.bottom), "top": (x, box.y), "left": (box.x, y), "right": (box.right, y)}[side]
