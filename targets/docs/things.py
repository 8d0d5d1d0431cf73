"""Chapters about what pipelines are made of: roles, products, channels and services, cards with their fields."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pipelang.model import ENTITIES, Channel, Entity, Field, FieldRef, Program, Role, Run, Service
from pipelang.model.program import Named
from pipelang.report.anchors import anchor
from pipelang.report.document import Block, Line, Lines, Link, Paragraph, Part, Section, Strong, Table
from pipelang.report.passages import Passages
from pipelang.report.prose import lines


def roles(told: Passages) -> Section:
    t = told.words.t
    head = (t("docs.head.name"), t("docs.head.owns"), t("docs.head.about"))
    owned = _owned(told)
    rows = tuple((_name(told, role), tuple(owned.get(role.id, ())), _about(told, role)) for role in told.program.roles)
    return Section(t("docs.roles"), (told.table(head, rows),), "the-roles")


def _owned(told: Passages) -> dict[str, list[Line]]:
    """For each role, the places it answers for, gathered by pipeline."""
    found: dict[str, list[Line]] = defaultdict(list)
    for pipeline in told.program.pipelines:
        links: dict[str, list[Link]] = defaultdict(list)
        for place in pipeline.places:
            owner = told.owner(place)
            if owner and (place in pipeline.stages or place.owner):
                links[owner.role].append(told.place(place))
        for role, places in links.items():
            found[role].append((f"{pipeline.name}: ", *_separated(places)))
    return found


def _separated(links: Iterable[Link]) -> Iterator[Part]:
    for number, link in enumerate(links):
        if number:
            yield ", "
        yield link


def products(told: Passages) -> Section:
    t = told.words.t
    rows = []
    for product in told.program.products:
        sold = [Link(p.name, anchor(p.address)) for p in told.program.pipelines if product.id in p.products]
        rows.append((_name(told, product), _each(sold), _about(told, product)))
    return Section(
        t("docs.products"),
        (told.table((t("docs.head.name"), t("docs.head.sold"), t("docs.head.about")), tuple(rows)),),
        "the-products",
    )


def channels(told: Passages) -> Section:
    t = told.words.t
    head = (t("docs.head.name"), t("docs.head.kind"), t("docs.head.feeds"), t("docs.head.about"))
    rows = tuple(
        (_name(told, item), (_kind(told, item),), _each(_fed(told.program, item)), _about(told, item))
        for item in told.program.channels
    )
    return Section(t("docs.channels"), (told.table(head, rows),), "the-channels")


def _kind(told: Passages, channel: Channel) -> str:
    kind = told.words.t(f"channel.{channel.kind}")
    if channel.via is None:
        return kind
    return told.words.t("channel.via", name=kind, service=told.words.quote(told.words.service(channel.via)))


def _fed(program: Program, channel: Channel) -> list[Link]:
    return [
        Link(pipeline.name, anchor(pipeline.address))
        for pipeline in program.pipelines
        if channel.id in pipeline.sources
    ]


def services(told: Passages) -> Section:
    t = told.words.t
    used = _served(told)
    rows = tuple(
        (_name(told, item), tuple(used.get(item.id, ())), _about(told, item)) for item in told.program.services
    )
    return Section(
        t("docs.services"),
        (told.table((t("docs.head.name"), t("docs.head.used"), t("docs.head.about")), rows),),
        "the-services",
    )


def _served(told: Passages) -> dict[str, list[Line]]:
    """For each service, the channels that work through it and the places where it does something."""
    found: dict[str, list[Line]] = defaultdict(list)
    for channel in told.program.channels:
        if channel.via:
            found[channel.via].append(channel.name)
    for node in told.nodes:
        if isinstance(node, Run):
            found[node.service].append(f"{told.words.place_at(node.address)}: {node.what}")
    return found


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
        name: Lines = _name(told, field)
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


def task_types(told: Passages) -> Section:
    t = told.words.t
    rows = tuple((_name(told, item), _about(told, item)) for item in told.program.task_types)
    return Section(
        t("docs.task types"), (told.table((t("docs.head.name"), t("docs.head.about")), rows),), "the-task-types"
    )


def _name(told: Passages, thing: Named) -> Lines:
    return ((Strong(thing.name), *told.at(thing)),)


def _about(told: Passages, thing: Role | Service | Named) -> Lines:
    return lines(thing.about) if thing.about else ()


def _each(links: list[Link]) -> Lines:
    return tuple((link,) for link in links)
