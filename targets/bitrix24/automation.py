"""Triggers of a spec as steps: robots on stages, triggers on the stages they lead to, workflows for the rest.

Bitrix24 starts robots when an item comes to a stage, and a delayed robot means "still on this stage after that time". Its
triggers do one thing: they move an item to the stage they stand on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipelang.deploy.claims import below, facts, whole
from pipelang.deploy.resources import Fact
from pipelang.model import Action, Lose, Move, Pipeline, Place, Send, Stage, Task, Trigger, Win

from .checklist import Checklist, Row
from .conditions import condition_rows
from .context import Context
from .events import SIGNALS, creates, stage_change, target
from .robots import Rows, reason_rows, robots_of
from .standing import at_once, owner_robot, standing_robots


def automation(context: Context, sheet: Checklist) -> None:
    """Robots and triggers of all pipelines. On a stage: the owner, what happens at once, tasks, and last what waits."""
    for pipeline in context.program.pipelines:
        for place in pipeline.places:
            owner_robot(context, sheet, pipeline, place)
            for trigger in place.triggers:
                if not _waits(trigger):
                    _trigger(context, sheet, pipeline, place, trigger)
            standing_robots(context, sheet, pipeline, place)
            for trigger in place.triggers:
                if _waits(trigger):
                    _trigger(context, sheet, pipeline, place, trigger)
        for trigger in pipeline.triggers:
            _trigger(context, sheet, pipeline, None, trigger)


def _waits(trigger: Trigger) -> bool:
    return trigger.delay is not None or trigger.event.kind != "enter"


def _trigger(context: Context, sheet: Checklist, pipeline: Pipeline, place: Place | None, trigger: Trigger) -> None:
    kind = trigger.event.kind
    move = stage_change(pipeline, trigger)
    if kind in SIGNALS and move:
        _moving(context, sheet, pipeline, place, trigger, move)
    elif kind == "schedule" or (kind in SIGNALS and not creates(pipeline, place, trigger)):
        _listed(context, sheet, pipeline, place, trigger)
    else:
        _robots(context, sheet, pipeline, place, trigger)


# --- robots ---


def _robots(context: Context, sheet: Checklist, pipeline: Pipeline, place: Place | None, trigger: Trigger) -> None:
    homes = _homes(pipeline, place, trigger)
    carries = (*whole(trigger), *_limit(place, trigger))
    before = (
        ("when", _when(context, pipeline, place, trigger)),
        *condition_rows(context, pipeline, trigger.condition, trigger.address),
        _state(context, trigger),
        *_where(context, place, trigger, homes),
    )
    followed = False
    # A change of stage ends what runs on the old one: robots after it would never start.
    for action in sorted(trigger.actions, key=lambda action: isinstance(action, (Lose, Move, Win))):
        carried = (*carries, *_facts(context, action))
        for robot in robots_of(context, pipeline, action):
            start = context.words.t("b.start.next") if followed else ""
            sheet.robot(pipeline, place, robot, action.at, (*before, ("start", start)), carried)
            carries, carried, followed = (), (), True


def _limit(place: Place | None, trigger: Trigger) -> tuple[Fact, ...]:
    """The longest life on the stage is the delay of the robots that answer to it."""
    return facts(place, "stay") if place and trigger.event.kind == "overdue" else ()


def _labelled(sheet: Checklist, rows: Iterable[tuple[str, str]]) -> Iterator[Row]:
    return (sheet.row(label, value) for label, value in rows)


def _homes(pipeline: Pipeline, place: Place | None, trigger: Trigger) -> tuple[Place, ...]:
    """The stages that the robots of a trigger stand on."""
    kind = trigger.event.kind
    if kind == "won":
        return (pipeline.won,)
    if kind == "lost":
        return pipeline.lost
    if kind == "leave":
        there = pipeline.places.index(place) + 1 if place else 1
        return pipeline.places[there:]
    return (place,) if place else pipeline.stages


def _where(context: Context, place: Place | None, trigger: Trigger, homes: tuple[Place, ...]) -> Rows:
    """Where the robots stand, when that is not simply the stage under which the step is listed."""
    if homes == (place,):
        return ()
    words = context.words
    note = "b.note.leave" if trigger.event.kind == "leave" else "b.note.everywhere" if len(homes) > 1 else ""
    return (("stages", ", ".join(words.quote(home.name) for home in homes)), ("note", words.t(note) if note else ""))


def _when(context: Context, pipeline: Pipeline, place: Place | None, trigger: Trigger) -> str:
    words, event, delay = context.words, trigger.event, trigger.delay
    thing = words.t(f"b.thing.{pipeline.entity}")
    if event.kind == "overdue" and isinstance(place, Stage) and place.stay:
        waits = [place.stay, *([delay] if delay else [])]
        return words.t("b.when.after", after=" + ".join(words.duration(wait, "after") for wait in waits), thing=thing)
    if event.kind == "idle" and event.wait:
        return words.t("b.when.idle", after=words.duration(event.wait, "after"))
    if event.kind in ("date", "overdue"):
        return _event(context, trigger)
    if event.kind == "form":
        channel = words.channel(event.channel) if event.channel else ""
        return words.t("b.when.form" if channel else "b.when.any form", channel=channel, thing=thing)
    if delay:
        return words.t("b.when.after", after=words.duration(delay, "after"), thing=thing)
    return words.t("b.when.now", thing=thing)


def _event(context: Context, trigger: Trigger) -> str:
    """The event and its delay in words, without the condition and whether it is switched on."""
    return context.words.event(replace(trigger, condition=None, enabled=True))


# --- triggers ---


def _moving(
    context: Context, sheet: Checklist, pipeline: Pipeline, place: Place | None, trigger: Trigger, move: Action
) -> None:
    """A trigger on the stage that it leads to; what else the spec's trigger does are robots there."""
    words, to = context.words, target(pipeline, move)
    rows = _labelled(sheet, _moving_rows(context, pipeline, place, trigger, move))
    title = words.t("b.trigger", trigger=_trigger_name(context, trigger))
    carries = (*whole(trigger), *whole(move))
    sheet.add("automation", title, trigger.at, rows, pipeline, to, carries=carries, rank=0)
    note = words.t("b.note.any", thing=words.t(f"b.thing.{pipeline.entity}"))
    before = (*at_once(context, pipeline), _state(context, trigger), ("note", note))
    for action in trigger.actions:
        if action is not move:
            carried = _facts(context, action)
            for robot in robots_of(context, pipeline, action):
                sheet.robot(pipeline, to, robot, action.at, before, carried)
                carried = ()


def _moving_rows(context: Context, pipeline: Pipeline, place: Place | None, trigger: Trigger, move: Action) -> Rows:
    words = context.words
    back = place is not None and pipeline.places.index(target(pipeline, move)) <= pipeline.places.index(place)
    return (
        ("event", _event(context, trigger)),
        *condition_rows(context, pipeline, trigger.condition, trigger.address),
        ("only from", place.name if place else ""),
        ("backwards", words.t("yes" if back else "no")),
        _state(context, trigger),
        ("note", words.t("b.note.delay", delay=words.duration(trigger.delay, "lasting")) if trigger.delay else ""),
        *_loss(context, move),
    )


def _state(context: Context, trigger: Trigger) -> Row:
    return "state", "" if trigger.enabled else context.words.t("b.off")


def _loss(context: Context, move: Action) -> Rows:
    if not isinstance(move, Lose):
        return ()
    return (*reason_rows(context, move), ("note", context.words.t("b.note.reason")))


def _trigger_name(context: Context, trigger: Trigger) -> str:
    event, words = trigger.event, context.words
    if event.kind == "message" and event.channel and context.index.channels[event.channel].kind == "mail":
        return words.t("b.trigger.mail")
    return words.t(f"b.trigger.call.{event.call}" if event.call else f"b.trigger.{event.kind}")


# --- what neither robots nor triggers do ---


def _listed(context: Context, sheet: Checklist, pipeline: Pipeline, place: Place | None, trigger: Trigger) -> None:
    """One step that tells the whole trigger, for a workflow or an app."""
    words = context.words
    screen, title, note = _how(trigger)
    rows: list[tuple[str, str]] = [
        ("event", _event(context, trigger)),
        *condition_rows(context, pipeline, trigger.condition, trigger.address),
        ("stage", place.name if place else words.t("b.row.whole")),
        _state(context, trigger),
    ]
    shown = [sheet.row(*row) for row in rows]
    for number, action in enumerate(trigger.actions, 1):
        shown.append((words.t("b.step", number=number), words.action(action)))
    shown.append(sheet.row("note", words.t(note)))
    texts = [_text(context, pipeline, action) for action in trigger.actions]
    paste = "\n\n".join(text for text in texts if text) or None
    carries = (*below(trigger), *(fact for action in trigger.actions for fact in _message(context, action)))
    sheet.add(screen, words.t(title), trigger.at, shown, pipeline, place, paste, carries, rank=2)


def _how(trigger: Trigger) -> tuple[str, str, str]:
    """Screen, title and note by what the event is."""
    if trigger.event.kind == "schedule":
        return "processes", "b.schedule", "b.note.schedule"
    if trigger.event.kind in ("change", "tag"):
        return "processes", "b.process", "b.note.process"
    return "automation", "b.signal", "b.note.signal"


def _text(context: Context, pipeline: Pipeline, action: Action) -> str:
    if isinstance(action, Task):
        return ""
    return next((robot.paste for robot in robots_of(context, pipeline, action) if robot.paste), "")


def _facts(context: Context, action: Action) -> tuple[Fact, ...]:
    return (*whole(action), *_message(context, action))


def _message(context: Context, action: Action) -> tuple[Fact, ...]:
    """A message is carried by the steps that send it."""
    return whole(context.index.messages[action.message]) if isinstance(action, Send) else ()
