"""Pipelines: stages in order, how they are won and lost, and what people do on the way."""

from __future__ import annotations

from dataclasses import field
from typing import Literal as Choice

from pipelang.model.automation import Distribution, Task, Trigger, Tunnel
from pipelang.model.conditions import Condition
from pipelang.model.values import Duration, FieldRef
from pipelang.records import record
from pipelang.source import Span

PipelineKind = Choice[
    "qualification",
    "telemarketing",
    "sales",
    "production",
    "delivery",
    "claims",
    "warming",
    "repeat",
    "refusals",
    "custom",
]
Level = Choice["newbie", "candidate", "master"]
Right = Choice["view", "edit", "delete", "export", "none"]


@record
class Owner:
    address: str
    at: Span = field(compare=False, repr=False)
    role: str
    distribution: Distribution | None = None


@record
class Requirement:
    """A field without which a deal cannot be here, nor (unless `here`) on any later stage up to `won`."""

    address: str
    at: Span = field(compare=False, repr=False)
    field: FieldRef
    here: bool = False
    condition: Condition | None = None


@record
class Hint:
    """Words for the manager; `level` None is for everybody."""

    address: str
    at: Span = field(compare=False, repr=False)
    level: Level | None
    text: str


@record
class Objection:
    address: str
    at: Span = field(compare=False, repr=False)
    title: str
    answer: str


@record
class Norm:
    """What share of deals (percent) should reach the next stage, and how fast."""

    percent: float
    within: Duration | None = None


@record
class Review:
    """Somebody looks at every lost deal."""

    address: str
    at: Span = field(compare=False, repr=False)
    role: str
    within: Duration | None = None


@record
class AccessRule:
    """A role's rights on a pipeline, or on the part of it that `scope` names."""

    address: str
    at: Span = field(compare=False, repr=False)
    role: str
    rights: tuple[Right, ...]
    scope: Choice["all", "won", "lost", "stages"] = "all"
    stages: tuple[str, ...] = ()


@record
class Allow:
    """A rule that is broken on purpose at `where` (an address), with the reason."""

    at: Span = field(compare=False, repr=False)
    rule: str
    why: str
    where: str


@record
class Place:
    """What stages and outcomes have in common."""

    address: str
    at: Span = field(compare=False, repr=False)
    id: str
    name: str
    was: str | None = None
    about: str | None = None
    owner: Owner | None = None
    requirements: tuple[Requirement, ...] = ()
    tasks: tuple[Task, ...] = ()
    checklist: tuple[str, ...] = ()
    goal: str | None = None
    hints: tuple[Hint, ...] = ()
    objections: tuple[Objection, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    tunnels: tuple[Tunnel, ...] = ()
    access: tuple[AccessRule, ...] = ()


@record
class Stage(Place):
    """`key` marks the decisive stage; `no_skip` one that may not be jumped over; `stay` and `react` are its SLA."""

    key: bool = False
    no_skip: bool = False
    react: Duration | None = None
    stay: Duration | None = None
    norm: Norm | None = None


@record
class Won(Place):
    pass


@record
class Reason:
    address: str
    at: Span = field(compare=False, repr=False)
    id: str
    name: str
    was: str | None = None
    about: str | None = None


@record
class Lost(Place):
    reasons: tuple[Reason, ...] = ()
    review: Review | None = None


@record
class Pipeline:
    """`entity` is what moves through it. `extends` names the pipeline it was derived from; nothing else of it is left."""

    address: str
    at: Span = field(compare=False, repr=False)
    id: str
    name: str
    entity: Choice["deal", "lead"]
    kind: PipelineKind
    style: Choice["conversion", "process"] | None
    stages: tuple[Stage, ...]
    won: Won
    lost: tuple[Lost, ...]
    products: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    main: bool = False
    goal: str | None = None
    about: str | None = None
    access: tuple[AccessRule, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    extends: str | None = None
    was: str | None = None

    @property
    def places(self) -> tuple[Place, ...]:
        """Stages, won and losses, in the order of the board."""
        return (*self.stages, self.won, *self.lost)
