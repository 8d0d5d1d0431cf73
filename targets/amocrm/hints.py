"""Hints of a stage: one text for each level of experience, at most 1000 characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelang.deploy.claims import facts
from pipelang.deploy.resources import Fact
from pipelang.model import Hint, Stage
from pipelang.report.documents.prose import plain

from .facts import LEVELS, MAX_HINT

if TYPE_CHECKING:
    from pipelang.words import Words


def bodies(stage: Stage) -> dict[str, Hint]:
    """The hint shown to each level: its own, else the one for everybody."""
    found = {hint.level: hint for hint in stage.hints}
    general = found.get(None)
    shown = {level: found.get(level, general) for level in LEVELS}
    return {level: hint for level, hint in shown.items() if hint is not None}


def stage_hints(stage: Stage, words: Words) -> tuple[dict[str, str], tuple[Fact, ...]]:
    """Texts by level, and the facts they carry.

    Around the hint stand the stage's goal, the word that it may not be skipped and its checklist, as far as there is room:
    in amoCRM the hint is the only place where the manager sees them. amoCRM shows Markdown as it is written, so the marks go.
    """
    shown = bodies(stage)
    texts: dict[str, str] = {level: plain(hint.text) for level, hint in shown.items()}
    carried = [
        fact for hint in dict.fromkeys(shown.values()) for fact in (Fact(hint.address), *facts(hint, "level", "text"))
    ]
    for attribute, line, first in _extras(stage, words):
        longer: dict[str, str] = {level: _joined(line, texts.get(level, ""), first) for level in LEVELS}
        if all(len(text) <= MAX_HINT for text in longer.values()):
            texts = longer
            carried += facts(stage, attribute)
    return texts, tuple(carried)


def _extras(stage: Stage, words: Words) -> list[tuple[str, str, bool]]:
    """Attribute, its words, and whether they stand before the hint; in order of importance."""
    extras: list[tuple[str, str, bool]] = []
    if stage.no_skip:
        extras.append(("no_skip", words.t("amo.hint.no_skip"), True))
    if stage.goal:
        extras.append(("goal", words.t("amo.hint.goal", goal=plain(stage.goal)), True))
    if stage.checklist:
        items = "\n".join(f"☐ {item}" for item in stage.checklist)
        extras.append(("checklist", words.t("amo.hint.checklist", items=items), False))
    return extras


def _joined(line: str, text: str, first: bool) -> str:
    if not text:
        return line
    return f"{line}\n\n{text}" if first else f"{text}\n\n{line}"


def cut(text: str, limit: int = MAX_HINT) -> tuple[int, str]:
    """Where to cut a text that is too long: the offset after the last sentence that fits, and the words just before it."""
    room = text[:limit]
    ends = [
        room.rfind(mark) + len(mark.rstrip())
        for mark in (". ", "! ", "? ", "… ", ".\n", "!\n", "?\n", "\n")
        if mark in room
    ]
    at = max(ends, default=0) or room.rfind(" ")
    if at <= 0:
        at = limit
    return at, " ".join(room[:at].split()[-6:])
