"""Conditions as rows of a step: in words, and the fields of Bitrix24 that they look at."""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.model import And, Condition, FieldRef, HasTag, Not, Or, Pipeline

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
    looked_at = ", ".join(dict.fromkeys(_fields(context, pipeline, condition)))
    return (("condition", context.words.condition(condition, address)), ("looks at", looked_at))


def _fields(context: Context, pipeline: Pipeline, condition: Condition) -> Iterator[str]:
    words = context.words
    if isinstance(condition, (And, Or)):
        for term in condition.terms:
            yield from _fields(context, pipeline, term)
    elif isinstance(condition, Not):
        yield from _fields(context, pipeline, condition.term)
    elif isinstance(condition, HasTag):
        yield f"{words.t('b.tags')} ({TAGS_CODE})"
    elif condition.left == "reason":
        yield f"{context.reason_label(pipeline)} ({context.reason_code(pipeline)})"
    elif isinstance(condition.left, FieldRef):
        yield f"{words.field_of(condition.left)} ({context.code(condition.left)})"
    else:
        label, code = _FACTS[condition.left]
        yield f"{words.t(label)} ({code})"
