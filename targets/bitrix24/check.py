"""What of a program Bitrix24 cannot hold, said before anything is written: options, names, ids, pipelines, fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pipelang.diagnostics import Diagnostic, Kind, Label, Problems
from pipelang.model import Field, Pipeline, Program
from pipelang.source import Span

from .choices import Choices, choices_of
from .codes import field_codes, has_reasons, reason_code, tags_by_entity
from .facts import (
    ENDS,
    FIELD_LABEL_LENGTH,
    ITEM_ID_LENGTH,
    MAX_FIELDS,
    OPTION_LENGTH,
    PIPELINE_NAME_LENGTH,
    STAGE_NAME_LENGTH,
    TAGS_CODE,
)
from .ids import fitted
from .limitations import limitations
from .stages import Slot, foreign, slots


def check(program: Program) -> Iterable[Diagnostic]:
    """All that is wrong or will be different here; errors stop a build before anything is written."""
    problems = Problems()
    choices = choices_of(program, problems)
    _names(program, problems)
    _which_pipelines(program, choices, problems)
    for pipeline in program.pipelines:
        _stage_ids(pipeline, choices, problems)
    _field_codes(program, choices, problems)
    _items(program, choices, problems)
    limitations(program, problems)
    return problems


# --- names ---


def _names(program: Program, problems: Problems) -> None:
    for kind, name, at, limit in _named(program):
        if len(name) > limit:
            problems.add("BX111", at, kind=Kind(kind), name=name, length=len(name), limit=limit)


def _named(program: Program) -> Iterator[tuple[str, str, Span, int]]:
    for pipeline in program.pipelines:
        yield "pipeline", pipeline.name, pipeline.at, PIPELINE_NAME_LENGTH
        for place in pipeline.places:
            yield "stage", place.name, place.at, STAGE_NAME_LENGTH
        for lost in pipeline.lost:
            for reason in lost.reasons:
                yield "reason", reason.name, reason.at, OPTION_LENGTH
    for field in program.fields:
        yield "field", field.name, field.at, FIELD_LABEL_LENGTH
        for option in field.options:
            yield "option", option.name, option.at, OPTION_LENGTH
    for channel in program.channels:
        yield "channel", channel.name, channel.at, STAGE_NAME_LENGTH
    for product in program.products:
        yield "product", product.name, product.at, STAGE_NAME_LENGTH


# --- pipelines ---


def _which_pipelines(program: Program, choices: Choices, problems: Problems) -> None:
    leads = [pipeline for pipeline in program.pipelines if pipeline.entity == "lead"]
    for extra in leads[1:]:
        problems.add("BX110", extra.at, Label(leads[0].at, "first-defined"), pipeline=extra.name, first=leads[0].name)
    defaults = [pipeline for pipeline in program.pipelines if choices.default_pipeline(pipeline.address)]
    for pipeline in defaults:
        if pipeline.entity == "lead":
            problems.add("BX117", _option_at(program, pipeline.address, "id"), pipeline=pipeline.name)
    for extra in defaults[1:]:
        first = _option_at(program, defaults[0].address, "id")
        labels = [Label(first, "first-defined")] if first else []
        at = _option_at(program, extra.address, "id")
        problems.add("BX109", at, *labels, pipeline=extra.name, first=defaults[0].name)


def _option_at(program: Program, subject: str, key: str) -> Span | None:
    """Where an option is written (the last time: that one holds)."""
    found = None
    for option in program.options:
        if option.target == "bitrix24" and option.subject == subject and option.key == key:
            found = option.at
    return found


# --- stages ---


def _stage_ids(pipeline: Pipeline, choices: Choices, problems: Problems) -> None:
    board = slots(pipeline, choices)
    taken: dict[str, Slot] = {}
    for slot in board:
        first = taken.setdefault(slot.status, slot)
        if first is not slot:
            label = Label(first.place.at, "first-defined")
            problems.add("BX106", slot.place.at, label, id=slot.status, stage=slot.place.name, first=first.place.name)
    _ends(pipeline, board, choices, problems)


def _ends(pipeline: Pipeline, board: tuple[Slot, ...], choices: Choices, problems: Problems) -> None:
    """The three system stages must be held by somebody, each by a place of its own meaning."""
    new, won, lost = ENDS[pipeline.entity]
    meaning = {new: "", won: "S", lost: "F"}
    for slot in board:
        chosen = choices.text(slot.place.address, "id")
        wrong = meaning[chosen] != slot.semantics if chosen in meaning else chosen in _foreign(pipeline, slot)
        if chosen and wrong:
            problems.add("BX114", slot.place.at, id=chosen, stage=slot.place.name)
    for system, semantics in meaning.items():
        group = [slot for slot in board if slot.semantics == semantics]
        if group and all(slot.status != system for slot in group):
            problems.add("BX107", group[0].place.at, id=system, stage=group[0].place.name, pipeline=pipeline.name)


def _foreign(pipeline: Pipeline, slot: Slot) -> frozenset[str]:
    return foreign(pipeline.entity, slot.semantics)


# --- fields and dictionaries ---


def _field_codes(program: Program, choices: Choices, problems: Problems) -> None:
    taken: dict[tuple[str, str], tuple[Span | None, str]] = {}
    for entity, code, at, name in _codes(program, choices):
        first = taken.setdefault((entity, code), (at, name))
        if first != (at, name):
            labels = [Label(first[0], "first-defined")] if first[0] else []
            problems.add("BX115", at or first[0], *labels, name=code, field=name, first=first[1])
    for entity in ("lead", "deal", "contact", "company"):
        fields = [field for field in program.fields if field.entity == entity]
        if len(fields) > MAX_FIELDS:
            problems.add("BX118", fields[MAX_FIELDS].at, entity=entity, count=len(fields), limit=MAX_FIELDS)


def _codes(program: Program, choices: Choices) -> Iterator[tuple[str, str, Span | None, str]]:
    """Entity, code, place and name of every field that will be made."""
    codes = field_codes(program, choices)
    by_ref: Mapping[object, Field] = dict(zip(codes, program.fields, strict=True))
    for ref, code in codes.items():
        yield ref.entity, code, by_ref[ref].at, by_ref[ref].name
    for pipeline in program.pipelines:
        if has_reasons(pipeline):
            yield pipeline.entity, reason_code(pipeline), pipeline.at, pipeline.name
    for entity in tags_by_entity(program):
        yield entity, TAGS_CODE, None, TAGS_CODE


def _items(program: Program, choices: Choices, problems: Problems) -> None:
    for nodes in (program.channels, program.products):
        taken: dict[str, tuple[Span, str]] = {}
        for node in nodes:
            id = choices.text(node.address, "id") or fitted(node.id, ITEM_ID_LENGTH)
            first = taken.setdefault(id, (node.at, node.name))
            if first != (node.at, node.name):
                label = Label(first[0], "first-defined")
                problems.add("BX116", node.at, label, id=id, name=node.name, first=first[1])
