"""Roles and their rights as steps: a matrix of role × pipeline × action, and stages that may not be jumped over."""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.deploy.claims import facts, whole
from pipelang.model import AccessRule, Pipeline, Place, Stage
from pipelang.report.documents.prose import plain

from .checklist import Checklist, Row
from .context import Context


def rights(context: Context, sheet: Checklist) -> None:
    for role in context.program.roles:
        title = context.words.t("b.role", role=role.name)
        rows = (sheet.row("about", plain(role.about or "")),)
        sheet.add("rights", title, role.at, rows, carries=facts(role, "", "name", "was", "about"))
    for pipeline in context.program.pipelines:
        by_role = _by_role(pipeline)
        for role_id, rules in by_role.items():
            _matrix(context, sheet, pipeline, role_id, rules)
        if by_role:
            _others(context, sheet, pipeline, set(by_role))
        for stage in pipeline.stages:
            if stage.no_skip:
                _no_skip(context, sheet, pipeline, stage)


Rules = list[tuple[AccessRule, Place | None]]


def _by_role(pipeline: Pipeline) -> dict[str, Rules]:
    found: dict[str, Rules] = {}
    for rule in pipeline.access:
        found.setdefault(rule.role, []).append((rule, None))
    for place in pipeline.places:
        for rule in place.access:
            found.setdefault(rule.role, []).append((rule, place))
    return found


def _matrix(context: Context, sheet: Checklist, pipeline: Pipeline, role: str, rules: Rules) -> None:
    words = context.words
    rows: list[Row] = [
        (", ".join(scope), "; ".join(words.t(f"b.right.{right}") for right in _given(rule)))
        for rule, place in rules
        for scope in [list(_scope(context, pipeline, rule, place))]
    ]
    if not any(place is None and rule.scope == "all" for rule, place in rules):
        rows.append(sheet.row("rest", words.t("b.right.none")))
    carries = tuple(fact for rule, _ in rules for fact in whole(rule))
    title = words.t("b.access", role=words.role(role))
    sheet.add("rights", title, rules[0][0].at, rows, pipeline, carries=carries)


def _given(rule: AccessRule) -> list[str]:
    """The rights of a rule; changing includes reading."""
    return [right for right in rule.rights if right != "view" or "edit" not in rule.rights]


def _scope(context: Context, pipeline: Pipeline, rule: AccessRule, place: Place | None) -> Iterator[str]:
    """Names of the stages that a rule is about."""
    words = context.words
    if place:
        yield words.quote(place.name)
    elif rule.scope == "all":
        yield words.t("b.row.whole")
    elif rule.scope == "won":
        yield words.quote(pipeline.won.name)
    elif rule.scope == "lost":
        yield from (words.quote(lost.name) for lost in pipeline.lost)
    else:
        yield from (words.quote(stage.name) for stage in pipeline.stages if stage.id in rule.stages)


def _others(context: Context, sheet: Checklist, pipeline: Pipeline, named: set[str]) -> None:
    """A new pipeline gives every role its default rights, which may be wider than wanted."""
    words = context.words
    others = ", ".join(role.name for role in context.program.roles if role.id not in named)
    rows = (sheet.row("roles", others), sheet.row("note", words.t("b.note.defaults")))
    sheet.add("rights", words.t("b.defaults"), pipeline.at, rows, pipeline)


def _no_skip(context: Context, sheet: Checklist, pipeline: Pipeline, stage: Stage) -> None:
    words = context.words
    there = pipeline.stages.index(stage)
    earlier = pipeline.stages[:there]
    allowed = ", ".join(words.quote(place.name) for place in (*earlier, stage, *pipeline.lost))
    rows = (
        sheet.row("from", ", ".join(words.quote(place.name) for place in earlier)),
        sheet.row("allow", allowed),
        sheet.row("roles", words.t("b.roles.all")),
        sheet.row("note", words.t("b.note.no skip")),
    )
    carries = facts(stage, "no_skip")
    sheet.add("rights", words.t("b.no skip", stage=stage.name), stage.at, rows, pipeline, stage, carries=carries)
