"""What becomes of every attribute of the model in a CRM: the mechanism behind the table that each target keeps.

A target hands facts to its resources and steps with `facts`, `whole`, `carried` and `below`; what nothing carries is told by
the table (`claims`). What the table has no words for counts as refused, so that it cannot be dropped in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pipelang.deploy.resources import Claim, Fact, How, Resource, Step
from pipelang.model import Program
from pipelang.model.walk import Node, children, nodes, said

#: The attribute goes with its node, into the resource or the step that carries it.
CARRIED = "carried"
#: The attribute only holds other nodes, which have rows of their own.
CHILDREN = "children"


class Told(NamedTuple):
    """It may be carried too, and where it is not, the place named tells of it."""

    how: How
    where: str


DOCS = Told("text", "docs")
PLAYBOOK = Told("text", "playbook")
CHECKLIST = Told("text", "checklist")
#: The former id of a renamed thing lives in the bindings, where its live id is found under it.
BINDINGS = Told("file", "bindings")

_REFUSED = Told("refused", "")

Rule = str | Told
#: Attribute of a class of nodes -> what becomes of it; the attribute "" is the node's being there.
Rules = Mapping[str, Rule]
#: Class of a node -> its attributes.
Table = Mapping[type, Rules]


def facts(node: Node, *attributes: str) -> tuple[Fact, ...]:
    """Some of the facts of a node: of the attributes only those that the spec really sets; "" is its being there."""
    address, wanted = node.address, frozenset(attributes)
    named = [Fact(address, attribute) for attribute in said(node) if attribute in wanted]
    return (Fact(address), *named) if "" in wanted else tuple(named)


def whole(node: Node) -> tuple[Fact, ...]:
    """All facts of a node itself: its being there, and what the spec says of it."""
    address = node.address
    return (Fact(address), *[Fact(address, attribute) for attribute in said(node)])


def carried(table: Table, node: Node, *skip: str) -> tuple[Fact, ...]:
    """The facts that go with a node by the table, but for the attributes in `skip`."""
    address, rules = node.address, table[type(node)]
    return tuple(
        [
            Fact(address, attribute)
            for attribute in ("", *said(node))
            if rules[attribute] == CARRIED and attribute not in skip
        ]
    )


def below(node: Node) -> Iterator[Fact]:
    """The facts of a node and of everything that stands below it."""
    yield from whole(node)
    for child in children(node):
        yield from below(child)


def told(node: Node, where: Told = DOCS) -> Iterator[Claim]:
    """Claims for a node with everything below it, none of which the CRM is given."""
    for fact in below(node):
        yield Claim(fact, where.how, where.where)


def claims(
    table: Table,
    program: Program,
    resources: Iterable[Resource],
    steps: Iterable[Step],
    made: Iterable[Claim] = (),
) -> tuple[Claim, ...]:
    """`made`, and what the table says of every fact that neither it nor a resource or step carries."""
    found = list(made)
    done = {claim.fact for claim in found}
    for resource in resources:
        done.update(resource.carries)
    for step in steps:
        done.update(step.carries)
    for node in nodes(program):
        rules = table.get(type(node), {})
        for fact in whole(node):
            if fact not in done:
                rule = rules.get(fact.attribute)
                its = rule if isinstance(rule, Told) else _REFUSED
                found.append(Claim(fact, its.how, its.where))
    return tuple(found)
