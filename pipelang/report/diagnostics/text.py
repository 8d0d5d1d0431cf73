"""Diagnostics as a person reads them on a terminal: the line, the place under it, why it matters and how to mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from textwrap import wrap

from pipelang.diagnostics import Diagnostic, Severity
from pipelang.messages import COMMON_LABELS, Locale
from pipelang.report.diagnostics.findings import Findings, severity_of, summary
from pipelang.report.screen import visible, width
from pipelang.report.wording import HERE, SEVERITIES, label_words, plural, word
from pipelang.source import Source, Span

#: Styles a piece of text: (text, kind of piece) -> text. The kinds are the keys of `COLOURS`.
Paint = Callable[[str, str], str]

COLOURS: dict[str, dict[str, object]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "info": {"fg": "cyan", "bold": True},
    "head": {"bold": True},
    "gutter": {"fg": "blue", "bold": True},
    "label": {"fg": "blue"},
    "note": {"bold": True},
    "came": {"fg": "green"},
    "gone": {"fg": "red", "strikethrough": True},
}

WIDTH = 100

#: How many steps of a chain of expansions are shown.
_CHAIN = 6

#: How many places of further notes with the same code are named.
_PLACES = 5

_NOTES: dict[Locale, dict[str, str]] = {
    "en": {"why": "why", "help": "help", "more": "the same in {} more {}", "also": "also at", "and": "and {} more"},
    "ru": {"why": "почему", "help": "подсказка", "more": "то же самое ещё в {} {}", "also": "также", "and": "и ещё {}"},
}

_EXPANSIONS: dict[Locale, tuple[str, ...]] = {
    "en": ("expansion", "expansions"),
    "ru": ("развёртывании", "развёртываниях", "развёртываниях"),
}


def plain(text: str, _kind: str) -> str:
    return text


def coloured(text: str, kind: str) -> str:
    from click import style

    return style(text, **COLOURS[kind])  # type: ignore[arg-type]  # the table holds click's own arguments


def render(findings: Findings, locale: Locale, paint: Paint = plain, columns: int = WIDTH) -> str:
    """The whole report, with its summary; ends with a line end. `columns` is the width to keep where that is possible.

    Of notes with the same code the first is shown in full, the others by their places: they are for knowing, not for mending.
    """
    others = _further_notes(findings)
    shortened = {id(problem) for notes in others.values() for problem in notes}
    blocks = [
        _Block(findings, problem, locale, paint, columns).render(repeats, others.get(problem.code, []))
        for problem, repeats in zip(findings.problems, findings.repeats, strict=True)
        if id(problem) not in shortened
    ]
    worst: Severity = next((level for level in ("error", "warning") if findings.count(level)), "info")
    return findings.hide("\n".join([*blocks, paint(summary(findings, locale), worst if blocks else "head"), ""]))


@dataclass(frozen=True, slots=True)
class _Mark:
    """A stretch of one line to underline. Offsets are within the line, from 0."""

    line: int
    start: int
    end: int
    words: str
    main: bool


def _further_notes(findings: Findings) -> dict[str, list[Diagnostic]]:
    """Notes after the first of their code, by code."""
    seen: set[str] = set()
    found: dict[str, list[Diagnostic]] = {}
    for problem in findings.problems:
        if severity_of(problem) != "info":
            continue
        if problem.code in seen:
            found.setdefault(problem.code, []).append(problem)
        seen.add(problem.code)
    return found


def _listed(places: list[str], locale: Locale) -> str:
    """A few places, and how many more there are."""
    shown, rest = places[:_PLACES], len(places) - _PLACES
    return ", ".join(shown) + (f" {_NOTES[locale]['and'].format(rest)}" if rest > 0 else "")


class _Block:
    """The text of one diagnostic."""

    def __init__(self, findings: Findings, problem: Diagnostic, locale: Locale, paint: Paint, columns: int) -> None:
        self.findings = findings
        self.problem = problem
        self.locale = locale
        self.paint = paint
        self.columns = columns
        self.words = word(problem, locale)
        self.places = list(self._places())
        numbers = (span.source.position(span.end)[0] for span, _, _ in self.places)
        self.gutter = len(str(max(numbers, default=1)))

    def render(self, repeats: int, others: list[Diagnostic]) -> str:
        words, locale = self.words, self.locale
        head = f"{SEVERITIES[locale][words.severity]}[{words.code}]"
        lines = [self.paint(head, words.severity) + self.paint(f": {visible(words.message)}", "head")]
        lines += self._snippets() if self.places else self._file()
        lines += self._note(_NOTES[locale]["why"], words.why) + self._note(_NOTES[locale]["help"], words.hint)
        if repeats:
            more = _NOTES[locale]["more"].format(repeats, plural(repeats, _EXPANSIONS[locale]))
            lines += [f"{' ' * self.gutter} {self._bar('=')} {more}"]
        if others and words.severity == "info":
            lines += self._note(_NOTES[locale]["also"], _listed(self._where(others), locale))
        return "\n".join(lines) + "\n"

    def _where(self, problems: list[Diagnostic]) -> list[str]:
        spans = [problem.span for problem in problems if problem.span]
        return list(dict.fromkeys(f"{visible(self.findings.path(span))}:{span.line}" for span in spans))

    def _places(self) -> Iterator[tuple[Span, str, bool]]:
        """Every place with its words: the main one, the second ones, and the way it was brought there."""
        problem, span = self.problem, self.problem.span
        if span is None:
            return
        yield span, label_words(problem, HERE, self.locale), True
        for label in problem.labels:
            yield label.span, label_words(problem, label.role, self.locale), False
        via, steps = span.via, 0
        while via is not None and steps < _CHAIN:
            yield via, COMMON_LABELS[self.locale]["expanded-from"], False
            via, steps = via.via, steps + 1

    def _file(self) -> list[str]:
        return [f"  {self._bar('-->')} {visible(self.problem.path)}"] if self.problem.path else []

    def _snippets(self) -> list[str]:
        """The places, those of one file together; files in the order in which they come up."""
        by_source: dict[Source, list[tuple[Span, str, bool]]] = {}
        for place in self.places:
            by_source.setdefault(place[0].source, []).append(place)
        lines: list[str] = []
        for number, places in enumerate(by_source.values()):
            lines += self._snippet(places, "-->" if number == 0 else ":::")
        return [*lines, f"{' ' * self.gutter} {self._bar('|')}"] if self.words.why or self.words.hint else lines

    def _snippet(self, places: list[tuple[Span, str, bool]], arrow: str) -> list[str]:
        first = places[0][0]
        line, column = first.source.position(first.start)
        where = f"{visible(self.findings.path(first))}:{line}:{column}"
        marks = sorted(
            {mark for place in places for mark in _marks(*place)}, key=lambda m: (m.line, not m.main, m.start)
        )
        lines = [f"{' ' * self.gutter}{self._bar(arrow)} {where}", f"{' ' * self.gutter} {self._bar('|')}"]
        rows = [list(group) for _, group in groupby(marks, key=lambda mark: mark.line)]
        for before, group in pairwise([None, *rows]):
            assert group is not None
            if before and group[0].line > before[0].line + 1:
                lines.append(self._bar("..."))
            lines += self._row(first.source, group)
        return lines

    def _row(self, source: Source, marks: list[_Mark]) -> list[str]:
        """A numbered source line, and below it one line for each of its marks."""
        text = self.findings.line(source, marks[0].line)
        low, high = _window(text, marks[0], max(self.columns - self.gutter - 3, 20))
        lead = "…" if low else ""
        shown = lead + visible(text[low:high]) + ("…" if high < len(text) else "")
        lines = [f"{self._bar(f'{marks[0].line:>{self.gutter}} |')} {shown}".rstrip()]

        def cells(offset: int) -> int:
            return width(lead + visible(text[low : min(max(offset, low), high)]))

        for mark in marks:
            left = cells(mark.start)
            under = ("^" if mark.main else "-") * max(cells(mark.end) - left, 1)
            words = f" {visible(mark.words)}" if mark.words else ""
            kind = self.words.severity if mark.main else "label"
            lines.append(f"{' ' * self.gutter} {self._bar('|')} {' ' * left}{self.paint(under + words, kind)}")
        return lines

    def _note(self, name: str, text: str) -> list[str]:
        if not text:
            return []
        lead = f"{' ' * self.gutter} = "
        size = max(self.columns - len(lead) - len(name) - 2, 30)
        pieces = wrap(visible(text), size, break_long_words=False, break_on_hyphens=False) or [""]
        first = f"{' ' * self.gutter} {self._bar('=')} {self.paint(name, 'note')}: {pieces[0]}"
        return [first, *(" " * (len(lead) + len(name) + 2) + piece for piece in pieces[1:])]

    def _bar(self, text: str) -> str:
        return self.paint(text, "gutter")


def _marks(span: Span, words: str, main: bool) -> Iterator[_Mark]:
    """A span as marks of single lines; of a long one its first and its last line, with the words under the last."""
    source = span.source
    line, column = source.position(span.start)
    last, end = source.position(max(span.end, span.start))
    if last > line and end == 1:  # the line end belongs to the line before
        last, end = last - 1, len(source.line(last - 1)) + 1
    if last == line:
        yield _Mark(line, column - 1, max(end - 1, column), words, main)
        return
    tail = source.line(last)
    yield _Mark(line, column - 1, len(source.line(line)), "", main)
    yield _Mark(last, len(tail) - len(tail.lstrip()), end - 1, words, main)


def _window(text: str, mark: _Mark, room: int) -> tuple[int, int]:
    """The part of a line to show: all of it where it fits in `room` cells, else what stands around the mark."""
    if len(text) <= room * 2 and width(visible(text)) <= room:
        return 0, len(text)
    low = high = max(0, min(mark.start, len(text)) - room // 3)
    used = 0
    while high < len(text) and used < room - 2:
        used += width(visible(text[high]))
        high += 1
    return low, high
