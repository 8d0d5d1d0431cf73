"""Durations as people write them before they know the four letters: `15min`, `2ч`, `3дня`."""

from __future__ import annotations

import re

#: Only words that can mean nothing else: `м` may be minutes or months.
_UNITS = {
    "m": ("min", "mins", "minute", "minutes", "мин", "минут", "минута", "минуты"),
    "h": ("hr", "hrs", "hour", "hours", "ч", "час", "часа", "часов"),
    "d": ("day", "days", "д", "дн", "день", "дня", "дней"),
    "w": ("wk", "week", "weeks", "нед", "неделя", "недели", "недель"),
}
_LETTER_OF = {word: letter for letter, words in _UNITS.items() for word in words}
_WRITTEN = re.compile(r"(\d{1,6})([^\W\d_]+)\.?")


def duration_of(text: str) -> str:
    """The duration as the language writes it, or an empty string when the text is none."""
    found = _WRITTEN.fullmatch(text)
    letter = _LETTER_OF.get(found[2].lower(), "") if found else ""
    return f"{found[1]}{letter}" if found and letter else ""
