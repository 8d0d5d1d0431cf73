"""A document for people as data: sections of paragraphs, lists and tables, written as HTML or as Markdown.

All texts are plain: the writers escape them. Texts that the spec may write as Markdown come as `Run`s and lists
(`prose.py` makes them). Only `Figure` holds markup, made by our own drawing code.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal as Choice


@dataclass(frozen=True, slots=True)
class Strong:
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another place of the document; `anchor` is made by `anchors.anchor`, never from a text of the spec."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Badge:
    """A short remark set apart: `kind` is a class of the style sheet."""

    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Where:
    """The line of the spec that a statement comes from: `sales.pipe:41`."""

    place: str


@dataclass(frozen=True, slots=True)
class Run:
    """Words of the spec with the looks that their author gave them; `href` leads out of the document and is a safe address."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line within a paragraph."""


Part = str | Strong | Link | Badge | Where | Run | Break
#: Words on one line; a plain text when nothing in it is special.
Line = str | tuple[Part, ...]
#: Lines under each other, in a cell of a table or beside a label.
Lines = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    line: Line
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list, with lines of a list under it, or with paragraphs and lists of its own."""

    line: Line
    below: Lines = ()
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """A list; `checks` has boxes to tick, `steps` numbers from `start` on."""

    items: tuple[Item, ...]
    kind: Choice["list", "checks", "steps"] = "list"
    start: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """`kind` is a class of the style sheet; on a narrow screen each row becomes a card that repeats the headings.

    The kind `lights` has short cells and keeps its head as it is.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[Lines, ...], ...]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with what they stand for."""

    pairs: tuple[tuple[str, Lines], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A text of the spec with a heading of our own: as it was written, line by line, or as the blocks its Markdown means."""

    text: str | tuple[Block, ...]
    title: Line = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing: in Markdown a picture, kept beside it in the file `name`."""

    svg: str
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Card:
    """Blocks that belong together under a small heading; `kind` is a class of the style sheet."""

    title: Line
    blocks: tuple[Block, ...]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    title: Line
    blocks: tuple[Block, ...]
    anchor: str = ""
    kind: str = ""


Block = Paragraph | Items | Table | Facts | Quote | Figure | Card | Section


def plain(line: Line) -> str:
    """The words of a line without badges and source marks, for tables of contents."""
    if isinstance(line, str):
        return line
    kept = (
        part if isinstance(part, str) else part.text for part in line if not isinstance(part, Badge | Where | Break)
    )
    return "".join(kept).strip()


def contents(blocks: tuple[Block, ...], depth: int) -> Iterator[tuple[int, str, str]]:
    """Level (from 0), title and anchor of each section that has an anchor, down to `depth` levels.

    Single texts (sections of the kind `text`) are left out: there may be dozens, and nobody looks for one by its id.
    """
    for block in blocks:
        if isinstance(block, Section) and block.anchor and block.kind != "text":
            yield 0, plain(block.title), block.anchor
            if depth > 1:
                yield from ((level + 1, title, anchor) for level, title, anchor in contents(block.blocks, depth - 1))
