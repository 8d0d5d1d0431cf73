"""Commands and the rules of good funnels: when they are looked at, how strictly, and what is told of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipelang.cli import commands
from pipelang.rules import all_rules, rule_modules

#: Breaks sump-stage among others.
SPEC = """\
crm "Окна"
pipeline sales "Продажи" {
  kind sales
  stage request "Заявка получена"
  stage parking "Отстойник"
  won "Оплата получена"
  lost "Отказ" { reason price "Дорого" }
}
"""
OTHERS_OFF = "".join(
    f'{module.RULE.name} = "off"\n'
    for module in rule_modules()
    if module.RULE.in_place and module.RULE.name != "sump-stage"
)

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in English, in a folder with SPEC."""
    for name in ("PIPELANG_LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "PIPELANG_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.chdir(tmp_path)
    Path("main.pipe").write_text(SPEC, encoding="utf-8")
    return lambda *arguments: CliRunner().invoke(commands, arguments)


def put(toml: str, spec: str = SPEC) -> None:
    Path("pipelang.toml").write_text(toml, encoding="utf-8")
    Path("main.pipe").write_text(spec, encoding="utf-8")


# ---- check and build


def test_check_looks_at_the_rules(run: Run) -> None:
    result = run("check")
    assert result.exit_code == 0
    assert "warning[R104]" in result.stdout and "--> main.pipe:5:3" in result.stdout
    assert run("check", "--strict").exit_code == 1


def test_check_without_rules(run: Run) -> None:
    assert run("check", "--no-rules").stdout == "no problems in 1 file\n"


def test_a_profile_of_the_command_line_goes_before_the_projects(run: Run) -> None:
    put(f'[rules]\nprofile = "strict"\n{OTHERS_OFF}')
    assert run("check").stdout.startswith("error[R104]")
    assert run("check", "--profile", "default").stdout.startswith("warning[R104]")
    assert run("check", "--profile", "lenient").exit_code == 2


def test_what_a_project_says_of_the_rules(run: Run) -> None:
    put(f'[rules]\nsump-stage = "off"\n{OTHERS_OFF}')
    assert run("check").stdout == "no problems in 1 file\n"
    put(f'[rules]\n{OTHERS_OFF}[rules.paths."old/**"]\nsump-stage = "off"\n')
    assert "R104" in run("check").stdout
    Path("old").mkdir()
    Path("main.pipe").rename("old/main.pipe")
    assert run("check").stdout == "no problems in 1 file\n"


def test_with_wrong_settings_no_rule_is_looked_at(run: Run) -> None:
    put('[rules]\nsump-stag = "off"\n')
    result = run("check")
    assert result.exit_code == 1
    assert "error[C121]" in result.stdout and "did you mean `sump-stage`?" in result.stdout
    assert "R104" not in result.stdout
    assert run("check", "--no-rules").exit_code == 0


def test_a_spec_with_mistakes_is_not_held_against_the_rules(run: Run) -> None:
    put("", SPEC.replace("reason price", "reasn price"))
    assert "R104" not in run("check").stdout


def test_a_build_tells_and_goes_on_unless_it_is_an_error(run: Run) -> None:
    put(f"[rules]\n{OTHERS_OFF}")
    built = run("build", "--target", "docs")
    assert built.exit_code == 0 and "warning[R104]" in built.stderr and Path("out/docs").is_dir()
    stopped = run("build", "--target", "docs", "-o", "other", "--profile", "strict")
    assert stopped.exit_code == 1 and "error[R104]" in stopped.stderr and not Path("other").exists()
    assert run("build", "--target", "docs", "-o", "other", "--no-rules").stderr == ""


# ---- secrets

SECRET = "Zx81Cv72Bn63"


@pytest.mark.parametrize("shape", ["text", "json", "github", "sarif"])
def test_no_report_shows_a_secret(run: Run, shape: str) -> None:
    """Neither as the line that is quoted, nor where another finding names the stage that holds it."""
    named = f'stage parking "Отстойник, token={SECRET}"  stage again "Отстойник, token={SECRET}"'
    put("", SPEC.replace('stage parking "Отстойник"', named))
    result = run("check", "--format", shape)
    assert result.exit_code == 1
    assert "R405" in result.stdout and "R104" in result.stdout and "R115" in result.stdout
    assert SECRET not in result.stdout and SECRET[:3] in result.stdout


def test_no_report_shows_a_secret_that_is_cut_or_has_several_lines(run: Run) -> None:
    key = "-----BEGIN PRIVATE KEY-----\n    MIIBOgIBAAJBAKj34GkxFhD90vcN\n    -----END PRIVATE KEY-----"
    long = f'hint "{"слово " * 40}"  about "token={SECRET}"'
    block = f'stage parking "Отстойник" {{ {long}\n  hint newbie """\n    {key}\n  """ }}'
    put("", SPEC.replace('stage parking "Отстойник"', block))
    shown = run("check").stdout
    assert shown.count("error[R405]") == 2
    assert "MIIBOg" not in shown and SECRET not in shown


def test_configurations_are_looked_through_too(run: Run) -> None:
    put(f'[env.prod.params]\nhook = "x"\ntoken = "{SECRET}"\n')
    result = run("check")
    assert "error[R405]" in result.stdout and "--> pipelang.toml:3:10" in result.stdout
    assert SECRET not in result.stdout


# ---- rules and explain


def test_rules_lists_all_of_them(run: Run) -> None:
    head, *lines = run("rules").stdout.splitlines()
    assert head.split() == ["Code", "Name", "default", "strict", "first-version", "Fix"]
    assert [line.split()[1] for line in lines] == [rule.name for rule in all_rules()]
    (sump,) = (line.split() for line in lines if "sump-stage" in line)
    assert sump == ["R104", "sump-stage", "warning", "error", "warning"]
    (secret,) = (line.split() for line in lines if "secret-in-spec" in line)
    assert secret[2:] == ["error", "error", "error"]
    assert run("rules", "--lang", "ru").stdout.splitlines()[0].startswith("Код")


def test_rules_for_machines_and_documents(run: Run) -> None:
    listed = json.loads(run("rules", "--format", "json").stdout)
    assert [item["code"] for item in listed] == [rule.code for rule in all_rules()]
    (item,) = (item for item in listed if item["name"] == "monster-pipeline")
    assert item["levels"] == {"default": "warning", "strict": "error", "first-version": "warning"}
    assert {"name": "most", "default": 10}.items() <= item["options"][0].items()
    table = run("rules", "--format", "markdown").stdout.splitlines()
    assert len(table) == len(listed) + 2 and all(line.startswith("|") for line in table)


def test_explain_tells_all_of_a_rule(run: Run) -> None:
    told = run("explain", "monster-pipeline").stdout
    for part in ("warning[R106] monster-pipeline", "When breaking it is right:", "Bad:", "Good:", "strict error"):
        assert part in told
    assert "monster-pipeline = { most = 10, first = 7 }" in told
    assert 'allow monster-pipeline "the reason"' in told
    assert "Когда нарушить правильно:" in run("explain", "R106", "--lang", "ru").stdout


def test_what_is_counted_stands_in_its_common_form_where_no_number_is_known(run: Run) -> None:
    assert "‹count› этапов не продают" in run("explain", "R107", "--lang", "ru").stdout


def test_examples_are_in_the_language_of_the_reader(run: Run) -> None:
    assert 'stage parking "On hold"' in run("explain", "sump-stage").stdout
    assert 'stage parking "Отложенный спрос"' in run("explain", "sump-stage", "--lang", "ru").stdout
    for lang, name in (("en", "On hold"), ("ru", "Отложенный спрос")):
        listed = json.loads(run("rules", "--format", "json", "--lang", lang).stdout)
        assert name in next(item["bad"] for item in listed if item["code"] == "R104")


def test_explain_of_a_rule_without_exceptions(run: Run) -> None:
    told = run("explain", "R405").stdout
    assert "There are no exceptions to it in a spec." in told and "allow secret-in-spec" not in told
