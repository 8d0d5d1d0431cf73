"""Events and actions in words: «через 3 дня на этапе», «отправить сообщение в WhatsApp: …»."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pipelang.model import (
    Assign,
    CloseTasks,
    Copy,
    Event,
    Lose,
    MakeDocument,
    Move,
    Notify,
    Run,
    Send,
    SetField,
    StartProcess,
    Subscribe,
    Tag,
    Task,
    Trigger,
    Tunnel,
    Unsubscribe,
    Untag,
    Webhook,
    Win,
)
from pipelang.words.names import Names

_SEND = {"messenger": "send.to", "social": "send.to", "chat": "send.to", "mail": "send.mail", "sms": "send.sms"}


def event_words(names: Names, trigger: Trigger, condition: str) -> str:
    """Event, delay and condition of a trigger."""
    words = _happening(names, trigger)
    if condition:
        words = names.t("when", event=words, condition=condition)
    return words if trigger.enabled else names.t("off", event=words)


def _happening(names: Names, trigger: Trigger) -> str:
    event, delay = trigger.event, trigger.delay
    if event.kind == "enter":
        key = _entering(trigger.address)
        if delay is None:
            return names.t(key)
        return names.t(f"{key}.after", after=names.duration(delay, "after"), days=names.duration(delay))
    words = _EVENTS[event.kind](names, event, trigger.address)
    return names.t("later", event=words, delay=names.duration(delay, "lasting")) if delay else words


def _entering(address: str) -> str:
    parts = address.split(".")
    where = parts[2] if len(parts) > 2 else ""
    return {"stage": "enter", "won": "enter.won", "lost": "enter.lost"}.get(where, "enter.any")


def _message(names: Names, event: Event, _: str) -> str:
    words = names.t("message.channel", channel=names.channel(event.channel)) if event.channel else names.t("message")
    return names.t("matching", event=words, text=event.text) if event.text else words


def _channelled(key: str) -> Callable[[Names, Event, str], str]:
    def words(names: Names, event: Event, _: str) -> str:
        said = names.t(f"{key}.{event.call}" if event.call else key)
        return names.t("via", event=said, channel=names.channel(event.channel)) if event.channel else said

    return words


def _date(names: Names, event: Event, _: str) -> str:
    assert event.field is not None
    field = names.field_of(event.field)
    if event.shift is None or not event.shift.amount:
        return names.t("date", field=field)
    key = "date.before" if event.before else "date.after"
    before, after = names.duration(event.shift, "before"), names.duration(event.shift, "after")
    return names.t(key, field=field, days=names.duration(event.shift), before=before, after=after)


def _schedule(names: Names, event: Event, _: str) -> str:
    days = names.days(event.days)
    return names.t("schedule", days=days, time=event.time) if event.time else days


_EVENTS: dict[str, Callable[[Names, Event, str], str]] = {
    "leave": lambda n, _e, _a: n.t("leave"),
    "overdue": lambda n, _e, _a: n.t("overdue"),
    "idle": lambda n, e, _: n.t("idle", wait=n.duration(e.wait, "lasting") if e.wait else ""),
    "change": lambda n, e, _: n.t("change", field=n.field_of(e.field) if e.field else ""),
    "tag": lambda n, e, _: n.t("tagged", tag=e.text) if e.text else n.t("tagged.any"),
    "message": _message,
    "call": _channelled("call"),
    "form": _channelled("form"),
    "payment": lambda n, _e, _a: n.t("payment"),
    "won": lambda n, _, a: n.t(f"won.{n.thing(a)}"),
    "lost": lambda n, _, a: n.t(f"lost.{n.thing(a)}"),
    "date": _date,
    "schedule": _schedule,
}


def task_words(names: Names, task: Task) -> str:
    """«Звонок: Позвонить и назначить встречу, срок 15 рабочих минут»."""
    kind, text = names.task_type(task.kind), names.line(task.text)
    return (names.t("task", kind=kind, text=text) if text else kind) + _task_terms(names, task)


def _task_terms(names: Names, task: Task) -> str:
    terms = names.t("task.due", due=names.duration(task.due)) if task.due else ""
    if task.assignee:
        terms += names.t("task.assignee", role=names.role(task.assignee))
    return terms + names.t("task.required") if task.required else terms


def _task(names: Names, task: Task) -> str:
    kind, text = names.task_type(task.kind), names.line(task.text)
    words = names.t("act.task", kind=kind, text=text) if text else names.t("act.task.bare", kind=kind)
    return words + _task_terms(names, task)


def _send(names: Names, send: Send) -> str:
    message = names.index.messages[send.message]
    channel = names.index.channels[message.channel]
    return names.t(_SEND.get(channel.kind, "send"), channel=channel.name, text=names.line(message.text))


def _notify(names: Names, notify: Notify) -> str:
    text = names.line(notify.text)
    if notify.role == "owner":
        return names.t("notify.owner", text=text)
    return names.t("notify", role=names.role(notify.role), text=text)


def _assign(names: Names, assign: Assign) -> str:
    role = names.role(assign.role)
    if assign.distribution is None:
        return names.t("assign", role=role)
    return names.t("assign.by", role=role, by=names.distribution(assign.distribution))


def _move(names: Names, move: Move) -> str:
    home = names.pipeline_of(move.address)
    if home is not None and home.id == move.to.pipeline:
        return names.t("move.here", place=names.place_name(move.to))
    return names.t("move", place=names.place(move.to))


def _lose(names: Names, lose: Lose) -> str:
    words = names.t(f"lose.{names.thing(lose.address)}", reason=names.reason(lose.reason, lose.to.address))
    home = names.pipeline_of(lose.to.address)
    if home is None or len(home.lost) < 2:
        return words
    return names.t("lose.to", lose=words, lost=names.place_name(lose.to))


def _process(names: Names, process: StartProcess) -> str:
    words = names.t("process", name=process.name)
    return words + names.t("process.wait", wait=names.duration(process.wait, "at_most")) if process.wait else words


def carried_words(names: Names, what: Copy | Tunnel) -> str:
    """What goes along into the other pipeline, as a tail: «; переносятся поля: …»."""
    if what.everything:
        words = names.t("carry.everything")
    else:
        words = names.t("carry.fields", fields=names.fields(what.carry)) if what.carry else ""
        words += names.t("carry.tags") if what.carry_tags else ""
    return words + names.t("gets.tags", tags=", ".join(map(names.quote, what.tags))) if what.tags else words


def _copy(names: Names, copy: Copy) -> str:
    return names.t(f"copy.{names.thing(copy.address)}", place=names.place(copy.to)) + carried_words(names, copy)


def tunnel_words(names: Names, tunnel: Tunnel, condition: str) -> str:
    """«копия сделки переходит: «Производство» → «Новый заказ», если …; переносятся поля: …»."""
    words = names.t(f"tunnel.{tunnel.mode}.{names.thing(tunnel.address)}", place=names.place(tunnel.to))
    if condition:
        words = names.t("when", event=words, condition=condition)
    return words + carried_words(names, tunnel)


def _set(names: Names, action: SetField) -> str:
    value = names.value(action.value, action.field, action.address)
    return names.t("set", field=names.field_of(action.field), value=value)


#: One entry for each action of the language; `action_words` fails loudly on a new one.
_ACTIONS: dict[type, Callable[[Names, Any], str]] = {
    Task: _task,
    Send: _send,
    Notify: _notify,
    Assign: _assign,
    SetField: _set,
    Tag: lambda n, a: n.t("add tag", tag=a.tag),
    Untag: lambda n, a: n.t("remove tag", tag=a.tag),
    Move: _move,
    Copy: _copy,
    Win: lambda n, a: n.t(f"win.{n.thing(a.address)}"),
    Lose: _lose,
    MakeDocument: lambda n, a: n.t("document", title=a.title),
    Webhook: lambda n, a: n.t("webhook", url=a.url),
    Run: lambda n, a: n.t("run", service=n.service(a.service), what=a.what),
    StartProcess: _process,
    CloseTasks: lambda n, _: n.t("close tasks"),
    Subscribe: lambda n, a: n.t("subscribe", channel=n.channel(a.channel)),
    Unsubscribe: lambda n, a: n.t("unsubscribe", channel=n.channel(a.channel)),
}


def action_words(names: Names, action: object) -> str:
    """One action in words. Raises KeyError for an action that has none yet."""
    return _ACTIONS[type(action)](names, action)
