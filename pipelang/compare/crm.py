"""What a CRM does with changes: facts of targets as tables, and finding those that a change meets.

A target keeps its table in `changes.py` and returns from its optional method `consequences(change)` what `met` finds there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from pipelang.compare.changes import Change, Level


@dataclass(frozen=True, slots=True)
class CrmFact:
    """What happens in the CRM when nodes of a class are added, removed, moved, renamed, or an attribute of them changes.

    `what`: a verb, an attribute's name, or `*` for anything. `when` narrows it to some changes. `note` says it in English and
    Russian, without the CRM's name; `source` is the vendor's page or the evidence, `sure` false for what no live account has
    shown.
    """

    kinds: tuple[str, ...]
    what: str
    level: Level
    note: Mapping[str, str] = field(hash=False)
    source: str
    sure: bool = True
    when: Callable[[Change], bool] | None = None


#: Classes of all that happens by itself. Where a CRM has no API for it, they share one fact.
AUTOMATION = (
    "Trigger", "Task", "Send", "Notify", "Assign", "SetField", "Tag", "Untag", "Move", "Copy", "Win", "Lose", "MakeDocument",
    "Webhook", "Run", "StartProcess", "CloseTasks", "Subscribe", "Unsubscribe", "Tunnel", "Owner", "Review",
)  # fmt: skip


def fact(
    kinds: str | tuple[str, ...],
    what: str,
    level: Level,
    en: str,
    ru: str,
    source: str,
    sure: bool = True,
    when: Callable[[Change], bool] | None = None,
) -> CrmFact:
    """A row of such a table, the way it reads best: one class without brackets, both languages side by side."""
    named = (kinds,) if isinstance(kinds, str) else kinds
    return CrmFact(named, what, level, {"en": en, "ru": ru}, source, sure, when)


class Foreseeing(Protocol):
    """Optional hook of a CrmTarget. Called through `consequences` below."""

    def consequences(self, change: Change) -> Iterable[CrmFact]:
        """What the CRM will do with this change; nothing where it is plain."""
        ...


def met(facts: Iterable[CrmFact], change: Change) -> Iterator[CrmFact]:
    """The facts of a table that apply to a change, in its order."""
    what = change.attribute or change.verb
    for fact in facts:
        if fact.what in (what, "*") and change.kind in fact.kinds and (fact.when is None or fact.when(change)):
            yield fact


def consequences(target: Any, change: Change) -> tuple[CrmFact, ...]:
    """What a target says of a change; nothing from one that has no such hook."""
    hook = getattr(target, "consequences", None)
    return tuple(hook(change)) if hook else ()
