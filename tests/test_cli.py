"""The commands, as a person or a script uses them; targets are stand-ins, the compiler is the real one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from crms import Papers, SmallCrm

from pipelang import __version__
from pipelang.cli import choosing, commands
from pipelang.deploy import target as registry
from pipelang.diagnostics import Diagnostic
from pipelang.formats import CoverageFile, DiagnosticsReport, Setup
from pipelang.rules import engine

GOOD = """\
language 1
crm "Фабрика" { locale ru }
param city: text = "Москва"
role manager "Менеджер"
pipeline sales "Продажи" {
  kind sales
  stage new "Новая" { owner manager  hint "Звоните в городе $city" }
  won "Оплата"
  lost "Отказ" { reason price "Дорого" }
}
"""
BAD = GOOD.replace("owner manager", "owner mangr")
IMPORTING = GOOD.replace("language 1\n", 'language 1\nimport "lib.pipe"\n')
LIBRARY = 'role head "РОП"\n'

Run = Callable[..., Result]


@pytest.fixture
def crm() -> SmallCrm:
    return SmallCrm()


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, crm: SmallCrm) -> Run:
    """Runs a command in an empty folder, in English, with two stand-in targets and no rules (see test_cli_rules.py)."""
    monkeypatch.setattr(engine, "rule_modules", tuple)
    targets = {"papers": Papers(), "small": crm}
    for module in (registry, choosing):
        monkeypatch.setattr(module, "target_names", lambda: sorted(targets))
        monkeypatch.setattr(module, "load_target", targets.__getitem__)
    for name in ("PIPELANG_LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "PIPELANG_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(commands, arguments)


def put(**texts: str) -> None:
    for name, text in texts.items():
        path = Path(name.replace("__", "/").replace("_pipe", ".pipe").replace("_toml", ".toml"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def below(folder: str) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in Path(folder).rglob("*") if path.is_file())


# ---- check


def test_check_of_a_clean_spec_is_fine(run: Run) -> None:
    put(main_pipe=GOOD)
    result = run("check")
    assert (result.exit_code, result.stdout) == (0, "no problems in 1 file\n")


def test_check_shows_what_is_wrong_and_fails(run: Run) -> None:
    put(main_pipe=BAD)
    result = run("check", "main.pipe")
    assert result.exit_code == 1
    assert "error[N201]" in result.stdout and "--> main.pipe:7:29" in result.stdout
    assert result.stdout.endswith("\n1 error in 1 file\n1 fixable with --fix --unsafe-fixes\n")
    assert "\x1b" not in result.stdout


def test_check_counts_files_of_all_programs_once(run: Run) -> None:
    put(a_pipe=IMPORTING, b_pipe=IMPORTING, lib_pipe=LIBRARY)
    assert run("check").stdout == "no problems in 3 files\n"


def test_a_problem_of_a_shared_file_is_said_once(run: Run) -> None:
    put(a_pipe=IMPORTING, b_pipe=IMPORTING, lib_pipe=LIBRARY * 2)
    result = run("check", "--format", "json")
    assert len(DiagnosticsReport.model_validate_json(result.stdout).diagnostics) == 1


def test_a_library_needs_no_crm_unless_the_configuration_makes_it_an_entry(run: Run) -> None:
    put(lib_pipe=LIBRARY)
    assert run("check").exit_code == run("check", "lib.pipe").exit_code == 0
    put(pipelang_toml='[project]\nentry = "lib.pipe"\n')
    assert run("check").exit_code == 1


@pytest.mark.parametrize("shape", ["json", "sarif", "github"])
def test_check_speaks_to_machines(run: Run, shape: str) -> None:
    put(main_pipe=BAD)
    result = run("check", "--format", shape, "--lang", "ru")
    assert result.exit_code == 1
    assert "mangr" in result.stdout and "нет роли" in result.stdout
    if shape != "github":
        json.loads(result.stdout)


def test_paths_are_shown_from_where_the_command_was_given(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    put(pipelang_toml="[project]\n", specs__main_pipe=BAD, other__x_pipe=LIBRARY)
    monkeypatch.chdir("other")
    assert "--> ../specs/main.pipe:7:29" in run("check", "../specs").stdout


@pytest.mark.parametrize(
    ("arguments", "environment", "toml", "russian"),
    [
        ([], {}, "", False),
        (["--lang", "ru"], {"PIPELANG_LANG": "en"}, "", True),
        ([], {"PIPELANG_LANG": "ru"}, "", True),
        ([], {"PIPELANG_LANG": "en", "LANG": "ru_RU.UTF-8"}, "", False),
        ([], {"LANG": "ru_RU.UTF-8"}, "", True),
        ([], {"LC_ALL": "en_US.UTF-8", "LANG": "ru_RU.UTF-8"}, "", False),
        ([], {"LC_MESSAGES": "ru_RU", "LANG": "C"}, "", True),
        ([], {}, '[project]\nlang = "ru"\n', True),
        (["--lang", "en"], {}, '[project]\nlang = "ru"\n', False),
    ],
)
def test_the_language_of_messages(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    environment: dict[str, str],
    toml: str,
    russian: bool,
) -> None:
    put(main_pipe=GOOD, **({"pipelang_toml": toml} if toml else {}))
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("ошибок нет" in run("check", *arguments).stdout) is russian


@pytest.mark.parametrize(
    "command",
    [("fmt", "--check", "main.pipe"), ("explain", "N201"), ("rules",), ("targets",), ("comment", "absent.md")],
    ids=lambda command: command[0],
)
def test_commands_that_compile_nothing_speak_the_language_of_the_project_too(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    put(main_pipe=GOOD, pipelang_toml='[project]\nlang = "ru"\n')
    (tmp_path / "notes").mkdir()
    in_russian = run(*command, "--lang", "ru").output
    assert run(*command).output == in_russian != run(*command, "--lang", "en").output
    if command[-1] != "main.pipe":
        monkeypatch.chdir(tmp_path / "notes")
        assert run(*command).output == in_russian


def test_check_with_a_target_asks_it_too(run: Run, crm: SmallCrm) -> None:
    put(main_pipe=GOOD)
    crm.finds = (Diagnostic("F110", None, {"path": "x"}),)
    assert run("check").exit_code == 0
    assert run("check", "--target", "small").exit_code == 1
    assert run("check", "--target", "papers").exit_code == 0


def test_warnings_fail_only_a_strict_check(run: Run, crm: SmallCrm) -> None:
    put(main_pipe=GOOD)
    crm.finds = (Diagnostic("F110", None, {"path": "x"}, severity="warning"),)
    assert run("check", "--target", "small").exit_code == 0
    assert run("check", "--target", "small", "--strict").exit_code == 1


def test_nothing_to_check_is_a_finding(run: Run) -> None:
    assert "error[F110]" in run("check").stdout
    assert run("check", "missing.pipe").exit_code == 1


def test_a_broken_configuration_stops_before_any_spec(run: Run) -> None:
    put(main_pipe=BAD, pipelang_toml="[project]\nentri = 1\n")
    result = run("check")
    assert result.exit_code == 1
    assert "error[C102]" in result.stdout and "--> pipelang.toml:2:1" in result.stdout and "N201" not in result.stdout


# ---- parameters


def city(folder: str = "out") -> str:
    (param,) = json.loads(Path(folder, "spec.json").read_text(encoding="utf-8"))["params"]
    value = param["value"]
    return str(value["value"] if isinstance(value, dict) else value)


def test_parameters_come_from_the_environment_and_the_command_line(run: Run) -> None:
    put(main_pipe=GOOD, pipelang_toml='[env.spb.params]\ncity = "Петербург"\n')
    for arguments, wanted in (
        ((), "Москва"),
        (("--env", "spb"), "Петербург"),
        (("--env", "spb", "--param", "city=Тверь=2"), "Тверь=2"),
    ):
        assert run("build", *arguments).exit_code == 0
        assert city() == wanted


@pytest.mark.parametrize(
    "arguments",
    [("--env", "moskow"), ("--param", "city"), ("--param", "=x"), ("--param", "city=\x1b[31m"), ("--target", "smal")],
)
def test_what_a_command_was_told_wrongly_is_usage(run: Run, arguments: tuple[str, ...]) -> None:
    put(main_pipe=GOOD, pipelang_toml="[env.moscow]\n")
    result = run("check", *arguments)
    assert result.exit_code == 2
    assert "Error:" in result.stderr


def test_usage_has_suggestions(run: Run) -> None:
    put(main_pipe=GOOD, pipelang_toml="[env.moscow]\n")
    assert "did you mean `moscow`?" in run("check", "--env", "moskow").stderr
    assert "did you mean 'small'?" in run("check", "--target", "smal").stderr
    assert "did you mean 'check'?" in run("chek").stderr


# ---- build


def test_build_writes_what_each_target_needs(run: Run) -> None:
    put(main_pipe=GOOD)
    result = run("build")
    assert result.exit_code == 0, result.output
    assert below("out") == [
        ".pipelang-out.json",
        "papers/img/a.png",
        "papers/index.html",
        "small/checklist.html",
        "small/checklist.md",
        "small/coverage.json",
        "small/setup.json",
        "spec.json",
    ]
    Setup.model_validate_json(Path("out/small/setup.json").read_text(encoding="utf-8"))
    CoverageFile.model_validate_json(Path("out/small/coverage.json").read_text(encoding="utf-8"))


def test_build_tells_what_it_made(run: Run) -> None:
    put(main_pipe=GOOD)
    assert run("build").stdout == (
        "Фабрика (main.pipe): 1 pipeline, 1 stage, 0 fields\n"
        "  Papers     2 files (papers/)\n"
        "  Small CRM  5 operations (small/setup.json), 4 manual steps (small/checklist.html)\n"
        "             1 call has not been verified on a live account: `unsure` in setup.json\n"
        "written to out/\n"
    )
    assert "1 воронка, 1 этап, 0 полей" in run("build", "--lang", "ru").stdout


def test_build_is_the_same_each_time(run: Run) -> None:
    put(main_pipe=GOOD)
    run("build", "-o", "a")
    run("build", "-o", "b")
    assert below("a") == below("b")
    assert all(Path("a", name).read_bytes() == Path("b", name).read_bytes() for name in below("a"))


def test_targets_are_those_asked_for_else_those_of_the_project(run: Run) -> None:
    put(main_pipe=GOOD, pipelang_toml='[project]\ntargets = ["papers"]\nout = "made"\n')
    run("build")
    assert {name.partition("/")[0] for name in below("made")} == {".pipelang-out.json", "papers", "spec.json"}
    run("build", "--target", "small", "-o", "x/y")
    assert "small/setup.json" in below("x/y")


def test_an_unknown_target_of_the_project_is_shown_there(run: Run) -> None:
    put(main_pipe=GOOD, pipelang_toml='[project]\ntargets = ["smal"]\n')
    result = run("build")
    assert result.exit_code == 1
    assert (
        "error[C106]" in result.stderr
        and "--> pipelang.toml:2:1" in result.stderr
        and "did you mean `small`?" in result.stderr
    )


def test_outputs_of_a_project_stand_beside_its_configuration(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    put(main_pipe=GOOD, pipelang_toml="[project]\n", sub__x_pipe=LIBRARY)
    monkeypatch.chdir("sub")
    assert "written to ../out/" in run("build").stdout


def test_several_programs_have_folders_of_their_own(run: Run) -> None:
    put(kitchen__main_pipe=GOOD, doors_pipe=GOOD, lib_pipe=LIBRARY)
    result = run("build", "--target", "papers")
    assert result.exit_code == 0, result.output
    assert [name for name in below("out") if name.endswith("spec.json")] == ["doors/spec.json", "kitchen/spec.json"]
    assert "Papers  2 files (kitchen/papers/)" in result.stdout


def test_with_an_error_anywhere_nothing_is_written(run: Run) -> None:
    put(a_pipe=GOOD, b_pipe=GOOD)
    run("build")
    before = {name: Path("out", name).read_bytes() for name in below("out")}
    put(b_pipe=BAD)
    result = run("build")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "error[N201]" in result.stderr
    assert {name: Path("out", name).read_bytes() for name in below("out")} == before


def test_what_a_target_cannot_hold_stops_a_build(run: Run, crm: SmallCrm) -> None:
    put(main_pipe=GOOD)
    crm.finds = (Diagnostic("F110", None, {"path": "x"}),)
    assert run("build").exit_code == 1
    assert not Path("out").exists()


def test_warnings_are_shown_and_stop_nothing(run: Run, crm: SmallCrm) -> None:
    put(main_pipe=GOOD)
    crm.finds = (Diagnostic("F110", None, {"path": "x"}, severity="warning"),)
    result = run("build")
    assert result.exit_code == 0
    assert "warning[F110]" in result.stderr and "written to out/" in result.stdout


def test_foreign_files_in_the_output_folder_stop_a_build(run: Run) -> None:
    put(main_pipe=GOOD, out__notes_toml="mine")
    result = run("build")
    assert result.exit_code == 1
    assert "error[F202]" in result.stderr and below("out") == ["notes.toml"]


def test_a_lost_fact_is_an_internal_warning(run: Run, crm: SmallCrm) -> None:
    put(main_pipe=GOOD)
    crm.forgets = "role.manager#name"
    result = run("build")
    assert result.exit_code == 0
    assert result.stderr == "internal warning: target small lost 1 fact of the spec: role.manager#name\n"


def test_only_libraries_make_no_build(run: Run) -> None:
    put(lib_pipe=LIBRARY)
    result = run("build")
    assert (result.exit_code, Path("out").exists()) == (0, False)
    assert "nothing to build" in result.stdout
    assert run("build", "lib.pipe").exit_code == 1


# ---- init


def test_init_makes_a_project(run: Run) -> None:
    result = run("init", "client", "--lang", "ru")
    assert result.exit_code == 0, result.output
    assert {"main.pipe", "pipelang.toml", "README.md"} <= set(below("client"))
    assert result.stdout.endswith("cd client && pipelang check\n")
    assert "`main.pipe` — спецификация" in Path("client/README.md").read_text(encoding="utf-8")


def test_init_never_overwrites(run: Run) -> None:
    put(client__main_pipe="mine")
    result = run("init", "client")
    assert result.exit_code == 2
    assert below("client") == ["main.pipe"] and Path("client/main.pipe").read_text() == "mine"


def test_every_spec_to_start_from_checks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    starts = CliRunner().invoke(commands, ["init", "--list"]).stdout.split()
    assert {"furniture", "quickstart"} <= set(starts) and "std" not in starts
    for start in starts:
        assert CliRunner().invoke(commands, ["init", start, "--from", start]).exit_code == 0
        result = CliRunner().invoke(commands, ["check", start])
        assert result.exit_code == 0, result.output


def test_an_unknown_start_names_the_known(run: Run) -> None:
    result = run("init", "--from", "furnitur")
    assert result.exit_code == 2
    assert "did you mean 'furniture'?" in result.stderr


# ---- explain, targets, completion, the rest


def test_explain_tells_why_and_how(run: Run) -> None:
    result = run("explain", "c102")
    assert result.exit_code == 0
    assert "error[C102] unknown-setting" in result.stdout
    assert "Why: A setting that nobody reads" in result.stdout and '    entri = "main.pipe"' in result.stdout
    assert "Почему:" in run("explain", "unknown-setting", "--lang", "ru").stdout


def test_explain_lists_everything_and_suggests(run: Run) -> None:
    listed = run("explain").stdout
    assert "C102  unknown-setting: " in listed and "F101  " in listed and "N201  " in listed
    result = run("explain", "unknown-settin")
    assert result.exit_code == 2
    assert "did you mean 'unknown-setting'?" in result.stderr


def test_targets_shows_what_a_crm_can_hold(run: Run) -> None:
    assert run("targets").stdout.splitlines() == [
        "Name    Title      Kind",
        "papers  Papers     documents",
        "small   Small CRM  CRM",
    ]
    text = run("targets", "small").stdout
    assert "by API (not verified on a live account)" in text and "stages per pipeline" in text
    markdown = run("targets", "small", "--format", "markdown", "--lang", "ru").stdout
    assert "| pipeline | через API (не проверено на живом аккаунте) | через API | docs |" in markdown
    assert "by \\| API" in run("targets", "small", "--format", "markdown").stdout
    data = json.loads(run("targets", "small", "--format", "json").stdout)
    assert data["limits"][0]["value"] == 100 and data["capabilities"][0]["sure"] is False
    assert [item["name"] for item in json.loads(run("targets", "--format", "json").stdout)] == ["papers", "small"]
    assert run("targets", "papers").exit_code == 0
    assert run("targets", "smal").exit_code == 2


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(run: Run, shell: str) -> None:
    result = run("completion", shell)
    assert result.exit_code == 0
    assert "_PIPELANG_COMPLETE" in result.stdout


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").stdout == f"pipelang, version {__version__}\n"


@pytest.mark.parametrize("name", ["init", "check", "build", "explain", "targets", "completion"])
def test_every_command_has_help(run: Run, name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()[2].strip()) > 10
    assert name in run("--help").stdout


# ---- graph


def test_graph_draws_in_the_format_that_is_asked_for(run: Run) -> None:
    put(main_pipe=GOOD)
    assert run("graph").stdout.startswith("<svg")
    assert run("graph", "--format", "mermaid").stdout.startswith("flowchart LR\n")
    assert run("graph", "--format", "dot", "--pipeline", "sales").stdout.startswith("digraph")


@pytest.mark.parametrize(("name", "start"), [("a.svg", "<svg"), ("a.mmd", "flowchart"), ("a.dot", "digraph")])
def test_graph_writes_what_the_name_of_the_file_says(run: Run, name: str, start: str) -> None:
    put(main_pipe=GOOD)
    assert run("graph", "-o", name).exit_code == 0
    assert Path(name).read_text(encoding="utf-8").startswith(start)


def test_graph_of_a_broken_spec_writes_nothing(run: Run) -> None:
    put(main_pipe=BAD)
    result = run("graph", "-o", "a.svg")
    assert result.exit_code == 1 and "error[N201]" in result.stderr and not Path("a.svg").exists()


def test_graph_says_what_it_cannot_draw(run: Run) -> None:
    put(a_pipe=GOOD, b_pipe=GOOD)
    assert "name one of them: a.pipe, b.pipe" in run("graph").stderr
    assert "did you mean 'sales'?" in run("graph", "a.pipe", "--pipeline", "sale").stderr
    assert run("graph", "a.pipe", "-o", "no/such/folder.svg").exit_code == 2
