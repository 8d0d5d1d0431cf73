"""What becomes of a deal that nobody touches: which edges take it away by themselves, and when."""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.model import Crm, Place, Stage, Tunnel
from pipelang.rules.facts import View
from pipelang.rules.flow import Edge
from pipelang.rules.lengths import NOTHING, Length, length


def exits(place: Place, view: View) -> Iterator[Edge]:
    """Timed edges that take the deal itself away."""
    return (
        edge for edge in view.facts.flow.leaving(place.address) if edge.timed and edge.leaves and comes(edge, place)
    )


def comes(edge: Edge, place: Place) -> bool:
    """Whether the event can happen at all: nothing is overdue where there is no limit."""
    return edge.event != "overdue" or stay_of(place) is not None


def stay_of(place: Place) -> object:
    return place.stay if isinstance(place, Stage) else None


def moment(edge: Edge, place: Place, crm: Crm) -> Length | None:
    """How long after the arrival of a silent deal it happens; None when that cannot be told (a date, a schedule)."""
    if isinstance(edge.cause, Tunnel) or edge.cause is None:
        return NOTHING
    event, delay = edge.cause.event, length(edge.cause.delay, crm)
    if event.kind == "enter":
        return delay
    if event.kind == "idle":
        return length(event.wait, crm) + delay
    if event.kind == "overdue" and isinstance(place, Stage) and place.stay:
        return length(place.stay, crm) + delay
    return None


def passes_through(place: Place, view: View) -> bool:
    """Whether every deal leaves as soon as it comes: nobody works on such a stage."""
    crm = view.program.crm
    return any(edge.condition is None and moment(edge, place, crm) == NOTHING for edge in exits(place, view))
