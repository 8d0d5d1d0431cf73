"""The problems of a run as they are shown: each once, sorted, with the names of files as the reader knows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field

from pipelang.diagnostics import Diagnostic, Severity
from pipelang.messages import Locale
from pipelang.records import record
from pipelang.report.wording import find_entry, plural
from pipelang.source import Source, Span

#: Stands for each character of a secret.
BLOT = "•"

#: Shorter ones are hidden where they stand only: elsewhere the same letters may be part of any word.
_TELLING = 6


@record
class Findings:
    """Problems by file and position. `files` is how many were looked at, `paths` how a source is called where its own
    name would mislead (seen from another directory). `repeats`, beside each problem: in how many more expansions of a
    template or of inheritance it was met. `secrets`: places that no report may quote."""

    problems: tuple[Diagnostic, ...]
    repeats: tuple[int, ...]
    files: int = 0
    paths: Mapping[Source, str] = field(default_factory=dict)
    secrets: tuple[Span, ...] = ()

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
        """A finished report without the secrets that other findings may have quoted, as they are or escaped for JSON."""
        lines = {line.strip() for secret in self.secrets for line in secret.text.split("\n")}
        for line in sorted(lines, key=len, reverse=True):
            if len(line) >= _TELLING:
                for written in (line, line.replace("\\", "\\\\").replace('"', '\\"')):
                    text = text.replace(written, BLOT * len(line))
        return text

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
    secrets = tuple(first[key].span for key in order if first[key].secret)
    return Findings(
        tuple(first[key] for key in order),
        tuple(len(ways[key]) - 1 for key in order),
        files,
        names,
        tuple(secret for secret in secrets if secret is not None),
    )


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
