"""An audit written out: a self-contained page, or Markdown with its pictures beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipelang.report.audit.chapters import Chapters
from pipelang.report.audit.contents import Audit
from pipelang.report.documents.document import Block, Card, Figure, Section, contents
from pipelang.report.documents.html import html
from pipelang.report.documents.markdown import escape, markdown
from pipelang.report.documents.pages import page, safe
from pipelang.report.map.chart import chart

PAGE, TEXT = "audit.html", "audit.md"


def to_html(audit: Audit) -> str:
    chapters = Chapters(audit, linked=True)
    blocks = chapters.all()
    return page(
        "pipelang.report",
        "audit.html.j2",
        locale=audit.locale,
        title=chapters.t("audit"),
        client=audit.program.crm.name,
        edition=chapters.edition,
        contents_title=chapters.t("audit.contents"),
        contents=list(contents(blocks, 2)),
        body=safe(html(blocks)),
        chart=chart(chapters.words),
    )


def to_markdown(audit: Audit) -> str:
    """The text alone, for a reader without our files: what the pictures show stands in tables beside them."""
    return _text(Chapters(audit, linked=False), pictures=False)


def files(audit: Audit) -> Mapping[str, str]:
    """The page, the text, and the pictures that the text shows."""
    chapters = Chapters(audit, linked=False)
    drawn = {figure.name: figure.svg for figure in _figures(chapters.all())}
    return {PAGE: to_html(audit), TEXT: _text(chapters, pictures=True), **drawn}


def _text(chapters: Chapters, pictures: bool) -> str:
    blocks = chapters.all() if pictures else _bare(chapters.all())
    head = f"# {escape(chapters.t('audit'))}: {escape(chapters.audit.program.crm.name)}\n\n"
    return f"{head}*{escape(chapters.edition)}*\n\n{markdown(blocks)}" if chapters.edition else head + markdown(blocks)


def _figures(blocks: tuple[Block, ...]) -> Iterator[Figure]:
    for block in blocks:
        if isinstance(block, Figure):
            yield block
        elif isinstance(block, Section | Card):
            yield from _figures(block.blocks)


def _bare(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks without their pictures."""
    return tuple(
        Section(block.title, _bare(block.blocks), block.anchor, block.kind) if isinstance(block, Section) else block
        for block in blocks
        if not isinstance(block, Figure)
    )
