"""A whole program's changes with all that can be said of them: what reports are written from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pipelang.compare.changes import LEVELS, Change, Comparison, Level
from pipelang.compare.compare import compare
from pipelang.compare.crm import CrmFact, consequences
from pipelang.compare.felt import Felt, felt
from pipelang.compare.gathering import Gathered, gather
from pipelang.compare.keys import keys
from pipelang.compare.reach import Reach, Reaches
from pipelang.model import Program
from pipelang.source import Source, Span


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One change, gathered, with who feels it. `facts` are of the chosen CRMs, by the target's title."""

    gathered: Gathered
    felt: tuple[Felt, ...]
    facts: tuple[tuple[str, CrmFact], ...]
    reach: tuple[Reach, ...]
    level: Level

    @property
    def change(self) -> Change:
        return self.gathered.first

    @property
    def changes(self) -> tuple[Change, ...]:
        return self.gathered.changes

    @property
    def key(self) -> str:
        return self.gathered.key


@dataclass(frozen=True, slots=True)
class Review:
    """What has changed in one program, or that it has come or gone as a whole.

    `file` and `old_file` are its entry as it is shown at both sides, "" where it is not there. `old` has the ids of `new`.
    `approved`: key of a change → the reason why it is intended. `paths`: how sources are called where their own name misleads.
    """

    file: str
    old_file: str
    old: Program | None
    new: Program | None
    changes: tuple[Reviewed, ...] = ()
    approved: Mapping[str, str] = field(default_factory=dict)
    paths: Mapping[Source, str] = field(default_factory=dict)

    @property
    def program(self) -> Program:
        """The program as it is now; of one that is gone as it was."""
        found = self.new or self.old
        assert found is not None
        return found

    @property
    def whole(self) -> Literal["added", "removed", ""]:
        """Whether the whole program has come or gone."""
        return "added" if self.old is None else "removed" if self.new is None else ""

    def reason(self, change: Reviewed) -> str:
        """Why a change is intended, "" where it is not approved: every one of its places has to be."""
        if not all(key in self.approved for key in change.gathered.keys):
            return ""
        return self.approved[change.key]

    def count(self, level: Level) -> int:
        return sum(change.level == level for change in self.changes) + (level == self.whole_level)

    def open(self, level: Level) -> int:
        """How many changes of that class nobody has approved."""
        open_ = sum(change.level == level and not self.reason(change) for change in self.changes)
        return open_ + (level == self.whole_level and self.whole_key not in self.approved)

    @property
    def whole_level(self) -> Level | None:
        return "attention" if self.whole else None

    @property
    def whole_key(self) -> str:
        """The name that the coming or going of the whole program is approved by."""
        return f"{self.whole} program"

    @property
    def keys(self) -> tuple[str, ...]:
        """The names of all changes."""
        if self.whole:
            return (self.whole_key,)
        return tuple(key for change in self.changes for key in change.gathered.keys)

    def place(self, span: Span) -> str:
        """`main:sales.pipe:41`."""
        return f"{self.paths.get(span.source, span.source.path)}:{span.line}"


def reviewed(
    old: Program | None,
    new: Program | None,
    targets: Callable[[], Iterable[Any]],
    files: tuple[str, str],
    paths: Mapping[Source, str],
) -> Review:
    """The review of a program. `files` are its entry at the old and the new side; `targets` gives the chosen CRMs, and is only
    called when something has changed."""
    if old is None or new is None:
        return Review(files[1], files[0], old, new, paths=paths)
    comparison = compare(old, new)
    changes = review(comparison, targets()) if comparison.changes else ()
    return Review(files[1], files[0], comparison.old, new, changes, paths=paths)


def review(comparison: Comparison, targets: Iterable[Any]) -> tuple[Reviewed, ...]:
    """Gathered changes in the order of the program, with what the chosen CRMs do about them."""
    chosen = list(targets)
    reaches = Reaches(comparison)
    names = keys(comparison.changes)
    return tuple(_reviewed(found, reaches, chosen) for found in gather(comparison.changes, names))


def _reviewed(found: Gathered, reaches: Reaches, targets: list[Any]) -> Reviewed:
    felts = tuple(dict.fromkeys(item for change in found.changes for item in felt(change)))
    facts = tuple(
        dict.fromkeys(
            (target.title, fact)
            for target in targets
            for change in found.changes
            for fact in consequences(target, change)
        )
    )
    level = worst([*(item.level for item in felts), *(fact.level for _, fact in facts)])
    return Reviewed(found, felts, facts, reaches.of(found.changes), level)


def worst(levels: Iterable[Level]) -> Level:
    return max(levels, key=LEVELS.index, default="safe")
