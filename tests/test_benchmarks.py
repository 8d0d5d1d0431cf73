"""The specs that speed is measured on are right ones, and the same each time."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from pipelang.compile import compile_program
from pipelang.source import Source


class _One:
    def __init__(self, text: str) -> None:
        self.text = text

    def read(self, path: str) -> Source:
        return Source(path, self.text)


@pytest.fixture(scope="module")
def generate() -> Iterator[ModuleType]:
    """The generator is a script: its neighbours are found beside it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(Path(__file__).parents[1] / "benchmarks")
        yield importlib.import_module("generate")


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
