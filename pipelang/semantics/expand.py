"""What pipelines are made of: stages and outcomes put together, `every stage` spread, inheritance followed.

The result is a recipe per pipeline: for each stage the layers of statements that make it, the most general first. A later
layer overrides an earlier one; that is all there is to `every stage` and `extends`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipelang.diagnostics import Kind, Label
from pipelang.semantics.resolver import Resolver
from pipelang.semantics.templates import Templates
from pipelang.semantics.units import Frame, Placed, Unit, declared_in
from pipelang.syntax.tokens import Token
from pipelang.syntax.tree import Node

Layer = list[Placed]

#: Generations of pipelines that extend one another.
MAX_GENERATIONS = 50


class PlaceRecipe:
    """A stage or an outcome: where it was first and last named, and its layers. `inherited` are those of a parent, by id()."""

    __slots__ = ("every", "head", "id", "inherited", "key", "name", "own", "was")

    def __init__(self, id: str, head: Placed) -> None:
        self.id = id
        self.head = head
        self.name: Placed | None = None
        self.was: Token | None = None
        self.key = False
        self.every: list[Layer] = []
        self.own: list[Layer] = []
        self.inherited: frozenset[int] = frozenset()

    def copy(self) -> PlaceRecipe:
        twin = PlaceRecipe(self.id, self.head)
        twin.name, twin.key = self.name, self.key
        twin.every, twin.own = list(self.every), list(self.own)
        return twin

    @property
    def layers(self) -> list[Layer]:
        return [*self.every, *self.own]


class PipelineRecipe:
    """A pipeline before its statements are understood."""

    def __init__(self, id: str, head: Placed) -> None:
        self.id = id
        self.head = head
        self.settings: list[Layer] = []
        self.every: list[Layer] = []
        self.stages: dict[str, PlaceRecipe] = {}
        self.won: PlaceRecipe | None = None
        self.lost: dict[str, PlaceRecipe] = {}
        self.parent: str | None = None


#: What a pipeline says about itself and not about its place in the business: not inherited.
_OWN_ONLY = frozenset({"main", "sources", "for_", "about", "goal"})
_OF_PLACES = frozenset({"stage", "every_stage", "drop_stage", "won", "lost"})


#: What a pipeline has said of its own places so far: by whose words, its own or those of a template.
Here = dict[str, Frame]


class Expander(Templates):
    """Makes recipes of all pipelines of a program, each once, parents first."""

    def __init__(self, resolver: Resolver) -> None:
        super().__init__(resolver)
        self.recipes: dict[str, PipelineRecipe] = {}
        self.open: list[str] = []

    def recipe(self, placed: Placed) -> PipelineRecipe | None:
        """The recipe of a pipeline; None when its inheritance goes in a circle."""
        id = placed.node.children[0].text
        if id in self.recipes:
            return self.recipes[id]
        if id in self.open:
            loop = [*self.open[self.open.index(id) :], id]
            self.resolver.add("M305", placed.frame, placed.node.children[0], loop=" → ".join(loop))
            return None
        if len(self.open) >= MAX_GENERATIONS:
            self.resolver.add("M338", placed.frame, placed.node.children[0], limit=MAX_GENERATIONS)
            return None
        self.open.append(id)
        recipe = self._inherited(id, placed)
        self._fill(recipe, placed)
        self.open.pop()
        self.recipes[id] = recipe
        return recipe

    def _inherited(self, id: str, placed: Placed) -> PipelineRecipe:
        recipe = PipelineRecipe(id, placed)
        extends = placed.node.children[3]
        named = self.resolver.name("pipeline", extends, placed.frame) if extends is not None else None
        parent = self.recipe(named) if named is not None else None
        if parent is None:
            return recipe
        via = placed.frame.span(extends)
        recipe.parent = parent.id
        recipe.settings = [
            _brought([item for item in layer if item.node.kind not in _OWN_ONLY], via) for layer in parent.settings
        ]
        recipe.every = [_brought(layer, via) for layer in parent.every]
        recipe.stages = {key: _place_brought(place, via) for key, place in parent.stages.items()}
        recipe.won = _place_brought(parent.won, via) if parent.won else None
        recipe.lost = {key: _place_brought(place, via) for key, place in parent.lost.items()}
        return recipe

    def _fill(self, recipe: PipelineRecipe, placed: Placed) -> None:
        settings: Layer = []
        here: Here = {}
        for item in self.statements(placed.node.children[5].children, placed.frame):
            if item.node.kind in _OF_PLACES:
                self._take(recipe, item, here)
            else:
                settings.append(item)
        recipe.settings.append(settings)

    def _take(self, recipe: PipelineRecipe, item: Placed, here: Here) -> None:
        match item.node.kind:
            case "stage":
                self._stage(recipe, item, here)
            case "every_stage":
                self._every(recipe, item, here)
            case "drop_stage":
                self._drop(recipe, item)
            case "won":
                recipe.won = self._won(recipe, item, here)
            case "lost":
                self._lost(recipe, item, here)
        if item.frame.unit.unbalanced:
            for fallen in _fallen(item):
                self._take(recipe, fallen, here)

    def _every(self, recipe: PipelineRecipe, item: Placed, here: Here) -> None:
        """Spread over inherited stages at once, and over those that are still to come."""
        layer = list(self.statements(item.node.children[0].children, item.frame))
        recipe.every = [*recipe.every, layer]
        for place in recipe.stages.values():
            if place.id not in here:
                place.every.append(_brought(layer, place.head.frame.span(place.head.node.children[1])))

    def _stage(self, recipe: PipelineRecipe, item: Placed, here: Here) -> None:
        key, id, name, was, after, block = item.node.children
        # A stage whose id was forgotten is still looked into, under a name that nobody can write.
        key_id = id.text or f"?{item.node.start}"
        place = recipe.stages.get(key_id)
        if place is not None and id.text in here and not self._adds(item, here[id.text], recipe):
            self._twice("stage", id, place.head.frame.span(place.head.node.children[1]), item.frame)
            return
        added = id.text in here
        here[id.text] = item.frame
        if place is None:
            place = PlaceRecipe(key_id, item)
            place.every = [_brought(layer, item.frame.span(id)) for layer in recipe.every]
            if name is None and id.text:
                self.resolver.add("M312", item.frame, id, kind=Kind("stage"), name=id.text)
        place.head = item
        place.key = place.key or key is not None
        place.name = Placed(name, item.frame) if name is not None else place.name
        if was is not None or not added:
            place.was = was.children[0] if was is not None else None
        place.own.append(self._body(block, item.frame))
        self._put(recipe, place, after, item.frame)

    def _put(self, recipe: PipelineRecipe, place: PlaceRecipe, after: Token | None, frame: Frame) -> None:
        if after is None:
            recipe.stages.setdefault(place.id, place)
            return
        if after.text == place.id:
            self.resolver.add("M337", frame, after, name=place.id)
            recipe.stages.setdefault(place.id, place)
            return
        recipe.stages.pop(place.id, None)
        if after.text not in recipe.stages:
            recipe.stages[place.id] = place
            if after.text:
                self.resolver.unknown("stage", after.text, recipe.stages, after, frame)
            return
        ordered: dict[str, PlaceRecipe] = {}
        for id, stage in recipe.stages.items():
            ordered[id] = stage
            if id == after.text:
                ordered[place.id] = place
        recipe.stages = ordered

    def _drop(self, recipe: PipelineRecipe, item: Placed) -> None:
        id = item.node.children[0]
        if id.text and recipe.stages.pop(id.text, None) is None:
            self.resolver.unknown("stage", id.text, recipe.stages, id, item.frame)

    def _won(self, recipe: PipelineRecipe, item: Placed, here: Here) -> PlaceRecipe:
        name, block = item.node.children
        place = recipe.won or PlaceRecipe("won", item)
        if " won" in here and not self._adds(item, here[" won"], recipe):
            self.resolver.add("M302", item.frame, item.node, Label(place.head.span, "first-defined"), statement="won")
            return place
        here[" won"] = item.frame
        place.head = item
        place.name = Placed(name, item.frame) if name is not None else place.name
        place.own.append(self._body(block, item.frame))
        return place

    def _lost(self, recipe: PipelineRecipe, item: Placed, here: Here) -> None:
        id, name, was, block = item.node.children
        key = id.text if id is not None else ""
        place = recipe.lost.get(key)
        said = f" lost {key}"
        if place is not None and said in here and not self._adds(item, here[said], recipe):
            self._twice("loss", id or item.node, place.head.span, item.frame, key or "lost")
            return
        added = said in here
        here[said] = item.frame
        place = place or PlaceRecipe(key, item)
        place.head = item
        place.name = Placed(name, item.frame) if name is not None else place.name
        if was is not None or not added:
            place.was = was.children[0] if was is not None else None
        place.own.append(self._body(block, item.frame))
        recipe.lost[key] = place

    def _adds(self, item: Placed, earlier: Frame, recipe: PipelineRecipe) -> bool:
        """Whether a pipeline says itself what a template has said in it: that adds to it, like to what is inherited."""
        own = recipe.head.frame
        return item.frame is own and earlier is not own

    def _body(self, block: Node | None, frame: Frame) -> Layer:
        return list(self.statements(block.children, frame)) if block is not None else []

    def _twice(self, kind: str, at: Any, first: Any, frame: Frame, name: str = "") -> None:
        self.resolver.add("N202", frame, at, Label(first, "first-defined"), kind=Kind(kind), name=name or at.text)


def declare(units: tuple[Unit, ...], expander: Expander) -> list[tuple[str, Placed]]:
    """Enter every declaration of all files, those of templates included, and list them in order; ids are unique in a program."""
    first: dict[tuple[str, str], Placed] = {}
    order: list[tuple[str, Placed]] = []

    def enter(unit: Unit, kind: str, name: str, token: Token, placed: Placed) -> None:
        known = first.setdefault((kind, name), placed)
        if known is placed:
            unit.declared.setdefault(kind, {})[name] = placed
            order.append((kind, placed))
        else:
            label = Label(known.frame.span(known.node.children[0]), "first-defined")
            expander.resolver.add("N202", placed.frame, token, label, kind=Kind(kind), name=name)

    for unit in units:
        for kind, name, token, placed in declared_in(unit.tree.children, unit.frame):
            enter(unit, kind, name, token, placed)
    for unit in units:
        uses = [node for node in unit.tree.children if node.kind == "use"]
        for item in expander.statements(uses, unit.frame) if uses else ():
            for kind, name, token, placed in declared_in([item.node], item.frame):
                enter(unit, kind, name, token, placed)
    for unit in units:
        unit.forget_visible()
    return order


def _fallen(item: Placed) -> Iterator[Placed]:
    """The places that stand in a place's block because its closing brace was forgotten: they are meant to stand beside it."""
    block = item.node.children[-1]
    if isinstance(block, Node):
        yield from (Placed(node, item.frame) for node in block.children if node.kind in _OF_PLACES)


def _brought(layer: Layer, via: Any) -> Layer:
    frames: dict[int, Frame] = {}
    return [
        Placed(node, frames.get(id(frame)) or frames.setdefault(id(frame), frame.brought_by(via)))
        for node, frame in layer
    ]


def _place_brought(place: PlaceRecipe, via: Any) -> PlaceRecipe:
    twin = place.copy()
    twin.every = [_brought(layer, via) for layer in place.every]
    twin.own = [_brought(layer, via) for layer in place.own]
    twin.inherited = frozenset(map(id, twin.layers))
    twin.head = Placed(place.head.node, place.head.frame.brought_by(via))
    if place.name is not None:
        twin.name = Placed(place.name.node, place.name.frame.brought_by(via))
    return twin
