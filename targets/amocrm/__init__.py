"""amoCRM (Kommo abroad): pipelines, fields, reasons, roles and hints by API; the digital pipeline by checklist.

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


class AmoCrm:
    """The target `amocrm`: what `pipelang.deploy.target.CrmTarget` asks for."""

    name = "amocrm"
    title = "amoCRM"

    @cached_property
    def capabilities(self) -> tuple[Capability, ...]:
        from .capabilities import CAPABILITIES

        return CAPABILITIES

    @cached_property
    def limits(self) -> tuple[Limit, ...]:
        from .capabilities import LIMITS

        return LIMITS

    @cached_property
    def screens(self) -> tuple[Screen, ...]:
        from .screens import SCREENS

        return SCREENS

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
        from .pipelines import brings

        return brings(resource, desired)

    def present(self, desired: Mapping[str, Resource]) -> Mapping[str, Resource]:
        from .field_calls import present

        return present(desired)

    def lookups(self, desired: Mapping[str, Resource]) -> tuple[Request, ...]:
        from .field_calls import lookups

        return lookups(desired)

    def requests(self, operation: Operation, desired: Mapping[str, Resource]) -> tuple[Request, ...]:
        from .requests import requests

        return requests(operation, desired)

    def consequences(self, change: Change) -> Iterable[CrmFact]:
        from pipelang.compare.crm import met

        from .changes import FACTS

        return met(FACTS, change)


target = AmoCrm()
