"""Diagnostics as GitHub's workflow commands, which show them at their lines of a pull request."""

from __future__ import annotations

from pipelang.diagnostics import Diagnostic, Severity
from pipelang.messages import Locale
from pipelang.report.diagnostics.findings import Findings
from pipelang.report.screen import visible
from pipelang.report.wording import word

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


def render(findings: Findings, locale: Locale) -> str:
    """One command a line; nothing at all when nothing was found."""
    return findings.hide("".join(_command(findings, problem, locale) + "\n" for problem in findings.problems))


def _command(findings: Findings, problem: Diagnostic, locale: Locale) -> str:
    words = word(problem, locale)
    properties = {**_place(findings, problem), "title": words.code}
    said = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    text = "\n".join(visible(part) for part in (words.message, words.why, words.hint) if part)
    return f"::{_COMMANDS[words.severity]} {said}::{_data(text)}"


def _place(findings: Findings, problem: Diagnostic) -> dict[str, str | int]:
    span = problem.span
    if span is None:
        return {"file": problem.path} if problem.path else {}
    (line, column), (last, end) = span.source.position(span.start), span.source.position(span.end)
    if last != line:  # GitHub refuses columns of a stretch of several lines
        return {"file": findings.path(span), "line": line, "endLine": last}
    return {"file": findings.path(span), "line": line, "endLine": last, "col": column, "endColumn": end}


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
