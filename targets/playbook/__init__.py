"""The managers' playbook: what to do on each stage, on one page for a phone, a desk and paper, and a file for each pipeline."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from pipelang.deploy.beside import ALONE, Beside
from pipelang.diagnostics import Diagnostic
from pipelang.model import Pipeline, Program
from pipelang.report.documents.anchors import anchor
from pipelang.report.documents.document import Block, Figure, Section, contents
from pipelang.report.documents.html import html
from pipelang.report.documents.markdown import escape, markdown
from pipelang.report.documents.pages import page, safe, script
from pipelang.report.documents.passages import Passages
from pipelang.report.map.chart import chart
from pipelang.report.map.diagram import diagram
from pipelang.words import words_for
from pipelang.words.local import LocalFigures

from .day import advice, all_lights, working_day
from .phrases import PHRASES
from .stages import pipeline
from .texts import texts

#: A map with more stages than this nobody can read, and it would be half of the file; the specification has it.
_MAPPED = 200
#: How much of a message a stage shows: enough to know it by.
_EXCERPT = 90


class Playbook:
    """Writes `playbook.html` (self-contained) and `<pipeline>.md` for each pipeline."""

    name = "playbook"
    title = "Managers' playbook"

    def check(self, program: Program) -> tuple[Diagnostic, ...]:
        return ()

    def render(self, program: Program, beside: Beside = ALONE) -> Mapping[str, str]:
        told = Passages(
            program, words_for(program, phrases=PHRASES, figures=LocalFigures), marks=False, excerpt=_EXCERPT
        )
        chapters = {pipe.id: pipeline(told, pipe) for pipe in program.pipelines}
        files = {f"{pipe.id}.md": _text(told, pipe, chapters[pipe.id]) for pipe in program.pipelines}
        main = [chapters[pipe.id] for pipe in program.pipelines if pipe.main]
        rest = [chapters[pipe.id] for pipe in program.pipelines if not pipe.main]
        blocks = (working_day(told), *_map(told), *main, *rest, *texts(told, program.pipelines))
        return {"playbook.html": _page(told, blocks, told.edition(beside.edition)), **files}


def _mapped(program: Program) -> bool:
    return 0 < sum(len(pipe.stages) for pipe in program.pipelines) <= _MAPPED


def _map(told: Passages) -> Iterator[Section]:
    if _mapped(told.program):
        name = told.words.t("play.map")
        svg = diagram(told.program, told.words, lambda address: f"#{anchor(address)}")
        yield Section(name, (Figure(svg, "", name),), "the-map", "wide")


def _page(told: Passages, blocks: tuple[Block, ...], edition: str) -> str:
    return page(
        __name__,
        "playbook.html.j2",
        locale=told.words.locale,
        title=told.words.t("play.title"),
        client=told.program.crm.name,
        edition=edition,
        contents_title=told.words.t("play.contents"),
        contents=list(contents(blocks, 1)),
        body=safe(html(blocks)),
        script=script(__name__, "playbook.js"),
        chart=chart(told.words) if _mapped(told.program) else None,
        say=told.words.t,
    )


def _text(told: Passages, pipe: Pipeline, chapter: Section) -> str:
    """One pipeline's file: what it is for, where its day starts, its stages, the texts it sends."""
    blocks: list[Block] = list(chapter.blocks)
    if pipe.stages:
        first = next(number for number, block in enumerate(blocks) if isinstance(block, Section))
        blocks.insert(first, Section(told.words.t("day"), (advice(told), all_lights(told, pipe)), "the-day"))
    blocks += texts(told, [pipe])
    title, client = escape(told.words.t("pipeline", name=pipe.name)), escape(told.program.crm.name)
    return f'<a id="{chapter.anchor}"></a>\n\n# {title}\n\n{client}\n\n{markdown(tuple(blocks), href=_href(pipe.id))}'


def _href(here: str) -> Callable[[str], str]:
    """Links into other pipelines lead to their files."""

    def href(anchor: str) -> str:
        there, slash, _ = anchor.partition("/")
        return f"{there}.md#{anchor}" if slash and there != here else f"#{anchor}"

    return href


target = Playbook()
