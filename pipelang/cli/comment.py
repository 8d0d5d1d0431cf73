"""`pipelang comment`: what has changed, as the one comment on a pull request."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelang.cli.common import lang_option, locale_near, no_color_option
from pipelang.messages import Locale

if TYPE_CHECKING:
    from pipelang.hosting.comment import Done
    from pipelang.hosting.place import Place
    from pipelang.report.changes.comment import Report

STDIN = "-"

_DONE: dict[str, tuple[str, str]] = {
    "written": ("comment written", "комментарий написан"),
    "renewed": ("comment renewed", "комментарий обновлён"),
    "unchanged": ("the comment says this already", "в комментарии уже это и написано"),
    "nothing": (
        "nothing has changed in meaning: no comment needed",
        "по смыслу ничего не изменилось: комментарий не нужен",
    ),
    "closed": (
        "the pull request is closed: its comment stays as it was",
        "запрос на слияние закрыт: комментарий остался прежним",
    ),
}


@click.command()
@click.argument("file", type=click.Path(), default=STDIN)
@click.option(
    "--on",
    "written",
    metavar="PLACE",
    help="acme/funnels#12 on GitHub, acme/funnels!12 on GitLab; default: the one that the CI's job runs for.",
)
@click.option("--name", default="", help="Tells several reports on one pull request apart.")
@click.option("--link", metavar="URL", default="", help="Where the whole report is, for the end of the comment.")
@click.option(
    "--format", "shape", type=click.Choice(["text", "json", "github"]), default="text", help="How problems are shown."
)
@lang_option
@no_color_option
@click.pass_context
def command(
    ctx: click.Context,
    file: str,
    written: str | None,
    name: str,
    link: str,
    shape: str,
    lang: str | None,
    no_color: bool,
) -> None:
    """Put a report of changes on its pull request, or renew the one that is there.

    \b
    pipelang diff main...HEAD --format markdown > changes.md
    pipelang comment changes.md

    FILE is that report, `-` standard input. The token is taken from GITHUB_TOKEN or GITLAB_TOKEN. There is never more than one
    comment, and nobody else's is touched. The exit code is 1 when the comment could not be brought up to date.
    """
    from pipelang.hosting import HostingError
    from pipelang.hosting.comment import put
    from pipelang.hosting.place import discussion

    locale = locale_near(lang)
    where = _place(written)
    try:
        report = _report(file, name, link, locale)
        done = put(discussion(where, os.environ), report)
    except HostingError as error:
        from pipelang.cli.compiling import show
        from pipelang.report.diagnostics.findings import gather

        show(gather([error.problem]), shape, locale, no_color, err=shape == "text")
        ctx.exit(1)
    click.echo(_told(done, locale))


def _told(done: Done, locale: Locale) -> str:
    from pipelang.report.screen import visible

    said = _DONE[done.what][locale == "ru"]
    return visible(f"{said}: {done.url}" if done.url else said)


def _place(written: str | None) -> Place | None:
    from pipelang.hosting.place import place

    if written is None:
        return None
    found = place(written)
    if found is None:
        raise click.UsageError(
            f"'{written}' is no pull request: write acme/funnels#12 (GitHub) or acme/funnels!12 (GitLab)"
        )
    return found


def _report(file: str, name: str, link: str, locale: Locale) -> Report:
    from pipelang.hosting import failure
    from pipelang.report.changes.comment import NAME, Report, is_report

    if name and not NAME.fullmatch(name):
        raise click.UsageError(f"'{name}' is no name: write Latin letters, digits, '.', '_', '-'")
    if link and (not link.startswith(("https://", "http://")) or not link.isprintable() or set(link) & set(" <>")):
        raise click.UsageError(f"'{link}' is no address of a page")
    text = _read(file)
    if not is_report(text):
        raise failure("F402", path="<stdin>" if file == STDIN else file)
    return Report(text, locale, name, link)


def _read(file: str) -> str:
    """The text of the report; "" where there is none to read."""
    from pipelang.files import reason
    from pipelang.hosting import failure

    if file == STDIN:
        return sys.stdin.buffer.read().decode(errors="replace")
    try:
        return Path(file).read_bytes().decode(errors="replace")
    except FileNotFoundError:
        raise failure("F101", path=file) from None
    except OSError as error:
        raise failure("F103", path=file, reason=reason(error)) from None
