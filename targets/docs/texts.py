"""Chapters about texts: messages that go out to clients, documents that are made from cards."""

from __future__ import annotations

from collections import defaultdict

from pipelang.model import Document, MakeDocument, Message, Send
from pipelang.report.documents.anchors import anchor
from pipelang.report.documents.document import Block, Facts, Lines, Link, Paragraph, Quote, Section
from pipelang.report.documents.passages import Passages
from pipelang.report.documents.prose import body_of


def messages(told: Passages) -> Section:
    used = _uses(told)
    sections = tuple(_message(told, item, used) for item in told.program.messages)
    return Section(told.words.t("docs.messages"), sections, "the-messages")


def _message(told: Passages, message: Message, used: dict[str, list[Link]]) -> Section:
    t = told.words.t
    subject = ((t("docs.message.subject"), (told.words.text(message.subject),)),) if message.subject else ()
    channel = (t("docs.message.channel"), (told.words.channel(message.channel),))
    facts = Facts((channel, *subject, _used(told, used[message.address])))
    text = Quote(told.words.text(message.text).strip("\n"), kind="text")
    return Section((message.id, *told.at(message)), (facts, text), message.address, "text")


def documents(told: Passages) -> Section:
    used = _uses(told)
    sections = tuple(_document(told, item, used) for item in told.program.documents)
    return Section(told.words.t("docs.documents"), sections, "the-documents")


def _document(told: Passages, document: Document, used: dict[str, list[Link]]) -> Section:
    body: Block = Paragraph(told.words.t("docs.document.kept"))
    if document.text:
        body = Quote(body_of(document.text, told.words.slot), kind="text")
    facts = Facts((_used(told, used[document.address]),))
    return Section((document.name, *told.at(document)), (facts, body), document.address, "text")


def _uses(told: Passages) -> dict[str, list[Link]]:
    """For each message and document, the places whose automation uses it."""
    found: dict[str, dict[str, Link]] = defaultdict(dict)
    for node in told.nodes:
        address = f"message.{node.message}" if isinstance(node, Send) else ""
        if isinstance(node, MakeDocument) and node.document:
            address = f"document.{node.document}"
        if address:
            home = told.home(node.address)
            found[address][home] = Link(told.words.place_at(home), anchor(home))
    return defaultdict(list, {address: list(links.values()) for address, links in found.items()})


def _used(told: Passages, links: list[Link]) -> tuple[str, Lines]:
    return told.words.t("docs.used"), tuple((link,) for link in links) or (told.words.t("docs.used.nowhere"),)
