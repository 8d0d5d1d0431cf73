"""Durations in words: numbers with the right form of the noun, and the cases that prepositions ask for."""

from __future__ import annotations

from typing import Literal as Choice

from pipelang.model import Duration

Locale = Choice["ru", "en"]
Form = Choice["nominative", "within", "at_most", "after", "before", "due", "lasting", "up_to", "over"]

#: Russian units: nominative for 1, for 2-4, for 5 and more; accusative for 1; genitive for 1 and for the rest.
_RU_UNITS: dict[str, tuple[str, str, str, str, str, str]] = {
    "m": ("минута", "минуты", "минут", "минуту", "минуты", "минут"),
    "h": ("час", "часа", "часов", "час", "часа", "часов"),
    "d": ("день", "дня", "дней", "день", "дня", "дней"),
    "w": ("неделя", "недели", "недель", "неделю", "недели", "недель"),
}
#: «рабочий» before a masculine and before a feminine noun, in the same six places.
_RU_WORKING_HE = ("рабочий", "рабочих", "рабочих", "рабочий", "рабочего", "рабочих")
_RU_WORKING_SHE = ("рабочая", "рабочие", "рабочих", "рабочую", "рабочей", "рабочих")
_RU_ADJECTIVE = {"m": _RU_WORKING_SHE, "h": _RU_WORKING_HE, "d": _RU_WORKING_HE, "w": _RU_WORKING_SHE}

_RU_FORMS: dict[Form, tuple[str, Choice["nominative", "accusative", "genitive"]]] = {
    "nominative": ("{}", "nominative"),
    "within": ("в течение {}", "genitive"),
    "at_most": ("не дольше {}", "genitive"),
    "after": ("через {}", "accusative"),
    "before": ("за {}", "accusative"),
    "due": ("за {}", "accusative"),
    "lasting": ("{}", "accusative"),
    "up_to": ("до {}", "genitive"),
    "over": ("дольше {}", "genitive"),
}

_EN_UNITS = {"m": "minute", "h": "hour", "d": "day", "w": "week"}
_EN_FORMS: dict[Form, str] = {
    "nominative": "{}",
    "within": "within {}",
    "at_most": "no longer than {}",
    "after": "after {}",
    "before": "{} before",
    "due": "in {}",
    "lasting": "{}",
    "up_to": "up to {}",
    "over": "over {}",
}


def duration_words(duration: Duration, locale: Locale, form: Form = "nominative") -> str:
    """«15 рабочих минут», «в течение 2 дней», «за 1 рабочую неделю»; `15 working minutes`, `within 2 days`."""
    if locale == "ru":
        pattern, case = _RU_FORMS[form]
        return pattern.format(_ru(duration, case))
    return _EN_FORMS[form].format(_en(duration))


def plural_ru(amount: int) -> int:
    """Which of three forms a Russian noun takes after a number: 0 for 1, 21…; 1 for 2-4, 22…; 2 for the rest."""
    if amount % 10 == 1 and amount % 100 != 11:
        return 0
    if amount % 10 in (2, 3, 4) and amount % 100 not in (12, 13, 14):
        return 1
    return 2


def _ru(duration: Duration, case: Choice["nominative", "accusative", "genitive"]) -> str:
    which = plural_ru(duration.amount)
    if case == "genitive":
        which = 4 if which == 0 else 5
    elif case == "accusative" and which == 0:
        which = 3
    adjective = f"{_RU_ADJECTIVE[duration.unit][which]} " if duration.working else ""
    return f"{duration.amount} {adjective}{_RU_UNITS[duration.unit][which]}"


def _en(duration: Duration) -> str:
    plural = "" if duration.amount == 1 else "s"
    return f"{duration.amount} {'working ' if duration.working else ''}{_EN_UNITS[duration.unit]}{plural}"
