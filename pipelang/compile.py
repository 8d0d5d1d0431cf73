"""The stages in order: text → tree → program. Each adds what it finds wrong; none prints, none stops at the first problem."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from pipelang.diagnostics import Diagnostic, Problems
from pipelang.model.program import Program
from pipelang.records import record
from pipelang.semantics.build import build
from pipelang.semantics.units import Files, load
from pipelang.source import Source, Span

__all__ = ["Compiled", "Files", "compile_program", "is_error"]


@record
class Compiled:
    """What came of a spec. `program` is None when there are problems, or when the entry is a library without `crm`."""

    program: Program | None
    problems: Problems
    sources: tuple[Source, ...]


def compile_program(
    entry: str,
    files: Files,
    params: Mapping[str, str] | None = None,
    targets: Callable[[], Iterable[str]] | None = None,
    library: bool = False,
) -> Compiled:
    """Compile the program whose entry file is `entry`.

    `params` override parameters, as text. `targets` names the targets that `target` blocks may be for (not checked when None).
    `library`: the entry need not have a `crm`.
    """
    problems = Problems()
    loaded = load(entry, files, problems)
    sources = tuple(unit.source for unit in loaded.units)
    if loaded.entry is None:
        return Compiled(None, problems, sources)
    program = build(loaded, problems, params or {}, targets)
    if program is None and not library and not problems:
        problems.add("M310", Span(loaded.entry.source, 0, 0))
    return Compiled(None if any(map(is_error, problems)) else program, problems, sources)


def is_error(problem: Diagnostic) -> bool:
    """Whether a problem stops a build: as it says itself, else as the catalogue says of its code."""
    if problem.severity is None:
        from pipelang.messages import entry

        return entry(problem.code).severity == "error"
    return problem.severity == "error"
