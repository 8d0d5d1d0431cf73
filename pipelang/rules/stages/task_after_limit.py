"""task-after-limit. Source: what follows from the model.

A task that is due later than the deal may stay: by then the deal has been closed or moved, and the task is done for nobody, or
keeps a lost deal in the manager's list. Working time is compared with working time by the crm's hours, calendar time with
calendar time; across the two only what is certain (two working days never fit into one day).
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.diagnostics import Label
from pipelang.model import Pipeline, Stage, Task, Trigger
from pipelang.rules.facts import View
from pipelang.rules.lengths import NOTHING, Length, length
from pipelang.rules.rule import Client, Finding, Plain, Rule, RuleWords
from pipelang.rules.stages._examples import HEAD, LOST

_BAD = f"""{HEAD}
pipeline sales "Продажи" {{
  kind sales
  stage request "Заявка получена" {{ sla stay 2d  task call "Позвонить" due 1d  on overdue {{ lose silent }} }}
  stage offer "КП отправлено" {{
    sla stay 3d
    on enter after 2d {{ task call "Спросить решение" due 2d }}
    on overdue {{ lose silent }}
  }}
  won "Оплата получена"
{LOST}}}
"""

RULE = Rule(
    code="R215",
    name="task-after-limit",
    severity="warning",
    en=RuleWords(
        "this task is due after the limit of “{name}” ({due} against `sla stay {limit}`)",
        "By then the deal has left: the manager calls a client whose deal is lost, or does not call at all, for the task looks "
        "as if there were time.",
        "set it earlier, or let the stage last longer",
        "When overdue deals stay on the stage and the task is not about that stage.",
        labels={"stage": "the limit of this stage is {limit}"},
    ),
    ru=RuleWords(
        "срок задачи позже срока этапа «{name}» ({due} против `sla stay {limit}`)",
        "К этому времени сделки на этапе уже нет: менеджер звонит тому, чья сделка проиграна, или не звонит вовсе — по задаче "
        "время ещё есть.",
        "поставьте задачу раньше или дайте этапу больше времени",
        "Когда просроченные сделки остаются на этапе, а задача не о нём.",
        labels={"stage": "срок этого этапа — {limit}"},
    ),
    bad=_BAD,
    good=_BAD.replace('"Спросить решение" due 2d', '"Спросить решение" due 1d'),
    source="the model",
    client=Client(
        "deals",
        Plain(
            "A task is due after the deal has left",
            "Set the task earlier, or let the stage last longer.",
            "When overdue deals stay on the stage and the task is not about that stage.",
        ),
        Plain(
            "Срок задачи позже срока этапа",
            "Поставьте задачу раньше или дайте этапу больше времени.",
            "Когда просроченные сделки остаются на этапе, а задача не о нём.",
        ),
    ),
)

#: These come when the deal is leaving or has left, so its stage's limit says nothing about them.
_AFTERWARDS = frozenset({"overdue", "leave", "won", "lost"})


def check_stage(stage: Stage, pipeline: Pipeline, view: View) -> Iterator[Finding]:
    if stage.stay is None:
        return
    limit = length(stage.stay, view.program.crm)
    for task in stage.tasks:
        yield from _late(task, NOTHING, "", limit, stage, view)
    for trigger, action in view.facts.actions(stage, pipeline):
        if isinstance(action, Task) and trigger.event.kind not in _AFTERWARDS:
            yield from _late(action, _start(trigger, view), _said(trigger), limit, stage, view)


def _late(task: Task, start: Length, said: str, limit: Length, stage: Stage, view: View) -> Iterator[Finding]:
    if task.due and (start + length(task.due, view.program.crm)).exceeds(limit):
        where = task.address if task.address.startswith(f"{stage.address}.") else stage.address
        params = {"name": stage.name, "limit": str(stage.stay), "due": f"`{said}due {task.due}`"}
        yield Finding(task.at, where, params, (Label(stage.at, "stage"),))


def _start(trigger: Trigger, view: View) -> Length:
    """How long after the arrival the task is set, at the earliest."""
    crm = view.program.crm
    wait = trigger.event.wait if trigger.event.kind == "idle" else None
    return length(wait, crm) + length(trigger.delay, crm)


def _said(trigger: Trigger) -> str:
    """What comes before the task, as the spec says it."""
    idle = f"idle {trigger.event.wait}, " if trigger.event.kind == "idle" else ""
    return f"{idle}after {trigger.delay}, " if trigger.delay else idle
