"""What deals that come from other pipelines bring along."""

from __future__ import annotations

from collections.abc import Callable

from pipelang.model import Copy, FieldRef, Pipeline, Trigger
from pipelang.rules.facts import View
from pipelang.rules.flow import Edge

Brings = Callable[[FieldRef], bool]


#: Where clients come back from, with what was filled in before they left: a new deal has nothing of it.
_RETURNING = frozenset({"warming", "refusals", "repeat"})


def brought(pipeline: Pipeline, view: View) -> Brings:
    """Whether a field may come along with a deal: some way into the pipeline carries it."""
    carried: set[FieldRef] = set()
    for edge in _ways_in(pipeline, view):
        luggage = _luggage(edge)
        if edge.way != "copy" or luggage is None:
            return lambda field: True
        carried |= luggage
    return carried.__contains__


def _ways_in(pipeline: Pipeline, view: View) -> list[Edge]:
    """Ways by which deals get here, without those by which they only come back; where there are no others, those."""
    ways = list(view.facts.flow.entering_pipeline(pipeline))
    new = [edge for edge in ways if view.facts.kinds[edge.start.split(".")[1]] not in _RETURNING]
    return new if new or pipeline.main or pipeline.sources else ways


def _luggage(edge: Edge) -> frozenset[FieldRef] | None:
    """The fields that a copy carries; None for everything."""
    cause = edge.cause
    if isinstance(cause, Trigger):
        copies = [action for action in cause.actions if isinstance(action, Copy) and action.at == edge.at]
        return None if not copies or copies[0].everything else frozenset(copies[0].carry)
    return None if cause is None or cause.everything else frozenset(cause.carry)
