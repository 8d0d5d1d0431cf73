"""The catalogue of diagnostics: for each code its name, severity and words in English and Russian, side by side.

A check of a clean spec never loads it. Codes are permanent. The first letters of a code tell the topic and so the module
that declares it; targets bring their own through the entry-point group `pipelang.messages` (prefix = module:ENTRIES).
"""

from __future__ import annotations

from dataclasses import field
from functools import cache
from importlib import import_module
from typing import Literal

from pipelang.diagnostics import Severity
from pipelang.records import record

Locale = Literal["en", "ru"]

#: Topic of the core's codes: prefix -> module.
_TOPICS = {
    "F": "pipelang.messages.files",
    "S": "pipelang.messages.syntax",
    "N": "pipelang.messages.names",
    "M": "pipelang.messages.meaning",
    "T": "pipelang.messages.types",
    "C": "pipelang.messages.configuration",
    "R": "pipelang.rules.catalogue",
}


@record
class Words:
    """What is said in one language. All but `labels` may name the diagnostic's parameters in braces.

    `message`: one line, no full stop. `why`: one sentence on why it matters (what it costs). `hint`: how to mend it.
    `suggest`: said instead of `hint` when the parameter `suggestion` is not empty. `labels`: role of a second place -> words
    (common roles are in `COMMON_LABELS`).
    """

    message: str
    why: str = ""
    hint: str = ""
    suggest: str = ""
    labels: dict[str, str] = field(default_factory=dict)


@record
class Entry:
    """One code. `example` is a whole spec (or file content) that gives exactly this code, for `explain` and the tests."""

    code: str
    name: str
    severity: Severity
    en: Words
    ru: Words
    example: str | None = None


COMMON_LABELS: dict[Locale, dict[str, str]] = {
    "en": {
        "first-defined": "first defined here",
        "expanded-from": "expanded from here",
        "declared": "declared here",
        "opened": "opened here",
        "imported": "imported here",
        "value": "the value is written here",
    },
    "ru": {
        "first-defined": "впервые объявлено здесь",
        "expanded-from": "развёрнуто отсюда",
        "declared": "объявлено здесь",
        "opened": "открыто здесь",
        "imported": "импортировано здесь",
        "value": "значение написано здесь",
    },
}


@cache
def entry(code: str) -> Entry:
    """The catalogue's entry of a code. Raises KeyError when there is none."""
    return _topic(code.rstrip("0123456789"))[code]


def all_entries() -> list[Entry]:
    """Every entry of the core and of all installed targets, in order of code."""
    from importlib.metadata import entry_points

    prefixes = [*_TOPICS, *sorted({point.name for point in entry_points(group="pipelang.messages")})]
    return sorted((item for prefix in prefixes for item in _topic(prefix).values()), key=lambda item: item.code)


@cache
def _topic(prefix: str) -> dict[str, Entry]:
    if prefix in _TOPICS:
        entries: tuple[Entry, ...] = import_module(_TOPICS[prefix]).ENTRIES
    else:
        from importlib.metadata import entry_points

        entries = next((point.load() for point in entry_points(group="pipelang.messages", name=prefix)), ())
    return {item.code: item for item in entries}
