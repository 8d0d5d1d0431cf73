"""What is set once for the whole portal, as steps: mode, time and money, apps, channels, documents, bounds of numbers."""

from __future__ import annotations

from pipelang.deploy.claims import facts, whole
from pipelang.deploy.resources import Fact
from pipelang.model import Channel, Field
from pipelang.report.documents.prose import plain, plain_of

from .checklist import Checklist
from .context import Context


def portal(context: Context, sheet: Checklist) -> None:
    _mode(context, sheet)
    _settings(context, sheet)
    for service in context.program.services:
        title = context.words.t("b.service", service=service.name)
        rows = (sheet.row("about", plain(service.about or "")),)
        sheet.add("market", title, service.at, rows, carries=facts(service, "", "name", "was", "about"))
    for channel in context.program.channels:
        _channel(context, sheet, channel)
    for field in context.program.fields:
        if field.low is not None or field.high is not None:
            _bounds(context, sheet, field)
    _documents(context, sheet)


def _mode(context: Context, sheet: Checklist) -> None:
    words, leads = context.words, context.lead_pipeline
    if leads:
        rows = (sheet.row("note", words.t("b.note.leads")),)
        sheet.add("mode", words.t("b.mode.leads"), leads.at, rows)
    elif context.program.pipelines:
        rows = (sheet.row("note", words.t("b.note.simple")),)
        sheet.add("mode", words.t("b.mode.simple"), context.program.crm.at, rows)


def _settings(context: Context, sheet: Checklist) -> None:
    crm, words = context.program.crm, context.words
    for key, value in (
        ("timezone", crm.timezone or ""),
        ("hours", words.hours(crm) if crm.hours else ""),
        ("currency", crm.currency or ""),
    ):
        if value:
            sheet.add("settings", words.t(f"b.{key}"), crm.at, (sheet.row(key, value),), carries=facts(crm, key))


def _channel(context: Context, sheet: Checklist, channel: Channel) -> None:
    words = context.words
    pipelines = [pipeline for pipeline in context.program.pipelines if channel.id in pipeline.sources]
    rows = (
        sheet.row("kind", words.t(f"channel.{channel.kind}")),
        sheet.row("service", words.service(channel.via) if channel.via else ""),
        sheet.row("source", words.quote(channel.name)),
        sheet.row("pipelines", ", ".join(words.quote(pipeline.name) for pipeline in pipelines)),
        sheet.row("about", plain(channel.about or "")),
    )
    sources: tuple[Fact, ...] = tuple(fact for pipeline in pipelines for fact in facts(pipeline, "sources"))
    carries = (*facts(channel, "kind", "via", "about"), *sources)
    sheet.add("contact_center", words.t("b.channel", channel=channel.name), channel.at, rows, carries=carries)


def _bounds(context: Context, sheet: Checklist, field: Field) -> None:
    words = context.words
    rows = (
        sheet.row("low", "" if field.low is None else words.number(field.low)),
        sheet.row("high", "" if field.high is None else words.number(field.high)),
    )
    title = words.t("b.bounds", field=field.name)
    sheet.add("fields", title, field.at, rows, carries=facts(field, "low", "high"))


def _documents(context: Context, sheet: Checklist) -> None:
    words = context.words
    for document in context.program.documents:
        rows = () if document.text else (sheet.row("note", words.t("b.note.document")),)
        paste = plain_of(document.text, words.slot) if document.text else None
        title = words.t("b.document", document=document.name)
        sheet.add("documents", title, document.at, rows, paste=paste, carries=whole(document))
