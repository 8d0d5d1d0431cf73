"""Diagnostics as SARIF 2.1.0, the interchange format of code scanning."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from pipelang import __version__
from pipelang.diagnostics import Diagnostic, Edit, Severity
from pipelang.messages import Locale
from pipelang.report.diagnostics.findings import Findings
from pipelang.report.wording import find_entry, fix_words, label_words, template_words, word
from pipelang.source import Span

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}


def render(findings: Findings, locale: Locale) -> str:
    codes = sorted({problem.code for problem in findings.problems})
    run = {
        "tool": {
            "driver": {"name": "pipelang", "version": __version__, "rules": [_rule(code, locale) for code in codes]}
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(findings, problem, codes.index(problem.code), locale) for problem in findings.problems],
    }
    log = json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)
    return findings.hide(log) + "\n"


def _rule(code: str, locale: Locale) -> dict[str, Any]:
    known = find_entry(code)
    words = known.ru if locale == "ru" else known.en
    short = template_words(words.message, locale) or code
    return {
        "id": code,
        "name": known.name,
        "shortDescription": {"text": short},
        "fullDescription": {"text": template_words(words.why, locale) or short},
        "help": {"text": template_words(words.hint, locale) or f"pipelang explain {code}"},
        "defaultConfiguration": {"level": _LEVELS[known.severity]},
    }


def _result(findings: Findings, problem: Diagnostic, rule: int, locale: Locale) -> dict[str, Any]:
    words = word(problem, locale)
    text = "\n".join(part for part in (words.message, words.hint) if part)
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": _LEVELS[words.severity],
        "message": {"text": text or problem.code},
    }
    if problem.span is not None:
        result["locations"] = [_location(findings, problem.span)]
    elif problem.path:
        result["locations"] = [{"physicalLocation": {"artifactLocation": {"uri": _uri(problem.path)}}}]
    related = [
        {"id": number, **_location(findings, label.span), "message": {"text": label_words(problem, label.role, locale)}}
        for number, label in enumerate(problem.labels)
    ]
    if related:
        result["relatedLocations"] = related
    if problem.fix is not None:
        said = findings.hide(fix_words(problem.fix, locale))
        result["fixes"] = [{"description": {"text": said}, "artifactChanges": _changes(findings, problem.fix.edits)}]
    return result


def _changes(findings: Findings, edits: tuple[Edit, ...]) -> list[dict[str, Any]]:
    """The edits of a fix, gathered by file."""
    by_file: dict[str, list[dict[str, Any]]] = {}
    for edit in edits:
        replacement = {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}}
        by_file.setdefault(findings.path(edit.span), []).append(replacement)
    return [{"artifactLocation": {"uri": _uri(path)}, "replacements": items} for path, items in by_file.items()]


def _location(findings: Findings, span: Span) -> dict[str, Any]:
    return {
        "physicalLocation": {"artifactLocation": {"uri": _uri(findings.path(span))}, "region": _region(span)},
    }


def _region(span: Span) -> dict[str, int]:
    (line, column), (last, end) = span.source.position(span.start), span.source.position(span.end)
    return {"startLine": line, "startColumn": column, "endLine": last, "endColumn": end}


def _uri(path: str) -> str:
    """A reference from the folder that was checked; of a file on another disk or outside a whole address."""
    if path.startswith("/"):
        return f"file://{quote(path)}"
    return f"file:///{quote(path, safe='/:')}" if path[1:3] == ":/" else quote(path)
