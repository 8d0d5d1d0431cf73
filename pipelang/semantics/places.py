"""Stages and outcomes, built of their layers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from pipelang.diagnostics import Label
from pipelang.model.automation import Task, Trigger, Tunnel
from pipelang.model.pipeline import (
    AccessRule,
    Hint,
    Lost,
    Norm,
    Objection,
    Owner,
    Reason,
    Requirement,
    Review,
    Stage,
    Won,
)
from pipelang.model.values import Duration
from pipelang.semantics import placement
from pipelang.semantics.automation import Automation
from pipelang.semantics.expand import PlaceRecipe
from pipelang.semantics.layers import Merged, merge, replaced
from pipelang.semantics.names import field_ref
from pipelang.semantics.resolver import Resolver
from pipelang.semantics.units import Placed
from pipelang.syntax.tokens import Token
from pipelang.syntax.tree import Node

LEVELS = ("newbie", "candidate", "master")
RIGHTS = ("view", "edit", "delete", "export", "none")


class Places:
    """Builds the places of one pipeline."""

    def __init__(self, resolver: Resolver, automation: Automation, pipeline: str) -> None:
        self.resolver = resolver
        self.automation = automation
        self.pipeline = pipeline
        self.entity = automation.entity

    def stage(self, recipe: PlaceRecipe) -> Stage:
        address = f"{self.pipeline}.stage.{recipe.id}"
        merged = merge(recipe.layers, "stage", self.resolver)
        common = self._common(recipe, address, merged, recipe.id)
        return Stage(
            **common,
            key=recipe.key,
            no_skip="no_skip" in merged.once,
            react=self._sla(merged, "react"),
            stay=self._sla(merged, "stay"),
            norm=self._norm(merged.once.get("norm")),
        )

    def won(self, recipe: PlaceRecipe) -> Won:
        merged = merge(recipe.layers, "won", self.resolver)
        return Won(**self._common(recipe, f"{self.pipeline}.won", merged, "won"))

    def lost(self, recipe: PlaceRecipe) -> Lost:
        address = f"{self.pipeline}.lost.{recipe.id}" if recipe.id else f"{self.pipeline}.lost"
        if recipe.head.node.children[0] is not None:
            self.resolver.check_id(recipe.head.node.children[0], recipe.head.frame)
        merged = merge(recipe.layers, "lost", self.resolver)
        common = self._common(recipe, address, merged, recipe.id or "lost")
        reasons = {item.node.children[0].text: item for item in merged.all("reason")}
        return Lost(
            **common,
            reasons=tuple(self._reason(item, address) for item in reasons.values()),
            review=self._review(merged.once.get("review"), address),
        )

    def _common(self, recipe: PlaceRecipe, address: str, merged: Merged, id: str) -> dict[str, Any]:
        about, goal = merged.once.get("about"), merged.once.get("goal")
        self._look_into(replaced(recipe), address)
        return {
            "address": address,
            "at": recipe.head.span._replace(end=self._head_end(recipe)),
            "id": id,
            "name": self._name(recipe),
            "was": recipe.was.text if recipe.was is not None else None,
            "about": self.resolver.text(about.node.children[0], about.frame) if about else None,
            "owner": self._owner(merged.once.get("owner"), address),
            "requirements": self._requirements(merged.all("require"), address),
            "tasks": self._tasks(merged.all("task"), address),
            "checklist": self._checklist(merged.all("checklist")),
            "goal": self.resolver.text(goal.node.children[0], goal.frame) if goal else None,
            "hints": self._hints(merged, address),
            "objections": self._objections(merged.all("objection"), address),
            "triggers": self._triggers(merged, address),
            "tunnels": self._tunnels(merged.all("tunnel"), address),
            "access": access_rules(merged.all("access"), address, self.resolver, set(self.automation.recipe.stages)),
        }

    def _look_into(self, items: Iterable[Placed], address: str) -> None:
        """Build what does not come to anything, and throw it away: its mistakes are mistakes all the same."""
        for item in items:
            parts = item.node.children
            match item.node.kind:
                case "owner":
                    self._owner(item, address)
                case "react" | "stay":
                    self.resolver.duration(parts[0], item.frame)
                case "norm":
                    self._norm(item)
                case "review":
                    self._review(item, address)
                case "goal" | "about" | "hint":
                    self.resolver.text(parts[-1], item.frame)
                case "trigger":
                    self.automation.trigger(item, address)

    def _head_end(self, recipe: PlaceRecipe) -> int:
        """Places are pointed at by their first line, not by their whole block."""
        tokens = [child for child in recipe.head.node.children if isinstance(child, Token)]
        return max((token.end for token in tokens), default=recipe.head.node.start + 4)

    def _name(self, recipe: PlaceRecipe) -> str:
        if recipe.name is not None:
            return self.resolver.name_text(recipe.name.node, recipe.name.frame)
        defaults = {"won": self.resolver.outcomes.won, "": self.resolver.outcomes.lost}
        return defaults.get(recipe.id, recipe.id)

    def _owner(self, item: Placed | None, address: str) -> Owner | None:
        if item is None:
            return None
        path, distribution = item.node.children
        role = self.resolver.id_of("role", path, item.frame)
        if not role:
            return None
        return Owner(
            f"{address}.owner", item.span, role, self.automation.actions.distribution(distribution, item.frame)
        )

    def _sla(self, merged: Merged, key: str) -> Duration | None:
        item = merged.sla.get(key)
        return self.resolver.duration(item.node.children[0], item.frame) if item else None

    def _norm(self, item: Placed | None) -> Norm | None:
        if item is None:
            return None
        percent = self.resolver.percent(item.node.children[0], item.frame)
        return Norm(percent, self.resolver.duration(item.node.children[1], item.frame)) if percent is not None else None

    def _requirements(self, items: list[Placed], address: str) -> tuple[Requirement, ...]:
        made: list[Requirement] = []
        for node, frame in items:
            *paths, here, if_ = node.children
            condition = self.automation.conditions.build(if_.children[0], frame) if if_ is not None else None
            for path in paths:
                field = self.resolver.field(path, frame, self.entity)
                if field is not None:
                    number = f"{address}.require.{len(made) + 1}"
                    made.append(Requirement(number, frame.span(path), field_ref(field), here is not None, condition))
        return tuple(made)

    def _tasks(self, items: list[Placed], address: str) -> tuple[Task, ...]:
        return tuple(
            self.automation.actions.task(item.node, item.frame, f"{address}.task.{number}", item.span)
            for number, item in enumerate(items, 1)
        )

    def _checklist(self, items: list[Placed]) -> tuple[str, ...]:
        return tuple(self.resolver.name_text(text, item.frame) for item in items for text in item.node.children)

    def _hints(self, merged: Merged, address: str) -> tuple[Hint, ...]:
        made: list[Hint] = []
        for key, item in merged.once.items():
            if key.startswith("hint "):
                level, text = item.node.children
                word = self.resolver.word("level", level, LEVELS, item.frame) if level is not None else None
                where = f"{address}.hint.{word}" if word else f"{address}.hint"
                if word != "":
                    made.append(Hint(where, item.span, cast(Any, word), self.resolver.text(text, item.frame)))
        return tuple(sorted(made, key=lambda hint: LEVELS.index(hint.level) if hint.level else -1))

    def _objections(self, items: list[Placed], address: str) -> tuple[Objection, ...]:
        """By title: the same objection in a later layer has the better answer."""
        by_title: dict[str, Placed] = {}
        for item in items:
            title = self.resolver.name_text(item.node.children[0], item.frame)
            earlier = by_title.get(title)
            if earlier is not None and title and earlier.frame is item.frame:
                label = Label(earlier.span, "first-defined")
                self.resolver.problems.add("M302", item.span, label, statement="objection")
            by_title[title] = item
        return tuple(
            Objection(
                f"{address}.objection.{number}", item.span, title, self.resolver.text(item.node.children[1], item.frame)
            )
            for number, (title, item) in enumerate(by_title.items(), 1)
        )

    def _triggers(self, merged: Merged, address: str) -> tuple[Trigger, ...]:
        items = [item for same in merged.triggers.values() for item in same]
        return tuple(
            self.automation.trigger(item, f"{address}.trigger.{number}") for number, item in enumerate(items, 1)
        )

    def _tunnels(self, items: list[Placed], address: str) -> tuple[Tunnel, ...]:
        made: list[Tunnel] = []
        for item in items:
            tunnel = self.automation.ways.tunnel(item, f"{address}.tunnel.{len(made) + 1}")
            if tunnel is not None:
                made.append(tunnel)
        return tuple(made)

    def _reason(self, item: Placed, address: str) -> Reason:
        id, name, was, block = item.node.children
        self.resolver.check_id(id, item.frame)
        return Reason(
            f"{address}.reason.{id.text}",
            item.span,
            id.text,
            self.resolver.name_text(name, item.frame),
            was.children[0].text if was is not None else None,
            about_of(block, item, f"{address}.reason.{id.text}", self.resolver, self.automation.expander),
        )

    def _review(self, item: Placed | None, address: str) -> Review | None:
        if item is None:
            return None
        role = self.resolver.id_of("role", item.node.children[0], item.frame)
        within = self.resolver.duration(item.node.children[1], item.frame)
        return Review(f"{address}.review", item.span, role, within) if role else None


def about_of(block: Node | None, item: Placed, where: str, resolver: Resolver, expander: Any) -> str | None:
    """The `about` of a small block; its `allow` lines are kept for `where`, the address of what it describes."""
    found: Placed | None = None
    statements = expander.statements(block.children, item.frame) if block is not None else ()
    for placed in placement.check(statements, "name", resolver):
        if placed.node.kind == "allow":
            resolver.allowed.append((placed, where))
        elif found is not None:
            resolver.problems.add("M302", placed.span, Label(found.span, "first-defined"), statement="about")
        else:
            found = placed
    return resolver.text(found.node.children[0], found.frame) if found is not None else None


def access_rules(items: list[Placed], address: str, resolver: Resolver, stages: set[str]) -> tuple[AccessRule, ...]:
    made: list[AccessRule] = []
    for node, frame in items:
        for rule in node.children:
            path, rights, scope = rule.children
            role = resolver.id_of("role", path, frame)
            words = tuple(resolver.word("right", token, RIGHTS, frame) for token in rights.children)
            kind, named = "all", ()
            if scope is not None:
                kind = scope.kind.removeprefix("scope_")
                named = tuple(token.text for token in scope.children)
                for token in scope.children:
                    if token.text and token.text not in stages and token.text not in resolver.skipped:
                        resolver.unknown("stage", token.text, stages, token, frame)
            if role and all(words):
                number = f"{address}.access.{len(made) + 1}"
                made.append(AccessRule(number, frame.span(rule), role, cast(Any, words), cast(Any, kind), named))
    return tuple(made)


__all__ = ["Places", "about_of", "access_rules"]
