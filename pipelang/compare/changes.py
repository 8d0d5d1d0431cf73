"""Changes as data. Words are put to them by `report`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pipelang.model import Program
from pipelang.source import Span

Verb = Literal["added", "removed", "renamed", "moved", "changed"]

#: How much care a change needs: none; somebody will notice it or has to prepare; something is lost for good.
Level = Literal["safe", "attention", "destructive"]
LEVELS: tuple[Level, ...] = ("safe", "attention", "destructive")


@dataclass(frozen=True, slots=True)
class Change:
    """One node added, removed, renamed or moved among its siblings, or one attribute of it changed.

    `old` and `new` are the node in both programs, None where it is not there; `old` already has the ids of the new program.
    `above` are the nodes it stands in, outermost first, as the new program has them (of a removed node the old one).
    `behind`: of what was moved or added the sibling that it stands after now, None at the head. `was`: the former address of
    what was renamed.
    """

    verb: Verb
    old: Any
    new: Any
    above: tuple[Any, ...] = ()
    attribute: str = ""
    behind: Any = None
    was: str = ""

    @property
    def node(self) -> Any:
        """The node as it is now; of a removed one as it was."""
        return self.old if self.new is None else self.new

    @property
    def kind(self) -> str:
        """The node's class by name: `Stage`."""
        return type(self.node).__name__

    @property
    def address(self) -> str:
        return address_of(self.node)

    @property
    def at(self) -> Span:
        """Where it is written now; of a removed node, in the old program."""
        span: Span = self.node.at
        return span

    @property
    def before(self) -> Any:
        return getattr(self.old, self.attribute) if self.attribute and self.old is not None else None

    @property
    def after(self) -> Any:
        return getattr(self.new, self.attribute) if self.attribute and self.new is not None else None


def address_of(node: Any) -> str:
    """A node's address; of an option of a target and of an `allow`, what they are about."""
    for name in ("address", "subject", "where"):
        if hasattr(node, name):
            found: str = getattr(node, name)
            return found
    return ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two programs and what differs. `old` has the ids of the new one wherever `was` tells of a renaming.

    `renamed`: address in the new program → address it had.
    """

    old: Program
    new: Program
    changes: tuple[Change, ...]
    renamed: Mapping[str, str] = field(default_factory=dict)
