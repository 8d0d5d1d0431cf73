"""Pipelines and their stages as resources."""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.deploy.claims import facts
from pipelang.deploy.resources import Fact, Join, Json, Ref, Resource
from pipelang.model import Pipeline

from .context import Context
from .facts import ENDS, ENTITY_TYPES
from .stages import Slot, in_order_of_change


def pipeline_resources(context: Context) -> Iterator[Resource]:
    """Every pipeline of deals, and the stages of all pipelines."""
    for number, pipeline in enumerate(context.program.pipelines, 1):
        if pipeline.entity == "deal":
            yield _pipeline(context, pipeline, number)
        yield from _stages(context, pipeline)


def _pipeline(context: Context, pipeline: Pipeline, number: int) -> Resource:
    identity: dict[str, Json] = {"entityTypeId": ENTITY_TYPES["deal"]}
    if context.choices.default_pipeline(pipeline.address):
        identity["id"] = 0
    return Resource(
        "pipeline",
        pipeline.address,
        pipeline.at,
        {"name": pipeline.name, "sort": number * 100},
        identity,
        carries=facts(pipeline, "", "name", "entity", "was"),
    )


def _stages(context: Context, pipeline: Pipeline) -> Iterator[Resource]:
    entity_id = stage_dictionary(context, pipeline)
    board = in_order_of_change(context.boards[pipeline.id])
    won = pipeline.won.address
    first_lost = next((slot.place.address for slot in board if slot.semantics == "F"), None)
    for slot in board:
        place = slot.place
        attributes: dict[str, Json] = {"NAME": place.name, "SORT": slot.sort}
        color = context.choices.text(place.address, "color")
        if color:
            attributes["COLOR"] = color
        # The success stage first makes room: it stands below the failures and above all that is added in work.
        before = () if place.address == first_lost else (won,)
        if place.address == won:
            before = (first_lost,) if first_lost else ()
        yield Resource(
            "stage",
            place.address,
            place.at,
            attributes,
            {"ENTITY_ID": entity_id, "STATUS_ID": slot.status, "SEMANTICS": slot.semantics},
            parent=pipeline.address,
            after=before,
            carries=(*facts(place, "", "name", "was"), *_of_leads(pipeline, slot)),
        )


def _of_leads(pipeline: Pipeline, slot: Slot) -> tuple[Fact, ...]:
    """The one funnel of leads is nothing but its stages: the success stage stands for the pipeline's being there."""
    if pipeline.entity == "deal" or slot.status != ENDS["lead"][1]:
        return ()
    return facts(pipeline, "", "entity", "was")


def stage_dictionary(context: Context, pipeline: Pipeline) -> Json:
    """`ENTITY_ID` of a pipeline's stages."""
    if pipeline.entity == "lead":
        return "STATUS"
    if context.choices.default_pipeline(pipeline.address):
        return "DEAL_STAGE"
    return Join(("DEAL_STAGE_", Ref(pipeline.address)))
