"""Small believable companies that each make one mistake of the articles, get exactly that finding, and are clean when mended."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipelang.cli import commands

MISTAKES = Path(__file__).parent / "mistakes"
CASES = sorted(path for path in MISTAKES.iterdir() if path.is_dir())

#: Mistakes 1–14 of the article on the fourteen; 12 («думать, что воронка идеальна») no tool can find.
FOURTEEN = {
    1: "R201", 2: "R202", 3: "R205", 4: "R208", 5: "R209", 6: "R402", 7: "R211", 8: "R101", 9: "R301", 10: "R108", 11: "R110",
    13: "R103", 14: "R204",
}  # fmt: skip
#: What else the articles warn of: going back and «Договор» (000), the sump and its way out (001), leads (002), the monster (004).
BESIDE = {"R105", "R102", "R104", "R302", "R303", "R206", "R109", "R106"}


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.delenv("PIPELANG_LANG", raising=False)
    return CliRunner()


def printed(check: CliRunner, case: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    """Exit code and report of `pipelang check --profile strict`, in the language of the company."""
    monkeypatch.chdir(case)
    locale = "en" if "locale   en" in (case / name).read_text(encoding="utf-8") else "ru"
    result = check.invoke(commands, ["check", "--profile", "strict", "--lang", locale, name])
    return result.exit_code, result.stdout


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_mistake_gets_exactly_this_report(case: Path, check: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = (case / "expected.txt").read_text(encoding="utf-8")
    _, report = printed(check, case, "bad.pipe", monkeypatch)
    assert report == expected
    assert len(re.findall(r"^\S+\[\w+\]: ", report, re.MULTILINE)) == 1, "one mistake, one finding"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_mended_it_is_clean(case: Path, check: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    code, report = printed(check, case, "good.pipe", monkeypatch)
    assert (code, len(report.splitlines())) == (0, 1), report
    assert "allow " not in (case / "good.pipe").read_text(encoding="utf-8")


def test_the_specs_are_formatted(check: CliRunner) -> None:
    assert check.invoke(commands, ["fmt", "--check", str(MISTAKES)]).exit_code == 0


def test_every_mistake_of_the_articles_has_its_company() -> None:
    found = {case.name: (case / "expected.txt").read_text(encoding="utf-8") for case in CASES}
    codes = {code for text in found.values() for code in re.findall(r"\[(R\d+)\]", text)}
    assert {*FOURTEEN.values(), *BESIDE} <= codes


def test_the_list_names_all_of_them() -> None:
    listed = re.findall(r"\]\((\w+)/?\)", (MISTAKES / "README.md").read_text(encoding="utf-8"))
    assert sorted(listed) == [case.name for case in CASES]
