"""A pipeline as its managers work it: each stage with what to know, fill in, do and say; how deals end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipelang.model import Pipeline, Place, Stage, Trigger
from pipelang.model.program import Named
from pipelang.report.documents.anchors import anchor
from pipelang.report.documents.document import (
    Badge,
    Block,
    Card,
    Item,
    Items,
    Link,
    Paragraph,
    Part,
    Section,
    Strong,
)
from pipelang.report.documents.passages import Passages
from pipelang.report.documents.prose import lines, paragraphs, strong

from . import parts
from .outcomes import lost, won


def pipeline(told: Passages, pipe: Pipeline) -> Section:
    blocks: list[Block] = list(_purpose(told, pipe))
    blocks += [_stage(told, pipe, number) for number in range(len(pipe.stages))]
    blocks.append(won(told, pipe.won))
    blocks += [lost(told, place) for place in pipe.lost]
    running = [trigger for trigger in parts.living(pipe.triggers) if trigger.event.kind not in parts.NEGLECT]
    if running:
        blocks.append(Section(told.words.t("pipe.any"), (told.triggers(running),), kind="any"))
    title = Link(told.words.t("pipeline", name=pipe.name), anchor(pipe.address))
    return Section((title,), tuple(blocks), title.anchor, "pipeline")


def _purpose(told: Passages, pipe: Pipeline) -> Iterator[Block]:
    words = told.words
    for said in (pipe.goal, pipe.about):
        if said:
            yield from paragraphs(said, "lead")
    yield from _list(words.t("pipe.sells"), [words.index.products[product] for product in pipe.products])
    yield from _list(words.t("pipe.leads"), [words.index.channels[source] for source in pipe.sources])
    way: list[Part] = [words.t("pipe.way")]
    for place in (*pipe.stages, pipe.won):
        way += ["★\u00a0" if isinstance(place, Stage) and place.key else "", told.place(place), " → "]
    way.pop()
    yield Paragraph((*way, *_refused(told, pipe)), "way")


def _list(label: str, things: Sequence[Named]) -> Iterator[Block]:
    """The names after the label; under each other when one of them has something to explain."""
    if any(thing.about for thing in things):
        yield Paragraph(label.rstrip())
        yield Items(tuple(Item((Strong(thing.name),), lines(thing.about) if thing.about else ()) for thing in things))
    elif things:
        yield Paragraph(label + ", ".join(thing.name for thing in things))


def _stage(told: Passages, pipe: Pipeline, number: int) -> Section:
    t = told.words.t
    stage = pipe.stages[number]
    following: Place = (*pipe.stages, pipe.won)[number + 1]
    title: list[Part] = [f"{number + 1}. {stage.name}"]
    if stage.key:
        title.append(Badge(f"★ {t('stage.key')}", "key"))
    if stage.no_skip:
        title.append(Badge(t("stage.no skip"), "skip"))
    blocks = (
        *_know(told, pipe, stage, following),
        _goal(told, stage, following),
        *parts.fill(told, stage, following),
        *parts.do(told, stage),
        *parts.talk(told, stage),
        *parts.itself(told, stage),
        *_neglect(told, pipe, stage),
        *_elsewhere(told, stage),
        _on(told, pipe, following),
    )
    return Section(tuple(title), blocks, anchor(stage.address), "stage")


def _know(told: Passages, pipe: Pipeline, stage: Stage, following: Place) -> Iterator[Block]:
    t = told.words.t
    blocks: list[Block] = [*paragraphs(stage.about)] if stage.about else []
    if pipe.style:
        said = t("stage.happened" if pipe.style == "conversion" else "stage.going", stage=stage.name)
        if pipe.style == "conversion":
            said += " " + t("stage.not yet", following=following.name)
        blocks.append(Paragraph(said))
    owner = told.owner(stage)
    if owner:
        blocks.append(Paragraph(t("stage.owner", owner=told.words.owner(owner))))
    if stage.no_skip:
        yield Paragraph((Strong(t("stage.skip why")),), "skip")
    if blocks:
        yield Card(told.words.about("stage.know", stage.address), tuple(blocks), "know")


def _goal(told: Passages, stage: Stage, following: Place) -> Card:
    t = told.words.t
    if stage.goal:
        blocks = list(_bold(paragraphs(stage.goal)))
    else:
        towards = told.words.about("stage.towards", stage.address, following=following.name)
        blocks = [Paragraph((Strong(towards),))]
    if stage.norm:
        blocks.append(Paragraph(t("stage.norm", norm=told.words.norm(stage.norm, stage.address))))
    return Card(t("stage.goal"), tuple(blocks), "goal")


def _bold(blocks: Iterable[Block]) -> Iterator[Block]:
    """The paragraphs in bold."""
    for block in blocks:
        yield replace(block, line=strong(block.line)) if isinstance(block, Paragraph) else block


def _neglect(told: Passages, pipe: Pipeline, stage: Stage) -> Iterator[Card]:
    """What comes when nobody does anything: the limit and its end, and what CRM does about silence."""
    found = [item for item in parts.living((*stage.triggers, *pipe.triggers)) if item.event.kind in parts.NEGLECT]
    late = [item for item in found if item.event.kind == "overdue"]
    idle = [item for item in found if item.event.kind == "idle"]
    blocks = [*_overdue(told, stage, late)] if late or stage.stay else []
    if idle:
        blocks.append(told.triggers(idle))
    if blocks:
        yield Card(told.words.t("stage.neglect"), tuple(blocks), "late")


def _overdue(told: Passages, stage: Stage, late: list[Trigger]) -> Iterator[Block]:
    """The limit, and what the CRM does then. One plain trigger needs no line of its own that says when."""
    t = told.words.t
    said = []
    if stage.stay:
        limit = told.words.duration(stage.stay, "at_most")
        said.append(told.words.about("stage.limit", stage.address, limit=limit))
    plain = len(late) == 1 and not late[0].condition and not late[0].delay
    if plain or not late:
        said.append(t("stage.then" if late else "stage.nothing"))
    if said:
        yield Paragraph(" ".join(said))
    if plain:
        yield Items(tuple(Item(told.action(action)) for action in late[0].actions))
    elif late:
        yield told.triggers(late)


def _elsewhere(told: Passages, stage: Stage) -> Iterator[Card]:
    if stage.tunnels:
        yield Card(told.words.about("stage.elsewhere", stage.address), (told.tunnels(stage.tunnels),), "tunnels")


def _on(told: Passages, pipe: Pipeline, following: Place) -> Paragraph:
    """Where the deal goes next, or when the client refuses."""
    said: list[Part] = [told.words.t("stage.next"), told.place(following), *_refused(told, pipe)]
    return Paragraph(tuple(said), "on")


def _refused(told: Passages, pipe: Pipeline) -> Iterator[Part]:
    before = f". {told.words.t('stage.refused')}"
    for place in pipe.lost:
        yield before
        yield told.place(place)
        before = ", "
