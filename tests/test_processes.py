"""Jobs shared out among processes give what they would give here."""

from __future__ import annotations

import os
import signal
import sys
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipelang.cli import commands, making, processes
from pipelang.cli.processes import done

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only here jobs are shared out")

HERE = os.getpid()


@pytest.fixture
def three_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_cores", lambda: 3)


def where(number: int) -> tuple[int, bool]:
    return number, os.getpid() == HERE


@pytest.mark.usefixtures("three_cores")
def test_results_come_in_order_from_several_processes() -> None:
    found = done([partial(where, number) for number in range(7)], [5, 1, 1, 9, 1, 1, 3])
    assert [number for number, _ in found] == list(range(7))
    assert {here for _, here in found} == {True, False}


@pytest.mark.usefixtures("three_cores")
def test_what_is_shared_stays_the_same_object() -> None:
    shared = [object(), object()]
    found = done([lambda: shared[1], lambda: shared[0], lambda: shared[1]], [1, 1, 1], shared)
    assert [item is one for item, one in zip(found, (shared[1], shared[0], shared[1]), strict=True)] == [True] * 3


def fail(number: int) -> int:
    if number == 4:
        raise ValueError("broken")
    return number


@pytest.mark.usefixtures("three_cores")
def test_a_job_that_fails_fails_here() -> None:
    with pytest.raises(ValueError, match="broken"):
        done([partial(fail, number) for number in range(6)], [1] * 6)


def die_elsewhere(number: int) -> int:
    if os.getpid() != HERE:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


@pytest.mark.usefixtures("three_cores")
def test_a_process_that_is_killed_costs_time_and_nothing_else() -> None:
    assert done([partial(die_elsewhere, number) for number in range(5)], [1] * 5) == list(range(5))


@pytest.mark.usefixtures("three_cores")
def test_a_system_without_processes_to_spare(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refuse)
    assert done([partial(where, number) for number in range(4)], [1] * 4) == [(number, True) for number in range(4)]


def test_one_core_and_no_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_cores", lambda: 1)
    assert done([partial(where, 0), partial(where, 1)], [1, 1]) == [(0, True), (1, True)]
    assert done([], []) == []


SPEC = """language 1
crm "Клиент {}" {{ currency RUB }}
role seller "Продавец"
pipeline sales "Продажи" {{
  kind sales
  stage lead "Заявка" {{
    on message matching "стоп" {{ notify seller "стоп" }}
  }}
  won
  lost {{ reason money "Нет денег" }}
}}
"""


@pytest.mark.usefixtures("three_cores")
def test_a_build_is_the_same_in_one_process_and_in_several(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        (tmp_path / f"client_{number}.pipe").write_text(SPEC.format(number), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    one = built("one", 10**9, monkeypatch)
    several = built("several", 0, monkeypatch)
    assert one[0] == several[0]
    assert one[1] == several[1]
    assert "BX122" in one[0]


def built(out: str, large: int, monkeypatch: pytest.MonkeyPatch) -> tuple[str, dict[str, bytes]]:
    monkeypatch.setattr(making, "_LARGE", large)
    ran = CliRunner().invoke(commands, ["build", ".", "-o", out], catch_exceptions=False)
    assert ran.exit_code == 0, ran.output
    files = {path.relative_to(out).as_posix(): path.read_bytes() for path in Path(out).rglob("*") if path.is_file()}
    return ran.output.replace(f"{out}/", ""), files
