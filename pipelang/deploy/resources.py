"""How a target describes a model: resources that its API can hold, and steps that a person must take.

Everything that `build`, `plan` and `apply` do is computed from these. A target fills them; nothing here knows a CRM.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from pipelang.diagnostics import Diagnostic
from pipelang.source import Span


@dataclass(frozen=True, slots=True)
class Ref:
    """A value that only the live account knows: attribute `attribute` of the resource at `address`."""

    address: str
    attribute: str = "id"


@dataclass(frozen=True, slots=True)
class Join:
    """A text made of parts, some of them known only to the live account: `DEAL_STAGE_` + the pipeline's id."""

    parts: tuple[str | Ref, ...]


Json = None | bool | int | float | str | Ref | Join | tuple["Json", ...] | list["Json"] | dict[str, "Json"]

How = Literal["api", "file", "manual", "text", "refused"]


class Fact(NamedTuple):
    """One thing a spec says: an attribute of a model node. `attribute` "" is the node's being there at all.

    A tuple, because a build makes and looks up tens of thousands of them."""

    address: str
    attribute: str = ""

    def __str__(self) -> str:
        return f"{self.address}#{self.attribute}" if self.attribute else self.address


@dataclass(frozen=True, slots=True)
class Resource:
    """A thing that the API of the CRM can hold.

    `address` is its identity in plans and bindings; `attributes` is all that is compared with the live account;
    `identity` what only creation can set (never compared). `at` is the line of the spec it came from.
    `parent` orders and scopes it (a stage's pipeline). Dependencies come from the Refs inside attributes, and from `after`.
    """

    kind: str
    address: str
    at: Span | None
    attributes: Mapping[str, Json]
    identity: Mapping[str, Json] = field(default_factory=dict)
    parent: str | None = None
    after: tuple[str, ...] = ()
    carries: tuple[Fact, ...] = ()


class Resources(dict[str, Resource]):
    """Resources by address. Must not change once `children_of` has been asked."""

    @classmethod
    def of(cls, resources: Iterable[Resource]) -> Resources:
        return cls((resource.address, resource) for resource in resources)

    @cached_property
    def children(self) -> Mapping[str, list[Resource]]:
        found: dict[str, list[Resource]] = {}
        for resource in self.values():
            if resource.parent:
                found.setdefault(resource.parent, []).append(resource)
        return found


def children_of(resources: Mapping[str, Resource], parent: str) -> Sequence[Resource]:
    """The resources right below another, in order. Of `Resources` they are known; else all are looked through."""
    if isinstance(resources, Resources):
        return resources.children.get(parent, ())
    return [resource for resource in resources.values() if resource.parent == parent]


class Step(NamedTuple):
    """A step of the checklist: what a person does by hand, because no API does it.

    `screen` is the key of a screen of the CRM (the target's `screens` table gives its name and the way there);
    `group` gathers steps within the screen (a pipeline's name, then a stage's). `title` says what to do in one sentence,
    `details` are exact (label, value) pairs in the client's language, `paste` a text to copy as it is.
    """

    screen: str
    group: tuple[str, ...]
    title: str
    at: Span | None
    details: tuple[tuple[str, str], ...] = ()
    paste: str | None = None
    carries: tuple[Fact, ...] = ()


class Claim(NamedTuple):
    """What became of a fact that is neither in a resource nor in a step: told in a document, put in a file, or refused."""

    fact: Fact
    how: How
    where: str


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen of the CRM: its name and the clicks that lead there, by locale."""

    key: str
    name: Mapping[str, str]
    way: Mapping[str, str]
    note: Mapping[str, str] = field(default_factory=dict)

    def called(self, locale: str) -> str:
        """The name in that language, else in any that it has, else the key."""
        return self.name.get(locale) or next(iter(self.name.values()), "") or self.key


@dataclass(frozen=True, slots=True)
class Description:
    """All that a target makes of a model."""

    resources: tuple[Resource, ...]
    steps: tuple[Step, ...]
    claims: tuple[Claim, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Learn:
    """How an id is learnt from the answer: the value at `take` of the item of `items` whose keys equal `where`.

    `items` and `take` are dotted paths (`_embedded.pipelines.0`); an empty `items` means the answer itself.
    """

    address: str
    take: str
    items: str = ""
    where: Mapping[str, Json] = field(default_factory=dict)
    attribute: str = "id"


@dataclass(frozen=True, slots=True)
class Request:
    """One call of the vendor's API. `path` and `body` may hold Refs; `unsure` says what has not been verified about it."""

    method: Literal["GET", "POST", "PATCH", "DELETE"]
    path: str | Join
    body: Json = None
    learns: tuple[Learn, ...] = ()
    unsure: str | None = None
