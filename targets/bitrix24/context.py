"""What all parts of a description look up: stages, codes of fields, loss reasons and tags of one program in Bitrix24."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from pipelang.model import Entity, Field, FieldRef, Owner, Pipeline, Place, Program
from pipelang.model.index import Demand, Index, demands, owners
from pipelang.words import words_for

from .choices import Choices, choices_of
from .codes import field_codes, has_reasons, reason_code, tags_by_entity
from .facts import FIELD_PREFIX
from .phrases import PHRASES
from .stages import Slot, slots


class Context:
    """One program, looked at with the eyes of Bitrix24."""

    def __init__(self, program: Program, choices: Choices | None = None) -> None:
        self.program = program
        self.choices = choices or choices_of(program)
        self.words = words_for(program, phrases=PHRASES)
        self.index = Index(program)
        self.boards: dict[str, tuple[Slot, ...]] = {
            pipeline.id: slots(pipeline, self.choices) for pipeline in program.pipelines
        }
        self.slots = {slot.place.address: slot for board in self.boards.values() for slot in board}
        self.codes = field_codes(program, self.choices)

    @cached_property
    def lead_pipeline(self) -> Pipeline | None:
        return next((pipeline for pipeline in self.program.pipelines if pipeline.entity == "lead"), None)

    @cached_property
    def _with_reasons(self) -> Counter[str]:
        return Counter(pipeline.entity for pipeline in self.program.pipelines if has_reasons(pipeline))

    @cached_property
    def demands(self) -> dict[str, tuple[Demand, ...]]:
        """What must be filled on each place of all pipelines, by address."""
        return {address: found for pipeline in self.program.pipelines for address, found in demands(pipeline).items()}

    @cached_property
    def owners(self) -> dict[str, dict[str, Owner | None]]:
        """Who answers for an item on each place, by the pipeline's id and the place's address."""
        return {pipeline.id: owners(pipeline) for pipeline in self.program.pipelines}

    @cached_property
    def tags(self) -> dict[Entity, tuple[str, ...]]:
        """The tags that pipelines of an entity use, in order of first use. Items of Bitrix24 have no tags of their own."""
        return tags_by_entity(self.program)

    def code(self, ref: FieldRef) -> str:
        """`UF_CRM_BUDGET`, or the name of the standard field that serves instead."""
        return self.codes[ref]

    def standard(self, field: Field) -> bool:
        """Whether Bitrix24 has this field already."""
        return not self.codes[FieldRef(field.entity, field.id)].startswith(FIELD_PREFIX)

    def pipeline_of(self, place: Place) -> Pipeline:
        return self.index.pipelines[place.address.split(".", 2)[1]]

    def reason_code(self, pipeline: Pipeline) -> str:
        return reason_code(pipeline)

    def reason_label(self, pipeline: Pipeline) -> str:
        """«Причина отказа», with the pipeline's name when several pipelines of the entity have reasons."""
        label = self.words.t("b.loss reason")
        return f"{label}: {pipeline.name}" if self._with_reasons[pipeline.entity] > 1 else label
