"""The start of the working day: stages from the end of the funnel backwards, key ones first, each with its traffic light."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipelang.model import Action, Duration, Lost, Notify, Pipeline, Place, Review, Role, Stage, Task, Trigger
from pipelang.model.values import Unit
from pipelang.report.documents.anchors import anchor
from pipelang.report.documents.document import (
    Block,
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
    plain,
)
from pipelang.report.documents.passages import Passages
from pipelang.report.documents.prose import paragraphs
from pipelang.words import sentence

#: Into what a single unit is broken to be shared: unit -> (smaller one, how many of it).
_SMALLER: dict[str, tuple[Unit, int]] = {"w": ("d", 7), "d": ("h", 24), "h": ("m", 60)}


def working_day(told: Passages) -> Section:
    """The first chapter: how to go through the day, then each role's own page; the main pipeline stands first in it."""
    ordered = sorted(told.program.pipelines, key=lambda pipeline: not pipeline.main)
    sections = [section for role in told.program.roles if (section := _role(told, role, ordered))]
    t = told.words.t
    blocks: list[Block] = [advice(told)]
    if sections:
        blocks.append(Paragraph((t("day.roles"), *_spaced(sections)), "roles"))
    nobodys = [*_tables(told, ordered, None)]
    if nobodys and sections:
        nobodys = [Section(t("day.unowned"), tuple(nobodys), "the-unowned", "role")]
    return Section((Link(t("day"), "the-day"),), (*blocks, *sections, *nobodys), "the-day", "day")


def advice(told: Passages) -> Items:
    """How to go through the day, and what a working hour is."""
    said = [told.words.t(key) for key in ("day.back", "day.key", "day.light")]
    if told.program.crm.hours:
        said.append(told.words.t("day.hours", hours=told.words.hours(told.program.crm)))
    return Items(tuple(map(Item, said)))


def _spaced(sections: Iterable[Section]) -> Iterator[Part]:
    for section in sections:
        yield Link(plain(section.title), section.anchor)
        yield " "


def _role(told: Passages, role: Role, pipelines: Iterable[Pipeline]) -> Section | None:
    """The page of a role: its stages with their lights, losses that it goes through, what it hears of others' deals."""
    blocks = [*_tables(told, pipelines, role.id), *_watched(told, role.id, pipelines)]
    if not blocks:
        return None
    if role.about:
        blocks = [*paragraphs(role.about, "lead"), *blocks]
    return Section(role.name, tuple(blocks), role.address, "role")


def _tables(told: Passages, pipelines: Iterable[Pipeline], role: str | None) -> Iterator[Block]:
    """The lights of the stages that the role answers for; None: of those that nobody does."""
    for pipeline in pipelines:
        own = [stage for stage in in_order(pipeline) if _owner(told, stage) == role]
        if own:
            yield Paragraph((Strong(pipeline.name),), "group")
            yield lights(told, own)


def _owner(told: Passages, node: Pipeline | Place) -> str | None:
    owner = told.owner(node) if isinstance(node, Place) else None
    return owner.role if owner else None


Node = Pipeline | Place


def _watched(told: Passages, role: str, pipelines: Iterable[Pipeline]) -> Iterator[Block]:
    """What the role does about deals that are not its own."""
    t = told.words.t
    news: dict[str, list[Node]] = {}
    tasks: dict[str, list[Node]] = {}
    reviews: list[Item] = []
    for pipeline in pipelines:
        reviews += [_review(told, lost, lost.review) for lost in pipeline.lost if _reviews(lost, role) and lost.review]
        for where, trigger, action in actions(pipeline):
            if isinstance(action, Notify) and action.role == role:
                said = f"{told.words.event(trigger)} — {told.words.line(action.text)}"
                news.setdefault(sentence(said), []).append(where)
            if isinstance(action, Task) and action.assignee == role and _owner(told, where) != role:
                tasks.setdefault(f"{told.words.line(action.text)} — {told.words.event(trigger)}", []).append(where)
    for title, items in (
        (t("day.reviews"), reviews),
        (t("day.given"), gathered(told, tasks)),
        (t("day.told"), gathered(told, news)),
    ):
        if items:
            yield Paragraph((Strong(title),), "group")
            yield Items(tuple(items))


def _reviews(lost: Lost, role: str) -> bool:
    return lost.review is not None and lost.review.role == role


def _review(told: Passages, lost: Lost, review: Review) -> Item:
    words = told.words
    terms = f": {words.t('day.review', within=words.duration(review.within, 'within'))}" if review.within else ""
    return Item((Link(words.place(lost), anchor(lost.address)), terms))


def actions(pipeline: Pipeline) -> Iterator[tuple[Node, Trigger, Action]]:
    automated: tuple[Node, ...] = (pipeline, *pipeline.places)
    for node in automated:
        for trigger in node.triggers:
            if trigger.enabled:
                yield from ((node, trigger, action) for action in trigger.actions)


def gathered(told: Passages, found: dict[str, list[Node]]) -> list[Item]:
    """Each thing said once, with the places where it happens, those of one pipeline on a line."""
    items = []
    for said, where in found.items():
        lines: dict[str, list[Part]] = {}
        for node in {node.address: node for node in where}.values():
            pipeline = told.words.pipeline_of(node.address)
            lines.setdefault(pipeline.name if pipeline else "", []).append(Link(node.name, anchor(node.address)))
        items.append(Item((Strong(said),), tuple(_places(name, links) for name, links in lines.items())))
    return items


def _places(pipeline: str, links: list[Part]) -> Line:
    parts: list[Part] = [f"{pipeline}: "]
    for link in links:
        parts += [link, ", "]
    return tuple(parts[:-1])


def all_lights(told: Passages, pipeline: Pipeline) -> Table:
    return lights(told, in_order(pipeline))


def lights(told: Passages, stages: Iterable[Stage]) -> Table:
    """The traffic light of each stage, in the order given."""
    t = told.words.t
    head = (t("day.stage"), t("day.green"), t("day.yellow"), t("day.red"))
    return Table(head, tuple(_row(told, stage) for stage in stages), "lights")


def in_order(pipeline: Pipeline) -> list[Stage]:
    """Key stages first, and both kinds from the end of the pipeline backwards."""
    backwards = pipeline.stages[::-1]
    return [*(stage for stage in backwards if stage.key), *(stage for stage in backwards if not stage.key)]


def _row(told: Passages, stage: Stage) -> tuple[Lines, ...]:
    words = told.words
    name: list[Part] = ["★\u00a0"] if stage.key else []
    lines: list[Line] = [(*name, Link(stage.name, anchor(stage.address)))]
    owner = told.owner(stage)
    if owner and owner.distribution:
        shared = words.about("day.shared", stage.address, by=words.distribution(owner.distribution))
        lines.append(sentence(shared))
    if stage.react:
        lines.append(sentence(words.t("day.react", within=words.duration(stage.react, "within"))))
    if stage.stay is None:
        return tuple(lines), (words.t("day.free"),), (), ()
    soon = yellow_after(stage.stay, words.working_day(), len(words.working_days()) or 5)
    return (
        tuple(lines),
        (words.duration(soon, "up_to"),),
        (words.duration(soon, "over"),),
        (words.duration(stage.stay, "over"),),
    )


def yellow_after(limit: Duration, day: Duration, days: int) -> Duration:
    """How long a deal may stand before its light turns yellow: two thirds of the limit in whole units, at least one.

    A limit of one unit is counted in smaller ones; `day` is the length of a working day, `days` of a working week.
    """
    amount, unit = limit.amount, limit.unit
    if amount == 1 and unit in _SMALLER:
        smaller, many = _SMALLER[unit]
        if limit.working:
            many = {"w": days, "d": max(day.minutes // 60, 1), "h": 60}[unit]
        return yellow_after(Duration(many, smaller, limit.working), day, days)
    return Duration(max(amount * 2 // 3, 1), unit, limit.working)
