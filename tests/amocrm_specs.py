"""Small specs for the tests of amoCRM."""

from __future__ import annotations

from typing import cast

from pipelang.compile import compile_program
from pipelang.deploy.plan import Operation, plan
from pipelang.deploy.resources import Description, Request, Resource
from pipelang.deploy.target import CrmTarget, load_target
from pipelang.model import Program
from pipelang.source import Source

AMOCRM = cast(CrmTarget, load_target("amocrm"))

HEAD = """crm "Кухни" {
  locale ru
  currency RUB
}
role manager "Менеджер"
role head "РОП"
"""


class OneFile:
    def __init__(self, text: str) -> None:
        self.text = text

    def read(self, path: str) -> Source:
        return Source(path, self.text)


def program(text: str, head: str = HEAD) -> Program:
    """The program of a spec. Fails the test when it does not compile."""
    compiled = compile_program("main.pipe", OneFile(head + text))
    assert compiled.program is not None, [(problem.code, problem.params) for problem in compiled.problems]
    return compiled.program


def described(text: str, head: str = HEAD) -> Description:
    return AMOCRM.describe(program(text, head))


def resources(text: str, head: str = HEAD) -> dict[str, Resource]:
    return {resource.address: resource for resource in described(text, head).resources}


def codes(text: str, head: str = HEAD) -> list[str]:
    return [problem.code for problem in AMOCRM.check(program(text, head))]


def operations(desired: dict[str, Resource], live: dict[str, Resource] | None = None) -> tuple[Operation, ...]:
    return plan(desired.values(), live or {}, AMOCRM.brings)


def calls(desired: dict[str, Resource], live: dict[str, Resource] | None = None) -> list[Request]:
    found = operations(desired, live)
    return [request for operation in found for request in AMOCRM.requests(operation, desired)]
