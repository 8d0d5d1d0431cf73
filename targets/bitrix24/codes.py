"""Codes of the fields that a program makes in Bitrix24: its own, loss reasons, tags."""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.model import (
    Condition,
    Copy,
    Entity,
    FieldRef,
    HasTag,
    Pipeline,
    Program,
    Tag,
    Trigger,
    Untag,
)
from pipelang.model.conditions import And, Not, Or

from .choices import Choices
from .facts import FIELD_NAME_LENGTH, FIELD_PREFIX, STANDARD_FIELDS
from .ids import fitted


def has_reasons(pipeline: Pipeline) -> bool:
    return any(lost.reasons for lost in pipeline.lost)


def reason_code(pipeline: Pipeline) -> str:
    """FIELD_NAME of the list that holds a pipeline's loss reasons."""
    return f"{FIELD_PREFIX}{fitted(f'loss_{pipeline.id}', FIELD_NAME_LENGTH)}"


def field_codes(program: Program, choices: Choices) -> dict[FieldRef, str]:
    """FIELD_NAME of every field of the spec, in its order; a standard field serves where the entity has one of that type."""
    codes: dict[FieldRef, str] = {}
    free = dict(STANDARD_FIELDS)
    for field in program.fields:
        named = choices.text(field.address, "name")
        standard = None if named else free.pop((field.entity, field.type), None)
        codes[FieldRef(field.entity, field.id)] = (
            standard or f"{FIELD_PREFIX}{named or fitted(field.id, FIELD_NAME_LENGTH)}"
        )
    return codes


def tags_of(program: Program) -> dict[Entity, tuple[str, ...]]:
    """The tags that pipelines of an entity use, in order of first use."""
    found: dict[Entity, dict[str, None]] = {}
    for pipeline in program.pipelines:
        found.setdefault(pipeline.entity, {}).update(dict.fromkeys(_tags(pipeline)))
    return {entity: tuple(tags) for entity, tags in found.items() if tags}


def _tags(pipeline: Pipeline) -> Iterator[str]:
    for trigger in pipeline.triggers:
        yield from _trigger_tags(trigger)
    for place in pipeline.places:
        for requirement in place.requirements:
            yield from _condition_tags(requirement.condition)
        for trigger in place.triggers:
            yield from _trigger_tags(trigger)
        for tunnel in place.tunnels:
            yield from _condition_tags(tunnel.condition)
            yield from tunnel.tags


def _trigger_tags(trigger: Trigger) -> Iterator[str]:
    if trigger.event.kind == "tag" and trigger.event.text:
        yield trigger.event.text
    yield from _condition_tags(trigger.condition)
    for action in trigger.actions:
        if isinstance(action, (Tag, Untag)):
            yield action.tag
        elif isinstance(action, Copy):
            yield from action.tags


def _condition_tags(condition: Condition | None) -> Iterator[str]:
    if isinstance(condition, HasTag):
        yield condition.tag
    elif isinstance(condition, Not):
        yield from _condition_tags(condition.term)
    elif isinstance(condition, (And, Or)):
        for term in condition.terms:
            yield from _condition_tags(term)
