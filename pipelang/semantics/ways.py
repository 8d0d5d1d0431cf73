"""Where deals go: names of places as they are written, tunnels, and what a deal takes along."""

from __future__ import annotations

from typing import Any, cast

from pipelang.diagnostics import Edit, Fix
from pipelang.model.automation import Tunnel
from pipelang.model.values import FieldRef, StageRef
from pipelang.semantics import placement
from pipelang.semantics.conditions import Conditions
from pipelang.semantics.expand import Expander, PipelineRecipe
from pipelang.semantics.names import field_ref
from pipelang.semantics.resolver import Resolver
from pipelang.semantics.units import Frame, Placed
from pipelang.syntax.tree import Node

MODES = ("copy", "move", "convert")


def loss(pipeline: str, key: str) -> StageRef:
    """One of a pipeline's losses; the unnamed one has an empty key."""
    suffix = f".{key}" if key else ""
    return StageRef(pipeline, f"lost{suffix}", f"pipeline.{pipeline}.lost{suffix}")


class Ways:
    """Builds the ways out of one pipeline. `entities` tells what moves through each pipeline, by its id."""

    def __init__(
        self,
        resolver: Resolver,
        expander: Expander,
        recipe: PipelineRecipe,
        entities: dict[str, str],
        conditions: Conditions,
    ) -> None:
        self.resolver = resolver
        self.expander = expander
        self.recipe = recipe
        self.entities = entities
        self.entity = entities[recipe.id]
        self.conditions = conditions

    def tunnel(self, placed: Placed, address: str) -> Tunnel | None:
        node, frame = placed
        mode, path, if_, block = node.children
        word = self.resolver.word("tunnel mode", mode, MODES, frame)
        to = self.stage(path, frame)
        condition = self.conditions.build(if_.children[0], frame) if if_ is not None else None
        carried = self.carried(block, frame)
        if not word or to is None:
            return None
        self._check_way(word, to, placed, path)
        return Tunnel(address, placed.span, cast(Any, word), to, condition, *carried)

    def _check_way(self, mode: str, to: StageRef, placed: Placed, path: Node) -> None:
        frame = placed.frame
        if to.pipeline == self.recipe.id:
            self.resolver.add("M318", frame, path, name=str(to))
            return
        far = self.entities.get(to.pipeline, "deal")
        converts = self.entity == "lead" and far == "deal"
        if self.entity == "deal" and far == "lead":
            self.resolver.add("M319", frame, path, name=to.pipeline)
            return
        if converts != (mode == "convert"):
            wanted = "convert" if converts else "copy"
            # Between deals nobody knows whether a copy is meant or a move.
            fix = Fix((Edit(frame.span(placed.node.children[0]), wanted),), safe=converts)
            self.resolver.add("M317", frame, placed.node.children[0], fix=fix, mode=mode, wanted=wanted)

    def carried(self, block: Node | None, frame: Frame) -> tuple[tuple[FieldRef, ...], bool, bool, tuple[str, ...]]:
        """(fields, their tags too, everything, tags put on the copy)."""
        fields: list[FieldRef] = []
        tags: list[str] = []
        carry_tags = everything = False
        items = self.expander.statements(block.children, frame) if block is not None else ()
        for node, inner in placement.check(items, "tunnel", self.resolver):
            if node.kind == "tag":
                tags.append(self.resolver.name_text(node.children[0], inner))
                continue
            for path in node.children:
                word = path.children[0].text if len(path.children) == 1 else ""
                if word in ("tags", "everything"):
                    carry_tags = carry_tags or word == "tags"
                    everything = everything or word == "everything"
                    continue
                field = self.resolver.field(path, inner, self.entity)
                if field is not None:
                    fields.append(field_ref(field))
        return tuple(dict.fromkeys(fields)), carry_tags, everything, tuple(dict.fromkeys(tags))

    def same_entity(self, path: Node, frame: Frame) -> StageRef | None:
        """A place for what moves here: leads and deals cannot take each other's; only a tunnel turns a lead into a deal."""
        to = self.stage(path, frame)
        if to is not None and self.entities.get(to.pipeline, self.entity) != self.entity:
            self.resolver.add("M319", frame, path, name=to.pipeline)
        return to

    def stage(self, path: Node, frame: Frame) -> StageRef | None:
        """A place by `sales.offer`, `sales.won`, `sales.lost`, `sales.lost.junk`; in the own pipeline by `offer`."""
        node, inner = self.resolver.plain(path, frame)
        if node is None:
            return None
        words = [token.text for token in node.children] if isinstance(node, Node) else [node.text]
        if not all(words):
            return None
        recipe: PipelineRecipe | None = self.recipe
        if len(words) > 1:
            recipe, words = self._pipeline_of(words, node, inner)
        return self._place(recipe, words, node, inner) if recipe is not None else None

    def _pipeline_of(self, words: list[str], node: Any, frame: Frame) -> tuple[PipelineRecipe | None, list[str]]:
        unit = frame.unit
        if words[0] in unit.aliases and len(words) > 2:
            unit, words = unit.aliases[words[0]], words[1:]
        known = unit.visible("pipeline")
        if words[0] in known:
            return self.expander.recipes.get(words[0]), words[1:]
        if words[0] == "lost" and len(words) == 2:
            return self.recipe, words
        if words[0] not in self.resolver.skipped:
            self.resolver.unknown("pipeline", words[0], known, node, frame)
        return None, words

    def _place(self, recipe: PipelineRecipe, words: list[str], node: Any, frame: Frame) -> StageRef | None:
        base, word = f"pipeline.{recipe.id}", ".".join(words)
        if word in recipe.stages:
            return StageRef(recipe.id, word, f"{base}.stage.{word}")
        if word == "won":
            return StageRef(recipe.id, "won", f"{base}.won")
        if words[0] == "lost":
            key = words[1] if len(words) > 1 else ("" if "" in recipe.lost else next(iter(recipe.lost), ""))
            if key in recipe.lost:
                return loss(recipe.id, key)
        if not self.resolver.skipped.intersection(words):
            losses = [f"lost.{key}" if key else "lost" for key in recipe.lost]
            self.resolver.unknown("stage", word, [*recipe.stages, "won", *losses], node, frame)
        return None
