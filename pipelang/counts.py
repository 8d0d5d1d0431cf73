"""Counts of deals for an audit, as an integrator takes them from the CRM (`pipelang audit --counts counts.toml`).

    period = "January to March"

    sales.request = { entered = 412, stands = 35, lost = 61 }
    sales.offer   = { entered = 203, stands = 18, lost = 44 }
    sales.won     = 27

A stage is written by its pipeline's id and its own. What each number means is said in `pipelang.report.audit.conversion`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipelang.configuration import Table, read_table
from pipelang.diagnostics import Kind, Problems, suggestion
from pipelang.model import Pipeline, Program
from pipelang.report.audit.conversion import Counted, Deals
from pipelang.source import Source

_MOST = 10**9

_Count = Annotated[int, Field(strict=True, ge=0, le=_MOST)]


class _Stage(BaseModel):
    model_config = ConfigDict(extra="forbid")

    entered: _Count
    stands: _Count
    lost: _Count


class _Pipeline(BaseModel):
    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, _Stage] = Field(init=False)

    won: _Count


@dataclass(frozen=True, slots=True)
class Counts:
    """`period` says of what time the numbers are, as it was written; `pipelines`: id -> its deals."""

    period: str = ""
    pipelines: Mapping[str, Counted] = field(default_factory=dict)


def read_counts(source: Source, program: Program, problems: Problems) -> Counts:
    """The counts in a text. What is wrong is added to `problems`, and left out."""
    table = read_table(source, problems, "C141")
    if table is None:
        return Counts()
    reader = _Reader(table, problems)
    known = {pipeline.id: pipeline for pipeline in program.pipelines}
    found: dict[str, Counted] = {}
    for key, value in table.data.items():
        if key == "period" and not isinstance(value, dict):
            reader.text(key, value)
        elif key not in known:
            reader.unknown((key,), "pipeline", known)
        elif (counted := reader.pipeline(known[key], value)) is not None:
            found[key] = counted
    period = table.data.get("period")
    return Counts(period if isinstance(period, str) else "", found)


class _Reader:
    def __init__(self, table: Table, problems: Problems) -> None:
        self.table = table
        self.problems = problems

    def text(self, key: str, value: Any) -> None:
        if not isinstance(value, str):
            self.problems.add("C103", self.table.span(key), key=key, example=f'{key} = "…"')

    def unknown(self, path: tuple[str, ...], kind: str, known: Mapping[str, object]) -> str:
        """Say that a name means nothing; what it may have been meant for, "" if nobody knows."""
        lead = "".join(f"{part}." for part in path[:-1])
        names = [f"{lead}{name}" for name in known]
        name = ".".join(path)
        meant = suggestion(name, names)
        at = self.table.span(*path)
        self.problems.add("C142", at, kind=Kind(kind), name=name, known=", ".join(names), suggestion=meant)
        return meant.removeprefix(lead)

    def pipeline(self, pipeline: Pipeline, value: Any) -> Counted | None:
        before = len(self.problems)
        given = self._validated(pipeline, value)
        stages = {stage.id: stage for stage in pipeline.stages}
        if isinstance(value, dict):
            names = {**stages, "won": pipeline.won}
            meant = {self.unknown((pipeline.id, key), "stage", names) for key in value if key not in names}
            self._missing((pipeline.id,), [key for key in names if key not in value and key not in meant])
        if given is None or len(self.problems) > before:
            return None
        found = given.__pydantic_extra__
        deals = {stages[key].address: Deals(**count.model_dump()) for key, count in found.items()}
        counted = Counted(deals, given.won)
        self._possible(pipeline, counted)
        return counted if len(self.problems) == before else None

    def _validated(self, pipeline: Pipeline, value: Any) -> _Pipeline | None:
        try:
            return _Pipeline.model_validate(value)
        except ValidationError as error:
            known = {"won", *(stage.id for stage in pipeline.stages)}
            for item in error.errors():
                path = tuple(map(str, item["loc"]))
                if not path or (path[0] in known and (item["type"] != "missing" or len(path) > 1)):
                    self._wrong((pipeline.id, *path), item["type"], item["input"])
            return None

    def _wrong(self, path: tuple[str, ...], kind: str, value: Any) -> None:
        name = ".".join(path)
        at, last = self.table.span(*path), path[-1]
        if kind == "missing":
            self._missing(path[:-1], [last])
        elif kind == "extra_forbidden":
            known = list(_Stage.model_fields)
            meant = suggestion(last, known)
            self.problems.add("C143", at, key=last, known=", ".join(known), suggestion=meant)
        elif isinstance(value, dict) or (len(path) < 3 and last != "won"):
            self.problems.add("C103", at, key=name, example=_example(name))
        else:
            self.problems.add("C144", at, key=name, value=_shown(value))

    def _missing(self, above: tuple[str, ...], keys: list[str]) -> None:
        """Numbers of a stage, or whole stages of a pipeline, that are not there."""
        if not keys:
            return
        place = ".".join(above)
        example = _example(f"{place}.{keys[0]}") if len(above) == 1 else f"{keys[0]} = 0"
        listed = ", ".join(f"`{key}`" for key in keys)
        self.problems.add("C145", self.table.span(*above), keys=listed, place=f"`{place}`", example=example)

    def _possible(self, pipeline: Pipeline, counted: Counted) -> None:
        """Numbers that cannot be true together. (A deal may go back, so a later stage may have seen more than an earlier one.)"""
        if not counted.total:
            self.problems.add("C148", self.table.span(pipeline.id), place=f"`{pipeline.id}`")
        for stage in pipeline.stages:
            deals, place = counted.stages[stage.address], f"`{pipeline.id}.{stage.id}`"
            at = self.table.span(pipeline.id, stage.id)
            if deals.ended > deals.entered:
                self.problems.add("C146", at, place=place, ended=deals.ended, entered=deals.entered)
            elif deals.entered > counted.total:
                self.problems.add("C147", at, place=place, entered=deals.entered, total=counted.total)


def _example(name: str) -> str:
    if name.endswith(".won"):
        return f"{name} = 0"
    return f"{name}{'' if '.' in name else '.request'} = {{ entered = 0, stands = 0, lost = 0 }}"


def _shown(value: Any) -> str:
    """A value as a message can hold it."""
    text = str(value).lower() if isinstance(value, bool) else f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= 40 else f"{text[:40]}…"
