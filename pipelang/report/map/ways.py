"""The ways between pipelines: tunnels, and triggers that send a deal elsewhere, with their words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipelang.model import Copy, Move, Pipeline, Place, Program, Tunnel
from pipelang.words import Phrase, Words

PHRASES: dict[str, Phrase] = {
    "way.copy": Phrase("copy", "копия"),
    "way.move": Phrase("the deal itself", "сама сделка"),
    "way.convert": Phrase("conversion", "конвертация"),
    "way.if": Phrase("{way} if {condition}", "{way}, если {condition}"),
}


@dataclass(frozen=True, slots=True)
class Way:
    """One arrow: a tunnel, or a trigger's action that sends a deal into another pipeline. `short` says when, without where."""

    source: str
    target: str
    mode: str
    words: str
    short: str


def ways(program: Program, words: Words) -> Iterator[Way]:
    """Every way into another pipeline, in source order. Ways of a whole pipeline start at its first stage."""
    words = words.with_phrases(PHRASES)
    for pipeline in program.pipelines:
        for place in pipeline.places:
            for tunnel in place.tunnels:
                yield _tunnel(place, tunnel, words)
            yield from _sent(place.address, place, pipeline.id, words)
        if pipeline.stages:
            yield from _sent(pipeline.stages[0].address, pipeline, pipeline.id, words)


def _sent(source: str, node: Place | Pipeline, home: str, words: Words) -> Iterator[Way]:
    for trigger in node.triggers:
        for action in trigger.actions:
            if isinstance(action, Move | Copy) and action.to.pipeline != home and trigger.enabled:
                start = words.place(node) if isinstance(node, Place) else words.quote(node.name)
                event = words.event(trigger)
                said = f"{start}: {event} — {words.action(action)}"
                yield Way(source, action.to.address, "automation", said, event)


def _tunnel(place: Place, tunnel: Tunnel, words: Words) -> Way:
    short = words.t(f"way.{tunnel.mode}")
    if tunnel.condition:
        short = words.t("way.if", way=short, condition=words.condition(tunnel.condition, tunnel.address))
    said = f"{words.place(place)}: {words.tunnel(tunnel)}"
    return Way(place.address, tunnel.to.address, tunnel.mode, said, short)
