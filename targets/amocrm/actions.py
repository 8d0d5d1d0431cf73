"""Actions as a person sets them in the digital pipeline: which action to choose there, what to fill in, what to paste."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from pipelang.deploy.resources import Fact
from pipelang.model import (
    Action,
    Assign,
    CloseTasks,
    Copy,
    Distribution,
    FieldRef,
    Lose,
    MakeDocument,
    Message,
    Move,
    Notify,
    Placeholder,
    Run,
    Send,
    SetField,
    StartProcess,
    Subscribe,
    Tag,
    Task,
    Text,
    Tunnel,
    Unsubscribe,
    Untag,
    Webhook,
    Win,
)
from pipelang.model.program import Channel

from .coverage import whole
from .facts import MARKERS
from .view import View

Details = tuple[tuple[str, str], ...]


class Body(NamedTuple):
    """What one trigger does. `action` is its name in amoCRM's list, `summary` says it in a few words.

    `fallback`: what to do where amoCRM (or the tariff) does not offer the action.
    """

    action: str
    summary: str
    details: Details = ()
    paste: str | None = None
    fallback: str | None = None
    carries: tuple[Fact, ...] = ()


def body(view: View, action: Action) -> Body:
    """One action. Raises KeyError for an action of the language that has no entry here yet."""
    made: Body = _ACTIONS[type(action)](view, action)
    return Body(made.action, made.summary, made.details, made.paste, made.fallback, (*made.carries, *whole(action)))


def rows(view: View, *pairs: tuple[str, str | None]) -> Details:
    """Details by the key of their label; those without a value are left out."""
    return tuple((view.t(f"amo.l.{key}"), value) for key, value in pairs if value)


def people(view: View, role: str, many: bool = False) -> str:
    """Whom to choose for a role; `owner` is the responsible of the deal."""
    if role == "owner":
        return view.t("amo.owner")
    return view.t("amo.people.of" if many else "amo.person.of", role=view.words.role(role))


def task_body(view: View, kind: str, text: str, due: str | None, assignee: str, *more: tuple[str, str | None]) -> Body:
    """The dialog of «Поставить задачу»; `kind` is the name of a task type."""
    details = rows(view, ("kind", kind), ("due", due), ("for", assignee), *more)
    return Body(view.t("amo.do.task"), text or kind, details, text or None)


def _task(view: View, task: Task) -> Body:
    words = view.words
    required = view.t("amo.required.yes") if task.required else None
    made = task_body(
        view,
        words.task_type(task.kind),
        words.text(task.text),
        words.duration(task.due) if task.due else None,
        people(view, task.assignee or "owner"),
        ("required", required),
        ("slots", slots(view, task.text)),
    )
    summary = words.task(task)
    return Body(made.action, summary, made.details, made.paste)


def slots(view: View, *texts: Text | None) -> str | None:
    """How to put each placeholder of some texts into amoCRM."""
    lines = [_slot(view, slot) for slot in dict.fromkeys(slot for text in texts if text for slot in text.placeholders)]
    return "; ".join(lines) or None


def _slot(view: View, slot: Placeholder) -> str:
    shown = view.words.slot(slot)
    if slot.builtin and slot.owner == "crm":
        return view.t("amo.slot.static", slot=shown, value=view.program.crm.name)
    marker = MARKERS.get(FieldRef(slot.owner, slot.name)) if slot.builtin else None
    return view.t("amo.slot.marker", slot=shown, marker=marker) if marker else view.t("amo.slot.menu", slot=shown)


def message_name(view: View, message: Message) -> str:
    """What the bot or the letter template of a message is called in the account."""
    return view.t("amo.bot.name", channel=view.index.channels[message.channel].name, id=message.id)


def is_mail(channel: Channel) -> bool:
    return channel.kind == "mail"


def _send(view: View, send: Send) -> Body:
    message = view.index.messages[send.message]
    channel = view.index.channels[message.channel]
    name = message_name(view, message)
    mail = is_mail(channel)
    details = rows(view, ("template" if mail else "bot", name), ("channel", channel.name))
    return Body(view.t("amo.do.mail" if mail else "amo.do.bot"), name, details)


def _notify(view: View, notify: Notify) -> Body:
    to = people(view, notify.role, many=True)
    summary = view.t("amo.notify", to=to)
    details = rows(view, ("for", to), ("slots", slots(view, notify.text)))
    return Body(view.t("amo.do.bot"), summary, details, view.words.text(notify.text))


def assign_body(view: View, role: str, distribution: Distribution | None) -> Body:
    to = people(view, role, many=distribution is not None)
    details = rows(view, ("responsible", to), ("distribution", _distribution(view, distribution)))
    return Body(view.t("amo.do.assign"), view.words.role(role), details, fallback=view.t("amo.else.bot"))


def _distribution(view: View, distribution: Distribution | None) -> str | None:
    if distribution is None:
        return None
    if distribution.by == "field" and distribution.field:
        return view.t("amo.by.field", field=view.words.field_of(distribution.field))
    return view.t(f"amo.by.{distribution.by}")


def _set(view: View, action: SetField) -> Body:
    words = view.words
    field, value = words.field_of(action.field), words.value(action.value, action.field, action.address)
    details = rows(view, ("field", field), ("value", value))
    return Body(view.t("amo.do.field"), f"{field} = {value}", details, fallback=view.t("amo.else.bot"))


def _tag(view: View, action: Tag | Untag) -> Body:
    which = "add" if isinstance(action, Tag) else "remove"
    summary = view.t(f"amo.tag.{which}", tag=action.tag)
    return Body(view.t("amo.do.tags"), summary, rows(view, (which, action.tag)), fallback=view.t("amo.else.bot"))


def move_body(view: View, place: str, reason: str | None = None) -> Body:
    return Body(view.t("amo.do.stage"), place, rows(view, ("to", place), ("reason", reason)))


def _move(view: View, move: Move) -> Body:
    return move_body(view, view.place(move.to))


def _win(view: View, win: Win) -> Body:
    pipeline = view.words.pipeline_of(win.address)
    assert pipeline is not None
    quote = view.words.quote
    return move_body(view, f"{quote(pipeline.name)} → {quote(pipeline.won.name)}")


def _lose(view: View, lose: Lose) -> Body:
    return move_body(view, view.place(lose.to), view.reason(lose.to, lose.reason))


def create_body(view: View, what: Copy | Tunnel) -> Body:
    """A new deal in another pipeline, with what it takes along."""
    place = view.place(what.to)
    fields = view.words.fields(what.carry)
    if what.everything:
        fields = view.t("amo.copy.all")
    carried = [view.t("amo.copy.tags")] if what.carry_tags else []
    tags = ", ".join((*carried, *map(view.words.quote, what.tags)))
    details = rows(view, ("to", place), ("fields", fields), ("tags", tags))
    return Body(view.t("amo.do.create"), place, details, fallback=view.t("amo.else.create"))


def _document(view: View, action: MakeDocument) -> Body:
    details = rows(view, ("template", action.title))
    return Body(view.t("amo.do.document"), action.title, details, fallback=view.t("amo.else.document"))


def _webhook(view: View, action: Webhook) -> Body:
    return Body(view.t("amo.do.webhook"), action.url, (), action.url)


def _run(view: View, action: Run) -> Body:
    name = view.t("amo.do.widget", service=view.words.service(action.service))
    return Body(name, action.what, rows(view, ("action", action.what)))


def _process(view: View, action: StartProcess) -> Body:
    """amoCRM runs no business processes: a person starts them, and the task stands for the wait."""
    text = view.t("amo.process.start", name=action.name)
    wait = view.words.duration(action.wait, "at_most") if action.wait else None
    held = view.t("amo.process.wait", wait=wait) if wait else None
    return task_body(view, view.t("task type.todo"), text, None, people(view, "owner"), ("wait", held))


def _channelled(key: str) -> Callable[[View, Any], Body]:
    def made(view: View, action: Subscribe | Unsubscribe) -> Body:
        channel = view.index.channels[action.channel]
        summary = view.t(key, channel=channel.name)
        service = view.t("amo.do.widget", service=view.words.service(channel.via)) if channel.via else ""
        return Body(service or view.t("amo.do.mailing"), summary, rows(view, ("channel", channel.name)))

    return made


def _close(view: View, action: CloseTasks) -> Body:
    return Body(view.t("amo.do.close"), view.t("amo.close"), fallback=view.t("amo.else.bot"))


_ACTIONS: dict[type, Callable[[View, Any], Body]] = {
    Task: _task,
    Send: _send,
    Notify: _notify,
    Assign: lambda view, action: assign_body(view, action.role, action.distribution),
    SetField: _set,
    Tag: _tag,
    Untag: _tag,
    Move: _move,
    Copy: create_body,
    Win: _win,
    Lose: _lose,
    MakeDocument: _document,
    Webhook: _webhook,
    Run: _run,
    StartProcess: _process,
    CloseTasks: _close,
    Subscribe: _channelled("amo.subscribe"),
    Unsubscribe: _channelled("amo.unsubscribe"),
}
