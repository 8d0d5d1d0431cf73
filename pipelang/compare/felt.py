"""Who feels a change, whatever the CRM: managers, the client, data, analytics. A table; the words are in the reports.

What a particular CRM does with a change is told by its target (see `crm`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from pipelang.compare.changes import Change, Level
from pipelang.compare.shape import children
from pipelang.model import Action, Pipeline, Place, Task, Trigger

Who = Literal["managers", "client", "data", "analytics"]
WHO: tuple[Who, ...] = ("managers", "client", "data", "analytics")


class Felt(NamedTuple):
    """One consequence. `what` is the key of its words: `felt.<what>` in `report.changes_phrases`."""

    who: Who
    what: str
    level: Level


def felt(change: Change) -> tuple[Felt, ...]:
    """The consequences of a change, each once; none for what stands in documents only."""
    return tuple(dict.fromkeys(_felt(change)))


def _felt(change: Change) -> Iterator[Felt]:
    if isinstance(change.node, Trigger):
        yield from _of_trigger(change)
    elif isinstance(change.node, Action):
        yield from _of_action(change.node, _verb(change), change.attribute)
    else:
        yield from lookup(change.kind, change.attribute or change.verb)
        if change.verb in ("added", "removed"):
            yield from _of_all_in(change)


def _of_all_in(change: Change) -> Iterator[Felt]:
    """What comes or goes together with a stage or a pipeline: its automation, its demands."""
    if isinstance(change.node, Place | Pipeline):
        for child in children(change.node):
            old, new = (None, child) if change.verb == "added" else (child, None)
            inner = Change(change.verb, old, new)
            if isinstance(child, Place):
                yield from _of_all_in(inner)
            elif type(child).__name__ not in _PARTS:
                yield from _felt(inner)


def lookup(kind: str, what: str) -> tuple[Felt, ...]:
    """What the table says of a verb or an attribute of a class. Raises KeyError for what it has forgotten."""
    known = TABLE.get((kind, what))
    if known is None:
        known = _COMMON[what]
    return known


def _verb(change: Change) -> str:
    return change.verb if change.verb in ("added", "removed", "moved") else "changed"


def _of_trigger(change: Change) -> Iterator[Felt]:
    """What its actions mean, put as their beginning, their end, or another moment."""
    verb = _verb(change)
    if verb == "moved":
        yield from _COMMON["moved"]
        return
    if change.attribute == "enabled":
        verb = "added" if change.new.enabled else "removed"
    elif not change.node.enabled:
        return
    for action in change.node.actions:
        yield from _of_action(action, "when" if verb == "changed" else verb, "")


def _of_action(action: Action, verb: str, attribute: str) -> Iterator[Felt]:
    if verb == "moved":
        yield Felt("managers", "actions.order", "attention")
        return
    who, stem, level = ACTIONS[type(action).__name__]
    yield Felt(who, f"{stem}.{verb}", level)
    if isinstance(action, Task) and action.required and (verb == "added" or attribute == "required"):
        yield Felt("managers", "task.required", "attention")


#: What is part of a stage or a loss and says nothing more when the whole of it comes or goes.
_PARTS = frozenset({"Reason", "Hint", "Objection", "Owner", "AccessRule"})

#: Class of an action -> who feels it, the stem of its words (added, removed, changed, when), how much.
ACTIONS: dict[str, tuple[Who, str, Level]] = {
    "Task": ("managers", "task", "attention"),
    "Send": ("client", "message", "attention"),
    "Notify": ("managers", "notice", "safe"),
    "Assign": ("managers", "assign", "attention"),
    "SetField": ("data", "value", "attention"),
    "Tag": ("data", "tag", "safe"),
    "Untag": ("data", "tag", "safe"),
    "Move": ("data", "going", "attention"),
    "Copy": ("data", "going", "attention"),
    "Win": ("data", "closing", "attention"),
    "Lose": ("data", "closing", "attention"),
    "MakeDocument": ("managers", "document", "safe"),
    "Webhook": ("data", "outside", "attention"),
    "Run": ("data", "outside", "attention"),
    "StartProcess": ("managers", "process", "attention"),
    "CloseTasks": ("managers", "tasks", "attention"),
    "Subscribe": ("client", "subscription", "attention"),
    "Unsubscribe": ("client", "subscription", "attention"),
}


def _one(who: Who, what: str, level: Level = "safe") -> tuple[Felt, ...]:
    return (Felt(who, what, level),)


_NOBODY: tuple[Felt, ...] = ()
_NAME = (Felt("managers", "name", "safe"), Felt("analytics", "name", "safe"))
_RIGHTS = _one("managers", "rights", "attention")
_DEADLINE = _one("managers", "deadline", "attention")
_OWNER = _one("managers", "owner", "attention")
_CONVERSION = Felt("analytics", "conversion", "attention")
_TUNNEL = (Felt("data", "tunnel.changed", "attention"),)
_SCRIPT = _one("managers", "script")
_LANDING = _one("data", "landing", "attention")

#: Verb or attribute of any class that the table below does not mention.
_COMMON: dict[str, tuple[Felt, ...]] = {
    "added": _NOBODY,
    "removed": _NOBODY,
    "renamed": _one("data", "id"),
    "moved": _one("managers", "order"),
    "id": _NOBODY,
    "name": _one("managers", "name"),
    "was": _NOBODY,
    "about": _NOBODY,
    "goal": _SCRIPT,
    "checklist": _SCRIPT,
}

#: (class, verb or attribute) -> consequences.
TABLE: dict[tuple[str, str], tuple[Felt, ...]] = {
    ("Crm", "name"): _NOBODY,
    ("Crm", "locale"): _one("managers", "locale", "attention"),
    ("Crm", "timezone"): _DEADLINE,
    ("Crm", "hours"): _DEADLINE,
    ("Crm", "currency"): _one("data", "currency", "attention"),
    ("Param", "type"): _NOBODY,
    ("Param", "value"): _NOBODY,
    ("Role", "added"): _RIGHTS,
    ("Role", "removed"): _RIGHTS,
    ("Service", "added"): _one("managers", "service.added", "attention"),
    ("Service", "removed"): _one("managers", "service.removed", "attention"),
    ("Channel", "added"): _one("client", "channel.added"),
    ("Channel", "removed"): _one("client", "channel.removed", "attention"),
    ("Channel", "kind"): _one("client", "channel.changed", "attention"),
    ("Channel", "via"): _one("client", "channel.changed", "attention"),
    ("TaskType", "removed"): _one("managers", "task type", "attention"),
    ("Field", "added"): _one("managers", "field.added"),
    ("Field", "removed"): (
        Felt("data", "field.removed", "destructive"),
        Felt("managers", "field.removed", "destructive"),
    ),
    ("Field", "type"): _one("data", "field.type", "attention"),
    ("Field", "link"): _one("data", "field.type", "attention"),
    ("Field", "entity"): _one("data", "field.removed", "destructive"),
    ("Field", "low"): _one("managers", "field.bounds", "attention"),
    ("Field", "high"): _one("managers", "field.bounds", "attention"),
    ("Field", "group"): _one("managers", "field.group"),
    ("Field", "name"): _NAME,
    ("Option", "added"): _one("managers", "option.added"),
    ("Option", "removed"): (
        Felt("data", "option.removed", "destructive"),
        Felt("managers", "option.removed", "destructive"),
    ),
    ("Option", "name"): _NAME,
    ("Message", "text"): _one("client", "message.text", "attention"),
    ("Message", "subject"): _one("client", "message.subject", "attention"),
    ("Message", "channel"): _one("client", "message.channel", "attention"),
    ("Document", "text"): _one("client", "document.text", "attention"),
    ("Pipeline", "added"): _one("managers", "pipeline.added", "attention"),
    ("Pipeline", "removed"): (
        Felt("data", "pipeline.removed", "destructive"),
        Felt("managers", "pipeline.removed", "destructive"),
        Felt("analytics", "pipeline.removed", "destructive"),
    ),
    ("Pipeline", "entity"): _one("data", "pipeline.removed", "destructive"),
    ("Pipeline", "name"): _NAME,
    ("Pipeline", "kind"): _NOBODY,
    ("Pipeline", "style"): _NOBODY,
    ("Pipeline", "extends"): _NOBODY,
    ("Pipeline", "products"): _NOBODY,
    ("Pipeline", "main"): _LANDING,
    ("Pipeline", "sources"): _LANDING,
    ("Stage", "added"): (Felt("managers", "stage.added", "attention"), _CONVERSION),
    ("Stage", "removed"): (
        Felt("data", "stage.removed", "attention"),
        Felt("managers", "stage.removed", "attention"),
        _CONVERSION,
    ),
    ("Stage", "moved"): (Felt("managers", "stage.moved", "attention"), _CONVERSION),
    ("Stage", "name"): _NAME,
    ("Stage", "key"): _one("analytics", "key"),
    ("Stage", "no_skip"): _one("managers", "no skip", "attention"),
    ("Stage", "react"): _DEADLINE,
    ("Stage", "stay"): _DEADLINE,
    ("Stage", "norm"): _one("analytics", "norm"),
    ("Won", "name"): _NAME,
    ("Lost", "name"): _NAME,
    ("Lost", "added"): _one("analytics", "losses", "attention"),
    ("Lost", "removed"): (Felt("data", "stage.removed", "attention"), Felt("analytics", "losses", "attention")),
    ("Reason", "added"): _one("analytics", "losses"),
    ("Reason", "removed"): (Felt("data", "reason.removed", "attention"), Felt("analytics", "losses", "attention")),
    ("Reason", "name"): _NAME,
    ("Owner", "added"): _OWNER,
    ("Owner", "removed"): _OWNER,
    ("Owner", "role"): _OWNER,
    ("Owner", "distribution"): _one("managers", "distribution", "attention"),
    ("Requirement", "added"): _one("managers", "blocked", "attention"),
    ("Requirement", "removed"): (Felt("managers", "freed", "safe"), Felt("analytics", "gaps", "safe")),
    ("Requirement", "field"): _one("managers", "blocked", "attention"),
    ("Requirement", "here"): _one("managers", "blocked.elsewhere", "attention"),
    ("Requirement", "condition"): _one("managers", "blocked.when", "attention"),
    ("Hint", "added"): _one("managers", "hint"),
    ("Hint", "removed"): _one("managers", "hint.removed"),
    ("Hint", "level"): _one("managers", "hint"),
    ("Hint", "text"): _one("managers", "hint"),
    ("Objection", "added"): _SCRIPT,
    ("Objection", "removed"): _SCRIPT,
    ("Objection", "title"): _SCRIPT,
    ("Objection", "answer"): _SCRIPT,
    ("Review", "added"): _one("managers", "review", "attention"),
    ("Review", "removed"): _one("managers", "review.removed", "attention"),
    ("Review", "role"): _one("managers", "review", "attention"),
    ("Review", "within"): _one("managers", "review", "attention"),
    ("AccessRule", "added"): _RIGHTS,
    ("AccessRule", "removed"): _RIGHTS,
    ("AccessRule", "role"): _RIGHTS,
    ("AccessRule", "rights"): _RIGHTS,
    ("AccessRule", "scope"): _RIGHTS,
    ("AccessRule", "stages"): _RIGHTS,
    ("Tunnel", "added"): _one("data", "tunnel.added", "attention"),
    ("Tunnel", "removed"): _one("data", "tunnel.removed", "attention"),
    ("Tunnel", "mode"): _TUNNEL,
    ("Tunnel", "to"): _TUNNEL,
    ("Tunnel", "condition"): _TUNNEL,
    ("Tunnel", "carry"): _one("data", "carried", "attention"),
    ("Tunnel", "carry_tags"): _one("data", "carried", "attention"),
    ("Tunnel", "everything"): _one("data", "carried", "attention"),
    ("Tunnel", "tags"): _one("data", "carried"),
    ("TargetOption", "added"): _one("managers", "option"),
    ("TargetOption", "removed"): _one("managers", "option"),
    ("TargetOption", "target"): _one("managers", "option"),
    ("TargetOption", "subject"): _one("managers", "option"),
    ("TargetOption", "key"): _one("managers", "option"),
    ("TargetOption", "value"): _one("managers", "option"),
    ("TargetOption", "moved"): _NOBODY,
    ("Allow", "rule"): _NOBODY,
    ("Allow", "why"): _NOBODY,
    ("Allow", "where"): _NOBODY,
    ("Allow", "moved"): _NOBODY,
    ("Role", "moved"): _NOBODY,
    ("Param", "moved"): _NOBODY,
    ("Service", "moved"): _NOBODY,
    ("Message", "moved"): _NOBODY,
    ("Document", "moved"): _NOBODY,
    ("Requirement", "moved"): _NOBODY,
}
