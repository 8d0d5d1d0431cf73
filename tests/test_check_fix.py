"""`check --fix`, `--unsafe-fixes` and `--diff` on real files."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from compiling import ENDS, stage_of

from pipelang import outputs
from pipelang.cli import commands, fixing
from pipelang.fixes import Mended

Run = Callable[..., Result]

SLIP = stage_of("gоal «Приедет»")
MENDED = stage_of('goal "Приедет"')
GUESS = stage_of("owner mananger", 'role manager "Менеджер"')


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `check --no-rules` in English, in an empty folder."""
    for name in ("PIPELANG_LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "PIPELANG_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(commands, ["check", "--no-rules", *arguments])


def put(text: str, name: str = "main.pipe") -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def text(name: str = "main.pipe") -> str:
    return Path(name).read_bytes().decode()


# ---- what is done


def test_a_plain_check_tells_what_could_be_mended(run: Run) -> None:
    put(SLIP)
    assert run().stdout.endswith("2 errors in 1 file\n2 fixable with --fix\n")
    put(GUESS)
    assert run().stdout.endswith("\n1 fixable with --fix --unsafe-fixes\n")
    put(SLIP.replace("role", "role") + GUESS.split("\n", 1)[1].replace("pipeline sales", "pipeline other"))
    assert run().stdout.endswith("\n2 fixable with --fix (1 more with --unsafe-fixes)\n")
    assert text() != MENDED


def test_fix_mends_and_tells_what_is_left(run: Run) -> None:
    put(SLIP)
    done = run("--fix")
    assert (done.exit_code, done.stdout) == (0, "no problems in 1 file\nFixed 2 problems\n")
    assert text() == MENDED
    assert run("--fix").stdout == "no problems in 1 file\n"


def test_a_guess_stays_until_it_is_asked_for(run: Run) -> None:
    put(GUESS)
    done = run("--fix")
    assert done.exit_code == 1 and done.stdout.endswith(
        "1 error in 1 file\nNothing to fix (1 more with --unsafe-fixes)\n"
    )
    assert text() == GUESS
    assert run("--fix", "--unsafe-fixes").stdout.endswith("Fixed 1 problem\n")
    assert text() == GUESS.replace("mananger", "manager")


def test_in_russian(run: Run) -> None:
    put(SLIP)
    assert run("--lang", "ru").stdout.endswith("\nс --fix можно исправить: 2\n")
    assert run("--lang", "ru", "--fix").stdout.endswith("\nИсправлено проблем: 2\n")


def test_line_ends_mark_and_rights_stay(run: Run) -> None:
    path = put("\ufeff" + SLIP.replace("\n", "\r\n"))
    path.chmod(0o640)
    run("--fix")
    assert text() == "\ufeff" + MENDED.replace("\n", "\r\n")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_file_without_a_fix_is_not_touched(run: Run) -> None:
    put('import "lib.pipe"\n' + SLIP)
    library = put('role head "РОП"\n', "lib.pipe")
    before = library.stat()
    assert run("--fix").exit_code == 0
    assert (library.stat().st_ino, library.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_file_of_two_programs_is_mended_once(run: Run) -> None:
    put('role head «РОП»;\nrоle boss "Директор"\n', "lib.pipe")
    for name in ("one", "two"):
        put(f'import "../lib.pipe"\n{stage_of("owner head")}', f"{name}/main.pipe")
    put("", "pipelang.toml")
    assert run("--fix").stdout == "no problems in 3 files\nFixed 3 problems\n"
    assert text("lib.pipe") == 'role head "РОП"\nrole boss "Директор"\n'


def test_a_link_is_followed_and_stays(run: Run) -> None:
    put(SLIP, "specs/real.pipe")
    Path("main.pipe").symlink_to("specs/real.pipe")
    run("--fix", "main.pipe")
    assert Path("main.pipe").is_symlink() and text("specs/real.pipe") == MENDED


def test_rules_are_mended_too(run: Run) -> None:
    put(stage_of('allow sump-stage "было"\n    goal "Приедет"'))
    done = CliRunner().invoke(commands, ["check", "--fix", "--format", "json"])
    assert text() == MENDED
    assert done.stderr == "Fixed 1 problem\n"
    assert all(item["code"] != "R901" for item in json.loads(done.stdout)["diagnostics"])


def test_a_fix_that_would_bring_an_error_is_left_alone_and_told(run: Run) -> None:
    spec = (
        'crm "К"\ntemplate on_to_sales {\n  tunnel copy to sales.new\n}\n'
        f'pipeline leads "Л" of lead {{ stage a "А" {{ use on_to_sales }} {ENDS} }}\n'
        f'pipeline deals "Д" {{ stage a "А" {{ use on_to_sales }} {ENDS} }}\n'
        f'pipeline sales "П" {{ stage new "Новая" {ENDS} }}\n'
    )
    put(spec)
    done = run("--fix")
    assert done.exit_code == 1 and text() == spec
    assert done.stdout.endswith("\nleft as it is, for the fix would bring another error: main.pipe:3 (M317)\n")


# ---- --diff


def test_diff_shows_and_writes_nothing(run: Run) -> None:
    put(SLIP)
    done = run("--diff")
    assert done.exit_code == 1 and text() == SLIP
    assert done.stdout.startswith("--- main.pipe\n+++ main.pipe (fixed)\n@@ ")
    assert '\n-    gоal «Приедет»\n+    goal "Приедет"\n' in done.stdout
    assert done.stderr == "Would fix 2 problems\n"
    assert run("--diff", "--fix").stdout == done.stdout and text() == SLIP


def test_diff_of_what_needs_no_fix(run: Run) -> None:
    put(MENDED)
    done = run("--diff")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "Nothing to fix\n")
    put(GUESS)
    assert run("--diff").stderr == "Nothing to fix (1 more with --unsafe-fixes)\n"
    assert run("--diff", "--unsafe-fixes").exit_code == 1


def test_diff_of_nothing_to_look_at(run: Run) -> None:
    done = run("--diff", "gone.pipe")
    assert done.exit_code == 1 and "error[F101]" in done.stderr


def test_options_that_do_not_go_together(run: Run) -> None:
    put(SLIP)
    assert run("--unsafe-fixes").exit_code == 2
    assert run("--diff", "--format", "json").exit_code == 2


# ---- what is nobody's to change


def test_a_file_outside_the_project_is_neither_read_nor_written(run: Run, tmp_path: Path) -> None:
    put("role head «РОП»\n", "lib.pipe")
    put("", "project/pipelang.toml")
    put('import "../lib.pipe"\n' + SLIP, "project/main.pipe")
    Path("project/linked.pipe").symlink_to(tmp_path / "lib.pipe")
    put('import "linked.pipe"\n' + SLIP, "project/other.pipe")
    done = run("--fix", "project")
    assert "M304" in done.stdout and "F109" in done.stdout
    assert text("lib.pipe") == "role head «РОП»\n"
    assert text("project/main.pipe").endswith(MENDED)


def test_the_library_that_ships_with_the_tool_is_not_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where the environment that it is installed in stands among the specs."""
    put("", "pipelang.toml")
    put(SLIP)
    put("role head «РОП»\n", "env/lib/specs/std/roles.pipe")
    monkeypatch.setattr(fixing, "_library", lambda: tmp_path / "env/lib/specs/std")
    run("--fix")
    assert text() == MENDED and text("env/lib/specs/std/roles.pipe") == "role head «РОП»\n"
    assert (fixing._library() / "..").exists()


def test_the_library_is_where_the_guard_looks_for_it() -> None:
    fixing._library.cache_clear()
    assert (fixing._library() / "sla.pipe").is_file()


def two_files() -> None:
    put('import "lib.pipe"\n' + SLIP)
    put("role head «РОП»\n", "lib.pipe")


def assert_untouched(done: Result, code: str) -> None:
    assert done.exit_code == 1 and f"error[{code}]" in done.stdout and "Fixed" not in done.stdout
    assert text().endswith(SLIP) and text("lib.pipe") == "role head «РОП»\n"
    assert sorted(path.name for path in Path().iterdir()) == ["lib.pipe", "main.pipe"]


def test_a_file_that_may_not_be_written(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    two_files()
    monkeypatch.setattr(outputs.os, "access", lambda path, _: Path(path).name != "main.pipe")
    assert_untouched(run("--fix"), "F203")


def test_a_file_that_somebody_saves_meanwhile(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    put(SLIP)
    real = fixing.mend

    def mend(*arguments: Any) -> Mended:
        put(SLIP + "# ещё строка\n")
        return real(*arguments)

    monkeypatch.setattr(fixing, "mend", mend)
    done = run("--fix")
    assert done.exit_code == 1 and "F209" in done.stdout
    assert text() == SLIP + "# ещё строка\n"


def test_a_disk_that_is_full_for_the_second_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    two_files()
    left = iter([None])
    real = os.fsync

    def fsync(descriptor: int) -> None:
        if next(left, "full"):
            raise OSError(errno.ENOSPC, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(outputs.os, "fsync", fsync)
    assert_untouched(run("--fix"), "F204")


def test_a_second_file_that_cannot_be_put_in_place(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    two_files()
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if target.name == "main.pipe":
            raise OSError(errno.EBUSY, "Device or resource busy")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    assert_untouched(run("--fix"), "F205")
