"""The file of counts: what is read, and what is said when it cannot be right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from auditing import KITCHENS, counts, kitchens

from pipelang.report.audit.conversion import Deals
from pipelang.report.wording import word

ROOT = Path(__file__).parents[1]
SPEC = """\
crm "Окна"
pipeline sales "Продажи" {
  kind sales
  stage request "Заявка получена"
  stage offer "КП отправлено"
  won "Оплата получена"
  lost "Отказ" { reason price "Дорого" }
}
"""
GOOD = """\
sales.request = { entered = 10, stands = 2, lost = 3 }
sales.offer = { entered = 4, stands = 1, lost = 2 }
sales.won = 2
"""


def test_dotted_lines_and_tables_mean_the_same() -> None:
    dotted, problems = counts(GOOD, SPEC)
    assert problems == []
    tables = "[sales]\nwon = 2\n" + GOOD.replace("sales.", "").replace("won = 2\n", "")
    assert counts(tables, SPEC) == (dotted, [])
    assert dotted.pipelines["sales"].stages["pipeline.sales.stage.offer"] == Deals(4, 1, 2)
    assert dotted.pipelines["sales"].won == 2


def test_the_period_is_kept() -> None:
    found, problems = counts((KITCHENS / "counts.toml").read_text("utf-8"), kitchens())
    assert problems == [] and found.period == "январь — март 2026"


@pytest.mark.parametrize(
    ("text", "code", "line", "said"),
    [
        ("sales = [", "C141", 1, "TOML"),
        (GOOD.replace("sales.offer", "sales.ofer"), "C142", 2, "sales.offer"),
        (GOOD + "[sale]\nwon = 1\n", "C142", 4, "`sales`"),
        (GOOD.replace("lost = 2", "lots = 2"), "C143", 2, "`lost`"),
        (GOOD.replace("entered = 4", "entered = -4"), "C144", 2, "-4"),
        (GOOD.replace("stands = 1", "stands = 1.5"), "C144", 2, "1.5"),
        (GOOD.replace("stands = 1", "stands = true"), "C144", 2, "true"),
        (GOOD.replace("won = 2", 'won = "много"'), "C144", 3, "много"),
        (GOOD.replace("entered = 10", f"entered = {10**30}"), "C144", 1, "10"),
        (GOOD.replace("sales.won = 2\n", ""), "C145", 1, "`won`"),
        (GOOD.replace(", lost = 2", ""), "C145", 2, "`lost`"),
        ("sales.won = 2\n", "C145", 1, "`request`"),
        (GOOD.replace("entered = 4", "entered = 2"), "C146", 2, "3"),
        (GOOD.replace("entered = 4", "entered = 40"), "C147", 2, "40"),
        (re.sub("[0-9]+", "0", GOOD), "C148", 1, "sales"),
        ("period = 2026\n" + GOOD, "C103", 1, "period"),
        ("sales = 5\n", "C103", 1, "sales"),
        (GOOD.replace("{ entered = 4, stands = 1, lost = 2 }", "7"), "C103", 2, "sales.offer"),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_said_with_its_place(text: str, code: str, line: int, said: str) -> None:
    found, problems = counts(text, SPEC)
    assert found.pipelines == {} or code == "C103" or "[sale]" in text
    (first,) = [problem for problem in problems if problem.code == code][:1]
    assert first.span is not None and first.span.line == line
    for locale in ("en", "ru"):
        worded = word(first, locale)
        assert said in f"{worded.message} {worded.hint}"
        assert "‹" not in f"{worded.message} {worded.why} {worded.hint}"


@pytest.mark.parametrize("page", ["docs/audit.md", "docs/ru/audit.md"])
def test_the_documentation_shows_counts_that_can_be_read(page: str) -> None:
    (block,) = re.findall(r"```toml\n(.*?)```", (ROOT / page).read_text("utf-8"), re.DOTALL)
    spec = SPEC.replace("  won", '  stage parking "Отстойник"\n  won')
    found, problems = counts(block, spec)
    assert problems == [] and found.pipelines["sales"].total == 412 and found.period


def test_a_later_stage_may_have_seen_more_deals_than_an_earlier_one() -> None:
    """Deals come in on later stages, and go back."""
    text = GOOD.replace("entered = 10", "entered = 5").replace("entered = 4", "entered = 9")
    assert counts(text, SPEC)[1] == []


def test_what_is_missing_is_told_once_and_a_misspelt_stage_is_not_missing() -> None:
    found, problems = counts("sales.requst = { entered = 10, stands = 2, lost = 3 }\n", SPEC)
    assert found.pipelines == {}
    assert [(problem.code, problem.params.get("keys")) for problem in problems] == [
        ("C142", None),
        ("C145", "`offer`, `won`"),
    ]
