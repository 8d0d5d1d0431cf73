"""Parking lots: stages where deals are put so that nobody has to decide about them."""

from __future__ import annotations

from typing import Literal

from pipelang.names.stems import Stems
from pipelang.records import record

Strength = Literal["strong", "weak"]


@record
class Sump:
    """Why a name reads as a parking lot.

    `strong`: the word has hardly another meaning on a stage. `weak`: it has a lawful one (the list that a telemarketing
    pipeline starts from, «Думает» in a process pipeline, warming in a pipeline of its own), so look at the place first.
    """

    word: str
    strength: Strength


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
    r"мертв\w*",
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
_STEMS: tuple[tuple[Strength, Stems], ...] = (("strong", Stems(*_STRONG)), ("weak", Stems(*_WEAK)))

#: «База» with nothing said of what for is a dump; «База заявок» or «База для обзвона» can be the list one starts with.
_BARE_BASES = frozenset({"база", "наша база", "общая база"})
#: Goods are put aside for a client: that does not park the deal.
_GOODS = ("товар", "заказ", "размер")


def sump(name: str) -> Sump | None:
    """The word that makes a stage name a parking lot, or None."""
    text = " ".join(name.casefold().replace("ё", "е").split())
    if text in _BARE_BASES:
        return Sump(text, "strong")
    if any(text.startswith(goods) and not text[len(goods) : len(goods) + 1].isalnum() for goods in _GOODS):
        return None
    for strength, stems in _STEMS:
        if word := stems.found(name):
            return Sump(word, strength)
    return None
