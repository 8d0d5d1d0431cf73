"""What becomes of every attribute of the model here. One table, so that a new attribute cannot be forgotten.

HERE: the attribute goes with its node, into the resource or the step that carries it. CHILDREN: it only holds other nodes.
Told: it may be carried too, and where it is not, a document tells it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import Any

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

HERE = "here"
CHILDREN = "children"


@dataclass(frozen=True, slots=True)
class Told:
    """Told by a document where no resource and no step carries it."""

    how: How
    where: str


Rule = str | Told

DOCS = Told("text", "docs")
PLAYBOOK = Told("text", "playbook")
#: The former id of a renamed thing lives in the bindings, where its live id is found under it.
BINDINGS = Told("file", "bindings")

_NAMED: dict[str, Rule] = {"": HERE, "name": HERE, "was": BINDINGS, "about": DOCS}
_PLACE: dict[str, Rule] = {
    "": HERE,
    "name": HERE,
    "was": BINDINGS,
    "about": PLAYBOOK,
    "owner": CHILDREN,
    "requirements": CHILDREN,
    "tasks": CHILDREN,
    "checklist": PLAYBOOK,
    "goal": PLAYBOOK,
    "hints": CHILDREN,
    "objections": CHILDREN,
    "triggers": CHILDREN,
    "tunnels": CHILDREN,
    "access": CHILDREN,
}
_CARRY: dict[str, Rule] = {"to": HERE, "carry": HERE, "carry_tags": HERE, "everything": HERE, "tags": HERE}

#: Class of a node -> attribute -> what becomes of it; the attribute "" is the node's being there.
TABLE: dict[type, dict[str, Rule]] = {
    Crm: {
        "": DOCS,
        "name": DOCS,
        "locale": Told("text", "checklist"),
        "timezone": HERE,
        "currency": HERE,
        "hours": HERE,
        "about": DOCS,
    },
    Param: {"": DOCS, "type": DOCS, "value": DOCS},
    Role: _NAMED,
    Product: {"": DOCS, "name": DOCS, "was": BINDINGS, "about": DOCS},
    Service: _NAMED,
    TaskType: _NAMED,
    Channel: {**_NAMED, "kind": HERE, "via": HERE},
    Field: {
        **_NAMED,
        "name": PLAYBOOK,  # a system field keeps the name it has
        "about": PLAYBOOK,
        "entity": HERE,
        "type": HERE,
        "group": HERE,
        "low": PLAYBOOK,
        "high": PLAYBOOK,
        "link": PLAYBOOK,
        "options": CHILDREN,
    },
    Option: {"": HERE, "name": PLAYBOOK, "was": BINDINGS},
    Message: {"": HERE, "channel": HERE, "text": HERE},
    Document: {"": HERE, "name": HERE, "text": HERE},
    Pipeline: {
        "": HERE,
        "name": HERE,
        "entity": HERE,
        "main": HERE,
        "sources": HERE,
        "kind": DOCS,
        "style": DOCS,
        "products": DOCS,
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
    Stage: {**_PLACE, "key": PLAYBOOK, "no_skip": HERE, "react": HERE, "stay": HERE, "norm": PLAYBOOK},
    Won: _PLACE,
    Lost: {**_PLACE, "reasons": CHILDREN, "review": CHILDREN},
    Reason: {**_NAMED, "about": PLAYBOOK},
    Owner: {"": HERE, "role": HERE, "distribution": HERE},
    Requirement: {"": HERE, "field": HERE, "here": HERE, "condition": HERE},
    Hint: {"": PLAYBOOK, "level": PLAYBOOK, "text": PLAYBOOK},
    Objection: {"": PLAYBOOK, "title": PLAYBOOK, "answer": PLAYBOOK},
    Review: {"": HERE, "role": HERE, "within": HERE},
    AccessRule: {"": HERE, "role": HERE, "rights": HERE, "scope": HERE, "stages": HERE},
    Trigger: {"": HERE, "event": HERE, "condition": HERE, "delay": HERE, "enabled": HERE, "actions": CHILDREN},
    Tunnel: {"": HERE, "mode": HERE, "condition": HERE, **_CARRY},
    Task: {"": HERE, "kind": HERE, "text": HERE, "assignee": HERE, "due": HERE, "required": HERE},
    Send: {"": HERE, "message": HERE},
    Notify: {"": HERE, "role": HERE, "text": HERE},
    Assign: {"": HERE, "role": HERE, "distribution": HERE},
    SetField: {"": HERE, "field": HERE, "value": HERE},
    Tag: {"": HERE, "tag": HERE},
    Untag: {"": HERE, "tag": HERE},
    Move: {"": HERE, "to": HERE},
    Copy: {"": HERE, **_CARRY},
    Win: {"": HERE},
    Lose: {"": HERE, "reason": HERE, "to": HERE},
    MakeDocument: {"": HERE, "document": HERE, "title": HERE},
    Webhook: {"": HERE, "url": HERE},
    Run: {"": HERE, "service": HERE, "what": HERE},
    StartProcess: {"": HERE, "name": HERE, "wait": HERE},
    CloseTasks: {"": HERE},
    Subscribe: {"": HERE, "channel": HERE},
    Unsubscribe: {"": HERE, "channel": HERE},
}


def whole(node: Node, *skip: str) -> tuple[Fact, ...]:
    """The facts that go with a node: its being there, and what it says of itself, but not the attributes in `skip`."""
    kind = type(node)
    named = facts(node, *(attribute for attribute in _here(kind) if attribute not in skip))
    return (Fact(node.address), *named) if TABLE[kind][""] == HERE else named


def facts(node: Node, *attributes: str) -> tuple[Fact, ...]:
    """Facts of some attributes of a node, those that the spec really sets."""
    defaults = _defaults(type(node))
    return tuple(
        Fact(node.address, attribute)
        for attribute in attributes
        if (value := getattr(node, attribute)) != defaults[attribute] and value != ()
    )


def everything(node: Node, told: Told = DOCS) -> Iterator[Claim]:
    """Claims for a node as a whole and all that stands below it (a trigger that is switched off)."""
    yield Claim(Fact(node.address), told.how, told.where)
    for attribute in said(node):
        yield Claim(Fact(node.address, attribute), told.how, told.where)
    for child in children(node):
        yield from everything(child, told)


def claims(
    program: Program, resources: Iterable[Resource], steps: Iterable[Step], made: Iterable[Claim]
) -> tuple[Claim, ...]:
    """`made`, and what the table says of every fact that nothing carries. A fact the table has no words for is refused."""
    found = list(made)
    carried = {claim.fact for claim in found}
    for item in resources:
        carried.update(item.carries)
    for step in steps:
        carried.update(step.carries)
    for node in nodes(program):
        rules = TABLE[type(node)]
        for fact in (Fact(node.address), *facts(node, *_own(type(node)))):
            if fact not in carried:
                rule = rules[fact.attribute]
                told = rule if isinstance(rule, Told) else Told("refused", "")
                found.append(Claim(fact, told.how, told.where))
    return tuple(found)


@cache
def _here(kind: type) -> tuple[str, ...]:
    return tuple(attribute for attribute, rule in TABLE[kind].items() if rule == HERE and attribute)


@cache
def _own(kind: type) -> tuple[str, ...]:
    """What a node says of itself, without what holds its children."""
    return tuple(attribute for attribute, rule in TABLE[kind].items() if rule != CHILDREN and attribute)


@cache
def _defaults(kind: type[Any]) -> dict[str, Any]:
    return {spec.name: None if spec.default is MISSING else spec.default for spec in fields(kind)}
