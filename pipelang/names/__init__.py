"""What the name of a stage says: a fact, work going on, a thing read in two ways, a to-do, or nothing of these.

The definitions, the figures and the known misses stand in docs/stage-names.md. The Russian dictionary is loaded by the
first Cyrillic name, not by importing this package.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, cast

from pipelang.names.memory import answer
from pipelang.names.sumps import Sump, sump

Style = Literal["conversion", "process", "ambiguous", "task", "neutral"]

#: When the clauses of one name differ, the first of these wins: a to-do made a stage is one whatever stands beside it,
#: and where something is said to have happened, analytics has its answer even if the name also tells what follows.
_PRECEDENCE: tuple[Style, ...] = ("task", "conversion", "process", "ambiguous")

_BREAK = r"(?i)\s+[-–—]+\s+|[,;:/|+&•→>]|\.\s|\s(?:или|либо)\s"
_ASIDE = r"\([^)]*\)|\[[^\]]*\]"
_WORD = r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+(?:-?[^\W\d_]{1,2}\b)?"
_CYRILLIC = "[А-яЁё]"
_LATIN = "[A-Za-z]"

#: A word of capitals up to this long is an abbreviation.
_ABBREVIATION = 4

__all__ = ["Style", "Sump", "clause_styles", "is_sump", "style", "sump"]


@lru_cache(maxsize=4096)
def style(name: str) -> Style:
    """The class of a stage name. `neutral` also stands for a name that cannot be judged.

    A parking lot has no style of its own («База», «Отстойник»): `sump` tells what is wrong with it.
    """
    found = clause_styles(name)
    judged: Style = next((wanted for wanted in _PRECEDENCE if wanted in found), "neutral")
    return "neutral" if judged == "ambiguous" and is_sump(name) else judged


@lru_cache(maxsize=4096)
def clause_styles(name: str) -> tuple[Style, ...]:
    """The class of each clause: «Счёт выставлен, ждём оплату» is a conversion and a process."""
    return cast("tuple[Style, ...]", tuple(answer("clauses", name, _judged).split()))


def _judged(name: str) -> str:
    found: list[Style] = []
    governed = False
    for words in _clauses(name):
        clause, governed = _judge(words, governed)
        found.append(clause)
    return " ".join(found)


def is_sump(name: str) -> bool:
    """Whether a name reads as a parking lot at all; `sump` tells the word and how sure it is."""
    return sump(name) is not None


def _clauses(name: str) -> list[tuple[str, ...]]:
    # What stands in brackets explains the name, unless the name is nothing else or an abbreviation that needs it.
    bare = re.sub(_ASIDE, " ", name)
    said = [word for word in re.findall(_WORD, bare) if not word.isdigit()]
    text = bare if any(not word.isupper() or len(word) > _ABBREVIATION for word in said) else name
    found = (tuple(re.findall(_WORD, piece)) for piece in re.split(_BREAK, text))
    return [words for words in found if any(not word.isdigit() for word in words)]


def _judge(words: tuple[str, ...], governed: bool) -> tuple[Style, bool]:
    """The class of a clause, and whether its verb can still govern an infinitive («Хочет прийти / заказать»)."""
    if any(re.search(_CYRILLIC, word) for word in words):
        from pipelang.names.russian import clause_style
    elif any(re.search(_LATIN, word) for word in words):
        from pipelang.names.english import clause_style
    else:
        return "neutral", governed
    return clause_style(words, governed)
