"""Steps on the board of the digital pipeline: each trigger there is one card, with one event and one action."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from pipelang.deploy.claims import facts, told
from pipelang.deploy.resources import Claim, Fact, Step
from pipelang.model import Condition, Duration, Literal, Pipeline, Place, Stage, Trigger
from pipelang.model.conditions import comparisons
from pipelang.source import Span

from .actions import Body, Details, body, rows
from .coverage import whole
from .view import View

#: Events whose choice is known from hearsay, or only on some tariffs.
_UNSURE_EVENTS = frozenset({"leave", "idle", "change", "tag", "payment", "date", "schedule", "call"})


class Moment(NamedTuple):
    """Where and when a card acts: the same for all actions of one trigger."""

    group: tuple[str, ...]
    at: Span
    when: str
    delay: str | None = None
    conditions: tuple[str, ...] = ()
    notes: Details = ()
    fallback: str | None = None
    carries: tuple[Fact, ...] = ()


def card(view: View, moment: Moment, made: Body, order: tuple[int, int] = (1, 1)) -> Step:
    """The step that sets up one trigger. `order` is its number among those of its event, and how many they are."""
    number, total = order
    details = (
        *rows(view, ("when", moment.when), ("delay", moment.delay), ("if", "; ".join(moment.conditions))),
        *made.details,
        *moment.notes,
        *rows(view, ("order", view.t("amo.order.of", number=number, total=total) if total > 1 else None)),
        *rows(view, ("fallback", moment.fallback or made.fallback)),
    )
    title = view.t("amo.card", action=made.action, summary=" ".join(made.summary.split()))
    return Step("board", moment.group, title, moment.at, details, made.paste, (*moment.carries, *made.carries))


def entering(view: View, place: Place, pipeline: Pipeline, at: Span) -> Moment:
    """The moment when a deal comes to a place."""
    only = view.only_loss(place, pipeline)
    when = view.t("amo.when.enter")
    return Moment(view.board(place, pipeline), at, when, view.t("amo.now"), (only,) if only else ())


def trigger_steps(view: View, trigger: Trigger, pipeline: Pipeline, place: Place | None) -> Iterator[Step]:
    """A card for each action of a trigger; `place` is None for a trigger of the whole pipeline."""
    if not trigger.enabled:
        return
    moment = _moment(view, trigger, pipeline, place)
    actions = [action for action in trigger.actions if action.address not in view.subscribed]
    for number, action in enumerate(actions, 1):
        made = body(view, action)
        yield card(view, moment._replace(at=action.at), made, (number, len(actions)))


def switched_off(triggers: Iterable[Trigger]) -> Iterator[Claim]:
    """Triggers that are kept in the spec but not set up: documents tell of them."""
    for trigger in triggers:
        if not trigger.enabled:
            yield from told(trigger)


def _moment(view: View, trigger: Trigger, pipeline: Pipeline, place: Place | None) -> Moment:
    delay, held = _delay(view, trigger, pipeline, place)
    notes = (*_stages(view, trigger, pipeline, place), *_reasons(view, trigger), *clock(view, trigger.delay))
    unsure = trigger.event.kind in _UNSURE_EVENTS
    return Moment(
        _group(view, trigger, pipeline, place),
        trigger.at,
        _when(view, trigger),
        delay,
        tuple(_conditions(view, trigger, pipeline, place)),
        notes,
        view.t("amo.else.event") if unsure else None,
        (*whole(trigger), *held),
    )


def _group(view: View, trigger: Trigger, pipeline: Pipeline, place: Place | None) -> tuple[str, ...]:
    """The column that a trigger stands in: `on won` and `on lost` stand in the closed ones."""
    if trigger.event.kind == "won":
        return view.board(pipeline.won, pipeline)
    if trigger.event.kind == "lost" and pipeline.lost:
        return view.board(pipeline.lost[0], pipeline)
    return view.board(place, pipeline) if place else (pipeline.name,)


def _when(view: View, trigger: Trigger) -> str:
    """The choice in the list of amoCRM, and behind it what exactly is meant where the choice says less."""
    kind = trigger.event.kind
    if kind in ("enter", "won", "lost"):
        return view.t("amo.when.enter")
    plain = replace(trigger, condition=None, delay=None)
    return view.t("amo.exactly", choice=view.t(f"amo.when.{kind}"), event=view.words.event(plain))


def _delay(view: View, trigger: Trigger, pipeline: Pipeline, place: Place | None) -> tuple[str, tuple[Fact, ...]]:
    """The delay to set, and the facts it carries besides the trigger's own: `on overdue` waits as long as the SLA says."""
    own = view.words.duration(trigger.delay, "after") if trigger.delay else ""
    if trigger.event.kind == "idle" and trigger.event.wait:
        return _later(view, view.words.duration(trigger.event.wait, "after"), own), ()
    if trigger.event.kind != "overdue":
        return own or view.t("amo.now"), ()
    stages = [place] if isinstance(place, Stage) else list(pipeline.stages) if place is None else []
    limits = [(stage, stage.stay) for stage in stages if stage.stay]
    held = tuple(fact for stage, _ in limits for fact in facts(stage, "stay"))
    if not limits:
        first = view.t("amo.delay.unknown")
    elif place is not None:
        first = view.words.duration(limits[0][1], "after")
    else:
        named = [(stage.name, view.words.duration(stay, "after")) for stage, stay in limits]
        first = "; ".join(view.t("amo.stage.delay", stage=name, delay=delay) for name, delay in named)
    return _later(view, first, own), held


def _later(view: View, first: str, then: str) -> str:
    return view.t("amo.delay.after", first=first, then=then) if then else first


def _conditions(view: View, trigger: Trigger, pipeline: Pipeline, place: Place | None) -> Iterator[str]:
    if place is not None:
        only = view.only_loss(place, pipeline)
        if only:
            yield only
        if isinstance(place, Stage) and trigger.event.kind in ("won", "lost"):
            yield view.t("amo.from_stage", stage=place.name)
    if trigger.condition is not None:
        yield view.words.condition(trigger.condition, trigger.address)


def _stages(view: View, trigger: Trigger, pipeline: Pipeline, place: Place | None) -> Details:
    """A trigger of the whole pipeline stands on each of its stages."""
    if place is not None or trigger.event.kind in ("won", "lost"):
        return ()
    return rows(view, ("stages", ", ".join(view.words.quote(stage.name) for stage in pipeline.stages)))


def _reasons(view: View, trigger: Trigger) -> Details:
    return reason_details(view, trigger.condition, trigger.address)


def reason_details(view: View, condition: Condition | None, address: str) -> Details:
    """Names in amoCRM of the loss reasons a condition asks about, where they differ from the spec's."""
    pipeline = view.words.pipeline_of(address)
    asked = set(_asked_reasons(condition))
    if pipeline is None or not asked:
        return ()
    names = [
        view.reason_names[reason.address]
        for lost in pipeline.lost
        for reason in lost.reasons
        if reason.id in asked and view.reason_names[reason.address] != reason.name
    ]
    return rows(view, ("reasons", ", ".join(map(view.words.quote, names))))


def _asked_reasons(condition: Condition | None) -> Iterator[str]:
    for compare in comparisons(condition):
        if compare.left == "reason":
            yield from (str(value.value) for value in compare.values if isinstance(value, Literal))


def clock(view: View, *durations: Duration | None) -> Details:
    """A word about working time, where a duration counts only the hours of the crm."""
    if not any(duration and duration.working for duration in durations):
        return ()
    hours = view.words.hours(view.program.crm)
    return rows(view, ("clock", view.t("amo.clock", hours=hours) if hours else view.t("amo.clock.unknown")))
