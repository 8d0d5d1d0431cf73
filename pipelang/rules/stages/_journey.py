"""Whether a deal that nobody touches can go round a circle of edges for ever.

The circle is gone round twice with what is known of the deal: what triggers write, the tags they put on, what a copy carries
and what it loses, the reason it was lost with. If all conditions met on both rounds can hold together, so can those of every
later round, for each round writes the same. A guard that the first round sets off (a tag, a filled field) fails on the second.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipelang.model import (
    Action,
    Compare,
    Condition,
    Copy,
    FieldRef,
    HasTag,
    Literal,
    Lost,
    Not,
    Pipeline,
    Place,
    SetField,
    Tag,
    Today,
    Trigger,
    Tunnel,
    Untag,
)
from pipelang.records import record
from pipelang.rules.facts import View
from pipelang.rules.flow import TIMED, Edge
from pipelang.rules.lengths import NOTHING
from pipelang.rules.stages._possible import Claim, Possible, Subject, subjects
from pipelang.rules.stages._silent import exits, moment

Places = Mapping[str, tuple[Pipeline, Place]]

_NO_REASON = Compare("reason", "is empty", ())


@record
class _Effect:
    """What an action makes true of the deal; `fact` is None where it only makes the old value void."""

    subject: Subject
    fact: Condition | None


def goes_on_for_ever(circle: Sequence[Edge], places: Places, view: View) -> bool:
    if any(_only_once(edge, circle, places, view) for edge in circle):
        return False
    journey = _Journey(circle, places, view)
    return all(journey.go(edge) for edge in (*circle, *circle)) and journey.is_possible()


def _only_once(edge: Edge, circle: Sequence[Edge], places: Places, view: View) -> bool:
    """Whether it waits for a date that nothing on the circle puts off: people choose the day, so they keep it going."""
    if not isinstance(edge.cause, Trigger) or edge.cause.event.kind != "date":
        return False
    field = edge.cause.event.field
    passed = (places[step.start] for step in circle)
    triggers = (trigger for pipeline, place in passed for trigger in view.facts.triggers(place, pipeline))
    return not any(trigger.event.kind in TIMED and _puts_off(trigger, field) for trigger in triggers)


def _puts_off(trigger: Trigger, field: FieldRef | None) -> bool:
    """Whether it sets the date anew from today; a fixed day comes only once."""
    return any(
        isinstance(action, SetField) and action.field == field and isinstance(action.value, Today)
        for action in trigger.actions
    )


class _Journey:
    def __init__(self, circle: Sequence[Edge], places: Places, view: View) -> None:
        self.places = places
        self.view = view
        self.claims: list[Claim] = []
        self.moments: dict[Subject, int] = {}
        self.known: dict[Subject, Condition] = {}
        conditions = [edge.condition for edge in circle] + [
            edge.condition for step in circle for edge in exits(places[step.start][1], view)
        ]
        self.told = {subject for condition in conditions if condition for subject in subjects(condition)}
        self._reason_on(places[circle[0].start][1])

    def is_possible(self) -> bool:
        losses = (place for _, place in self.places.values() if isinstance(place, Lost))
        reasons = {reason.id for lost in losses for reason in lost.reasons} if "reason" in self.told else ()
        return Possible(self.view.facts.index, sorted(reasons)).example(self.claims) is not None

    def go(self, edge: Edge) -> bool:
        """Go on by one edge; False when the deal certainly leaves by another one before."""
        pipeline, place = self.places[edge.start]
        when = moment(edge, place, self.view.program.crm)
        others = [item for item in self.view.facts.triggers(place, pipeline) if item is not edge.cause]
        if when != NOTHING:
            self._meanwhile(others)
        if not self._is_first(edge, place):
            return False
        if edge.condition:
            self._claim(edge.condition)
        if when == NOTHING:
            self._meanwhile(others)
        self._done_by(edge)
        self._carried(edge)
        self._reason_after(edge)
        return True

    # ---- on a place ----

    def _meanwhile(self, others: Iterable[Trigger]) -> None:
        """What other triggers do on the place: at once on arrival for certain, at other times perhaps."""
        for trigger in others:
            sure = trigger.event.kind == "enter" and not trigger.delay and not trigger.condition
            if trigger.event.kind in TIMED:
                self._apply(_effects(trigger.actions), sure)

    def _is_first(self, edge: Edge, place: Place) -> bool:
        """Claim that no exit which comes for certain before this edge has taken the deal away."""
        crm = self.view.program.crm
        when = moment(edge, place, crm)
        for other in exits(place, self.view):
            earlier = moment(other, place, crm)
            if other.cause is edge.cause or when is None or earlier is None or not when.exceeds(earlier):
                continue
            if other.condition is None:
                return False
            self._claim(Not(other.condition))
        return True

    # ---- on the way ----

    def _done_by(self, edge: Edge) -> None:
        """What the edge's own trigger writes; a copy knows only what was written before it was made."""
        if isinstance(edge.cause, Trigger):
            made = next((n for n, action in enumerate(edge.cause.actions) if action.at == edge.at), 0)
            last = made if edge.way == "copy" else len(edge.cause.actions)
            self._apply(_effects(edge.cause.actions[:last]), sure=True)

    def _carried(self, edge: Edge) -> None:
        luggage = _luggage(edge)
        if luggage is None:
            return
        for subject in self.told:
            self._apply(_lost_on_the_way(subject, edge, luggage), sure=True)
        self._apply((_Effect(HasTag(tag), HasTag(tag)) for tag in luggage.tags), sure=True)

    def _reason_after(self, edge: Edge) -> None:
        if edge.reason is not None:
            fact = Compare("reason", "is", (Literal("reason", edge.reason),))
            self._apply([_Effect("reason", fact)], sure=True)
        else:
            self._reason_on(self.places[edge.end][1])

    def _reason_on(self, place: Place) -> None:
        reasons = tuple(Literal("reason", item.id) for item in place.reasons) if isinstance(place, Lost) else ()
        fact = Compare("reason", "in", reasons) if reasons else _NO_REASON
        self._apply([_Effect("reason", fact)], sure=True)

    # ---- what is known ----

    def _claim(self, condition: Condition) -> None:
        self.claims.append(Claim(condition, dict(self.moments)))

    def _apply(self, effects: Iterable[_Effect], sure: bool) -> None:
        for effect in effects:
            subject = effect.subject
            if subject not in self.told or (effect.fact is not None and self.known.get(subject) == effect.fact):
                continue
            self.moments[subject] = self.moments.get(subject, 0) + 1
            self.known.pop(subject, None)
            if sure and effect.fact is not None:
                self._claim(effect.fact)
                self.known[subject] = effect.fact


def _effects(actions: Iterable[Action]) -> Iterable[_Effect]:
    for action in actions:
        match action:
            case Tag(tag=tag):
                yield _Effect(HasTag(tag), HasTag(tag))
            case Untag(tag=tag):
                yield _Effect(HasTag(tag), Not(HasTag(tag)))
            case SetField(field=field, value=Today()):
                yield _Effect(field, Compare(field, "is filled", ()))
            case SetField(field=field, value=Literal() as value):
                yield _Effect(field, Compare(field, "is", (value,)))
            case SetField(field=field):
                yield _Effect(field, None)


def _luggage(edge: Edge) -> Copy | Tunnel | None:
    """What goes along, where a new deal begins or a tunnel marks the deal."""
    if isinstance(edge.cause, Tunnel):
        return edge.cause
    actions = edge.cause.actions if edge.cause and edge.way == "copy" else ()
    return next((action for action in actions if isinstance(action, Copy) and action.at == edge.at), None)


def _lost_on_the_way(subject: Subject, edge: Edge, luggage: Copy | Tunnel) -> Iterable[_Effect]:
    """What becomes of something known when a new deal begins; one that moves keeps all, of a converted lead nothing is sure."""
    if edge.way == "move" or subject == "reason":
        return
    if edge.way == "convert" or isinstance(subject, str):
        yield _Effect(subject, None)
    elif luggage.everything:
        return
    elif isinstance(subject, HasTag) and not luggage.carry_tags:
        yield _Effect(subject, Not(subject))
    elif isinstance(subject, FieldRef) and subject.entity in ("deal", "lead") and subject not in luggage.carry:
        yield _Effect(subject, Compare(subject, "is empty", ()))
