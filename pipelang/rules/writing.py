"""Places in the text of a spec that a finding points at or a fix writes to."""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.records import record
from pipelang.source import Span
from pipelang.syntax.tokens import MASTER, TYPES, Token


@record
class Block:
    """The braces that follow the head of a statement, and the tokens between them."""

    opening: Token
    inside: tuple[Token, ...]
    closing: Token


def head(at: Span) -> Span:
    """A statement without its block: `tunnel copy to warming.new if reason is price`."""
    found = block(at)
    if found is None or found.opening.start >= at.end:
        return at
    return at._replace(end=at.start + len(at.source.text[at.start : found.opening.start].rstrip()))


def block(at: Span) -> Block | None:
    """The block of a statement whose span is its head or all of it; None when it has none."""
    tokens = _tokens(at.source.text, at.start)
    opening = next((token for token in tokens if token.type == "LBRACE" or token.start >= at.end), None)
    if opening is None or opening.type != "LBRACE":
        return None
    inside: list[Token] = []
    depth = 1
    for token in tokens:
        depth += {"LBRACE": 1, "RBRACE": -1}.get(token.type, 0)
        if not depth:
            return Block(opening, tuple(inside), token)
        inside.append(token)
    return None


def statement(at: Span) -> Span:
    """A declaration with all that follows its head: `in "…"`, `was …`, its block."""
    end = at.end
    tokens = _tokens(at.source.text, at.end)
    for token in tokens:
        if token.type == "LBRACE":
            found = block(at._replace(end=end))
            return at._replace(end=found.closing.end if found else end)
        if token.type != "NAME" or token.text not in ("in", "was"):
            break
        end = next(tokens).end
    return at._replace(end=end)


def removal(at: Span) -> Span:
    """What goes when a statement is taken out: its whole lines where nothing else stands on them, with the comment beside it and
    a blank line that would be one too many; else the space before what follows."""
    text = at.source.text
    start, end = text.rfind("\n", 0, at.start) + 1, text.find("\n", at.end) + 1 or len(text)
    if text[start : at.start].strip() or text[at.end : end].split("#")[0].strip():
        return _within_line(at)
    before, after = text[:start], text[end:]
    above = before[before.rfind("\n", 0, len(before) - 1) + 1 :].strip()
    below = after.split("\n", 1)[0].strip()
    if not below and (not above or above.endswith("{")) and "\n" in after:
        end += after.index("\n") + 1
    elif not above and below.startswith("}") and "\n" in before[:-1]:
        start = before.rfind("\n", 0, len(before) - 1) + 1
    return at._replace(start=start, end=end)


def _within_line(at: Span) -> Span:
    text = at.source.text
    start, end = at.start, at.end
    while text[end : end + 1] in (" ", "\t"):
        end += 1
    while text[start - 1 : start] in (" ", "\t"):
        start -= 1
    empty = text[start - 1 : start] == "{" and text[end : end + 1] == "}"
    if empty:
        return at._replace(start=start, end=end)
    # One side keeps its space: the one before what follows, or before the brace that ends the block.
    last = text[end : end + 1] in ("}", "\n", "")
    return at._replace(start=start) if last else at._replace(end=end)


def _tokens(text: str, start: int) -> Iterator[Token]:
    for match in MASTER.finditer(text, start):
        if match.lastindex is None:
            return
        yield Token(TYPES[match.lastindex], match[match.lastindex], *match.span(match.lastindex))
