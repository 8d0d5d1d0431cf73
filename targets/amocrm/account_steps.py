"""Steps that are taken once for the account: settings, services, task types, texts, channels, people."""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.deploy.claims import facts
from pipelang.deploy.resources import Fact, Step
from pipelang.model import Channel, Message, Pipeline, Program, StartProcess, Task
from pipelang.model.program import Document
from pipelang.report.documents.prose import plain_of

from .actions import is_mail, message_name, rows, slots
from .coverage import whole
from .facts import SUPER_MONEY, TASK_TYPES
from .losses import reason_facts
from .tags import triggers
from .view import View


def account_steps(view: View) -> Iterator[Step]:
    yield from _general(view)
    yield from _billing(view)
    yield from _services(view)
    yield from _task_types(view)
    yield from _reasons(view)
    yield from (_message(view, message) for message in view.program.messages)
    yield from (_document(view, document) for document in view.program.documents)
    yield from _sources(view)
    yield from _users(view)


def _general(view: View) -> Iterator[Step]:
    crm = view.program.crm
    hours = view.words.hours(crm)
    details = rows(view, ("timezone", crm.timezone), ("currency", crm.currency), ("hours", hours))
    if details:
        yield Step("general", (), view.t("amo.general.title"), crm.at, details, None, whole(crm))
    waiting = [each for each in view.program.pipelines if view.options.flag(each.address, "unsorted")]
    if waiting:
        names = rows(view, ("pipeline", ", ".join(view.words.quote(each.name) for each in waiting)))
        yield Step("general", (), view.t("amo.unsorted.title"), waiting[0].at, names)


def _billing(view: View) -> Iterator[Step]:
    money = [field for field in view.distinct_fields if field.type == SUPER_MONEY.type]
    if money:
        fields = ", ".join(view.words.quote(field.node.name) for field in money)
        details = rows(view, ("why", view.t("amo.super.why", fields=fields)))
        yield Step("billing", (), view.t("amo.super.title"), money[0].node.at, details)


def _services(view: View) -> Iterator[Step]:
    used: dict[str, list[str]] = {}
    for channel in view.program.channels:
        if channel.via:
            used.setdefault(channel.via, []).append(view.words.quote(channel.name))
    for service in view.program.services:
        title = view.t("amo.service.title", service=view.words.quote(service.name))
        details = rows(view, ("used", ", ".join(used.get(service.id, ()))))
        yield Step("market", (), title, service.at, details, None, whole(service))


def _task_types(view: View) -> Iterator[Step]:
    """Types that the spec declares, and the language's own ones that accounts lack but the spec uses."""
    for each in view.program.task_types:
        yield Step("task_types", (), view.t("amo.task_type.title", name=each.name), each.at, (), None, whole(each))
    for kind, task in _used_kinds(view.program).items():
        if kind not in view.index.task_types and kind not in TASK_TYPES:
            yield Step("task_types", (), view.t("amo.task_type.title", name=view.words.task_type(kind)), task.at)


def _used_kinds(program: Program) -> dict[str, Task | StartProcess]:
    """The first use of each kind of task, in order of kind."""
    used: dict[str, Task | StartProcess] = {}
    for pipeline in program.pipelines:
        for place in pipeline.places:
            for task in place.tasks:
                used.setdefault(task.kind, task)
        for trigger in triggers(pipeline):
            for action in trigger.actions if trigger.enabled else ():
                if isinstance(action, Task):
                    used.setdefault(action.kind, action)
                elif isinstance(action, StartProcess):
                    used.setdefault("todo", action)
    return dict(sorted(used.items()))


def _reasons(view: View) -> Iterator[Step]:
    if not view.reasons:
        return
    first = view.reasons[0].nodes[0].at
    why = rows(view, ("why", view.t("amo.reasons.why")))
    yield Step("loss_reasons", (), view.t("amo.reasons.on"), first, why)
    if view.options.text("", "loss_reasons") == "manual":
        for reason in view.reasons:
            title = view.t("amo.reason.title", name=reason.name)
            yield Step("loss_reasons", (), title, reason.nodes[0].at, (), reason.name, reason_facts(reason))


def _message(view: View, message: Message) -> Step:
    channel = view.index.channels[message.channel]
    mail = is_mail(channel)
    title = view.t("amo.mail.title" if mail else "amo.bot.title", name=message_name(view, message))
    subject = view.words.text(message.subject) if message.subject else None
    told = slots(view, message.subject, message.text)
    details = rows(view, ("channel", channel.name), ("subject", subject), ("slots", told))
    screen = "mail" if mail else "salesbot"
    return Step(screen, (), title, message.at, details, view.words.text(message.text), whole(message))


def _document(view: View, document: Document) -> Step:
    text = document.text
    details = rows(view, ("slots", slots(view, text) if text else None))
    title = view.t("amo.document.title", name=document.name)
    paste = plain_of(text, view.words.slot) if text else None
    return Step("documents", (), title, document.at, details, paste, whole(document))


def _sources(view: View) -> Iterator[Step]:
    """Sources stand at the left of each pipeline's board; channels that feed no pipeline are only connected."""
    fed: set[str] = set()
    for pipeline in view.program.pipelines:
        for source in pipeline.sources:
            fed.add(source)
            yield _source(view, view.index.channels[source], pipeline)
    for channel in view.program.channels:
        if channel.id not in fed:
            title = view.t("amo.channel.title", channel=channel.name)
            yield Step("market", (), title, channel.at, _channel(view, channel), None, whole(channel))


def _source(view: View, channel: Channel, pipeline: Pipeline) -> Step:
    unsorted = view.options.flag(pipeline.address, "unsorted")
    first = pipeline.stages[0].name if pipeline.stages else ""
    start = view.t("amo.unsorted" if unsorted else "amo.first", stage=first)
    details = (*_channel(view, channel), *rows(view, ("start", start)))
    title = view.t("amo.source.title", channel=channel.name)
    carries: tuple[Fact, ...] = (*whole(channel), *facts(pipeline, "sources"))
    return Step("sources", (pipeline.name,), title, pipeline.at, details, None, carries)


def _channel(view: View, channel: Channel) -> tuple[tuple[str, str], ...]:
    how = view.t("amo.offline") if channel.kind == "offline" else None
    service = view.words.service(channel.via) if channel.via else None
    return rows(view, ("channel", view.t(f"channel.{channel.kind}")), ("service", service), ("how", how))


def _users(view: View) -> Iterator[Step]:
    for role in view.program.roles:
        title = view.t("amo.users.title", role=role.name)
        yield Step("users", (), title, role.at, rows(view, ("how", view.t("amo.users.how"))))
