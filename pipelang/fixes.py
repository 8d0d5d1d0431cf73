"""Applying fixes: from what a check found to new texts. Pure: the shell looks at programs and writes files.

Fixes are applied in rounds, for those that overlap must wait for one another. After each round everything is looked at again, and
a fix that brings an error which was not there before is taken back. The last round is always one in which nothing could be
kept, or nothing was left to do: so a second run finds the same and changes nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, product
from typing import NamedTuple

from pipelang.compile import is_error
from pipelang.diagnostics import Diagnostic, Fix
from pipelang.records import record
from pipelang.source import Source

#: More rounds than any chain of fixes needs; a guard against one that feeds on its own text.
ROUNDS = 100

_BOM = "\ufeff"


@record
class Checked:
    """One program as a look found it.

    `sound`: the compiler has no error in it. `asked`: it was held against the rules, so that their silence means something.
    `files`: what those of its sources are called that may be changed; one file has one name in all programs.
    """

    name: str
    sound: bool
    asked: bool
    problems: Sequence[Diagnostic]
    files: Mapping[Source, str]


#: Checks all programs as though these files (name -> text) had other contents than they have.
Look = Callable[[Mapping[str, str]], Sequence[Checked]]


class Change(NamedTuple):
    """An edit of a file; offsets as in Source."""

    file: str
    start: int
    end: int
    text: str


@record
class Offer:
    """A fix, and the problems that it mends: the same one may be met in several programs and expansions."""

    changes: tuple[Change, ...]
    problems: tuple[Diagnostic, ...]


@record
class Mended:
    """`texts`: the files that have changed, with their new texts. `fixed`: how many problems were mended.

    `refused`: problems whose fix would bring a new error. `settled` is False when there was no end to it; then nothing changes.
    """

    texts: Mapping[str, str]
    fixed: int
    refused: tuple[Diagnostic, ...] = ()
    settled: bool = True


def mend(look: Look, read: Callable[[str], str], unsafe: bool = False) -> Mended:
    """Apply the safe fixes of all programs, with `unsafe` the others too, until none is left that holds.

    Texts are those of the files as they are, with their byte-order mark and their own line ends; `read` gives the first.
    """
    texts: dict[str, str] = {}
    counts = {_state(texts): 0}
    programs = look(texts)
    for _ in range(ROUNDS):
        fixed = counts[_state(texts)]
        this = _Round(look, read, texts, programs)
        this.run(offers(programs, unsafe))
        if not this.kept:
            return Mended(texts, fixed, tuple(problem for offer in this.refused for problem in offer.problems))
        texts, programs = this.texts, this.programs
        fixed += sum(len(offer.problems) for offer in this.kept)
        if _state(texts) in counts:  # one fix undoes the other: stop where the circle begins
            return Mended(texts, counts[_state(texts)])
        counts[_state(texts)] = fixed
    return Mended({}, 0, settled=False)


def offers(programs: Sequence[Checked], unsafe: bool) -> list[Offer]:
    """The fixes that can be applied, by place.

    What is no mistake for the compiler is mended only where all programs that read the file say the same: an `allow` that one
    of them does not need may be needed by the next.
    """
    found: dict[tuple[Change, ...], list[tuple[Checked, Diagnostic]]] = {}
    for program in programs:
        for problem in program.problems:
            changes = _changes(problem.fix, program.files) if problem.fix and (unsafe or problem.fix.safe) else ()
            if changes:
                found.setdefault(changes, []).append((program, problem))
    readers = [(program, frozenset(program.files.values())) for program in programs if program.asked]
    return [
        Offer(changes, _once(told))
        for changes, told in sorted(found.items())
        if _agreed(changes, [program for program, _ in told], readers)
    ]


def fixable(programs: Sequence[Checked]) -> tuple[int, int]:
    """How many problems have a fix that is safe, and how many one that is not."""
    safe, every = (sum(len(offer.problems) for offer in offers(programs, unsafe)) for unsafe in (False, True))
    return safe, every - safe


def applied(text: str, changes: Iterable[Change]) -> str:
    """The text with changes that do not overlap; what they bring takes the line ends that the text has."""
    ends = _line_ends(text)
    newline = "\r\n" if ends else "\r" if "\r" in text and "\n" not in text else "\n"
    mark = text.startswith(_BOM)
    parts: list[str] = []
    at = 0
    for change in sorted(changes):
        start, end = (offset + mark + bisect_left(ends, offset) for offset in (change.start, change.end))
        parts += (text[at:start], change.text.replace("\n", newline))
        at = end
    return "".join((*parts, text[at:]))


class _Round:
    """Applies as many fixes as hold together, to the texts as the round found them."""

    def __init__(
        self, look: Look, read: Callable[[str], str], texts: Mapping[str, str], programs: Sequence[Checked]
    ) -> None:
        self.look = look
        self.read = read
        self.before = dict(texts)
        self.was = programs
        self.texts: dict[str, str] = dict(texts)
        self.programs = programs
        self.kept: list[Offer] = []
        self.refused: list[Offer] = []

    def run(self, waiting: list[Offer]) -> None:
        """Of those that overlap the first is tried first; the others when it could not be kept."""
        while batch := _apart(waiting, self.kept):
            self._keep(batch)
            tried = {offer.changes for offer in batch}
            waiting = [offer for offer in waiting if offer.changes not in tried]

    def _keep(self, offers: list[Offer]) -> None:
        """Keep what brings no error; halves are tried until those to blame stand alone."""
        changes = [change for offer in (*self.kept, *offers) for change in offer.changes]
        texts = self._with(changes)
        programs = self.look(texts)
        if not _worse(self.was, programs, changes):
            self.kept += offers
            self.texts, self.programs = texts, programs
        elif len(offers) == 1:
            self.refused += offers
        else:
            middle = len(offers) // 2
            self._keep(offers[:middle])
            self._keep(offers[middle:])

    def _with(self, changes: list[Change]) -> dict[str, str]:
        by_file: dict[str, list[Change]] = {}
        for change in changes:
            by_file.setdefault(change.file, []).append(change)
        fresh = {file: applied(self._text(file), items) for file, items in by_file.items()}
        return {file: text for file, text in (self.before | fresh).items() if text != self.read(file)}

    def _text(self, file: str) -> str:
        return self.before[file] if file in self.before else self.read(file)


def _state(texts: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    return frozenset(texts.items())


# ---- which fixes


def _changes(fix: Fix, files: Mapping[Source, str]) -> tuple[Change, ...]:
    """The edits of a fix by file; none when it would reach a file that may not be changed, or change nothing."""
    if any(edit.span.source not in files for edit in fix.edits):
        return ()
    found = {Change(files[edit.span.source], edit.span.start, edit.span.end, edit.text) for edit in fix.edits}
    changes = tuple(sorted(found))
    idle = all(edit.span.text == edit.text for edit in fix.edits)
    return () if idle or any(_overlap(one, other) for one, other in pairwise(changes)) else changes


def _agreed(
    changes: tuple[Change, ...], offering: list[Checked], readers: Sequence[tuple[Checked, frozenset[str]]]
) -> bool:
    if not all(program.sound for program in offering):
        return True
    files, names = {change.file for change in changes}, {program.name for program in offering}
    return all(program.name in names or not files & read for program, read in readers)


def _once(told: list[tuple[Checked, Diagnostic]]) -> tuple[Diagnostic, ...]:
    """The problems, those of other programs and expansions that say the same of the same place left out."""
    found: dict[tuple[str, _Point], Diagnostic] = {}
    for program, problem in told:
        code, (point, *_) = _place(problem, program.files)
        found.setdefault((code, point), problem)
    return tuple(found.values())


def _apart(waiting: list[Offer], kept: list[Offer]) -> list[Offer]:
    """Those that overlap neither what is kept nor one another; the first in the text wins."""
    taken = sorted(change for offer in kept for change in offer.changes)
    found: list[Offer] = []
    for offer in waiting:
        if all(_free(change, taken) for change in offer.changes):
            found.append(offer)
            for change in offer.changes:
                taken.insert(bisect_left(taken, change), change)
    return found


def _free(change: Change, taken: list[Change]) -> bool:
    """`taken` is sorted and its changes do not overlap: only the neighbours need a look."""
    at = bisect_left(taken, change)
    return not any(_overlap(*sorted((change, other))) for other in taken[max(at - 1, 0) : at + 1])


def _overlap(first: Change, second: Change) -> bool:
    """Two changes in order; insertions at one place overlap, for nobody knows which comes first."""
    return first.file == second.file and (second.start < first.end or second.start == first.start)


# ---- what a round did


def _worse(before: Sequence[Checked], after: Sequence[Checked], changes: list[Change]) -> bool:
    """Whether an error is there that was not there before.

    A program that compiles at last is better, whatever the rules say of it: that was true before, and nobody could tell.
    """
    old = {program.name: program for program in before}
    if old.keys() != {program.name for program in after}:
        return True
    moves = _Moves(changes)
    return any(
        _errors(program) - {place for error in _errors(old[program.name]) for place in moves.of(error)}
        for program in after
        if old[program.name].sound or not program.sound
    )


#: File and offset; the offset is -1 where a problem has no place in a text.
_Point = tuple[str, int]

#: What makes a problem the same before and after: its code, where it is, and the ways that brought it there.
_Place = tuple[str, tuple[_Point, ...]]


def _errors(program: Checked) -> set[_Place]:
    return {_place(problem, program.files) for problem in program.problems if is_error(problem)}


def _place(problem: Diagnostic, files: Mapping[Source, str]) -> _Place:
    points: list[_Point] = []
    span = problem.span
    while span is not None:
        points.append((files.get(span.source, span.source.path), span.start))
        span = span.via
    return problem.code, tuple(points) or ((problem.path or "", -1),)


class _Moves:
    """Where places are after changes."""

    def __init__(self, changes: list[Change]) -> None:
        self.by_file: dict[str, list[Change]] = {}
        for change in sorted(changes):
            self.by_file.setdefault(change.file, []).append(change)

    def of(self, place: _Place) -> Iterator[_Place]:
        code, points = place
        yield from ((code, moved) for moved in product(*map(self._point, points)))

    def _point(self, point: _Point) -> set[_Point]:
        """Where a point is now; beside an insertion it may be on either side of it."""
        file, offset = point
        moved = 0
        for change in self.by_file.get(file, ()):
            if change.start >= offset:
                beside = len(change.text) if change.start == change.end == offset else 0
                return {(file, offset + moved), (file, offset + moved + beside)}
            if change.end > offset:
                return {(file, change.start + moved)}
            moved += len(change.text) - (change.end - change.start)
        return {(file, offset + moved)}


def _line_ends(text: str) -> list[int]:
    """The offsets, as Source counts them, of line ends that take two characters."""
    found: list[int] = []
    at = text.find("\r\n")
    while at >= 0:
        found.append(at - len(found) - text.startswith(_BOM))
        at = text.find("\r\n", at + 2)
    return found
