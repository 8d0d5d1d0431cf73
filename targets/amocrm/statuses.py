"""Pairs of a pipeline and a stage, as required fields and rights name them."""

from __future__ import annotations

from collections.abc import Iterable

from pipelang.deploy.resources import Json, Ref

#: A Ref to an ordinary stage, or 142 or 143, which are the same in every pipeline.
Status = Ref | int


def pair(pipeline: str, status: Status) -> dict[str, Json]:
    return {"pipeline_id": Ref(pipeline), "status_id": status}


def ordered(pairs: Iterable[dict[str, Json]]) -> tuple[dict[str, Json], ...]:
    """In the order that desired and live lists are compared in: amoCRM promises none of its own."""
    return tuple(sorted(pairs, key=_key))


def _key(entry: dict[str, Json]) -> tuple[str, str]:
    return _name(entry["pipeline_id"]), _name(entry["status_id"])


def _name(value: Json) -> str:
    return value.address if isinstance(value, Ref) else str(value)
