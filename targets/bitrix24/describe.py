"""A program as Bitrix24 sees it: resources for the API, steps for a person, claims for what is told elsewhere."""

from __future__ import annotations

from pipelang.deploy.claims import claims
from pipelang.deploy.resources import Description
from pipelang.model import Program

from .automation import automation
from .cards import card_resources
from .checklist import Checklist
from .context import Context
from .coverage import TABLE
from .demands import required_fields
from .dictionaries import item_resources
from .fields import field_resources
from .pipelines import pipeline_resources
from .portal import portal
from .rights import rights
from .tunnels import tunnels


def describe(program: Program) -> Description:
    """All that Bitrix24 makes of a program. Every fact of it is in a resource, in a step, or in a claim."""
    context = Context(program)
    resources = (
        *pipeline_resources(context),
        *item_resources(context),
        *field_resources(context),
        *card_resources(context),
    )
    sheet = Checklist(context)
    for part in (portal, required_fields, automation, tunnels, rights):
        part(context, sheet)
    steps = sheet.steps()
    return Description(resources, steps, claims(TABLE, program, resources, steps))
