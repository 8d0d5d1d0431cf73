"""What is remembered of names between runs: it saves time, and nothing else depends on it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelang import cache
from pipelang.names import memory

SPEC = """\
crm "Окна"
pipeline sales "Продажи" {
  kind sales
  style conversion
  stage request "Заявка получена"
  stage offer "КП отправлено"
  stage talks "Ведём переговоры"
  won "Оплата получена"
  lost "Отказ" { reason price "Дорого" }
}
"""

#: Runs the tool, then says whether the dictionary was loaded.
CODE = """
import sys
from pipelang.cli import commands
commands.main(["check", "--format", "json"], "pipelang", standalone_mode=False)
print("pymorphy3" in sys.modules, file=sys.stderr)
"""


@pytest.fixture
def check(tmp_path: Path) -> Callable[[], tuple[bool, str]]:
    """Checks SPEC in a process of its own: whether the dictionary was loaded, and the report."""
    (tmp_path / "main.pipe").write_text(SPEC, encoding="utf-8")
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache"), "LANG": "C.UTF-8"}

    def run() -> tuple[bool, str]:
        done = subprocess.run(
            [sys.executable, "-c", CODE], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
        )
        return done.stderr.strip() == "True", done.stdout

    return run


def names(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "pipelang" / cache.FILE


def test_the_dictionary_is_loaded_for_new_names_only(check: Callable[[], tuple[bool, str]], tmp_path: Path) -> None:
    first, report = check()
    assert first and "R101" in report
    assert check() == (False, report)
    spec = (tmp_path / "main.pipe").read_text(encoding="utf-8")
    (tmp_path / "main.pipe").write_text(spec.replace("КП отправлено", "Счёт отправлен"), encoding="utf-8")
    assert check()[0] and not check()[0]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe\x00",
        b"[]",
        b"{}",
        b'{"stamp": "other", "answers": {"clauses": {}}}',
        b'{"answers": {"clauses": {"x": 1}}}',
        b"[" * 100_000,
    ],
)
def test_a_broken_or_foreign_cache_is_none(
    check: Callable[[], tuple[bool, str]], tmp_path: Path, content: bytes
) -> None:
    expected = check()[1]
    names(tmp_path).write_bytes(content)
    assert check() == (True, expected)
    assert check() == (False, expected)


def test_answers_of_a_wrong_shape_are_none(check: Callable[[], tuple[bool, str]], tmp_path: Path) -> None:
    expected = check()[1]
    data = json.loads(names(tmp_path).read_text(encoding="utf-8"))
    for answers in ([], {"clauses": []}, {"clauses": {"КП отправлено": ["conversion"]}}):
        names(tmp_path).write_text(json.dumps({**data, "answers": answers}), encoding="utf-8")
        assert check() == (True, expected)


def test_a_changed_classifier_judges_anew(check: Callable[[], tuple[bool, str]], tmp_path: Path) -> None:
    expected = check()[1]
    data = json.loads(names(tmp_path).read_text(encoding="utf-8"))
    wrong = {"clauses": dict.fromkeys(data["answers"]["clauses"], "process")}
    names(tmp_path).write_text(json.dumps({"stamp": data["stamp"], "answers": wrong}), encoding="utf-8")
    assert check()[1] != expected  # it is believed while the stamp is the same
    names(tmp_path).write_text(json.dumps({"stamp": data["stamp"] + " ", "answers": wrong}), encoding="utf-8")
    assert check()[1] == expected


def test_a_cache_that_cannot_be_written_is_no_matter(check: Callable[[], tuple[bool, str]], tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be", encoding="utf-8")
    assert check()[0] and check()[0]


def test_nothing_is_left_beside_the_cache(check: Callable[[], tuple[bool, str]], tmp_path: Path) -> None:
    check()
    assert [path.name for path in names(tmp_path).parent.iterdir()] == [cache.FILE]


@pytest.mark.parametrize(
    ("platform", "variables", "place"),
    [
        ("linux", {"XDG_CACHE_HOME": "/c"}, "/c/pipelang"),
        ("linux", {"XDG_CACHE_HOME": ""}, "/home/u/.cache/pipelang"),
        ("linux", {"XDG_CACHE_HOME": "not/absolute"}, "/home/u/.cache/pipelang"),
        ("darwin", {"XDG_CACHE_HOME": ""}, "/home/u/Library/Caches/pipelang"),
        ("win32", {"XDG_CACHE_HOME": "", "LOCALAPPDATA": "/l"}, "/l/pipelang"),
        ("win32", {"XDG_CACHE_HOME": "", "LOCALAPPDATA": ""}, "/home/u/AppData/Local/pipelang"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="paths of POSIX")
def test_where_it_is_kept(
    monkeypatch: pytest.MonkeyPatch, platform: str, variables: dict[str, str], place: str
) -> None:
    monkeypatch.setenv("HOME", "/home/u")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(cache.sys, "platform", platform)
    assert cache.folder() == Path(place)


def test_without_a_home_there_is_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "")
    monkeypatch.setattr(cache.Path, "home", classmethod(_homeless))
    assert cache.folder() is None
    cache.keep_names()


def _homeless(_: type) -> Path:
    raise RuntimeError


# ---- the memory itself


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_memory", memory._Memory())


@pytest.mark.usefixtures("fresh")
def test_a_name_is_judged_once() -> None:
    asked: list[str] = []

    def judge(name: str) -> str:
        asked.append(name)
        return name.upper()

    assert [memory.answer("size", name, judge) for name in "aba"] == ["A", "B", "A"]
    assert memory.answer("other", "a", str.lower) == "a"
    assert asked == ["a", "b"]


@pytest.mark.usefixtures("fresh")
def test_what_was_learnt_before_is_asked_for_when_it_is_needed() -> None:
    asked: list[int] = []

    def recall() -> memory.Answers:
        asked.append(1)
        return {"size": {"a": "known"}}

    memory.remember(recall)
    assert asked == []
    assert memory.answer("size", "a", str.upper) == "known"
    assert memory.learnt() is None
    memory.answer("size", "b", str.upper)
    assert memory.learnt() == {"size": {"a": "known", "b": "B"}}
    assert memory.learnt() is None and asked == [1]


@pytest.mark.usefixtures("fresh")
def test_a_long_life_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MOST", 3)
    for number in range(10):
        memory.answer("size", str(number), str.upper)
    assert len((memory.learnt() or {})["size"]) <= 3
