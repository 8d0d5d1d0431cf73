"""`pipelang init`: a spec to start from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelang.cli.common import lang_option, locale_of
from pipelang.diagnostics import suggestion
from pipelang.messages import Locale

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

DEFAULT = "quickstart"

#: Folders of the shipped specs that are no project to start from.
_LIBRARIES = frozenset({"std"})

_README: dict[Locale, str] = {
    "en": """\
# {name}

Pipelines of one client, written down once: `{entry}` is the spec, `pipelang.toml` the project.

    pipelang check            # what is wrong, and how to mend it
    pipelang build            # set-ups, checklists, documents and the playbook, into out/

`pipelang explain CODE` tells more about any message. Start by putting the client's name into `crm "…"`.
""",
    "ru": """\
# {name}

Воронки одного клиента, записанные один раз: `{entry}` — спецификация, `pipelang.toml` — проект.

    pipelang check            # что не так и как исправить
    pipelang build            # настройки, чек-листы, документы и книга продаж — в out/

`pipelang explain КОД` расскажет подробнее о любом сообщении. Начните с имени клиента в `crm "…"`.
""",
}

_TOML = """\
[project]
entry = "{entry}"
# targets = ["amocrm", "bitrix24", "docs", "playbook"]   # all that are installed when left out

# [env.moscow.params]          # pipelang build --env moscow
# city = "Москва"

# [rules]                      # pipelang rules
# profile = "first-version"
"""

_DONE: dict[Locale, str] = {
    "en": "{count} files are in {folder}. Next: {cd}pipelang check",
    "ru": "Файлов записано: {count}, папка {folder}. Дальше: {cd}pipelang check",
}


@click.command()
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(file_okay=False))
@click.option("--from", "start", metavar="NAME", default=DEFAULT, help=f"The spec to start from (default: {DEFAULT}).")
@click.option("--list", "listing", is_flag=True, help="List the specs that there are to start from.")
@lang_option
def command(folder: str, start: str, listing: bool, lang: str | None) -> None:
    """Start a project from a spec that ships with the tool.

    It goes into DIR (the current folder) with a pipelang.toml and a README. Nothing is ever overwritten.
    """
    from importlib.resources import files

    starts = {item.name: item for item in files("pipelang.specs").iterdir() if _is_start(item)}
    if listing:
        click.echo("".join(f"{name}\n" for name in sorted(starts)), nl=False)
        return
    if start not in starts:
        close = suggestion(start, starts)
        known = f"did you mean '{close}'?" if close else f"there are: {', '.join(sorted(starts)) or 'none'}"
        raise click.UsageError(f"there is no spec '{start}' to start from; {known}")
    locale = locale_of(lang)
    place = Path(folder)
    contents = _contents(starts[start], place.resolve().name, locale)
    _write(place, contents)
    cd = "" if place.resolve() == Path.cwd() else f"cd {folder} && "
    click.echo(_DONE[locale].format(count=len(contents), folder=folder, cd=cd))


def _is_start(item: Traversable) -> bool:
    return item.is_dir() and item.name not in _LIBRARIES and any(name.endswith(".pipe") for name, _ in _walk(item))


def _walk(folder: Traversable, lead: str = "") -> Iterator[tuple[str, Traversable]]:
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir():
            yield from _walk(item, f"{lead}{item.name}/")
        elif item.name.endswith((".pipe", ".toml")):
            yield f"{lead}{item.name}", item


def _contents(start: Traversable, name: str, locale: Locale) -> dict[str, bytes]:
    """Relative path -> content: the specs, and what a project needs beside them where they do not bring it."""
    found = {path: item.read_bytes() for path, item in _walk(start)}
    specs = [path for path in found if path.endswith(".pipe")]
    entry = "main.pipe" if "main.pipe" in specs else specs[0]
    found.setdefault("pipelang.toml", _TOML.format(entry=entry).encode())
    found.setdefault("README.md", _README[locale].format(name=name or entry, entry=entry).encode())
    return found


def _write(place: Path, contents: dict[str, bytes]) -> None:
    """Write all files, or none when any is there already."""
    taken = [path for path in contents if (place / path).exists() or (place / path).is_symlink()]
    if taken:
        raise click.UsageError(f"already there, and nothing was written: {', '.join(sorted(taken))}")
    try:
        for path, content in contents.items():
            (place / path).parent.mkdir(parents=True, exist_ok=True)
            with (place / path).open("xb") as file:
                file.write(content)
    except OSError as error:
        from pipelang.files import reason

        raise click.UsageError(f"cannot write into '{place}': {reason(error)}") from error
