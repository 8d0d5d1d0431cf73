"""Bitrix24: pipelines, stages, fields, dictionaries and cards by REST; robots, triggers, tunnels and rights by checklist.

Importing this is cheap: everything that works stands in the modules beside and is imported when it is asked for.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pipelang.compare.changes import Change
    from pipelang.compare.crm import CrmFact
    from pipelang.deploy.plan import Operation
    from pipelang.deploy.resources import Description, Request, Resource, Screen
    from pipelang.deploy.target import Capability, Limit
    from pipelang.diagnostics import Diagnostic
    from pipelang.model import Program
    from pipelang.report.audit.conversion import Counting


class Bitrix24:
    """The target `bitrix24`: what `pipelang.deploy.target.CrmTarget` asks for, and its optional hooks."""

    name = "bitrix24"
    title = "Битрикс24"

    @cached_property
    def capabilities(self) -> tuple[Capability, ...]:
        from . import capabilities

        return capabilities.CAPABILITIES

    @cached_property
    def limits(self) -> tuple[Limit, ...]:
        from . import capabilities

        return capabilities.LIMITS

    @cached_property
    def screens(self) -> tuple[Screen, ...]:
        from . import screens

        return screens.SCREENS

    @cached_property
    def counting(self) -> Counting:
        from .counting import COUNTING

        return COUNTING

    def check(self, program: Program) -> Iterable[Diagnostic]:
        from .check import check

        return check(program)

    def describe(self, program: Program) -> Description:
        from .describe import describe

        return describe(program)

    def brings(self, resource: Resource, desired: Mapping[str, Resource]) -> Iterable[Resource]:
        from .brought import brings

        return brings(resource, desired)

    def present(self, desired: Mapping[str, Resource]) -> Mapping[str, Resource]:
        from .brought import present

        return present(desired)

    def lookups(self, desired: Mapping[str, Resource]) -> tuple[Request, ...]:
        from .brought import lookups

        return lookups(desired)

    def requests(self, operation: Operation, desired: Mapping[str, Resource]) -> tuple[Request, ...]:
        from .requests import requests

        return requests(operation, desired)

    def rebound(self, live: Mapping[str, Resource], desired: Mapping[str, Resource]) -> Mapping[str, str]:
        from .settle import rebound

        return rebound(live, desired)

    def settled(self, live: Mapping[str, Resource], desired: Mapping[str, Resource]) -> Mapping[str, Resource]:
        from .settle import settled

        return settled(live, desired)

    def consequences(self, change: Change) -> Iterable[CrmFact]:
        from pipelang.compare.crm import met

        from .changes import FACTS

        return met(FACTS, change)


target = Bitrix24()
