"""Which nodes of two lists are the same ones: by identity where they have one, else by what they mean.

Numbers in addresses are never looked at: a trigger put in front of others changes nothing about these.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import MISSING, fields
from functools import cache, partial
from typing import Any, NamedTuple

from pipelang.compare.shape import attributes_of, content, nodes_in
from pipelang.model import Action, Text

#: How alike two nodes must be (0 to 1) to be one that was changed, and not one removed and another added.
ALIKE = 0.55
#: Beyond so many pairs the rest is matched in order: comparing each with each would take too long.
_MANY = 4000

_Key = Callable[[Any], Hashable]

_ANY: _Key = lambda _: True  # noqa: E731  # one of the table's many

#: Class of nodes without an id -> what tells them apart, the strictest first.
_MEANING: dict[str, tuple[_Key, ...]] = {
    "Trigger": (lambda n: (n.event, n.delay, n.condition), lambda n: (n.event, n.delay), lambda n: n.event),
    "Requirement": (lambda n: (n.field, n.condition), lambda n: n.field),
    "Task": (lambda n: (n.kind, n.text), lambda n: n.text, lambda n: n.kind),
    "Tunnel": (lambda n: (n.to, n.condition), lambda n: n.to, lambda n: n.to.pipeline),
    "Objection": (lambda n: n.title, lambda n: n.answer),
    "AccessRule": (lambda n: (n.role, n.scope, n.stages), lambda n: n.role),
    "Hint": (lambda n: n.level,),
    "TargetOption": (lambda n: (n.target, n.subject, n.key),),
    "Allow": (lambda n: (n.rule, n.where), lambda n: (n.where, n.why)),
    "Notify": (lambda n: n.text, lambda n: n.role, _ANY),
    "SetField": (lambda n: n.field, _ANY),
    "Copy": (lambda n: n.to, _ANY),
}


class Pairs(NamedTuple):
    """Positions: `matched` (old, new) in the order of the new list; `removed` of the old list, `added` of the new one."""

    matched: list[tuple[int, int]]
    removed: list[int]
    added: list[int]


def pairs(old: Sequence[Any], new: Sequence[Any]) -> Pairs:
    """Nodes of two lists with their counterparts. Every node is used once; what has no counterpart is removed or added."""
    matching = _Matching(old, new)
    if all(hasattr(node, "id") for node in (*old, *new)):
        matching.by(lambda node: (type(node), node.address))
    else:
        matching.by(content)
        for step in range(max((len(_keys(type(node))) for node in new), default=0)):
            matching.by(partial(_key, step))
        matching.by_likeness()
    return matching.result()


def _keys(kind: type) -> tuple[_Key, ...]:
    """Actions stand in a trigger that was matched already: one of the same kind is the same one."""
    return _MEANING.get(kind.__name__, (_ANY,) if issubclass(kind, Action) else ())


def _key(step: int, node: Any) -> Hashable:
    """What tells the node apart at this step; None when its class has no such step left."""
    keys = _keys(type(node))
    return (type(node), keys[step](node)) if step < len(keys) else None


class _Matching:
    def __init__(self, old: Sequence[Any], new: Sequence[Any]) -> None:
        self.old, self.new = old, new
        self.left = dict.fromkeys(range(len(old)))
        self.right = dict.fromkeys(range(len(new)))
        self.found: dict[int, int] = {}

    def by(self, key: _Key) -> None:
        """Pair what has the same key; several with the same one in their order."""
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for position in self.left:
            waiting[key(self.old[position])].append(position)
        waiting.pop(None, None)
        for position in list(self.right):
            same = waiting.get(key(self.new[position]))
            if same:
                self._pair(same.pop(0), position)

    def by_likeness(self) -> None:
        """Pair what is alike enough, the most alike first."""
        if len(self.left) * len(self.right) > _MANY:
            self.by(type)
            return
        scored = [(likeness(self.old[i], self.new[j]), i, j) for i in self.left for j in self.right]
        for score, i, j in sorted(scored, key=lambda item: (-item[0], item[2], item[1])):
            if score >= ALIKE and i in self.left and j in self.right:
                self._pair(i, j)

    def _pair(self, left: int, right: int) -> None:
        self.found[right] = left
        del self.left[left], self.right[right]

    def result(self) -> Pairs:
        return Pairs([(self.found[j], j) for j in sorted(self.found)], list(self.left), list(self.right))


def moved(matched: Sequence[tuple[int, int]]) -> set[int]:
    """New positions of what has changed its order: as few as possible, for the rest keeps the longest run that has not."""
    order = [old for old, _ in matched]
    kept = set(_longest_run(order))
    return {new for old, new in matched if old not in kept}


def _longest_run(order: list[int]) -> list[int]:
    """A longest increasing subsequence."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for position, value in enumerate(order):
        place = bisect_left(tails, value)
        before.append(at[place - 1] if place else -1)
        tails[place : place + 1] = [value]
        at[place : place + 1] = [position]
    run: list[int] = []
    position = at[-1] if at else -1
    while position >= 0:
        run.append(order[position])
        position = before[position]
    return run


def likeness(old: Any, new: Any) -> float:
    """How much of two nodes is the same, 0 to 1. What neither of them says does not count; texts and
    actions count twice."""
    if type(old) is not type(new):
        return 0.0
    total = same = 0.0
    for name, default in _defaults(new.__class__):
        before, after = getattr(old, name), getattr(new, name)
        if before == after == default or before == after == ():
            continue
        weight = 2.0 if isinstance(after, str | Text) or nodes_in(after) else 1.0
        total += weight
        same += weight * _alike(before, after)
    return same / total if total else 1.0


def _alike(old: Any, new: Any) -> float:
    if content(old) == content(new):
        return 1.0
    if nodes_in(old) and nodes_in(new):
        # Actions of a trigger: the same kind of action already says something.
        return 0.7 * _shared(_contents(old), _contents(new)) + 0.3 * _shared(map(type, old), map(type, new))
    if isinstance(old, str | Text) and isinstance(new, str | Text):
        return _shared(str(old).split(), str(new).split())
    if isinstance(old, tuple) and isinstance(new, tuple):
        return _shared(old, new)
    return 0.0


def _contents(nodes: Any) -> Iterable[Hashable]:
    return map(content, nodes) if isinstance(nodes, tuple) else (content(nodes),)


def _shared(old: Iterable[Hashable], new: Iterable[Hashable]) -> float:
    left, right = set(old), set(new)
    return len(left & right) / len(left | right) if left or right else 1.0


@cache
def _defaults(kind: type) -> tuple[tuple[str, Any], ...]:
    default = {spec.name: None if spec.default is MISSING else spec.default for spec in fields(kind)}
    return tuple((name, default[name]) for name in attributes_of(kind))
