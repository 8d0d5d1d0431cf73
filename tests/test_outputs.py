"""Outputs are written all or nothing."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelang import outputs
from pipelang.diagnostics import Diagnostic
from pipelang.files import MANIFEST
from pipelang.outputs import write_tree

FILES = {"amocrm/setup.json": "{}\n", "amocrm/карта.md": "Этап\n", "photo.png": b"\x89\r\n"}


def tree(folder: Path) -> dict[str, bytes]:
    """Everything below a folder, hidden leftovers too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def codes(problems: list[Diagnostic]) -> list[str]:
    return [problem.code for problem in problems]


def test_a_tree_is_written_as_it_is_and_twice_the_same(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    assert write_tree(out, FILES, "out") == []
    first = tree(tmp_path)
    assert first["deep/out/amocrm/карта.md"] == "Этап\n".encode()
    assert first["deep/out/photo.png"] == b"\x89\r\n"
    assert set(first) == {f"deep/out/{name}" for name in (*FILES, MANIFEST)}
    assert write_tree(out, FILES, "out") == []
    assert tree(tmp_path) == first


def test_what_is_no_longer_made_goes_away(tmp_path: Path) -> None:
    write_tree(tmp_path / "out", FILES, "out")
    assert write_tree(tmp_path / "out", {"a.md": "x"}, "out") == []
    assert set(tree(tmp_path)) == {"out/a.md", f"out/{MANIFEST}"}


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert write_tree(tmp_path / "out", FILES, "out") == []


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
def test_the_folder_has_the_usual_rights(tmp_path: Path) -> None:
    write_tree(tmp_path / "out", FILES, "out")
    (tmp_path / "usual").mkdir()
    assert (tmp_path / "out").stat().st_mode == (tmp_path / "usual").stat().st_mode


@pytest.mark.parametrize("name", ["notes.txt", "amocrm/notes.txt", ".env"])
def test_files_of_others_are_never_replaced(tmp_path: Path, name: str) -> None:
    write_tree(tmp_path / "out", FILES, "out")
    (tmp_path / "out" / name).write_text("mine")
    before = tree(tmp_path)
    (problem,) = write_tree(tmp_path / "out", {"a.md": "x"}, "out")
    assert (problem.code, problem.params["files"]) == ("F202", name)
    assert tree(tmp_path) == before


def test_a_folder_without_a_manifest_is_somebody_elses(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    for number in range(9):
        (tmp_path / "out" / f"{number}.txt").write_text("mine")
    (problem,) = write_tree(tmp_path / "out", FILES, "out")
    assert (problem.code, problem.params["files"]) == ("F202", "0.txt, 1.txt, 2.txt, 3.txt, 4.txt, …")


def test_a_damaged_manifest_protects_everything(tmp_path: Path) -> None:
    write_tree(tmp_path / "out", FILES, "out")
    (tmp_path / "out" / MANIFEST).write_text("[]")
    assert codes(write_tree(tmp_path / "out", FILES, "out")) == ["F202"]


def test_litter_of_file_managers_is_no_hindrance(tmp_path: Path) -> None:
    write_tree(tmp_path / "out", FILES, "out")
    (tmp_path / "out" / "amocrm" / ".DS_Store").write_text("x")
    assert write_tree(tmp_path / "out", FILES, "out") == []


def test_a_file_in_place_of_the_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    assert codes(write_tree(tmp_path / "out", FILES, "out")) == ["F201"]
    assert codes(write_tree(tmp_path / "out" / "below", FILES, "out/below")) == ["F205"]
    assert (tmp_path / "out").read_text() == "mine"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_to_a_folder_keeps_being_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    assert write_tree(tmp_path / "out", FILES, "out") == []
    assert (tmp_path / "out").is_symlink() and (tmp_path / "real" / "photo.png").exists()


@pytest.mark.parametrize("name", ["/etc/x", "../x", "a/../../x", "a\\b", "a//b", "./a", MANIFEST])
def test_a_target_cannot_write_elsewhere(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not a name"):
        write_tree(tmp_path / "out", {name: "x"}, "out")


def fail(number: int) -> Callable[..., None]:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return refuse


@pytest.mark.parametrize(
    ("owner", "name", "number", "expected"),
    [
        (os, "fsync", errno.ENOSPC, "F204"),
        (os, "fsync", errno.EDQUOT, "F204"),
        (os, "fsync", errno.EIO, "F205"),
        (Path, "rename", errno.EBUSY, "F205"),
        (Path, "rename", errno.EACCES, "F203"),
        (outputs.tempfile, "mkdtemp", errno.EROFS, "F203"),
        (outputs.tempfile, "mkdtemp", errno.ENOSPC, "F204"),
        (Path, "rglob", errno.EACCES, "F203"),
    ],
)
def test_a_failure_leaves_the_former_output_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: object, name: str, number: int, expected: str
) -> None:
    write_tree(tmp_path / "out", FILES, "out")
    before = tree(tmp_path)
    with monkeypatch.context() as broken:
        broken.setattr(owner, name, fail(number))
        assert codes(write_tree(tmp_path / "out", {"a.md": "new"}, "out")) == [expected]
    assert tree(tmp_path) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_failure_between_the_two_renames_brings_the_former_output_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_tree(tmp_path / "out", FILES, "out")
    before, rename = tree(tmp_path), Path.rename

    def second_fails(path: Path, to: Path) -> Path:
        if ".new-" in path.name:
            raise OSError(errno.EIO, "broken")
        return rename(path, to)

    with monkeypatch.context() as broken:
        broken.setattr(Path, "rename", second_fails)
        assert codes(write_tree(tmp_path / "out", {"a.md": "new"}, "out")) == ["F205"]
    assert tree(tmp_path) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_interrupted_build_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_tree(tmp_path / "out", FILES, "out")
    assert list(tmp_path.iterdir()) == []


def test_a_former_output_that_cannot_be_removed_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tree(tmp_path / "out", FILES, "out")
    rmtree = outputs.shutil.rmtree

    def refuse(path: Path, ignore_errors: bool = False) -> None:
        if ignore_errors:
            return rmtree(path, ignore_errors=True)
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as broken:
        broken.setattr(outputs.shutil, "rmtree", refuse)
        problems = write_tree(tmp_path / "out", {"a.md": "new"}, "out")
    assert codes(problems) == ["F206"]
    assert (tmp_path / "out" / "a.md").read_text() == "new"


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_disk_that_takes_no_more_leaves_the_former_output(tmp_path: Path) -> None:
    """A real failure in the middle of a file: the system refuses to let any file grow beyond 4 KB."""
    write_tree(tmp_path / "out", FILES, "out")
    before = tree(tmp_path)
    script = (
        "import resource, sys; from pathlib import Path; from pipelang.outputs import write_tree\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "print([p.code for p in write_tree(Path(sys.argv[1]), {'a': 'x', 'b': 'x' * 100_000, 'c': 'x'}, 'out')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "out")], capture_output=True, text=True, check=True
    )
    assert done.stdout == "['F205']\n"
    assert tree(tmp_path) == before
