"""What commands share: options, the language of messages, and how findings are shown."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from typing import IO, Any, TypeVar

import click

from pipelang.configuration import LOCALES
from pipelang.messages import Locale

Command = TypeVar("Command", bound=Callable[..., Any])

#: Puts a style on a text: see `pipelang.report.diagnostics.text`.
Paint = Callable[[str, str], str]

#: Widths of a terminal that a report adapts to; elsewhere it has its own.
_NARROW, _WIDE = 60, 120

lang_option = click.option(
    "--lang",
    type=click.Choice(["en", "ru"]),
    help="Language of messages. Default: PIPELANG_LANG, then the project's, then the machine's.",
)
profile_option = click.option(
    "--profile",
    type=click.Choice(["default", "strict", "first-version"]),
    help="How strict the rules are; default: the project's `[rules]`.",
)
no_color_option = click.option("--no-color", is_flag=True, help="No colours. NO_COLOR does the same.")


def program_options(command: Command) -> Command:
    """The options of all commands that compile: which programs, with which parameters, in which language."""
    for option in reversed(
        (
            click.argument("paths", nargs=-1, type=click.Path()),
            param_options,
            lang_option,
            no_color_option,
        )
    ):
        command = option(command)
    return command


def param_options(command: Command) -> Command:
    """The options that give parameters their values."""
    for option in (
        click.option(
            "--param", "params", metavar="NAME=VALUE", multiple=True, callback=_params, help="Set a parameter."
        ),
        click.option("--env", metavar="NAME", help="Take the parameters of this environment of pipelang.toml."),
    ):
        command = option(command)
    return command


def rule_options(command: Command) -> Command:
    """The options of the commands that hold specs against the rules."""
    for option in (
        click.option("--no-rules", is_flag=True, help="Do not look at the rules of good funnels."),
        profile_option,
    ):
        command = option(command)
    return command


def _params(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for item in given:
        name, equals, value = item.partition("=")
        if not name or not equals:
            raise click.BadParameter(f"'{item}' is not NAME=VALUE, for instance city=Москва")
        if not value.isprintable():
            raise click.BadParameter(f"the value of '{name}' holds characters that cannot be shown")
        found[name] = value
    return found


def locale_of(lang: str | None, configured: Locale | None = None) -> Locale:
    """The language of messages: as asked for, else of the environment, the project, the machine."""
    for value in (lang, os.environ.get("PIPELANG_LANG"), configured):
        if value and value in LOCALES:
            return LOCALES[value]
    return machine_locale(os.environ)


def locale_near(lang: str | None, path: str = ".") -> Locale:
    """`locale_of` for commands that compile nothing: the project is the one around `path`."""
    if lang or os.environ.get("PIPELANG_LANG"):
        return locale_of(lang)
    from pathlib import Path

    from pipelang.project import Workspace

    project = Workspace(Path.cwd()).around(path)
    return locale_of(None, project.configuration.lang if project else None)


def machine_locale(environment: Mapping[str, str]) -> Locale:
    names = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "ru" if next(filter(None, names), "").lower().startswith("ru") else "en"


def colourful(stream: IO[Any], no_color: bool) -> bool:
    """Whether colours may be sent: to a terminal that can, of somebody who has not declined."""
    if no_color or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty()


def columns(stream: IO[Any]) -> int | None:
    """The width to keep on a terminal; None where there is none."""
    if not stream.isatty():
        return None
    import shutil

    return min(max(shutil.get_terminal_size().columns, _NARROW), _WIDE)


def painter(no_color: bool, err: bool = False) -> Paint:
    """What puts colours on a text for standard output, or for standard error."""
    from pipelang.report.diagnostics.text import coloured, plain

    return coloured if colourful(stream_of(err), no_color) else plain


def machine_text(text: str) -> None:
    """Print for another program: always UTF-8 and line feeds, whatever the console has."""
    click.echo(text.encode(), nl=False)


def stream_of(err: bool) -> IO[Any]:
    return sys.stderr if err else sys.stdout
