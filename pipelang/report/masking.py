"""Keeping secrets out of documents: texts are masked before anything is drawn, wrapped or escaped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from pipelang.source import Span

T = TypeVar("T")


def masked(value: T, hide: Callable[[str], str]) -> T:
    """The same value with every text in it passed through `hide`, however deep it stands. Places in sources stay."""
    result: T = _masked(value, hide)
    return result


def _masked(value: Any, hide: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return hide(value)
    if isinstance(value, Span):
        return value
    if isinstance(value, tuple):
        return tuple(_masked(item, hide) for item in value)
    if isinstance(value, Mapping):
        return {key: _masked(item, hide) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        changed = {spec.name: _masked(getattr(value, spec.name), hide) for spec in fields(value)}
        return replace(value, **changed)
    return value
