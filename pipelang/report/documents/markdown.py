"""Documents as Markdown (CommonMark with tables), and the one way to put a foreign text into Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from pipelang.report.documents.document import (
    Badge,
    Block,
    Break,
    Card,
    Facts,
    Figure,
    Items,
    Line,
    Lines,
    Link,
    Paragraph,
    Quote,
    Run,
    Section,
    Strong,
    Table,
    Where,
)

#: Signs that mean something within a line, or to what reads Markdown later ({{ }} of site builders, $ of maths).
_ACTIVE = str.maketrans(
    {sign: f"\\{sign}" for sign in "\\`*[]|~{}$"} | {"<": "&lt;", ">": "&gt;", "&": "&amp;", "\r": " ", "\t": " "}
)
#: Whether there is anything to escape at all: most texts are plain words.
_ANYTHING = re.compile(r"[\\`*\[\]|~{}$<>&\r\t_]|^[ #+\-=0-9]", re.MULTILINE)
#: An underscore inside a word is only a letter; elsewhere it would start or end emphasis.
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
#: Signs that mean something only where a line begins, and spaces there.
_AT_START = re.compile(r"^( +)?(#|\+|-|=|[0-9]+[.)])?", re.MULTILINE)


def escape(text: str) -> str:
    """The text so that Markdown shows it as it is: no markup, HTML or template tag in it comes alive.

    Line ends stay; where one line is needed, join the lines first.
    """
    if not _ANYTHING.search(text):
        return text
    escaped = text.translate(_ACTIVE)
    if "_" in escaped:
        escaped = _UNDERSCORE.sub(r"\\_", escaped)
    return _AT_START.sub(_tame, escaped)


def _tame(found: re.Match[str]) -> str:
    spaces, sign = found.groups("")
    return "&nbsp;" * len(spaces) + (f"{sign[:-1]}\\{sign[-1]}" if sign else "")


@lru_cache(maxsize=8192)
def _flat(text: str) -> str:
    """The text escaped, on one line; a space before it parts it from what stands in front.

    The same headings, names and sentences stand in a document again and again.
    """
    return (" " if text.startswith(" ") else "") + escape(text.replace("\n", " ").lstrip(" "))


#: Code that may stand between back-quotes: what else can be in it means something to what reads Markdown later.
_PLAIN_CODE = re.compile(r"[^`<>&|\\{}$!]*")


def _run(run: Run, alone: bool) -> str:
    """Words with looks. Marks bind only beside letters, and not beside other marks: elsewhere tags say the same."""
    text = run.text.replace("\n", " ")
    if run.code:
        said = f"`{text}`" if _PLAIN_CODE.fullmatch(text) and text.strip() == text else f"<code>{escape(text)}</code>"
    else:
        said = _flat(text)
    sign = "*" * (run.italic + 2 * run.bold)
    if sign and alone and not run.code and text[0].isalnum() and text[-1].isalnum():
        said = f"{sign}{said}{sign}"
    else:
        said = f"<i>{said}</i>" if run.italic else said
        said = f"<b>{said}</b>" if run.bold else said
    return f"[{said}]({run.href.translate(_IN_ADDRESS)})" if run.href else said


#: Signs of an address that would end it, or mean something to what reads Markdown later.
_IN_ADDRESS = {ord(sign): f"%{ord(sign):02X}" for sign in "()<>\"'`\\|{}$ []"}


def _indented(text: str, lead: str) -> str:
    return "\n".join(f"{lead}{line}".rstrip() for line in text.rstrip("\n").split("\n"))


Href = Callable[[str], str]


def markdown(blocks: tuple[Block, ...], level: int = 2, href: Href = "#{}".format) -> str:
    """The blocks as Markdown; headings of sections start at `level`. `href` makes a link's target of an anchor."""
    return _Writer(href).write(blocks, level)


class _Writer:
    def __init__(self, href: Href) -> None:
        self.href = href

    def write(self, blocks: tuple[Block, ...], level: int) -> str:
        return "\n".join([_BLOCKS[type(block)](self, block, level) for block in blocks])

    def line(self, line: Line) -> str:
        if isinstance(line, str):
            return _flat(line)
        around = zip(("", *line), line, (*line[1:], ""), strict=False)
        said = "".join([_PARTS[type(part)](self, part, before, after) for before, part, after in around])
        # Before a link it would make a picture of it; any other of these brackets is escaped.
        return said.replace("![", "\\![") if "![" in said else said

    def link(self, part: Link, *_: object) -> str:
        return f"[{_flat(part.text.strip())}]({self.href(part.anchor)})"

    def lines(self, lines: Lines) -> str:
        return "<br>".join([self.line(line) for line in lines]) or "—"

    def paragraph(self, block: Paragraph, _: int) -> str:
        return f"{self.line(block.line)}\n"

    def items(self, block: Items, _: int) -> str:
        made = []
        for number, item in enumerate(block.items, block.start):
            mark = f"{number}." if block.kind == "steps" else _MARKS[block.kind]
            inner = " " * (len(mark) + 1 if block.kind == "steps" else 2)
            made.append(f"{mark} {self.line(item.line)}\n")
            made += [f"{inner}- {self.line(line)}\n" for line in item.below]
            if item.blocks:
                made.append(f"{_indented(self.write(item.blocks, 1), inner)}\n")
        return "".join(made)

    def table(self, block: Table, _: int) -> str:
        head = f"| {' | '.join(map(escape, block.head))} |\n|{' --- |' * len(block.head)}\n"
        return head + "".join([f"| {' | '.join(map(self.lines, row))} |\n" for row in block.rows])

    def facts(self, block: Facts, _: int) -> str:
        return "".join([f"- **{escape(label)}:** {self.lines(lines)}\n" for label, lines in block.pairs])

    def quote(self, block: Quote, _: int) -> str:
        title = f"> {self.line(block.title)}\n>\n" if block.title else ""
        if isinstance(block.text, str):
            # A backslash at the end of a line keeps it a line.
            lines = re.sub(r"(?<=[^\n])\n(?=[^\n])", "\\\\\n", escape(block.text))
        else:
            lines = self.write(block.text, 1)
        return f"{title}{_indented(lines, '> ')}\n"

    def figure(self, block: Figure, _: int) -> str:
        return f"![{escape(block.title)}]({block.name})\n"

    def card(self, block: Card, level: int) -> str:
        title = f"**{_flat(block.title)}**" if isinstance(block.title, str) else self.line(block.title)
        return f"{title}\n\n{self.write(block.blocks, level)}"

    def section(self, block: Section, level: int) -> str:
        name = f'<a id="{block.anchor}"></a>\n\n' if block.anchor else ""
        title = f"{'#' * min(level, 6)} {self.line(block.title)}\n"
        return f"{name}{title}\n{self.write(block.blocks, level + 1)}"


_WORN = (Run, Strong)
_MARKS = {"list": "-", "checks": "- [ ]"}

#: A part in Markdown, with the parts before and after it.
_PARTS: dict[type, Callable[[_Writer, Any, object, object], str]] = {
    str: lambda _w, part, _b, _a: _flat(part),
    Link: _Writer.link,
    Strong: lambda _w, part, _b, _a: f"**{_flat(part.text.strip())}**" if part.text.strip() else "",
    Badge: lambda _w, part, _b, _a: f" *({_flat(part.text.strip())})*",
    Where: lambda _w, part, _b, _a: f" <sub>{escape(part.place)}</sub>",
    Break: lambda _w, _p, _b, _a: "<br>",
    Run: lambda _w, part, before, after: _run(part, not isinstance(before, _WORN) and not isinstance(after, _WORN)),
}
_BLOCKS: dict[type, Callable[[_Writer, Any, int], str]] = {
    Paragraph: _Writer.paragraph,
    Items: _Writer.items,
    Table: _Writer.table,
    Facts: _Writer.facts,
    Quote: _Writer.quote,
    Figure: _Writer.figure,
    Card: _Writer.card,
    Section: _Writer.section,
}
