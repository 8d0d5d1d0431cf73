"""Texts as robots take them: places of a text become what the robot fills in."""

from __future__ import annotations

from pipelang.model import FieldRef, Pipeline, Placeholder, Text

from .context import Context
from .facts import LEAD_PLACES, PLACES, PRINTED


def pasted(context: Context, pipeline: Pipeline, text: Text) -> str:
    """The text to paste into a robot of this pipeline."""
    return "".join(part if isinstance(part, str) else _place(context, pipeline, part) for part in text.parts)


def _place(context: Context, pipeline: Pipeline, place: Placeholder) -> str:
    if not place.builtin:
        return _field(context, pipeline, place)
    key = str(place)[1:-1]
    if key == "crm.name":
        return context.program.crm.name
    if pipeline.entity == "lead":
        if key == "pipeline.name":
            return pipeline.name
        return LEAD_PLACES.get(key) or PLACES.get(key, context.words.slot(place))
    return PLACES.get(key, context.words.slot(place))


def _field(context: Context, pipeline: Pipeline, place: Placeholder) -> str:
    """A field of the item itself, or of the deal's client; what a robot cannot reach is shown in words, to be replaced."""
    ref = FieldRef(place.owner, place.name)
    own = place.owner == pipeline.entity
    if not own and (pipeline.entity == "lead" or place.owner not in ("contact", "company")):
        return context.words.slot(place)
    code = context.code(ref) if own else f"{place.owner.upper()}.{context.code(ref)}"
    printed = " > printable" if context.index.fields[ref].type in PRINTED else ""
    return f"{{=Document:{code}{printed}}}"
