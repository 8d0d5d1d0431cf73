"""Diagnostics for other programs: JSON, GitHub's commands, SARIF."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipelang.diagnostics import Diagnostic, Edit, Fix, Kind, Label
from pipelang.formats import DiagnosticsReport
from pipelang.messages import Entry, Words
from pipelang.report import wording
from pipelang.report.diagnostics import github, sarif
from pipelang.report.diagnostics import json as json_report
from pipelang.report.diagnostics.findings import Findings, gather
from pipelang.source import Source, Span

SOURCE = Source("папка/sales 1.pipe", 'role manager "😀"\nowner mangr\n')
ENTRY = Entry(
    "X101",
    "unknown-thing",
    "warning",
    Words("no {kind}: `{name}`, 100%", "Nobody\nwould answer.", "declare it"),
    Words("нет {kind:gen}"),
)


@pytest.fixture(autouse=True)
def catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "entry", {"X101": ENTRY}.__getitem__)


def problem(start: int = 23, end: int = 28, **more: Any) -> Diagnostic:
    return Diagnostic(
        "X101", Span(SOURCE, start, end, more.pop("via", None)), {"kind": Kind("role"), "name": "mangr"}, **more
    )


def full() -> Findings:
    via = Span(Source("main.pipe", "use base"), 0, 8)
    label = Label(Span(SOURCE, 5, 12), "first-defined")
    fix = Fix((Edit(Span(SOURCE, 23, 28), "manager"),))
    lost = Diagnostic("X101", None, {"kind": Kind("role"), "name": "x"}, path="gone.pipe", severity="error")
    return gather([problem(via=via, labels=(label,), fix=fix), lost], 2)


def test_json_has_the_published_shape() -> None:
    report = DiagnosticsReport.model_validate_json(json_report.render(full(), "en"))
    assert (report.summary.errors, report.summary.warnings, report.summary.files) == (1, 1, 2)
    second = report.diagnostics[1]
    assert second.range is not None and second.fix is not None
    assert (second.range.start.line, second.range.start.column, second.range.start.offset) == (2, 7, 23)
    assert (second.range.end.line, second.range.end.column) == (2, 12)
    assert second.labels[0].message == "first defined here"
    assert second.expanded_from[0].file == "main.pipe"
    assert [edit.text for edit in second.fix.edits] == ["manager"]
    assert second.params == {"kind": "role", "name": "mangr"}


def test_json_of_a_clean_run_is_an_empty_list() -> None:
    assert json.loads(json_report.render(gather([], 3), "en"))["diagnostics"] == []


def test_json_speaks_the_language_of_messages() -> None:
    assert json.loads(json_report.render(full(), "ru"))["diagnostics"][1]["message"] == "нет роли"


def test_github_commands_stand_at_their_lines_and_are_escaped() -> None:
    lost, warning = github.render(full(), "en").splitlines()
    assert lost.startswith("::error file=gone.pipe,title=X101::no role: `x`, 100%25%0A")
    assert warning.startswith("::warning file=папка/sales 1.pipe,line=2,endLine=2,col=7,endColumn=12,title=X101::")


def test_github_takes_no_columns_of_several_lines() -> None:
    assert github.render(gather([problem(0, 28)]), "en").startswith(
        "::warning file=папка/sales 1.pipe,line=1,endLine=2,title="
    )


def test_a_text_of_a_spec_cannot_give_github_commands() -> None:
    evil = Diagnostic("X101", None, {"kind": Kind("role"), "name": "x\n::error::y\r%0A"}, path="a,line=1:b\n::x")
    (line,) = github.render(gather([evil]), "en").splitlines()
    assert line.startswith("::warning file=a%2Cline=1%3Ab%0A%3A%3Ax,title=X101::")
    assert "%250A" in line


def test_github_says_nothing_of_a_clean_run() -> None:
    assert github.render(gather([], 3), "en") == ""


def test_sarif_refers_to_its_rules_and_counts_columns_in_characters() -> None:
    log = json.loads(sarif.render(full(), "en"))
    assert log["version"] == "2.1.0" and log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["X101"]
    assert rules[0]["shortDescription"]["text"] == "no ‹kind›: `‹name›`, 100%"
    lost, warning = run["results"]
    assert (lost["level"], warning["level"]) == ("error", "warning")
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    place = warning["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 2, "startColumn": 7, "endLine": 2, "endColumn": 12}
    assert place["artifactLocation"]["uri"] == "%D0%BF%D0%B0%D0%BF%D0%BA%D0%B0/sales%201.pipe"


def test_sarif_carries_second_places_and_fixes() -> None:
    result = json.loads(sarif.render(full(), "en"))["runs"][0]["results"][1]
    assert result["relatedLocations"][0]["message"]["text"] == "first defined here"
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 2, "startColumn": 7, "endLine": 2, "endColumn": 12},
            "insertedContent": {"text": "manager"},
        }
    ]


def test_sarif_of_a_clean_run_has_no_results() -> None:
    assert json.loads(sarif.render(gather([], 1), "en"))["runs"][0]["results"] == []
