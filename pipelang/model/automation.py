"""Triggers: events of a deal's life, and the actions they set off. Each class is one word of the language."""

from __future__ import annotations

from dataclasses import field
from typing import Literal as Choice

from pipelang.model.conditions import Condition
from pipelang.model.values import Duration, FieldRef, StageRef, Text, Value
from pipelang.records import record
from pipelang.source import Span

EventKind = Choice[
    "enter", "leave", "overdue", "idle", "change", "tag", "message", "call", "form", "payment", "won", "lost", "date", "schedule"
]  # fmt: skip


@record
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


@record
class Distribution:
    """How an owner is chosen among the people of a role: in turn, by load, or by the value of a field."""

    by: Choice["turns", "load", "field"]
    field: FieldRef | None = None


@record
class Action:
    address: str
    at: Span = field(compare=False, repr=False)


@record
class Task(Action):
    """A task for the owner of the deal, or for `assignee` (a role). `required`: the deal may not leave before it is done."""

    kind: str
    text: Text
    assignee: str | None = None
    due: Duration | None = None
    required: bool = False


@record
class Send(Action):
    message: str


@record
class Notify(Action):
    """`role` is a role's id, or `owner`: whoever answers for the deal."""

    role: str
    text: Text


@record
class Assign(Action):
    role: str
    distribution: Distribution | None = None


@record
class SetField(Action):
    field: FieldRef
    value: Value


@record
class Tag(Action):
    tag: str


@record
class Untag(Action):
    tag: str


@record
class Move(Action):
    to: StageRef


@record
class Copy(Action):
    """A copy of the deal starts on `to` with the carried fields; `everything` carries all fields and tags."""

    to: StageRef
    carry: tuple[FieldRef, ...] = ()
    carry_tags: bool = False
    everything: bool = False
    tags: tuple[str, ...] = ()


@record
class Win(Action):
    pass


@record
class Lose(Action):
    """`reason` is an id of a loss reason of the deal's pipeline; `to` is the loss it belongs to."""

    reason: str
    to: StageRef


@record
class MakeDocument(Action):
    """`document` is the id of a declared one; `title` names a template that is kept in the CRM."""

    document: str | None
    title: str


@record
class Webhook(Action):
    url: str


@record
class Run(Action):
    """Something done by a service that the client pays for: `run f5 "Отправить QR-код"`."""

    service: str
    what: str


@record
class StartProcess(Action):
    """A business process; `wait` is set when the deal waits for its end, at most so long."""

    name: str
    wait: Duration | None = None


@record
class CloseTasks(Action):
    pass


@record
class Subscribe(Action):
    channel: str


@record
class Unsubscribe(Action):
    channel: str


@record
class Trigger:
    """`on EVENT [if …] [after DUR] { actions }`; `enabled` is false for `off on …`."""

    address: str
    at: Span = field(compare=False, repr=False)
    event: Event
    condition: Condition | None
    delay: Duration | None
    actions: tuple[Action, ...]
    enabled: bool = True


@record
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
