"""Actions as robots: which robot does what an action says, and what to fill in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from pipelang.model import (
    Action,
    Assign,
    CloseTasks,
    Copy,
    Distribution,
    FieldRef,
    Lose,
    MakeDocument,
    Move,
    Notify,
    Pipeline,
    Run,
    Send,
    SetField,
    StartProcess,
    Subscribe,
    Tag,
    Task,
    Unsubscribe,
    Untag,
    Webhook,
    Win,
)

from .context import Context
from .facts import TAGS_CODE
from .texts import pasted

Rows = tuple[tuple[str, str], ...]


class Robot(NamedTuple):
    """A robot to add: key of its name, labelled things to fill in (keys of `b.row.…`), a text to paste, a name of an app."""

    name: str
    rows: Rows
    paste: str | None = None
    app: str = ""


def robots_of(context: Context, pipeline: Pipeline, action: Action) -> list[Robot]:
    """The robots that do one action, in order. Raises KeyError for an action that no robot is known for."""
    return _ROBOTS[type(action)](context, pipeline, action)


def robot_title(context: Context, robot: Robot) -> str:
    words = context.words
    return (
        words.t("b.robot.app", service=robot.app)
        if robot.app
        else words.t("b.robot", robot=words.t(f"b.robot.{robot.name}"))
    )


def distribution_rows(context: Context, distribution: Distribution | None) -> Rows:
    """How the person is chosen, in the choices that the robot has."""
    words = context.words
    if distribution is None:
        return ()
    if distribution.by == "turns":
        return (("queue", words.t("b.queue.turns")),)
    if distribution.by == "load":
        return (("queue", words.t("b.queue.one")), ("note", words.t("b.note.load")))
    field = words.field_of(distribution.field) if distribution.field else ""
    return (("field", field), ("note", words.t("b.note.by field")))


def _task(context: Context, pipeline: Pipeline, task: Task) -> list[Robot]:
    words = context.words
    kinds = {"call": "call", "meeting": "meeting"}
    # A to-do has no other assignee and cannot be waited for: those are tasks.
    name = "task" if task.assignee or task.required else kinds.get(task.kind, "todo")
    subject = words.line(task.text)
    kind = words.task_type(task.kind)
    rows: Rows = (
        ("subject", subject if name == task.kind else ": ".join(part for part in (kind, subject) if part)),
        ("responsible", words.role(task.assignee) if task.assignee else words.t(f"owner.{pipeline.entity}")),
        ("due", words.duration(task.due) if task.due else ""),
        ("required", words.t("b.note.required") if task.required else ""),
    )
    return [Robot(name, rows, pasted(context, pipeline, task.text) if task.text.placeholders else None)]


_SENDERS = {"mail": "mail", "sms": "sms"}


def _send(context: Context, pipeline: Pipeline, send: Send) -> list[Robot]:
    message = context.index.messages[send.message]
    channel = context.index.channels[message.channel]
    rows: Rows = (
        ("channel", channel.name),
        ("subject", pasted(context, pipeline, message.subject) if message.subject else ""),
        ("service", context.words.service(channel.via) if channel.via else ""),
    )
    return [Robot(_SENDERS.get(channel.kind, "message"), rows, pasted(context, pipeline, message.text))]


def _notify(context: Context, pipeline: Pipeline, notify: Notify) -> list[Robot]:
    words = context.words
    who = words.t(f"owner.{pipeline.entity}") if notify.role == "owner" else words.role(notify.role)
    return [Robot("notify", (("to", who),), pasted(context, pipeline, notify.text))]


def _assign(context: Context, _: Pipeline, assign: Assign) -> list[Robot]:
    rows = (("to", context.words.role(assign.role)), *distribution_rows(context, assign.distribution))
    return [Robot("owner", rows)]


def _set(context: Context, _: Pipeline, action: SetField) -> list[Robot]:
    words = context.words
    return [
        Robot(
            "edit",
            (
                ("field", words.field_of(action.field)),
                ("code", context.code(action.field)),
                ("value", words.value(action.value, action.field, action.address)),
            ),
        )
    ]


def _tag(context: Context, _: Pipeline, action: Tag) -> list[Robot]:
    return [Robot("edit", tag_rows(context, action.tag, "append"))]


def _untag(context: Context, _: Pipeline, action: Untag) -> list[Robot]:
    return [Robot("edit", tag_rows(context, action.tag, "untag"))]


def tag_rows(context: Context, tag: str, note: str) -> Rows:
    """A change of the field that stands for tags: `note` is `append` or `untag`."""
    words = context.words
    return (("field", words.t("b.tags")), ("code", TAGS_CODE), ("value", tag), ("note", words.t(f"b.note.{note}")))


def _move(context: Context, pipeline: Pipeline, move: Move) -> list[Robot]:
    if move.to.pipeline == pipeline.id:
        return [Robot("stage", (("stage", context.words.place_name(move.to)),))]
    return [Robot("pipeline", elsewhere(context, move.to.pipeline, context.words.place_name(move.to)))]


def elsewhere(context: Context, pipeline: str, stage: str) -> Rows:
    return (("pipeline", context.index.pipelines[pipeline].name), ("stage", stage))


def _copy(context: Context, _: Pipeline, copy: Copy) -> list[Robot]:
    rows = (
        *elsewhere(context, copy.to.pipeline, context.words.place_name(copy.to)),
        ("carry", carried(context, copy.carry, copy.carry_tags, copy.everything)),
        *tags_before(context, copy.tags),
    )
    return [Robot("copy", rows)]


def carried(context: Context, fields: tuple[FieldRef, ...], tags: bool, everything: bool) -> str:
    """What must go along. A robot takes the whole deal; the spec tells what matters, so that it can be checked."""
    words = context.words
    if everything or not (fields or tags):
        return words.t("b.carry.all") if everything else ""
    what = ", ".join((*(words.field_of(field) for field in fields), *((words.t("b.tags"),) if tags else ())))
    return words.t("b.carry.some", what=what)


def tags_before(context: Context, tags: tuple[str, ...]) -> Rows:
    return (("tags", ", ".join(tags)), ("note", context.words.t("b.note.tags"))) if tags else ()


def _win(context: Context, pipeline: Pipeline, _: Win) -> list[Robot]:
    return [Robot("stage", (("stage", pipeline.won.name),))]


def _lose(context: Context, pipeline: Pipeline, lose: Lose) -> list[Robot]:
    """The reason first: afterwards the required field would stop the move."""
    stage = Robot("stage", (("stage", context.words.place_name(lose.to)),))
    return [Robot("edit", reason_rows(context, lose)), stage]


def reason_rows(context: Context, lose: Lose) -> Rows:
    """The loss reason, as a value of the pipeline's own list."""
    pipeline = context.index.pipelines[lose.to.pipeline]
    return (
        ("field", context.reason_label(pipeline)),
        ("code", context.reason_code(pipeline)),
        ("value", context.words.reason(lose.reason, lose.to.address)),
    )


def _document(context: Context, _: Pipeline, action: MakeDocument) -> list[Robot]:
    return [Robot("document", (("template", action.title),))]


def _webhook(context: Context, _: Pipeline, action: Webhook) -> list[Robot]:
    return [Robot("webhook", (("url", action.url),))]


def _run(context: Context, _: Pipeline, action: Run) -> list[Robot]:
    rows = (("what", action.what), ("note", context.words.t("b.note.app")))
    return [Robot("app", rows, app=context.words.service(action.service))]


def _process(context: Context, _: Pipeline, action: StartProcess) -> list[Robot]:
    wait = context.words.duration(action.wait, "at_most") if action.wait else ""
    return [Robot("process", (("template", action.name), ("wait", wait)))]


def _close_tasks(context: Context, pipeline: Pipeline, _: CloseTasks) -> list[Robot]:
    stages = ", ".join(context.words.quote(stage.name) for stage in pipeline.stages)
    return [Robot("end tasks", (("stages", stages), ("note", context.words.t("b.note.end tasks"))))]


def _subscription(context: Context, _: Pipeline, action: Subscribe | Unsubscribe) -> list[Robot]:
    channel = context.index.channels[action.channel]
    service = context.words.service(channel.via) if channel.via else channel.name
    rows = (("what", context.words.action(action)), ("note", context.words.t("b.note.subscribe")))
    return [Robot("app", rows, app=service)]


_ROBOTS: dict[type, Callable[[Context, Pipeline, Any], list[Robot]]] = {
    Task: _task,
    Send: _send,
    Notify: _notify,
    Assign: _assign,
    SetField: _set,
    Tag: _tag,
    Untag: _untag,
    Move: _move,
    Copy: _copy,
    Win: _win,
    Lose: _lose,
    MakeDocument: _document,
    Webhook: _webhook,
    Run: _run,
    StartProcess: _process,
    CloseTasks: _close_tasks,
    Subscribe: _subscription,
    Unsubscribe: _subscription,
}
