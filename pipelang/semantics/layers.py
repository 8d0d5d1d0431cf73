"""Layers put on one another: a later one replaces what can be said once, and adds to the rest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipelang.diagnostics import Label
from pipelang.semantics import placement
from pipelang.semantics.expand import Layer, PlaceRecipe
from pipelang.semantics.resolver import Resolver
from pipelang.semantics.units import Placed
from pipelang.syntax.tree import Node

#: Statements that a place can say once; a later layer replaces an earlier one's.
_ONCE = frozenset({"owner", "goal", "norm", "about", "no_skip", "review"})


class Merged:
    """The statements of a place after merging its layers."""

    __slots__ = ("many", "once", "sla", "triggers")

    def __init__(self) -> None:
        self.once: dict[str, Placed] = {}
        self.sla: dict[str, Placed] = {}
        self.many: dict[str, list[Placed]] = {}
        self.triggers: dict[str, list[Placed]] = {}

    def all(self, kind: str) -> list[Placed]:
        return self.many.get(kind, [])


def merge(layers: list[Layer], block: str, resolver: Resolver) -> Merged:
    """Put layers on one another. What is said twice in one layer is told; the second is left out."""
    merged = Merged()
    for layer in layers:
        here: dict[str, Placed] = {}
        triggers: dict[str, list[Placed]] = {}
        for item in placement.check(layer, block, resolver):
            node = item.node
            if node.kind == "trigger":
                triggers.setdefault(_signature(item), []).append(item)
            elif node.kind == "sla":
                for part in node.children:
                    _once(part.kind, Placed(part, item.frame), merged.sla, here, resolver)
            elif node.kind in _ONCE:
                _once(node.kind, item, merged.once, here, resolver)
            elif node.kind == "hint":
                _once(f"hint {_level(node)}", item, merged.once, here, resolver)
            else:
                merged.many.setdefault(node.kind, []).append(item)
        merged.triggers.update(triggers)
    return merged


def replaced(recipe: PlaceRecipe) -> Iterator[Placed]:
    """What layers of this pipeline say and a later one says again. Those of a parent are looked at in the parent: what it
    names there may be gone here, which is why it is said again."""
    said: dict[str, list[Placed]] = {}
    for layer in recipe.layers:
        here: dict[str, list[Placed]] = {}
        for item in layer:
            for key, part in _replaceable(item):
                here.setdefault(key, []).append(part)
        for key in here:
            yield from said.pop(key, ())
        if id(layer) not in recipe.inherited:
            said.update(here)


def _replaceable(item: Placed) -> Iterator[tuple[str, Placed]]:
    """The parts of a statement that a later layer may replace, each by what makes it the same."""
    node = item.node
    if node.kind == "trigger":
        yield _signature(item), item
    elif node.kind == "sla":
        yield from ((part.kind, Placed(part, item.frame)) for part in node.children)
    elif node.kind == "hint":
        yield f"hint {_level(node)}", item
    elif node.kind in _ONCE:
        yield node.kind, item


def _once(key: str, item: Placed, into: dict[str, Placed], here: dict[str, Placed], resolver: Resolver) -> None:
    if key in here:
        label = Label(here[key].span, "first-defined")
        resolver.problems.add("M302", item.span, label, statement=placement.word(key.split()[0]))
        return
    here[key] = into[key] = item


def _level(node: Node) -> str:
    return node.children[0].text if node.children[0] is not None else ""


def _signature(item: Placed) -> str:
    """What makes two triggers the same one: the event with its particulars, and the delay."""
    event = item.node.children[1]
    delays = [clause for clause in item.node.children[2:-1] if clause.kind == "after"]
    return "/".join([event.kind, *(_flat(child) for child in (*event.children, *delays))])


def _flat(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, Node):
        return ".".join(_flat(child) for child in value.children)
    return str(value.text)
