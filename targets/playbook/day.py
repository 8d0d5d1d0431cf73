"""The start of the working day: stages from the end of the funnel backwards, key ones first, each with its traffic light."""

from __future__ import annotations

from pipelang.model import Duration, Pipeline, Stage
from pipelang.model.values import Unit
from pipelang.report.anchors import anchor
from pipelang.report.document import Block, Item, Items, Line, Lines, Link, Paragraph, Part, Section, Strong, Table
from pipelang.report.passages import Passages
from pipelang.words import sentence

#: Into what a single unit is broken to be shared: unit -> (smaller one, how many of it).
_SMALLER: dict[str, tuple[Unit, int]] = {"w": ("d", 7), "d": ("h", 24), "h": ("m", 60)}


def working_day(told: Passages) -> Section:
    """The chapter for everybody; the main pipeline stands first."""
    t = told.words.t
    worked = [pipeline for pipeline in told.program.pipelines if pipeline.stages]
    ordered = sorted(worked, key=lambda pipeline: not pipeline.main)
    tables: list[Block] = []
    for pipeline in ordered:
        tables += [Paragraph((Strong(pipeline.name),), "group"), lights(told, pipeline)]
    rules = Items(tuple(Item(t(key)) for key in ("day.back", "day.key", "day.light")))
    return Section(t("day"), (rules, *tables), "the-day", "day")


def lights(told: Passages, pipeline: Pipeline) -> Table:
    """The stages of one pipeline in the order in which to open them."""
    t = told.words.t
    head = (t("day.stage"), t("day.green"), t("day.yellow"), t("day.red"))
    return Table(head, tuple(_row(told, stage) for stage in in_order(pipeline)), "lights")


def in_order(pipeline: Pipeline) -> list[Stage]:
    """Key stages first, and both kinds from the end of the pipeline backwards."""
    backwards = pipeline.stages[::-1]
    return [*(stage for stage in backwards if stage.key), *(stage for stage in backwards if not stage.key)]


def _row(told: Passages, stage: Stage) -> tuple[Lines, ...]:
    words = told.words
    name: list[Part] = ["★\u00a0"] if stage.key else []
    lines: list[Line] = [(*name, Link(stage.name, anchor(stage.address)))]
    owner = told.owner(stage)
    if owner:
        lines.append(sentence(words.owner(owner)))
    if stage.react:
        lines.append(sentence(words.t("day.react", within=words.duration(stage.react, "within"))))
    if stage.stay is None:
        return tuple(lines), (words.t("day.free"),), (), ()
    soon = yellow_after(stage.stay, words.working_day(), len(words.working_days()) or 5)
    return (
        tuple(lines),
        (words.duration(soon, "up_to"),),
        (words.duration(soon, "over"),),
        (words.duration(stage.stay, "over"),),
    )


def yellow_after(limit: Duration, day: Duration, days: int) -> Duration:
    """How long a deal may stand before its light turns yellow: two thirds of the limit in whole units, at least one.

    A limit of one unit is counted in smaller ones; `day` is the length of a working day, `days` of a working week.
    """
    amount, unit = limit.amount, limit.unit
    if amount == 1 and unit in _SMALLER:
        smaller, many = _SMALLER[unit]
        if limit.working:
            many = {"w": days, "d": max(day.minutes // 60, 1), "h": 60}[unit]
        return yellow_after(Duration(many, smaller, limit.working), day, days)
    return Duration(max(amount * 2 // 3, 1), unit, limit.working)
