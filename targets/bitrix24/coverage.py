"""What becomes of every attribute of the model in Bitrix24. One table, so that a new attribute cannot be forgotten.

DONE: a resource or a step carries it, always. CHILDREN: it only holds other nodes. Told: something may carry it, and where
nothing does it is told by the document named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipelang.deploy.resources import Claim, Fact, How, Resource, Step
from pipelang.model import (
    AccessRule,
    Assign,
    Channel,
    CloseTasks,
    Copy,
    Crm,
    Document,
    Field,
    Hint,
    Lose,
    Lost,
    MakeDocument,
    Message,
    Move,
    Notify,
    Objection,
    Option,
    Owner,
    Param,
    Pipeline,
    Product,
    Program,
    Reason,
    Requirement,
    Review,
    Role,
    Run,
    Send,
    Service,
    SetField,
    Stage,
    StartProcess,
    Subscribe,
    Tag,
    Task,
    TaskType,
    Trigger,
    Tunnel,
    Unsubscribe,
    Untag,
    Webhook,
    Win,
    Won,
)
from pipelang.model.walk import Node, children, nodes, said

DONE = "done"
CHILDREN = "children"


@dataclass(frozen=True, slots=True)
class Told:
    how: How
    where: str


Rule = str | Told

DOCS = Told("text", "docs")
PLAYBOOK = Told("text", "playbook")
CHECKLIST = Told("text", "checklist")
#: The former id of a renamed thing serves the bindings, where its live id is found under it.
BINDINGS = Told("file", "bindings")

_NAMED: dict[str, Rule] = {"": DONE, "name": DONE, "was": BINDINGS, "about": DOCS}
_TOLD: dict[str, Rule] = {"": DOCS, "name": DOCS, "was": BINDINGS, "about": DOCS}
_PLACE: dict[str, Rule] = {
    "": DONE,
    "name": DONE,
    "was": BINDINGS,
    "about": PLAYBOOK,
    "owner": CHILDREN,
    "requirements": CHILDREN,
    "tasks": CHILDREN,
    "checklist": DONE,
    "goal": PLAYBOOK,
    "hints": CHILDREN,
    "objections": CHILDREN,
    "triggers": CHILDREN,
    "tunnels": CHILDREN,
    "access": CHILDREN,
}
_CARRY: dict[str, Rule] = {"to": DONE, "carry": DONE, "carry_tags": DONE, "everything": DONE, "tags": DONE}

#: Class of a node -> attribute -> what becomes of it; the attribute "" is the node's being there.
TABLE: dict[type, dict[str, Rule]] = {
    Crm: {
        "": DOCS,
        "name": DOCS,
        "locale": CHECKLIST,
        "timezone": DONE,
        "currency": DONE,
        "hours": DONE,
        "about": DOCS,
    },
    Param: {"": DOCS, "type": DOCS, "value": DOCS},
    Role: _NAMED,
    Product: _NAMED,
    Service: _NAMED,
    # Tasks and to-dos of Bitrix24 have no types: the type's name goes into their titles.
    TaskType: _TOLD,
    Channel: {**_NAMED, "kind": DONE, "via": DONE},
    Field: {
        **_NAMED,
        "": PLAYBOOK,  # nothing is created for a phone that the contact has already
        "name": PLAYBOOK,
        "about": PLAYBOOK,
        "entity": PLAYBOOK,
        "type": PLAYBOOK,
        "group": PLAYBOOK,
        "low": DONE,
        "high": DONE,
        "link": DONE,
        "options": CHILDREN,
    },
    Option: {"": DONE, "name": DONE, "was": BINDINGS},
    Message: {"": PLAYBOOK, "channel": PLAYBOOK, "text": PLAYBOOK},
    Document: {"": DONE, "name": DONE, "text": DONE},
    Pipeline: {
        "": DONE,
        "name": DOCS,  # the funnel of leads has no name
        "entity": DONE,
        "kind": DOCS,
        "style": DOCS,
        "products": DONE,
        "sources": DONE,
        "main": DOCS,
        "goal": PLAYBOOK,
        "about": DOCS,
        "extends": DOCS,
        "was": BINDINGS,
        "stages": CHILDREN,
        "won": CHILDREN,
        "lost": CHILDREN,
        "access": CHILDREN,
        "triggers": CHILDREN,
    },
    Stage: {**_PLACE, "key": PLAYBOOK, "no_skip": DONE, "react": PLAYBOOK, "stay": PLAYBOOK, "norm": PLAYBOOK},
    Won: _PLACE,
    Lost: {**_PLACE, "reasons": CHILDREN, "review": CHILDREN},
    Reason: {"": DONE, "name": DONE, "was": BINDINGS, "about": PLAYBOOK},
    # An owner who stays the same needs no robot.
    Owner: {"": PLAYBOOK, "role": PLAYBOOK, "distribution": PLAYBOOK},
    Requirement: {"": DONE, "field": DONE, "here": DONE, "condition": DONE},
    Hint: {"": PLAYBOOK, "level": PLAYBOOK, "text": PLAYBOOK},
    Objection: {"": PLAYBOOK, "title": PLAYBOOK, "answer": PLAYBOOK},
    Review: {"": DONE, "role": DONE, "within": DONE},
    AccessRule: {"": DONE, "role": DONE, "rights": DONE, "scope": DONE, "stages": DONE},
    Trigger: {"": DONE, "event": DONE, "condition": DONE, "delay": DONE, "enabled": DONE, "actions": CHILDREN},
    Tunnel: {"": DONE, "mode": DONE, "condition": DONE, **_CARRY},
    Task: {"": DONE, "kind": DONE, "text": DONE, "assignee": DONE, "due": DONE, "required": DONE},
    Send: {"": DONE, "message": DONE},
    Notify: {"": DONE, "role": DONE, "text": DONE},
    Assign: {"": DONE, "role": DONE, "distribution": DONE},
    SetField: {"": DONE, "field": DONE, "value": DONE},
    Tag: {"": DONE, "tag": DONE},
    Untag: {"": DONE, "tag": DONE},
    Move: {"": DONE, "to": DONE},
    Copy: {"": DONE, **_CARRY},
    Win: {"": DONE},
    Lose: {"": DONE, "reason": DONE, "to": DONE},
    MakeDocument: {"": DONE, "document": DONE, "title": DONE},
    Webhook: {"": DONE, "url": DONE},
    Run: {"": DONE, "service": DONE, "what": DONE},
    StartProcess: {"": DONE, "name": DONE, "wait": DONE},
    CloseTasks: {"": DONE},
    Subscribe: {"": DONE, "channel": DONE},
    Unsubscribe: {"": DONE, "channel": DONE},
}


def whole(node: Node, *skip: str) -> tuple[Fact, ...]:
    """The facts of a node itself: its being there and all that it says, but for the attributes in `skip`."""
    named = (Fact(node.address, attribute) for attribute in said(node) if attribute not in skip)
    return (Fact(node.address), *named)


def facts(node: Node, *attributes: str) -> tuple[Fact, ...]:
    """Some of the facts of a node; of the attributes only those that the spec really sets."""
    wanted = frozenset(attributes)
    named = [Fact(node.address, attribute) for attribute in said(node) if attribute in wanted]
    return (Fact(node.address), *named) if "" in wanted else tuple(named)


def below(node: Node) -> Iterator[Fact]:
    """The facts of a node and of everything that stands below it."""
    yield from whole(node)
    for child in children(node):
        yield from below(child)


def claims(program: Program, resources: Iterable[Resource], steps: Iterable[Step]) -> tuple[Claim, ...]:
    """What the table says of every fact that nothing carries. A fact it has no document for counts as refused."""
    carried = {(fact.address, fact.attribute) for resource in resources for fact in resource.carries}
    carried.update((fact.address, fact.attribute) for step in steps for fact in step.carries)
    found = []
    for node in nodes(program):
        rules = TABLE.get(type(node), {})
        for attribute in ("", *said(node)):
            if (node.address, attribute) not in carried:
                rule = rules.get(attribute)
                told = rule if isinstance(rule, Told) else Told("refused", "")
                found.append(Claim(Fact(node.address, attribute), told.how, told.where))
    return tuple(found)
