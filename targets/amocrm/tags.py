"""Tags of deals and webhooks of the account."""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.deploy.resources import Fact, Resource
from pipelang.model import Pipeline, Program, Trigger, Webhook
from pipelang.model.tags import tags_of
from pipelang.source import Span

from .coverage import whole
from .facts import ENTER_EVENTS


def triggers(pipeline: Pipeline) -> Iterator[Trigger]:
    """Triggers of a pipeline and of its places, in order."""
    yield from pipeline.triggers
    for place in pipeline.places:
        yield from place.triggers


def tag_resources(program: Program) -> list[Resource]:
    """Every tag that the spec sets, carries or asks about, so that people choose it and do not type it anew."""
    found: dict[str, Span] = {}
    for pipeline in program.pipelines:
        for tag, at in tags_of(pipeline, switched_off=False):
            found.setdefault(tag, at)
    return [
        Resource("tag", f'tag["{tag}"]', at, {"name": tag}, {"entity": "leads"}) for tag, at in sorted(found.items())
    ]


def account_webhooks(program: Program) -> dict[str, list[tuple[Trigger, Webhook]]]:
    """Webhooks that a subscription of the whole account expresses truly, by URL: the actions it stands for.

    The subscription knows no stages and no conditions. So it serves a URL only when the spec calls it at once and
    unconditionally on entering every single place of every pipeline; all else is a trigger of the digital pipeline.
    """
    found: dict[str, list[tuple[Trigger, Webhook]]] = {}
    places: dict[str, set[str]] = {}
    for pipeline in program.pipelines:
        for place in pipeline.places:
            for trigger in place.triggers:
                for action in trigger.actions:
                    if isinstance(action, Webhook) and _plain_enter(trigger):
                        found.setdefault(action.url, []).append((trigger, action))
                        places.setdefault(action.url, set()).add(place.address)
    every = {place.address for pipeline in program.pipelines for place in pipeline.places}
    return {url: actions for url, actions in found.items() if places[url] == every}


def _plain_enter(trigger: Trigger) -> bool:
    return trigger.enabled and trigger.event.kind == "enter" and trigger.condition is None and trigger.delay is None


def webhook_resources(webhooks: dict[str, list[tuple[Trigger, Webhook]]]) -> list[Resource]:
    return [
        Resource(
            "webhook",
            f'webhook["{url}"]',
            actions[0][1].at,
            {"settings": ENTER_EVENTS},
            {"destination": url, "sort": 10 * position},
            carries=tuple(fact for trigger, action in actions for fact in _facts(trigger, action)),
        )
        for position, (url, actions) in enumerate(webhooks.items(), 1)
    ]


def _facts(trigger: Trigger, action: Webhook) -> tuple[Fact, ...]:
    return (*whole(trigger), *whole(action))
