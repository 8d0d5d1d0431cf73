"""stage-without-limit. Source: S0 errors 2 and 14.

A stage that a deal may stand on for ever becomes a heap, and the forecast counts the heap as money. Each stage, of whatever
pipeline, has a longest life; where it may rightly be long, it is long and not endless.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.model import Pipeline, Stage, Trigger
from pipelang.rules.facts import View
from pipelang.rules.flow import Edge
from pipelang.rules.rule import Client, Finding, Plain, Rule, RuleWords
from pipelang.rules.stages._examples import HEAD, LOST
from pipelang.rules.stages._scope import is_queue
from pipelang.rules.stages._silent import exits

_BAD = f"""{HEAD}
pipeline sales "Продажи" {{
  kind sales
  every stage {{ on overdue {{ lose silent }} }}
  stage request "Заявка получена" {{ sla stay 2d }}
  stage offer "КП отправлено"
  won "Оплата получена"
{LOST}}}
"""

RULE = Rule(
    code="R202",
    name="stage-without-limit",
    severity="warning",
    en=RuleWords(
        "a deal may stay on “{name}” for ever",
        "Deals pile up there unseen: the forecast counts money that nobody will bring, and the client has long since "
        "bought elsewhere.",
        "say how long at most: `sla stay 3d`, and what happens then: `on overdue {{ … }}`",
        "Hardly ever: a stage that may last long gets a long limit (a year for “Bought recently”). The base that "
        "telemarketing starts from is left alone, and so is a stage that `on idle` or `after` ends anyway.",
        "`{suggestion}` never happens here, for nothing is overdue without a limit: add `sla stay 3d`",
    ),
    ru=RuleWords(
        "на этапе «{name}» сделка может висеть сколько угодно",
        "Сделки копятся незаметно: прогноз считает деньги, которых никто не принесёт, а клиент давно купил в другом месте.",
        "назовите предельный срок: `sla stay 3d`, и что будет, когда он выйдет: `on overdue {{ … }}`",
        "Почти никогда: этапу, который и должен длиться долго, дают долгий срок (год для «Недавно купили»). Базу, с которой "
        "начинается обзвон, и этап, который и так закончит `on idle` или `after`, правило не трогает.",
        "`{suggestion}` здесь никогда не сработает: без срока просрочки не бывает; добавьте `sla stay 3d`",
    ),
    bad=_BAD,
    good=_BAD.replace('stage offer "КП отправлено"', 'stage offer "КП отправлено" { sla stay 7d }'),
    source="S0",
    client=Client(
        "deals",
        Plain(
            "Stages where a deal may stay for ever",
            "Name the longest time a deal may stay on each stage, and decide what happens to it then.",
            "Hardly ever: a stage that may last long gets a long limit.",
            good="Each stage has a limit: deals do not get stuck unseen.",
        ),
        Plain(
            "Этапы, на которых сделка может висеть сколько угодно",
            "Назовите для каждого этапа самый долгий срок и решите, что происходит со сделкой, когда он вышел.",
            "Почти никогда: этапу, который и должен длиться долго, дают долгий срок.",
            good="У этапов есть сроки: сделки не зависают незаметно.",
        ),
    ),
)


def check_stage(stage: Stage, pipeline: Pipeline, view: View) -> Iterator[Finding]:
    if stage.stay is not None or is_queue(stage, pipeline, view.facts.kinds[pipeline.id]):
        return
    if any(_ends(edge, stage, view) for edge in exits(stage, view)):
        return
    waiting = any(trigger.event.kind == "overdue" for trigger in view.facts.triggers(stage, pipeline))
    params = {"name": stage.name, "suggestion": "on overdue" if waiting else ""}
    yield Finding(stage.at, stage.address, params)


def _ends(edge: Edge, stage: Stage, view: View) -> bool:
    """Whether it ends the stay of every silent deal; a date does where it must be known on the stage."""
    if edge.condition is not None:
        return False
    if not isinstance(edge.cause, Trigger) or edge.cause.event.kind != "date":
        return True
    demands = view.facts.demands[stage.address]
    return any(
        item.requirement.field == edge.cause.event.field and item.requirement.condition is None for item in demands
    )
