"""The chapter about what the CRM is connected with: channels of communication, paid services, addresses that it calls."""

from __future__ import annotations

from collections import defaultdict

from pipelang.model import Channel, Program, Run, Webhook
from pipelang.report.documents.anchors import anchor
from pipelang.report.documents.document import Line, Link, Section, Table
from pipelang.report.documents.passages import Passages

from .cells import about_of, links_of, name_of


def integrations(told: Passages) -> Section:
    """The kinds of connections that there are."""
    kinds = (channels(told), services(told), webhooks(told))
    return Section(told.words.t("docs.integrations"), tuple(kind for kind in kinds if _tells(kind)), "the-integrations")


def _tells(kind: Section) -> bool:
    return any(isinstance(block, Table) and block.rows for block in kind.blocks)


def channels(told: Passages) -> Section:
    t = told.words.t
    head = (t("docs.head.name"), t("docs.head.kind"), t("docs.head.feeds"), t("docs.head.about"))
    rows = tuple(
        (name_of(told, item), (_kind(told, item),), links_of(_fed(told.program, item)), about_of(told, item))
        for item in told.program.channels
    )
    return Section(t("docs.channels"), (told.table(head, rows),), "the-channels")


def _kind(told: Passages, channel: Channel) -> str:
    kind = told.words.t(f"channel.{channel.kind}")
    if channel.via is None:
        return kind
    return told.words.t("channel.via", name=kind, service=told.words.quote(told.words.service(channel.via)))


def _fed(program: Program, channel: Channel) -> list[Link]:
    return [
        Link(pipeline.name, anchor(pipeline.address))
        for pipeline in program.pipelines
        if channel.id in pipeline.sources
    ]


def services(told: Passages) -> Section:
    t = told.words.t
    used = _served(told)
    rows = tuple(
        (name_of(told, item), tuple(used.get(item.id, ())), about_of(told, item)) for item in told.program.services
    )
    return Section(
        t("docs.services"),
        (told.table((t("docs.head.name"), t("docs.head.used"), t("docs.head.about")), rows),),
        "the-services",
    )


def _served(told: Passages) -> dict[str, list[Line]]:
    """For each service, the channels that work through it and the places where it does something."""
    found: dict[str, list[Line]] = defaultdict(list)
    for channel in told.program.channels:
        if channel.via:
            found[channel.via].append(channel.name)
    for node in told.nodes:
        if isinstance(node, Run):
            found[node.service].append(f"{told.words.place_at(node.address)}: {node.what}")
    return found


def webhooks(told: Passages) -> Section:
    """Addresses that the CRM calls, each with the places that call it."""
    t = told.words.t
    calls: dict[str, dict[str, Link]] = defaultdict(dict)
    for node in told.nodes:
        if isinstance(node, Webhook):
            home = told.home(node.address)
            calls[node.url][home] = Link(told.words.place_at(home), anchor(home))
    rows = tuple(((url,), links_of(list(links.values()))) for url, links in calls.items())
    return Section(t("docs.webhooks"), (told.table((t("docs.head.url"), t("docs.head.used")), rows),), "the-webhooks")
