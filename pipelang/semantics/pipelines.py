"""A pipeline from its recipe."""

from __future__ import annotations

from typing import Any, cast, get_args

from pipelang.diagnostics import Kind, Label
from pipelang.model.pipeline import Pipeline, PipelineKind
from pipelang.semantics import placement
from pipelang.semantics.automation import Automation
from pipelang.semantics.conditions import Conditions
from pipelang.semantics.expand import Expander, PipelineRecipe
from pipelang.semantics.layers import merge
from pipelang.semantics.places import Places, access_rules
from pipelang.semantics.resolver import Resolver
from pipelang.semantics.units import Placed
from pipelang.syntax.tokens import Token

KINDS: tuple[str, ...] = get_args(PipelineKind)
STYLES = ("conversion", "process")
_ONCE = frozenset({"kind", "style", "for_", "sources", "main", "goal", "about"})


class Pipelines:
    """Builds pipelines. `entities` tells what moves through each, by the pipeline's id."""

    def __init__(self, resolver: Resolver, expander: Expander, entities: dict[str, str]) -> None:
        self.resolver = resolver
        self.expander = expander
        self.entities = entities

    def build(self, recipe: PipelineRecipe) -> Pipeline | None:
        """The pipeline, or None when a part without which it is none is missing."""
        resolver = self.resolver
        id, name, _, _, was, _ = recipe.head.node.children
        frame = recipe.head.frame
        address = f"pipeline.{recipe.id}"
        entity = self.entities[recipe.id]
        reasons, reason_of = self._reasons(recipe)
        conditions = Conditions(resolver, entity, reasons)
        automation = Automation(resolver, self.expander, recipe, self.entities, conditions, reason_of)
        places = Places(resolver, automation, address)
        stages = tuple(places.stage(place) for place in recipe.stages.values())
        won = places.won(recipe.won) if recipe.won else None
        lost = tuple(places.lost(place) for place in recipe.lost.values())
        self._check_whole(recipe, id, name)
        once, triggers, access = self._settings(recipe)
        kind = self._word(once, "kind", "kind of pipeline", KINDS)
        style = self._word(once, "style", "style", STYLES)
        if won is None or not lost or not stages:
            return None
        return Pipeline(
            address,
            frame.span(id)._replace(start=recipe.head.node.start, end=(name or id).end),
            recipe.id,
            resolver.name_text(name, frame) if name is not None else recipe.id,
            cast(Any, entity),
            cast(Any, kind or "custom"),
            cast(Any, style or None),
            stages,
            won,
            lost,
            products=self._ids(once, "for_", "product"),
            sources=self._ids(once, "sources", "channel"),
            main="main" in once,
            goal=self._text(once, "goal"),
            about=self._text(once, "about"),
            access=access_rules(access, address, resolver, set(recipe.stages)),
            triggers=tuple(
                automation.trigger(item, f"{address}.trigger.{index}") for index, item in enumerate(triggers, 1)
            ),
            extends=recipe.parent,
            was=was.children[0].text if was is not None else None,
        )

    def _reasons(self, recipe: PipelineRecipe) -> tuple[dict[str, Placed], dict[str, str]]:
        """Ids of the loss reasons, and the loss that each belongs to.

        A later layer may say a reason anew; twice in one layer, or in two losses, is a mistake.
        """
        known: dict[str, Placed] = {}
        belongs: dict[str, str] = {}
        for key, place in recipe.lost.items():
            for layer in place.layers:
                here: dict[str, Placed] = {}
                for item in (item for item in layer if item.node.kind == "reason"):
                    token = item.node.children[0]
                    if token.text in here or belongs.get(token.text, key) != key:
                        label = Label(known[token.text].span, "first-defined")
                        self.resolver.add("N202", item.frame, token, label, kind=Kind("reason"), name=token.text)
                        continue
                    here[token.text] = known[token.text] = item
                    belongs[token.text] = key
        return known, belongs

    def _check_whole(self, recipe: PipelineRecipe, id: Token, name: Any) -> None:
        frame = recipe.head.frame
        block = recipe.head.node.children[5]
        if frame.unit.unbalanced or block.start == block.end:
            return  # a brace too many, or a block that was never begun: that is told already
        if name is None:
            self.resolver.add("M312", frame, id, kind=Kind("pipeline"), name=recipe.id)
        if not recipe.stages:
            self.resolver.add("M309", frame, id, name=recipe.id)
        if recipe.won is None:
            self.resolver.add("M307", frame, id, name=recipe.id)
        if not recipe.lost:
            self.resolver.add("M308", frame, id, name=recipe.id)

    # ---- settings ----

    def _settings(self, recipe: PipelineRecipe) -> tuple[dict[str, Placed], list[Placed], list[Placed]]:
        """What is said once (later layers win), triggers of the whole pipeline, access blocks."""
        once: dict[str, Placed] = {}
        access: list[Placed] = []
        for layer in recipe.settings:
            here: dict[str, Placed] = {}
            for item in placement.check(layer, "pipeline", self.resolver):
                kind = item.node.kind
                if kind in here:
                    label = Label(here[kind].span, "first-defined")
                    self.resolver.problems.add("M302", item.span, label, statement=placement.word(kind))
                elif kind in _ONCE:
                    once[kind] = here[kind] = item
            access += [item for item in layer if item.node.kind == "access"]
        triggers = merge(
            [[item for item in layer if item.node.kind == "trigger"] for layer in recipe.settings],
            "pipeline",
            self.resolver,
        ).triggers
        return once, [item for same in triggers.values() for item in same], access

    def _word(self, once: dict[str, Placed], key: str, what: str, allowed: tuple[str, ...]) -> str:
        item = once.get(key)
        return self.resolver.word(what, item.node.children[0], allowed, item.frame) if item else ""

    def _ids(self, once: dict[str, Placed], key: str, kind: str) -> tuple[str, ...]:
        item = once.get(key)
        if item is None:
            return ()
        ids = [self.resolver.id_of(kind, path, item.frame) for path in item.node.children]
        return tuple(dict.fromkeys(id for id in ids if id))

    def _text(self, once: dict[str, Placed], key: str) -> str | None:
        item = once.get(key)
        return self.resolver.text(item.node.children[0], item.frame) if item else None
