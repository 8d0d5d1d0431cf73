"""How tests ask whether documents show each attribute of the model: what tables for all documents have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pipelang.words import Words

#: From a node to the words that must stand where it is told.
Shown = Callable[[Any, Words], list[str]]

#: Attributes that hold nodes of their own: those are walked to.
CHILDREN = {
    "owner", "requirements", "tasks", "hints", "objections", "triggers", "tunnels", "access", "actions", "reasons", "review",
    "options", "stages", "won", "lost",
}  # fmt: skip


def plain(attribute: str) -> Shown:
    """The attribute as it is."""
    return lambda node, _: [str(getattr(node, attribute))]


def squeezed(text: str) -> str:
    return " ".join(text.split())
