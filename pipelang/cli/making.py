"""From compiled programs to files in their output folders."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import click

from pipelang.cli.choosing import chosen, configured
from pipelang.cli.compiling import Compiling, Unit
from pipelang.cli.editions import Editions
from pipelang.deploy.build import Built, build_all
from pipelang.deploy.target import CrmTarget, DocumentTarget
from pipelang.diagnostics import Diagnostic, Problems
from pipelang.files import shown_path
from pipelang.model import Program
from pipelang.project import Entry, Project, output_folders

#: Characters of specs from which several processes pay: below, the second one has hardly begun when the first is done.
_LARGE = 40_000


@dataclass(frozen=True, slots=True)
class Output:
    """All that was made of one program. `folder` is where its tree is written, `below` its place in that tree."""

    entry: Entry
    program: Program
    folder: Path
    below: str
    built: tuple[Built, ...]

    def files(self) -> Iterator[tuple[str, str | bytes]]:
        from pipelang.report.spec import spec_json

        lead = f"{self.below}/" if self.below else ""
        yield f"{lead}spec.json", spec_json(self.program)
        for item in self.built:
            for name, content in item.files.items():
                yield f"{lead}{item.target}/{name}", content


def make(compiling: Compiling, targets: Iterable[str], out: str | None, share: bool = False) -> list[Output]:
    """Build every program for its targets. Problems are added to `compiling.problems`.

    `share`: many programs may be built in several processes; only for a process that has no threads.
    """
    named = chosen(targets)
    units = [(unit, unit.program) for unit in compiling.units if unit.program is not None]
    sizes = [sum(len(source.text) for source in unit.sources) for unit, _ in units]
    editions = Editions()
    with Progress() as progress:
        jobs = [partial(_built, unit, program, named, editions, progress) for unit, program in units]
        if share and sum(sizes) >= _LARGE:
            from pipelang.cli.processes import done

            results = done(jobs, sizes, tuple(compiling.sources))
        else:
            results = [job() for job in jobs]
    outputs: list[Output] = []
    for (unit, program), (built, problems) in zip(units, results, strict=True):
        compiling.problems.extend(problems)
        folder = Path.cwd() / out if out else _folder(unit.entry.project)
        outputs.append(Output(unit.entry, program, folder, "", built))
    return [output for folder in _folders(outputs) for output in _placed(folder, outputs)]


def write(outputs: list[Output]) -> Iterator[Diagnostic]:
    """Write the tree of each output folder, all or nothing."""
    from pipelang.outputs import write_tree

    for folder in _folders(outputs):
        tree = dict(file for output in outputs if output.folder == folder for file in output.files())
        yield from write_tree(folder, tree, shown_path(folder, Path.cwd()))


def _built(
    unit: Unit, program: Program, named: list[CrmTarget | DocumentTarget], editions: Editions, progress: Progress
) -> tuple[tuple[Built, ...], Problems]:
    """What the targets make of a program, and what they say of it."""
    problems = Problems()
    wanted = named or configured(unit.entry.project, problems)
    edition = editions.of(unit) if any(isinstance(target, DocumentTarget) for target in wanted) else None
    return build_all(program, wanted, problems, edition, progress.say), problems


def _folder(project: Project) -> Path:
    """Without a configuration there is no project to keep outputs in: they go where the command was given."""
    return (project.root if project.configured else Path.cwd()) / project.configuration.out


def _folders(outputs: Iterable[Output]) -> list[Path]:
    return list(dict.fromkeys(output.folder for output in outputs))


def _placed(folder: Path, outputs: list[Output]) -> Iterator[Output]:
    """The programs of one output folder, each in its place there."""
    here = [output for output in outputs if output.folder == folder]
    places = output_folders(output.entry for output in here)
    for output, place in zip(here, places, strict=True):
        yield replace(output, below=place)


class Progress:
    """Says on a terminal what is being built, on a line that goes away."""

    def __init__(self) -> None:
        self.on = sys.stderr.isatty()

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self.say("")

    def say(self, what: str) -> None:
        if self.on:
            click.echo(f"\r\x1b[K{what}{'…' if what else ''}", nl=False, err=True)
