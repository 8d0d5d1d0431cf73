"""amoCRM loses nothing: every fact of a spec is in a resource, in a step or in a claim, and the table knows every attribute."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from amocrm_specs import AMOCRM
from pipelang.targets.amocrm.coverage import TABLE  # noqa: TID251
from programs import rich_program

import pipelang.model
from pipelang.deploy.claims import CHILDREN
from pipelang.deploy.resources import Description, Fact
from pipelang.model import Program
from pipelang.model.automation import Action
from pipelang.model.pipeline import Place
from pipelang.model.program import Named
from pipelang.model.walk import nodes, said

STRUCTURE = {"address", "at", "id"}


def described(program: Program) -> Description:
    return AMOCRM.describe(program)


def stated(program: Program) -> set[Fact]:
    return {Fact(node.address, attribute) for node in nodes(program) for attribute in ("", *said(node))}


def carried(description: Description) -> set[Fact]:
    return held(description) | {claim.fact for claim in description.claims}


def held(description: Description) -> set[Fact]:
    """Facts in resources and steps."""
    carries = [item.carries for item in description.resources] + [item.carries for item in description.steps]
    return {fact for each in carries for fact in each}


@pytest.mark.parametrize("locale", ["ru", "en"])
def test_every_fact_goes_somewhere(locale: str) -> None:
    program = replace(rich_program(), crm=replace(rich_program().crm, locale=locale))  # type: ignore[arg-type]
    assert stated(program) - carried(described(program)) == set()


def test_nothing_is_carried_that_the_spec_does_not_state() -> None:
    assert carried(described(rich_program())) - stated(rich_program()) == set()


def test_nothing_is_refused() -> None:
    assert [claim for claim in described(rich_program()).claims if claim.how == "refused"] == []


def test_claims_tell_only_what_nothing_else_carries() -> None:
    description = described(rich_program())
    assert held(description) & {claim.fact for claim in description.claims} == set()


def node_classes() -> list[Any]:
    bases = {Named, Action, Place}
    found: list[Any] = [getattr(pipelang.model, name) for name in pipelang.model.__all__]
    return [
        each
        for each in found
        if is_dataclass(each) and {"address", "at"} <= {spec.name for spec in fields(each)} and each not in bases
    ]


@pytest.mark.parametrize("kind", node_classes(), ids=lambda kind: kind.__name__)
def test_table_knows_every_attribute(kind: Any) -> None:
    assert TABLE[kind].keys() == {"", *(spec.name for spec in fields(kind))} - STRUCTURE


def test_table_knows_which_attributes_hold_nodes() -> None:
    for node in nodes(rich_program()):
        for attribute in said(node):
            assert TABLE[type(node)][attribute] != CHILDREN, (node.address, attribute)


def test_rich_program_has_every_class() -> None:
    assert set(map(type, nodes(rich_program()))) == set(node_classes())


def test_a_trigger_that_is_switched_off_is_told_and_not_set_up() -> None:
    description = described(rich_program())
    off = next(node.address for node in nodes(rich_program()) if getattr(node, "enabled", True) is False)
    told = Counter(claim.how for claim in description.claims if claim.fact.address.startswith(off))
    assert set(told) == {"text"}
    assert not any(fact.address.startswith(off) for step in description.steps for fact in step.carries)
