"""No output of a command shows a secret that stands in a spec, whether the spec compiles or not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from compiling import stage_of
from hypothesis import given
from hypothesis import strategies as st

from pipelang.cli import commands
from pipelang.report.documents.markdown import escape
from pipelang.report.hiding import hide
from pipelang.secrets import BLOT, blotted, secrets

Run = Callable[..., Result]

MENDED = stage_of('goal "Приедет"')


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in English, in an empty folder."""
    for name in ("PIPELANG_LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "PIPELANG_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(commands, arguments)


def put(text: str, name: str = "main.pipe") -> None:
    Path(name).write_text(text, encoding="utf-8")


SECRET = "k3j9x0v8q2m7w5za"
LEAK = f'webhook "https://okna.bitrix24.ru/rest/1/{SECRET}/im"'


@pytest.mark.parametrize("shape", ["text", "json", "github", "gitlab", "sarif"])
@pytest.mark.parametrize(
    "line",
    [
        f"on enter {{ {LEAK} }} goal 5d",
        f'on enter {{ {LEAK} notify mananger "x" }}',
        f"goal {LEAK}",
        f"{LEAK}",
        "tag sk_live_51Habcd9876zyxw5432QQ",
        'hint token "Пароль: Zx81Cv72Bn63"',
        "goal «Пароль: Zx81Cv72Bn63»",
    ],
)
def test_no_report_of_a_spec_that_does_not_compile_shows_a_secret(run: Run, shape: str, line: str) -> None:
    put(stage_of(line, 'role manager "Менеджер"'))
    done = run("check", "--format", shape)
    assert done.exit_code == 1
    for secret in (SECRET, "sk_live_51Hab", "Zx81Cv"):
        assert secret not in done.output


def test_no_difference_shows_a_secret(run: Run) -> None:
    put(stage_of(f"gоal «Приедет»\n  on enter {{ {LEAK} }}"))
    fixed = run("check", "--diff")
    assert fixed.exit_code == 1 and SECRET not in fixed.output and "•" in fixed.stdout
    put(stage_of(f'goal   "Приедет"\n  on enter {{ {LEAK} }}'))
    formatted = run("fmt", "--diff")
    assert formatted.exit_code == 1 and SECRET not in formatted.output and "•" in formatted.stdout


def test_a_secret_of_the_command_line_is_not_shown(run: Run) -> None:
    put(stage_of("", "param hook_token: number = 5"))
    done = run("check", "--param", "hook_token=Zx81Cv72Bn63")
    assert "T414" in done.stdout and "Zx81" not in done.output


def test_an_internal_error_shows_no_secret(
    run: Run, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from pipelang import cli

    put(MENDED)

    def fail(*_: object, **__: object) -> None:
        raise KeyError(f"https://okna.bitrix24.ru/rest/1/{SECRET}/im")

    monkeypatch.setattr("pipelang.cli.compiling.compile_all", fail)
    monkeypatch.setattr("sys.argv", ["pipelang", "check"])
    for debug in ("", "1"):
        monkeypatch.setenv("PIPELANG_DEBUG", debug)
        assert cli._run() == cli.USAGE
        said = capfd.readouterr().err
        assert "KeyError" in said and ("Traceback" in said) == bool(debug)
        assert SECRET not in said


@pytest.mark.parametrize(
    "arguments", [("--format", shape) for shape in ("text", "json", "markdown", "html")] + [("--changelog",)]
)
def test_no_comparison_shows_a_secret(run: Run, arguments: tuple[str, ...]) -> None:
    """Neither of one side, nor in pieces where only a part of it has changed, nor of a parameter."""
    lines = 'on enter {{ webhook "https://okna.bitrix24.ru/rest/1/{0}/im" }} hint "Пароль: {1}" goal "{{$hook}}"'
    param = 'param hook: text = "–"'
    put(stage_of(lines.format(SECRET, "Zx81-Cv72_Bn63"), param), "old.pipe")
    put(stage_of(lines.format(SECRET[::-1], "Zx81-Cv99_Bn63"), param), "new.pipe")
    done = run("diff", "old.pipe", "new.pipe", "--param", "hook=Bearer Qw12Er34Ty56Ui", *arguments)
    assert BLOT * 5 in done.stdout
    for secret in (SECRET, SECRET[::-1], "Cv72", "Cv99", "Qw12Er"):
        assert secret not in done.output


def test_a_comparison_with_a_side_that_does_not_compile(run: Run) -> None:
    put(stage_of(f"on enter {{ {LEAK} }}"), "old.pipe")
    put(stage_of(f"on entr {{ {LEAK} }}"), "new.pipe")
    done = run("diff", "old.pipe", "new.pipe")
    assert "F311" in done.stderr and SECRET not in done.output


@given(st.text(st.sampled_from("aB1_-*<&'\\/+=~"), min_size=6, max_size=14).filter(lambda text: text.strip() == text))
def test_a_secret_is_found_however_a_format_writes_it(secret: str) -> None:
    import html
    import json

    for write in (str, html.escape, escape, lambda text: json.dumps(text, ensure_ascii=False)[1:-1]):
        written = write(f"до {secret} после")
        hidden = hide(written, [secret])
        assert hidden == f"до {BLOT * len(secret)} после"


def test_a_text_is_blotted_in_its_places() -> None:
    text = 'hint "Пароль: Zx81Cv72Bn63, потом token=Qw12Er34Ty56"\nтот же Zx81Cv72Bn63'
    assert len(secrets(text)) == 2
    assert blotted(text) == f'hint "Пароль: {BLOT * 12}, потом token={BLOT * 12}"\nтот же Zx81Cv72Bn63'
