"""Documents as HTML. Strings are built straight away: a page has tens of thousands of small texts.

Short HTML: end tags that the standard lets out (of `li`, `p` and the parts of a table) and quotes around plain values are left
out, for a book of a thousand stages is to fit a letter.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from html import escape as _escape
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

#: The same headings, names and sentences stand in a document again and again.
escape = lru_cache(maxsize=8192)(_escape)


def html(blocks: tuple[Block, ...], level: int = 2) -> str:
    """The blocks as HTML; headings of sections start at `<h{level}>`. Every text is escaped."""
    return "".join([_BLOCKS[type(block)](block, level) for block in blocks])


def html_line(line: Line) -> str:
    if isinstance(line, str):
        return escape(line)
    return "".join([_PARTS[type(part)](part) for part in line])


def _link(link: Link) -> str:
    return f"<a href=#{link.anchor}>{escape(link.text)}</a>"


def _run(run: Run) -> str:
    said = escape(run.text)
    for tag, worn in (("code", run.code), ("i", run.italic), ("b", run.bold)):
        if worn:
            said = f"<{tag}>{said}</{tag}>"
    # The page that is left learns nothing of this one, and the one that is opened has no hold of it.
    return f'<a href="{escape(run.href)}" rel="noopener noreferrer">{said}</a>' if run.href else said


_PARTS: dict[type, Callable[[Any], str]] = {
    str: escape,
    Link: _link,
    Strong: lambda part: f"<b>{escape(part.text)}</b>",
    Where: lambda part: f" <small>{escape(part.place)}</small>",
    Badge: lambda part: f' <span class="badge {part.kind}">{escape(part.text)}</span>',
    Run: _run,
    Break: lambda _: "<br>",
}


def _lines(lines: Lines) -> str:
    if len(lines) == 1:
        return html_line(lines[0])
    return "".join([f"<div>{html_line(line)}</div>" for line in lines])


@lru_cache(maxsize=256)
def _class(kind: str) -> str:
    if not kind:
        return ""
    return f' class="{escape(kind)}"' if " " in kind else f" class={escape(kind)}"


def _paragraph(block: Paragraph, _: int) -> str:
    return f"<p{_class(block.kind)}>{html_line(block.line)}"


def _items(block: Items, _: int) -> str:
    tag = "ol" if block.kind == "steps" else "ul"
    start = f" start={block.start}" if block.start != 1 else ""
    made = [f"<{tag}{_class(block.kind if block.kind == 'checks' else '')}{start}>"]
    for item in block.items:
        made.append(f"<li>{html_line(item.line)}")
        if item.below:
            made += ["<ul>", *[f"<li>{html_line(line)}" for line in item.below], "</ul>"]
        if item.blocks:
            made.append(html(item.blocks))
    made.append(f"</{tag}>")
    return "".join(made)


def _table(block: Table, _: int) -> str:
    heads = [escape(head) for head in block.head]
    cell = _bare_cell if block.kind == "lights" else _cell
    made = [f"<table{_class(block.kind)}><thead><tr>", *[f"<th>{head}" for head in heads], "<tbody>"]
    heads[:1] = [""]
    for row in block.rows:
        made.append("\n<tr>")
        made += [cell(head, lines) for head, lines in zip(heads, row, strict=True)]
    made.append("</table>\n")
    return "".join(made)


def _cell(head: str, lines: Lines) -> str:
    """On a narrow screen a cell repeats the head of its column; that of the first needs none there."""
    if not lines:
        return "<td class=empty>—"
    return f'<td data-head="{head}">{_lines(lines)}' if head else f"<td>{_lines(lines)}"


def _bare_cell(_: str, lines: Lines) -> str:
    """A cell of a table that keeps its head on a narrow screen too."""
    return f"<td>{_lines(lines) or '—'}"


def _facts(block: Facts, _: int) -> str:
    pairs = [f"<div><dt>{escape(label)}</dt><dd>{_lines(lines)}</dd></div>\n" for label, lines in block.pairs]
    return f"<dl class=facts>\n{''.join(pairs)}</dl>\n"


def _quote(block: Quote, _: int) -> str:
    title = html_line(block.title)
    if isinstance(block.text, str):
        # A line end is a line end there.
        said = f"{title}\n{escape(block.text)}" if title else escape(block.text)
        return f"<blockquote{_class(block.kind)}>{said}</blockquote>"
    heading = f"<p>{title}" if title else ""
    return f"<blockquote{_class(f'prose {block.kind}'.rstrip())}>{heading}{html(block.text)}</blockquote>"


def _figure(block: Figure, _: int) -> str:
    return f"<div class=figure>\n{block.svg}</div>\n"


def _card(block: Card, level: int) -> str:
    heading = f"h{min(level, 6)}"
    inside = f"<{heading}>{html_line(block.title)}</{heading}>{html(block.blocks, level + 1)}"
    return f"<div{_class(f'card {block.kind}'.rstrip())}>{inside}</div>\n"


def _section(block: Section, level: int) -> str:
    name = f" id={block.anchor}" if block.anchor else ""
    heading = f"h{min(level, 6)}"
    return (
        f"<section{name}{_class(block.kind)}>\n<{heading}>{html_line(block.title)}</{heading}>\n"
        f"{html(block.blocks, level + 1)}</section>\n"
    )


_BLOCKS: dict[type, Callable[[Any, int], str]] = {
    Paragraph: _paragraph,
    Items: _items,
    Table: _table,
    Facts: _facts,
    Quote: _quote,
    Figure: _figure,
    Card: _card,
    Section: _section,
}
