"""What a target is: the protocol that every folder under `targets/` fulfils, and how targets are found by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, runtime_checkable

from pipelang.deploy.beside import Beside
from pipelang.deploy.plan import Operation
from pipelang.deploy.resources import Description, Request, Resource, Screen
from pipelang.diagnostics import Diagnostic
from pipelang.model import Program

#: How a capability is served: by the API, by a generated file, by a person (checklist), only in documents, or not at all.
Served = Literal["api", "file", "manual", "text", "no"]


@dataclass(frozen=True, slots=True)
class Capability:
    """One concept of the language and what the CRM makes of it; `source` names the vendor's page or the evidence."""

    concept: str
    served: Served
    note: Mapping[str, str]
    source: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Limit:
    """A number of the CRM that specs must keep (`stages per pipeline`: 100)."""

    key: str
    value: int
    note: Mapping[str, str]
    source: str


@runtime_checkable
class Target(Protocol):
    """Common to all targets. `check` finds what this target cannot hold, before anything is written."""

    name: str
    title: str

    def check(self, program: Program) -> Iterable[Diagnostic]: ...


@runtime_checkable
class CrmTarget(Target, Protocol):
    """A CRM: describes a model as resources and steps, and turns operations into the vendor's calls."""

    capabilities: tuple[Capability, ...]
    limits: tuple[Limit, ...]
    screens: tuple[Screen, ...]

    def describe(self, program: Program) -> Description: ...

    def brings(self, resource: Resource, desired: Mapping[str, Resource]) -> Iterable[Resource]:
        """Resources that the CRM makes by itself when this one is created."""
        ...

    def requests(self, operation: Operation, desired: Mapping[str, Resource]) -> tuple[Request, ...]:
        """The vendor's calls for one operation, in order; empty when an earlier call has done it already."""
        ...


class Furnished(Protocol):
    """Optional hooks of a CrmTarget whose accounts are never empty. Called through `present` and `lookups` below."""

    def present(self, desired: Mapping[str, Resource]) -> Mapping[str, Resource]:
        """What even an empty account holds of the desired things, by address: a default pipeline, system stages."""
        ...

    def lookups(self, desired: Mapping[str, Resource]) -> tuple[Request, ...]:
        """Reads that learn the ids of what `present` names."""
        ...


def present(target: CrmTarget, desired: Mapping[str, Resource]) -> Mapping[str, Resource]:
    """What a plan against an empty account of this target starts from; nothing unless the target says otherwise."""
    hook = getattr(target, "present", None)
    found: Mapping[str, Resource] = hook(desired) if hook else {}
    return found


def lookups(target: CrmTarget, desired: Mapping[str, Resource]) -> tuple[Request, ...]:
    """Reads to run before the operations of a plan that starts from `present`."""
    hook = getattr(target, "lookups", None)
    requests: tuple[Request, ...] = hook(desired) if hook else ()
    return requests


@runtime_checkable
class DocumentTarget(Target, Protocol):
    """Documents for people: file name (relative, forward slashes) to content."""

    def render(self, program: Program, beside: Beside = ...) -> Mapping[str, str | bytes]: ...


class Printed(Protocol):
    """Optional of a DocumentTarget: pages that are made to be printed, each with the name of its PDF. Read by `prints` below."""

    prints: Mapping[str, str]


def prints(target: DocumentTarget) -> Mapping[str, str]:
    """The pages of a target that can be printed as PDF, with the names that these get."""
    found: Mapping[str, str] = getattr(target, "prints", {})
    return found


def target_names() -> list[str]:
    """Names of all installed targets, ours and third parties', sorted."""
    from importlib.metadata import entry_points

    return sorted({point.name for point in entry_points(group="pipelang.targets")})


def load_target(name: str) -> CrmTarget | DocumentTarget:
    """The target of that name. Raises KeyError when none is installed under it."""
    from importlib.metadata import entry_points

    for point in entry_points(group="pipelang.targets", name=name):
        target: CrmTarget | DocumentTarget = point.load()
        return target
    raise KeyError(name)
