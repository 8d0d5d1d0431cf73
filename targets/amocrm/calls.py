"""What all calls of amoCRM's API are made with."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipelang.deploy.plan import Operation
from pipelang.deploy.resources import Join, Json, Ref, Request, Resource

API = "/api/v4"

Desired = Mapping[str, Resource]
Call = Callable[[Operation, Desired], tuple[Request, ...]]


def joined(*parts: str | Ref) -> Join:
    return Join(parts)


def nothing(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    """For what amoCRM has no method for, or what another call does already."""
    return ()


def kept_entries(operation: Operation, key: str) -> list[Json]:
    """Entries of the live list that the spec does not know and that have to be sent back."""
    entries = operation.live.identity.get(key) if operation.live else None
    return list(entries) if isinstance(entries, (tuple, list)) else []
