"""The last chapters: texts for clients, parameters, settings of a CRM, exceptions, renamings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pipelang.model import Document, Literal, MakeDocument, Message, Param, Send
from pipelang.report.documents.anchors import anchor
from pipelang.report.documents.document import (
    Block,
    Facts,
    Line,
    Lines,
    Link,
    Paragraph,
    Part,
    Quote,
    Section,
    Strong,
)
from pipelang.report.documents.passages import Passages
from pipelang.report.documents.prose import body_of

from .phrases import PHRASES


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


def params(told: Passages) -> Section:
    t = told.words.t
    rows = tuple(
        (((Strong(item.id), *told.at(item)),), (_type(told, item),), (_value(told, item),))
        for item in told.program.params
    )
    return Section(
        t("docs.params"),
        (told.table((t("docs.head.param"), t("docs.head.type"), t("docs.head.value")), rows),),
        "the-params",
    )


def _type(told: Passages, param: Param) -> str:
    key = f"docs.param.{param.type}"
    return told.words.t(key) if key in PHRASES else param.type


def _value(told: Passages, param: Param) -> str:
    value = param.value
    if isinstance(value, Literal):
        return str(value.value) if value.type == "text" else told.words.value(value)
    return value


def options(told: Passages) -> Section:
    t = told.words.t
    rows = []
    for item in told.program.options:
        values = item.value if isinstance(item.value, tuple) else (item.value,)
        said: tuple[Part, ...] = (item.key, *told.at(item))
        rows.append(
            ((item.target,), (told.thing(item.subject),), (said,), tuple(_plain(told, value) for value in values))
        )
    head = (t("docs.head.target"), t("docs.head.of"), t("docs.head.setting"), t("docs.head.value"))
    return Section(t("docs.options"), (told.table(head, tuple(rows)),), "the-options")


def _plain(told: Passages, value: str | int | float | bool) -> str:
    return told.words.t("yes" if value else "no") if isinstance(value, bool) else str(value)


def allows(told: Passages) -> Section:
    t = told.words.t
    rows = tuple(
        (((item.rule, *told.at(item)),), (told.thing(item.where),), (item.why,)) for item in told.program.allows
    )
    table = told.table((t("docs.head.rule"), t("docs.head.where"), t("docs.head.why")), rows)
    return Section(t("docs.allows"), (Paragraph(t("docs.allows.lead")), table), "the-allows")


def renamed(told: Passages) -> Section:
    t = told.words.t
    rows = tuple(_renamings(told))
    return Section(
        t("docs.renamed"),
        (told.table((t("docs.head.name"), t("docs.head.id"), t("docs.head.was")), rows),),
        "the-renamed",
    )


def _renamings(told: Passages) -> Iterator[tuple[Lines, ...]]:
    for node in told.nodes:
        was = getattr(node, "was", None)
        if was:
            name: Line = (told.thing(node.address), *told.at(node))
            yield (name,), (getattr(node, "id", ""),), (was,)
