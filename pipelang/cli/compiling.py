"""Compiling the programs that a command line names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelang.cli.common import colourful, columns, locale_of, machine_text, painter, stream_of
from pipelang.diagnostics import Diagnostic, Problems
from pipelang.messages import Locale
from pipelang.project import Entry, Project, Tree, Workspace
from pipelang.records import record
from pipelang.source import Source

if TYPE_CHECKING:
    from pipelang.model import Program
    from pipelang.report.diagnostics.findings import Findings
    from pipelang.rules.engine import RuleSettings
    from pipelang.rules.rule import Profile
    from pipelang.rules.verdict import Verdict


@record
class Unit:
    """A program and the file it starts at. `program` is None when it has errors, or is a library without a `crm`.

    `problems` are its own; those of the whole command are in Compiling.
    """

    entry: Entry
    program: Program | None
    sources: tuple[Source, ...]
    problems: Problems


@record
class Compiling:
    """The programs of a command, what was said of them, and the files that were read."""

    units: tuple[Unit, ...]
    problems: Problems
    sources: frozenset[Source]
    paths: Mapping[Source, str]
    locale: Locale

    def add(self, unit: Unit, found: Iterable[Diagnostic]) -> None:
        """Say more of one program."""
        known = len(unit.problems)
        unit.problems.extend(found)
        self.problems.extend(unit.problems[known:])

    def failed(self) -> bool:
        """Whether there is an error. With nothing said at all the catalogue need not be loaded."""
        if not self.problems:
            return False
        from pipelang.report.diagnostics.findings import severity_of

        return any(severity_of(problem) == "error" for problem in self.problems)

    def findings(self) -> Findings:
        from pipelang.report.diagnostics.findings import gather

        return gather(self.problems, len(self.sources), self.paths)


def compile_all(
    paths: Iterable[str],
    env: str | None,
    params: Mapping[str, str],
    lang: str | None,
    libraries: bool,
    tree: Tree | None = None,
) -> Compiling:
    """Compile what `paths` mean. `libraries`: files without a `crm` are fine where no configuration says otherwise.

    `tree` is where the specs are read from, if not from the disk.
    """
    from pipelang.compile import compile_program

    named = list(paths)
    workspace = Workspace(Path.cwd(), tree)
    entries = workspace.entries(named)
    projects = list(workspace.projects)
    locale = locale_of(lang, next((item.configuration.lang for item in projects if item.configuration.lang), None))
    problems = workspace.problems
    units: list[Unit] = []
    sources: set[Source] = set()
    configured = {project.root: _configured(project, env, locale) for project in projects}
    for entry in entries:
        library = libraries and entry.path not in entry.project.configuration.entries
        given = {**configured[entry.project.root], **params}
        compiled = compile_program(entry.path, entry.project.files, given, targets=_target_names, library=library)
        problems += compiled.problems
        sources.update(compiled.sources)
        units.append(Unit(entry, compiled.program, compiled.sources, compiled.problems))
    shown = {source: path for project in projects for source, path in project.files.paths.items()}
    return Compiling(tuple(units), problems, frozenset(sources), shown, locale)


def hold_against_rules(compiling: Compiling, profile: Profile | None) -> None:
    """Add what the rules find in the programs that compiled. A project whose `[rules]` are wrong is told that, and no more."""
    if not any(unit.program for unit in compiling.units):
        return
    from pipelang.cache import keep_names, use_names
    from pipelang.rules.engine import check_rules

    use_names()
    settings: dict[Path, RuleSettings | None] = {}
    for unit in compiling.units:
        if unit.program is None:
            continue
        project = unit.entry.project
        if project.root not in settings:
            settings[project.root] = _rule_settings(project, profile, compiling.problems)
        if (wanted := settings[project.root]) is not None:
            compiling.add(unit, check_rules(unit.program, wanted, sources=_sources(unit)))
    keep_names()


def verdict_of(unit: Unit, profile: Profile | None, problems: Problems) -> Verdict | None:
    """What the rules say of a program, exceptions told apart; None where its project's `[rules]` are wrong."""
    assert unit.program is not None
    from pipelang.cache import keep_names, use_names
    from pipelang.rules.verdict import judge

    settings = _rule_settings(unit.entry.project, profile, problems)
    if settings is None:
        return None
    use_names()
    verdict = judge(unit.program, settings, _sources(unit))
    keep_names()
    return verdict


def only_unit(compiling: Compiling, nothing: str) -> Unit:
    """The one program that a command is about; `nothing` says what is missing where there is none."""
    found = [unit for unit in compiling.units if unit.program is not None]
    if len(found) > 1:
        names = ", ".join(unit.entry.project.files.shown(unit.entry.path) for unit in found[:5])
        raise click.UsageError(f"there are {len(found)} programs here; name one of them: {names}")
    if not found:
        raise click.UsageError(f"{nothing}: these specs are libraries, none has a `crm`")
    return found[0]


def _sources(unit: Unit) -> Iterable[Source]:
    """All texts that belong to a program, its project's configuration among them."""
    return dict.fromkeys((*unit.sources, *(span.source for span in unit.entry.project.configuration.where.values())))


def _rule_settings(project: Project, profile: Profile | None, problems: Problems) -> RuleSettings | None:
    from pipelang.rules.engine import RuleSettings

    if project.configuration.rules is None:
        return RuleSettings(profile or "default")
    from pipelang.rules.settings import read_rules

    wrong = Problems()
    settings = read_rules(project.configuration.rules, wrong, profile)
    problems += wrong
    return None if wrong else settings


def _target_names() -> list[str]:
    from pipelang.deploy.target import target_names

    return target_names()


def _configured(project: Project, env: str | None, locale: Locale) -> Mapping[str, str]:
    """The parameters of an environment. One that the project does not have is a mistake of usage."""
    wrong = Problems()
    found = project.params(env, wrong)
    if wrong:
        from pipelang.report.wording import word

        said = word(wrong[0], locale)
        raise click.UsageError(f"{said.message}; {said.hint}")
    return found


def show(findings: Findings, shape: str, locale: Locale, no_color: bool, err: bool = False) -> None:
    """Print findings in a format: text for people; json, github, gitlab and sarif for machines."""
    if shape == "text" and not findings.problems:
        from pipelang.report.diagnostics.findings import summary

        click.secho(summary(findings, locale), bold=colourful(stream_of(err), no_color) or None, err=err)
    elif shape == "text":
        from pipelang.report.diagnostics import text

        size = columns(stream_of(err)) or text.WIDTH
        # What is coloured was decided by us: click must neither add nor strip.
        click.echo(text.render(findings, locale, painter(no_color, err), size), nl=False, err=err, color=True)
    elif shape == "json":
        from pipelang.report.diagnostics import json

        machine_text(json.render(findings, locale))
    elif shape == "github":
        from pipelang.report.diagnostics import github

        machine_text(github.render(findings, locale))
    elif shape == "gitlab":
        from pipelang.report.diagnostics import gitlab

        machine_text(gitlab.render(findings, locale))
    else:
        from pipelang.report.diagnostics import sarif

        machine_text(sarif.render(findings, locale))
