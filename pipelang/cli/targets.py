"""`pipelang targets`: what each target can hold, and where that is known from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from pipelang.cli.common import lang_option, locale_near, machine_text
from pipelang.messages import Locale

if TYPE_CHECKING:
    from pipelang.deploy.target import CrmTarget, DocumentTarget

_WORDS: dict[Locale, dict[str, str]] = {
    "en": {
        "crm": "CRM",
        "documents": "documents",
        "api": "by API",
        "file": "by file",
        "manual": "by hand",
        "text": "in documents only",
        "no": "not at all",
        "concept": "What the spec says",
        "served": "How",
        "note": "Note",
        "source": "Source",
        "limit": "Limit",
        "value": "Value",
        "unsure": "not verified on a live account",
        "name": "Name",
        "title": "Title",
        "kind": "Kind",
    },
    "ru": {
        "crm": "CRM",
        "documents": "документы",
        "api": "через API",
        "file": "файлом",
        "manual": "вручную",
        "text": "только в документах",
        "no": "никак",
        "concept": "Что говорит спецификация",
        "served": "Как",
        "note": "Примечание",
        "source": "Источник",
        "limit": "Ограничение",
        "value": "Значение",
        "unsure": "не проверено на живом аккаунте",
        "name": "Имя",
        "title": "Название",
        "kind": "Вид",
    },
}


@click.command()
@click.argument("name", required=False)
@click.option(
    "--format", "shape", type=click.Choice(["text", "json", "markdown"]), default="text", help="How it is shown."
)
@lang_option
def command(name: str | None, shape: str, lang: str | None) -> None:
    """List targets, or what one of them can hold.

    With a NAME: what that CRM does by API, by hand or not at all, its limits, and where each fact is known from.
    """
    from pipelang.cli.choosing import chosen
    from pipelang.deploy.target import target_names

    locale = locale_near(lang)
    targets = chosen([name] if name else target_names())
    if shape == "json":
        shown: object = _about(targets[0]) if name else [_about(target) for target in targets]
        machine_text(json.dumps(shown, ensure_ascii=False, indent=2) + "\n")
        return
    tables = _detailed(targets[0], locale) if name else [_overview(targets, locale)]
    draw = _markdown if shape == "markdown" else _plain
    click.echo("\n\n".join(draw(table) for table in tables if len(table) > 1))


Table = list[Sequence[str]]


def _is_crm(target: CrmTarget | DocumentTarget) -> bool:
    from pipelang.deploy.target import CrmTarget

    return isinstance(target, CrmTarget)


def _overview(targets: Iterable[CrmTarget | DocumentTarget], locale: Locale) -> Table:
    say = _WORDS[locale]
    rows = [(target.name, target.title, say["crm" if _is_crm(target) else "documents"]) for target in targets]
    return [(say["name"], say["title"], say["kind"]), *rows]


def _detailed(target: CrmTarget | DocumentTarget, locale: Locale) -> list[Table]:
    from pipelang.deploy.target import CrmTarget

    if not isinstance(target, CrmTarget):
        return [_overview([target], locale)]
    say = _WORDS[locale]
    served: Table = [(say["concept"], say["served"], say["note"], say["source"])]
    for item in target.capabilities:
        how = say[item.served] + ("" if item.sure else f" ({say['unsure']})")
        served.append((item.concept, how, item.note.get(locale, ""), item.source))
    limits: Table = [(say["limit"], say["value"], say["note"], say["source"])]
    limits += [(item.key, str(item.value), item.note.get(locale, ""), item.source) for item in target.limits]
    return [_overview([target], locale), served, limits]


def _about(target: CrmTarget | DocumentTarget) -> dict[str, Any]:
    from pipelang.deploy.target import CrmTarget

    about: dict[str, Any] = {"name": target.name, "title": target.title, "kind": "documents"}
    if not isinstance(target, CrmTarget):
        return about
    return {
        **about,
        "kind": "crm",
        "capabilities": [
            {
                "concept": item.concept,
                "served": item.served,
                "sure": item.sure,
                "note": dict(item.note),
                "source": item.source,
            }
            for item in target.capabilities
        ],
        "limits": [
            {"key": item.key, "value": item.value, "note": dict(item.note), "source": item.source}
            for item in target.limits
        ],
    }


def _plain(table: Table) -> str:
    """Columns by their widest cell; the last two go below the row, since they are sentences."""
    from pipelang.report.screen import width

    head, *rows = table
    columns = [max(width(row[number]) for row in table) for number in range(min(2, len(head)))]
    lines: list[str] = []
    for row in (head, *rows):
        cells = [cell + " " * (size - width(cell)) for cell, size in zip(row, columns, strict=False)]
        rest = [row[2]] if len(head) == 3 else []
        lines.append("  ".join([*cells, *rest]).rstrip())
        if len(head) > 3 and row is not head:
            lines += [f"    {cell}" for cell in row[2:] if cell]
    return "\n".join(lines)


def _markdown(table: Table) -> str:
    from pipelang.report.documents.markdown import escape

    head, *rows = table
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    lines += ["| " + " | ".join(escape(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)
