"""How deals end: won, and the losses with their reasons and where the deal goes for each of them."""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.model import Compare, Lost, Reason, Tunnel, Won
from pipelang.report.documents.anchors import anchor
from pipelang.report.documents.document import Badge, Block, Card, Line, Lines, Link, Paragraph, Section, Strong
from pipelang.report.documents.passages import Passages
from pipelang.report.documents.prose import lines, paragraphs
from pipelang.words import sentence

from . import parts


def won(told: Passages, place: Won) -> Section:
    t = told.words.t
    blocks = [*_outcome(told, place)]
    if place.tunnels:
        blocks.append(Card(told.words.about("won.then", place.address), (told.tunnels(place.tunnels),), "tunnels"))
    return Section((place.name, Badge(t("won"), "won")), tuple(blocks), anchor(place.address), "stage won")


def lost(told: Passages, place: Lost) -> Section:
    t = told.words.t
    blocks = [*_reasons(told, place), *_outcome(told, place)]
    if place.review:
        blocks.append(Paragraph(sentence(told.words.review(place.review)), "review"))
    goes: Block = (
        told.tunnels(place.tunnels) if place.tunnels else Paragraph(told.words.about("lost.stays", place.address))
    )
    blocks.append(Card(told.words.about("lost.then", place.address), (goes,), "tunnels"))
    return Section((place.name, Badge(t("lost"), "lost")), tuple(blocks), anchor(place.address), "stage lost")


def _reasons(told: Passages, place: Lost) -> Iterator[Block]:
    t = told.words.t
    rows: list[tuple[Lines, ...]] = [
        (((Strong(reason.name),),), lines(reason.about) if reason.about else (), tuple(_goes(told, place, reason)))
        for reason in place.reasons
    ]
    if rows:
        head = (t("lost.reason"), t("lost.means"), t("lost.goes"))
        yield Card(t("lost.reasons"), (told.table(head, rows, "reasons"),), "reasons")


def _goes(told: Passages, place: Lost, reason: Reason) -> Iterator[Line]:
    """Where the deal goes for this reason, as far as that hangs on the reason alone."""
    for tunnel in place.tunnels:
        if tunnel.condition is None or _asks_for(tunnel, reason):
            pipeline = told.words.index.pipelines[tunnel.to.pipeline]
            yield (Link(pipeline.name, anchor(tunnel.to.address)),)


def _asks_for(tunnel: Tunnel, reason: Reason) -> bool:
    condition = tunnel.condition
    if not isinstance(condition, Compare) or condition.left != "reason":
        return False
    named = any(getattr(value, "value", None) == reason.id for value in condition.values)
    return named if condition.operator in ("is", "in") else not named and condition.operator in ("is not", "not in")


def _outcome(told: Passages, place: Won | Lost) -> Iterator[Block]:
    """What won and lost have in common."""
    for said in (place.about, place.goal):
        if said:
            yield from paragraphs(said, "lead")
    if place.owner:
        yield Paragraph(told.words.t("stage.owner", owner=told.words.owner(place.owner)))
    yield from parts.fill(told, place, None)
    yield from parts.do(told, place)
    yield from parts.talk(told, place)
    yield from parts.itself(told, place)
