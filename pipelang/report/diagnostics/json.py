"""Diagnostics as JSON, for editors and scripts. The shape is published: docs/schema/diagnostics.schema.json.

Lines and columns count from 1 and in Unicode characters, offsets from 0; ranges do not include their end.
"""

from __future__ import annotations

import json
from typing import Any

from pipelang.diagnostics import Diagnostic, Kind
from pipelang.messages import Locale
from pipelang.report.diagnostics.findings import Findings
from pipelang.report.wording import label_words, word
from pipelang.source import Span

VERSION = 1


def render(findings: Findings, locale: Locale) -> str:
    """The report, one diagnostic on a line."""
    counts = {
        "errors": findings.count("error"),
        "warnings": findings.count("warning"),
        "infos": findings.count("info"),
        "files": findings.files,
    }
    rows = findings.hide(",\n    ".join(_line(_diagnostic(findings, problem, locale)) for problem in findings.problems))
    listed = f"[\n    {rows}\n  ]" if rows else "[]"
    return f'{{\n  "version": {VERSION},\n  "summary": {_line(counts)},\n  "diagnostics": {listed}\n}}\n'


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _diagnostic(findings: Findings, problem: Diagnostic, locale: Locale) -> dict[str, Any]:
    words, span = word(problem, locale), problem.span
    return {
        "code": words.code,
        "name": words.name,
        "severity": words.severity,
        "message": words.message,
        "why": words.why or None,
        "hint": words.hint or None,
        "file": findings.path(span) if span else problem.path,
        "range": _range(span) if span else None,
        "labels": [
            {"message": label_words(problem, label.role, locale), **_place(findings, label.span)}
            for label in problem.labels
        ],
        "expanded_from": [_place(findings, via) for via in _chain(span)],
        "fix": _fix(findings, problem),
        "params": {
            name: str(value) if isinstance(value, Kind) else value for name, value in sorted(problem.params.items())
        },
    }


def _fix(findings: Findings, problem: Diagnostic) -> dict[str, Any] | None:
    if problem.fix is None:
        return None
    edits = [{**_place(findings, edit.span), "text": edit.text} for edit in problem.fix.edits]
    return {"safe": problem.fix.safe, "edits": edits}


def _chain(span: Span | None) -> list[Span]:
    chain: list[Span] = []
    while span is not None and span.via is not None:
        span = span.via
        chain.append(span)
    return chain


def _place(findings: Findings, span: Span) -> dict[str, Any]:
    return {"file": findings.path(span), "range": _range(span)}


def _range(span: Span) -> dict[str, Any]:
    return {"start": _position(span, span.start), "end": _position(span, span.end)}


def _position(span: Span, offset: int) -> dict[str, int]:
    line, column = span.source.position(offset)
    return {"line": line, "column": column, "offset": offset}
