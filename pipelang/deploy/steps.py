"""The order of a checklist: a person walks each screen of the CRM once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from pipelang.deploy.resources import Screen, Step


class Numbered(NamedTuple):
    """A step with its number in the whole checklist."""

    number: int
    step: Step


@dataclass(frozen=True, slots=True)
class Group:
    """Steps about one thing of a screen (a pipeline, then a stage)."""

    path: tuple[str, ...]
    steps: tuple[Numbered, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """All steps of one screen."""

    screen: Screen
    groups: tuple[Group, ...]


def sections(steps: Iterable[Step], screens: Iterable[Screen]) -> tuple[Section, ...]:
    """Steps by screen, in the order of `screens`; within a screen by group, in the order in which groups first come up.

    Numbers run from 1 through the whole. A screen that the table lacks comes last and goes by its key.
    """
    known = {screen.key: screen for screen in screens}
    order = {key: number for number, key in enumerate(known)}
    by_screen: dict[str, list[Step]] = {}
    for step in steps:
        by_screen.setdefault(step.screen, []).append(step)
    keys = sorted(by_screen, key=lambda key: order.get(key, len(order)))
    ordered = [step for key in keys for step in _by_group(by_screen[key])]
    numbered = [Numbered(number, step) for number, step in enumerate(ordered, 1)]
    return tuple(
        Section(known.get(key) or Screen(key, {}, {}), _groups(items))
        for key, items in groupby(numbered, key=lambda item: item.step.screen)
    )


def numbered(found: Iterable[Section]) -> Iterator[Numbered]:
    for section in found:
        for group in section.groups:
            yield from group.steps


def _by_group(steps: list[Step]) -> list[Step]:
    """Brings the steps of a group together; a group stands before the groups inside it."""
    first: dict[tuple[str, ...], int] = {}
    for number, step in enumerate(steps):
        for size in range(len(step.group) + 1):
            first.setdefault(step.group[:size], number)
    return sorted(steps, key=lambda step: [first[step.group[:size]] for size in range(len(step.group) + 1)])


def _groups(steps: Iterable[Numbered]) -> tuple[Group, ...]:
    return tuple(Group(path, tuple(items)) for path, items in groupby(steps, key=lambda item: item.step.group))
