"""The client's document: everything the spec says, in words, as one page to read, print and sign."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipelang.diagnostics import Diagnostic
from pipelang.model import Program
from pipelang.report.anchors import anchor
from pipelang.report.diagram import diagram
from pipelang.report.document import Block, Figure, Section, contents
from pipelang.report.html import html
from pipelang.report.markdown import escape, markdown
from pipelang.report.pages import page, safe
from pipelang.report.passages import Passages
from pipelang.words import words_for

from .phrases import PHRASES
from .pipelines import pipelines
from .rest import allows, documents, how_to_read, messages, options, params, passport, renamed
from .things import cards, channels, products, roles, services, task_types

_PICTURE = "spec.svg"

#: Chapters in order. One that has nothing to tell is left out.
_CHAPTERS: tuple[Callable[[Passages], Section], ...] = (
    how_to_read, roles, products, channels, services, cards, pipelines,
    messages, documents, task_types, params, options, allows, renamed,
)  # fmt: skip


class Docs:
    """Writes `spec.html` (self-contained), `spec.docx`, `spec.md` and the diagram that the last two show, `spec.svg`."""

    name = "docs"
    title = "Specification document"

    def check(self, program: Program) -> tuple[Diagnostic, ...]:
        return ()

    def render(self, program: Program) -> Mapping[str, str | bytes]:
        told = Passages(program, words_for(program, phrases=PHRASES), marks=True)
        svg = diagram(program, told.words, lambda address: f"#{anchor(address)}")
        blocks = document(told, svg)
        return {
            "spec.html": _page(told, blocks),
            "spec.md": _text(told, blocks),
            "spec.docx": _word(told, blocks),
            _PICTURE: diagram(program, told.words),
        }


def document(told: Passages, svg: str) -> tuple[Block, ...]:
    """The whole document: the client's particulars, the map, and every chapter that has something to tell."""
    chapters = [chapter(told) for chapter in _CHAPTERS]
    name = told.words.t("docs.map")
    chapters.insert(1, Section(name, (Figure(svg, _PICTURE, name),), "the-map", "wide"))
    return (passport(told), *(chapter for chapter in chapters if _tells(chapter)))


def _tells(chapter: Section) -> bool:
    return any(getattr(block, "rows", True) for block in chapter.blocks[-1:])


def _page(told: Passages, blocks: tuple[Block, ...]) -> str:
    return page(
        __name__,
        "spec.html.j2",
        locale=told.words.locale,
        title=told.words.t("docs.title"),
        client=told.program.crm.name,
        contents_title=told.words.t("docs.contents"),
        contents=list(contents(blocks, 2)),
        body=safe(html(blocks)),
    )


def _text(told: Passages, blocks: tuple[Block, ...]) -> str:
    return f"# {escape(told.words.t('docs.title'))}: {escape(told.program.crm.name)}\n\n{markdown(blocks)}"


def _word(told: Passages, blocks: tuple[Block, ...]) -> bytes:
    from .word import Cover, word

    t = told.words.t
    cover = Cover(t("docs.title"), told.program.crm.name, told.words.locale, t("docs.contents"), t("docs.map.kept"))
    return word(blocks, cover)


target = Docs()
