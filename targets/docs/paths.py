"""Paths of a drawing as lines and curves: what the `d` of an SVG's path says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a path: its corners, with the two control points before each where it is `curved`."""

    start: Point
    points: tuple[Point, ...]
    curved: bool = False


@dataclass(slots=True)
class Figure:
    """A closed or open run of stretches."""

    parts: list[Stretch]
    closed: bool = False


_TOKEN = re.compile(r"([MmLlHhVvCcSsQqZz])|(-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?)|[ ,\n]+|(.)")
_TAKES = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "z": 0}


def figures(path: str) -> Iterator[Figure]:
    """The figures that the `d` of a path draws."""
    x, y = 0.0, 0.0
    open_: Figure | None = None
    for command, numbers in _commands(path):
        here, small = (x, y), command.lower()
        if small == "m":
            if open_ and open_.parts:
                yield open_
            x, y = _moved(here, command, numbers)
            open_ = Figure([])
        elif open_ is None:
            raise ValueError("a path starts with M")
        elif small == "z":
            x, y = open_.parts[0].start if open_.parts else here
            yield Figure(open_.parts, True)
            open_ = Figure([])
        else:
            line = _stretch(here, command, numbers, open_.parts[-1] if open_.parts else None)
            open_.parts.append(line)
            x, y = line.points[-1]
    if open_ and open_.parts:
        yield open_


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with its numbers; a repeated one is written once in a path."""
    command, numbers = "", list[float]()
    for letter, number, stray in _TOKEN.findall(path):
        if stray:
            raise ValueError(f"no picture for {stray!r} in a path")
        if letter:
            command, numbers = letter, []
        elif number:
            numbers.append(float(number))
        if command and (letter or number) and len(numbers) == _TAKES[command.lower()]:
            yield command, numbers
            # Further numbers after a move are lines.
            command, numbers = {"M": "L", "m": "l"}.get(command, command), []


def _moved(here: Point, command: str, numbers: list[float]) -> Point:
    x, y = numbers[-2:]
    return (here[0] + x, here[1] + y) if command.islower() else (x, y)


def _stretch(here: Point, command: str, numbers: list[float], last: Stretch | None) -> Stretch:
    small = command.lower()
    dx, dy = here if command.islower() else (0.0, 0.0)
    if small == "h":
        return Stretch(here, ((numbers[0] + dx, here[1]),))
    if small == "v":
        return Stretch(here, ((here[0], numbers[0] + dy),))
    points = [(x + dx, y + dy) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
    if small == "l":
        return Stretch(here, tuple(points))
    if small == "s":
        was = last.points[-2] if last is not None and last.curved else here
        points.insert(0, (2 * here[0] - was[0], 2 * here[1] - was[1]))
    if small == "q":
        (x, y), end = points
        points = [_third(here, (x, y)), _third(end, (x, y)), end]
    return Stretch(here, tuple(points), True)


def _third(start: Point, control: Point) -> Point:
    """A control point of the cubic curve that a quadratic one is."""
    return start[0] + (control[0] - start[0]) * 2 / 3, start[1] + (control[1] - start[1]) * 2 / 3
