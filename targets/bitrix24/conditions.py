"""Conditions as rows of a step: in words, and the fields of Bitrix24 that they look at."""

from __future__ import annotations

from pipelang.model import Compare, Condition, FieldRef, HasTag, Pipeline
from pipelang.model.conditions import leaves

from .context import Context
from .facts import TAGS_CODE
from .robots import Rows

#: Facts of the language that are standard fields here: key of the label, code.
_FACTS = {
    "source": ("b.row.source", "SOURCE_ID"),
    "product": ("b.deal type", "TYPE_ID"),
    "owner": ("b.row.responsible", "ASSIGNED_BY_ID"),
}


def condition_rows(context: Context, pipeline: Pipeline, condition: Condition | None, address: str) -> Rows:
    """`address` is that of the node that has the condition: it tells whose loss reasons are meant."""
    if condition is None:
        return ()
    looked_at = ", ".join(dict.fromkeys(_looked_at(context, pipeline, leaf) for leaf in leaves(condition)))
    return (("condition", context.words.condition(condition, address)), ("looks at", looked_at))


def _looked_at(context: Context, pipeline: Pipeline, leaf: Compare | HasTag) -> str:
    """The field that a comparison looks at: its name and code."""
    words = context.words
    if isinstance(leaf, HasTag):
        return f"{words.t('b.tags')} ({TAGS_CODE})"
    if leaf.left == "reason":
        return f"{context.reason_label(pipeline)} ({context.reason_code(pipeline)})"
    if isinstance(leaf.left, FieldRef):
        return f"{words.field_of(leaf.left)} ({context.code(leaf.left)})"
    label, code = _FACTS[leaf.left]
    return f"{words.t(label)} ({code})"
