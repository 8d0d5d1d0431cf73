"""The client's document: everything the spec says, in words, as one page to read, print and sign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from pipelang.deploy.beside import ALONE, Beside
from pipelang.diagnostics import Diagnostic
from pipelang.model import Program
from pipelang.report.documents.anchors import anchor
from pipelang.report.documents.document import Block, Figure, Item, Items, Paragraph, Section, contents
from pipelang.report.documents.html import html
from pipelang.report.documents.markdown import escape, markdown
from pipelang.report.documents.pages import css_string, page, safe
from pipelang.report.documents.passages import Passages
from pipelang.report.map.chart import chart
from pipelang.report.map.diagram import diagram
from pipelang.report.map.ways import ways
from pipelang.words import words_for
from pipelang.words.local import LocalFigures

from .by_hand import by_hand
from .cards import cards
from .catalogue import products, task_types
from .glossary import glossary
from .integrations import integrations
from .opening import how_to_read, passport, purpose
from .phrases import PHRASES
from .pipelines import pipelines
from .roles import access, roles
from .settings import allows, options, params, renamed
from .texts import documents, messages

_PAGE, _PICTURE = "spec.html", "spec.svg"


class Docs:
    """Writes `spec.html` (self-contained), `spec.docx`, `spec.md` and the diagram that the last one shows, `spec.svg`."""

    name = "docs"
    title = "Specification document"
    prints: Mapping[str, str] = MappingProxyType({"spec.html": "spec.pdf"})

    def check(self, program: Program) -> tuple[Diagnostic, ...]:
        return ()

    def render(self, program: Program, beside: Beside = ALONE) -> Mapping[str, str | bytes]:
        told = Passages(program, words_for(program, phrases=PHRASES, figures=LocalFigures), marks=True)
        # Drawn once: by itself the picture leads into the page beside it, and inside the page to the place itself.
        picture = diagram(program, told.words, lambda address: f"{_PAGE}#{anchor(address)}", listed=False)
        blocks = document(told, picture.replace(f'href="{_PAGE}#', 'href="#'), beside)
        edition = told.edition(beside.edition)
        return {
            _PAGE: _page(told, blocks, edition),
            "spec.md": _text(told, blocks, edition),
            "spec.docx": _word(told, blocks, edition),
            _PICTURE: picture,
        }


def document(told: Passages, svg: str, beside: Beside = ALONE) -> tuple[Block, ...]:
    """The whole document: the client's particulars, and every chapter that has something to tell."""
    return (passport(told), *(chapter for chapter in _chapters(told, svg, beside) if _tells(chapter)))


def _chapters(told: Passages, svg: str, beside: Beside) -> Iterator[Section]:
    yield purpose(told, beside.edition)
    yield how_to_read(told)
    yield _map(told, svg)
    for chapter in (roles, products, cards, pipelines, messages, documents, task_types, access, integrations):
        yield chapter(told)
    if beside.by_hand:
        yield by_hand(told, beside.by_hand)
    for chapter in (params, options, allows, renamed, glossary):
        yield chapter(told)


def _map(told: Passages, svg: str) -> Section:
    name = told.words.t("docs.map")
    listed = tuple(Item(way.words) for way in ways(told.program, told.words))
    below = (Paragraph(told.words.t("docs.map.ways"), "group"), Items(listed, "steps")) if listed else ()
    return Section(name, (Figure(svg, _PICTURE, name), *below), "the-map", "wide")


def _tells(chapter: Section) -> bool:
    return any(getattr(block, "rows", True) for block in chapter.blocks[-1:])


def _page(told: Passages, blocks: tuple[Block, ...], edition: str) -> str:
    return page(
        __name__,
        "spec.html.j2",
        locale=told.words.locale,
        title=told.words.t("docs.title"),
        client=told.program.crm.name,
        edition=edition,
        running=css_string(f"{told.program.crm.name} — {told.words.t('docs.title')}"),
        foot=css_string(edition),
        contents_title=told.words.t("docs.contents"),
        contents=list(contents(blocks, 2)),
        body=safe(html(blocks)),
        chart=chart(told.words),
    )


def _text(told: Passages, blocks: tuple[Block, ...], edition: str) -> str:
    head = f"# {escape(told.words.t('docs.title'))}: {escape(told.program.crm.name)}\n\n"
    return f"{head}{f'*{escape(edition)}*{chr(10)}{chr(10)}' if edition else ''}{markdown(blocks)}"


def _word(told: Passages, blocks: tuple[Block, ...], edition: str) -> bytes:
    from .word import Cover, word

    t = told.words.t
    cover = Cover(t("docs.title"), told.program.crm.name, told.words.locale, t("docs.contents"), edition)
    return word(blocks, cover)


target = Docs()
