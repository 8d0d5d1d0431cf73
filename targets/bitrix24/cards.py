"""Layout of cards as resources: a section for each group of fields.

A card is laid out only where the spec groups fields; otherwise the product's own card stays, which shows all fields by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipelang.deploy.claims import facts
from pipelang.deploy.resources import Fact, Json, Ref, Resource
from pipelang.model import Entity, Field, FieldRef, Pipeline

from .codes import has_reasons
from .context import Context
from .facts import CARD_MAIN, CARD_MORE, CARD_PRODUCTS, ENTITY_TYPES, LEAD_CARDS, TAGS_CODE
from .fields import reason_address, tags_address

_ENTITIES: tuple[Entity, ...] = ("deal", "lead", "contact", "company")


class _Own(NamedTuple):
    """A field that no spec declares: its code, and the address of what makes it."""

    code: str
    address: str


def card_resources(context: Context) -> Iterator[Resource]:
    for entity in _ENTITIES:
        fields = [field for field in context.program.fields if field.entity == entity]
        if any(field.group for field in fields):
            yield from _of_entity(context, entity, fields)


def _of_entity(context: Context, entity: Entity, fields: list[Field]) -> Iterator[Resource]:
    """Cards of one entity: what the fields say is the same in all of them."""
    common = _common_sections(context, entity, fields)
    made = tuple(field.address for field in fields if not context.standard(field))
    at = next(field.at for field in fields if field.group)
    carries: tuple[Fact, ...] = tuple(fact for field in fields for fact in facts(field, "group"))
    for address, extras, pipeline in _cards(context, entity):
        own = tuple(_own(context, entity, pipeline))
        yield Resource(
            "card",
            address,
            at,
            {"data": [*common, *_last_sections(context, entity, own)]},
            {"entityTypeId": ENTITY_TYPES[entity], "scope": "C", "extras": extras},
            parent=pipeline.address if pipeline and entity == "deal" else None,
            after=(*made, *(field.address for field in own)),
            carries=carries,
        )
        carries = ()


def _cards(context: Context, entity: Entity) -> Iterator[tuple[str, dict[str, Json], Pipeline | None]]:
    """Address, extras and pipeline of each card: deals have one for each pipeline."""
    if entity == "deal":
        for pipeline in context.program.pipelines:
            if pipeline.entity == "deal":
                default = context.choices.default_pipeline(pipeline.address)
                yield f"{pipeline.address}.card", {"dealCategoryId": 0 if default else Ref(pipeline.address)}, pipeline
    elif entity == "lead":
        for sort in LEAD_CARDS:
            yield f"card.lead.{sort}", {"leadCustomerType": sort}, context.lead_pipeline
    else:
        yield f"card.{entity}", {}, None


def _common_sections(context: Context, entity: Entity, fields: list[Field]) -> list[Json]:
    """The main section with what has no group, and a section for each group."""
    grouped: dict[str, list[str]] = {}
    for field in fields:
        grouped.setdefault(field.group or "", []).append(context.code(FieldRef(field.entity, field.id)))
    loose = grouped.pop("", [])
    taken = {code for codes in grouped.values() for code in codes}
    main = [code for code in dict.fromkeys((*CARD_MAIN[entity], *loose)) if code not in taken]
    sections = [_section("main", context.words.t(f"b.card.{entity}"), main)]
    for number, (group, codes) in enumerate(grouped.items(), 1):
        sections.append(_section(f"group_{number}", group, codes))
    return sections


def _own(context: Context, entity: Entity, pipeline: Pipeline | None) -> Iterator[_Own]:
    """The loss reasons of this pipeline and the tags."""
    if pipeline and has_reasons(pipeline):
        yield _Own(context.reason_code(pipeline), reason_address(pipeline))
    if entity in context.tags:
        yield _Own(TAGS_CODE, tags_address(entity))


def _last_sections(context: Context, entity: Entity, own: tuple[_Own, ...]) -> Iterator[Json]:
    more = [*CARD_MORE[entity], *(field.code for field in own)]
    yield _section("additional", context.words.t("b.card.more"), more)
    if entity in CARD_PRODUCTS:
        yield _section("products", context.words.t("b.card.products"), [CARD_PRODUCTS[entity]])


def _section(name: str, title: str, codes: list[str]) -> Json:
    return {
        "name": name,
        "title": title,
        "type": "section",
        "elements": [{"name": code, "optionFlags": 0} for code in codes],
    }
