"""How much room a text takes in a drawing. Nothing here can measure a font: widths are estimated on the safe side."""

from __future__ import annotations

from functools import cache, lru_cache

#: Below the width of every character, in units of the font's size.
_LEAST = 0.4
_NARROW = frozenset("iljtfrIгзктс.,:;'!|()[]{}/\\- «»“”")
_WIDE = frozenset("жмшщюыфъmwM@%—")
_WIDEST = frozenset("ЖМШЩЮЫФWQ")


def width(text: str, size: float) -> float:
    """Width of a line in a plain sans-serif font of that size (in the same unit)."""
    return size * sum(map(_share, text))


def wrap(text: str, room: float, size: float, lines: int = 6) -> list[str]:
    """The text on lines no wider than `room`; what does not fit on the last one ends in `…`."""
    return list(_wrapped(text, room, size, lines))


@lru_cache(maxsize=4096)  # a drawing asks twice: how high a box is, and what to write into it
def _wrapped(text: str, room: float, size: float, lines: int) -> tuple[str, ...]:
    made: list[str] = []
    line = ""
    # No more than this fits on the lines, even of the narrowest letters: a text may be endless.
    most = int((lines + 2) * room / (size * _LEAST)) + 1
    for word in _pieces(" ".join(text.split())[:most], room, size):
        longer = f"{line} {word}" if line else word
        if line and width(longer, size) > room:
            made.append(line)
            line = word
        else:
            line = longer
    made.append(line)
    if len(made) > lines:
        made = [*made[: lines - 1], clip(" ".join(made[lines - 1 :]), room, size)]
    return tuple(made)


def clip(text: str, room: float, size: float) -> str:
    """The text cut to `room`, with `…` where something was cut."""
    if width(text, size) <= room:
        return text
    end, used = 0, size
    for char in text:
        used += _share(char) * size
        if used > room:
            break
        end += 1
    return f"{text[:end].rstrip()}…"


def _pieces(text: str, room: float, size: float) -> list[str]:
    """Words; those wider than the room are broken, after a hyphen where they have one."""
    found: list[str] = []
    for word in text.split():
        if width(word, size) <= room:
            found.append(word)
            continue
        start = 0
        for end in range(1, len(word) + 1):
            if end - start > 1 and width(word[start:end], size) > room:
                hyphen = word.rfind("-", start, end - 1) + 1
                stop = hyphen if hyphen > start else end - 1
                found.append(word[start:stop])
                start = stop
        found.append(word[start:])
    return found


@cache
def _share(char: str) -> float:
    if char in _NARROW:
        return 0.46
    if char in _WIDE:
        return 0.84
    if char in _WIDEST:
        return 0.98
    if ord(char) > 0x2E80:  # East Asian characters and emoji fill a square
        return 1.1
    return 0.74 if char.isupper() else 0.59
