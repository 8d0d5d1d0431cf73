"""The tool as a process: exit codes, streams, signals, and what it imports."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipelang.report.diagnostics.text import WIDTH

SPEC = """\
crm "Ф"
role manager "М"
pipeline sales "Продажи" {
  stage new "Новая" { owner manager }
  won "О"
  lost "Отказ"
}
"""

#: Runs the tool with a compiler that does something else.
OTHER = """\
import os, signal
import pipelang.compile
from pipelang.cli import main
def compile_program(*_, **__):
    {}
pipelang.compile.compile_program = compile_program
main()
"""
TOOL = [sys.executable, "-m", "pipelang"]


def start(
    folder: Path, *arguments: str, command: list[str] = TOOL, **environment: str
) -> subprocess.CompletedProcess[str]:
    cleared = {
        key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "PIPELANG", "NO_COLOR"))
    }
    return subprocess.run(
        [*command, *arguments],
        cwd=folder,
        capture_output=True,
        env={**cleared, **environment},
        text=True,
        encoding="utf-8",
        timeout=60,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "main.pipe").write_text(SPEC, encoding="utf-8")
    return tmp_path


def loaded_by_check(folder: Path) -> set[str]:
    script = (
        "import sys; from pipelang.cli import commands\n"
        "commands.main(['check', '--format', 'json'], 'pipelang', standalone_mode=False)\n"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    done = start(folder, "-c", script, command=[sys.executable])
    loaded = set(done.stderr.split())
    assert "pipelang.compile" in loaded, done.stderr
    return loaded


def test_check_imports_nothing_heavy(folder: Path) -> None:
    """Start-up is a feature: what a check of a clean spec loads must not creep."""
    loaded = loaded_by_check(folder)
    heavy = {
        "pydantic",
        "jinja2",
        "lark",
        "jsonschema",
        "wcwidth",
        "docx",
        "difflib",
        "importlib.metadata",
        "importlib.resources",
    }
    assert not heavy & loaded
    commands = {name for name in loaded if name.startswith("pipelang.cli.")}
    assert commands == {"pipelang.cli.check", "pipelang.cli.common", "pipelang.cli.compiling"}
    for part in ("targets", "deploy", "outputs", "formats", "report.text", "messages.names", "messages.files", "words"):
        assert f"pipelang.{part}" not in loaded


def test_neither_findings_nor_a_configuration_make_check_heavy(folder: Path) -> None:
    (folder / "pipelang.toml").write_text('[project]\nentry = "main.pipe"\n[env.x.params]\n', encoding="utf-8")
    (folder / "main.pipe").write_text(SPEC.replace("owner manager", "owner mangr"), encoding="utf-8")
    loaded = loaded_by_check(folder)
    assert "pipelang.messages.names" in loaded
    assert not {"pydantic", "jinja2", "lark"} & loaded
    assert not [name for name in loaded if name.startswith("pipelang.targets.")]


def test_exit_codes(folder: Path) -> None:
    assert start(folder, "check").returncode == 0
    assert start(folder, "check", "missing.pipe").returncode == 1
    assert start(folder, "check", "--nonsense").returncode == 2
    assert start(folder, "nonsense").returncode == 2
    assert start(folder, "explain", "X999").returncode == 2
    assert start(folder, "--help").returncode == 0


def test_an_unexpected_failure_is_one_line_and_tells_more_on_demand(folder: Path) -> None:
    command = [sys.executable, "-c", OTHER.format("raise RuntimeError('бум\x1b')"), "check"]
    done = start(folder, command=command)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("internal error: RuntimeError: бум␛. ") and done.stderr.count("\n") == 1
    assert "внутренняя ошибка" in start(folder, command=command, LANG="ru_RU.UTF-8").stderr
    assert "Traceback" in start(folder, command=command, PIPELANG_DEBUG="1").stderr


def test_an_old_console_is_no_reason_to_fail(folder: Path) -> None:
    (folder / "main.pipe").write_text(SPEC.replace("owner manager", "owner mangr"), encoding="utf-8")
    done = start(folder, "check", "--lang", "ru", PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert "mangr" in done.stdout and "Traceback" not in done.stderr
    machine = start(folder, "check", "--lang", "ru", "--format", "json", PYTHONIOENCODING="ascii")
    assert "нет роли" in machine.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_closed_pipe_is_quiet(folder: Path) -> None:
    (folder / "main.pipe").write_text(SPEC + "role x\n" * 5000, encoding="utf-8")
    done = subprocess.run(
        ["sh", "-c", f"'{sys.executable}' -m pipelang check --format json | head -c 10"],
        cwd=folder,
        capture_output=True,
        timeout=60,
    )
    assert (done.stdout, done.stderr) == (b'{\n  "versi', b"")


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_an_interrupt_ends_with_its_code(folder: Path) -> None:
    # Whoever starts the tests in the background has them ignore interrupts.
    stop = OTHER.format(
        "(signal.signal(signal.SIGINT, signal.default_int_handler), os.kill(os.getpid(), signal.SIGINT))"
    )
    done = start(folder, command=[sys.executable, "-c", stop, "check"])
    assert done.returncode == 128 + signal.SIGINT
    assert "Traceback" not in done.stderr


def on_terminal(folder: Path, *arguments: str, **environment: str) -> str:
    """Runs the tool on a terminal of its own and returns all that it was shown."""
    import pty

    (folder / "main.pipe").write_text(SPEC.replace("owner manager", "owner mangr"), encoding="utf-8")
    ours, theirs = pty.openpty()
    settings = {**os.environ, "TERM": "xterm", "COLUMNS": "80", "LANG": "C.UTF-8", **environment}
    done = subprocess.Popen([*TOOL, *arguments], cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs, env=settings)
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    done.wait(timeout=60)
    return shown.decode("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of POSIX")
def test_colours_are_for_terminals_of_people_who_want_them(folder: Path) -> None:
    assert "\x1b[31m" in on_terminal(folder, "check")
    assert "\x1b" not in on_terminal(folder, "check", "--no-color")
    assert "\x1b" not in on_terminal(folder, "check", NO_COLOR="1")
    assert "\x1b" not in on_terminal(folder, "check", TERM="dumb")
    assert "\x1b" not in start(folder, "check").stdout


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of POSIX")
def test_lines_keep_to_the_width_of_the_terminal(folder: Path) -> None:
    shown = on_terminal(folder, "check", "--no-color", COLUMNS="60")
    assert max(len(line.rstrip()) for line in shown.splitlines()) <= 60 < WIDTH
