"""`target … { … }` blocks and `allow` lines: what is not portable, and what is broken on purpose."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pipelang.model.pipeline import Allow
from pipelang.model.program import TargetOption
from pipelang.semantics.expand import Expander, PlaceRecipe
from pipelang.semantics.resolver import Resolver
from pipelang.semantics.units import Frame, Placed
from pipelang.syntax.tokens import Token
from pipelang.syntax.tree import Node

#: Word of a subject -> kind of name; pipelines have places below them and are looked up apart.
_SUBJECTS = {
    "role": "role",
    "product": "product",
    "service": "service",
    "channel": "channel",
    "field": "field",
    "message": "message",
    "document": "document",
    "pipeline": "pipeline",
}


class Options:
    """Builds the options of targets. `targets` names the installed ones, and is only called when a block is there."""

    def __init__(self, resolver: Resolver, expander: Expander, targets: Callable[[], Iterable[str]] | None) -> None:
        self.resolver = resolver
        self.expander = expander
        self.targets = targets

    def build(self, placed: Placed) -> Iterator[TargetOption]:
        name, block = placed.node.children
        frame = placed.frame
        if self.targets is not None and name.text:
            known = list(self.targets())
            if name.text not in known:
                self.resolver.unknown("target", name.text, known, name, frame)
                return
        for node in block.children:
            if node.kind == "target_option":
                yield self._option(name.text, "", node, frame)
            else:
                subject = self._subject(node, frame)
                if subject:
                    yield from (self._option(name.text, subject, option, frame) for option in node.children[2:])

    def _option(self, target: str, subject: str, node: Node, frame: Frame) -> TargetOption:
        key, value = node.children
        return TargetOption(frame.span(node), target, subject, key.text, self._value(value, frame))

    def _value(self, node: Any, frame: Frame) -> Any:
        if isinstance(node, Node) and node.kind == "option_list":
            return tuple(self._value(child, frame) for child in node.children)
        literal = self.resolver.literal(node, frame)
        if literal is not None:
            return (
                literal.value
                if isinstance(literal.value, (str, int, float, bool)) and not literal.currency
                else str(literal)
            )
        return node.text if isinstance(node, Token) else ""

    def _subject(self, node: Node, frame: Frame) -> str:
        kind = self.resolver.word("subject", node.children[0], _SUBJECTS, frame)
        path: Node = node.children[1]
        words = [token.text for token in path.children]
        if not kind or not all(words):
            return ""
        if kind == "pipeline":
            return self._place(words, path, frame)
        if kind == "field":
            field = self.resolver.field(path, frame, "deal")
            return field.address if field is not None else ""
        id = self.resolver.id_of(_SUBJECTS[kind], path, frame)
        return f"{kind}.{id}" if id else ""

    def _place(self, words: list[str], path: Node, frame: Frame) -> str:
        unit = frame.unit
        if words[0] in unit.aliases and len(words) > 1:
            unit, words = unit.aliases[words[0]], words[1:]
        recipe = self.expander.recipes.get(words[0])
        if recipe is None or words[0] not in unit.visible("pipeline"):
            self.resolver.unknown("pipeline", words[0], unit.visible("pipeline"), path, frame)
            return ""
        places: dict[str, PlaceRecipe | None] = {"": None, "won": recipe.won}
        places |= {f"stage.{id}": stage for id, stage in recipe.stages.items()}
        places |= {f"lost.{key}" if key else "lost": lost for key, lost in recipe.lost.items()}
        rest = ".".join(words[1:])
        if rest in places:
            return ".".join(["pipeline", *words])
        if rest in recipe.stages:
            return f"pipeline.{words[0]}.stage.{rest}"
        self.resolver.unknown("stage", rest, [*recipe.stages, *places], path, frame)
        return ""


class Allows:
    """Gathers every `allow`, with the address of what it stands in."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver
        self.found: list[Allow] = []

    def take(self, items: Iterable[Placed], where: str) -> None:
        for node, frame in items:
            if node.kind == "allow":
                rule, why = node.children
                text = self.resolver.text(why, frame).strip()
                if not text and why.end > why.start:
                    self.resolver.add("M327", frame, node, rule=_rule(rule))
                self.found.append(Allow(frame.span(node), _rule(rule), text, where))


def _rule(node: Node) -> str:
    return "-".join(token.text for token in node.children)
