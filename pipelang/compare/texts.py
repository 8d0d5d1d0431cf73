"""What has changed in a text, word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from pipelang.secrets import secrets

_TOKEN = re.compile(r"\n|[^\S\n]+|\w+|[^\w\s]")
#: Beyond so many pairs of words a text is compared line by line.
_MANY = 1_000_000
#: What is the same between two changes, and shorter than this, is taken for changed too: single words would flicker.
_ISLAND = 2


class Piece(NamedTuple):
    """A stretch of a text that stayed, went or came."""

    kind: Literal["same", "gone", "came"]
    text: str


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """The new text and what it replaces, in order. Joining all but `gone` gives the new text, all but `came` the old one."""
    left, right = _words(old), _words(new)
    if len(left) * len(right) > _MANY:
        left, right = old.splitlines(keepends=True), new.splitlines(keepends=True)
    if len(left) * len(right) > _MANY:
        return _pieces([("gone", old), ("came", new)])
    steps: list[tuple[Literal["same", "gone", "came"], str]] = []
    for kind, start, end, from_, to in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        gone, came = "".join(left[start:end]), "".join(right[from_:to])
        if kind == "equal":
            # A space or a comma between two changed words only makes the change harder to read.
            small = end - start <= _ISLAND and not gone.strip(" ,.") and start > 0 and end < len(left)
            steps += [("gone", gone), ("came", came)] if small else [("same", gone)]
        else:
            steps += [("gone", gone), ("came", came)]
    return _pieces(steps)


def _words(text: str) -> list[str]:
    """The words of a text; a secret is one, for a piece of it could not be told to be one any more."""
    words: list[str] = []
    at = 0
    for secret in secrets(text):
        words += [*_TOKEN.findall(text[at : secret.start]), text[secret.start : secret.end]]
        at = secret.end
    return words + _TOKEN.findall(text[at:])


def _pieces(steps: list[tuple[Literal["same", "gone", "came"], str]]) -> tuple[Piece, ...]:
    """Neighbours joined: between two stretches that stayed at most one that went, then one that came."""
    made: list[Piece] = []
    gone = came = ""
    for kind, text in [*steps, ("same", "")]:
        if kind == "gone":
            gone += text
        elif kind == "came":
            came += text
        else:
            made += [piece for piece in (Piece("gone", gone), Piece("came", came)) if piece.text]
            gone = came = ""
            if text:
                made.append(Piece("same", text))
    return tuple(made)
