"""Audits made in a test: of a spec's text, or of the business under tests/data/kitchens, which makes most of the mistakes."""

from __future__ import annotations

from pathlib import Path

from compiling import program_of

from pipelang.counts import Counts, read_counts
from pipelang.diagnostics import Diagnostic, Problems
from pipelang.model import Program
from pipelang.report.audit.contents import Audit, Subject
from pipelang.rules.engine import RuleSettings
from pipelang.rules.verdict import judge
from pipelang.source import Source
from pipelang.words import Locale

KITCHENS = Path(__file__).parent / "data" / "kitchens"


def kitchens() -> str:
    return (KITCHENS / "main.pipe").read_text("utf-8")


def audit(spec: str | Program, locale: Locale | None = None, counted: Counts | None = None) -> Audit:
    about = program_of(spec) if isinstance(spec, str) else spec
    verdict = judge(about, RuleSettings())
    counted = counted or Counts()
    return Audit(Subject(about, verdict, counted.pipelines, counted.period), locale)


def counts(text: str, spec: str) -> tuple[Counts, list[Diagnostic]]:
    """What is read of a file with counts for a spec, and what is wrong with it."""
    problems = Problems()
    return read_counts(Source("counts.toml", text), program_of(spec), problems), problems
