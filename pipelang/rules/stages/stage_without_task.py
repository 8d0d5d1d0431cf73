"""stage-without-task. Source: S0 error 1.

A deal comes to a stage and nothing happens to it: what is to be done next lives in the manager's head. A stage should say it
by itself, at once and with a date. Where messages do the work (warming, refusals, regular clients) a message is enough.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.model import Pipeline, Run, Send, Stage, StartProcess, Subscribe, Task
from pipelang.rules.facts import View
from pipelang.rules.flow import TIMED
from pipelang.rules.rule import Client, Finding, Plain, Rule, RuleWords
from pipelang.rules.stages._examples import HEAD, LOST
from pipelang.rules.stages._scope import LED_BY_MESSAGES, is_queue
from pipelang.rules.stages._silent import passes_through

_BAD = f"""{HEAD}
pipeline sales "Продажи" {{
  kind sales
  stage request "Заявка получена" {{ task call "Позвонить и назначить замер" due 15m }}
  stage offer "КП отправлено"
  won "Оплата получена"
{LOST}}}
"""

RULE = Rule(
    code="R201",
    name="stage-without-task",
    severity="warning",
    en=RuleWords(
        "a deal enters “{name}” and nobody gets a task",
        "What to do next is only in the manager's head: on a busy day the call is not made, and the client buys from "
        "whoever did call.",
        'set the first thing to do and its date: `task call "…" due 1d`; in warming, refusals and repeat pipelines a message '
        "or a service may do the work instead",
        "When the next move is the client's and a reminder before that would only be in the way. The base that "
        "telemarketing starts from and stages that deals pass at once are left alone.",
    ),
    ru=RuleWords(
        "сделка переходит на этап «{name}», а задача никому не ставится",
        "Что делать дальше, помнит только ответственный: в загруженный день он не позвонит, и клиент купит там, где позвонили.",
        'поставьте первое дело и срок: `task call "…" due 1d`; в утеплении, отказниках и повторных продажах вместо задачи '
        "годится сообщение или действие сервиса",
        "Когда следующий ход за клиентом, а напоминание до него только мешает. База, с которой начинается обзвон, и этапы, "
        "которые сделка проскакивает сразу, правило не трогает.",
    ),
    bad=_BAD,
    good=_BAD.replace('"КП отправлено"', '"КП отправлено" { on enter after 1d { task call "Разобрать КП" due 1d } }'),
    source="S0",
    client=Client(
        "deals",
        Plain(
            "A deal comes to a stage and nobody gets a task",
            "Decide for each stage what is done first and by when, and let the CRM set that task by itself.",
            "When the next move is the client's and a reminder before that would only be in the way.",
            good="Each stage sets the first thing to do by itself.",
        ),
        Plain(
            "Сделка приходит на этап, а задача не ставится",
            "Решите для каждого этапа, какое дело первое и к какому сроку, и пусть CRM ставит эту задачу сама.",
            "Когда следующий ход за клиентом, а напоминание до него только мешает.",
            good="Каждый этап сам ставит первую задачу: следующий шаг не держат в голове.",
        ),
    ),
)


def check_stage(stage: Stage, pipeline: Pipeline, view: View) -> Iterator[Finding]:
    if stage.tasks or _works(stage, pipeline, view):
        return
    if not is_queue(stage, pipeline, view.facts.kinds[pipeline.id]) and not passes_through(stage, view):
        yield Finding(stage.at, stage.address, {"name": stage.name})


def _works(stage: Stage, pipeline: Pipeline, view: View) -> bool:
    """Whether something that the deal needs happens by itself after it has come."""
    by_messages = view.facts.kinds[pipeline.id] in LED_BY_MESSAGES
    for trigger, action in view.facts.actions(stage, pipeline):
        if trigger.event.kind == "enter" and isinstance(action, Task | StartProcess):
            return True
        if by_messages and trigger.event.kind in TIMED and isinstance(action, Send | Run | Subscribe | Task):
            return True
    return False
