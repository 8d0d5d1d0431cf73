"""Codes of the fields that a program makes in Bitrix24: its own, loss reasons, tags."""

from __future__ import annotations

from pipelang.model import Entity, FieldRef, Pipeline, Program
from pipelang.model.tags import tags_of

from .choices import Choices
from .facts import FIELD_NAME_LENGTH, FIELD_PREFIX, STANDARD_FIELDS
from .ids import fitted


def has_reasons(pipeline: Pipeline) -> bool:
    """Whether the pipeline needs a list of loss reasons."""
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


def tags_by_entity(program: Program) -> dict[Entity, tuple[str, ...]]:
    """The tags that pipelines of an entity use, in order of first use."""
    found: dict[Entity, dict[str, None]] = {}
    for pipeline in program.pipelines:
        used = dict.fromkeys(tag for tag, _ in tags_of(pipeline, switched_off=True))
        found.setdefault(pipeline.entity, {}).update(used)
    return {entity: tuple(tags) for entity, tags in found.items() if tags}
