"""`pipelang diff` as a person or a pipeline of a CI uses it, in real repositories."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result
from repositories import Repo

from pipelang.cli import commands
from pipelang.formats import DiffReport
from pipelang.report.changes.markdown import MARK, NOTHING

SPEC = """\
language 1
crm "Фабрика" { locale ru  currency RUB }
role manager "Менеджер"
field budget on deal: money "Бюджет"
pipeline sales "Продажи" {
  kind sales
  stage new "Новая" { owner manager  sla stay 2d }
  stage offer "Предложение"
  won "Оплата"
  lost "Отказ" { reason price "Дорого" }
}
"""
WITHOUT_STAGE = SPEC.replace('  stage offer "Предложение"\n', "")
SLOWER = SPEC.replace("stay 2d", "stay 5d")
REMOVED = "removed pipeline.sales.stage.offer"

Run = Callable[..., Result]


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    made = Repo(tmp_path / "repo")
    monkeypatch.chdir(made.root)
    return made


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    for name in ("PIPELANG_LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "PIPELANG_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    return lambda *arguments: CliRunner().invoke(commands, ["diff", *arguments])


def report(run: Run, *arguments: str) -> DiffReport:
    result = run(*arguments, "--format", "json")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return DiffReport.model_validate_json(result.stdout)


def keys(run: Run, *arguments: str) -> list[str]:
    return [change.key for program in report(run, *arguments).programs for change in program.changes]


def codes(result: Result) -> set[str]:
    """The codes of what is wrong."""
    return set(re.findall(r"^\w+\[(\w+)\]", result.stderr, re.MULTILINE))


# ---- what is compared with what


def test_the_working_tree_is_compared_with_the_last_commit(repo: Repo, run: Run) -> None:
    repo.commit({"main.pipe": SPEC})
    assert run().stdout == "nothing has changed in meaning: HEAD → working tree\n"
    repo.put({"main.pipe": WITHOUT_STAGE})
    result = run()
    assert result.exit_code == 0
    assert "“Sales”" not in result.stdout and "«Продажи»: removed" not in result.stdout
    assert "Removed stage “Предложение”" in result.stdout or "removed stage “Предложение”" in result.stdout
    assert "--> HEAD:main.pipe:8" in result.stdout


def test_a_change_of_spaces_and_comments_is_none(repo: Repo, run: Run) -> None:
    repo.commit({"main.pipe": SPEC})
    repo.put({"main.pipe": "# A comment\n" + SPEC.replace("  ", "    ").replace("\n", "\r\n")})
    assert keys(run) == []


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_it_is_told_in_the_language_that_is_asked_for(repo: Repo, run: Run, lang: str) -> None:
    repo.commit({"main.pipe": SPEC})
    repo.put({"main.pipe": WITHOUT_STAGE})
    said = run("--lang", lang).stdout
    assert ("удалён этап «Предложение»" in said) is (lang == "ru")
    assert ("сделки с этого этапа молча уедут на первый этап воронки" in said) is (lang == "ru")


def test_branches_tags_and_commits_can_be_named(repo: Repo, run: Run) -> None:
    first = repo.commit({"main.pipe": SPEC})
    repo.git("tag", "v1")
    repo.commit({"main.pipe": SLOWER})
    for old in (first, "v1", "HEAD~1"):
        assert keys(run, old) == ["changed pipeline.sales.stage.new#stay 2d -> 5d"]
        assert keys(run, old, "HEAD") == keys(run, f"{old}..HEAD") == keys(run, f"{old}..") == keys(run, old)
    assert keys(run, "HEAD..v1") == ["changed pipeline.sales.stage.new#stay 5d -> 2d"]
    assert keys(run, "HEAD") == []


def test_three_dots_compare_with_where_the_branch_left(repo: Repo, run: Run) -> None:
    base = repo.commit({"main.pipe": SPEC})
    repo.git("checkout", "-q", "-b", "work")
    repo.commit({"main.pipe": SLOWER})
    repo.git("checkout", "-q", "main")
    repo.commit({"main.pipe": WITHOUT_STAGE})
    assert keys(run, "main...work") == ["changed pipeline.sales.stage.new#stay 2d -> 5d"]
    assert set(keys(run, "main..work")) == {
        "changed pipeline.sales.stage.new#stay 2d -> 5d",
        "added pipeline.sales.stage.offer",
    }
    assert report(run, "main...work").old == f"main ({base[:9]})"


def test_only_the_named_paths_are_compared(repo: Repo, run: Run) -> None:
    repo.commit({"a/main.pipe": SPEC, "b/main.pipe": SPEC.replace("Фабрика", "Салон")})
    repo.put({"a/main.pipe": SLOWER, "b/main.pipe": WITHOUT_STAGE.replace("Фабрика", "Салон")})
    assert keys(run, "a") == keys(run, "HEAD", "a") == keys(run, "HEAD", "a/main.pipe") == keys(run, "a/main.pipe")
    assert keys(run, "a") == ["changed pipeline.sales.stage.new#stay 2d -> 5d"]
    assert len(keys(run)) == len(keys(run, "HEAD", "a", "b")) == 2


def test_from_a_folder_inside_its_project_is_compared(repo: Repo, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.commit({"x/pipelang.toml": "", "x/deep/main.pipe": SPEC, "y/main.pipe": SPEC})
    repo.put({"x/deep/main.pipe": SLOWER, "y/main.pipe": WITHOUT_STAGE})
    monkeypatch.chdir("x/deep")
    assert len(keys(run)) == 1
    assert "--> main.pipe:7" in run().stdout


def test_two_files_and_two_folders_need_no_repository(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in {"old/one.pipe": SPEC, "new/two.pipe": SLOWER}.items():
        Path(name).parent.mkdir()
        Path(name).write_text(text, encoding="utf-8")
    expected = ["changed pipeline.sales.stage.new#stay 2d -> 5d"]
    assert keys(run, "old/one.pipe", "new/two.pipe") == expected
    assert keys(run, "old", "new") == expected
    assert report(run, "old", "new").programs[0].old_file == "old/one.pipe"


def test_a_path_and_a_branch_of_the_same_name(repo: Repo, run: Run) -> None:
    repo.commit({"specs/main.pipe": SPEC})
    repo.git("branch", "specs")
    repo.commit({"specs/main.pipe": SLOWER})
    assert keys(run, "specs") == []
    assert len(keys(run, "refs/heads/specs")) == 1


# ---- files that come, go, and are renamed


def test_a_renamed_file_is_the_same_program(repo: Repo, run: Run) -> None:
    repo.commit({"old name.pipe": SPEC, "другой.pipe": SPEC.replace("Фабрика", "Салон")})
    repo.git("mv", "old name.pipe", "новое имя.pipe")
    repo.put({"новое имя.pipe": SLOWER})
    expected = ["changed pipeline.sales.stage.new#stay 2d -> 5d"]
    assert keys(run) == keys(run, "HEAD", "новое имя.pipe") == keys(run, "новое имя.pipe") == expected
    program = next(item for item in report(run).programs if item.changes)
    assert (program.file, program.old_file) == ("новое имя.pipe", "HEAD:old name.pipe")


def test_a_copied_file_is_another_program(repo: Repo, run: Run) -> None:
    repo.commit({"a.pipe": SPEC})
    repo.put({"b.pipe": SLOWER})
    assert [item.whole for item in report(run, "HEAD", "b.pipe").programs] == ["added"]


def test_programs_that_come_and_go_are_told_as_wholes(repo: Repo, run: Run) -> None:
    repo.commit({"a.pipe": SPEC})
    repo.git("mv", "a.pipe", "b.pipe")
    repo.put({"b.pipe": SPEC.replace("Фабрика", "Совсем другая").replace("pipeline sales", "pipeline selling")})
    found = report(run)
    assert [(item.name, item.whole) for item in found.programs] == [("Совсем другая", "added"), ("Фабрика", "removed")]
    assert found.summary.attention == 2
    assert "a new program" in run().stdout and "the program is gone" in run().stdout
    assert run("--fail-on", "attention").exit_code == 1
    repo.put({"approvals.toml": approval("added program") + approval("removed program")})
    assert run("--fail-on", "attention").exit_code == 0


def test_imports_are_taken_from_the_same_revision(repo: Repo, run: Run) -> None:
    repo.commit({"main.pipe": SPEC})
    shared = {"main.pipe": SPEC.replace('role manager "Менеджер"', 'import "lib/people.pipe"')}
    repo.commit({**shared, "lib/people.pipe": 'role manager "Менеджер"\n'})
    assert keys(run, "HEAD~1", "HEAD") == []
    repo.put({"lib/people.pipe": 'role manager "Продавец"\n'})
    assert keys(run, "HEAD~1") == keys(run) == ["changed role.manager#name Менеджер -> Продавец"]
    (repo.root / "lib" / "people.pipe").unlink()
    assert keys(run, "HEAD~1", "HEAD") == []


def test_a_file_that_is_gone_can_still_be_named(repo: Repo, run: Run) -> None:
    repo.commit({"a.pipe": SPEC, "b.pipe": SPEC.replace("Фабрика", "Салон")})
    repo.git("rm", "-q", "b.pipe")
    assert [item.whole for item in report(run, "HEAD", "b.pipe").programs] == ["removed"]


def test_a_library_by_itself_has_nothing_to_compare(repo: Repo, run: Run) -> None:
    repo.commit({"lib.pipe": 'role head "РОП"\n'})
    repo.put({"lib.pipe": 'role head "Руководитель"\n'})
    result = run("HEAD", "lib.pipe")
    assert result.exit_code == 0 and "F312" in codes(result)


def test_parameters_are_those_of_each_side(repo: Repo, run: Run) -> None:
    text = SPEC.replace("role manager", 'param city: text = "Москва"\nrole manager').replace(
        "Предложение", "Офис $city"
    )
    repo.commit({"main.pipe": text, "pipelang.toml": '[env.north.params]\ncity = "Тверь"\n'})
    repo.put({"pipelang.toml": '[env.north.params]\ncity = "Псков"\n[env.south.params]\ncity = "Сочи"\n'})
    assert "changed param.city#value" in keys(run, "--env", "north")[0]
    assert keys(run, "--env", "south") == ['changed param.city#value "Москва" -> "Сочи"']
    assert keys(run) == keys(run, "--param", "city=Тула") == []
    assert run("--env", "nowhere").exit_code == 2


def test_a_parameter_that_came_later_is_no_mistake_of_the_old_program(repo: Repo, run: Run) -> None:
    repo.commit({"main.pipe": SPEC})
    repo.put({"main.pipe": SPEC + 'param city: text = "Москва"\n'})
    assert keys(run, "--param", "city=Тула") == ["added param.city"]


# ---- what does not compile, and what git cannot give


def test_a_revision_with_errors_shows_them_with_its_name(repo: Repo, run: Run) -> None:
    repo.commit({"specs/a.pipe": SPEC.replace("owner manager", "owner mangr")})
    repo.commit({"specs/a.pipe": SPEC})
    result = run("HEAD~1", "--lang", "en")
    assert result.exit_code == 1 and result.stdout == ""
    assert {"N201", "F311"} == codes(result) and "--> HEAD~1:specs/a.pipe:7:29" in result.stderr
    assert "error[F311]: `HEAD~1:specs/a.pipe` does not compile in HEAD~1" in result.stderr


def test_other_programs_are_compared_all_the_same(repo: Repo, run: Run) -> None:
    repo.commit({"a.pipe": SPEC, "b.pipe": SPEC.replace("Фабрика", "Салон")})
    repo.put({"a.pipe": SPEC.replace("owner manager", "owner mangr"), "b.pipe": SLOWER.replace("Фабрика", "Салон")})
    result = run("--format", "json")
    assert result.exit_code == 1
    assert [item.name for item in DiffReport.model_validate_json(result.stdout).programs] == ["Салон"]
    assert "--> a.pipe:7:29" in result.stderr and "рабочая копия" in run("--lang", "ru").stderr


def test_a_comment_says_what_could_not_be_compared(repo: Repo, run: Run) -> None:
    """It is read without the errors beside it: silence would pass for consent."""
    repo.commit({"a.pipe": SPEC, "b.pipe": SPEC.replace("Фабрика", "Салон")})
    repo.put({"a.pipe": SPEC.replace("owner manager", "owner mangr")})
    result = run("--format", "markdown", "--lang", "en")
    assert result.exit_code == 1
    assert "⛔ a.pipe does not compile in the working tree, so it is not compared" in result.stdout
    assert NOTHING not in result.stdout and "othing has changed" not in result.stdout


def test_a_comment_tells_that_nothing_has_changed(repo: Repo, run: Run) -> None:
    repo.commit({"a.pipe": SPEC})
    assert run("--format", "markdown", "--lang", "en").stdout == (
        f"{MARK}\n{NOTHING}\n### Changes: `HEAD` → `working tree`\n\nNothing has changed in meaning\n"
    )


def test_a_long_hash_is_shown_short(repo: Repo, run: Run) -> None:
    old = repo.commit({"a.pipe": SPEC})
    assert run(old, "--lang", "en").stdout == f"nothing has changed in meaning: {old[:9]} → working tree\n"


def test_no_file_of_a_branch_passes_for_the_revision_it_is_compared_with(repo: Repo, run: Run) -> None:
    repo.commit({"main.pipe": SPEC})
    repo.git("switch", "-q", "-c", "work")
    repo.commit({"main.pipe": WITHOUT_STAGE, "main...HEAD": "", "main": ""})
    repo.put({"main.pipe": SPEC})
    assert keys(run, "main...HEAD") != [REMOVED], "what is a file is a path"
    assert keys(run, "--since", "main") == [REMOVED]
    assert keys(run, "--since", "main", "main.pipe") == [REMOVED]
    assert codes(run("--since", "mian")) == {"F303"}
    assert codes(run("--since", "main", "nowhere")) == {"F303"}


def test_an_import_that_the_revision_does_not_have(repo: Repo, run: Run) -> None:
    repo.commit({"main.pipe": 'import "lib.pipe"\n' + SPEC})
    repo.put({"lib.pipe": 'role x "Икс"\n'})
    result = run()
    assert result.exit_code == 1 and "there is no file `HEAD:lib.pipe`" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("mian",), "F303"),
        (("main..nowhere",), "F303"),
        (("HEAD", "no such folder"), "F303"),
        (("--", "--output=x"), "F303"),
        (("--", "-h"), "F303"),
        (("HEAD; touch x",), "F303"),
        (("a.pipe", "nowhere", "b.pipe"), "F303"),
    ],
)
def test_what_is_not_there_is_refused(repo: Repo, run: Run, arguments: tuple[str, ...], expected: str) -> None:
    repo.commit({"a.pipe": SPEC})
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert codes(result) == {expected}
    assert sorted(path.name for path in repo.root.iterdir()) == [".git", "a.pipe"]


def test_outside_of_a_repository(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run()
    assert result.exit_code == 1 and "F301" in codes(result)


def test_paths_of_two_repositories(repo: Repo, run: Run, tmp_path: Path) -> None:
    Repo(tmp_path / "other").commit({"b.pipe": SPEC})
    repo.commit({"a.pipe": SPEC})
    assert "F313" in codes(run("HEAD", "a.pipe", "../other/b.pipe"))


def test_specs_in_a_submodule_are_left_out_and_told(repo: Repo, run: Run, tmp_path: Path) -> None:
    inner = Repo(tmp_path / "inner")
    inner.commit({"shared.pipe": SPEC})
    repo.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(inner.root), "common")
    repo.commit({"main.pipe": SPEC})
    repo.put({"main.pipe": SLOWER})
    assert len(report(run).programs) == 1 and run().stderr == ""
    inside = Repo(repo.root / "common")
    inside.commit({"shared.pipe": SLOWER})
    result = run()
    assert result.exit_code == 0 and "F314" in codes(result)
    repo.put({"main.pipe": SLOWER.replace("role manager", 'import "common/shared.pipe" as lib\nrole manager')})
    repo.commit()
    assert "F306" in codes(run("HEAD"))


# ---- exit codes, thresholds, approvals


def test_the_exit_code_tells_of_changes_only_when_asked(repo: Repo, run: Run) -> None:
    repo.commit({"main.pipe": SPEC})
    assert run("--exit-code").exit_code == 0
    repo.put({"main.pipe": SLOWER})
    assert (run().exit_code, run("--exit-code").exit_code) == (0, 1)


@pytest.mark.parametrize(
    ("text", "threshold", "expected"),
    [
        (SLOWER, "destructive", 0),
        (SLOWER, "attention", 1),
        (SPEC.replace("Предложение", "Оффер"), "attention", 0),
        (SPEC.replace("Предложение", "Оффер"), "safe", 1),
        (WITHOUT_STAGE, "destructive", 1),
        (SPEC, "safe", 0),
    ],
)
def test_a_project_may_want_changes_not_to_pass_unseen(
    repo: Repo, run: Run, text: str, threshold: str, expected: int
) -> None:
    repo.commit({"main.pipe": SPEC, "pipelang.toml": f'[diff]\nfail-on = "{threshold}"\n'})
    repo.put({"main.pipe": text})
    assert run().exit_code == expected
    repo.put({"pipelang.toml": ""})
    result = run("--fail-on", threshold)
    assert result.exit_code == expected and ("1 not approved" in result.stderr) is bool(expected)


def test_a_wrong_threshold_is_told(repo: Repo, run: Run) -> None:
    repo.commit({"main.pipe": SPEC, "pipelang.toml": '[diff]\nfail-on = "always"\n'})
    assert "error[C104]" in run().stderr


def approval(change: str, reason: str = "Договорились 3 марта", **more: str) -> str:
    rows = "".join(f'{key} = "{value}"\n' for key, value in more.items())
    return f'[[approve]]\nchange = "{change}"\nreason = "{reason}"\n{rows}'


def test_an_intended_change_is_approved_by_its_name(repo: Repo, run: Run) -> None:
    repo.commit({"main.pipe": SPEC, "pipelang.toml": '[diff]\nfail-on = "destructive"\n'})
    repo.put({"main.pipe": WITHOUT_STAGE})
    assert f"to approve  {REMOVED}" in run().stdout
    repo.put({"approvals.toml": approval(REMOVED)})
    result = run()
    assert result.exit_code == 0 and result.stderr == ""
    assert "Договорились 3 марта" in result.stdout and "(approved: 1)" in result.stdout
    assert report(run).summary.approved == 1


def test_an_approval_can_be_for_one_program(repo: Repo, run: Run) -> None:
    salon = {"b.pipe": SPEC.replace("Фабрика", "Салон")}
    repo.commit({"a.pipe": SPEC, **salon, "pipelang.toml": ""})
    repo.put({"a.pipe": WITHOUT_STAGE, "b.pipe": WITHOUT_STAGE.replace("Фабрика", "Салон")})
    repo.put({"approvals.toml": approval(REMOVED, program="a.pipe")})
    assert [change.approved for item in report(run).programs for change in item.changes] == [
        "Договорились 3 марта",
        None,
    ]
    assert run("--fail-on", "destructive").exit_code == 1
    repo.put({"approvals.toml": approval(REMOVED)})
    assert run("--fail-on", "destructive").exit_code == 0


def test_an_approval_expires_when_its_change_has_landed(repo: Repo, run: Run) -> None:
    repo.commit({"main.pipe": SPEC, "pipelang.toml": ""})
    repo.commit({"main.pipe": WITHOUT_STAGE, "approvals.toml": approval(REMOVED)})
    assert run("HEAD~1").stderr == ""
    # Against the last commit nothing is told: a branch keeps its approvals until it is merged.
    assert run().stderr == ""
    repo.commit({"main.pipe": WITHOUT_STAGE.replace("stay 2d", "stay 3d")})
    result = run("HEAD~1")
    assert result.exit_code == 0 and "F324" in codes(result)
    assert f"the approval of `{REMOVED}` has expired" in result.stderr


def test_a_slip_in_an_approval_gets_a_suggestion(repo: Repo, run: Run) -> None:
    repo.commit({"main.pipe": SPEC, "pipelang.toml": ""})
    repo.put({"main.pipe": WITHOUT_STAGE, "approvals.toml": approval(REMOVED.replace("offer", "ofer"))})
    assert f"did you mean `{REMOVED}`?" in " ".join(run().stderr.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[approve]\n", "F321"),
        ("approve = 1\n", "F322"),
        ("[[aprove]]\n", "F322"),
        ('[[approve]]\nchange = "x"\n', "F323"),
        ('[[approve]]\nreason = "x"\n', "F323"),
        ('[[approve]]\nchange = 1\nreason = "x"\n', "F323"),
        ('[[approve]]\nchange = "removed x"\nreason = "x"\nwhy = "x"\n', "F322"),
        ("", None),
        ("# later\n", None),
    ],
)
def test_what_is_wrong_with_approvals_is_told(repo: Repo, run: Run, text: str, expected: str | None) -> None:
    repo.commit({"main.pipe": SPEC, "pipelang.toml": ""})
    repo.put({"main.pipe": SLOWER, "approvals.toml": text})
    result = run()
    assert codes(result) == {expected} - {None}
    assert result.exit_code == (0 if expected is None else 1)
    assert "5 days" in result.stdout


def test_only_the_chosen_crms_have_a_say(repo: Repo, run: Run) -> None:
    repo.commit({"main.pipe": SPEC, "pipelang.toml": '[project]\ntargets = ["bitrix24", "docs"]\n'})
    repo.put({"main.pipe": WITHOUT_STAGE})
    assert [fact.crm for item in report(run).programs[0].changes for fact in item.crms] == ["Битрикс24"]
    change = report(run, "--target", "amocrm").programs[0].changes[0]
    assert [fact.crm for fact in change.crms] == ["amoCRM"] and change.class_ == "destructive"
    assert report(run).programs[0].changes[0].class_ == "attention"
    assert run("--target", "nothing").exit_code == 2


# ---- formats


def test_json_follows_its_schema_on_every_platform_the_same(repo: Repo, run: Run) -> None:
    repo.commit({"main.pipe": SPEC})
    repo.put({"main.pipe": WITHOUT_STAGE.replace("Бюджет", "Сумма").replace("owner manager", "require budget")})
    schema = json.loads(Path(__file__).parents[1].joinpath("docs/schema/diff.schema.json").read_text("utf-8"))
    first, second = run("--format", "json").stdout, run("--format", "json").stdout
    jsonschema.validate(json.loads(first), schema)
    assert first == second
    change = next(item for item in report(run).programs[0].changes if item.kind == "Requirement")
    assert change.reach[0].places == ["pipeline.sales.won"]
    assert {item.who for item in change.felt} == {"managers"}


def test_a_comment_for_a_pull_request(repo: Repo, run: Run) -> None:
    repo.commit({"main.pipe": SPEC})
    repo.put({"main.pipe": WITHOUT_STAGE.replace("Бюджет", "Сумма")})
    said = run("--format", "markdown", "--lang", "ru").stdout
    assert said.startswith("<!-- pipelang diff -->\n### Изменения: `HEAD` → `рабочая копия`\n")
    assert said.index("🛑 Необратимо: 1") < said.index("<details><summary>✅ Безопасно: 1</summary>")


def test_a_page_with_both_funnels(repo: Repo, run: Run) -> None:
    repo.commit({"main.pipe": SPEC})
    repo.put({"main.pipe": WITHOUT_STAGE})
    said = run("--format", "html").stdout
    assert said.startswith("<!doctype html>") and said.count("<svg") == 2
    assert "Предложение" in said and "<script" not in said


def test_a_letter_to_the_client_is_in_the_clients_language(repo: Repo, run: Run) -> None:
    repo.commit({"main.pipe": SPEC})
    repo.put({"main.pipe": WITHOUT_STAGE.replace("locale ru", "locale en")})
    assert "# What changes in your CRM: Фабрика" in run("--changelog", "--lang", "ru").stdout
    repo.put({"main.pipe": WITHOUT_STAGE})
    said = run("--changelog").stdout
    assert "## Воронка «Продажи»\n\n- Удалён этап «Предложение»" in said
    assert "main.pipe" not in said and "pipeline." not in said


def test_with_nothing_changed_every_format_says_so(repo: Repo, run: Run) -> None:
    repo.commit({"main.pipe": SPEC})
    for shape in ("markdown", "html"):
        assert "othing has changed in meaning" in run("--format", shape).stdout
    assert report(run).summary.changes == 0
    assert "Для вас ничего не меняется." in run("--changelog").stdout
