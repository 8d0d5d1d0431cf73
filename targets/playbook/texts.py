"""The chapter with the messages in full, as clients get them, and when each goes out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import dropwhile

from pipelang.model import Message, Pipeline, Placeholder, Send, Text
from pipelang.report.documents.document import Items, Quote, Section
from pipelang.report.documents.passages import Passages
from pipelang.words import sentence

from .day import Node, actions, gathered

#: Letters of a message that are enough to know it by.
_TITLE = 50


def texts(told: Passages, pipes: Iterable[Pipeline]) -> list[Section]:
    """The texts of messages that these pipelines send; nothing when they send none."""
    sent = _sent(told, pipes)
    sections = []
    for message in told.program.messages:
        if message.id in sent:
            when = Items(tuple(gathered(told, sent[message.id])))
            text = Quote(told.words.text(message.text).strip("\n"), kind="text")
            title = f"{told.words.channel(message.channel)}: {_known_by(told, message)}"
            sections.append(Section(title, (when, text), message.address, "text"))
    return [Section(told.words.t("texts"), tuple(sections), "the-texts")] if sections else []


def _known_by(told: Passages, message: Message) -> str:
    """The subject of a letter, else the first words of a message. Most begin with the client's name: what follows it tells
    them apart."""
    if message.subject:
        return told.words.line(message.subject)
    parts = tuple(dropwhile(lambda part: isinstance(part, Placeholder), message.text.parts))
    line = told.words.line(Text(parts or message.text.parts)).lstrip(" ,.;:!—-")
    return line if len(line) <= _TITLE else f"{line[:_TITLE].rpartition(' ')[0] or line[:_TITLE]}…"


def _sent(told: Passages, pipes: Iterable[Pipeline]) -> dict[str, dict[str, list[Node]]]:
    """For each message that goes out, on what events and where."""
    found: dict[str, dict[str, list[Node]]] = defaultdict(lambda: defaultdict(list))
    for pipe in pipes:
        for where, trigger, action in actions(pipe):
            if isinstance(action, Send):
                found[action.message][sentence(told.words.event(trigger))].append(where)
    return found
