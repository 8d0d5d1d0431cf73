"""What a terminal may be sent, and how wide it shows it."""

from __future__ import annotations

import re
import unicodedata

TAB = 4

#: Characters of one cell each, by far the commonest: for them no table of widths is needed.
_PLAIN = re.compile(r"[ -~А-Яа-яЁё«»–—…№‹›]*")


def visible(text: str) -> str:
    """A text in which nothing acts on the terminal: control and invisible characters become symbols, tabs spaces.

    An escape character shows as `␛`, a right-to-left override as `<U+202E>`; line ends are control characters too.
    """
    if _PLAIN.fullmatch(text):
        return text
    shown: list[str] = []
    column = 0
    for char in text:
        piece = " " * (TAB - column % TAB) if char == "\t" else _symbol(char)
        shown.append(piece)
        column += width(piece)
    return "".join(shown)


def width(text: str) -> int:
    """How many cells a visible text takes."""
    if _PLAIN.fullmatch(text):
        return len(text)
    from wcwidth import wcswidth

    return max(wcswidth(text), 0)


def _symbol(char: str) -> str:
    category = unicodedata.category(char)
    if category[0] != "C" and category not in ("Zl", "Zp"):
        return char
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    # A joiner inside an emoji is drawn, not invisible; unassigned and private characters do nothing.
    return char if char == "\u200d" or category in ("Cn", "Co") else f"<U+{code:04X}>"
