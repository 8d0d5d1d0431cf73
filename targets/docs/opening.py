"""What a reader needs before the first chapter: whose document it is, what it is for, how to read it."""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.deploy.beside import Edition
from pipelang.report.documents.document import Facts, Item, Items, Lines, Link, Paragraph, Section, Strong
from pipelang.report.documents.passages import Passages
from pipelang.report.documents.prose import lines


def passport(told: Passages) -> Facts:
    """The client and the frame that everything else is measured by."""
    words, t, crm = told.words, told.words.t, told.program.crm
    pairs: list[tuple[str, Lines]] = [(t("docs.crm.name"), ((Strong(crm.name), *told.at(crm)),))]
    if crm.about:
        pairs.append((t("docs.crm.about"), lines(crm.about)))
    pairs.append((t("docs.crm.locale"), (t(f"docs.crm.locale.{crm.locale}"),)))
    if crm.timezone:
        pairs.append((t("docs.crm.timezone"), (crm.timezone,)))
    if crm.currency:
        pairs.append((t("docs.crm.currency"), (crm.currency,)))
    if crm.hours:
        pairs.append((t("docs.crm.hours"), (words.hours(crm),)))
    pairs.append((t("docs.crm.holds"), (_summary(told),)))
    return Facts(tuple(pairs))


def purpose(told: Passages, edition: Edition | None) -> Section:
    """What the document settles, who works by it, and how it is changed."""
    t, program = told.words.t, told.program
    moving = [entity for entity in ("lead", "deal") if any(pipe.entity == entity for pipe in program.pipelines)]
    what = told.words.listing([t(f"docs.purpose.{entity}") for entity in moving or ["deal"]])
    said = [t("docs.purpose.what", client=told.words.quote(program.crm.name), what=what)]
    said += [t("docs.purpose.use"), t("docs.purpose.change"), *_state(told, edition)]
    return Section(t("docs.purpose"), tuple(map(Paragraph, said)), "the-purpose")


def _state(told: Passages, edition: Edition | None) -> Iterator[str]:
    if edition is not None:
        date = told.words.date(edition.date)
        yield told.words.t("docs.purpose.edition", date=date, commit=edition.commit)
        if edition.dirty:
            yield told.words.t("docs.purpose.dirty")


def _summary(told: Passages) -> str:
    words, program = told.words, told.program
    return words.t(
        "docs.summary",
        pipelines=words.count(len(program.pipelines), "pipeline"),
        stages=words.count(sum(len(pipeline.stages) for pipeline in program.pipelines), "stage"),
        fields=words.count(len(program.fields), "field"),
        roles=words.count(len(program.roles), "role"),
    )


def how_to_read(told: Passages) -> Section:
    t, crm = told.words.t, told.program.crm
    rules = [t("docs.read.forward"), t("docs.read.demands"), t("docs.read.bold")]
    if crm.hours:
        rules.append(t("docs.read.working", hours=told.words.hours(crm)))
    if any(stage.key for pipeline in told.program.pipelines for stage in pipeline.stages):
        rules.append(t("docs.read.key"))
    rules += [
        t("docs.read.automation"),
        t("docs.read.slots", slot=f"[{t('slot.contact.name')}]"),
        t("docs.read.marks", mark=crm.at.place),
    ]
    words = (t("docs.read.words"), " ", Link(t("docs.glossary"), "the-glossary"), ".")
    return Section(t("docs.read"), (Items((*map(Item, rules), Item(words))),), "the-reading")
