"""The problems of a run as they are shown: each once, sorted, with the names of files as the reader knows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace

from pipelang.diagnostics import Diagnostic, Edit, Severity
from pipelang.messages import Locale
from pipelang.records import record
from pipelang.report.hiding import hide
from pipelang.report.wording import find_entry, plural
from pipelang.secrets import BLOT, secrets, secrets_of
from pipelang.source import Source, Span


@record
class Findings:
    """Problems by file and position. `files` is how many were looked at, `paths` how a source is called where its own
    name would mislead (seen from another directory). `repeats`, beside each problem: in how many more expansions of a
    template or of inheritance it was met. `secrets`: places that no report may quote; `given`: secrets that stand in no
    file (a parameter of the command line)."""

    problems: tuple[Diagnostic, ...]
    repeats: tuple[int, ...]
    files: int = 0
    paths: Mapping[Source, str] = field(default_factory=dict)
    secrets: tuple[Span, ...] = ()
    given: frozenset[str] = frozenset()

    def path(self, span: Span) -> str:
        return self.paths.get(span.source, span.source.path)

    def line(self, source: Source, number: int) -> str:
        """A line of a source as it may be shown: as long as it is, what is secret in it blotted out."""
        text = source.line(number)
        for secret in self.secrets:
            if self.path(secret) == self.paths.get(source, source.path):
                text = _blotted(text, source, number, secret)
        return text

    def hide(self, text: str) -> str:
        """A finished report without the secrets that other findings may have quoted."""
        return hide(text, {*(secret.text for secret in self.secrets), *self.given})

    def count(self, severity: Severity) -> int:
        return sum(severity_of(problem) == severity for problem in self.problems)


def gather(problems: Iterable[Diagnostic], files: int = 0, paths: Mapping[Source, str] | None = None) -> Findings:
    """The findings of a run: sorted, and one for all problems that say the same of the same place."""
    names = paths or {}
    first: dict[tuple[object, ...], Diagnostic] = {}
    ways: dict[tuple[object, ...], set[Span | None]] = {}
    for problem in problems:
        key = _identity(problem, names)
        first.setdefault(key, problem)
        ways.setdefault(key, set()).add(problem.span.via if problem.span else None)
    order = sorted(first)
    told = tuple(_without_leaking_fix(first[key]) for key in order)
    given = frozenset(secret for problem in told for secret in _given(problem))
    return Findings(told, tuple(len(ways[key]) - 1 for key in order), files, names, tuple(_secrets(told)), given)


def _secrets(problems: tuple[Diagnostic, ...]) -> Iterator[Span]:
    """Everything secret in the files that a report may quote. Whether the rules were asked does not matter."""
    yield from (problem.span for problem in problems if problem.secret and problem.span)
    for source in dict.fromkeys(span.source for problem in problems for span in _spans(problem)):
        yield from (Span(source, secret.start, secret.end) for secret in secrets_of(source))


def _without_leaking_fix(problem: Diagnostic) -> Diagnostic:
    """A fix that writes a secret anew is left out: shown it must not be, and with blots nobody could apply it."""
    if problem.fix is None or not any(edit.text and _leaks(edit) for edit in problem.fix.edits):
        return problem
    return replace(problem, fix=None)


def _leaks(edit: Edit) -> bool:
    source = edit.span.source
    known = (source.text[secret.start : secret.end] for secret in secrets_of(source))
    return bool(secrets(edit.text)) or any(secret in edit.text for secret in known)


def _spans(problem: Diagnostic) -> Iterator[Span]:
    """Every place that a problem names, and the ways that led there."""
    edits = problem.fix.edits if problem.fix else ()
    for start in (problem.span, *(label.span for label in problem.labels), *(edit.span for edit in edits)):
        span = start
        while span is not None:
            yield span
            span = span.via


def _given(problem: Diagnostic) -> list[str]:
    """Secrets among the particulars that came from outside; what stands in a file was judged there.

    A name before a value (`hook_token`, `Zx81Cv72`) says what the value is.
    """
    said = " ".join(value for _, value in sorted(problem.params.items()) if isinstance(value, str))
    found = [said[secret.start : secret.end] for secret in secrets(said)]
    texts = [span.source.text for span in _spans(problem)] if found else []
    return [secret for secret in found if not any(secret in text for text in texts)]


def _blotted(line: str, source: Source, number: int, secret: Span) -> str:
    """The line without its part of a secret, which may run over several."""
    (first, start), (last, end) = source.position(secret.start), source.position(secret.end)
    if not first <= number <= last:
        return line
    low, high = (start - 1 if number == first else 0), (end - 1 if number == last else len(line))
    return line[:low] + BLOT * (high - low) + line[high:]


def severity_of(problem: Diagnostic) -> Severity:
    return problem.severity or find_entry(problem.code).severity


_NOUNS: dict[Locale, dict[str, tuple[str, ...]]] = {
    "en": {
        "error": ("error", "errors"),
        "warning": ("warning", "warnings"),
        "info": ("note", "notes"),
        "file": ("file", "files"),
    },
    "ru": {
        "error": ("ошибка", "ошибки", "ошибок"),
        "warning": ("предупреждение", "предупреждения", "предупреждений"),
        "info": ("замечание", "замечания", "замечаний"),
        "file": ("файле", "файлах", "файлах"),
    },
}

_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


def summary(findings: Findings, locale: Locale) -> str:
    """«2 errors, 1 warning in 3 files»; with nothing found «no problems in 3 files»."""
    nouns = _NOUNS[locale]
    counts = [(findings.count(severity), nouns[severity]) for severity in _SEVERITIES]
    said = ", ".join(f"{count} {plural(count, forms)}" for count, forms in counts if count)
    if not said:
        said = "ошибок нет" if locale == "ru" else "no problems"
    if not findings.files:
        return said
    where = "в" if locale == "ru" else "in"
    return f"{said} {where} {findings.files} {plural(findings.files, nouns['file'])}"


def _identity(problem: Diagnostic, paths: Mapping[Source, str]) -> tuple[object, ...]:
    """What makes two problems the same, in the order of the report. The way it was brought there (`via`) does not count."""
    span = problem.span
    place = (paths.get(span.source, span.source.path), span.start, span.end) if span else (problem.path or "", -1, -1)
    params = tuple(sorted((name, str(value)) for name, value in problem.params.items()))
    return (*place, problem.code, params)
