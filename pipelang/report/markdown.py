"""Documents as Markdown (CommonMark with tables), and the one way to put a foreign text into Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from pipelang.report.document import (
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


def _flat(text: str) -> str:
    """The text escaped, on one line; a space before it parts it from what stands in front."""
    return (" " if text.startswith(" ") else "") + escape(text.replace("\n", " ").lstrip(" "))


#: Code that may stand between back-quotes: what else can be in it means something to what reads Markdown later.
_PLAIN_CODE = re.compile(r"[^`<>&|\\{}$]*")


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
        return "\n".join(part for block in blocks for part in _BLOCKS[type(block)](self, block, level))

    def line(self, line: Line) -> str:
        if isinstance(line, str):
            return _flat(line)
        if len(line) == 1:
            return self._part(line[0])
        around = zip(("", *line), line, (*line[1:], ""), strict=False)
        return "".join(self._part(part, before, after) for before, part, after in around)

    def _part(self, part: object, before: object = "", after: object = "") -> str:
        if isinstance(part, str):
            flat = _flat(part)
            # Before a link it would make a picture of it.
            return f"{flat[:-1]}\\!" if flat.endswith("!") and isinstance(after, Link | Run) else flat
        if isinstance(part, Run):
            return _run(part, alone=not isinstance(before, Run | Strong) and not isinstance(after, Run | Strong))
        if isinstance(part, Where):
            return f" <sub>{escape(part.place)}</sub>"
        if isinstance(part, Break):
            return "<br>"
        assert isinstance(part, Link | Strong | Badge)
        text = _flat(part.text.strip())
        if isinstance(part, Link):
            return f"[{text}]({self.href(part.anchor)})"
        if isinstance(part, Badge):
            return f" *({text})*"
        return f"**{text}**" if text else ""

    def lines(self, lines: Lines) -> str:
        return "<br>".join(map(self.line, lines)) or "—"

    def paragraph(self, block: Paragraph, _: int) -> Iterator[str]:
        yield f"{self.line(block.line)}\n"

    def items(self, block: Items, _: int) -> Iterator[str]:
        for number, item in enumerate(block.items, block.start):
            mark = {"list": "-", "checks": "- [ ]", "steps": f"{number}."}[block.kind]
            yield f"{mark} {self.line(item.line)}"
            yield from (
                f"{' ' * (len(mark) + 1 if block.kind == 'steps' else 2)}- {self.line(line)}" for line in item.below
            )
            if item.blocks:
                yield _indented(self.write(item.blocks, 1), " " * (len(mark) + 1))
        yield ""

    def table(self, block: Table, _: int) -> Iterator[str]:
        yield f"| {' | '.join(escape(head) for head in block.head)} |"
        yield f"|{' --- |' * len(block.head)}"
        for row in block.rows:
            yield f"| {' | '.join(map(self.lines, row))} |"
        yield ""

    def facts(self, block: Facts, _: int) -> Iterator[str]:
        for label, lines in block.pairs:
            yield f"- **{escape(label)}:** {self.lines(lines)}"
        yield ""

    def quote(self, block: Quote, _: int) -> Iterator[str]:
        if block.title:
            yield f"> {self.line(block.title)}\n>"
        if not isinstance(block.text, str):
            yield _indented(self.write(block.text, 1), "> ")
            yield ""
            return
        lines = escape(block.text).split("\n")
        for line, following in zip(lines, [*lines[1:], ""], strict=True):
            yield f"> {line}{chr(92) if line and following else ''}".rstrip()
        yield ""

    def figure(self, block: Figure, _: int) -> Iterator[str]:
        yield f"![{escape(block.title)}]({block.name})\n"

    def card(self, block: Card, level: int) -> Iterator[str]:
        title = block.title if isinstance(block.title, tuple) else (Strong(block.title),)
        yield f"{self.line(title)}\n"
        yield self.write(block.blocks, level)

    def section(self, block: Section, level: int) -> Iterator[str]:
        if block.anchor:
            yield f'<a id="{block.anchor}"></a>\n'
        yield f"{'#' * min(level, 6)} {self.line(block.title)}\n"
        yield self.write(block.blocks, level + 1)


_BLOCKS: dict[type, Callable[[_Writer, Any, int], Iterator[str]]] = {
    Paragraph: _Writer.paragraph,
    Items: _Writer.items,
    Table: _Writer.table,
    Facts: _Writer.facts,
    Quote: _Writer.quote,
    Figure: _Writer.figure,
    Card: _Writer.card,
    Section: _Writer.section,
}
