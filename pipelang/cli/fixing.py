"""`pipelang check --fix` and `--diff`: the door between fixes and the files of a project."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import click

from pipelang.cli.compiling import Compiling, Unit, show
from pipelang.cli.hints import WORDS, more_words
from pipelang.compile import is_error
from pipelang.diagnostics import Diagnostic
from pipelang.files import LIBRARY, shown_path
from pipelang.fixes import Checked, Mended, fixable, mend
from pipelang.project import Disk, Tree
from pipelang.records import record
from pipelang.report.screen import visible
from pipelang.source import Source

#: Compiles and checks what the command line names, on the disk or on what stands for it.
Examine = Callable[[Tree | None], Compiling]


def fix(examine: Examine, unsafe: bool) -> tuple[Compiling, str]:
    """Mend and write; what is left, and a line about what was done."""
    work = _work(examine, unsafe)
    problem = _write(work)
    if problem is not None:
        work.first.problems.append(problem)
        return work.first, ""
    left = examine(Disk({**work.kept, **work.contents()})) if work.mended.texts else work.first
    return left, _note(work, left, unsafe, "fixed")


def show_difference(examine: Examine, unsafe: bool, no_color: bool) -> int:
    """Print what would change; the exit code, 1 when that is anything or there was nothing to look at."""
    from pipelang.report.difference import difference

    work = _work(examine, unsafe)
    locale = work.first.locale
    for path, content in sorted(work.contents().items()):
        before, after = (_plain(data) for data in (work.kept[path], content))
        click.echo(difference(shown_path(path, Path.cwd()), before, after, WORDS[locale]["after"]), nl=False)
    left = examine(Disk({**work.kept, **work.contents()}))
    click.echo(_note(work, left, unsafe, "would") or WORDS[locale]["nothing"], err=True)
    unread = _rest(work.first)
    if any(map(is_error, unread)):
        from pipelang.report.diagnostics.findings import gather

        show(gather(unread), "text", locale, no_color, err=True)
        return 1
    return 1 if work.mended.texts else 0


@record
class _Work:
    """`kept`: the files as they were read. `paths`: what the sources of all looks are called."""

    first: Compiling
    kept: dict[Path, bytes]
    paths: dict[Source, str]
    mended: Mended

    def contents(self) -> dict[Path, bytes]:
        return _encoded(self.mended.texts)


def fixable_in(compiling: Compiling) -> tuple[int, int]:
    """How many findings --fix would mend, and how many more with --unsafe-fixes."""
    return fixable(_programs(compiling))


def _work(examine: Examine, unsafe: bool) -> _Work:
    kept: dict[Path, bytes] = {}
    first = examine(Disk(kept))
    paths = dict(first.paths)

    def look(texts: Mapping[str, str]) -> list[Checked]:
        seen = examine(Disk({**kept, **_encoded(texts)})) if texts else first
        paths.update(seen.paths)
        return _programs(seen)

    return _Work(first, kept, paths, mend(look, lambda name: kept[Path(name)].decode(), unsafe))


def _programs(compiling: Compiling) -> list[Checked]:
    """The programs as fixes see them, and last what is wrong with none of them."""
    programs = [_checked(unit) for unit in compiling.units]
    return [*programs, Checked("", True, False, _rest(compiling), {})]


def _rest(compiling: Compiling) -> list[Diagnostic]:
    """Problems that belong to no program: of arguments, of configurations."""
    of_programs = {id(problem) for unit in compiling.units for problem in unit.problems}
    return [problem for problem in compiling.problems if id(problem) not in of_programs]


def _checked(unit: Unit) -> Checked:
    project = unit.entry.project
    found = {source: project.files.on_disk(source) for source in unit.sources}
    files = {source: str(path) for source, path in found.items() if path is not None and _may_change(path)}
    sound = unit.program is not None or not any(map(is_error, unit.problems))
    return Checked(
        str(project.root / unit.entry.path), sound, unit.program is not None or not sound, unit.problems, files
    )


def _may_change(path: Path) -> bool:
    """The library that ships with the tool is nobody's to mend, even where an environment stands inside the project."""
    return LIBRARY not in path.parts or not path.is_relative_to(_library())


@cache
def _library() -> Path:
    from importlib.resources import files

    return Path(str(files("pipelang.specs"))).resolve() / LIBRARY


def _write(work: _Work) -> Diagnostic | None:
    contents = work.contents()
    if not contents:
        return None
    from pipelang.outputs import replace_files

    shown = {path: shown_path(path, Path.cwd()) for path in contents}
    for path, name in shown.items():
        if _on_disk(path) != work.kept[path]:
            return Diagnostic("F209", None, {"path": name}, path=name)
    return replace_files(contents, shown)


def _on_disk(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _encoded(texts: Mapping[str, str]) -> dict[Path, bytes]:
    return {Path(name): text.encode() for name, text in texts.items()}


def _plain(data: bytes) -> str:
    return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


# ---- what is told


def _note(work: _Work, left: Compiling, unsafe: bool, done: str) -> str:
    """What was done, and what was not; empty when there was nothing to do."""
    words, mended = WORDS[left.locale], work.mended
    if not mended.settled:
        return words["endless"]
    more = 0 if unsafe else fixable(_programs(left))[1]
    lines: list[str] = []
    if mended.fixed:
        problems = "problem" if mended.fixed == 1 else "problems"
        lines.append(words[done].format(count=mended.fixed, problems=problems) + more_words(more, words))
    elif more:
        lines.append(words["nothing"] + more_words(more, words))
    if mended.refused:
        places = ", ".join(_place(problem, work.paths) for problem in mended.refused)
        lines.append(words["refused"].format(places=visible(places)))
    return "\n".join(lines)


def _place(problem: Diagnostic, paths: Mapping[Source, str]) -> str:
    """`main.pipe:5 (R304)`."""
    span = problem.span
    where = f"{paths.get(span.source, span.source.path)}:{span.line}" if span else problem.path
    return f"{where} ({problem.code})"
