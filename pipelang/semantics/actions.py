"""Actions: tasks and all else that a trigger does."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, cast

from pipelang.diagnostics import Label
from pipelang.model.automation import (
    Action,
    Assign,
    CloseTasks,
    Copy,
    Distribution,
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
    Unsubscribe,
    Untag,
    Webhook,
    Win,
)
from pipelang.semantics import placement
from pipelang.semantics.conditions import Conditions
from pipelang.semantics.field_values import FieldValues
from pipelang.semantics.names import field_ref
from pipelang.semantics.resolver import Resolver
from pipelang.semantics.units import Frame, Placed
from pipelang.semantics.ways import Ways, loss
from pipelang.source import Span
from pipelang.syntax.tree import Node

TASK_KINDS = ("call", "meeting", "letter", "todo")


class Actions:
    """Builds the actions of one pipeline. `reason_of` tells the loss that a reason belongs to."""

    def __init__(self, resolver: Resolver, conditions: Conditions, ways: Ways, reason_of: dict[str, str]) -> None:
        self.resolver = resolver
        self.conditions = conditions
        self.values = FieldValues(resolver, conditions)
        self.ways = ways
        self.entity = ways.entity
        self.reason_of = reason_of

    def build(self, items: Iterable[Placed], address: str) -> tuple[Action, ...]:
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
            self.role(assignee.children[0], frame) if assignee is not None else None,
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
        role, words = self.role(path, frame), self.resolver.live_text(text, frame)
        return Notify(address, at, role, words) if role else None

    def role(self, path: Node, frame: Frame) -> str:
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
        made = self.values.build(value, field, frame) if field is not None else None
        return SetField(address, at, field_ref(field), made) if field is not None and made is not None else None

    def _tag(self, node: Node, frame: Frame, address: str, at: Span) -> Action:
        return Tag(address, at, self.resolver.name_text(node.children[0], frame))

    def _untag(self, node: Node, frame: Frame, address: str, at: Span) -> Action:
        return Untag(address, at, self.resolver.name_text(node.children[0], frame))

    def _move(self, node: Node, frame: Frame, address: str, at: Span) -> Action | None:
        to = self.ways.same_entity(node.children[0], frame)
        return Move(address, at, to) if to else None

    def _copy(self, node: Node, frame: Frame, address: str, at: Span) -> Action | None:
        to = self.ways.same_entity(node.children[0], frame)
        carried = self.ways.carried(node.children[1], frame)
        return Copy(address, at, to, *carried) if to else None

    def _win(self, node: Node, frame: Frame, address: str, at: Span) -> Action:
        return Win(address, at)

    def _lose(self, node: Node, frame: Frame, address: str, at: Span) -> Action | None:
        reason = self.conditions.reason(node.children[0], frame)
        if not reason:
            return None
        return Lose(address, at, reason, loss(self.ways.recipe.id, self.reason_of[reason]))

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


Builder = Callable[[Actions, Node, Frame, str, Span], Action | None]

_BUILDERS: dict[str, Builder] = {
    "task": Actions.task,
    "send": Actions._send,
    "notify": Actions._notify,
    "assign": Actions._assign,
    "set_field": Actions._set,
    "tag": Actions._tag,
    "untag": Actions._untag,
    "move": Actions._move,
    "copy": Actions._copy,
    "win": Actions._win,
    "lose": Actions._lose,
    "document_title": Actions._document_title,
    "document_made": Actions._document_made,
    "webhook": Actions._webhook,
    "run": Actions._run,
    "start_process": Actions._process,
    "close_tasks": Actions._close,
    "subscribe": Actions._subscribe,
    "unsubscribe": Actions._subscribe,
}
