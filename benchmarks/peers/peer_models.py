"""The content of the benchmark as pydantic models: what a YAML-based tool of this kind would declare.

It checks the shape and the words out of fixed lists. Names, conditions and texts stay unresolved, which pipelang does check.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Length = Annotated[str, StringConstraints(pattern=r"^\d+[mhdw]( working)?$")]
Share = Annotated[str, StringConstraints(pattern=r"^\d+%$")]


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Named(Model):
    id: Id
    name: str


class Crm(Model):
    name: str
    locale: Literal["ru", "en"]
    timezone: str
    currency: Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")]
    hours: list[str]


class Channel(Named):
    kind: Literal["telephony", "messenger", "mail", "form", "sms", "social", "chat", "marketplace", "offline"]


class Field(Named):
    entity: Literal["lead", "deal", "contact", "company"]
    type: Literal["text", "number", "money", "date", "datetime", "flag", "choice", "choices", "phone", "email", "url"]
    range: tuple[int, int] | None = None
    group: str | None = None
    options: list[Named] = []


class Message(Model):
    id: Id
    by: Id
    text: str


class Require(Model):
    fields: list[Id]
    condition: str | None = None


class Task(Model):
    kind: Literal["call", "meeting", "letter", "todo"]
    text: str
    due: Length


class Notify(Model):
    role: Id
    text: str


class Lose(Model):
    reason: Id


class Tag(Model):
    text: str


class Document(Model):
    title: str


class Send(Model):
    message: Id


class Unsubscribe(Model):
    channel: Id


class Empty(Model):
    pass


class Action(Model):
    task: Task | None = None
    notify: Notify | None = None
    lose: Lose | None = None
    tag: Tag | None = None
    document: Document | None = None
    send: Send | None = None
    unsubscribe: Unsubscribe | None = None
    close_tasks: Empty | None = None
    win: Empty | None = None


class Trigger(Model):
    event: str
    condition: str | None = None
    after: Length | None = None
    do: list[Action]


class Objection(Model):
    title: str
    answer: str


class Norm(Model):
    share: Share
    within: Length


class Stage(Named):
    key: bool = False
    owner: Id | None = None
    react: Length | None = None
    stay: Length
    require: Require | None = None
    tasks: list[Task] = []
    checklist: list[str] = []
    goal: str | None = None
    hint: str | None = None
    objection: Objection | None = None
    norm: Norm | None = None
    triggers: list[Trigger] = []


class Tunnel(Model):
    to: str
    condition: str | None = None
    carry: list[Id]


class Won(Model):
    name: str
    tunnel: Tunnel | None = None


class Review(Model):
    by: Id
    within: Length


class Lost(Model):
    name: str
    reasons: list[Named]
    require: Require | None = None
    review: Review
    tunnel: Tunnel | None = None


class Allow(Model):
    rule: str
    why: str


class Pipeline(Named):
    kind: Literal["sales", "production", "delivery", "claims", "warming", "repeat", "custom"]
    style: Literal["conversion", "process"]
    sources: list[Id] = []
    main: bool = False
    allow: list[Allow] = []
    triggers: list[Trigger] = []
    stages: list[Stage]
    won: Won
    lost: Lost


class Spec(Model):
    crm: Crm
    roles: list[Named]
    channels: list[Channel]
    fields: list[Field]
    messages: list[Message]
    pipelines: list[Pipeline]
