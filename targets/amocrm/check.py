"""What amoCRM cannot hold, found before anything is written. Starts fast: no words, no pydantic."""

from __future__ import annotations

import re

from pipelang.diagnostics import Edit, Fix, Problems, suggestion
from pipelang.model import Field, Pipeline, Program, Stage, TargetOption
from pipelang.report.documents.prose import plain
from pipelang.source import Span

from .facts import (
    ENTITIES,
    FIELD_KINDS,
    LEVELS,
    MAX_HINT,
    MAX_PIPELINES,
    MAX_STAGES,
    MAX_WEBHOOKS,
    STAGE_COLORS,
    SUPER_MONEY,
    SYSTEM_CODES,
    SYSTEM_STAGES,
    nearest_color,
)
from .fields import amo_type, live_fields
from .hints import cut
from .losses import reason_names
from .options import BY_SUBJECT, OPTIONS, Option, Options, fits, ours, subject_kind
from .tags import account_webhooks

_CODE = re.compile(r"[A-Z][A-Z0-9_]*")
#: Where each option belongs, as a line of the spec.
_EXAMPLES = {
    "crm": "target amocrm {{ {key} … }}",
    "pipeline": "pipeline sales {{ {key} … }}",
    "stage": "pipeline sales.visit {{ {key} … }}",
    "field": "field deal.budget {{ {key} … }}",
}


def check(program: Program) -> Problems:
    """All that is wrong or will be different here; errors stop a build before anything is written."""
    problems = Problems()
    options = Options(program)
    for option in ours(program):
        _check_option(option, problems)
    _check_codes(program, options, problems)
    _check_pipelines(program, problems)
    _check_fields(program, options, problems)
    _check_webhooks(program, problems)
    return problems


# --- options ---


def _check_option(given: TargetOption, problems: Problems) -> None:
    subject = subject_kind(given.subject)
    known = BY_SUBJECT.get(subject, {})
    option = known.get(given.key)
    elsewhere = next((item for item in OPTIONS if item.key == given.key), None)
    if option is not None:
        _check_value(given, option, problems)
    elif elsewhere is not None:
        example = _EXAMPLES[elsewhere.subject].format(key=given.key)
        problems.add("AMO103", given.at, key=given.key, example=example)
    else:
        names = ", ".join(f"`{key}`" for key in known) or "—"
        problems.add("AMO101", given.at, key=given.key, known=names, suggestion=suggestion(given.key, known))


def _check_value(given: TargetOption, option: Option, problems: Problems) -> None:
    value = given.value
    if fits(option, value):
        if option.key == "code" and isinstance(value, str) and not _CODE.fullmatch(value):
            problems.add("AMO105", given.at, value=value, suggestion=_better_code(value))
    elif option.key == "color" and isinstance(value, str):
        nearest = nearest_color(value)
        palette = " ".join(STAGE_COLORS)
        problems.add("AMO104", given.at, fix=_replace(given, nearest), color=value, nearest=nearest, palette=palette)
    else:
        shown = ("yes" if value else "no") if isinstance(value, bool) else f"`{value}`"
        wanted = "`yes`/`no`" if option.type == "flag" else " / ".join(f"`{item}`" for item in option.choices) or '"…"'
        near = suggestion(str(value), option.choices) if option.choices else ""
        problems.add("AMO102", given.at, key=given.key, value=shown, wanted=wanted, suggestion=near)


def _better_code(code: str) -> str:
    better = re.sub(r"[^A-Z0-9_]+", "_", code.upper()).strip("_")
    return better if _CODE.fullmatch(better) else ""


def _replace(given: TargetOption, value: str) -> Fix | None:
    """A fix that puts another text in place of the option's value. Not safe: it is near, not what was asked for."""
    quoted = f'"{given.value}"'
    at = given.at.text.find(quoted)
    if at < 0:
        return None
    start = given.at.start + at
    return Fix((Edit(Span(given.at.source, start, start + len(quoted)), f'"{value}"'),), safe=False)


def _check_codes(program: Program, options: Options, problems: Problems) -> None:
    """Codes that were asked for and belong to a system field, or to two fields at once."""
    taken: dict[tuple[str, str], str] = {}
    places = {option.subject: option.at for option in ours(program) if option.key == "code"}
    for node in program.fields:
        code, entity = options.text(node.address, "code"), ENTITIES[node.entity]
        if not code:
            continue
        at = places.get(node.address, node.at)
        if code in SYSTEM_CODES[entity]:
            problems.add("AMO107", at, value=code)
        elif (entity, code) in taken:
            problems.add("AMO106", at, value=code, owner=taken[entity, code])
        taken.setdefault((entity, code), node.name)


# --- pipelines ---


def _check_pipelines(program: Program, problems: Problems) -> None:
    pipelines = program.pipelines
    if len(pipelines) > MAX_PIPELINES:
        problems.add("AMO111", pipelines[MAX_PIPELINES].at, count=len(pipelines), limit=MAX_PIPELINES)
    for pipeline in pipelines:
        _check_pipeline(pipeline, problems)


def _check_pipeline(pipeline: Pipeline, problems: Problems) -> None:
    count = len(pipeline.stages) + SYSTEM_STAGES
    if count > MAX_STAGES:
        first = pipeline.stages[MAX_STAGES - SYSTEM_STAGES]
        problems.add("AMO112", first.at, name=pipeline.name, count=count, limit=MAX_STAGES)
    if pipeline.entity == "lead":
        problems.add("AMO121", pipeline.at, name=pipeline.name)
    names = reason_names(pipeline)
    for lost in pipeline.lost[1:]:
        named = lost.reasons[0].address if lost.reasons else lost.address
        problems.add("AMO122", lost.at, name=lost.name, example=names[named])
    for stage in pipeline.stages:
        _check_hints(stage, problems)
    for outcome in (pipeline.won, *pipeline.lost):
        for hint in outcome.hints[:1]:
            problems.add("AMO126", hint.at, name=outcome.name)


def _check_hints(stage: Stage, problems: Problems) -> None:
    levels = {hint.level for hint in stage.hints}
    for hint in stage.hints:
        text = plain(hint.text)
        if len(text) > MAX_HINT:
            at, words = cut(text)
            problems.add("AMO113", hint.at, length=len(text), limit=MAX_HINT, cut=at, words=words)
        if hint.level is None and levels.issuperset(LEVELS):
            problems.add("AMO125", hint.at)


# --- fields and webhooks ---


def _check_fields(program: Program, options: Options, problems: Problems) -> None:
    currency = program.crm.currency
    for field in dict.fromkeys(live_fields(program, options).values()):
        if field.type == SUPER_MONEY.type and not currency:
            problems.add("AMO124", field.node.at, name=field.node.name)
        if not field.system and not _is_exact(field.node, options):
            code = "AMO127" if field.node.type == "money" else "AMO123"
            problems.add(code, field.node.at, name=field.node.name, becomes=field.type)


def _is_exact(node: Field, options: Options) -> bool:
    return FIELD_KINDS[node.type].exact or amo_type(node, options) == SUPER_MONEY.type


def _check_webhooks(program: Program, problems: Problems) -> None:
    webhooks = account_webhooks(program)
    if len(webhooks) > MAX_WEBHOOKS:
        beyond = list(webhooks.values())[MAX_WEBHOOKS][0][1]
        problems.add("AMO114", beyond.at, count=len(webhooks), limit=MAX_WEBHOOKS)
