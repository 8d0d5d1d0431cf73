"""Parking lots: stages where deals are put so that nobody has to decide about them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Sump:
    """Why a name reads as a parking lot.

    `strong`: the word has hardly another meaning on a stage. `weak`: it has a lawful one (the list that a telemarketing
    pipeline starts from, «Думает» in a process pipeline, warming in a pipeline of its own), so look at the place first.
    """

    word: str
    strength: Literal["strong", "weak"]


# Stems are enough here: each stands for one lemma and its forms, and a parser need not be loaded for them.
_STRONG = (
    r"отстойник\w*",
    r"отлож\w*(?:\s+(?:спрос\w*|старт\w*))?",
    r"условн\w+\s+отказ\w*",
    r"архив\w*",
    r"заморо[жз]\w*",
    r"замор[оа]зк\w*",
    r"приостанов\w*",
    r"(?:на\s+)?пауз[аеу]",
    r"кладбищ\w*",
    r"долг\w+\s+ящик\w*",
    r"долгостро\w*",
    r"висяк\w*",
    r"отложк\w*",
    r"спящ\w*",
    r"мёртв\w*|мертв\w*",
    r"не\s+сейчас",
    r"потом|когда-нибудь",
    r"вернуться\s+(?:позже|потом)",
    r"холодн\w+\s+баз\w*",
    r"on\s+hold|hold",
    r"parked|parking(?:\s+lot)?",
    r"paused|archived?|frozen|dormant|graveyard|backburner|shelved",
    r"future|someday|postponed|deferred|revisit|kiv",
    r"cold\s+storage|dead\s+leads?",
)
_WEAK = (
    r"дума(?:ет|ют|ем)|подумать|на\s+подумать|ждуны?",
    r"база|в\s+баз[уе]",
    r"вернуться|реанимаци\w*|резерв\w*",
    r"бэклог|thinking|nurtur\w+|backlog|recycle\w*|reserve",
)
_EDGE = r"(?<!\w)(?:{})(?!\w)"
_PATTERNS: tuple[tuple[Literal["strong", "weak"], re.Pattern[str]], ...] = (
    ("strong", re.compile(_EDGE.format("|".join(_STRONG)))),
    ("weak", re.compile(_EDGE.format("|".join(_WEAK)))),
)

#: «База» with nothing said of what for is a dump; «База заявок» or «База для обзвона» can be the list one starts with.
_BARE_BASE = re.compile(r"(?:наша\s+|общая\s+)?база")
#: Goods are put aside for a client: that does not park the deal.
_EXCUSED = re.compile(r"(?:товар|заказ|размер)\b.*")


def sump(name: str) -> Sump | None:
    """The word that makes a stage name a parking lot, or None."""
    text = " ".join(name.lower().replace("ё", "е").split())
    if _BARE_BASE.fullmatch(text):
        return Sump(text, "strong")
    if _EXCUSED.match(text):
        return None
    for strength, pattern in _PATTERNS:
        if found := pattern.search(text):
            return Sump(found[0], strength)
    return None
