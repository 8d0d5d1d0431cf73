"""Steps of one stage: who answers, what is to be done, how long it may take, where deals go from it, what guards it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipelang.deploy.claims import facts
from pipelang.deploy.resources import Fact, Step
from pipelang.model import (
    Duration,
    FieldRef,
    Lost,
    Owner,
    Pipeline,
    Place,
    Requirement,
    Review,
    Stage,
    Task,
    Trigger,
    Tunnel,
)

from .actions import assign_body, body, create_body, move_body, people, rows, task_body
from .board import card, clock, entering, reason_details, trigger_steps
from .coverage import whole
from .fields import enforced
from .view import View


def pipeline_steps(view: View, pipeline: Pipeline) -> Iterator[Step]:
    """All cards of one pipeline, in the order of its board."""
    for trigger in pipeline.triggers:
        if trigger.event.kind not in ("won", "lost"):
            yield from trigger_steps(view, trigger, pipeline, None)
    owners = owner_runs(pipeline)
    enforced_here = {requirement.address for requirement in enforced(pipeline)}
    for place in pipeline.places:
        if place.address in owners:
            yield _owner(view, owners[place.address], place, pipeline)
        yield from _tasks(view, place, pipeline)
        if isinstance(place, Stage):
            yield from _reaction(view, place, pipeline)
        yield from _triggers(view, place, pipeline)
        if isinstance(place, Stage):
            yield from _limit(view, place, pipeline)
        yield from (_tunnel(view, tunnel, place, pipeline) for tunnel in place.tunnels)
        left = [each for each in place.requirements if each.address not in enforced_here]
        yield from (_requirement(view, requirement, place, pipeline) for requirement in left)
        yield from _guards(view, place, pipeline)


def _triggers(view: View, place: Place, pipeline: Pipeline) -> Iterator[Step]:
    for trigger in _closing(pipeline, place):
        yield from trigger_steps(view, trigger, pipeline, None)
    for trigger in place.triggers:
        yield from trigger_steps(view, trigger, pipeline, place)


def _closing(pipeline: Pipeline, place: Place) -> Iterator[Trigger]:
    """Triggers of the whole pipeline that stand in the column of this outcome."""
    kind = "won" if place is pipeline.won else "lost" if pipeline.lost and place is pipeline.lost[0] else ""
    yield from (trigger for trigger in pipeline.triggers if trigger.event.kind == kind)


# --- owners ---


@dataclass(frozen=True, slots=True)
class OwnerRun:
    """An owner who takes the deal over, and the next stages that only say again that it stays with them."""

    owner: Owner
    also: tuple[Stage, ...] = ()


def owner_runs(pipeline: Pipeline) -> dict[str, OwnerRun]:
    """Takeovers by the address of the place. An owner stays until another one is named, so a repetition is no takeover."""
    runs: dict[str, OwnerRun] = {}
    current = ""
    for stage in pipeline.stages:
        owner = stage.owner
        if owner is None:
            continue
        run = runs.get(current)
        if run and (run.owner.role, run.owner.distribution) == (owner.role, owner.distribution):
            runs[current] = OwnerRun(run.owner, (*run.also, stage))
        else:
            current = stage.address
            runs[current] = OwnerRun(owner)
    for outcome in (pipeline.won, *pipeline.lost):
        if outcome.owner:
            runs[outcome.address] = OwnerRun(outcome.owner)
    return runs


def _owner(view: View, run: OwnerRun, place: Place, pipeline: Pipeline) -> Step:
    moment = entering(view, place, pipeline, run.owner.at)
    made = assign_body(view, run.owner.role, run.owner.distribution)
    stages = ", ".join(view.words.quote(stage.name) for stage in run.also)
    also = rows(view, ("scope", view.t("amo.owner.also", stages=stages) if stages else None))
    owners = (run.owner, *(stage.owner for stage in run.also if stage.owner))
    carries = tuple(fact for owner in owners for fact in whole(owner))
    return card(view, moment, made._replace(details=(*made.details, *also), carries=carries))


# --- tasks and SLA ---


def _tasks(view: View, place: Place, pipeline: Pipeline) -> Iterator[Step]:
    keeper = reaction_keeper(place) if isinstance(place, Stage) else None
    for task in place.tasks:
        made = body(view, task)
        moment = entering(view, place, pipeline, task.at)
        notes = clock(view, task.due)
        if isinstance(place, Stage) and task is keeper and place.react:
            kept = view.t("amo.react.by", within=view.words.duration(place.react, "within"))
            notes = (*rows(view, ("deadline", kept)), *notes)
            made = made._replace(carries=(*made.carries, *facts(place, "react")))
        yield card(view, moment._replace(notes=notes), made)


def reaction_keeper(stage: Stage) -> Task | None:
    """The stage's own task that is due no later than the first response must come, if there is one."""
    react = stage.react
    if react is None:
        return None
    return next((task for task in stage.tasks if task.due and _no_longer(task.due, react)), None)


def _no_longer(due: Duration, limit: Duration) -> bool:
    return due.minutes <= limit.minutes and due.working == limit.working


def _reaction(view: View, stage: Stage, pipeline: Pipeline) -> Iterator[Step]:
    if stage.react is None or reaction_keeper(stage):
        return
    react = view.words.duration(stage.react)
    text = view.t("amo.react.text", within=view.words.duration(stage.react, "within"))
    made = task_body(view, view.words.task_type("call"), text, react, people(view, "owner"))
    title = made._replace(summary=view.t("amo.react.title", react=react), carries=facts(stage, "react"))
    yield card(view, entering(view, stage, pipeline, stage.at)._replace(notes=clock(view, stage.react)), title)


def _limit(view: View, stage: Stage, pipeline: Pipeline) -> Iterator[Step]:
    """A stage's longest life. Where the spec says what happens on overdue, those cards keep it; else a task tells of it."""
    if stage.stay is None or any(map(_acts_on_overdue, (*stage.triggers, *pipeline.triggers))):
        return
    stay = view.words.duration(stage.stay)
    text = view.t("amo.stay.text", stage=stage.name, stay=stay)
    made = task_body(view, view.words.task_type("call"), text, None, people(view, "owner"))
    made = made._replace(summary=view.t("amo.stay.title"), carries=facts(stage, "stay"))
    moment = entering(view, stage, pipeline, stage.at)
    delay = view.words.duration(stage.stay, "after")
    yield card(view, moment._replace(delay=delay, notes=clock(view, stage.stay)), made)


def _acts_on_overdue(trigger: Trigger) -> bool:
    return trigger.enabled and trigger.event.kind == "overdue" and bool(trigger.actions)


# --- where deals go, and what guards the stage ---


def _tunnel(view: View, tunnel: Tunnel, place: Place, pipeline: Pipeline) -> Step:
    """A copy is a new deal; a move and the conversion of a lead are a change of stage, for leads are deals here."""
    moment = entering(view, place, pipeline, tunnel.at)
    if tunnel.condition:
        condition = view.words.condition(tunnel.condition, tunnel.address)
        moment = moment._replace(conditions=(*moment.conditions, condition))
    moment = moment._replace(notes=reason_details(view, tunnel.condition, tunnel.address))
    made = create_body(view, tunnel)
    if tunnel.mode != "copy":
        # The deal keeps its fields and tags when it moves; only new tags have to be set.
        tags = rows(view, ("tags", ", ".join(map(view.words.quote, tunnel.tags))))
        moved = move_body(view, view.place(tunnel.to))
        made = moved._replace(details=(*moved.details, *tags))
    return card(view, moment, made._replace(carries=whole(tunnel)))


def _requirement(view: View, requirement: Requirement, place: Place, pipeline: Pipeline) -> Step:
    """A requirement that amoCRM cannot hold the deal for: a task reminds of it."""
    field = view.words.field_of(requirement.field)
    condition = _demanded_if(view, requirement, place)
    only_here = requirement.here or isinstance(place, Lost)
    scope = view.t("amo.require.here") if only_here else view.t("amo.require.on", won=pipeline.won.name)
    details = (
        *rows(view, ("field", field), ("if", condition), ("scope", scope)),
        *reason_details(view, requirement.condition, requirement.address),
        *rows(view, ("how", view.t("amo.require.how", condition=condition))),
    )
    title = view.t("amo.require.title", field=field, condition=condition)
    text = view.t("amo.require.task", field=field)
    return Step("board", view.board(place, pipeline), title, requirement.at, details, text, whole(requirement))


def _demanded_if(view: View, requirement: Requirement, place: Place) -> str:
    """The condition; a plain demand of one loss among several has that loss for a condition."""
    parts = (
        [view.t("amo.require.loss", name=place.name)] if isinstance(place, Lost) and not requirement.condition else []
    )
    if requirement.condition:
        parts.append(view.words.condition(requirement.condition, requirement.address))
    return "; ".join(parts)


def _guards(view: View, place: Place, pipeline: Pipeline) -> Iterator[Step]:
    if isinstance(place, Stage) and place.no_skip:
        yield _no_skip(view, place, pipeline)
    if isinstance(place, Lost) and place.review:
        yield _review(view, place, place.review, pipeline)


def _no_skip(view: View, stage: Stage, pipeline: Pipeline) -> Step:
    fields: list[FieldRef] = [each.field for each in stage.requirements if each.condition is None and not each.here]
    guard = view.t("amo.skip.fields", fields=view.words.fields(tuple(fields))) if fields else view.t("amo.skip.nothing")
    details = rows(view, ("guard", guard), ("how", view.t("amo.skip.how")))
    carries: tuple[Fact, ...] = facts(stage, "no_skip")
    title = view.t("amo.skip.title", stage=stage.name)
    return Step("board", view.board(stage, pipeline), title, stage.at, details, None, carries)


def _review(view: View, lost: Lost, review: Review, pipeline: Pipeline) -> Step:
    due = view.words.duration(review.within, "within") if review.within else None
    made = task_body(view, view.t("task type.todo"), view.t("amo.review.text"), due, people(view, review.role))
    made = made._replace(summary=view.t("amo.review.title"), carries=whole(review))
    return card(view, entering(view, lost, pipeline, review.at)._replace(notes=clock(view, review.within)), made)
