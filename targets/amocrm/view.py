"""A program as amoCRM will have it: the look-ups that all parts of a description share."""

from __future__ import annotations

from functools import cached_property

from pipelang.model import FieldRef, Lost, Pipeline, Place, Program, StageRef, Trigger, Webhook
from pipelang.model.index import Demand, demands
from pipelang.words import words_for

from .fields import LiveField, Required, live_fields, required_fields
from .losses import LiveReason, live_reasons, reason_names
from .options import Options
from .phrases import PHRASES
from .tags import account_webhooks


class View:
    """One program; everything else is computed once, when it is asked for."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.options = Options(program)
        self.words = words_for(program, phrases=PHRASES)
        self.index = self.words.index
        self.t = self.words.t

    @cached_property
    def fields(self) -> dict[FieldRef, LiveField]:
        return live_fields(self.program, self.options)

    @cached_property
    def distinct_fields(self) -> list[LiveField]:
        """Each live field once, though two declared ones may share it."""
        return list({field.address: field for field in self.fields.values()}.values())

    @cached_property
    def demands(self) -> dict[str, dict[str, tuple[Demand, ...]]]:
        """What must be filled on each place, by the pipeline's id and the place's address."""
        return {pipeline.id: demands(pipeline) for pipeline in self.program.pipelines}

    @cached_property
    def required(self) -> dict[str, Required]:
        return required_fields(self.program, self.fields, self.demands)

    @cached_property
    def reasons(self) -> list[LiveReason]:
        return live_reasons(self.program)

    @cached_property
    def reason_names(self) -> dict[str, str]:
        """Names in amoCRM by the address of a reason or of a loss without reasons."""
        return {
            address: name for pipeline in self.program.pipelines for address, name in reason_names(pipeline).items()
        }

    @cached_property
    def webhooks(self) -> dict[str, list[tuple[Trigger, Webhook]]]:
        """Webhooks that a subscription of the account stands for, by URL."""
        return account_webhooks(self.program)

    @cached_property
    def subscribed(self) -> frozenset[str]:
        """Addresses of the actions that need no trigger because such a subscription does their work."""
        return frozenset(action.address for pairs in self.webhooks.values() for _, action in pairs)

    def board(self, place: Place, pipeline: Pipeline) -> tuple[str, str]:
        """The pipeline and the column of its board that a place is: all losses are one column."""
        return pipeline.name, self.column(place, pipeline)

    def column(self, place: Place, pipeline: Pipeline) -> str:
        return pipeline.lost[0].name if isinstance(place, Lost) and pipeline.lost else place.name

    def place(self, ref: StageRef) -> str:
        """A place to go to, by the names that amoCRM shows: «Продажи» → «Отказ»."""
        pipeline = self.index.pipelines[ref.pipeline]
        quote = self.words.quote
        return f"{quote(pipeline.name)} → {quote(self.column(self.index.place(ref), pipeline))}"

    def reason(self, to: StageRef, reason: str) -> str:
        return self.reason_names[self.index.reason(to, reason).address]

    def only_loss(self, place: Place, pipeline: Pipeline) -> str:
        """The condition that tells one of several losses from the others in their common column; else an empty text."""
        if not isinstance(place, Lost) or len(pipeline.lost) < 2:
            return ""
        nodes = place.reasons or (place,)
        names = ", ".join(self.words.quote(self.reason_names[node.address]) for node in nodes)
        return self.t("amo.only_loss", name=place.name, reasons=names)
