"""The chapter about cards: fields by entity and group, with the places that demand each."""

from __future__ import annotations

from collections import defaultdict

from pipelang.model import ENTITIES, Entity, Field, FieldRef
from pipelang.report.documents.anchors import anchor
from pipelang.report.documents.document import Block, Line, Lines, Link, Paragraph, Section, Strong, Table
from pipelang.report.documents.passages import Passages
from pipelang.report.documents.prose import lines

from .cells import name_of


def cards(told: Passages) -> Section:
    """Fields by entity and group, with the places that demand each."""
    demanded = _demanded(told)
    kept = [entity for entity in ENTITIES if any(field.entity == entity for field in told.program.fields)]
    sections = tuple(_card(told, entity, demanded) for entity in kept)
    return Section(told.words.t("docs.cards"), sections, "the-cards")


def _card(told: Passages, entity: Entity, demanded: dict[FieldRef, list[Line]]) -> Section:
    groups: dict[str | None, list[Field]] = defaultdict(list)
    for field in told.program.fields:
        if field.entity == entity:
            groups[field.group].append(field)
    blocks: list[Block] = []
    for group in sorted(groups, key=lambda name: name is not None):
        title = told.words.t("docs.group", name=group) if group else told.words.t("docs.group.main")
        if len(groups) > 1 or group:
            blocks.append(Paragraph((Strong(title),), "docs.group"))
        blocks.append(_fields(told, groups[group], demanded))
    return Section(told.words.t(f"docs.card.{entity}"), tuple(blocks), f"the-card-{entity}")


def _fields(told: Passages, fields: list[Field], demanded: dict[FieldRef, list[Line]]) -> Table:
    t = told.words.t
    head = (t("docs.head.field"), t("docs.head.type"), t("docs.head.options"), t("docs.head.demanded"))
    rows = []
    for field in fields:
        name: Lines = name_of(told, field)
        if field.about:
            name = (*name, *lines(field.about))
        options = tuple(told.line(option.name, option) for option in field.options)
        places = tuple(demanded.get(FieldRef(field.entity, field.id), ()))
        rows.append((name, (told.words.field_type(field),), options, places))
    return told.table(head, tuple(rows), "fields")


def _demanded(told: Passages) -> dict[FieldRef, list[Line]]:
    """For each field, the places that demand it first, with the condition if there is one."""
    found: dict[FieldRef, list[Line]] = defaultdict(list)
    for pipeline in told.program.pipelines:
        for place in pipeline.places:
            for item in place.requirements:
                link = Link(f"{pipeline.name}: {place.name}", anchor(place.address))
                condition = told.words.condition(item.condition, item.address) if item.condition else ""
                tail = f", {told.words.t('if', condition=condition)}" if condition else ""
                found[item.field].append((link, tail) if tail else (link,))
    return found
