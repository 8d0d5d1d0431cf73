"""From Markdown to the blocks of a document. The library does the reading; it is loaded here and nowhere else.

Read are bold, italic, code, lists and links. Everything else (HTML, pictures, headings, addresses without a link, links to
anything but pages, mail and phones) stays as it was written: nothing is dropped and nothing comes alive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipelang.report.documents.document import Block, Break, Item, Items, Line, Paragraph, Part, Run

#: What a link may lead to. Letters that stand for placeholders (of the private use area, in UTF-8) make no address.
_SAFE = re.compile(r"(?:https?://|mailto:|tel:)(?!\S*%E(?:E|F%(?:8|9|A[0-3])))\S+", re.IGNORECASE)
#: The library leaves out what is nested deeper than its own limit, so texts that come near it are not for it.
_DEEPEST = 16
_RULES = ("list", "emphasis", "link", "backticks", "escape", "newline")
_LOOKS = {"strong": "bold", "em": "italic"}


def read(text: str) -> tuple[Block, ...] | None:
    """Paragraphs and lists; None for a text whose lists are nested too deep to be read."""
    tokens = _markdown().parse(text)
    if any(token.level >= _DEEPEST for token in tokens):
        return None
    return tuple(_blocks(iter(tokens)))


@cache
def _markdown() -> MarkdownIt:
    made = MarkdownIt("zero", {"html": False, "linkify": False})
    made.validateLink = lambda url: _SAFE.fullmatch(url) is not None  # type: ignore[method-assign]
    return made.enable(list(_RULES))


def _blocks(tokens: Iterator[Token]) -> Iterator[Block]:
    for token in tokens:
        if token.type == "inline":
            yield Paragraph(_line(token))
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            yield _items(token, tokens)


def _items(opened: Token, tokens: Iterator[Token]) -> Items:
    inside = iter(_inside(opened, tokens))
    items = tuple(_item(token, inside) for token in inside)
    if opened.type == "bullet_list_open":
        return Items(items)
    return Items(items, "steps", int(opened.attrs.get("start", 1)))


def _item(opened: Token, tokens: Iterator[Token]) -> Item:
    blocks = tuple(_blocks(iter(_inside(opened, tokens))))
    if blocks and isinstance(blocks[0], Paragraph):
        return Item(blocks[0].line, blocks=blocks[1:])
    return Item("", blocks=blocks)


def _inside(opened: Token, tokens: Iterator[Token]) -> list[Token]:
    """The tokens up to the one that closes what was opened; that one is taken too."""
    closing = opened.type.replace("_open", "_close")
    inside: list[Token] = []
    for token in tokens:
        if token.type == closing and token.level == opened.level:
            break
        inside.append(token)
    return inside


def _line(token: Token) -> Line:
    parts = tuple(_parts(token.children or []))
    return parts[0] if len(parts) == 1 and isinstance(parts[0], str) else parts


def _parts(tokens: list[Token]) -> Iterator[Part]:
    looks: list[str] = []
    href = ""
    for before, token in zip([None, *tokens], tokens, strict=False):
        name, _, what = token.type.partition("_")
        if token.type in ("softbreak", "hardbreak"):
            yield Break()
        elif name in _LOOKS:
            (looks.append if what == "open" else looks.remove)(_LOOKS[name])
        elif token.type == "link_open":
            href = str(token.attrs["href"])
            title = str(token.attrs.get("title", ""))
        elif token.type == "link_close":
            if before and before.type == "link_open":
                yield Run(href, href=href)
            if title:
                yield f" ({title})"
            href = ""
        elif token.content:
            yield _run(token, looks, href)


def _run(token: Token, looks: list[str], href: str) -> Part:
    code = token.type == "code_inline"
    if not (looks or href or code):
        return token.content
    return Run(token.content, "bold" in looks, "italic" in looks, code, href)
