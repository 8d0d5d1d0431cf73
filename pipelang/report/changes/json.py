"""Changes as JSON, for scripts and reviews. The shape is published: docs/schema/diff.schema.json."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from typing import Any

from pipelang.compare.changes import LEVELS, Change, address_of
from pipelang.compare.review import Review
from pipelang.compare.shape import is_node
from pipelang.layout import compact, laid_out, listed
from pipelang.messages import Locale
from pipelang.model import Duration, FieldRef, StageRef, Text
from pipelang.report.changes.telling import Teller, Told

VERSION = 1


def render(reviews: Iterable[Review], locale: Locale, names: tuple[str, str]) -> str:
    """The report, one change on a line. `names` are those of the two sides."""
    found = list(reviews)
    members = {"version": compact(VERSION), "old": compact(names[0]), "new": compact(names[1])}
    members |= {"summary": compact(_summary(found))}
    members |= {"programs": listed([_program(review, locale) for review in found], 2)}
    return laid_out(members) + "\n"


def _summary(reviews: list[Review]) -> dict[str, Any]:
    unapproved = sum(review.open(level) for review in reviews for level in LEVELS)
    counts: dict[str, int] = {level: sum(review.count(level) for review in reviews) for level in LEVELS}
    total = sum(counts.values())
    return {"changes": total, **counts, "approved": total - unapproved}


def _program(review: Review, locale: Locale) -> str:
    rows = [compact(_change(told, review)) for told in Teller(review, locale).told()]
    members = {
        "name": compact(review.program.crm.name),
        "file": compact(review.file or None),
        "old_file": compact(review.old_file or None),
        "whole": compact(review.whole or None),
        "changes": listed(rows, 6),
    }
    return laid_out(members, 4)


def _change(told: Told, review: Review) -> dict[str, Any]:
    change, found = told.change, told.reviewed
    return {
        "key": found.key,
        "verb": change.verb,
        "kind": change.kind,
        "address": change.address,
        "was": change.was or None,
        "attribute": change.attribute or None,
        "before": plain(change.before),
        "after": plain(change.after),
        "class": told.level,
        "sentence": told.headline,
        "text": [list(piece) for piece in told.text],
        "places": [_place(item, key, review) for item, key in zip(found.changes, found.gathered.keys, strict=True)],
        "inside": list(told.inside),
        "reach": [_reach(reach) for reach in found.reach],
        "felt": [
            {"who": felt.who, "what": felt.what, "class": felt.level, "sentence": said}
            for felt, said in zip(found.felt, told.each, strict=True)
        ],
        "crms": [_fact(title, fact, said) for (title, fact), (_, said) in zip(found.facts, told.facts, strict=True)],
        "approved": told.reason or None,
    }


def _place(change: Change, key: str, review: Review) -> dict[str, Any]:
    old, new = (review.place(side.at) if side is not None else None for side in (change.old, change.new))
    through = []
    via = change.at.via
    while via is not None:
        through.append(review.place(via))
        via = via.via
    return {"key": key, "address": change.address, "source": new, "old_source": old, "through": through}


def _reach(reach: Any) -> dict[str, Any]:
    return {"what": reach.what, "thing": str(reach.thing) or None, "places": [place.address for place in reach.places]}


def _fact(title: str, fact: Any, said: str) -> dict[str, Any]:
    return {"crm": title, "sentence": said, "class": fact.level, "source": fact.source, "sure": fact.sure}


def plain(value: Any) -> Any:
    """A value of the model as JSON: what has a spelling in the language is written as there."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Text | Duration | FieldRef | StageRef):
        return str(value)
    if is_node(value):
        return address_of(value)
    if is_dataclass(value) and not isinstance(value, type):
        if "__str__" in type(value).__dict__:
            return str(value)
        said = {spec.name: getattr(value, spec.name) for spec in fields(value)}
        return {name: plain(item) for name, item in said.items() if item not in (None, (), False)}
    return str(value)
