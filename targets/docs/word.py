"""Documents as DOCX, for people who sign, comment and keep papers in Word: real headings, styles, tables, contents.

The frame comes from python-docx and its template; the body is written as XML in one go, for adding it piece by piece would
take longer than everything else of a build.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

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
    contents,
)

#: Characters that XML 1.0 cannot hold in any spelling.
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Cover:
    """Words of the frame. `figure` stands where a drawing would: it is kept in a file of its own, `{name}`."""

    title: str
    client: str
    locale: str
    contents: str
    figure: str


def word(blocks: tuple[Block, ...], cover: Cover) -> bytes:
    """The whole document as the bytes of a `.docx`; the same blocks always give the same bytes."""
    from .word_frame import frame, packed

    writer = _Writer(cover)
    body = "".join([*_front(writer, blocks, cover), writer.write(blocks, 1)])
    return packed(frame(_fit(cover.title), _fit(cover.client), cover.locale), body)


def _front(writer: _Writer, blocks: tuple[Block, ...], cover: Cover) -> Iterator[str]:
    """The title, and a table of contents that is right at once; Word adds the pages when it updates the field."""
    yield _paragraph(_run(cover.client), "Subtitle") + _paragraph(_run(cover.title), "Title")
    yield _paragraph(_run(cover.contents), "TOCHeading")
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    for level, title, anchor in contents(blocks, 2):
        yield _paragraph(begin + writer.link(title, anchor, ""), f"TOC{level + 1}")
        begin = ""
    yield f'<w:p>{begin}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    yield '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def _fit(text: str) -> str:
    return _UNFIT.sub("", text)


def _text(text: str) -> str:
    """The text of a run; line ends become breaks."""
    if text.isprintable():
        return f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    lines = _fit(text).replace("\t", " ").replace("\r", "").split("\n")
    return "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)


def _run(text: str, looks: str = "") -> str:
    """A piece of text; `looks` are the elements of its properties."""
    return f"<w:r>{f'<w:rPr>{looks}</w:rPr>' if looks else ''}{_text(text)}</w:r>"


_CODE = '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/>'


def _words(run: Run) -> str:
    """Words with looks; a link to a page is a field, which needs no list of addresses beside the text."""
    looks = (_style("Link") if run.href else "") + (_CODE if run.code else "")
    said = _run(run.text, looks + ("<w:b/>" if run.bold else "") + ("<w:i/>" if run.italic else ""))
    if not run.href:
        return said
    address = escape(run.href, {'"': "%22", "'": "%27"})
    return f"<w:fldSimple w:instr='HYPERLINK \"{address}\"'>{said}</w:fldSimple>"


def _style(name: str) -> str:
    return f'<w:rStyle w:val="{name}"/>'


def _paragraph(runs: str, style: str = "", more: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{runs}</w:p>"


@dataclass(slots=True)
class _Writer:
    cover: Cover
    #: Bookmarks by anchor: Word wants short Latin names.
    bookmarks: dict[str, str] = field(default_factory=dict)

    def write(self, blocks: tuple[Block, ...], level: int) -> str:
        return "".join(part for block in blocks for part in _BLOCKS[type(block)](self, block, level))

    def bookmark(self, anchor: str) -> str:
        return self.bookmarks.setdefault(anchor, f"p{len(self.bookmarks) + 1}")

    def link(self, text: str, anchor: str, looks: str) -> str:
        return f'<w:hyperlink w:anchor="{self.bookmark(anchor)}" w:history="1">{_run(text, looks)}</w:hyperlink>'

    def line(self, line: Line) -> str:
        return _run(line) if isinstance(line, str) else "".join(map(self._part, line))

    def _part(self, part: object) -> str:
        if isinstance(part, str):
            return _run(part)
        if isinstance(part, Link):
            return self.link(part.text, part.anchor, _style("Link"))
        if isinstance(part, Where):
            return _run(f" {part.place}", _style("Mark"))
        if isinstance(part, Badge):
            return _run(f" [{part.text}]", _style("Badge"))
        if isinstance(part, Run):
            return _words(part)
        if isinstance(part, Break):
            return "<w:r><w:br/></w:r>"
        assert isinstance(part, Strong)
        return _run(part.text, "<w:b/>")

    def lines(self, lines: Lines, style: str) -> str:
        return "".join(_paragraph(self.line(line), style) for line in lines) or _paragraph(_run("—"), style)

    def paragraph(self, block: Paragraph, _: int) -> Iterator[str]:
        yield _paragraph(self.line(block.line), "", "<w:keepNext/>" if block.kind == "group" else "")

    def items(self, block: Items, _: int) -> Iterator[str]:
        for number, item in enumerate(block.items, block.start):
            mark = {"checks": "☐ ", "steps": f"{number}. "}.get(block.kind, "")
            style = "" if mark else "ListBullet"
            yield _paragraph((_run(mark) if mark else "") + self.line(item.line), style)
            yield from (_paragraph(self.line(line), "ListBullet2") for line in item.below)
            yield self.under(item.blocks)

    def table(self, block: Table, _: int) -> Iterator[str]:
        shade = '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="EEF2F7"/></w:tcPr>'
        looks = '<w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="autofit"/>'
        yield f"<w:tbl><w:tblPr>{looks}</w:tblPr><w:tblGrid>{'<w:gridCol/>' * len(block.head)}</w:tblGrid>"
        cells = (f"<w:tc>{shade}{_paragraph(_run(head, '<w:b/>'), 'Cell')}</w:tc>" for head in block.head)
        yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"
        for row in block.rows:
            cells = (f"<w:tc>{self.lines(cell, 'Cell')}</w:tc>" for cell in row)
            yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"
        # Two tables without a paragraph between them would grow into one.
        yield "</w:tbl>" + _paragraph("")

    def facts(self, block: Facts, _: int) -> Iterator[str]:
        for label, lines in block.pairs:
            said = _run("; ").join(map(self.line, lines)) or _run("—")
            yield _paragraph(_run(f"{label}: ", "<w:b/>") + said)

    def quote(self, block: Quote, _: int) -> Iterator[str]:
        if block.title:
            yield _paragraph(self.line(block.title), "", "<w:keepNext/>")
        if isinstance(block.text, str):
            yield _paragraph(_run(block.text), "Quotation")
        else:
            yield self.prose(block.text)

    def prose(self, blocks: tuple[Block, ...]) -> str:
        """The blocks that a text of the spec means."""
        return "".join(
            _paragraph(self.line(block.line), "Quotation") if isinstance(block, Paragraph) else self.write((block,), 1)
            for block in blocks
        )

    def under(self, blocks: tuple[Block, ...]) -> str:
        """Paragraphs and lists of an entry; deeper ones stand as far in as these."""
        made = ""
        for block in blocks:
            if isinstance(block, Paragraph):
                made += _paragraph(self.line(block.line), "ListContinue2")
            elif isinstance(block, Items):
                for number, item in enumerate(block.items, block.start):
                    numbered = block.kind == "steps"
                    style = "ListContinue2" if numbered else "ListBullet2"
                    made += _paragraph((_run(f"{number}. ") if numbered else "") + self.line(item.line), style)
                    made += self.under(item.blocks)
        return made

    def figure(self, block: Figure, _: int) -> Iterator[str]:
        yield _paragraph(_run(self.cover.figure.format(name=block.name)))

    def card(self, block: Card, level: int) -> Iterator[str]:
        yield _paragraph(self.line(block.title), "CardTitle")
        yield self.write(block.blocks, level)

    def section(self, block: Section, level: int) -> Iterator[str]:
        title = self.line(block.title)
        if block.anchor:
            name = self.bookmark(block.anchor)
            number = name[1:]
            title = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{title}<w:bookmarkEnd w:id="{number}"/>'
        # Dozens of single texts would only fill the contents.
        style = "CardTitle" if block.kind == "text" else f"Heading{min(level, 6)}"
        yield _paragraph(title, style)
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

__all__ = ["Cover", "word"]
