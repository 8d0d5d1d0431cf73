"""`pipelang explain`: what a code means, offline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from pipelang.cli.common import Paint, lang_option, locale_near, no_color_option, painter
from pipelang.messages import Entry, Locale, all_entries, entry

if TYPE_CHECKING:
    from pipelang.rules.rule import Rule

_PHRASES: dict[Locale, dict[str, str]] = {
    "en": {
        "why": "Why",
        "help": "How to mend it",
        "example": "Example",
        "right": "When breaking it is right",
        "bad": "Bad",
        "good": "Good",
        "levels": "Levels",
        "options": "Options, in `[rules]` of pipelang.toml",
        "allow": "An exception in the spec",
        "allow-why": "the reason",
        "no-allow": "There are no exceptions to it in a spec.",
        "unknown": "there is no code '{}'",
        "meant": "did you mean '{}'?",
    },
    "ru": {
        "why": "Почему",
        "help": "Как исправить",
        "example": "Пример",
        "right": "Когда нарушить правильно",
        "bad": "Плохо",
        "good": "Хорошо",
        "levels": "Уровни",
        "options": "Настройки, раздел `[rules]` в pipelang.toml",
        "allow": "Исключение в спецификации",
        "allow-why": "почему так",
        "no-allow": "Исключений в спецификации у этого правила нет.",
        "unknown": "нет кода «{}»",
        "meant": "может быть, «{}»?",
    },
}


@click.command()
@click.argument("code", required=False)
@lang_option
@no_color_option
def command(code: str | None, lang: str | None, no_color: bool) -> None:
    """Explain a message by its code or name.

    CODE is N201 or unknown-name, for instance; without one all are listed.
    """
    locale, paint = locale_near(lang), painter(no_color)
    lines = _listed(locale, paint) if code is None else _explained(_find(code, locale), locale, paint)
    click.echo("\n".join(lines))


def _find(code: str, locale: Locale) -> Entry:
    try:
        return entry(code.upper())
    except KeyError:
        entries = all_entries()
    found = next((item for item in entries if item.name == code.lower()), None)
    if found is None:
        from pipelang.diagnostics import suggestion

        close = suggestion(code.upper(), [item.code for item in entries])
        close = close or suggestion(code.lower(), [item.name for item in entries])
        say = _PHRASES[locale]
        raise click.UsageError(
            "; ".join([say["unknown"].format(code), *([say["meant"].format(close)] if close else [])])
        )
    return found


def _listed(locale: Locale, paint: Paint) -> Iterator[str]:
    from pipelang.report.wording import template_words

    for item in all_entries():
        words = item.ru if locale == "ru" else item.en
        yield f"{paint(item.code, 'gutter')}  {item.name}: {template_words(words.message, locale)}"


def _explained(item: Entry, locale: Locale, paint: Paint) -> Iterator[str]:
    from pipelang.report.wording import SEVERITIES, template_words

    words, say = item.ru if locale == "ru" else item.en, _PHRASES[locale]
    yield f"{paint(f'{SEVERITIES[locale][item.severity]}[{item.code}]', item.severity)} {paint(item.name, 'head')}"
    yield f"\n{template_words(words.message, locale)}"
    for key, text in (("why", words.why), ("help", words.hint)):
        if text:
            yield f"\n{paint(say[key], 'note')}: {template_words(text, locale)}"
    rule = _rule(item.code)
    if rule is not None:
        yield from _practice(rule, locale, paint)
    elif item.example:
        yield f"\n{paint(say['example'], 'note')}:\n\n{_indented(item.example)}"


def _rule(code: str) -> Rule | None:
    if not code.startswith("R"):
        return None
    from pipelang.rules import all_rules

    return next((rule for rule in all_rules() if rule.code == code), None)


def _practice(rule: Rule, locale: Locale, paint: Paint) -> Iterator[str]:
    """What a rule has beyond other messages: exceptions, both examples, levels and options."""
    from pipelang.cli.rules import levels, words_of
    from pipelang.report.wording import template_words
    from pipelang.rules.examples import in_locale

    say = _PHRASES[locale]
    yield f"\n{paint(say['right'], 'note')}: {template_words(words_of(rule, locale).right, locale)}"
    for key, spec in (("bad", rule.bad), ("good", rule.good)):
        yield f"\n{paint(say[key], 'note')}:\n\n{_indented(in_locale(spec, locale))}"
    said = ", ".join(f"{profile} {level}" for profile, level in levels(rule).items())
    yield f"\n{paint(say['levels'], 'note')}: {said}"
    if rule.options:
        yield f"\n{paint(say['options'], 'note')}:\n"
        yield from _settings(rule, locale)
    if rule.in_place:
        yield f'\n{paint(say["allow"], "note")}: allow {rule.name} "{say["allow-why"]}"'
    else:
        yield f"\n{say['no-allow']}"


def _settings(rule: Rule, locale: Locale) -> Iterator[str]:
    """The options as a project would write them, with their defaults, and what each means."""
    from pipelang.rules.settings import toml_of

    said = ", ".join(f"{option.name} = {toml_of(option.default)}" for option in rule.options)
    yield f"    {rule.name} = {{ {said} }}\n"
    width = max(len(option.name) for option in rule.options)
    for option in rule.options:
        yield f"    {option.name:<{width}}  {option.ru if locale == 'ru' else option.en}"


def _indented(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.strip().split("\n"))
