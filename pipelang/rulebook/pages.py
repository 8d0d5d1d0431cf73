"""All pages as texts: an index and a page for each rule, in English and Russian.

What is printed about the bad example is what `pipelang check` prints of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from posixpath import relpath

from pipelang.diagnostics import Diagnostic
from pipelang.messages import Locale
from pipelang.report.documents.markdown import escape
from pipelang.report.wording import template_words, word
from pipelang.rulebook.examples import finding, printed, shown
from pipelang.rulebook.markdown import code, prose, sentence, table
from pipelang.rulebook.words import GROUP_NAMES, SOURCES, WORDS
from pipelang.rules import GROUPS, all_rules, rule_modules
from pipelang.rules.rule import LEVELS, PROFILES, Option, Rule, RuleWords
from pipelang.rules.settings import toml_of

#: Where the pages of a language are, below the folder of the documentation.
FOLDERS: Mapping[Locale, str] = {"en": "rules", "ru": "ru/rules"}
#: The page on `[rules]`, `allow` and profiles, which is written by hand.
_CONFIGURING: Mapping[Locale, str] = {"en": "rules.md", "ru": "ru/rules.md"}


@dataclass(frozen=True, slots=True)
class Business:
    """A whole small spec that makes the mistake, with the mended one beside it. `folder` is seen from the documentation's."""

    name: str
    folder: str


def pages(businesses: Mapping[str, Sequence[Business]] | None = None) -> dict[str, str]:
    """Path below the documentation's folder -> text, of all pages. `businesses` by code of the rule that they break."""
    grouped, made = _grouped(), {}
    for locale, folder in FOLDERS.items():
        made[f"{folder}/README.md"] = _joined(_index(grouped, locale))
        for group, rules in grouped.items():
            for rule in rules:
                path = f"{folder}/{rule.name}.md"
                made[path] = _joined(_page(rule, group, locale, (businesses or {}).get(rule.code, ())))
    return made


def _grouped() -> dict[str, list[Rule]]:
    """Rules by group: the folder that each is in; what is in none is the engine's own."""
    found: dict[str, list[Rule]] = {group: [] for group in (*GROUPS, "engine")}
    groups = {module.RULE.code: module.__name__.split(".")[2] for module in rule_modules()}
    for rule in all_rules():
        found[groups.get(rule.code, "engine")].append(rule)
    return found


def _joined(blocks: Iterable[str]) -> str:
    return "\n\n".join(blocks) + "\n"


# ---- the index ----


def _index(grouped: Mapping[str, Sequence[Rule]], locale: Locale) -> Iterator[str]:
    say = WORDS[locale]
    yield say["made"]
    yield f"# {say['rules']}"
    yield f"{say['about']} {_other_language('README', locale)}"
    yield say["configuring"].format(_configuring(locale))
    head = [say["code"], say["rule"], say["says"], *PROFILES, say["fix"]]
    for group, rules in grouped.items():
        yield f"## {GROUP_NAMES[locale][group]}"
        yield table(head, [_row(rule, locale) for rule in rules])
    yield f"## {say['profiles']}"
    yield say["profiles-about"]
    yield table([say["level"], *PROFILES], _counts([rule for rules in grouped.values() for rule in rules]))


def _row(rule: Rule, locale: Locale) -> list[str]:
    says = word(finding(rule, shown(rule.bad, locale)), locale).message
    return [rule.code, f"[{rule.name}]({rule.name}.md)", prose(says), *_levels(rule), WORDS[locale][f"fix-{rule.fix}"]]


def _levels(rule: Rule) -> list[str]:
    return [rule.level(profile) for profile in PROFILES]


def _counts(rules: Sequence[Rule]) -> Iterator[list[str]]:
    for level in LEVELS:
        yield [level, *(str(sum(rule.level(profile) == level for rule in rules)) for profile in PROFILES)]


# ---- a rule ----


def _page(rule: Rule, group: str, locale: Locale, businesses: Sequence[Business]) -> Iterator[str]:
    say, found = WORDS[locale], finding(rule, shown(rule.bad, locale))
    worded = word(_without_suggestion(found), locale)
    yield say["made"]
    yield f"# {rule.name}"
    yield f"[{say['rules']}](README.md) › {GROUP_NAMES[locale][group]} › {rule.code} · {_other_language(rule.name, locale)}"
    yield f"**{sentence(worded.message)}**"
    yield table([*PROFILES, say["fix"]], [[*_levels(rule), say[f"fix-{rule.fix}"]]])
    yield from (f"## {say['why']}", prose(worded.why))
    yield from (f"## {say['right']}", prose(template_words(_words(rule, locale).right, locale)))
    yield from (f"## {say['bad']}", code(shown(rule.bad, locale), "pipe"))
    yield from (say["printed"], code(printed(found, locale), "text"))
    yield from (f"## {say['good']}", code(shown(rule.good, locale), "pipe"))
    yield f"## {say['mend']}"
    yield sentence(worded.hint)
    yield from _after_mending(rule, businesses, locale)
    yield f"## {say['settings']}"
    yield from _settings(rule, locale)
    yield f"## {say['source']}"
    yield "\n".join(f"- {SOURCES[locale].get(source) or escape(source)}" for source in rule.source.split(", "))


def _without_suggestion(found: Diagnostic) -> Diagnostic:
    """The finding with the advice that holds for every case; the one for this case is in the printed report."""
    return replace(found, params={name: value for name, value in found.params.items() if name != "suggestion"})


def _after_mending(rule: Rule, businesses: Sequence[Business], locale: Locale) -> Iterator[str]:
    """What the fix does, and specs of whole companies that make the mistake."""
    say = WORDS[locale]
    if rule.fix != "none":
        yield say[f"fix-{rule.fix}-about"]
    if businesses:
        # Seen from a root, so that the folder this runs in plays no part.
        page = f"/docs/{FOLDERS[locale]}"
        links = [f"[{escape(item.name)}]({relpath(f'/docs/{item.folder}', page)})" for item in businesses]
        yield f"{say['business']} {', '.join(links)}."


def _settings(rule: Rule, locale: Locale) -> Iterator[str]:
    say = WORDS[locale]
    if rule.options:
        yield table([say["option"], say["default"], say["means"]], _options(rule.options, locale))
    given = {"level": rule.severity} | {option.name: option.default for option in rule.options}
    listed = ", ".join(f"{name} = {toml_of(value)}" for name, value in given.items())
    yield code(f"[rules]\n{rule.name} = " + (f"{{ {listed} }}" if rule.options else toml_of(rule.severity)), "toml")
    excuse = f'{say["allow"]} `allow {rule.name} "{say["allow-why"]}"`.'
    yield f"{excuse if rule.in_place else say['no-allow']} {say['more'].format(_configuring(locale))}"


def _options(options: Iterable[Option], locale: Locale) -> Iterator[list[str]]:
    for option in options:
        about = option.ru if locale == "ru" else option.en
        yield [f"`{option.name}`", f"`{toml_of(option.default)}`", prose(about)]


# ---- words and links ----


def _words(rule: Rule, locale: Locale) -> RuleWords:
    return rule.ru if locale == "ru" else rule.en


def _other_language(name: str, locale: Locale) -> str:
    other: Locale = "ru" if locale == "en" else "en"
    return f"[{WORDS[other]['language']}]({relpath(f'{FOLDERS[other]}/{name}.md', FOLDERS[locale])})"


def _configuring(locale: Locale) -> str:
    return relpath(_CONFIGURING[locale], FOLDERS[locale])
