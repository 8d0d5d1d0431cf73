"""Diagnostics as a Code Quality report of GitLab, which shows them at their lines of a merge request.

Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256
from typing import Any

from pipelang.diagnostics import Diagnostic, Severity
from pipelang.messages import Locale
from pipelang.report.diagnostics.findings import Findings
from pipelang.report.screen import visible
from pipelang.report.wording import word

_SEVERITIES: dict[Severity, str] = {"error": "critical", "warning": "minor", "info": "info"}


def render(findings: Findings, locale: Locale) -> str:
    """A JSON array, empty for a clean run. A report of before and one of after are compared by the fingerprints."""
    met: Counter[tuple[str, ...]] = Counter()
    rows = [_violation(findings, problem, locale, met) for problem in findings.problems]
    return findings.hide(json.dumps(rows, ensure_ascii=False, indent=1)) + "\n"


def _violation(
    findings: Findings, problem: Diagnostic, locale: Locale, met: Counter[tuple[str, ...]]
) -> dict[str, Any]:
    words, span = word(problem, locale), problem.span
    return {
        "description": "; ".join(visible(part) for part in (words.message, words.hint) if part) or problem.code,
        "check_name": problem.code,
        "fingerprint": _fingerprint(findings, problem, met),
        "severity": _SEVERITIES[words.severity],
        "location": {"path": _path(findings, problem), "lines": {"begin": span.line if span else 1}},
    }


def _path(findings: Findings, problem: Diagnostic) -> str:
    return findings.path(problem.span) if problem.span else problem.path or "."


def _fingerprint(findings: Findings, problem: Diagnostic, met: Counter[tuple[str, ...]]) -> str:
    """Tells a problem by its line's words and not by its number, so that lines may come and go above it.

    Those that nothing else tells apart are counted.
    """
    span = problem.span
    line = findings.line(span.source, span.line).strip() if span else ""
    key = (problem.code, _path(findings, problem), line)
    met[key] += 1
    return sha256("\0".join((*key, str(met[key]))).encode()).hexdigest()[:32]
