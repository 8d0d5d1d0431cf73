"""One client's CRM as the spec means it: everything resolved, nothing left of files, templates or inheritance."""

from __future__ import annotations

from dataclasses import field
from typing import Literal as Choice

from pipelang.model.pipeline import Allow, Pipeline
from pipelang.model.values import Duration, Literal, Text
from pipelang.records import record
from pipelang.source import Span

Entity = Choice["lead", "deal", "contact", "company"]
ENTITIES: tuple[Entity, ...] = ("lead", "deal", "contact", "company")

FieldType = Choice[
    "text", "longtext", "number", "money", "date", "datetime", "flag", "choice", "choices",
    "phone", "email", "url", "address", "file", "user", "link",
]  # fmt: skip


@record
class Hours:
    """Working time of some days: `days` are `mon`…`sun` in order, times are `HH:MM`."""

    days: tuple[str, ...]
    start: str
    end: str


@record
class Crm:
    address: str
    at: Span = field(compare=False, repr=False)
    name: str
    locale: Choice["ru", "en"] = "ru"
    timezone: str | None = None
    currency: str | None = None
    hours: tuple[Hours, ...] = ()
    about: str | None = None


@record
class Named:
    """A declared thing: its id is its identity, its name may change freely. `was` is the id it had before."""

    address: str
    at: Span = field(compare=False, repr=False)
    id: str
    name: str
    was: str | None = None
    about: str | None = None


@record
class Role(Named):
    pass


@record
class Product(Named):
    pass


@record
class Service(Named):
    pass


@record
class TaskType(Named):
    pass


ChannelKind = Choice["telephony", "messenger", "mail", "form", "sms", "social", "chat", "marketplace", "offline"]


@record
class Channel(Named):
    kind: ChannelKind = "messenger"
    via: str | None = None


@record
class Option:
    """One of the answers of a choice; conditions compare by id."""

    address: str
    at: Span = field(compare=False, repr=False)
    id: str
    name: str
    was: str | None = None


@record
class Field(Named):
    """`low` and `high` bound a number; `link` is the entity a `link` field points to."""

    entity: Entity = "deal"
    type: FieldType = "text"
    group: str | None = None
    low: float | None = None
    high: float | None = None
    link: Entity | None = None
    options: tuple[Option, ...] = ()


@record
class Message:
    """`subject` is that of a letter; only messages by mail have one."""

    address: str
    at: Span = field(compare=False, repr=False)
    id: str
    channel: str
    text: Text
    subject: Text | None = None


@record
class Document:
    """`text` is None when the template itself is kept in the CRM."""

    address: str
    at: Span = field(compare=False, repr=False)
    id: str
    name: str
    text: Text | None = None


@record
class Param:
    """A value that differs by environment; the model holds the one in force."""

    address: str
    at: Span = field(compare=False, repr=False)
    id: str
    type: str
    value: Literal | str


@record
class TargetOption:
    """`color "#ffce5a"` on `pipeline.sales.stage.visit` in `target amocrm`; `subject` is an address, or "" for the whole crm."""

    at: Span = field(compare=False, repr=False)
    target: str
    subject: str
    key: str
    value: str | int | float | bool | tuple[str | int | float | bool, ...]


@record
class Program:
    """All of one client's CRM. Order of every tuple is the order of the source."""

    crm: Crm
    params: tuple[Param, ...] = ()
    roles: tuple[Role, ...] = ()
    products: tuple[Product, ...] = ()
    services: tuple[Service, ...] = ()
    channels: tuple[Channel, ...] = ()
    task_types: tuple[TaskType, ...] = ()
    fields: tuple[Field, ...] = ()
    messages: tuple[Message, ...] = ()
    documents: tuple[Document, ...] = ()
    pipelines: tuple[Pipeline, ...] = ()
    options: tuple[TargetOption, ...] = ()
    allows: tuple[Allow, ...] = ()


def working_day(crm: Crm) -> Duration:
    """The usual length of the crm's working day (the first line of `hours`; eight hours when it says nothing)."""
    if not crm.hours:
        return Duration(8, "h")
    first = crm.hours[0]
    (start_h, start_m), (end_h, end_m) = (map(int, clock.split(":")) for clock in (first.start, first.end))
    return Duration((end_h * 60 + end_m) - (start_h * 60 + start_m), "m")
