"""task-as-stage. Source: S0 error 13 («Делать из задач этапы»).

A stage tells how far the client has come; what the manager tried, or has to do next, is a task with a due time. Deals sorted by
attempts stand in the wrong place of the funnel, and nothing reminds anybody of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelang.model import Pipeline
from pipelang.names import style, sump
from pipelang.rules.facts import View
from pipelang.rules.judged import is_judged
from pipelang.rules.rule import Client, Finding, Plain, Rule, RuleWords
from pipelang.rules.structure._examples import HEAD, LOST

_BAD = f"""{HEAD}
pipeline sales "Продажи" {{
  kind sales
  stage request "Заявка получена"
  stage silent "Не дозвонился"
  stage offer "КП отправлено"
  won "Оплата получена"
{LOST}}}
"""

RULE = Rule(
    code="R103",
    name="task-as-stage",
    severity="warning",
    en=RuleWords(
        "“{name}” is a task, not a stage",
        "The client has come no further, but the CRM counts a step; and a stage, unlike a task, has no due date, so "
        "clients are forgotten here instead of being called.",
        'leave the deal on its stage and set a task: `on call missed {{ task call "Call back" due 2h }}`; after the last '
        "attempt, lose it with a reason",
        "When attempts themselves are what is counted, as in a call centre that is paid by them.",
    ),
    ru=RuleWords(
        "«{name}» — это задача, а не этап",
        "Клиент не продвинулся, а CRM засчитывает шаг; срока у этапа, в отличие от задачи, нет, и сделки здесь забывают "
        "вместо того, чтобы звонить.",
        'оставьте сделку на её этапе и ставьте задачу: `on call missed {{ task call "Перезвонить" due 2h }}`; после '
        "последней попытки — отказ с причиной",
        "Когда считают именно попытки, например колл-центру платят за них.",
    ),
    bad=_BAD,
    good=_BAD.replace(
        '  stage request "Заявка получена"\n  stage silent "Не дозвонился"\n',
        '  stage request "Заявка получена" { on call missed { task call "Перезвонить" due 2h } }\n'
        '  stage need "Потребность выявлена"\n',
    ),
    source="S0",
    first_version="info",
    client=Client(
        "deals",
        Plain(
            "Attempts and to-dos stand among the stages",
            "Leave the deal on the stage that the client has reached and set a task with a date; after the last "
            "attempt lose the deal with its reason.",
            "When attempts themselves are what is counted, as in a call centre that is paid by them.",
            good="No to-dos among the stages: calls and attempts are kept as tasks.",
        ),
        Plain(
            "Среди этапов стоят попытки и поручения",
            "Оставляйте сделку на этапе, до которого дошёл клиент, и ставьте задачу со сроком; после последней "
            "попытки закрывайте в отказ с причиной.",
            "Когда считают именно попытки: например, за них платят колл-центру.",
            good="Поручений среди этапов нет: звонки и попытки ведутся задачами.",
        ),
    ),
)

#: Where the first stage may be a queue: people take from it what is next to call, to make, to ship.
_QUEUES = frozenset({"telemarketing", "warming", "repeat", "refusals", "production", "delivery", "claims"})
#: Where the CRM itself writes to clients, letters one to five are the way, not attempts.
_TOUCHING = frozenset({"warming", "repeat", "refusals"})
_TOUCH = r"(?i)касани|сообщени|письм|рассылк|напоминани|touch|e-?mail|message|reminder"


def check_pipeline(pipeline: Pipeline, view: View) -> Iterator[Finding]:
    if not is_judged(pipeline):
        return
    kind = view.facts.kinds[pipeline.id]
    for stage in pipeline.stages[1 if kind in _QUEUES else 0 :]:
        lawful = kind in _TOUCHING and re.search(_TOUCH, stage.name)
        if not lawful and style(stage.name) == "task" and not _is_parking_lot(stage.name):
            yield Finding(stage.at, stage.address, {"name": stage.name})


def _is_parking_lot(name: str) -> bool:
    """«Вернуться позже» is told by sump-stage."""
    found = sump(name)
    return found is not None and found.strength == "strong"
