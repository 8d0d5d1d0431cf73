"""Chapters about people: what each role answers for, and what it may see and do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pipelang.model import AccessRule, Pipeline
from pipelang.report.documents.anchors import anchor
from pipelang.report.documents.document import Line, Link, Part, Section, Strong
from pipelang.report.documents.passages import Passages

from .cells import about_of, name_of


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
        for role, places in _reviewed(told, pipeline).items():
            found[role].append((told.words.t("docs.owns.review", pipeline=pipeline.name), *_separated(places)))
    return found


def _reviewed(told: Passages, pipeline: Pipeline) -> dict[str, list[Link]]:
    """For each role, the losses that it looks at."""
    found: dict[str, list[Link]] = defaultdict(list)
    for lost in pipeline.lost:
        if lost.review:
            found[lost.review.role].append(told.place(lost))
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
