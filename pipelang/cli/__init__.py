"""The command line. Each command is a file of its own, imported when it is asked for."""

from __future__ import annotations

import atexit
import gc
import io
import os
import sys
from importlib import import_module
from typing import NoReturn

import click

from pipelang import __version__

_COMMANDS = (
    "init",
    "check",
    "fmt",
    "build",
    "diff",
    "audit",
    "comment",
    "graph",
    "serve",
    "explain",
    "rules",
    "targets",
    "completion",
)

_BUG = {
    "en": "internal error: {}. A bug in pipelang: please report it with the spec (PIPELANG_DEBUG=1 tells more)",
    "ru": "внутренняя ошибка: {}. Виноват pipelang: сообщите об этом и приложите спецификацию (PIPELANG_DEBUG=1 покажет больше)",
}

#: Exit codes: 0 fine, 1 findings, 2 usage or internal error.
USAGE, INTERRUPTED = 2, 130


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"pipelang.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            from pipelang.diagnostics import suggestion

            close = suggestion(args[0], _COMMANDS)
            ctx.fail(f"there is no command '{args[0]}'" + (f"; did you mean '{close}'?" if close else "."))
        return super().resolve_command(ctx, args)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="pipelang")
def commands() -> None:
    """CRM funnels as code.

    A spec of pipelines compiles to set-ups for amoCRM and Bitrix24, checklists for what APIs cannot do, documents and a
    playbook.
    """


def main() -> None:
    # A short-lived process ends before collecting cycles would pay.
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A letter that an old console lacks is no reason to fail.
            stream.reconfigure(errors="replace")
    _leave(_run())


def _leave(code: int) -> NoReturn:
    """End the process with all that others want done at its end, but without taking every module apart: the system does
    that in no time, and Python needs a tenth of a check for it."""
    if sys.gettrace() or sys.getprofile():  # somebody watches, and has more to do
        sys.exit(code)
    atexit._run_exitfuncs()
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except (OSError, ValueError):  # nobody is listening any more
            code = code or 1
    os._exit(code)


def _run() -> int:
    try:
        code = commands.main(prog_name="pipelang", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except Exception as error:
        _report_bug(error)
        return USAGE
    return code if isinstance(code, int) else 0


def _report_bug(error: Exception) -> None:
    """One line, with PIPELANG_DEBUG the traceback too; what the error quotes of a spec may hold a secret."""
    from pipelang.cli.common import machine_locale
    from pipelang.report.screen import visible
    from pipelang.secrets import blotted

    if os.environ.get("PIPELANG_DEBUG"):
        from traceback import format_exception

        lines = blotted("".join(format_exception(error))).splitlines()
        click.echo("".join(f"{visible(line)}\n" for line in lines), nl=False, err=True)
    what = visible(blotted(f"{type(error).__name__}: {error}"))
    click.echo(_BUG[machine_locale(os.environ)].format(what), err=True)
