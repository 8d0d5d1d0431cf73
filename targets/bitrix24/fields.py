"""User fields and their options as resources: fields of the spec, loss reasons, tags."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipelang.deploy.claims import facts
from pipelang.deploy.resources import Fact, Json, Resource
from pipelang.model import Entity, Field, FieldRef, Lost, Pipeline
from pipelang.report.documents.prose import plain
from pipelang.source import Span

from .codes import has_reasons
from .context import Context
from .demands import mandatory_facts
from .facts import FIELD_KINDS, FILTERED, TAGS_CODE, FieldKind


class Choice(NamedTuple):
    """One option of a list: `key` is its XML_ID."""

    address: str
    at: Span | None
    key: str
    name: str
    carries: tuple[Fact, ...] = ()


def field_resources(context: Context) -> Iterator[Resource]:
    """Every field right before its options; those that Bitrix24 has already need no resource."""
    places: dict[Entity, int] = {}
    for field in context.program.fields:
        places[field.entity] = place = places.get(field.entity, 0) + 1
        if not context.standard(field):
            yield from _spec_field(context, field, place)
    for pipeline in context.program.pipelines:
        if has_reasons(pipeline):
            yield from _reasons(context, pipeline)
    for entity, tags in context.tags.items():
        yield from _tags(context, entity, tags)


def _spec_field(context: Context, field: Field, place: int) -> Iterator[Resource]:
    kind = FIELD_KINDS[field.type]
    attributes: dict[str, Json] = {"EDIT_FORM_LABEL": field.name, "SETTINGS": _settings(field, kind)}
    if field.about:
        attributes["HELP_MESSAGE"] = plain(field.about)
    if context.choices.flag(field.address, "mandatory"):
        attributes["MANDATORY"] = "Y"
    choices = [
        Choice(option.address, option.at, option.id, option.name, facts(option, "", "name", "was"))
        for option in field.options
    ]
    code = context.code(FieldRef(field.entity, field.id))
    carries = facts(field, "", "name", "was", "about", "entity", "type", "link")
    if "MANDATORY" in attributes:
        carries += mandatory_facts(context, field)
    yield from _field(field.address, field.at, field.entity, code, kind, place, attributes, choices, carries)


def _settings(field: Field, kind: FieldKind) -> dict[str, Json]:
    settings: dict[str, Json] = dict(kind.settings)
    if field.type == "link":
        settings.update(
            (entity.upper(), "Y" if entity == field.link else "N") for entity in ("lead", "contact", "company", "deal")
        )
    return settings


def _reasons(context: Context, pipeline: Pipeline) -> Iterator[Resource]:
    """A list of loss reasons, one for each pipeline: reasons of Bitrix24 are not a thing of their own."""
    choices = [
        Choice(reason.address, reason.at, _reason_key(lost, reason.id), reason.name, facts(reason, "", "name", "was"))
        for lost in pipeline.lost
        for reason in lost.reasons
    ]
    yield from _list(
        reason_address(pipeline),
        next(lost.at for lost in pipeline.lost if lost.reasons),
        pipeline.entity,
        context.reason_code(pipeline),
        "choice",
        context.reason_label(pipeline),
        choices,
    )


def reason_address(pipeline: Pipeline) -> str:
    return f"{pipeline.address}.loss_reason"


def _reason_key(lost: Lost, reason: str) -> str:
    """Reasons of different losses of a pipeline may have the same id."""
    return reason if lost.id == "lost" else f"{lost.id}.{reason}"


def tags_address(entity: str) -> str:
    return f"tags.{entity}"


def _tags(context: Context, entity: Entity, tags: Iterable[str]) -> Iterator[Resource]:
    """A list for tags, which leads and deals of Bitrix24 do not have."""
    address = tags_address(entity)
    choices = [Choice(f"{address}.{tag}", None, tag, tag) for tag in tags]
    yield from _list(address, None, entity, TAGS_CODE, "choices", context.words.t("b.tags"), choices)


def _list(
    address: str, at: Span | None, entity: str, code: str, type: str, label: str, choices: list[Choice]
) -> Iterator[Resource]:
    kind = FIELD_KINDS[type]
    attributes: dict[str, Json] = {"EDIT_FORM_LABEL": label, "SETTINGS": dict(kind.settings)}
    yield from _field(address, at, entity, code, kind, 90, attributes, choices, ())


def _field(
    address: str,
    at: Span | None,
    entity: str,
    code: str,
    kind: FieldKind,
    place: int,
    attributes: dict[str, Json],
    choices: list[Choice],
    carries: tuple[Fact, ...],
) -> Iterator[Resource]:
    identity: dict[str, Json] = {
        "entity": entity,
        "FIELD_NAME": code,
        "USER_TYPE_ID": kind.type,
        "MULTIPLE": "Y" if kind.multiple else "N",
        "XML_ID": f"_{code}",
        "SORT": place * 10,
    }
    if kind.type in FILTERED:
        identity["SHOW_FILTER"] = "Y"
    yield Resource("field", address, at, attributes, identity, carries=carries)
    for number, choice in enumerate(choices, 1):
        yield Resource(
            "option",
            choice.address,
            choice.at,
            {"VALUE": choice.name, "SORT": number * 10},
            {"entity": entity, "XML_ID": choice.key},
            parent=address,
            carries=choice.carries,
        )
