"""Triggers: events of a deal's life, and the actions they set off. Each class is one word of the language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal as Choice

from pipelang.model.conditions import Condition
from pipelang.model.values import Duration, FieldRef, StageRef, Text, Value
from pipelang.source import Span

EventKind = Choice[
    "enter", "leave", "overdue", "idle", "change", "tag", "message", "call", "form", "payment", "won", "lost", "date", "schedule"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """What happened. Only the attributes of its kind are set.

    idle: `wait`; change: `field`; tag: `text`; message: `channel`, `text` (what it matches); call: `call`; form: `channel`;
    date: `field` and `shift` (days, negative is before); schedule: `days` and `time` (`09:00`).
    """

    kind: EventKind
    wait: Duration | None = None
    field: FieldRef | None = None
    text: str | None = None
    channel: str | None = None
    call: Choice["missed", "incoming", "outgoing"] | None = None
    shift: Duration | None = None
    before: bool = False
    days: tuple[str, ...] = ()
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Distribution:
    """How an owner is chosen among the people of a role: in turn, by load, or by the value of a field."""

    by: Choice["turns", "load", "field"]
    field: FieldRef | None = None


@dataclass(frozen=True, slots=True)
class Action:
    address: str
    at: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Task(Action):
    """A task for the owner of the deal, or for `assignee` (a role). `required`: the deal may not leave before it is done."""

    kind: str
    text: Text
    assignee: str | None = None
    due: Duration | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Send(Action):
    message: str


@dataclass(frozen=True, slots=True)
class Notify(Action):
    """`role` is a role's id, or `owner`: whoever answers for the deal."""

    role: str
    text: Text


@dataclass(frozen=True, slots=True)
class Assign(Action):
    role: str
    distribution: Distribution | None = None


@dataclass(frozen=True, slots=True)
class SetField(Action):
    field: FieldRef
    value: Value


@dataclass(frozen=True, slots=True)
class Tag(Action):
    tag: str


@dataclass(frozen=True, slots=True)
class Untag(Action):
    tag: str


@dataclass(frozen=True, slots=True)
class Move(Action):
    to: StageRef


@dataclass(frozen=True, slots=True)
class Copy(Action):
    """A copy of the deal starts on `to` with the carried fields; `everything` carries all fields and tags."""

    to: StageRef
    carry: tuple[FieldRef, ...] = ()
    carry_tags: bool = False
    everything: bool = False
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Win(Action):
    pass


@dataclass(frozen=True, slots=True)
class Lose(Action):
    """`reason` is an id of a loss reason of the deal's pipeline; `to` is the loss it belongs to."""

    reason: str
    to: StageRef


@dataclass(frozen=True, slots=True)
class MakeDocument(Action):
    """`document` is the id of a declared one; `title` names a template that is kept in the CRM."""

    document: str | None
    title: str


@dataclass(frozen=True, slots=True)
class Webhook(Action):
    url: str


@dataclass(frozen=True, slots=True)
class Run(Action):
    """Something done by a service that the client pays for: `run f5 "Отправить QR-код"`."""

    service: str
    what: str


@dataclass(frozen=True, slots=True)
class StartProcess(Action):
    """A business process; `wait` is set when the deal waits for its end, at most so long."""

    name: str
    wait: Duration | None = None


@dataclass(frozen=True, slots=True)
class CloseTasks(Action):
    pass


@dataclass(frozen=True, slots=True)
class Subscribe(Action):
    channel: str


@dataclass(frozen=True, slots=True)
class Unsubscribe(Action):
    channel: str


@dataclass(frozen=True, slots=True)
class Trigger:
    """`on EVENT [if …] [after DUR] { actions }`; `enabled` is false for `off on …`."""

    address: str
    at: Span = field(compare=False, repr=False)
    event: Event
    condition: Condition | None
    delay: Duration | None
    actions: tuple[Action, ...]
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Tunnel:
    """A way into another pipeline: the deal itself moves, a copy goes, or a lead converts into a deal."""

    address: str
    at: Span = field(compare=False, repr=False)
    mode: Choice["copy", "move", "convert"]
    to: StageRef
    condition: Condition | None = None
    carry: tuple[FieldRef, ...] = ()
    carry_tags: bool = False
    everything: bool = False
    tags: tuple[str, ...] = ()
