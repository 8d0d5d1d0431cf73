"""A program as resources, steps and claims, in the order in which amoCRM can take them."""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.deploy.claims import claims
from pipelang.deploy.resources import Description, Resource
from pipelang.model import Program

from .account_steps import account_steps
from .board import switched_off
from .coverage import TABLE
from .fields import field_resources, group_resources
from .losses import reason_resources
from .pipelines import pipeline_resources, stage_resources
from .roles import role_resources
from .stage_steps import pipeline_steps
from .tags import tag_resources, triggers, webhook_resources
from .view import View


def describe(program: Program) -> Description:
    """All that amoCRM makes of a program. Every fact of it is in a resource, in a step, or in a claim."""
    view = View(program)
    resources = tuple(_resources(view))
    steps = (*account_steps(view), *(step for each in program.pipelines for step in pipeline_steps(view, each)))
    off = (claim for each in program.pipelines for claim in switched_off(triggers(each)))
    return Description(resources, steps, claims(TABLE, program, resources, steps, off))


def _resources(view: View) -> Iterator[Resource]:
    """Each after what it needs: stages after pipelines, fields after the stages they are required on, roles after both."""
    program, options = view.program, view.options
    yield from pipeline_resources(program, options)
    for pipeline in program.pipelines:
        yield from stage_resources(pipeline, options, view.words)
    yield from group_resources(view.distinct_fields)
    yield from field_resources(view.distinct_fields, options, program.crm.currency, view.required)
    if options.text("", "loss_reasons") != "manual":
        yield from reason_resources(view.reasons)
    yield from tag_resources(program)
    yield from role_resources(program)
    yield from webhook_resources(view.webhooks)
