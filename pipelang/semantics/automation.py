"""What happens by itself in one pipeline: triggers, with their actions and tunnels."""

from __future__ import annotations

from typing import Any, cast

from pipelang.diagnostics import Kind, Label
from pipelang.model.automation import Event, Trigger
from pipelang.model.conditions import Condition
from pipelang.semantics.actions import Actions
from pipelang.semantics.conditions import HOLDS, Conditions
from pipelang.semantics.expand import Expander, PipelineRecipe
from pipelang.semantics.names import field_ref
from pipelang.semantics.resolver import Resolver
from pipelang.semantics.units import Frame, Placed
from pipelang.semantics.ways import Ways
from pipelang.syntax.tree import Node


class Automation:
    """Builds the triggers of one pipeline; `actions` and `ways` build what triggers and places share.

    `entities` tells what moves through each pipeline, `reason_of` the loss that a reason belongs to.
    """

    def __init__(
        self,
        resolver: Resolver,
        expander: Expander,
        recipe: PipelineRecipe,
        entities: dict[str, str],
        conditions: Conditions,
        reason_of: dict[str, str],
    ) -> None:
        self.resolver = resolver
        self.expander = expander
        self.recipe = recipe
        self.entity = entities[recipe.id]
        self.conditions = conditions
        self.ways = Ways(resolver, expander, recipe, entities, conditions)
        self.actions = Actions(resolver, conditions, self.ways, reason_of)

    def trigger(self, placed: Placed, address: str) -> Trigger:
        node, frame = placed
        off, event, *clauses, block = node.children
        condition: Condition | None = None
        delay = None
        seen: dict[str, Node] = {}
        for clause in clauses:
            if clause.kind in seen:
                label = Label(frame.span(seen[clause.kind]), "first-defined")
                self.resolver.add("M302", frame, clause, label, statement=clause.kind.rstrip("_"))
            elif clause.kind == "after":
                delay = self.resolver.duration(clause.children[0], frame)
            else:
                condition = self.conditions.build(clause.children[0], frame)
            seen[clause.kind] = clause
        actions = self.actions.build(self.expander.statements(block.children, frame), address)
        return Trigger(address, placed.span, self.event(event, frame), condition, delay, actions, enabled=off is None)

    def event(self, node: Node, frame: Frame) -> Event:
        resolver, parts = self.resolver, node.children
        match node.kind:
            case "on_idle":
                return Event("idle", wait=resolver.duration(parts[0], frame))
            case "on_change":
                field = resolver.field(parts[0], frame, self.entity)
                return Event("change", field=field_ref(field) if field else None)
            case "on_tag":
                return Event("tag", text=resolver.name_text(parts[0], frame))
            case "on_message":
                channel = resolver.id_of("channel", parts[0], frame) if parts[0] is not None else None
                text = resolver.text(parts[1], frame) if parts[1] is not None else None
                return Event("message", channel=channel or None, text=text)
            case "on_call":
                word = resolver.word("call", parts[0], ("missed", "incoming", "outgoing"), frame)
                return Event("call", call=cast(Any, word or "missed"))
            case "on_form":
                channel = resolver.id_of("channel", parts[0], frame) if parts[0] is not None else None
                return Event("form", channel=channel or None)
            case "on_date":
                return self._date_event(parts, frame)
            case "on_schedule":
                return Event("schedule", days=resolver.days(parts[0], frame), time=resolver.clock(parts[1], frame))
        return Event(cast(Any, node.kind.removeprefix("on_")))

    def _date_event(self, parts: list[Any], frame: Frame) -> Event:
        field = self.resolver.field(parts[0], frame, self.entity)
        if field is not None and HOLDS.get(field.type) != "date":
            self.resolver.add(
                "T405",
                frame,
                parts[0],
                Label(field.at, "declared"),
                name=field.id,
                wanted=Kind("date"),
                type=Kind(field.type),
            )
        shift, before = None, False
        if parts[1] is not None:
            sign, duration = parts[1].children
            shift, before = self.resolver.duration(duration, frame), sign.type == "MINUS"
        return Event("date", field=field_ref(field) if field else None, shift=shift, before=before)
