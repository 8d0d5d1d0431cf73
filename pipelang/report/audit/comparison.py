"""The chapter of an audit on the conversion report: what it shows and what is true, drawn and in a table."""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.model import Pipeline
from pipelang.report.audit.bars import Captions, bars, percent
from pipelang.report.audit.contents import Audit
from pipelang.report.audit.conversion import Counted, Step, most_overstated, parked, steps
from pipelang.report.documents.anchors import anchor
from pipelang.report.documents.document import (
    Badge,
    Block,
    Figure,
    Item,
    Items,
    Line,
    Lines,
    Paragraph,
    Part,
    Section,
    Table,
)
from pipelang.words import Words


def conversion(audit: Audit, words: Words) -> Section | None:
    """None where no pipeline has a parking lot and no counts were given."""
    if not audit.conversions:
        return None
    t = words.t
    told = [_pipeline(audit, words, *item) for item in audit.conversions]
    lead = "audit.conversion.lead" if audit.sumps else "audit.conversion.skips"
    how = Section(t("audit.how"), (Items(tuple(map(Item, _how(audit, words)))),), kind="how")
    return Section(t("audit.conversion"), (Paragraph(t(lead)), *told, how), "the-report")


def picture(pipeline: Pipeline) -> str:
    """The name of the drawing's own file."""
    return f"audit-report-{anchor(pipeline.address)}.svg"


def _pipeline(audit: Audit, words: Words, pipeline: Pipeline, counted: Counted, example: bool) -> Section:
    t, found = words.t, steps(pipeline, counted)
    captions = Captions(
        t("audit.bars", pipeline=words.quote(pipeline.name)),
        *(t(f"audit.bars.{key}") for key in ("said", "over", "true", "sump")),
    )
    drawn = bars(found, counted.total, audit.sumps, captions)
    title: tuple[Part, ...] = (words.quote(pipeline.name),)
    if example:
        title += (Badge(t("audit.example badge"), "example"),)
    head = tuple(t(f"audit.{key}") for key in ("stage", "reported", "real", "over"))
    rows = tuple(_row(step, counted.total, audit, words) for step in found)
    blocks: tuple[Block, ...] = (
        Paragraph(_source(audit, words, counted, example), "example" if example else ""),
        *(Paragraph(line) for line in _said(audit, words, pipeline, counted)),
        Figure(drawn, picture(pipeline), captions.title),
        Table(head, rows, "conversion"),
    )
    return Section(title, blocks, f"report-{anchor(pipeline.address)}", "report")


def _source(audit: Audit, words: Words, counted: Counted, example: bool) -> str:
    if example:
        return words.t("audit.example", count=counted.total)
    period = audit.subject.period
    return words.t("audit.period", period=period) if period else words.t("audit.yours")


def _said(audit: Audit, words: Words, pipeline: Pipeline, counted: Counted) -> Iterator[Line]:
    total, lots = counted.total, parked(counted, audit.sumps)
    if lots:
        yield words.t("audit.parked", count=lots, total=total)
    step = most_overstated(pipeline, counted)
    if step is None:
        yield words.t("audit.no gap")
        return
    reported, real = percent(step.reported, total), percent(step.real, total)
    yield words.t("audit.gap", stage=words.quote(step.place.name), reported=reported, real=real)


def _row(step: Step, total: int, audit: Audit, words: Words) -> tuple[Lines, ...]:
    name: tuple[Part, ...] = (step.place.name,)
    if step.place.address in audit.sumps:
        name += (Badge(words.t("audit.bars.sump"), "lost"),)
    over = step.reported - step.real
    return (name,), (_share(step.reported, total),), (_share(step.real, total),), (str(over) if over > 0 else "—",)


def _share(part: int, total: int) -> str:
    return f"{part} ({percent(part, total)}%)"


def _how(audit: Audit, words: Words) -> Iterator[str]:
    for key in ("reported", "real", "skips"):
        yield words.t(f"audit.how.{key}")
    for crm, counting in (audit.subject.countings or {}).items():
        if counting is not None:
            note, source = counting.note[audit.locale], counting.source[audit.locale]
            yield words.t("audit.how.crm", crm=crm, note=note, source=source)
    yield words.t("audit.how.unsure")
