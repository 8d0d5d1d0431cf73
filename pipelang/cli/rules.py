"""`pipelang rules`: the rules of good funnels, and how strict each profile is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from pipelang.cli.common import Paint, lang_option, locale_near, machine_text, no_color_option, painter
from pipelang.messages import Locale

if TYPE_CHECKING:
    from pipelang.rules.rule import Level, Option, Rule, RuleWords

_WORDS: dict[Locale, dict[str, str]] = {
    "en": {
        "code": "Code",
        "name": "Name",
        "default": "default",
        "strict": "strict",
        "first-version": "first-version",
        "fix": "Fix",
        "about": "What it finds",
        "none": "",
        "safe": "yes",
        "unsafe": "proposed",
    },
    "ru": {
        "code": "Код",
        "name": "Имя",
        "default": "default",
        "strict": "strict",
        "first-version": "first-version",
        "fix": "Исправит",
        "about": "Что находит",
        "none": "",
        "safe": "да",
        "unsafe": "предложит",
    },
}


@click.command()
@click.option(
    "--format", "shape", type=click.Choice(["text", "json", "markdown"]), default="text", help="How they are shown."
)
@lang_option
@no_color_option
def command(shape: str, lang: str | None, no_color: bool) -> None:
    """List the rules of good funnels.

    For each: its code and name, its level in the profiles `default`, `strict` and `first-version`, and whether it brings a fix.
    `pipelang explain NAME` tells more about one.
    """
    from pipelang.rules import all_rules

    locale, rules = locale_near(lang), all_rules()
    if shape == "json":
        machine_text(json.dumps([_about(rule, locale) for rule in rules], ensure_ascii=False, indent=2) + "\n")
    elif shape == "markdown":
        click.echo("\n".join(_markdown(rules, locale)))
    else:
        click.echo("\n".join(_plain(rules, locale, painter(no_color))))


def words_of(rule: Rule, locale: Locale) -> RuleWords:
    return rule.ru if locale == "ru" else rule.en


def levels(rule: Rule) -> dict[str, Level]:
    """Its level in each profile."""
    from pipelang.rules.rule import PROFILES

    return {profile: rule.level(profile) for profile in PROFILES}


def _about(rule: Rule, locale: Locale) -> dict[str, Any]:
    from pipelang.report.wording import template_words
    from pipelang.rules.examples import in_locale

    words = words_of(rule, locale)
    texts = {key: template_words(getattr(words, key), locale) for key in ("message", "why", "hint", "right")}
    return {
        "code": rule.code,
        "name": rule.name,
        "levels": levels(rule),
        "fix": rule.fix,
        "allowed_in_place": rule.in_place,
        "source": rule.source,
        **texts,
        "options": [_option(option, locale) for option in rule.options],
        "bad": in_locale(rule.bad, locale),
        "good": in_locale(rule.good, locale),
    }


def _option(option: Option, locale: Locale) -> dict[str, Any]:
    return {"name": option.name, "default": option.default, "about": option.ru if locale == "ru" else option.en}


def _rows(rules: Iterable[Rule], locale: Locale) -> Iterator[list[str]]:
    from pipelang.report.wording import template_words

    say = _WORDS[locale]
    yield [say[key] for key in ("code", "name", "default", "strict", "first-version", "fix", "about")]
    for rule in rules:
        message = template_words(words_of(rule, locale).message, locale)
        yield [rule.code, rule.name, *levels(rule).values(), say[rule.fix], message]


def _plain(rules: Iterable[Rule], locale: Locale, paint: Paint) -> Iterator[str]:
    """Columns by their widest cell. What a rule finds is a sentence, and left to `explain`."""
    table = [row[:-1] for row in _rows(rules, locale)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for number, row in enumerate(table):
        cells = [cell.ljust(size) for cell, size in zip(row, widths, strict=True)]
        if number:
            cells = [cells[0], cells[1], *(_level(cell, paint) for cell in cells[2:5]), cells[5]]
        line = "  ".join(cells).rstrip()
        yield line if number else paint(line, "head")


def _level(cell: str, paint: Paint) -> str:
    level = cell.strip()
    return paint(level, level) + cell[len(level) :] if level in ("error", "warning", "info") else cell


def _markdown(rules: Iterable[Rule], locale: Locale) -> Iterator[str]:
    from pipelang.report.documents.markdown import escape

    head, *rows = _rows(rules, locale)
    yield "| " + " | ".join(head) + " |"
    yield "|" + " --- |" * len(head)
    for code, name, *cells in rows:
        yield "| " + " | ".join([code, f"`{name}`", *map(escape, cells)]) + " |"
