"""The checklist: what a person does by hand, as Markdown with boxes and as a page to print or to tick on the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from types import SimpleNamespace
from typing import TYPE_CHECKING

from markupsafe import escape as html_escape

from pipelang.deploy.steps import Group, Numbered, Section, numbered
from pipelang.messages import Locale
from pipelang.report.documents.markdown import escape

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Labels and short values come again and again: so many texts are kept as they were escaped.
_REMEMBERED = 4096

_PHRASES: dict[Locale, dict[str, str]] = {
    "ru": {
        "title": "Чек-лист настройки",
        "intro": "Здесь то, чего API не умеет: эти шаги делает человек. Они собраны по экранам, чтобы пройти каждый один раз.",
        "first": "Сначала примените `setup.json`: шаги рассчитывают на воронки, этапы и поля, которые он создаёт.",
        "none": "Ручных шагов нет: всё настраивается через API.",
        "where": "Где",
        "note": "Важно",
        "paste": "Текст для вставки",
        "copy": "Скопировать",
        "copied": "Скопировано",
        "done": "Готово",
        "of": "из",
        "hide": "Скрыть сделанное",
        "print": "Печать",
        "contents": "Экраны",
    },
    "en": {
        "title": "Set-up checklist",
        "intro": "What the API cannot do: these steps are for a person, grouped by screen, so that each is visited once.",
        "first": "Apply `setup.json` first: the steps count on the pipelines, stages and fields that it creates.",
        "none": "No steps by hand: everything is set up through the API.",
        "where": "Where",
        "note": "Note",
        "paste": "Text to paste",
        "copy": "Copy",
        "copied": "Copied",
        "done": "Done",
        "of": "of",
        "hide": "Hide what is done",
        "print": "Print",
        "contents": "Screens",
    },
}


@dataclass(frozen=True, slots=True)
class Checklist:
    """`target` is the CRM's title, `program` the client's name."""

    target: str
    program: str
    locale: Locale
    sections: Sequence[Section]

    @property
    def steps(self) -> int:
        return sum(1 for _ in numbered(self.sections))

    def local(self, words: Mapping[str, str]) -> str:
        """The words of a screen in the client's language, else in any that it has."""
        return words.get(self.locale) or next(iter(words.values()), "")

    def name(self, section: Section) -> str:
        return section.screen.called(self.locale)


def markdown(checklist: Checklist) -> str:
    """`checklist.md`, with the task boxes that GitHub and most wikis can tick."""
    say = _PHRASES[checklist.locale]
    blocks = [f"# {say['title']}: {_line(checklist.target)} — {_line(checklist.program)}"]
    blocks += [say["intro"], say["first"]] if checklist.steps else [say["none"]]
    for section in checklist.sections:
        blocks += _section(checklist, section, say)
    return "\n\n".join(blocks) + "\n"


def _section(checklist: Checklist, section: Section, say: Mapping[str, str]) -> Iterator[str]:
    yield f"## {_line(checklist.name(section))}"
    for key, words in (("where", section.screen.way), ("note", section.screen.note)):
        if text := checklist.local(words):
            yield f"{say[key]}: {_line(text)}"
    for group in section.groups:
        if group.path:
            yield f"### {_line(_heading(group))}"
        yield "\n".join(line for item in group.steps for line in _step(item, say))


def _step(item: Numbered, say: Mapping[str, str]) -> Iterator[str]:
    step = item.step
    source = f" ({_code(step.at.place)})" if step.at else ""
    yield f"- [ ] **{item.number}.** {_line(step.title)}{source}"
    for label, value in step.details:
        if "\n" in value:
            yield f"  - {_line(label)}:"
            yield from _fenced(value, "    ")
        else:
            yield f"  - {_line(label)}: {_line(value)}"
    if step.paste is not None:
        yield f"  - {say['paste']}:"
        yield from _fenced(step.paste, "    ")


@lru_cache(_REMEMBERED)
def _line(text: str) -> str:
    """A text as it is, on one line."""
    return escape(" ".join(text.split("\n")))


def _fenced(text: str, indent: str) -> Iterator[str]:
    """A block that shows the text as it is: its fence is longer than any in the text."""
    fence = _fence(text, 3)
    yield f"{indent}{fence}text"
    yield from (f"{indent}{line}" if line else "" for line in text.split("\n"))
    yield f"{indent}{fence}"


def _code(text: str) -> str:
    fence = _fence(text, 1)
    return f"{fence}{text}{fence}"


def _fence(text: str, least: int) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    return "`" * max(least, longest + 1)


def _heading(group: Group) -> str:
    return " → ".join(group.path)


def html(checklist: Checklist) -> str:
    """`checklist.html`: one file that asks nothing of the network, and remembers its ticks where the browser lets it."""
    from pipelang.report.documents.pages import environment, safe

    say, keys = _PHRASES[checklist.locale], _keys(checklist)
    return (
        environment("pipelang.report")
        .get_template("checklist.html")
        .render(
            checklist=checklist,
            # Not the dictionary itself: templates would find its methods (`copy`) before its keys.
            say=SimpleNamespace(**say),
            heading=_heading,
            steps=lambda group: safe("\n".join(line for item in group.steps for line in _item(item, keys, say))),
            storage=_storage(checklist),
        )
    )


def _item(item: Numbered, keys: Mapping[int, str], say: Mapping[str, str]) -> Iterator[str]:
    """A step in the page. Not in the template: pages have thousands, and a template takes three times as long for each."""
    number, step = item.number, item.step
    yield f'<li class="step">\n<input type="checkbox" id="step-{number}" data-key="{keys[number]}">\n<div>'
    yield f'<label for="step-{number}"><span class="number">{number}.</span> {_escaped(step.title)}</label>'
    if step.at:
        yield f'<span class="source">{_escaped(step.at.place)}</span>'
    if step.details:
        yield "<dl>"
        yield from [f"<dt>{_escaped(label)}</dt><dd>{_escaped(value)}</dd>" for label, value in step.details]
        yield "</dl>"
    if step.paste is not None:
        copy = f'<button type="button" data-copy="text-{number}" hidden>{_escaped(say["copy"])}</button>'
        yield f'<div class="paste"><span class="quiet">{_escaped(say["paste"])}</span>{copy}</div>'
        # A line end right after <pre> would be swallowed.
        first = "\n" if step.paste.startswith("\n") else ""
        yield f'<pre id="text-{number}">{first}{_escaped(step.paste)}</pre>'
    yield "</div>\n</li>"


@lru_cache(_REMEMBERED)
def _escaped(text: str) -> str:
    return str(html_escape(text))


def _storage(checklist: Checklist) -> str:
    """Where the browser keeps the ticks: another client's page must not show them."""
    return f"pipelang:{checklist.target}:{checklist.program}"


def _keys(checklist: Checklist) -> dict[int, str]:
    """A key for each step by what it says, so that ticks outlive a rebuild in which other steps came or went."""
    keys: dict[int, str] = {}
    seen: dict[str, int] = {}
    for item in numbered(checklist.sections):
        step = item.step
        said = "\0".join([step.screen, *step.group, step.title, *map(": ".join, step.details), step.paste or ""])
        key = blake2b(said.encode(), digest_size=8).hexdigest()
        seen[key] = seen.get(key, 0) + 1
        keys[item.number] = key if seen[key] == 1 else f"{key}-{seen[key]}"
    return keys
