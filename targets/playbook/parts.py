"""Cards that stages and outcomes share: what to fill in, to do and to say, and what happens by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipelang.model import Place, Requirement, Stage, Task, Trigger
from pipelang.model.index import Demand
from pipelang.report.documents.document import Block, Card, Item, Items, Line, Lines, Paragraph, Strong
from pipelang.report.documents.passages import Passages
from pipelang.report.documents.prose import lines


def fill(told: Passages, place: Place, following: Place | None) -> Iterator[Card]:
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


def do(told: Passages, place: Place) -> Iterator[Card]:
    words = told.words
    items: list[Line] = []
    if isinstance(place, Stage) and place.react:
        items.append((Strong(words.t("stage.react", within=words.duration(place.react, "within"))),))
    items += [words.task(task) for task in place.tasks]
    for trigger in living(place.triggers):
        if _on_entering(trigger):
            set_by = words.t("stage.set by", event=words.event(trigger))
            items += [f"{words.task(action)} — {set_by}" for action in trigger.actions if isinstance(action, Task)]
    if items:
        yield Card(words.t("stage.do"), (Items(tuple(map(Item, items))),), "do")
    if place.checklist:
        yield Card(words.t("stage.checklist"), (Items(tuple(map(Item, place.checklist)), "checks"),), "checklist")


def talk(told: Passages, place: Place) -> Iterator[Card]:
    if place.hints:
        hints = told.hints(place.hints)
        if len(hints) == 1 and not place.hints[0].level:
            hints = [replace(hints[0], title="")]
        yield Card(told.words.t("stage.hints"), tuple(hints), "hints")
    if place.objections:
        yield Card(told.words.t("stage.objections"), tuple(told.objections(place.objections)), "objections")


def itself(told: Passages, place: Place) -> Iterator[Card]:
    """What happens by itself while a deal moves as it should."""
    running = [
        trigger for trigger in _running(place) if not (isinstance(place, Stage) and trigger.event.kind in NEGLECT)
    ]
    if running:
        yield Card(told.words.t("stage.itself"), (told.triggers(running),), "itself")


#: Events that come when nobody does anything.
NEGLECT = ("overdue", "idle")


def _running(place: Place) -> Iterator[Trigger]:
    """Living triggers without tasks set on entering: those stand among what is to be done."""
    for trigger in living(place.triggers):
        actions = [action for action in trigger.actions if not (isinstance(action, Task) and _on_entering(trigger))]
        if actions:
            yield replace(trigger, actions=tuple(actions))


def _on_entering(trigger: Trigger) -> bool:
    return trigger.event.kind == "enter"


def living(triggers: Iterable[Trigger]) -> list[Trigger]:
    """Triggers that are not switched off: a manager need not know the others."""
    return [trigger for trigger in triggers if trigger.enabled]
