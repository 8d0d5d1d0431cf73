"""Arrows that would run along the same line are moved apart, so that each can be followed with a finger.

A path is a list of corners, its stretches run straight across or straight down. The first and the last stretch stand where
a port is; those between them may be moved sideways, which makes their neighbours longer or shorter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]
#: Left, top, right, bottom.
Area = tuple[float, float, float, float]

#: Stretches nearer than this look like one line; how far they are parted; what the start and the arrowhead keep.
_NEAR, _STEP, _START, _HEAD = 6.0, 7.0, 3.0, 11.0
_MOVES = [_STEP * number * sign for number in range(1, 9) for sign in (1, -1)]
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A line at `at`, from `low` to `high`, across (or down) the page."""

    across: bool
    at: float
    low: float
    high: float


def apart(paths: Sequence[Sequence[Point]], walls: Sequence[Area]) -> list[list[Point]]:
    """The paths with stretches moved off each other where there is room; no moved stretch comes to lie on a wall."""
    made = [_straight(path) for path in paths]
    lines = [[_stretch(path, number) for number in range(len(path) - 1)] for path in made]
    for _ in range(_ROUNDS):
        stretches = [(number, at) for number, path in enumerate(made) for at in range(1, len(path) - 2)]
        moved = [_part(number, at, made, lines, walls) for number, at in stretches]
        if True not in moved:
            break
    return made


def nearest(path: Sequence[Point], point: Point) -> Point:
    """The place on a path that is nearest to a point."""
    places = [
        (min(max(point[0], min(x1, x2)), max(x1, x2)), min(max(point[1], min(y1, y2)), max(y1, y2)))
        for (x1, y1), (x2, y2) in pairwise(path)
    ]
    return min(places, key=lambda place: abs(place[0] - point[0]) + abs(place[1] - point[1]))


def _straight(path: Sequence[Point]) -> list[Point]:
    """The path without corners that are none: a layout may leave steps of less than a pixel in a straight line."""
    made = [path[0]]
    for x, y in path[1:]:
        before = made[-1]
        made.append((before[0] if abs(x - before[0]) < 1 else x, before[1] if abs(y - before[1]) < 1 else y))
    kept = [made[0]]
    for point, after in pairwise(made[1:]):
        if point != kept[-1] and not (kept[-1][0] == point[0] == after[0] or kept[-1][1] == point[1] == after[1]):
            kept.append(point)
    return [*kept, made[-1]]


def _stretch(path: Sequence[Point], number: int) -> _Stretch:
    (x1, y1), (x2, y2) = path[number], path[number + 1]
    return _Stretch(True, y1, min(x1, x2), max(x1, x2)) if y1 == y2 else _Stretch(False, x1, min(y1, y2), max(y1, y2))


def _part(number: int, at: int, paths: list[list[Point]], lines: list[list[_Stretch]], walls: Sequence[Area]) -> bool:
    """Moves one stretch to where it and its neighbours meet the fewest others; whether it was moved."""
    others = [line for other, several in enumerate(lines) if other != number for line in several]
    if not _shared([lines[number][at]], others):
        return False
    path = paths[number]
    best, least = path, _shared(lines[number][at - 1 : at + 2], others)
    for tried in _tries(path, at, walls):
        shared = _shared([_stretch(tried, at + step) for step in (-1, 0, 1)], others)
        if shared < least:
            best, least = tried, shared
        if not least:
            break
    paths[number] = best
    lines[number] = [_stretch(best, step) for step in range(len(best) - 1)]
    return best is not path


def _shared(mine: Sequence[_Stretch], others: Sequence[_Stretch]) -> float:
    """How long they run along the same line, all together."""
    found = 0.0
    for one in mine:
        across, at, low, high = one.across, one.at, one.low, one.high
        for other in others:
            if -_NEAR < other.at - at < _NEAR and other.across == across and other.low < high and low < other.high:
                found += min(high, other.high) - max(low, other.low)
    return found


def _tries(path: list[Point], at: int, walls: Sequence[Area]) -> Iterator[list[Point]]:
    """The path with one stretch moved sideways, the nearest places first, where that turns nothing round."""
    across = path[at][1] == path[at + 1][1]
    for move in _MOVES:
        tried = list(path)
        for corner in (at, at + 1):
            x, y = path[corner]
            tried[corner] = (x, y + move) if across else (x + move, y)
        if _keeps(path, tried, at) and not any(_hits(_stretch(tried, at + step), walls) for step in (-1, 0, 1)):
            yield tried


def _keeps(path: list[Point], tried: list[Point], at: int) -> bool:
    """Whether the stretches before and after still run the same way, and both ends keep some room."""
    for number in (at - 1, at + 1):
        (x1, y1), (x2, y2) = path[number], path[number + 1]
        (x3, y3), (x4, y4) = tried[number], tried[number + 1]
        least = _START if number == 0 else _HEAD if number == len(path) - 2 else 0
        if (x2 - x1) * (x4 - x3) + (y2 - y1) * (y4 - y3) < 0 or abs(x4 - x3) + abs(y4 - y3) < least:
            return False
    return True


def _hits(line: _Stretch, walls: Sequence[Area]) -> bool:
    across = line.across
    for left, top, right, bottom in walls:
        low, high, start, end = (top, bottom, left, right) if across else (left, right, top, bottom)
        if low < line.at < high and line.low < end and start < line.high:
            return True
    return False
