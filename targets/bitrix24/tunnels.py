"""Tunnels as steps, and how leads become deals."""

from __future__ import annotations

from pipelang.deploy.claims import whole
from pipelang.model import Pipeline, Place, Tunnel

from .checklist import Checklist
from .conditions import condition_rows
from .context import Context
from .robots import carried, tags_before


def tunnels(context: Context, sheet: Checklist) -> None:
    """A step for each tunnel: between deals it is drawn, out of a lead it is a robot that converts."""
    for pipeline in context.program.pipelines:
        for place in pipeline.places:
            for tunnel in place.tunnels:
                if tunnel.mode == "convert":
                    _conversion(context, sheet, pipeline, place, tunnel)
                else:
                    _tunnel(context, sheet, pipeline, place, tunnel)


def _tunnel(context: Context, sheet: Checklist, pipeline: Pipeline, place: Place, tunnel: Tunnel) -> None:
    words, to = context.words, context.index.pipelines[tunnel.to.pipeline]
    rows = (
        ("from", words.place(place)),
        ("target", words.place(tunnel.to)),
        ("mode", words.t(f"b.mode.{tunnel.mode}")),
        ("delay", words.t("no")),
        *condition_rows(context, pipeline, tunnel.condition, tunnel.address),
        ("carry", carried(context, tunnel.carry, tunnel.carry_tags, tunnel.everything)),
        *tags_before(context, tunnel.tags),
        ("note", words.t("b.note.to lead") if to.entity == "lead" or pipeline.entity == "lead" else ""),
    )
    title = words.t("b.tunnel", pipeline=to.name)
    shown = [sheet.row(label, value) for label, value in rows]
    sheet.add("tunnels", title, tunnel.at, shown, pipeline, place, carries=whole(tunnel))


def _conversion(context: Context, sheet: Checklist, pipeline: Pipeline, place: Place, tunnel: Tunnel) -> None:
    words, to = context.words, context.index.pipelines[tunnel.to.pipeline]
    rows = (
        ("robot", words.t("b.robot.convert")),
        ("from", words.place(place)),
        ("target", words.place(tunnel.to)),
        *condition_rows(context, pipeline, tunnel.condition, tunnel.address),
        ("carry", carried(context, tunnel.carry, tunnel.carry_tags, tunnel.everything)),
        *tags_before(context, tunnel.tags),
        ("note", words.t("b.note.convert")),
    )
    title = words.t("b.convert", pipeline=to.name)
    shown = [sheet.row(label, value) for label, value in rows]
    sheet.add("automation", title, tunnel.at, shown, pipeline, place, carries=whole(tunnel), rank=2)
