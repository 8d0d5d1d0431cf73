"""`[rules]` of pipelang.toml: what it can say, and what is said of slips in it."""

from __future__ import annotations

import pytest
from rules.tools import compiled

from pipelang.configuration import read_configuration
from pipelang.diagnostics import Problems
from pipelang.report.wording import word
from pipelang.rules import rule_modules
from pipelang.rules.engine import RuleSettings, check_rules
from pipelang.rules.rule import Profile
from pipelang.rules.settings import read_rules
from pipelang.source import Source

#: Breaks sump-stage and monster-pipeline (with most = 1), and has an allow that is not needed.
SPEC = """crm "Окна"
allow backward-move "Раньше возвращали"
pipeline sales "Продажи" {
  kind sales
  stage request "Заявка получена"
  stage parking "Отложенный спрос"
  won "Оплата получена"
  lost "Отказ" { reason price "Дорого" }
}
"""


def read(toml: str, profile: Profile | None = None) -> tuple[RuleSettings, list[tuple[str, str]]]:
    """The settings of a file, and (code, what is pointed at) of each problem."""
    problems = Problems()
    configuration = read_configuration(Source("pipelang.toml", toml), problems)
    assert not problems
    settings = read_rules(configuration.rules, problems, profile)
    return settings, [(item.code, item.span.text if item.span else "") for item in problems]


def levels(toml: str, *codes: str, profile: Profile | None = None) -> dict[str, str | None]:
    """Code -> severity of what is found in SPEC under the settings of a file."""
    settings, wrong = read(toml, profile)
    assert wrong == []
    return {item.code: item.severity for item in check_rules(compiled(SPEC), settings) if item.code in codes}


def test_without_a_table_everything_is_as_the_rules_say() -> None:
    assert levels("", "R104") == levels("[rules]\n", "R104") == {"R104": "warning"}


def test_a_level_by_name_or_code() -> None:
    assert levels('[rules]\nsump-stage = "error"\n', "R104") == {"R104": "error"}
    assert levels('[rules]\nR104 = "info"\n', "R104") == {"R104": "info"}
    assert levels('[rules]\nsump-stage = "off"\n', "R104") == {}


def test_options_with_or_without_a_level() -> None:
    assert levels("[rules]\nmonster-pipeline = { most = 1 }\n", "R106") == {"R106": "warning"}
    assert levels('[rules]\nmonster-pipeline = { level = "error", most = 1 }\n', "R106") == {"R106": "error"}
    assert levels('[rules.R106]\nlevel = "info"\nmost = 1\n', "R106") == {"R106": "info"}
    settings, wrong = read('[rules]\nmissing-pipeline-kind = { kinds = ["claims"] }\n')
    assert (settings.options["missing-pipeline-kind"], wrong) == ({"kinds": ("claims",)}, [])


def test_profiles() -> None:
    assert levels('[rules]\nprofile = "strict"\n', "R104") == {"R104": "error"}
    assert levels('[rules]\nprofile = "strict"\nsump-stage = "info"\n', "R104") == {"R104": "info"}
    assert levels('[rules]\nprofile = "strict"\n', "R104", profile="default") == {"R104": "warning"}


def test_levels_for_files() -> None:
    here = '[rules]\nsump-stage = "error"\n[rules.paths."*.pipe"]\nsump-stage = "info"\n'
    assert levels(here, "R104") == {"R104": "info"}
    elsewhere = '[rules]\nsump-stage = "error"\n[rules.paths."specs/old/**"]\nsump-stage = "off"\n'
    assert levels(elsewhere, "R104") == {"R104": "error"}
    assert levels('[rules.paths."main.*"]\nR104 = "off"\n', "R104") == {}


def test_an_allow_that_is_not_needed_has_a_level_too() -> None:
    assert levels("", "R901") == {"R901": "warning"}
    assert levels('[rules]\nunused-allow = "error"\n', "R901") == {"R901": "error"}
    assert levels('[rules]\nunused-allow = "off"\n', "R901") == {}
    assert levels('[rules.paths."*.pipe"]\nR901 = "info"\n', "R901") == {"R901": "info"}


def test_of_a_rule_that_is_off_nobody_knows_whether_its_allow_is_needed() -> None:
    assert levels('[rules]\nbackward-move = "off"\n', "R901") == {}


@pytest.mark.parametrize(
    ("line", "code", "place"),
    [
        ('sump-stag = "off"', "C121", "sump-stag"),
        ('R999 = "off"', "C121", "R999"),
        ('profiles = "strict"', "C121", "profiles"),
        ('sump-stage = "fatal"', "C122", "sump-stage"),
        ("sump-stage = true", "C122", "sump-stage"),
        ("sump-stage = []", "C122", "sump-stage"),
        ('monster-pipeline = { level = "of", most = 3 }', "C122", "level"),
        ("monster-pipeline = { mots = 3 }", "C123", "mots"),
        ("unused-allow = { most = 3 }", "C123", "most"),
        ('monster-pipeline = { most = "3" }', "C124", "most"),
        ("monster-pipeline = { most = true }", "C124", "most"),
        ("monster-pipeline = { most = -3 }", "C124", "most"),
        ("missing-pipeline-kind = { kinds = [1] }", "C124", "kinds"),
        ('secret-in-spec = "off"', "C125", "secret-in-spec"),
        ('R405 = { level = "off" }', "C125", "level"),
        ('profile = "lenient"', "C104", "profile"),
        ("profile = 1", "C104", "profile"),
        ('paths = "specs"', "C103", "paths"),
        ('[rules.paths."a.b/**"]\nsump-stag = "off"', "C121", "sump-stag"),
        ('[rules.paths."a.b/**"]\nsump-stage = { level = "off" }', "C122", "sump-stage"),
        ('[rules.paths."a.b/**"]\nsecret-in-spec = "off"', "C125", "secret-in-spec"),
        ('[rules.paths]\n"a.b/**" = "off"', "C103", '"a.b/**"'),
    ],
)
def test_slips_are_shown_where_they_are(line: str, code: str, place: str) -> None:
    assert read(f"[rules]\n{line}\n")[1] == [(code, place)]


def test_every_slip_is_told() -> None:
    assert (
        len(read('[rules]\na = "off"\nb = "off"\nsump-stage = 1\nmonster-pipeline = { most = "x", x = 1 }\n')[1]) == 5
    )


def test_a_milder_level_is_the_way_out_where_a_secret_is_none() -> None:
    assert read('[rules]\nsecret-in-spec = "info"\n')[1] == []


def test_suggestions() -> None:
    def hint(toml: str) -> str:
        problems = Problems()
        read_rules(read_configuration(Source("pipelang.toml", toml), problems).rules, problems)
        return word(problems[0], "en").hint

    assert hint('[rules]\nsump-stag = "off"\n') == "did you mean `sump-stage`?"
    assert hint('[rules]\nprofil = "strict"\n') == "did you mean `profile`?"
    assert hint("[rules]\nmonster-pipeline = { mots = 3 }\n") == "did you mean `most`?"
    assert hint('[rules]\nmonster-pipeline = { most = "x" }\n') == "write it like this: `most = 10`"


def test_every_option_takes_its_own_default_as_the_file_writes_it() -> None:
    from pipelang.rules.settings import toml_of

    for rule in (module.RULE for module in rule_modules()):
        for option in rule.options:
            settings, wrong = read(f"[rules]\n{rule.name} = {{ {option.name} = {toml_of(option.default)} }}\n")
            assert wrong == [] and settings.options[rule.name] == {option.name: option.default}
