"""The chapter about pipelines: what each is for, its stages at a glance, and everything about each place of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipelang.model import AccessRule, Lost, Pipeline, Place, Reason, Stage, Task, Won
from pipelang.report.documents.anchors import anchor
from pipelang.report.documents.document import (
    Badge,
    Block,
    Card,
    Facts,
    Item,
    Items,
    Line,
    Lines,
    Link,
    Paragraph,
    Part,
    Section,
    Strong,
    Table,
)
from pipelang.report.documents.passages import Passages
from pipelang.report.documents.prose import lines, paragraphs
from pipelang.words import sentence


def pipelines(told: Passages) -> Section:
    sections = tuple(_pipeline(told, pipeline) for pipeline in told.program.pipelines)
    return Section(told.words.t("docs.pipelines"), (_overview(told), *sections), "the-pipelines")


def _overview(told: Passages) -> Table:
    t = told.words.t
    rows = []
    for pipeline in told.program.pipelines:
        name: list[Part] = [Link(pipeline.name, anchor(pipeline.address))]
        if pipeline.main:
            name.append(Badge(t("docs.pipe.main"), "main"))
        stages = told.words.count(len(pipeline.stages), "stage")
        rows.append(
            ((tuple(name),), (t(f"kind.{pipeline.kind}"),), lines(pipeline.goal) if pipeline.goal else (), (stages,))
        )
    return told.table(
        (t("docs.head.pipeline"), t("docs.head.kind"), t("docs.head.goal"), t("docs.head.stages")), tuple(rows)
    )


def _pipeline(told: Passages, pipeline: Pipeline) -> Section:
    t = told.words.t
    blocks: list[Block] = [*paragraphs(pipeline.about, "lead")] if pipeline.about else []
    blocks.append(Facts(tuple(_facts(told, pipeline))))
    blocks += _access(told, pipeline.access, "docs.pipe.access")
    if pipeline.stages:
        blocks.append(Card(t("docs.pipe.stages"), (_glance(told, pipeline),), "glance"))
    if pipeline.triggers:
        blocks.append(Card(t("docs.pipe.always"), (told.triggers(pipeline.triggers),), "automation"))
    blocks += [_stage(told, number, stage) for number, stage in enumerate(pipeline.stages, 1)]
    blocks.append(_outcome(told, pipeline.won, "docs.place.won"))
    blocks += [_lost(told, lost) for lost in pipeline.lost]
    return Section(
        (told.words.t("pipeline", name=pipeline.name), *told.at(pipeline)),
        tuple(blocks),
        anchor(pipeline.address),
        "pipeline",
    )


def _facts(told: Passages, pipeline: Pipeline) -> Iterator[tuple[str, Lines]]:
    words, t = told.words, told.words.t
    if pipeline.main:
        yield t("docs.pipe.main.yes"), (t("yes"),)
    if pipeline.goal:
        yield t("docs.pipe.goal"), lines(pipeline.goal)
    yield t("docs.pipe.kind"), (t(f"kind.{pipeline.kind}"),)
    yield t("docs.pipe.entity"), (words.entity(pipeline.entity),)
    if pipeline.style:
        yield t("docs.pipe.style"), (t(f"style.{pipeline.style}"),)
    if pipeline.products:
        yield t("docs.pipe.products"), tuple(words.product(product) for product in pipeline.products)
    if pipeline.sources:
        yield t("docs.pipe.sources"), tuple(words.channel(source) for source in pipeline.sources)
    if pipeline.extends:
        base = words.index.pipelines.get(pipeline.extends)
        yield (
            t("docs.pipe.extends"),
            ((Link(words.quote(base.name), anchor(base.address)),) if base else pipeline.extends,),
        )


def _access(told: Passages, rules: tuple[AccessRule, ...], title: str) -> list[Block]:
    if not rules:
        return []
    t = told.words.t
    rows = tuple(((told.words.role(rule.role),), (told.line(told.words.access(rule), rule),)) for rule in rules)
    return [Card(t(title), (told.table((t("docs.head.role"), t("docs.head.rights")), rows, "narrow"),), "access")]


def _glance(told: Passages, pipeline: Pipeline) -> Table:
    t = told.words.t
    names = ("number", "stage", "entry", "sla", "owner", "norm")
    rows = []
    for number, stage in enumerate(pipeline.stages, 1):
        name: tuple[Part, ...] = ("★\u00a0", told.place(stage)) if stage.key else (told.place(stage),)
        owner = told.owner(stage)
        who: Lines = (told.words.owner(owner),) if owner else ()
        rows.append(((str(number),), (name,), _entry(told, stage), tuple(_times(told, stage)), who, _norm(told, stage)))
    return told.table(tuple(t(f"docs.head.{name}") for name in names), tuple(rows), "stages")


def _entry(told: Passages, stage: Stage) -> Lines:
    """All that must be filled in: first what this stage adds, then what holds from earlier ones."""
    lines: list[Line] = []
    before: list[str] = []
    for demand in told.demands[stage.address]:
        said = told.words.requirement(demand.requirement)
        if demand.declared is stage:
            lines.append((Strong(said),))
        else:
            before.append(said)
    if before:
        lines.append(told.words.t("docs.glance.before", fields="; ".join(before)))
    return tuple(lines)


def _times(told: Passages, stage: Stage) -> Iterator[str]:
    if stage.react:
        yield told.words.t("docs.glance.react", within=told.words.duration(stage.react, "within"))
    if stage.stay:
        yield told.words.duration(stage.stay, "at_most")


def _norm(told: Passages, stage: Stage) -> Lines:
    if stage.norm is None:
        return ()
    percent = f"{told.words.number(stage.norm.percent)}%"
    if stage.norm.within is None:
        return (percent,)
    return (told.words.t("docs.glance.norm", percent=percent, within=told.words.duration(stage.norm.within, "within")),)


def _stage(told: Passages, number: int, stage: Stage) -> Section:
    t = told.words.t
    title: list[Part] = [f"{number}. {stage.name}"]
    if stage.key:
        title.append(Badge(f"★ {t('docs.place.key')}", "key"))
    if stage.no_skip:
        title.append(Badge(t("docs.place.no skip"), "skip"))
    facts: list[tuple[str, Lines]] = []
    if stage.react:
        facts.append((t("docs.place.react"), (told.words.duration(stage.react, "within"),)))
    if stage.stay:
        facts.append((t("docs.place.stay"), (told.words.duration(stage.stay, "at_most"),)))
    if stage.norm:
        facts.append((t("docs.place.norm"), (told.words.norm(stage.norm, stage.address),)))
    return _place(told, stage, tuple(title), facts)


def _outcome(told: Passages, place: Won | Lost, title: str) -> Section:
    return _place(told, place, (place.name, Badge(told.words.t(title), title.rpartition(".")[2])), [])


def _lost(told: Passages, lost: Lost) -> Section:
    section = _outcome(told, lost, "docs.place.lost")
    blocks: list[Block] = list(section.blocks)
    if lost.review:
        blocks.append(Paragraph(told.line(sentence(told.words.review(lost.review)), lost.review), "review"))
    if lost.reasons:
        blocks.append(Card(told.words.t("docs.lost.reasons"), (_reasons(told, lost.reasons),), "reasons"))
    return Section(section.title, tuple(blocks), section.anchor, "place lost")


def _reasons(told: Passages, reasons: Iterable[Reason]) -> Table:
    t = told.words.t
    rows = tuple(
        (((Strong(reason.name), *told.at(reason)),), lines(reason.about) if reason.about else ()) for reason in reasons
    )
    return told.table((t("docs.head.reason"), t("docs.head.means")), rows, "narrow")


def _place(told: Passages, place: Place, title: tuple[Part, ...], facts: list[tuple[str, Lines]]) -> Section:
    blocks: list[Block] = [*paragraphs(place.about, "lead")] if place.about else []
    known = [*_who(told, place), *facts]
    if known:
        blocks.append(Facts(tuple(known)))
    blocks += _parts(told, place)
    kind = "place won" if isinstance(place, Won) else "place"
    return Section((*title, *told.at(place)), tuple(blocks), anchor(place.address), kind)


def _who(told: Passages, place: Place) -> Iterator[tuple[str, Lines]]:
    t = told.words.t
    if place.goal:
        yield t("docs.place.goal"), lines(place.goal)
    owner = place.owner or (told.owner(place) if isinstance(place, Stage) else None)
    if owner is None:
        return
    said = told.words.owner(owner)
    if place.owner:
        yield t("docs.place.owner"), (told.line(said, place.owner),)
    else:
        yield t("docs.place.owner"), (t("docs.place.owner.kept", owner=said),)


def _parts(told: Passages, place: Place) -> Iterator[Block]:
    """A card for each thing that is said of a place, in the order in which people need them."""
    t = told.words.t
    if told.demands[place.address]:
        lines = tuple(Item(told.demand(demand, place)) for demand in told.demands[place.address])
        yield Card(t("docs.place.demands"), (Items(lines),), "demands")
    if place.tasks:
        yield Card(t("docs.place.tasks"), (Items(tuple(Item(_task(told, task)) for task in place.tasks)),), "tasks")
    if place.checklist:
        yield Card(t("docs.place.checklist"), (Items(tuple(map(Item, place.checklist)), "checks"),), "checklist")
    if place.hints:
        yield Card(t("docs.place.hints"), tuple(told.hints(place.hints)), "hints")
    if place.objections:
        yield Card(t("docs.place.objections"), tuple(told.objections(place.objections)), "objections")
    if place.triggers:
        yield Card(t("docs.place.automation"), (told.triggers(place.triggers),), "automation")
    if place.tunnels:
        yield Card(t("docs.place.tunnels"), (told.tunnels(place.tunnels),), "tunnels")
    yield from _access(told, place.access, "docs.place.access")


def _task(told: Passages, task: Task) -> Line:
    return told.line(told.words.task(task), task)
