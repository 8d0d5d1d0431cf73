"""Which fields the parts of a program read or write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipelang.model import (
    Action,
    Assign,
    Condition,
    Copy,
    FieldRef,
    Notify,
    Place,
    Program,
    SetField,
    Task,
    Text,
    Trigger,
)
from pipelang.model.conditions import comparisons


def in_text(text: Text | None) -> Iterator[FieldRef]:
    """The fields that a text shows; names that every CRM knows by itself are left out."""
    for item in text.placeholders if text else ():
        if not item.builtin:
            yield FieldRef(item.owner, item.name)


def in_condition(condition: Condition | None) -> Iterator[FieldRef]:
    for compare in comparisons(condition):
        yield from (side for side in (compare.left, *compare.values) if isinstance(side, FieldRef))


def in_action(action: Action) -> Iterator[FieldRef]:
    """The fields of an action itself; those of a message or document that it names are found with these."""
    match action:
        case SetField(field=field, value=value):
            yield field
            if isinstance(value, FieldRef):
                yield value
        case Copy(carry=carry):
            yield from carry
        case Task(text=text) | Notify(text=text):
            yield from in_text(text)
        case Assign(distribution=distribution) if distribution and distribution.field:
            yield distribution.field


def in_trigger(trigger: Trigger) -> Iterator[FieldRef]:
    if trigger.event.field:
        yield trigger.event.field
    yield from in_condition(trigger.condition)
    for action in trigger.actions:
        yield from in_action(action)


def in_place(place: Place) -> Iterator[FieldRef]:
    for requirement in place.requirements:
        yield requirement.field
        yield from in_condition(requirement.condition)
    for tunnel in place.tunnels:
        yield from (*tunnel.carry, *in_condition(tunnel.condition))
    if place.owner and place.owner.distribution and place.owner.distribution.field:
        yield place.owner.distribution.field
    yield from _in_all(place.tasks, place.triggers)


def in_program(program: Program) -> set[FieldRef]:
    """All fields that anything uses: switched-off triggers too, for they are kept to be switched on again."""
    found = {field for pipeline in program.pipelines for place in pipeline.places for field in in_place(place)}
    found.update(field for pipeline in program.pipelines for field in _in_all((), pipeline.triggers))
    found.update(field for document in program.documents for field in in_text(document.text))
    for message in program.messages:
        found.update((*in_text(message.subject), *in_text(message.text)))
    parts = (option.subject.split(".") for option in program.options if option.subject.startswith("field."))
    found.update(FieldRef(path[1], path[2]) for path in parts if len(path) > 2)
    return found


def _in_all(tasks: Iterable[Action], triggers: Iterable[Trigger]) -> Iterator[FieldRef]:
    for action in tasks:
        yield from in_action(action)
    for trigger in triggers:
        yield from in_trigger(trigger)
