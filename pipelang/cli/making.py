"""From compiled programs to files in their output folders."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import click

from pipelang.cli.choosing import chosen, configured
from pipelang.cli.compiling import Compiling
from pipelang.cli.editions import Editions
from pipelang.deploy.build import Built, build_all
from pipelang.deploy.target import DocumentTarget
from pipelang.diagnostics import Diagnostic
from pipelang.files import shown_path
from pipelang.model import Program
from pipelang.project import Entry, Project, output_folders


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


def make(compiling: Compiling, targets: Iterable[str], out: str | None) -> list[Output]:
    """Build every program for its targets. Problems are added to `compiling.problems`."""
    named = chosen(targets)
    outputs: list[Output] = []
    editions = Editions()
    with Progress() as progress:
        for unit in compiling.units:
            if unit.program is None:
                continue
            wanted = named or configured(unit.entry.project, compiling.problems)
            edition = editions.of(unit) if any(isinstance(target, DocumentTarget) for target in wanted) else None
            made = build_all(unit.program, wanted, compiling.problems, edition, progress.say)
            project = unit.entry.project
            folder = Path.cwd() / out if out else _folder(project)
            outputs.append(Output(unit.entry, unit.program, folder, "", made))
    return [output for folder in _folders(outputs) for output in _placed(folder, outputs)]


def write(outputs: list[Output]) -> Iterator[Diagnostic]:
    """Write the tree of each output folder, all or nothing."""
    from pipelang.outputs import write_tree

    for folder in _folders(outputs):
        tree = dict(file for output in outputs if output.folder == folder for file in output.files())
        yield from write_tree(folder, tree, shown_path(folder, Path.cwd()))


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
