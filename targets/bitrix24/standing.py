"""Robots that a stage has by what it is, without any trigger: its owner, tasks, checklist, review, reminders, type of deal."""

from __future__ import annotations

from pipelang.deploy.claims import facts, whole
from pipelang.deploy.resources import Fact
from pipelang.model import Lost, Pipeline, Place, Requirement

from .checklist import Checklist
from .conditions import condition_rows
from .context import Context
from .robots import Robot, Rows, distribution_rows, robots_of


def owner_robot(context: Context, sheet: Checklist, pipeline: Pipeline, place: Place) -> None:
    """A change of owner, where the spec names another role than on the stage before: the same one would be dealt out anew."""
    owner = place.owner
    if owner is None or not _changes(context, pipeline, place):
        return
    rows = (("to", context.words.role(owner.role)), *distribution_rows(context, owner.distribution))
    sheet.robot(pipeline, place, Robot("owner", rows), owner.at, at_once(context, pipeline), whole(owner))


def _changes(context: Context, pipeline: Pipeline, place: Place) -> bool:
    assert place.owner
    board = pipeline.stages
    there = board.index(place) if place in board else len(board)
    if not there:
        return True
    before = context.owners[pipeline.id][board[there - 1].address]
    return before is None or (before.role, before.distribution) != (place.owner.role, place.owner.distribution)


def standing_robots(context: Context, sheet: Checklist, pipeline: Pipeline, place: Place) -> None:
    """All but the owner, in the order in which people would look for them."""
    if pipeline.stages[:1] == (place,) and len(pipeline.products) == 1 and pipeline.entity == "deal":
        _deal_type(context, sheet, pipeline, place)
    for task in place.tasks:
        carries: tuple[Fact, ...] = whole(task)
        for robot in robots_of(context, pipeline, task):
            sheet.robot(pipeline, place, robot, task.at, at_once(context, pipeline), carries)
            carries = ()
    if place.checklist:
        _checklist(context, sheet, pipeline, place)
    if isinstance(place, Lost) and place.review:
        _review(context, sheet, pipeline, place)
    for requirement in place.requirements:
        if requirement.condition:
            _reminder(context, sheet, pipeline, place, requirement)


def _deal_type(context: Context, sheet: Checklist, pipeline: Pipeline, place: Place) -> None:
    value = context.words.product(pipeline.products[0])
    rows = (("field", context.words.t("b.deal type")), ("code", "TYPE_ID"), ("value", value))
    carries = facts(pipeline, "products")
    sheet.robot(pipeline, place, Robot("edit", rows), pipeline.at, at_once(context, pipeline), carries)


def _checklist(context: Context, sheet: Checklist, pipeline: Pipeline, place: Place) -> None:
    words = context.words
    rows = (
        ("subject", words.t("b.checklist", stage=place.name)),
        ("responsible", words.t(f"owner.{pipeline.entity}")),
        ("checklist", "; ".join(place.checklist)),
    )
    robot = Robot("task", rows, "\n".join(place.checklist))
    sheet.robot(pipeline, place, robot, place.at, at_once(context, pipeline), facts(place, "checklist"))


def _review(context: Context, sheet: Checklist, pipeline: Pipeline, place: Lost) -> None:
    review, words = place.review, context.words
    assert review
    rows: Rows = (
        ("subject", words.t("b.review")),
        ("responsible", words.role(review.role)),
        ("due", words.duration(review.within) if review.within else ""),
    )
    sheet.robot(pipeline, place, Robot("task", rows), review.at, at_once(context, pipeline), whole(review))


def _reminder(context: Context, sheet: Checklist, pipeline: Pipeline, place: Place, requirement: Requirement) -> None:
    """A demand with a condition: Bitrix24 can only remind of it."""
    words = context.words
    assert requirement.condition
    field = words.field_of(requirement.field)
    why = words.condition(requirement.condition, requirement.address)
    homes = [
        home
        for home in pipeline.places
        if any(demand.requirement is requirement for demand in context.demands[home.address])
    ]
    fields = dict(condition_rows(context, pipeline, requirement.condition, requirement.address))["looks at"]
    before = (
        *at_once(context, pipeline),
        ("condition", words.t("b.remind.if", condition=why, field=field)),
        ("looks at", fields),
        ("code", context.code(requirement.field)),
        ("stages" if len(homes) > 1 else "stage", ", ".join(words.quote(home.name) for home in homes)),
        ("note", words.t("b.note.conditional")),
    )
    robot = Robot("notify", (("to", words.t(f"owner.{pipeline.entity}")),), words.t("b.remind", field=field, why=why))
    sheet.robot(pipeline, place, robot, requirement.at, before, whole(requirement))


def at_once(context: Context, pipeline: Pipeline) -> Rows:
    """The row that says when: as soon as an item comes to the stage."""
    thing = context.words.t(f"b.thing.{pipeline.entity}")
    return (("when", context.words.t("b.when.now", thing=thing)),)
