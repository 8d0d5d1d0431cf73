"""Levels, exceptions and the walk: what the engine does around the rules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rules.tools import compiled

from pipelang.diagnostics import Diagnostic
from pipelang.rules import GROUPS, all_rules, rule_modules
from pipelang.rules.engine import RuleSettings, check_rules

SPEC = """crm "Окна" {{ locale ru }}
{top}
role manager "Менеджер"
pipeline sales "Продажи" {{
  kind sales
  {pipeline}
  stage request "Заявка получена"
  stage parking "Отстойник" {{ {stage} }}
  won "Оплата получена"
  lost "Отказ" {{ reason price "Дорого" }}
}}
"""


def found(settings: RuleSettings | None = None, top: str = "", pipeline: str = "", stage: str = "") -> list[Diagnostic]:
    program = compiled(SPEC.format(top=top, pipeline=pipeline, stage=stage))
    return check_rules(program, settings)


def codes(problems: list[Diagnostic]) -> set[str]:
    return {problem.code for problem in problems}


class TestAllow:
    def test_covers_the_node_it_stands_in(self) -> None:
        assert "R104" in codes(found())
        assert "R104" not in codes(found(stage='allow sump-stage "клиент так решил"'))

    def test_covers_what_is_inside(self) -> None:
        assert "R104" not in codes(found(pipeline='allow sump-stage "клиент так решил"'))
        assert "R104" not in codes(found(top='allow sump-stage "клиент так решил"'))

    def test_a_code_does_as_well_as_a_name(self) -> None:
        assert "R104" not in codes(found(stage='allow R104 "клиент так решил"'))

    def test_one_that_allows_nothing_is_told_and_can_be_removed(self) -> None:
        (unused,) = [problem for problem in found(top='allow duplicate-name "было"') if problem.code == "R901"]
        assert unused.params["rule"] == "duplicate-name"
        assert unused.fix is not None
        assert [edit.text for edit in unused.fix.edits] == [""]

    def test_one_that_allows_nothing_can_be_excused_too(self) -> None:
        excuse = 'allow unused-allow "ждём переименования этапа"'
        assert "R901" not in codes(found(top=f'allow duplicate-name "было"  {excuse}'))
        (unused,) = [problem for problem in found(top=excuse) if problem.code == "R901"]
        assert unused.params["rule"] == "unused-allow"

    def test_an_unknown_rule_is_told_with_the_one_that_was_meant(self) -> None:
        (unknown,) = [problem for problem in found(stage='allow sump-stages "да"') if problem.code == "N201"]
        assert unknown.params["suggestion"] == "sump-stage"


class TestLevels:
    def test_by_name_and_by_code(self) -> None:
        for key in ("sump-stage", "R104"):
            (problem,) = [item for item in found(RuleSettings(levels={key: "error"})) if item.code == "R104"]
            assert problem.severity == "error"

    def test_off(self) -> None:
        assert "R104" not in codes(found(RuleSettings(levels={"sump-stage": "off"})))

    def test_by_path_later_patterns_win(self) -> None:
        paths = (("*.pipe", {"sump-stage": "off"}), ("main.pipe", {"sump-stage": "info"}))
        (problem,) = [item for item in found(RuleSettings(paths=paths)) if item.code == "R104"]  # type: ignore[arg-type]
        assert problem.severity == "info"

    @pytest.mark.parametrize("profile", ["default", "strict", "first-version"])
    def test_every_rule_has_a_level_in_every_profile(self, profile: str) -> None:
        settings = RuleSettings(profile=profile)  # type: ignore[arg-type]
        for module in rule_modules():
            assert settings.level(module.RULE, "main.pipe") in ("error", "warning", "info", "off")


#: Codes are permanent: they stand in clients' specs and configurations. New ones are added, none is given twice.
PUBLISHED = {
    "R101": "mixed-stage-style",
    "R102": "ambiguous-stage-name",
    "R103": "task-as-stage",
    "R104": "sump-stage",
    "R105": "backward-move",
    "R106": "monster-pipeline",
    "R107": "qualification-inside-sales",
    "R108": "missing-qualification",
    "R109": "mixed-lead-pipeline",
    "R110": "missing-key-stage",
    "R111": "unreachable-pipeline",
    "R112": "product-without-pipeline",
    "R113": "cold-deals-in-warming",
    "R114": "missing-pipeline-kind",
    "R115": "duplicate-name",
    "R201": "stage-without-task",
    "R202": "stage-without-limit",
    "R203": "limit-without-consequence",
    "R204": "deals-never-lost",
    "R205": "sales-without-warming",
    "R206": "warming-too-thin",
    "R207": "messages-without-way-out",
    "R208": "stage-without-required-fields",
    "R209": "stage-without-hint",
    "R210": "stage-without-owner",
    "R211": "owner-never-changes",
    "R212": "unhandled-choice",
    "R213": "conflicting-triggers",
    "R214": "endless-loop",
    "R215": "task-after-limit",
    "R301": "moved-without-win",
    "R302": "lost-without-reasons",
    "R303": "lost-without-review",
    "R304": "tunnel-drops-required-fields",
    "R305": "tunnel-to-nowhere-useful",
    "R401": "unused-field",
    "R402": "overloaded-card",
    "R403": "late-required-field",
    "R404": "open-to-everyone",
    "R405": "secret-in-spec",
    "R901": "unused-allow",
}


def test_published_codes_keep_their_names() -> None:
    assert {rule.code: rule.name for rule in all_rules()}.items() >= PUBLISHED.items()


def test_the_group_gives_the_first_digit() -> None:
    for module in rule_modules():
        digit = GROUPS.index(module.__name__.split(".")[2]) + 1
        assert module.RULE.code.startswith(f"R{digit}"), module.__name__


def test_codes_and_names_are_unique_and_read_as_the_bad_thing() -> None:
    rules = [module.RULE for module in rule_modules()]
    assert len({rule.code for rule in rules}) == len(rules)
    assert len({rule.name for rule in rules}) == len(rules)
    for rule in rules:
        assert rule.name == rule.name.lower()
        assert not rule.name.startswith(("no-", "disallow", "banned", "require-"))


def test_a_rule_is_told_once_for_each_place() -> None:
    problems = found()
    places = [(problem.code, problem.span and problem.span.start, str(problem.params)) for problem in problems]
    assert len(set(places)) == len(places)


def test_groups_share_nothing_private() -> None:
    """What rules of two groups need stands beside the groups, not within one of them."""
    import pipelang.rules

    folder = Path(pipelang.rules.__file__).parent
    for group in GROUPS:
        for path in sorted(folder.joinpath(group).glob("*.py")):
            imported = re.findall(r"from pipelang\.rules\.(\w+)\.", path.read_text(encoding="utf-8"))
            assert set(imported) & set(GROUPS) <= {group}, path.name
