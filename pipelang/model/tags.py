"""The tags of a program: a CRM must know them before anybody sets them or asks for them."""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.model.automation import Copy, Tag, Trigger, Untag
from pipelang.model.conditions import Condition, HasTag, leaves
from pipelang.model.pipeline import Pipeline, Place
from pipelang.source import Span


def tags_of(pipeline: Pipeline, switched_off: bool) -> Iterator[tuple[str, Span]]:
    """Every tag that a pipeline sets, takes off, carries or asks for, and where; in the order of the model, with repeats.

    `switched_off`: those of triggers that are kept but do not run count too.
    """
    yield from _of_triggers(pipeline.triggers, switched_off)
    for place in pipeline.places:
        yield from _of_place(place, switched_off)


def _of_place(place: Place, switched_off: bool) -> Iterator[tuple[str, Span]]:
    for requirement in place.requirements:
        yield from ((tag, requirement.at) for tag in asked(requirement.condition))
    yield from _of_triggers(place.triggers, switched_off)
    for tunnel in place.tunnels:
        yield from ((tag, tunnel.at) for tag in (*asked(tunnel.condition), *tunnel.tags))


def _of_triggers(triggers: tuple[Trigger, ...], switched_off: bool) -> Iterator[tuple[str, Span]]:
    for trigger in triggers:
        if trigger.enabled or switched_off:
            yield from ((tag, trigger.at) for tag in _of_trigger(trigger))


def _of_trigger(trigger: Trigger) -> Iterator[str]:
    if trigger.event.kind == "tag" and trigger.event.text:
        yield trigger.event.text
    yield from asked(trigger.condition)
    for action in trigger.actions:
        match action:
            case Tag(tag=tag) | Untag(tag=tag):
                yield tag
            case Copy(tags=tags):
                yield from tags


def asked(condition: Condition | None) -> Iterator[str]:
    """The tags that a condition asks for."""
    return (leaf.tag for leaf in leaves(condition) if isinstance(leaf, HasTag))
