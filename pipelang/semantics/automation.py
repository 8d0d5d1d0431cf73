"""Triggers, actions and tunnels of one pipeline."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, cast

from pipelang.diagnostics import Edit, Fix, Kind, Label
from pipelang.model.automation import (
    Action,
    Assign,
    CloseTasks,
    Copy,
    Distribution,
    Event,
    Lose,
    MakeDocument,
    Move,
    Notify,
    Run,
    Send,
    SetField,
    StartProcess,
    Subscribe,
    Tag,
    Task,
    Trigger,
    Tunnel,
    Unsubscribe,
    Untag,
    Webhook,
    Win,
)
from pipelang.model.conditions import Condition
from pipelang.model.program import Field
from pipelang.model.values import FieldRef, Literal, StageRef, Today, Value
from pipelang.semantics import placement
from pipelang.semantics.conditions import HOLDS, Conditions
from pipelang.semantics.expand import Expander, PipelineRecipe
from pipelang.semantics.resolver import Resolver, field_ref
from pipelang.semantics.units import Frame, Placed
from pipelang.source import Span
from pipelang.syntax.tree import Node

TASK_KINDS = ("call", "meeting", "letter", "todo")
MODES = ("copy", "move", "convert")


class Automation:
    """Builds what happens by itself in one pipeline. `reason_of` tells the loss that a reason belongs to."""

    def __init__(
        self,
        resolver: Resolver,
        expander: Expander,
        recipe: PipelineRecipe,
        entity: str,
        entities: dict[str, str],
        conditions: Conditions,
        reason_of: dict[str, str],
    ) -> None:
        self.resolver = resolver
        self.expander = expander
        self.recipe = recipe
        self.entity = entity
        self.entities = entities
        self.conditions = conditions
        self.reason_of = reason_of

    # ---- triggers ----

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
        actions = self.actions(self.expander.statements(block.children, frame), address)
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

    # ---- actions ----

    def actions(self, items: Iterable[Placed], address: str) -> tuple[Action, ...]:
        made: list[Action] = []
        for placed in placement.check(items, "on", self.resolver):
            action = _BUILDERS[placed.node.kind](
                self, placed.node, placed.frame, f"{address}.action.{len(made) + 1}", placed.span
            )
            if action is not None:
                made.append(action)
        return tuple(made)

    def task(self, node: Node, frame: Frame, address: str, at: Span) -> Task:
        kind, text, *written = node.children
        clauses = self._clauses(written, frame)
        assignee, due = clauses.get("by_role"), clauses.get("due")
        return Task(
            address,
            at,
            self._task_kind(kind, frame),
            self.resolver.live_text(text, frame),
            self._role(assignee.children[0], frame) if assignee is not None else None,
            self.resolver.duration(due.children[0], frame) if due is not None else None,
            "required" in clauses,
        )

    def _clauses(self, written: list[Any], frame: Frame) -> dict[str, Any]:
        """The clauses of a task by kind, in whatever order they were written."""
        found: dict[str, Any] = {}
        for clause in written:
            kind = clause.kind if isinstance(clause, Node) else "required"
            if kind in found:
                label = Label(frame.span(found[kind]), "first-defined")
                self.resolver.add("M302", frame, clause, label, statement=kind.removesuffix("_role"))
            else:
                found[kind] = clause
        return found

    def _task_kind(self, path: Node, frame: Frame) -> str:
        node, inner = self.resolver.plain(path, frame)
        word = (
            node.children[0].text if isinstance(node, Node) and len(node.children) == 1 else getattr(node, "text", "")
        )
        if word in TASK_KINDS or not word:
            return word or "todo"
        known = {**frame.unit.visible("task type"), **dict.fromkeys(TASK_KINDS)}
        if word not in known and word not in self.resolver.skipped:
            self.resolver.unknown("task type", word, known, node, inner)
        return str(word)

    def _send(self, node: Node, frame: Frame, address: str, at: Span) -> Action | None:
        message = self.resolver.id_of("message", node.children[0], frame)
        return Send(address, at, message) if message else None

    def _notify(self, node: Node, frame: Frame, address: str, at: Span) -> Action | None:
        path, text = node.children
        role, words = self._role(path, frame), self.resolver.live_text(text, frame)
        return Notify(address, at, role, words) if role else None

    def _role(self, path: Node, frame: Frame) -> str:
        """A role's id, or `owner`: whoever answers for the deal."""
        node, _ = self.resolver.plain(path, frame)
        if isinstance(node, Node) and node.kind == "path" and [token.text for token in node.children] == ["owner"]:
            return "owner"
        return self.resolver.id_of("role", path, frame)

    def _assign(self, node: Node, frame: Frame, address: str, at: Span) -> Action | None:
        role = self.resolver.id_of("role", node.children[0], frame)
        distribution = self.distribution(node.children[1], frame)
        return Assign(address, at, role, distribution) if role else None

    def distribution(self, node: Node | None, frame: Frame) -> Distribution | None:
        if node is None:
            return None
        word = node.children[0].children[0].text
        if word in ("turns", "load"):
            return Distribution(cast(Any, word))
        field = self.resolver.field(node.children[0], frame, self.entity)
        return Distribution("field", field_ref(field)) if field else None

    def _set(self, node: Node, frame: Frame, address: str, at: Span) -> Action | None:
        path, value = node.children
        field = self.resolver.field(path, frame, self.entity)
        made = self._value(value, field, frame) if field is not None else None
        return SetField(address, at, field_ref(field), made) if field is not None and made is not None else None

    def _value(self, written: Any, field: Field, frame: Frame) -> Value | None:
        node, inner = self.resolver.plain(written, frame)
        if node is None:
            return None
        if isinstance(node, Node) and node.kind == "today":
            return self._today(node, field, inner)
        if isinstance(node, Node) and node.kind == "path":
            return self.conditions._named_value(node, field, inner)
        literal = self.resolver.literal(node, inner)
        if literal is None or not self.conditions._fits(literal, field, node, inner):
            return None
        self._check_bounds(literal, field, node, inner)
        return literal

    def _check_bounds(self, literal: Literal, field: Field, node: Any, frame: Frame) -> None:
        if field.low is None or field.high is None or literal.type != "number":
            return
        if not field.low <= float(cast(float, literal.value)) <= field.high:
            self.resolver.add(
                "T413",
                frame,
                node,
                Label(field.at, "declared"),
                name=field.id,
                bounds=f"{field.low:g}..{field.high:g}",
                value=str(literal),
            )

    def _today(self, node: Node, field: Field, frame: Frame) -> Today | None:
        if HOLDS.get(field.type) != "date":
            self.resolver.add(
                "T405",
                frame,
                node,
                Label(field.at, "declared"),
                name=field.id,
                wanted=Kind("date"),
                type=Kind(field.type),
            )
            return None
        if node.children[0] is None:
            return Today()
        sign, duration = node.children[0].children
        shift = self.resolver.duration(duration, frame)
        if shift is None:
            return Today()
        if shift.unit not in ("d", "w"):
            self.resolver.add("T412", frame, duration, duration=str(shift))
        days = shift.amount * (7 if shift.unit == "w" else 1)
        return Today(-days if sign.type == "MINUS" else days)

    def _tag(self, node: Node, frame: Frame, address: str, at: Span) -> Action:
        return Tag(address, at, self.resolver.name_text(node.children[0], frame))

    def _untag(self, node: Node, frame: Frame, address: str, at: Span) -> Action:
        return Untag(address, at, self.resolver.name_text(node.children[0], frame))

    def _move(self, node: Node, frame: Frame, address: str, at: Span) -> Action | None:
        to = self._same_entity(self.stage(node.children[0], frame), node.children[0], frame)
        return Move(address, at, to) if to else None

    def _copy(self, node: Node, frame: Frame, address: str, at: Span) -> Action | None:
        to = self._same_entity(self.stage(node.children[0], frame), node.children[0], frame)
        carried = self.carried(node.children[1], frame)
        return Copy(address, at, to, *carried) if to else None

    def _same_entity(self, to: StageRef | None, path: Node, frame: Frame) -> StageRef | None:
        """Leads and deals cannot take each other's places; only a tunnel turns a lead into a deal."""
        if to is not None and self.entities.get(to.pipeline, self.entity) != self.entity:
            self.resolver.add("M319", frame, path, name=to.pipeline)
        return to

    def _win(self, node: Node, frame: Frame, address: str, at: Span) -> Action:
        return Win(address, at)

    def _lose(self, node: Node, frame: Frame, address: str, at: Span) -> Action | None:
        reason = self.conditions.reason(node.children[0], frame)
        if not reason:
            return None
        lost = self.reason_of[reason]
        suffix = f".{lost}" if lost else ""
        to = StageRef(self.recipe.id, f"lost{suffix}", f"pipeline.{self.recipe.id}.lost{suffix}")
        return Lose(address, at, reason, to)

    def _document_title(self, node: Node, frame: Frame, address: str, at: Span) -> Action:
        return MakeDocument(address, at, None, self.resolver.name_text(node.children[0], frame))

    def _document_made(self, node: Node, frame: Frame, address: str, at: Span) -> Action | None:
        found = self.resolver.name("document", node.children[0], frame)
        if found is None:
            return None
        id, name, _ = found.node.children
        return MakeDocument(address, at, id.text, self.resolver.text(name, found.frame))

    def _webhook(self, node: Node, frame: Frame, address: str, at: Span) -> Action:
        url = self.resolver.name_text(node.children[0], frame)
        if url and not url.startswith(("https://", "http://")):
            self.resolver.add("M334", frame, node.children[0], url=url)
        return Webhook(address, at, url)

    def _run(self, node: Node, frame: Frame, address: str, at: Span) -> Action | None:
        service = self.resolver.id_of("service", node.children[0], frame)
        what = self.resolver.name_text(node.children[1], frame)
        return Run(address, at, service, what) if service else None

    def _process(self, node: Node, frame: Frame, address: str, at: Span) -> Action:
        return StartProcess(
            address,
            at,
            self.resolver.name_text(node.children[0], frame),
            self.resolver.duration(node.children[1], frame),
        )

    def _close(self, node: Node, frame: Frame, address: str, at: Span) -> Action:
        return CloseTasks(address, at)

    def _subscribe(self, node: Node, frame: Frame, address: str, at: Span) -> Action | None:
        channel = self.resolver.id_of("channel", node.children[0], frame)
        kind = Subscribe if node.kind == "subscribe" else Unsubscribe
        return kind(address, at, channel) if channel else None

    # ---- ways out ----

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
            fix = Fix((Edit(frame.span(placed.node.children[0]), wanted),))
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
                suffix = f".{key}" if key else ""
                return StageRef(recipe.id, f"lost{suffix}", f"{base}.lost{suffix}")
        if not self.resolver.skipped.intersection(words):
            losses = [f"lost.{key}" if key else "lost" for key in recipe.lost]
            self.resolver.unknown("stage", word, [*recipe.stages, "won", *losses], node, frame)
        return None


Builder = Callable[[Automation, Node, Frame, str, Span], Action | None]

_BUILDERS: dict[str, Builder] = {
    "task": Automation.task,
    "send": Automation._send,
    "notify": Automation._notify,
    "assign": Automation._assign,
    "set_field": Automation._set,
    "tag": Automation._tag,
    "untag": Automation._untag,
    "move": Automation._move,
    "copy": Automation._copy,
    "win": Automation._win,
    "lose": Automation._lose,
    "document_title": Automation._document_title,
    "document_made": Automation._document_made,
    "webhook": Automation._webhook,
    "run": Automation._run,
    "start_process": Automation._process,
    "close_tasks": Automation._close,
    "subscribe": Automation._subscribe,
    "unsubscribe": Automation._subscribe,
}
