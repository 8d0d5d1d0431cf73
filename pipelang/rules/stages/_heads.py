"""Pointing at the first line of a statement and not at its whole block."""

from __future__ import annotations

from pipelang.source import Span


def head(at: Span) -> Span:
    """`on change interest if interest >= 9` of a trigger, `tunnel copy to warming.new if …` of a tunnel."""
    text = at.text
    opening = text.find("{")
    return at if opening < 0 else at._replace(end=at.start + len(text[:opening].rstrip()))
