"""Texts that people of the company read (hints, goals, explanations, documents) are Markdown: a small, safe part of it.

Names are not, nor is what goes to clients: messages are sent as they were written, and shown so. The library that reads
Markdown is loaded only for a text that has a mark in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from pipelang.model import Placeholder, Text
from pipelang.report.documents.document import Block, Break, Item, Items, Line, Lines, Paragraph, Part, Run, Strong

#: Whether a text may hold a mark at all: most are plain words.
_MARKS = re.compile(r"[*_`\\]|\]\(|^[ \t]*(?:[-+]|[0-9]+[.)])[ \t]", re.MULTILINE)
_BLANK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
#: Letters of the private use area stand for placeholders while a text is read.
_STANDS = range(0xE000, 0xF900)

Slot = Callable[[Placeholder], str]


def body(text: str) -> str | tuple[Block, ...]:
    """What a quotation shows: the text itself when there is no mark in it, else its paragraphs and lists."""
    text = text.strip("\n")
    return _blocks(text) if _MARKS.search(text) else text


def body_of(text: Text, slot: Slot) -> str | tuple[Block, ...]:
    """The same for a text with placeholders; what `slot` shows for one is no Markdown."""
    source, slots = _stand_in(text, slot)
    said = body(source)
    return said.translate(slots) if isinstance(said, str) else tuple(_shown(block, slots) for block in said)


def paragraphs(text: str, kind: str = "") -> tuple[Block, ...]:
    """The text as blocks; its paragraphs get the kind."""
    return tuple(replace(block, kind=kind) if isinstance(block, Paragraph) else block for block in _blocks(text))


def lines(text: str) -> Lines:
    """The text as lines for a cell, or beside a label; entries of lists have a sign in front."""
    if "\n" not in text and not _MARKS.search(text):
        return (text,)
    return tuple(line for line in _rows(_blocks(text), "•") if line)


def strong(line: Line) -> Line:
    """The line in bold."""
    return tuple(map(_strong, (line,) if isinstance(line, str) else line))


def plain(text: str) -> str:
    """The text without marks, for a CRM that would show them: lists keep `- `, a link is followed by its address."""
    if not _MARKS.search(text):
        return text
    found = _blocks(text)
    if "\\" not in text and all(isinstance(block, Paragraph) and not _marked(block.line) for block in found):
        return text
    return "\n".join(map(_words, _rows(found, "-")))


def plain_of(text: Text, slot: Slot) -> str:
    """The same for a text with placeholders."""
    source, slots = _stand_in(text, slot)
    return plain(source).translate(slots)


def _blocks(text: str) -> tuple[Block, ...]:
    text = text.strip("\n")
    if _MARKS.search(text):
        from pipelang.report.documents.marks import read

        return read(text) or tuple(_unread(text))
    return tuple(_unread(text))


def _unread(text: str) -> Iterator[Block]:
    """A text without marks, or one that is not to be read: paragraphs and lines as they were written."""
    for part in _BLANK.split(text):
        first, *more = part.split("\n")
        yield Paragraph((first, *(said for line in more for said in (Break(), line))) if more else first)


# ---- placeholders ----


def _stand_in(text: Text, slot: Slot) -> tuple[str, dict[int, str]]:
    """The text with a letter of its own for each placeholder, and what each letter is shown as."""
    written = {part for part in text.parts if isinstance(part, str)}
    free = (letter for letter in _STANDS if not any(chr(letter) in part for part in written))
    stands = {placeholder: next(free) for placeholder in dict.fromkeys(text.placeholders)}
    source = "".join(part if isinstance(part, str) else chr(stands[part]) for part in text.parts)
    return source, {letter: slot(placeholder) for placeholder, letter in stands.items()}


def _shown(block: Block, slots: Mapping[int, str]) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, line=_line_shown(block.line, slots))
    assert isinstance(block, Items)
    return replace(block, items=tuple(_item_shown(item, slots) for item in block.items))


def _item_shown(item: Item, slots: Mapping[int, str]) -> Item:
    return Item(_line_shown(item.line, slots), blocks=tuple(_shown(block, slots) for block in item.blocks))


def _line_shown(line: Line, slots: Mapping[int, str]) -> Line:
    if isinstance(line, str):
        return line.translate(slots)
    return tuple(_part_shown(part, slots) for part in line)


def _part_shown(part: Part, slots: Mapping[int, str]) -> Part:
    if isinstance(part, str):
        return part.translate(slots)
    return replace(part, text=part.text.translate(slots)) if isinstance(part, Run) else part


# ---- line by line ----


def _rows(blocks: tuple[Block, ...], sign: str) -> Iterator[Line]:
    """The blocks as lines, an empty one before each new paragraph."""
    for number, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            if number:
                yield ""
            yield from _broken(block.line)
        elif isinstance(block, Items):
            for at, item in enumerate(block.items, block.start):
                yield from _entry(item, f"{at}. " if block.kind == "steps" else f"{sign} ", sign)


def _entry(item: Item, lead: str, sign: str) -> Iterator[Line]:
    first, *more = _broken(item.line)
    yield _led(lead, first)
    for line in (*more, *_rows(item.blocks, sign)):
        yield _led(" " * len(lead), line)


def _led(lead: str, line: Line) -> Line:
    if not line:
        return lead.rstrip(" ")
    return lead + line if isinstance(line, str) else (lead, *line)


def _broken(line: Line) -> list[Line]:
    """A line cut at its breaks."""
    if isinstance(line, str):
        return [line]
    cut: list[list[Part]] = [[]]
    for part in line:
        if isinstance(part, Break):
            cut.append([])
        else:
            cut[-1].append(part)
    return [tuple(parts) for parts in cut]


def _marked(line: Line) -> bool:
    return not isinstance(line, str) and any(isinstance(part, Run) for part in line)


def _strong(part: Part) -> Part:
    if isinstance(part, str):
        return Strong(part)
    return replace(part, bold=True) if isinstance(part, Run) else part


def _words(line: Line) -> str:
    return line if isinstance(line, str) else "".join(map(_word, line))


def _word(part: Part) -> str:
    if isinstance(part, str):
        return part
    assert isinstance(part, Run)
    if not part.href or part.text in (part.href, part.href.partition(":")[2]):
        return part.text
    return f"{part.text} ({part.href})"
