"""Pipelines and their stages as resources.

Kinds: `pipeline`; `stage` (ordinary); `outcome` (142 and 143: only a name); `stage_order`, the order of a pipeline's ordinary
stages. Order stands by itself because amoCRM renumbers `sort` as it likes: only the sequence means something, and one stage put
in the middle is one change, not a change of every stage after it.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipelang.deploy.resources import Fact, Json, Resource
from pipelang.model import Pipeline, Program, Stage
from pipelang.words import Words

from .coverage import whole
from .facts import DEFAULT_COLORS, LOST, WON
from .hints import stage_hints
from .losses import loss_facts
from .options import Options

#: Attributes of a stage that steps of the checklist carry, not its resource.
_BY_HAND = ("react", "stay", "no_skip")


def pipeline_resources(program: Program, options: Options) -> list[Resource]:
    return [_pipeline(pipeline, 10 * position, options) for position, pipeline in enumerate(program.pipelines, 1)]


def _pipeline(pipeline: Pipeline, sort: int, options: Options) -> Resource:
    attributes: dict[str, Json] = {"name": pipeline.name}
    # What the spec is silent about is set when the pipeline is made and left alone afterwards: taking `is_main` away is not
    # possible (another pipeline takes it), and switching Unsorted off would throw its requests out.
    if pipeline.main:
        attributes["is_main"] = True
    unsorted = options.flag(pipeline.address, "unsorted")
    if unsorted is not None:
        attributes["is_unsorted_on"] = unsorted
    identity: dict[str, Json] = {"sort": sort, "is_main": pipeline.main, "is_unsorted_on": bool(unsorted)}
    return Resource("pipeline", pipeline.address, pipeline.at, attributes, identity, carries=whole(pipeline, "sources"))


def order_address(pipeline: str) -> str:
    return f"{pipeline}.stages"


def stage_resources(pipeline: Pipeline, options: Options, words: Words) -> list[Resource]:
    """The stages of a pipeline, its two outcomes, and the order of the stages."""
    stages = [_stage(stage, number, pipeline, options, words) for number, stage in enumerate(pipeline.stages)]
    won = _outcome(pipeline, pipeline.won.address, pipeline.won.name, WON, whole(pipeline.won))
    outcomes = [won]
    if pipeline.lost:
        first = pipeline.lost[0]
        outcomes.append(_outcome(pipeline, first.address, first.name, LOST, loss_facts(first)))
    order = tuple(stage.address for stage in pipeline.stages)
    return [
        *stages,
        *outcomes,
        Resource(
            "stage_order",
            order_address(pipeline.address),
            pipeline.at,
            {"order": order},
            {"won": pipeline.won.address, "lost": pipeline.lost[0].address if pipeline.lost else None},
            parent=pipeline.address,
            after=order,
        ),
    ]


def _stage(stage: Stage, number: int, pipeline: Pipeline, options: Options, words: Words) -> Resource:
    texts, told = stage_hints(stage, words)
    attributes: dict[str, Json] = {"name": stage.name}
    identity: dict[str, Json] = {"color": DEFAULT_COLORS[number % len(DEFAULT_COLORS)]}
    color = options.text(stage.address, "color").lower()
    if color:
        attributes["color"] = color
    if texts:
        attributes["descriptions"] = dict(texts)
    carries: tuple[Fact, ...] = (*whole(stage, *_BY_HAND), *told)
    return Resource("stage", stage.address, stage.at, attributes, identity, parent=pipeline.address, carries=carries)


def _outcome(pipeline: Pipeline, address: str, name: str, status: int, carries: tuple[Fact, ...]) -> Resource:
    at = pipeline.won.at if status == WON else pipeline.lost[0].at
    return Resource(
        "outcome", address, at, {"name": name}, {"status_id": status}, parent=pipeline.address, carries=carries
    )


def brings(resource: Resource, desired: Mapping[str, Resource]) -> list[Resource]:
    """What comes with a new pipeline: its stages with names and colours, both outcomes with their names, the order."""
    if resource.kind != "pipeline":
        return []
    return [_brought(item) for item in embedded(resource.address, desired)]


def embedded(pipeline: str, desired: Mapping[str, Resource]) -> list[Resource]:
    """The resources that are made together with a pipeline: stages in order, outcomes, the order itself."""
    order = desired.get(order_address(pipeline))
    if order is None:
        return []
    stages = order.attributes["order"]
    assert isinstance(stages, tuple)
    members = [desired[str(address)] for address in stages]
    outcomes = [desired[str(address)] for address in (order.identity["won"], order.identity["lost"]) if address]
    return [*members, *outcomes, order]


def _brought(item: Resource) -> Resource:
    attributes = {key: value for key, value in item.attributes.items() if key != "descriptions"}
    return Resource(item.kind, item.address, item.at, attributes, item.identity, item.parent)
