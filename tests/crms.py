"""A small CRM for tests of what stands around targets: pipelines and stages by API, tasks and hints by hand, the rest told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipelang.deploy.beside import ALONE, Beside
from pipelang.deploy.plan import Operation
from pipelang.deploy.resources import Claim, Description, Fact, Join, Learn, Ref, Request, Resource, Screen, Step
from pipelang.deploy.target import Capability, Limit
from pipelang.diagnostics import Diagnostic
from pipelang.model import Pipeline, Place, Program
from pipelang.model.walk import Node, nodes, said


def facts(node: Node) -> tuple[Fact, ...]:
    return (Fact(node.address), *(Fact(node.address, attribute) for attribute in said(node)))


class SmallCrm:
    name = "small"
    title = "Small CRM"
    capabilities = (Capability("pipeline", "api", {"en": "by | API", "ru": "через API"}, "docs", sure=False),)
    limits = (Limit("stages per pipeline", 100, {"en": "a hundred"}, "docs"),)
    screens = (
        Screen(
            "board",
            {"ru": "Воронки", "en": "Board"},
            {"ru": "Сделки → Воронки", "en": "Deals → Board"},
            {"ru": "Аккуратно"},
        ),
        Screen("texts", {"en": "Texts"}, {"en": "Settings → Texts"}),
    )

    def __init__(self, *, forgets: str = "", finds: tuple[Diagnostic, ...] = (), holds: tuple[str, ...] = ()) -> None:
        self.holds = holds
        self.forgets = forgets
        self.finds = finds

    def check(self, program: Program) -> Iterable[Diagnostic]:
        return self.finds

    def describe(self, program: Program) -> Description:
        resources, steps, claims = [], [], []
        for node in nodes(program):
            if isinstance(node, Pipeline):
                resources.append(
                    Resource(
                        "pipeline", node.address, node.at, {"name": node.name}, {"code": node.id}, carries=facts(node)
                    )
                )
            elif isinstance(node, Place):
                parent = (
                    node.address.rpartition(".stage.")[0] or node.address.partition(".won")[0].partition(".lost")[0]
                )
                attributes = {"name": node.name, "link": Join(("P_", Ref(parent)))}
                resources.append(
                    Resource("stage", node.address, node.at, attributes, parent=parent, carries=facts(node)[:2])
                )
                steps.append(
                    Step("board", (parent, node.name), f"Настройте «{node.name}»", node.at, carries=facts(node)[2:])
                )
            elif ".hint" in node.address:
                text = getattr(node, "text", "")
                steps.append(Step("texts", (), "Вставьте подсказку", node.at, (("Кому", "всем"),), text, facts(node)))
            else:
                claims += [Claim(fact, "text", "docs") for fact in facts(node) if str(fact) != self.forgets]
        return Description(tuple(resources), tuple(steps), tuple(claims))

    def brings(self, resource: Resource, desired: Mapping[str, Resource]) -> Iterable[Resource]:
        if resource.kind != "pipeline":
            return ()
        won = desired[f"{resource.address}.won"]
        extra = Resource("stage", f"{resource.address}.extra", None, {"name": "Extra"}, parent=resource.address)
        changed = Resource("stage", won.address, None, {**won.attributes, "name": "Успешно"}, parent=resource.address)
        return (changed, extra)

    def present(self, desired: Mapping[str, Resource]) -> Mapping[str, Resource]:
        return {address: desired[address] for address in self.holds}

    def lookups(self, desired: Mapping[str, Resource]) -> tuple[Request, ...]:
        return tuple(Request("GET", "/api/items", learns=(Learn(address, "id"),)) for address in self.holds)

    def requests(self, operation: Operation, desired: Mapping[str, Resource]) -> tuple[Request, ...]:
        address = operation.resource.address
        if operation.action == "delete":
            return (Request("DELETE", Join(("/stages/", Ref(address)))),)
        learn = Learn(address, "id", "_embedded.items", {"code": operation.resource.identity.get("code")})
        method = "POST" if operation.action == "create" else "PATCH"
        body = [{**operation.resource.identity, **operation.after}]
        return (Request(method, "/api/items", body, (learn,), "the order of items" if method == "PATCH" else None),)


class Papers:
    name = "papers"
    title = "Papers"

    def check(self, program: Program) -> Iterable[Diagnostic]:
        return ()

    def render(self, program: Program, beside: Beside = ALONE) -> Mapping[str, str | bytes]:
        return {"index.html": f"<p>{len(program.pipelines)}</p>", "img/a.png": b"\x89"}
