"""Roles and their rights: what `access` says, as rights on deals and on single stages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipelang.deploy.resources import Fact, Json, Ref, Resource
from pipelang.model import AccessRule, Assign, Notify, Pipeline, Place, Program, Role, Task

from .coverage import whole
from .facts import IMPLIED_RIGHTS, LOST, OPEN_RIGHTS, OTHER_RIGHTS, WON
from .statuses import Status, ordered, pair
from .tags import triggers

_RIGHTS = ("view", "edit", "delete", "export")
_Rights = frozenset[str]
_NOTHING: _Rights = frozenset()
_WORK: _Rights = frozenset(("view", "edit"))
_Rules = list[tuple[AccessRule, Pipeline, tuple[str, ...]]]


def role_resources(program: Program) -> list[Resource]:
    """All roles. One that `access` never mentions works with all deals.

    One that it mentions may do in those pipelines what is said and nothing else. Of the others it sees only pipelines where
    the spec gives it something to do, so that a contractor's rule in one pipeline does not leave the rest open to him.
    """
    rules: dict[str, _Rules] = {}
    for rule, pipeline, places in _rules(program):
        rules.setdefault(rule.role, []).append((rule, pipeline, places))
    workers = {pipeline.id: frozenset(_workers(pipeline)) for pipeline in program.pipelines}
    return [_role(role, rules.get(role.id, []), program, workers) for role in program.roles]


def _rules(program: Program) -> Iterator[tuple[AccessRule, Pipeline, tuple[str, ...]]]:
    """Each rule, its pipeline, and the addresses of the places it is about."""
    for pipeline in program.pipelines:
        for rule in pipeline.access:
            yield rule, pipeline, tuple(place.address for place in _scope(rule, pipeline))
        for place in pipeline.places:
            for rule in place.access:
                yield rule, pipeline, (place.address,)


def _workers(pipeline: Pipeline) -> Iterator[str]:
    """Roles that the spec gives something to do in a pipeline: deals, tasks, messages, reviews."""
    for place in pipeline.places:
        if place.owner:
            yield place.owner.role
        yield from (task.assignee for task in place.tasks if task.assignee)
    yield from (lost.review.role for lost in pipeline.lost if lost.review)
    for trigger in triggers(pipeline):
        for action in trigger.actions:
            if isinstance(action, (Assign, Notify)):
                yield action.role
            elif isinstance(action, Task) and action.assignee:
                yield action.assignee


def _scope(rule: AccessRule, pipeline: Pipeline) -> Iterable[Place]:
    match rule.scope:
        case "won":
            return (pipeline.won,)
        case "lost":
            return pipeline.lost
        case "stages":
            return [stage for stage in pipeline.stages if stage.id in rule.stages]
        case "all":
            return pipeline.places


def _role(role: Role, rules: _Rules, program: Program, workers: dict[str, frozenset[str]]) -> Resource:
    carries: tuple[Fact, ...] = (*whole(role), *(fact for rule, _, _ in rules for fact in whole(rule)))
    attributes: dict[str, Json] = {"name": role.name}
    identity: dict[str, Json] = {**OTHER_RIGHTS, "mail_access": True, "catalog_access": True}
    if rules:
        ruled = {pipeline.id for _, pipeline, _ in rules}
        free = [each for each in program.pipelines if each.id not in ruled and role.id in workers[each.id]]
        granted = _granted(rules) | {place.address: _WORK for pipeline in free for place in pipeline.places}
        general = frozenset().union(*granted.values())
        attributes["leads"] = _general(general)
        attributes["status_rights"] = ordered(_exceptions(program, granted, general))
    else:
        identity["leads"] = dict(OPEN_RIGHTS)
    return Resource("role", role.address, role.at, attributes, identity, carries=carries)


def _granted(rules: _Rules) -> dict[str, _Rights]:
    """Rights by the address of a place; several rules about one place add up."""
    granted: dict[str, _Rights] = {}
    for rule, _, places in rules:
        rights = frozenset(implied for right in rule.rights for implied in IMPLIED_RIGHTS[right])
        for place in places:
            granted[place] = granted.get(place, _NOTHING) | rights
    return granted


def _general(rights: _Rights) -> dict[str, Json]:
    """Rights on deals as such: whatever is granted anywhere. A deal may be added where it may be edited."""
    return {**_letters(rights), "add": "A" if "edit" in rights else "D"}


def _letters(rights: _Rights) -> dict[str, Json]:
    return {right: "A" if right in rights else "D" for right in _RIGHTS}


def _exceptions(program: Program, granted: dict[str, _Rights], general: _Rights) -> Iterator[dict[str, Json]]:
    """An entry for each stage where the role may do less than in general."""
    for pipeline in program.pipelines:
        for status, rights in _statuses(pipeline, granted):
            if rights != general:
                yield {"entity_type": "leads", **pair(pipeline.address, status), "rights": _letters(rights)}


def _statuses(pipeline: Pipeline, granted: dict[str, _Rights]) -> Iterator[tuple[Status, _Rights]]:
    for stage in pipeline.stages:
        yield Ref(stage.address), granted.get(stage.address, _NOTHING)
    yield WON, granted.get(pipeline.won.address, _NOTHING)
    # All losses are one closed stage: what is granted on one of them is granted on it.
    yield LOST, frozenset().union(*(granted.get(lost.address, _NOTHING) for lost in pipeline.lost))
