"""Slips of a Russian keyboard: Cyrillic letters that look like Latin ones, and keywords said in Russian."""

from __future__ import annotations

_LOOK_ALIKES = str.maketrans("асеорхукмтвнівАСЕОРХУКМТВНЗ", "aceopxykmtbhibACEOPXYKMTBH3")

#: What people write before they know that keywords are English.
KEYWORD_OF = {
    "воронка": "pipeline",
    "этап": "stage",
    "стадия": "stage",
    "роль": "role",
    "поле": "field",
    "канал": "channel",
    "товар": "product",
    "продукт": "product",
    "сервис": "service",
    "сообщение": "message",
    "документ": "document",
    "причина": "reason",
    "задача": "task",
    "подсказка": "hint",
    "цель": "goal",
    "возражение": "objection",
    "чеклист": "checklist",
    "ответственный": "owner",
    "успех": "won",
    "успешно": "won",
    "отказ": "lost",
    "провал": "lost",
    "туннель": "tunnel",
    "источники": "sources",
    "доступ": "access",
    "шаблон": "template",
    "импорт": "import",
    "параметр": "param",
    "тип": "kind",
    "обязательно": "require",
    "норма": "norm",
}

#: The same for words that stand inside statements.
WORD_OF = {
    "если": "if",
    "и": "and",
    "или": "or",
    "не": "not",
    "да": "yes",
    "нет": "no",
}

WEEKDAY_OF = {
    "пн": "mon",
    "вт": "tue",
    "ср": "wed",
    "чт": "thu",
    "пт": "fri",
    "сб": "sat",
    "вс": "sun",
}


def latin(word: str) -> str:
    """The word with look-alikes replaced, or an empty string when something else is not Latin in it."""
    replaced = word.translate(_LOOK_ALIKES)
    return replaced if replaced.isascii() else ""
