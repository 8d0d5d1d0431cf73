"""The same change in many places is one change: told once where it comes from, with the places it reaches.

It comes from one line (a template, `every stage`, a parent pipeline, a library) when all places were written by that line; or
it is one setting that was given the same new value in several places of the board.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pipelang.compare.changes import Change
from pipelang.compare.keys import LABELS, key, meaning_address
from pipelang.compare.shape import content
from pipelang.model import Place
from pipelang.source import Span


@dataclass(frozen=True, slots=True)
class Gathered:
    """One change with all its places, in the order of the program. `keys` names each; `first` stands for all."""

    changes: tuple[Change, ...]
    keys: tuple[str, ...]

    @property
    def first(self) -> Change:
        return self.changes[0]

    @property
    def key(self) -> str:
        return self.keys[0]


def gather(changes: Iterable[Change], names: Iterable[str]) -> list[Gathered]:
    """Changes with their keys, those that are the same joined at the first of them."""
    groups: dict[object, list[tuple[Change, str]]] = {}
    for change, name in zip(changes, names, strict=True):
        groups.setdefault(_sameness(change), []).append((change, name))
    return [Gathered(tuple(c for c, _ in group), tuple(n for _, n in group)) for group in groups.values()]


def _sameness(change: Change) -> object:
    node = change.node
    if isinstance(node, Place) and change.attribute:
        return change.attribute, type(node), content(change.before), content(change.after), _named_alike(change)
    lines = tuple(_written(side.at) if side is not None else None for side in (change.old, change.new))
    what = LABELS[change.kind](node) if change.kind in LABELS else getattr(node, "id", meaning_address(node, ()))
    return change.verb, change.kind, change.attribute, lines, what


def _named_alike(change: Change) -> Any:
    """Names and the like belong to one place: the same new name in two places is a coincidence."""
    return key(change) if change.attribute in ("id", "name", "was", "key") and not change.at.via else ""


def _written(span: Span) -> tuple[str, int, int]:
    return span.source.path, span.start, span.end
