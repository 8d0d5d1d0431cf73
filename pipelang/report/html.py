"""Documents as HTML. Strings are built straight away: a page has tens of thousands of small texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import escape
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


def html(blocks: tuple[Block, ...], level: int = 2) -> str:
    """The blocks as HTML; headings of sections start at `<h{level}>`. Every text is escaped."""
    return "".join(part for block in blocks for part in _BLOCKS[type(block)](block, level))


def html_line(line: Line) -> str:
    if isinstance(line, str):
        return escape(line)
    return "".join(_part(part) for part in line)


def _part(part: object) -> str:
    if isinstance(part, str):
        return escape(part)
    if isinstance(part, Link):
        return f'<a href="#{escape(part.anchor)}">{escape(part.text)}</a>'
    if isinstance(part, Where):
        return f' <span class="at">{escape(part.place)}</span>'
    if isinstance(part, Badge):
        return f' <span class="badge {escape(part.kind)}">{escape(part.text)}</span>'
    if isinstance(part, Run):
        return _run(part)
    if isinstance(part, Break):
        return "<br>"
    assert isinstance(part, Strong)
    return f"<b>{escape(part.text)}</b>"


def _run(run: Run) -> str:
    said = escape(run.text)
    for tag, worn in (("code", run.code), ("i", run.italic), ("b", run.bold)):
        if worn:
            said = f"<{tag}>{said}</{tag}>"
    # The page that is left learns nothing of this one, and the one that is opened has no hold of it.
    return f'<a href="{escape(run.href)}" rel="noopener noreferrer">{said}</a>' if run.href else said


def _lines(lines: Lines) -> str:
    if len(lines) == 1:
        return html_line(lines[0])
    return "".join(f"<div>{html_line(line)}</div>" for line in lines)


def _class(kind: str) -> str:
    return f' class="{escape(kind)}"' if kind else ""


def _paragraph(block: Paragraph, _: int) -> Iterator[str]:
    yield f"<p{_class(block.kind)}>{html_line(block.line)}</p>"


def _items(block: Items, _: int) -> Iterator[str]:
    tag = "ol" if block.kind == "steps" else "ul"
    start = f' start="{block.start}"' if block.start != 1 else ""
    yield f"<{tag}{_class(block.kind if block.kind == 'checks' else '')}{start}>"
    for item in block.items:
        yield f"<li>{html_line(item.line)}"
        if item.below:
            yield "<ul>" + "".join(f"<li>{html_line(line)}</li>" for line in item.below) + "</ul>"
        if item.blocks:
            yield html(item.blocks)
        yield "</li>"
    yield f"</{tag}>"


def _table(block: Table, _: int) -> Iterator[str]:
    heads = [escape(head) for head in block.head]
    cell = _bare_cell if block.kind == "lights" else _cell
    cells: Iterable[str] = (f"<th>{head}</th>" for head in heads)
    yield f"<table{_class(block.kind)}>\n<thead><tr>{''.join(cells)}</tr></thead>\n<tbody>\n"
    for row in block.rows:
        cells = (cell(head, lines) for head, lines in zip(heads, row, strict=True))
        yield f"<tr>{''.join(cells)}</tr>\n"
    yield "</tbody>\n</table>\n"


def _cell(head: str, lines: Lines) -> str:
    if not lines:
        return '<td class="empty">—</td>'
    return f'<td data-head="{head}">{_lines(lines)}</td>'


def _bare_cell(_: str, lines: Lines) -> str:
    """A cell of a table that keeps its head on a narrow screen too."""
    return f"<td>{_lines(lines) or '—'}</td>"


def _facts(block: Facts, _: int) -> Iterator[str]:
    yield '<dl class="facts">\n'
    for label, lines in block.pairs:
        yield f"<div><dt>{escape(label)}</dt><dd>{_lines(lines)}</dd></div>\n"
    yield "</dl>\n"


def _quote(block: Quote, _: int) -> Iterator[str]:
    kind = f"quote {escape(block.kind)}".rstrip()
    if isinstance(block.text, str):
        style, text = "", escape(block.text)
    else:
        style, text = "prose", html(block.text)
    if block.title:
        heading = f"<figcaption>{html_line(block.title)}</figcaption>"
        yield f'<figure class="{kind}">{heading}<blockquote{_class(style)}>{text}</blockquote></figure>'
    else:
        yield f'<blockquote class="{kind}{style and f" {style}"}">{text}</blockquote>'


def _figure(block: Figure, _: int) -> Iterator[str]:
    yield f'<div class="figure">\n{block.svg}</div>\n'


def _card(block: Card, level: int) -> Iterator[str]:
    heading = f"h{min(level, 6)}"
    yield f'<div class="card {escape(block.kind)}"><{heading}>{html_line(block.title)}</{heading}>'
    yield f"{html(block.blocks, level + 1)}</div>\n"


def _section(block: Section, level: int) -> Iterator[str]:
    name = f' id="{escape(block.anchor)}"' if block.anchor else ""
    heading = f"h{min(level, 6)}"
    yield f"<section{name}{_class(block.kind)}>\n<{heading}>{html_line(block.title)}</{heading}>\n"
    yield f"{html(block.blocks, level + 1)}</section>\n"


_BLOCKS: dict[type, Callable[[Any, int], Iterator[str]]] = {
    Paragraph: _paragraph,
    Items: _items,
    Table: _table,
    Facts: _facts,
    Quote: _quote,
    Figure: _figure,
    Card: _card,
    Section: _section,
}
