"""Stable names of changes: what approvals and scripts know them by. No numbers of lines or of triggers are in them.

removed pipeline.sales.stage.visit
changed field.deal.budget#type money -> number
added pipeline.sales.stage.visit.require[deal.budget]
changed pipeline.sales.stage.offer.trigger[enter after 3d]#enabled yes -> no
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Any

from pipelang.compare.changes import Change
from pipelang.compare.shape import attributes, content
from pipelang.model import Event, Text
from pipelang.model.values import Duration

#: Values longer than this are named by a digest.
_SHORT = 40


def key(change: Change) -> str:
    """The change's name; equal for two changes only if these do the same to the same thing."""
    name = f"{change.verb} {meaning_address(change.node, change.above)}"
    if change.verb == "renamed":
        return f"{name} was {change.was}"
    if change.verb == "moved":
        return f"{name} {f'after {_own(change.behind)}' if change.behind is not None else 'first'}"
    if change.verb == "changed":
        return f"{name}#{change.attribute} {_change_of(change.before, change.after)}"
    return name


def keys(changes: Iterable[Change]) -> list[str]:
    """Names of all changes of a program, told apart by a number where two would be the same."""
    seen: dict[str, int] = {}
    found: list[str] = []
    for name in map(key, changes):
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found


def meaning_address(node: Any, above: tuple[Any, ...]) -> str:
    """An address in which unnamed things stand by what they mean: `….trigger[overdue].action[notify head]`."""
    kind = type(node).__name__
    if kind == "TargetOption":
        return f"{node.target}.{node.key}@{node.subject or 'crm'}"
    if kind == "Allow":
        return f"allow[{node.rule}]@{node.where or 'crm'}"
    if kind not in LABELS:
        return str(getattr(node, "address", kind.lower()))
    outer = meaning_address(above[-1], above[:-1]) if above else ""
    return f"{outer}.{_own(node)}"


def _own(node: Any) -> str:
    """The last part of the address: an id, or a word with the meaning."""
    kind = type(node).__name__
    if kind in LABELS:
        word = node.address.split(".")[-2]
        return f"{word}[{LABELS[kind](node)}]"
    return str(getattr(node, "id", "")) or meaning_address(node, ())


def _change_of(before: Any, after: Any) -> str:
    old, new = _shown(before), _shown(after)
    if len(old) > _SHORT or len(new) > _SHORT or "\n" in old + new:
        return f"{_digest(before)} -> {_digest(after)}"
    return f"{old} -> {new}"


def _shown(value: Any) -> str:
    if value is None or value == ():
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(map(_shown, value))
    text = str(value)
    # Values without words of their own (a distribution, working hours) would show how they are built.
    return _digest(value) if text.startswith(f"{type(value).__name__}(") else text


def _digest(value: Any) -> str:
    return sha256(repr(content(value)).encode()).hexdigest()[:8]


def _event(event: Event) -> str:
    words: list[str] = [event.kind]
    for name in attributes(event):
        value = getattr(event, name)
        if name == "kind" or value is None or value is False or value == ():
            continue
        words.append(name if value is True else _shown(value))
    return " ".join(words)


def _trigger(trigger: Any) -> str:
    words = _event(trigger.event)
    words += f" if {trigger.condition}" if trigger.condition else ""
    words += f" after {trigger.delay}" if trigger.delay else ""
    return _brief(words)


def _brief(text: str) -> str:
    return text if len(text) <= _SHORT and "\n" not in text else f"{text.split()[0]} {_digest(text)}"


def _action(action: Any) -> str:
    """`notify head`, `send offer_sent`: the kind of action, and what it is done with."""
    said = (getattr(action, name) for name in attributes(action))
    plain = [str(value) for value in said if isinstance(value, str | Duration) and value]
    texts = [_digest(value) for value in (getattr(action, name) for name in attributes(action)) if type(value) is Text]
    return " ".join([type(action).__name__.lower(), *(_brief(text) for text in (*plain, *texts))])


def _requirement(node: Any) -> str:
    return f"{node.field} if {_digest(node.condition)}" if node.condition else str(node.field)


_ACTIONS = (
    "Task", "Send", "Notify", "Assign", "SetField", "Tag", "Untag", "Move", "Copy", "Win", "Lose", "MakeDocument",
    "Webhook", "Run", "StartProcess", "CloseTasks", "Subscribe", "Unsubscribe",
)  # fmt: skip

#: Class of nodes that only have a number -> what to call one by.
LABELS: dict[str, Callable[[Any], str]] = {
    "Requirement": _requirement,
    "Trigger": _trigger,
    "Tunnel": lambda node: f"{node.mode} {node.to}",
    "Objection": lambda node: _brief(node.title),
    "AccessRule": lambda node: " ".join((node.role, node.scope, *node.stages)),
    **dict.fromkeys(_ACTIONS, _action),
}
