"""JSON that is both read by people and written fast: we lay out the upper levels, the C encoder does the rest."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any


def encoder(default: Callable[[Any], Any] | None = None) -> Callable[[Any], str]:
    """Values on one line, keys sorted, letters of any language as they are."""
    return json.JSONEncoder(
        ensure_ascii=False, sort_keys=True, allow_nan=False, separators=(", ", ": "), default=default
    ).encode


compact = encoder()
#: A text as JSON. What the encoder does with one, without its detours.
quoted: Callable[[str], str] = json.encoder.encode_basestring


def laid_out(members: Mapping[str, str], indent: int = 0) -> str:
    """An object, a member on a line; the values are JSON already."""
    pad = " " * indent
    rows = (f"{pad}  {quoted(key)}: {value}" for key, value in members.items())
    return "{\n" + ",\n".join(rows) + f"\n{pad}}}"


def listed(items: Iterable[str], indent: int = 0) -> str:
    """An array, an item on a line; the items are JSON already."""
    pad = " " * indent
    rows = ",\n".join(f"{pad}  {item}" for item in items)
    return f"[\n{rows}\n{pad}]" if rows else "[]"
