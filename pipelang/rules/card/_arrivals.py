"""What deals that come from other pipelines bring along."""

from __future__ import annotations

from collections.abc import Callable

from pipelang.model import Copy, FieldRef, Pipeline, Trigger
from pipelang.rules.facts import View
from pipelang.rules.flow import Edge

Brings = Callable[[FieldRef], bool]


def brought(pipeline: Pipeline, view: View) -> Brings:
    """Whether a field may come along with a deal: some way into the pipeline carries it."""
    carried: set[FieldRef] = set()
    for edge in view.facts.flow.entering_pipeline(pipeline):
        luggage = _luggage(edge)
        if edge.way != "copy" or luggage is None:
            return lambda field: True
        carried |= luggage
    return carried.__contains__


def _luggage(edge: Edge) -> frozenset[FieldRef] | None:
    """The fields that a copy carries; None for everything."""
    cause = edge.cause
    if isinstance(cause, Trigger):
        copies = [action for action in cause.actions if isinstance(action, Copy) and action.at == edge.at]
        return None if not copies or copies[0].everything else frozenset(copies[0].carry)
    return None if cause is None or cause.everything else frozenset(cause.carry)
