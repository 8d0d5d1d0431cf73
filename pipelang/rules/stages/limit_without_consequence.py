"""limit-without-consequence. Source: S0 errors 2 and 14.

The CRM paints an overdue deal red, and that is all: after a month the whole board is red and nobody looks. When the time is
over the deal is lost and goes on in warming, or moves on, or somebody above hears of it. Which of these, the stage decides.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.diagnostics import Label
from pipelang.model import Pipeline, Stage
from pipelang.rules.facts import View
from pipelang.rules.rule import Client, Finding, Plain, Rule, RuleWords
from pipelang.rules.stages._examples import HEAD, LOST
from pipelang.rules.stages._silent import exits
from pipelang.rules.writing import head

_BAD = f"""{HEAD}
pipeline sales "Продажи" {{
  kind sales
  stage request "Заявка получена" {{ sla stay 2d  on overdue {{ lose silent }} }}
  stage offer "КП отправлено" {{ sla stay 7d }}
  won "Оплата получена"
{LOST}}}
"""

RULE = Rule(
    code="R203",
    name="limit-without-consequence",
    severity="warning",
    en=RuleWords(
        "nothing happens on “{name}” when its `sla stay {limit}` is over",
        "Nobody keeps a limit that changes nothing: overdue deals stay with the manager, and the client is not refused "
        "but forgotten.",
        'say what comes then: `on overdue {{ notify head "…"  lose no_answer }}`; deals already paid for are not '
        'closed but reported: `on overdue {{ notify head "…"  task todo "Name a new date" }}`',
        "When the limit is only there to be measured, and somebody looks at the report every week.",
        labels={"off": "this would do it, but it is switched off"},
    ),
    ru=RuleWords(
        "срок этапа «{name}» (`sla stay {limit}`) ничем не кончается",
        "Срок, после которого ничего не меняется, никто не соблюдает: просроченные сделки лежат у менеджера, а клиенту не "
        "отказали — о нём забыли.",
        'скажите, что будет потом: `on overdue {{ notify head "…"  lose no_answer }}`; оплаченные сделки не закрывают, '
        'а сообщают о них: `on overdue {{ notify head "…"  task todo "Назвать новую дату" }}`',
        "Когда срок нужен только для отчёта и этот отчёт кто-то смотрит каждую неделю.",
        labels={"off": "сработало бы это, но оно выключено"},
    ),
    bad=_BAD,
    good=_BAD.replace("{ sla stay 7d }", '{ sla stay 7d  on overdue { notify head "Просрочено: {deal.link}" } }'),
    source="S0",
    client=Client(
        "deals",
        Plain(
            "A limit runs out and nothing happens",
            "Decide what comes then: tell the head of sales, set a task, or close the deal with a reason. What is "
            "already paid for is not closed but made known.",
            "When the limit is only there to be measured, and somebody looks at the report every week.",
        ),
        Plain(
            "Срок этапа ничем не кончается",
            "Решите, что происходит потом: уведомление руководителю, задача или отказ с причиной. То, что уже "
            "оплачено, не закрывают, а поднимают шум.",
            "Когда срок нужен только для отчёта и этот отчёт кто-то смотрит каждую неделю.",
        ),
    ),
)


def check_stage(stage: Stage, pipeline: Pipeline, view: View) -> Iterator[Finding]:
    if stage.stay is None or next(exits(stage, view), None):
        return
    overdue = [trigger for trigger in (*stage.triggers, *pipeline.triggers) if trigger.event.kind == "overdue"]
    if any(trigger.enabled and trigger.actions for trigger in overdue):
        return
    labels = tuple(Label(head(trigger.at), "off") for trigger in overdue if not trigger.enabled)
    yield Finding(stage.at, stage.address, {"name": stage.name, "limit": str(stage.stay)}, labels)
