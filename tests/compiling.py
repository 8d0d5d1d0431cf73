"""Compiling texts in tests, without a disk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipelang.compile import Compiled, compile_program
from pipelang.diagnostics import Diagnostic
from pipelang.model import Program
from pipelang.source import Source

#: The ends of a pipeline that a case does not care for.
ENDS = 'won lost { reason price "Дорого" }'


class Texts:
    """Files that are nowhere but here."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.sources = {path: Source(path, text) for path, text in texts.items()}

    def read(self, path: str) -> Source | Diagnostic:
        return self.sources.get(path) or Diagnostic("F101", None, {"path": path, "suggestion": ""}, path=path)


def compiled(texts: str | Mapping[str, str], params: Mapping[str, str] | None = None, **options: Any) -> Compiled:
    """A text as `main.pipe`, or several files of which `main.pipe` is the entry."""
    files = {"main.pipe": texts} if isinstance(texts, str) else texts
    return compile_program("main.pipe", Texts(files), params, **options)


def program_of(texts: str | Mapping[str, str], params: Mapping[str, str] | None = None) -> Program:
    """The program of a text that has nothing wrong with it."""
    result = compiled(texts, params)
    assert result.program is not None, told(result)
    assert not result.problems, told(result)
    return result.program


def told(result: Compiled) -> list[tuple[str, str, str]]:
    """(code, place, what is pointed at) of each problem, in the order of the text, each place once."""
    found = {
        (problem.span.source.path, problem.span.start, problem.code): (
            problem.code,
            problem.span.place,
            problem.span.text,
        )
        for problem in result.problems
        if problem.span is not None
    }
    nowhere = [(problem.code, problem.path or "", "") for problem in result.problems if problem.span is None]
    return nowhere + [found[key] for key in sorted(found)]


def codes(result: Compiled) -> list[str]:
    return [code for code, _, _ in told(result)]


def stage_of(lines: str, before: str = "") -> str:
    """A whole spec with these lines in its only stage."""
    return (
        f'crm "Кухни" {{ currency RUB }}\n{before}\n'
        f'pipeline sales "Продажи" {{\n  stage request "Заявка" {{\n    {lines}\n  }}\n  {ENDS}\n}}\n'
    )
