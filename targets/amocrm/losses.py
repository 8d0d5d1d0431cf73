"""Losses: a pipeline of amoCRM has one closed stage, 143, and the account one list of reasons for all pipelines."""

from __future__ import annotations

from dataclasses import dataclass

from pipelang.deploy.claims import facts
from pipelang.deploy.resources import Fact, Resource
from pipelang.model import Lost, Pipeline, Program, Reason

from .coverage import whole


@dataclass(frozen=True, slots=True)
class LiveReason:
    """A reason of the account; `nodes` are all that it stands for: equal names are one reason.

    `losses` are those whose names its own begins with.
    """

    address: str
    name: str
    nodes: tuple[Reason | Lost, ...]
    losses: tuple[Lost, ...] = ()


def reason_names(pipeline: Pipeline) -> dict[str, str]:
    """What each reason of a pipeline is called in amoCRM, by the node's address.

    The first loss gives the closed stage its name. The names of the others would be lost with their stages, so they stand
    before their reasons; a loss without reasons, where there are several, becomes a reason itself.
    """
    names: dict[str, str] = {}
    for position, lost in enumerate(pipeline.lost):
        prefix = f"{lost.name}: " if position else ""
        for reason in lost.reasons:
            names[reason.address] = f"{prefix}{reason.name}"
        if not lost.reasons and len(pipeline.lost) > 1:
            names[lost.address] = lost.name
    return names


def live_reasons(program: Program) -> list[LiveReason]:
    """All reasons of the account, in order of the spec."""
    found: dict[str, list[Reason | Lost]] = {}
    losses: dict[str, list[Lost]] = {}
    for pipeline in program.pipelines:
        names = reason_names(pipeline)
        for position, lost in enumerate(pipeline.lost):
            members: tuple[Reason | Lost, ...] = (*lost.reasons, lost)
            for node in members:
                if node.address in names:
                    found.setdefault(names[node.address], []).append(node)
                    if position and node is not lost:
                        losses.setdefault(names[node.address], []).append(lost)
    return [
        LiveReason(_address(nodes[0]), name, tuple(nodes), tuple(losses.get(name, ()))) for name, nodes in found.items()
    ]


def _address(node: Reason | Lost) -> str:
    # The loss's own address is taken by the closed stage.
    return f"{node.address}.reason" if isinstance(node, Lost) else node.address


def reason_resources(reasons: list[LiveReason]) -> list[Resource]:
    return [
        Resource(
            "loss_reason",
            reason.address,
            reason.nodes[0].at,
            {"name": reason.name},
            {"sort": 10 * position},
            carries=reason_facts(reason),
        )
        for position, reason in enumerate(reasons, 1)
    ]


def reason_facts(reason: LiveReason) -> tuple[Fact, ...]:
    own = (fact for node in reason.nodes for fact in (whole(node) if isinstance(node, Reason) else loss_facts(node)))
    return (*own, *(fact for lost in reason.losses for fact in loss_facts(lost)))


def loss_facts(lost: Lost) -> tuple[Fact, ...]:
    """That a loss exists, and its name."""
    return (Fact(lost.address), *facts(lost, "name"))
