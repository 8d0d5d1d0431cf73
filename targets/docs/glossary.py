"""The glossary: words of sales and of the CRM that a client meets in this very document, each in one plain sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from pipelang.model import (
    Assign,
    Channel,
    Copy,
    Hint,
    Lost,
    Move,
    Objection,
    Owner,
    Pipeline,
    Reason,
    Requirement,
    Review,
    Role,
    Stage,
    Tag,
    Trigger,
    Tunnel,
    Untag,
    Webhook,
)
from pipelang.model.program import Field, Named
from pipelang.report.documents.anchors import anchor
from pipelang.report.documents.document import Line, Lines, Link, Section, Strong
from pipelang.report.documents.passages import Passages
from pipelang.report.documents.prose import lines

Found = Callable[[Any], bool]


class Term(NamedTuple):
    """`docs.term.<key>` is the word, `docs.term.<key>.means` the sentence; `node` tells a node that brings the word in.

    It is also the example that the word leads to, unless `chapter` has a better place.
    """

    key: str
    node: Found
    chapter: str = ""


def _is(*classes: type, **values: object) -> Found:
    """A node of these classes whose attributes have these values; `True` stands for any value that is set."""

    def found(node: Any) -> bool:
        return isinstance(node, classes) and all(
            bool(getattr(node, name)) if value is True else getattr(node, name) == value
            for name, value in values.items()
        )

    return found


def _by(way: str) -> Found:
    return lambda node: (
        isinstance(node, Owner | Assign) and node.distribution is not None and node.distribution.by == way
    )


def _leaves(node: Any) -> bool:
    """An action that sends a deal into another pipeline."""
    return isinstance(node, Move | Copy) and node.to.pipeline != node.address.split(".")[1]


def _of_lead(node: Any) -> bool:
    return isinstance(node, Field | Pipeline) and node.entity == "lead"


_TERMS = (
    Term("lead", _of_lead),
    Term("deal", lambda node: isinstance(node, Field | Pipeline) and node.entity == "deal"),
    Term("pipeline", _is(Pipeline), "the-pipelines"),
    Term("stage", _is(Stage)),
    Term("key", _is(Stage, key=True)),
    Term("no skip", _is(Stage, no_skip=True)),
    Term("won", _is(Pipeline), "won"),
    Term("lost", _is(Lost)),
    Term("reason", _is(Reason)),
    Term("review", _is(Review)),
    Term("role", _is(Role), "the-roles"),
    Term("owner", _is(Owner)),
    Term("turns", _by("turns")),
    Term("load", _by("load")),
    Term("card", _is(Field), "the-cards"),
    Term("required", _is(Requirement)),
    Term("react", _is(Stage, react=True)),
    Term("stay", _is(Stage, stay=True)),
    Term("norm", _is(Stage, norm=True)),
    Term("conversion", _is(Pipeline, style="conversion")),
    Term("process", _is(Pipeline, style="process")),
    Term("automation", _is(Trigger)),
    Term("tunnel", lambda node: isinstance(node, Tunnel) or _leaves(node)),
    Term("convert", _is(Tunnel, mode="convert")),
    Term("checklist", lambda node: bool(getattr(node, "checklist", ()))),
    Term("objection", _is(Objection)),
    Term("level", _is(Hint, level=True)),
    Term("tag", lambda node: isinstance(node, Tag | Untag) or bool(getattr(node, "tags", ()))),
    Term("channel", _is(Channel), "the-channels"),
    Term("webhook", _is(Webhook), "the-webhooks"),
    Term("qualification", _is(Pipeline, kind="qualification")),
    Term("telemarketing", _is(Pipeline, kind="telemarketing")),
    Term("warming", _is(Pipeline, kind="warming")),
    Term("claims", _is(Pipeline, kind="claims")),
    Term("refusals", _is(Pipeline, kind="refusals")),
    Term("head of sales", _is(Role, name="РОП"), "the-roles"),
)  # fmt: skip

_ABBREVIATION = re.compile(r"[A-ZА-ЯЁ][A-ZА-ЯЁ0-9]{1,7}")


def glossary(told: Passages) -> Section:
    rows = sorted(_rows(told), key=lambda row: _alphabetical(row[0]))
    t = told.words.t
    head = (t("docs.head.term"), t("docs.head.means"), t("docs.head.example"))
    cells = tuple((((Strong(term),),), means, (link,)) for term, means, link in rows)
    return Section(t("docs.glossary"), (told.table(head, cells, "terms"),), "the-glossary")


def _alphabetical(term: str) -> str:
    return term.casefold().replace("ё", "е")


def _rows(told: Passages) -> Iterator[tuple[str, Lines, Line]]:
    t = told.words.t
    said = set()
    for term in _TERMS:
        first = next(filter(term.node, told.nodes), None)
        if first is not None:
            name = t(f"docs.term.{term.key}")
            said.add(name)
            yield name, (t(f"docs.term.{term.key}.means"),), _example(told, term, first)
    for thing, chapter in _named(told):
        if thing.about and _ABBREVIATION.fullmatch(thing.name) and thing.name not in said:
            yield thing.name, lines(thing.about), (Link(t(f"docs.{chapter}"), f"the-{chapter}"),)


def _named(told: Passages) -> Iterable[tuple[Named, str]]:
    """Things that the spec names by letters and explains."""
    program = told.program
    yield from ((role, "roles") for role in program.roles)
    yield from ((product, "products") for product in program.products)
    yield from ((service, "services") for service in program.services)


def _example(told: Passages, term: Term, node: Any) -> Line:
    """The first place in the document where the word means something."""
    if term.chapter == "won":
        return (told.place(node.won),)
    if term.chapter:
        return (Link(told.words.t(f"docs.{term.chapter.removeprefix('the-')}"), term.chapter),)
    if isinstance(node, Pipeline):
        return (Link(told.words.t("pipeline", name=node.name), anchor(node.address)),)
    if isinstance(node, Field):
        return (Link(told.words.t(f"docs.card.{node.entity}"), f"the-card-{node.entity}"),)
    home = told.home(node.address)
    return (Link(told.words.place_at(home), anchor(home)),)
