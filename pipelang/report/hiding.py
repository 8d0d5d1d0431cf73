"""Finished reports without the secrets that they may quote, however the report's format writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipelang.secrets import BLOT

#: Shorter ones are hidden where they stand only: elsewhere the same letters may be part of any word.
_TELLING = 6

_ENTITIES = {"&": "amp|#38", "<": "lt|#60", ">": "gt|#62", "'": "#39|#x27|apos", '"': "quot|#34|#x22"}


def hide(text: str, secrets: Iterable[str]) -> str:
    """The text with blots in place of the secrets: as they are, or escaped for JSON, HTML or Markdown."""
    lines = {line.strip() for secret in secrets for line in secret.split("\n")}
    for line in sorted(lines, key=lambda line: (-len(line), line)):
        # Letters and digits are never escaped: without the longest run of them there is nothing to look for.
        if len(line) >= _TELLING and max(re.findall(r"[^\W_]+", line) or [""], key=len) in text:
            text = re.sub("".join(map(_written, line)), BLOT * len(line), text)
    return text


def _written(char: str) -> str:
    """A pattern for what formats make of a character."""
    if char == "\\":
        return r"\\\\?"
    plain = re.escape(char)
    if char.isalnum():
        return plain
    entities = f"&(?:{_ENTITIES[char]});|" if char in _ENTITIES else ""
    return rf"(?:{entities}\\{{0,2}}{plain})"
