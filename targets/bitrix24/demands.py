"""Required fields as steps: by stage for the pipeline's own card, always for the card of a contact or a company."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipelang.deploy.claims import facts, whole
from pipelang.deploy.resources import Fact
from pipelang.model import Field, FieldRef, Pipeline, Place, Requirement

from .checklist import Checklist
from .codes import has_reasons
from .context import Context


def required_fields(context: Context, sheet: Checklist) -> None:
    """A step for each field that is demanded without a condition, for loss reasons, and for the type of the deal."""
    for pipeline in context.program.pipelines:
        for ref, places in _by_field(context, pipeline).items():
            if ref.entity == pipeline.entity:
                _by_stage(context, sheet, pipeline, ref, places)
            else:
                _in_other_card(context, sheet, pipeline, ref, places)
        if has_reasons(pipeline):
            _reasons(context, sheet, pipeline)
        if len(pipeline.products) > 1 and pipeline.entity == "deal":
            _deal_type(context, sheet, pipeline)


def mandatory_facts(context: Context, field: Field) -> tuple[Fact, ...]:
    """Demands that a field kept by its option `mandatory` fulfils: those on the way to success."""
    ref = FieldRef(field.entity, field.id)
    return tuple(
        fact
        for pipeline in context.program.pipelines
        if pipeline.entity == field.entity
        for place in (*pipeline.stages, pipeline.won)
        for requirement in place.requirements
        if requirement.field == ref and requirement.condition is None
        for fact in whole(requirement)
    )


def _by_field(context: Context, pipeline: Pipeline) -> dict[FieldRef, list[Place]]:
    """Where each field is demanded without a condition, in the order of the board."""
    found: dict[FieldRef, list[Place]] = {}
    for place in pipeline.places:
        for demand in context.demands[place.address]:
            if demand.requirement.condition is None and not _kept(context, pipeline, place, demand.requirement.field):
                found.setdefault(demand.requirement.field, []).append(place)
    return found


def _kept(context: Context, pipeline: Pipeline, place: Place, ref: FieldRef) -> bool:
    """Whether the option `mandatory` keeps the demand. On a move to a failure the server does not ask for such fields."""
    return (
        ref.entity == pipeline.entity
        and place not in pipeline.lost
        and context.choices.flag(context.index.fields[ref].address, "mandatory")
    )


def _requirements(pipeline: Pipeline, ref: FieldRef, places: Iterable[Place]) -> list[Requirement]:
    return [
        requirement
        for place in places
        for requirement in place.requirements
        if requirement.field == ref and requirement.condition is None
    ]


def _by_stage(context: Context, sheet: Checklist, pipeline: Pipeline, ref: FieldRef, places: list[Place]) -> None:
    said = _requirements(pipeline, ref, places)
    sheet.add(
        "card",
        context.words.t("b.require", field=context.words.field(ref)),
        said[0].at,
        (
            sheet.row("pipeline", pipeline.name),
            sheet.row("stages", stages_in_words(context, pipeline, places)),
            sheet.row("code", context.code(ref)),
        ),
        pipeline,
        carries=tuple(fact for requirement in said for fact in whole(requirement)),
    )


def _in_other_card(context: Context, sheet: Checklist, pipeline: Pipeline, ref: FieldRef, places: list[Place]) -> None:
    words, said = context.words, _requirements(pipeline, ref, places)
    note = words.t("b.note.elsewhere", stages=stages_in_words(context, pipeline, places))
    sheet.add(
        "card",
        words.t("b.require.elsewhere", field=words.field(ref), entity=words.entity(ref.entity)),
        said[0].at,
        (sheet.row("code", context.code(ref)), sheet.row("pipeline", pipeline.name), sheet.row("note", note)),
        pipeline,
        carries=tuple(fact for requirement in said for fact in whole(requirement)),
    )


def _reasons(context: Context, sheet: Checklist, pipeline: Pipeline) -> None:
    """A loss must have its reason: the list is required on the failures that have any."""
    lost = [place for place in pipeline.lost if place.reasons]
    sheet.add(
        "card",
        context.words.t("b.require", field=context.reason_label(pipeline)),
        lost[0].at,
        (
            sheet.row("pipeline", pipeline.name),
            sheet.row("stages", stages_in_words(context, pipeline, lost)),
            sheet.row("code", context.reason_code(pipeline)),
        ),
        pipeline,
    )


def _deal_type(context: Context, sheet: Checklist, pipeline: Pipeline) -> None:
    """With several products in one pipeline a person tells which one it is."""
    words = context.words
    products = ", ".join(words.quote(words.product(product)) for product in pipeline.products)
    sheet.add(
        "card",
        words.t("b.require.type"),
        pipeline.at,
        (
            sheet.row("pipeline", pipeline.name),
            sheet.row("stages", stages_in_words(context, pipeline, pipeline.stages)),
            sheet.row("code", "TYPE_ID"),
            sheet.row("value", words.t("b.product.type", products=products)),
        ),
        pipeline,
        carries=facts(pipeline, "products"),
    )


def stages_in_words(context: Context, pipeline: Pipeline, places: Sequence[Place]) -> str:
    """Stages as contiguous ranges of the board, the failures apart: «с «Замер» по «Оплата»; «Отказ»»."""
    words = context.words
    board = [*pipeline.stages, pipeline.won]
    told = []
    for run in (*_runs(board, places), *_runs(pipeline.lost, places)):
        if len(run) > 2:
            told.append(words.t("b.range", first=run[0].name, last=run[-1].name))
        else:
            told += [words.quote(place.name) for place in run]
    return "; ".join(told)


def _runs(board: Sequence[Place], places: Iterable[Place]) -> list[list[Place]]:
    wanted = {place.address for place in places}
    runs: list[list[Place]] = []
    joined = False
    for place in board:
        if place.address in wanted:
            runs[-1].append(place) if joined else runs.append([place])
        joined = place.address in wanted
    return runs
