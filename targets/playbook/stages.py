"""A pipeline as its managers work it: each stage with what to know, fill in, do and say; how deals end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipelang.model import Lost, Pipeline, Place, Requirement, Send, Stage, Task, Trigger, Won
from pipelang.model.index import Demand
from pipelang.report.anchors import anchor
from pipelang.report.document import (
    Badge,
    Block,
    Card,
    Item,
    Items,
    Line,
    Lines,
    Link,
    Paragraph,
    Part,
    Quote,
    Section,
    Strong,
)
from pipelang.report.passages import Passages
from pipelang.report.prose import lines, paragraphs, strong
from pipelang.words import sentence


def pipeline(told: Passages, pipe: Pipeline) -> Section:
    blocks: list[Block] = list(_purpose(told, pipe))
    running = [trigger for trigger in _living(pipe.triggers) if trigger.event.kind != "overdue"]
    if running:
        blocks.append(Card(told.words.t("pipe.any"), (told.triggers(running),), "itself"))
    blocks += [_stage(told, pipe, number) for number in range(len(pipe.stages))]
    blocks.append(_won(told, pipe.won))
    blocks += [_lost(told, lost) for lost in pipe.lost]
    title = Link(told.words.t("pipeline", name=pipe.name), anchor(pipe.address))
    return Section((title,), tuple(blocks), title.anchor, "pipeline")


def _purpose(told: Passages, pipe: Pipeline) -> Iterator[Block]:
    words = told.words
    for said in (pipe.goal, pipe.about):
        if said:
            yield from paragraphs(said, "lead")
    if pipe.products:
        yield Paragraph(words.t("pipe.sells", products=", ".join(map(words.product, pipe.products))))
    if pipe.sources:
        yield Paragraph(words.t("pipe.leads", sources=", ".join(map(words.channel, pipe.sources))))
    way: list[Part] = [words.t("pipe.way")]
    for place in (*pipe.stages, pipe.won):
        way += ["★\u00a0" if isinstance(place, Stage) and place.key else "", told.place(place), " → "]
    way.pop()
    if pipe.lost:
        way += [". ", words.t("stage.refused")]
        for lost in pipe.lost:
            way += [told.place(lost), ", "]
        way.pop()
    yield Paragraph(tuple(way), "way")


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
        *_fill(told, stage, following),
        *_do(told, stage),
        *_talk(told, stage),
        *_itself(told, pipe, stage),
        _on(told, following),
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


def _fill(told: Passages, place: Place, following: Place | None) -> Iterator[Card]:
    t = told.words.t
    blocks: list[Block] = []
    demands = told.demands[place.address]
    own = [demand for demand in demands if demand.declared.address == place.address]
    if own:
        items = (Item(told.demand(demand, place), _why(told, demand.requirement)) for demand in own)
        blocks.append(Items(tuple(items), "checks"))
    if len(demands) > len(own):
        blocks.append(_before(told, [demand for demand in demands if demand not in own]))
    more = [item for item in following.requirements if not _known(item, place, told)] if following else []
    if more:
        blocks.append(Paragraph(t("stage.more") + ", ".join(map(told.words.requirement, more))))
    if blocks:
        yield Card(t("stage.fill"), tuple(blocks), "fill")


def _before(told: Passages, demands: Iterable[Demand]) -> Paragraph:
    """What earlier stages have asked for already."""
    return Paragraph(
        told.words.t("stage.before") + ", ".join(told.words.requirement(demand.requirement) for demand in demands)
    )


def _why(told: Passages, requirement: Requirement) -> Lines:
    """Why the field is asked for, as its `about` says."""
    about = told.words.index.fields[requirement.field].about
    return lines(about) if about else ()


def _known(requirement: Requirement, place: Place, told: Passages) -> bool:
    return any(
        demand.requirement.field == requirement.field and demand.requirement.condition in (None, requirement.condition)
        for demand in told.demands[place.address]
    )


def _do(told: Passages, place: Place) -> Iterator[Card]:
    words = told.words
    items: list[Line] = []
    if isinstance(place, Stage) and place.react:
        items.append((Strong(words.t("stage.react", within=words.duration(place.react, "within"))),))
    items += [words.task(task) for task in place.tasks]
    for trigger in _living(place.triggers):
        if _on_entering(trigger):
            set_by = words.t("stage.set by", event=words.event(trigger))
            items += [f"{words.task(action)} — {set_by}" for action in trigger.actions if isinstance(action, Task)]
    if items:
        yield Card(words.t("stage.do"), (Items(tuple(map(Item, items))),), "do")
    if place.checklist:
        yield Card(words.t("stage.checklist"), (Items(tuple(map(Item, place.checklist)), "checks"),), "checklist")


def _talk(told: Passages, place: Place) -> Iterator[Card]:
    if place.hints:
        hints = told.hints(place.hints)
        if len(hints) == 1 and not place.hints[0].level:
            hints = [replace(hints[0], title="")]
        yield Card(told.words.t("stage.hints"), tuple(hints), "hints")
    if place.objections:
        yield Card(told.words.t("stage.objections"), tuple(told.objections(place.objections)), "objections")


def _itself(told: Passages, pipe: Pipeline, stage: Stage) -> Iterator[Card]:
    t = told.words.t
    running = _running(stage)
    if running:
        yield Card(t("stage.itself"), (told.triggers(running),), "itself")
    late = [item for item in _living((*stage.triggers, *pipe.triggers)) if item.event.kind == "overdue"]
    if late or stage.stay:
        yield Card(t("stage.overdue"), tuple(_overdue(told, stage, late)), "late")
    if stage.tunnels:
        yield Card(told.words.about("stage.elsewhere", stage.address), (told.tunnels(stage.tunnels),), "tunnels")


def _running(place: Place) -> list[Trigger]:
    """What happens by itself in time. Tasks set on entering are left out: they stand among what is to be done."""
    found = []
    for trigger in _living(place.triggers):
        if trigger.event.kind == "overdue" and isinstance(place, Stage):
            continue
        actions = [action for action in trigger.actions if not (isinstance(action, Task) and _on_entering(trigger))]
        if actions:
            found.append(replace(trigger, actions=tuple(actions)))
    return found


def _on_entering(trigger: Trigger) -> bool:
    return trigger.event.kind == "enter"


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


def _on(told: Passages, following: Place) -> Paragraph:
    return Paragraph((told.words.t("stage.next"), told.place(following)), "on")


def _won(told: Passages, won: Won) -> Section:
    t = told.words.t
    blocks = [*_outcome(told, won)]
    if won.tunnels:
        blocks.append(Card(told.words.about("won.then", won.address), (told.tunnels(won.tunnels),), "tunnels"))
    return Section((won.name, Badge(t("won"), "won")), tuple(blocks), anchor(won.address), "stage won")


def _lost(told: Passages, lost: Lost) -> Section:
    t = told.words.t
    blocks = [*_reasons(told, lost), *_outcome(told, lost)]
    if lost.review:
        blocks.append(Paragraph(sentence(told.words.review(lost.review)), "review"))
    goes: Block = (
        told.tunnels(lost.tunnels) if lost.tunnels else Paragraph(told.words.about("lost.stays", lost.address))
    )
    blocks.append(Card(told.words.about("lost.then", lost.address), (goes,), "tunnels"))
    return Section((lost.name, Badge(t("lost"), "lost")), tuple(blocks), anchor(lost.address), "stage lost")


def _reasons(told: Passages, lost: Lost) -> Iterator[Block]:
    t = told.words.t
    rows: list[tuple[Lines, ...]] = [
        (((Strong(reason.name),),), lines(reason.about) if reason.about else ()) for reason in lost.reasons
    ]
    if rows:
        yield Card(t("lost.reasons"), (told.table((t("lost.reason"), t("lost.means")), rows, "narrow"),), "reasons")


def _outcome(told: Passages, place: Won | Lost) -> Iterator[Block]:
    """What won and lost have in common."""
    for said in (place.about, place.goal):
        if said:
            yield from paragraphs(said, "lead")
    yield from _fill(told, place, None)
    yield from _do(told, place)
    yield from _talk(told, place)
    running = _running(place)
    if running:
        yield Card(told.words.t("stage.itself"), (told.triggers(running),), "itself")


def texts(told: Passages, pipes: Iterable[Pipeline]) -> list[Section]:
    """The chapter with the full texts of messages that these pipelines send; nothing when they send none."""
    sent = {action.message for pipe in pipes for action in _sent(pipe)}
    used = [message for message in told.program.messages if message.id in sent]
    if not used:
        return []
    sections = []
    for message in used:
        channel = Paragraph(told.words.t("texts.channel", channel=told.words.channel(message.channel)))
        text = Quote(told.words.text(message.text).strip("\n"), kind="text")
        sections.append(Section(message.id, (channel, text), message.address, "text"))
    return [Section(told.words.t("texts"), tuple(sections), "the-texts")]


def _sent(pipe: Pipeline) -> Iterator[Send]:
    automated: tuple[Pipeline | Place, ...] = (pipe, *pipe.places)
    for node in automated:
        for trigger in node.triggers:
            yield from (action for action in trigger.actions if isinstance(action, Send))


def _living(triggers: Iterable[Trigger]) -> list[Trigger]:
    """Triggers that are not switched off: a manager need not know the others."""
    return [trigger for trigger in triggers if trigger.enabled]
