"""`pipelang fmt`: specs in the one style."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from pipelang.cli.common import lang_option, locale_near, no_color_option
from pipelang.diagnostics import Diagnostic, Problems
from pipelang.messages import Locale
from pipelang.source import Source

STDIN = "-"


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--check", is_flag=True, help="Write nothing; the exit code is 1 when a file is not in the style.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@lang_option
@no_color_option
@click.pass_context
def command(
    ctx: click.Context, paths: tuple[str, ...], check: bool, diff: bool, lang: str | None, no_color: bool
) -> None:
    """Bring specs into the one style.

    PATHS are files or folders (with all `.pipe` files below them); without any, the current folder. `-` formats standard
    input to standard output. A file with mistakes of spelling is left as it is, and they are shown.
    """
    problems, locale = Problems(), locale_near(lang, next((path for path in paths if path != STDIN), "."))
    if STDIN in paths:
        _standard_input(problems)
        changed, files = 0, 1
    else:
        style = "в едином виде" if locale == "ru" else "formatted"
        files, changed = _files(paths or (".",), problems, not (check or diff), style if diff else "")
    if problems:
        from pipelang.cli.compiling import show
        from pipelang.report.diagnostics.findings import gather

        show(gather(problems, files), "text", locale, no_color, err=True)
    elif STDIN not in paths:
        click.echo(_told(files, changed, not (check or diff), locale), err=True)
    if problems or (changed and (check or diff)):
        ctx.exit(1)


def _told(files: int, changed: int, written: bool, locale: Locale) -> str:
    from pipelang.report.wording import plural

    if locale == "ru":
        of = plural(files, ("файл", "файла", "файлов"))
        if not changed:
            return f"{files} {of} в едином виде"
        of = plural(files, ("файла", "файлов", "файлов"))
        return f"{'приведено к единому виду' if written else 'не в едином виде'}: {changed} из {files} {of}"
    of = plural(files, ("file", "files"))
    if not changed:
        return f"{files} {of} in style"
    return f"{changed} of {files} {of} {'formatted' if written else 'would be formatted'}"


def _standard_input(problems: Problems) -> None:
    from pipelang.files import Named, decode
    from pipelang.syntax.formatter import format_source

    raw = sys.stdin.buffer.read()
    source = decode(raw, Named(STDIN, "<stdin>"))
    formatted = format_source(source, problems) if isinstance(source, Source) else None
    if not isinstance(source, Source):
        problems.append(source)
    # What cannot be formatted goes through as it came: an editor would else be left with nothing.
    sys.stdout.buffer.write(raw if formatted is None else formatted.encode())
    sys.stdout.buffer.flush()


def _files(paths: tuple[str, ...], problems: Problems, write: bool, style: str) -> tuple[int, int]:
    """How many files were looked at, and how many are not in the style. `style`: what the formatted text is called where the
    difference is to be shown, "" where it is not."""
    from pipelang.files import read_file
    from pipelang.syntax.formatter import format_source

    looked = changed = 0
    for path in _specs(paths, problems):
        looked += 1
        shown = path.as_posix()
        source = read_file(path, shown)
        if not isinstance(source, Source):
            problems.append(source)
            continue
        formatted = format_source(source, problems)
        if formatted is None or formatted.encode() == path.read_bytes():
            continue
        changed += 1
        if style:
            from pipelang.report.difference import difference

            click.echo(difference(shown, source.text, formatted, style), nl=False)
        if write:
            from pipelang.outputs import replace_file

            wrong = replace_file(path, formatted.encode(), shown)
            problems += [wrong] if wrong else []
    return looked, changed


def _specs(paths: tuple[str, ...], problems: Problems) -> Iterator[Path]:
    for argument in paths:
        path = Path(argument)
        if not path.is_dir():
            yield path
            continue
        from pipelang.project import specs_below

        found = specs_below(path)
        if not found:
            problems.append(Diagnostic("F110", None, {"path": argument}, path=argument))
        yield from found
