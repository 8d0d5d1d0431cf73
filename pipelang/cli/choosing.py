"""Which targets a command is for."""

from __future__ import annotations

from collections.abc import Iterable

import click

from pipelang.deploy.target import CrmTarget, DocumentTarget, load_target, target_names
from pipelang.diagnostics import Problems, suggestion
from pipelang.project import Project


def chosen(names: Iterable[str]) -> list[CrmTarget | DocumentTarget]:
    """The targets of those names, each once. An unknown name is a mistake of usage."""
    known = target_names()
    wanted = list(dict.fromkeys(names))
    for name in wanted:
        if name not in known:
            close = suggestion(name, known)
            more = f"did you mean '{close}'?" if close else f"installed: {', '.join(known)}"
            raise click.UsageError(f"there is no target '{name}'; {more}")
    return [load_target(name) for name in wanted]


def configured(project: Project, problems: Problems) -> list[CrmTarget | DocumentTarget]:
    """The targets that a project names; all that are installed when it names none."""
    known = target_names()
    names = project.configuration.targets or known
    at = project.configuration.where.get("project.targets")
    for name in names:
        if name not in known:
            problems.add("C106", at, name=name, known=", ".join(known), suggestion=suggestion(name, known))
    return [load_target(name) for name in names if name in known]
