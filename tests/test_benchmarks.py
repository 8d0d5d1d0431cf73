"""The specs that speed is measured on are right ones and the same each time, and what is measured is what is told."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from pipelang.compare import compare
from pipelang.compile import compile_program
from pipelang.model import Pipeline
from pipelang.source import Source


class _One:
    def __init__(self, text: str) -> None:
        self.text = text

    def read(self, path: str) -> Source:
        return Source(path, self.text)


@pytest.fixture(scope="module", autouse=True)
def neighbours() -> Iterator[None]:
    """The benchmarks are scripts: they find each other beside themselves."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(Path(__file__).parents[1] / "benchmarks")
        yield


@pytest.fixture
def generate() -> ModuleType:
    return importlib.import_module("generate")


@pytest.mark.parametrize(("lines", "pipelines"), [(50, 1), (1000, 9)])
def test_generated_specs_compile_and_have_the_size_that_was_asked_for(
    generate: ModuleType, lines: int, pipelines: int
) -> None:
    text = generate.as_pipe(generate.content_of(lines))
    compiled = compile_program("spec.pipe", _One(text))
    assert list(compiled.problems) == []
    assert compiled.program is not None
    assert len(compiled.program.pipelines) == pipelines
    assert text.count("\n") == pytest.approx(lines, rel=0.3)


def test_generated_files_are_the_same_each_time(generate: ModuleType, tmp_path: Path) -> None:
    written = [generate.write(tmp_path / name, 300) for name in ("one", "two")]
    assert written[0] == written[1]
    for name in generate.WRITERS:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_each_pipeline_of_the_compared_trees_has_changed(generate: ModuleType) -> None:
    data = generate.content_of(1000)
    texts = [generate.as_pipe(data), generate.as_pipe(importlib.import_module("content").edited(data))]
    old, new = (compile_program("spec.pipe", _One(text)) for text in texts)
    assert list(new.problems) == [] and old.program is not None and new.program is not None
    changes = compare(old.program, new.program).changes
    changed = {node.id for change in changes for node in change.above if isinstance(node, Pipeline)}
    assert changed == {pipeline.id for pipeline in new.program.pipelines} - {"warming"}


def test_a_first_round_fills_the_caches_and_is_not_counted(tmp_path: Path) -> None:
    measure = importlib.import_module("measure")
    made: list[int] = []
    script = "import os; open(os.environ['XDG_CACHE_HOME'], 'a').write(os.environ['NAME'])"
    command = [sys.executable, "-c", script]
    case = measure.Case(command, variables={"NAME": "x"}, before=lambda: made.append(1))
    environment = measure.quiet_environment(tmp_path / "log")
    series = measure.interleaved({"it": case}, 2, environment)
    assert len(series.runs["it"]) == 2
    assert (tmp_path / "log").read_text() == "xxx" and len(made) == 3


def test_a_command_that_fails_is_no_measurement(tmp_path: Path) -> None:
    measure = importlib.import_module("measure")
    with pytest.raises(measure.Failed, match="no such thing"):
        measure.once([sys.executable, "-c", "raise SystemExit('no such thing')"], measure.quiet_environment(tmp_path))


def test_the_page_tells_every_goal_and_every_command() -> None:
    goals, measure, report = map(importlib.import_module, ("goals", "measure", "report"))
    series = measure.Series(
        {name: [measure.Cost(2.0, 2.0, 30.0)] for name in ("python -c pass", "pipelang fmt, twice")}
    )
    table = report.Table("Formatting", series, {"pipelang fmt, twice": 1000})
    verdicts = goals.judged({goal.key: goal.limit for goal in goals.GOALS})
    page = report.page([table], verdicts, "a machine", True)
    assert [goal.what for goal in goals.GOALS if f"| {goal.what} |" not in page] == []
    assert "| `pipelang fmt`, twice | 1,000 | 2,000 | 1.0 | 500 | 30 |" in page
