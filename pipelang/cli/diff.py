"""`pipelang diff`: what has changed in specs, by meaning."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from pipelang.cli.common import (
    columns,
    lang_option,
    locale_near,
    locale_of,
    machine_text,
    no_color_option,
    painter,
    param_options,
    stream_of,
)
from pipelang.messages import Locale

if TYPE_CHECKING:
    from pipelang.cli.comparing import Compared
    from pipelang.cli.sides import Sides
    from pipelang.compare.changes import Level
    from pipelang.compare.review import Review
    from pipelang.project import Project


@click.command()
@click.argument("arguments", nargs=-1, metavar="[OLD [NEW] | A..B | A...B] [PATHS]...")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json", "markdown", "html"]),
    default="text",
    help="How changes are shown. markdown: a comment on a pull request; html: a page with both funnels drawn.",
)
@click.option(
    "--since", metavar="REVISION", help="What was committed since the branch left this one; all arguments are paths."
)
@click.option("--changelog", is_flag=True, help="A letter to the client in the client's language (Markdown).")
@click.option(
    "--target", "targets", metavar="NAME", multiple=True, help="Say what this CRM does; default: the project's."
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 when something has changed.")
@click.option(
    "--fail-on",
    type=click.Choice(["safe", "attention", "destructive"]),
    help="Exit with 1 when a change of this class or worse is not approved; default: the project's.",
)
@param_options
@lang_option
@no_color_option
@click.pass_context
def command(
    ctx: click.Context,
    arguments: tuple[str, ...],
    shape: str,
    since: str | None,
    changelog: bool,
    targets: tuple[str, ...],
    exit_code: bool,
    fail_on: str | None,
    env: str | None,
    params: dict[str, str],
    lang: str | None,
    no_color: bool,
) -> None:
    """Show what has changed in specs by what it means, and who will feel it.

    \b
    pipelang diff                       the working tree against the last commit
    pipelang diff main                  the working tree against a branch
    pipelang diff main...HEAD specs/    a branch since it left main, one folder
    pipelang diff --since main specs/   the same, for scripts: nothing is guessed
    pipelang diff old.pipe new.pipe     two files, or two folders

    Imports are taken from the same revision. A branch that is called like a folder is `refs/heads/NAME`.
    """
    from pipelang.cli.sides import sides
    from pipelang.git import GitError

    try:
        found = sides(arguments, Path.cwd(), since)
    except GitError as error:
        _refuse(error, locale_near(lang), no_color)
        ctx.exit(1)
    try:
        compared = _compare(found, env, params, targets)
    finally:
        found.close()
    locale = _locale(lang, compared)
    threshold = fail_on or _configured(compared)
    _tell_problems(compared, locale, no_color)
    asked = (*(("--since", since) if since is not None else ()), *arguments)
    _tell_changes(found, compared, shape, changelog, locale, no_color, threshold, asked)
    if _is_bad(compared, threshold, locale) or (
        exit_code and any(item.changes or item.whole for item in compared.reviews)
    ):
        ctx.exit(1)


def _compare(sides: Sides, env: str | None, params: Mapping[str, str], targets: tuple[str, ...]) -> Compared:
    from pipelang.cli.comparing import Comparing

    return Comparing(sides, _Environment(env).params, params).run(_Targets(targets).of)


class _Environment:
    """The parameters of `--env`. A former revision may not have the environment yet."""

    def __init__(self, name: str | None) -> None:
        self.name = name

    def params(self, project: Project, former: bool) -> Mapping[str, str]:
        from pipelang.diagnostics import Problems

        wrong = Problems()
        found = project.params(self.name, wrong)
        if wrong and not former:
            from pipelang.report.wording import word

            said = word(wrong[0], locale_of(None, project.configuration.lang))
            raise click.UsageError(f"{said.message}; {said.hint}")
        return found


class _Targets:
    """The CRMs that a project's changes are held against, each loaded once."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        self.known: dict[Path, list[Any]] = {}

    def of(self, project: Project) -> list[Any]:
        from pipelang.cli.choosing import chosen, configured
        from pipelang.diagnostics import Problems

        if project.root not in self.known:
            found = chosen(self.names) if self.names else configured(project, Problems())
            self.known[project.root] = [target for target in found if hasattr(target, "describe")]
        return self.known[project.root]


def _locale(lang: str | None, compared: Compared) -> Locale:
    configured = (project.configuration.lang for project in compared.projects)
    return locale_of(lang, next((item for item in configured if item), None))


def _configured(compared: Compared) -> str:
    """The strictest class from which on the projects want `diff` to fail."""
    from pipelang.configuration import FAIL_ON

    wanted = [project.configuration.fail_on for project in compared.projects if project.configuration.fail_on]
    return min(wanted, key=FAIL_ON.index, default="")


def _refuse(error: Any, locale: Locale, no_color: bool) -> None:
    from pipelang.cli.compiling import show
    from pipelang.report.diagnostics.findings import gather

    show(gather([error.problem]), "text", locale, no_color, err=True)


def _tell_problems(compared: Compared, locale: Locale, no_color: bool) -> None:
    if compared.problems:
        from pipelang.cli.compiling import show
        from pipelang.report.diagnostics.findings import gather

        show(gather(compared.problems, len(compared.sources), compared.paths), "text", locale, no_color, err=True)


def _tell_changes(
    sides: Sides,
    compared: Compared,
    shape: str,
    changelog: bool,
    locale: Locale,
    no_color: bool,
    threshold: str,
    arguments: tuple[str, ...],
) -> None:
    from pipelang.report.hiding import hide

    names = _names(sides, locale)
    command = shlex.join(["pipelang", "diff", *arguments, "--format", "html"])
    changed = [item for item in compared.reviews if item.changes or item.whole]
    hidden = partial(hide, secrets=_secrets(changed))
    if changelog:
        from pipelang.report.changes import letter as changes_letter

        machine_text(hidden(changes_letter.render(compared.reviews)))
    elif shape == "json":
        from pipelang.report.changes import json as changes_json

        machine_text(hidden(changes_json.render(compared.reviews, locale, names)))
    elif shape == "text":
        _tell_text(compared, changed, names, locale, no_color, threshold, hidden)
    elif shape == "markdown":
        from pipelang.report.changes import markdown as changes_markdown

        machine_text(hidden(changes_markdown.render(changed, locale, names, command, _refused(compared, locale))))
    elif compared.reviews:
        from pipelang.report.changes import html as changes_html

        machine_text(hidden(changes_html.render(changed or compared.reviews[:1], locale, names)))


def _secrets(reviews: Iterable[Review]) -> set[str]:
    """What must not be shown of changes: secrets of the files that they stand in, and those that came in by a parameter."""
    from pipelang.secrets import secrets, secrets_of

    changes = [change for review in reviews for reviewed in review.changes for change in reviewed.changes]
    nodes = {id(node): node for change in changes for node in (change.old, change.new) if node is not None}.values()
    found = [(node.at.source.text, secrets_of(node.at.source)) for node in nodes]
    said = [(text, secrets(text)) for text in map(repr, nodes)]
    return {text[item.start : item.end] for text, items in (*found, *said) for item in items}


def _refused(compared: Compared, locale: Locale) -> list[str]:
    """What is said of programs that do not compile, for a report that is read without its errors."""
    from pipelang.report.wording import word

    return [word(problem, locale).message for problem in compared.problems if problem.code == "F311"]


def _tell_text(
    compared: Compared,
    reviews: list[Review],
    names: tuple[str, str],
    locale: Locale,
    no_color: bool,
    threshold: str,
    hidden: Callable[[str], str],
) -> None:
    from pipelang.report.changes import text as changes_text
    from pipelang.report.diagnostics import text
    from pipelang.report.screen import visible

    if reviews:
        size = columns(stream_of(False)) or text.WIDTH
        from_ = cast("Level", threshold or "destructive")
        said = changes_text.render(reviews, locale, names, painter(no_color), size, from_)
        click.echo(hidden(said), nl=False, color=True)
    elif compared.reviews:
        click.echo(visible(f"{_phrase('nothing', locale)}: {names[0]} → {names[1]}"))


def _names(sides: Sides, locale: Locale) -> tuple[str, str]:
    working = _phrase("working tree", locale)
    return sides.old.name or working, sides.new.name or working


def _is_bad(compared: Compared, threshold: str, locale: Locale) -> bool:
    """Whether there are errors, or changes that nobody has approved and the project does not want to pass unseen."""
    from pipelang.compare.changes import LEVELS
    from pipelang.compile import is_error

    counted = LEVELS[LEVELS.index(cast("Level", threshold)) :] if threshold else ()
    count = sum(review.open(level) for review in compared.reviews for level in counted)
    if count:
        click.echo(_phrase("unapproved", locale).format(count=count), err=True)
    return bool(count) or any(map(is_error, compared.problems))


def _phrase(key: str, locale: Locale) -> str:
    from pipelang.report.changes.phrases import PHRASES

    return PHRASES[f"diff.{key}"][1 if locale == "ru" else 0]
