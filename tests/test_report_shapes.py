"""SARIF and GitLab's Code Quality: whole reports of the corpus against their documents, and what readers of them rely on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cases import Case, cases
from compiling import stage_of
from fixing import Folder
from jsonschema import Draft4Validator
from pydantic import TypeAdapter
from shapes import Violation

from pipelang.diagnostics import Diagnostic, Edit, Fix
from pipelang.messages import Locale
from pipelang.report.diagnostics import gitlab, sarif
from pipelang.report.diagnostics.findings import Findings, gather
from pipelang.rules.engine import check_rules
from pipelang.source import Source, Span

SCHEMA = Path(__file__).parent / "data/sarif/sarif-2.1.0-rtm.5.json"
SARIF = Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8")), format_checker=Draft4Validator.FORMAT_CHECKER)
VIOLATIONS = TypeAdapter(list[Violation])


def findings_of(case: Case) -> Findings:
    found = check_rules(case.run.program) if case.run.program else []
    return gather([*case.run.problems, *found], len(case.run.compiled.sources))


@pytest.mark.parametrize("locale", ["en", "ru"])
@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_reports_have_the_shape_of_their_documents(case: Case, locale: Locale) -> None:
    findings = findings_of(case)
    log = json.loads(sarif.render(findings, locale))
    SARIF.validate(log)
    assert len(log["runs"][0]["results"]) == len(findings.problems)
    violations = VIOLATIONS.validate_json(gitlab.render(findings, locale))
    prints = [item.fingerprint for item in violations]
    assert len(prints) == len(findings.problems) == len(set(prints))


def test_a_clean_run() -> None:
    assert json.loads(gitlab.render(gather([], 3), "en")) == []


# ---- SARIF


def results(source: Source, *edits: Edit, locale: Locale = "en") -> dict[str, Any]:
    problem = Diagnostic("S112", Span(source, 0, 1), fix=Fix(edits) if edits else None)
    (result,) = json.loads(sarif.render(gather([problem]), locale))["runs"][0]["results"]
    return dict(result)


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("папка/мой спек.pipe", "%D0%BF%D0%B0%D0%BF%D0%BA%D0%B0/%D0%BC%D0%BE%D0%B9%20%D1%81%D0%BF%D0%B5%D0%BA.pipe"),
        ("a#b?c%20.pipe", "a%23b%3Fc%2520.pipe"),
        ("../other/main.pipe", "../other/main.pipe"),
        ("/srv/мой/main.pipe", "file:///srv/%D0%BC%D0%BE%D0%B9/main.pipe"),
        ("D:/my specs/main.pipe", "file:///D:/my%20specs/main.pipe"),
    ],
)
def test_paths_become_references(path: str, uri: str) -> None:
    place = results(Source(path, "}"))["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == uri


def test_columns_count_characters_whatever_they_take_in_utf_16() -> None:
    source = Source("a.pipe", '}\nrole a "😀Ю́" }\n')
    at = source.text.rindex("}")
    fix = results(source, Edit(Span(source, at, at + 1), ""))["fixes"][0]
    (change,) = fix["artifactChanges"]
    assert change["replacements"][0]["deletedRegion"] == {
        "startLine": 2, "startColumn": 14, "endLine": 2, "endColumn": 15,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("start", "end", "new", "en", "ru"),
    [
        (0, 3, "role", "replace `rol` by `role`", "заменить `rol` на `role`"),
        (3, 3, " a", "insert `a`", "вставить `a`"),
        (0, 8, "", 'remove `rol "Р"`', 'убрать `rol "Р"`'),
    ],
)
def test_a_fix_says_what_it_does(start: int, end: int, new: str, en: str, ru: str) -> None:
    source = Source("a.pipe", 'rol "Р"\n')
    for locale, said in (("en", en), ("ru", ru)):
        edit = Edit(Span(source, start, end), new)
        fix = results(source, edit, locale=locale)["fixes"][0]  # type: ignore[arg-type]  # both are locales
        assert fix["description"]["text"] == said


def test_a_fix_that_would_write_a_secret_is_left_out() -> None:
    """With blots in place of the secret nobody could apply it."""
    folder = Folder(stage_of("goal «Пароль: Zx81Cv72Bn63»"))
    (result,) = json.loads(sarif.render(gather(folder.problems()), "en"))["runs"][0]["results"]
    assert result["ruleId"] == "S113" and "fixes" not in result


# ---- GitLab


def prints(text: str) -> list[tuple[str, str]]:
    """(code, fingerprint) of what is wrong with a spec."""
    found = VIOLATIONS.validate_json(gitlab.render(gather(Folder(text).problems()), "en"))
    return [(item.check_name, item.fingerprint) for item in found]


def test_fingerprints_do_not_care_for_lines_above() -> None:
    spec = stage_of('on enter { notify mananger "а"  notify mananger "а" }', 'role manager "М"')
    assert [code for code, _ in prints(spec)].count("N201") == 2
    assert prints(spec) == prints(f"# шапка\n\n{spec}")
    assert prints(spec) != prints(spec.replace("mananger", "managr"))


def test_severities_and_places() -> None:
    found = VIOLATIONS.validate_json(gitlab.render(gather(Folder(stage_of("owner head")).problems()), "ru"))
    wrong = next(item for item in found if item.check_name == "N201")
    assert (wrong.severity, wrong.location.path, wrong.location.lines.begin) == ("critical", "main.pipe", 5)
    assert wrong.description.startswith("нет роли `head`; ")
    lost = Diagnostic("N213", None, {"name": "x", "suggestion": ""})
    (nowhere,) = VIOLATIONS.validate_json(gitlab.render(gather([lost]), "en"))
    assert (nowhere.location.path, nowhere.location.lines.begin) == (".", 1)
