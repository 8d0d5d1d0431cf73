"""Chapters about what pipelines are made of: roles with their rights, products, cards with their fields."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pipelang.model import ENTITIES, AccessRule, Entity, Field, FieldRef
from pipelang.model.program import Named
from pipelang.report.documents.anchors import anchor
from pipelang.report.documents.document import Block, Line, Lines, Link, Paragraph, Part, Section, Strong, Table
from pipelang.report.documents.passages import Passages
from pipelang.report.documents.prose import lines


def roles(told: Passages) -> Section:
    t = told.words.t
    head = (t("docs.head.name"), t("docs.head.owns"), t("docs.head.about"))
    owned = _owned(told)
    rows = tuple(
        (name_of(told, role), tuple(owned.get(role.id, ())), about_of(told, role)) for role in told.program.roles
    )
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


def access(told: Passages) -> Section:
    """All rights of each role in one place; they are told again where they hold."""
    t = told.words.t
    granted = _granted(told)
    rows = tuple(
        (((Strong(role.name),),), tuple((f"{rights}: ", *_separated(places)) for rights, places in found.items()))
        for role in told.program.roles
        if (found := granted.get(role.id))
    )
    return Section(
        t("docs.access"), (told.table((t("docs.head.role"), t("docs.head.rights")), rows, "narrow"),), "the-access"
    )


def _granted(told: Passages) -> dict[str, dict[str, list[Link]]]:
    """For each role, the rights in words with the pipelines and places where it has them."""
    found: dict[str, dict[str, list[Link]]] = defaultdict(lambda: defaultdict(list))
    for node in told.nodes:
        if isinstance(node, AccessRule):
            home = told.home(node.address)
            found[node.role][told.words.access(node)].append(Link(told.words.place_at(home), anchor(home)))
    return found


def products(told: Passages) -> Section:
    t = told.words.t
    rows = []
    for product in told.program.products:
        sold = [Link(p.name, anchor(p.address)) for p in told.program.pipelines if product.id in p.products]
        rows.append((name_of(told, product), links_of(sold), about_of(told, product)))
    return Section(
        t("docs.products"),
        (told.table((t("docs.head.name"), t("docs.head.sold"), t("docs.head.about")), tuple(rows)),),
        "the-products",
    )


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


def task_types(told: Passages) -> Section:
    t = told.words.t
    rows = tuple((name_of(told, item), about_of(told, item)) for item in told.program.task_types)
    return Section(
        t("docs.task types"), (told.table((t("docs.head.name"), t("docs.head.about")), rows),), "the-task-types"
    )


def name_of(told: Passages, thing: Named) -> Lines:
    return ((Strong(thing.name), *told.at(thing)),)


def about_of(told: Passages, thing: Named) -> Lines:
    return lines(thing.about) if thing.about else ()


def links_of(links: list[Link]) -> Lines:
    return tuple((link,) for link in links)
