"""deals-never-lost. Source: S0 error 14, S1.

Managers like to keep deals: each of them might still buy. A deal whose client is silent must come to an end without anybody's
courage: its time is over, it is lost with a reason, and a copy goes on in warming.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.model import Pipeline
from pipelang.rules.facts import View
from pipelang.rules.rule import Client, Finding, Plain, Rule, RuleWords
from pipelang.rules.stages._examples import HEAD, LOST
from pipelang.rules.stages._scope import LED_BY_MESSAGES, LED_BY_PEOPLE, is_queue
from pipelang.rules.stages._silent import exits
from pipelang.rules.stages._trades import paid_from

_BAD = f"""{HEAD}
pipeline sales "Продажи" {{
  kind sales
  every stage {{ sla stay 5d  on overdue {{ notify head "Просрочено: {{deal.link}}" }} }}
  stage request "Заявка получена"
  stage offer "КП отправлено"
  won "Оплата получена"
{LOST}}}
"""

RULE = Rule(
    code="R204",
    name="deals-never-lost",
    severity="warning",
    en=RuleWords(
        "“{name}”: a deal whose client is silent is never lost",
        "Dead deals stay among the living: managers call neither, the forecast promises money that will not come, and nobody "
        "learns why clients leave.",
        "close by time where the client may be silent: `on overdue {{ lose … }}`, and copy such deals to a warming pipeline",
        "When every deal is worth a person's decision: a dozen large ones a year, reviewed by name each week. Stages "
        "after the payment, production, delivery and claims are left alone: work that the client has paid for is not "
        "lost.",
        "its limit only tells somebody: add `lose {suggestion}`, or move the deal on",
    ),
    ru=RuleWords(
        "«{name}»: сделка, по которой клиент молчит, никогда не уйдёт в отказ",
        "Мёртвые сделки лежат среди живых: менеджер не звонит ни тем ни другим, прогноз обещает деньги, которых не будет, и "
        "никто не узнает, почему клиенты уходят.",
        "закрывайте по сроку там, где клиент может молчать: `on overdue {{ lose … }}`, а такие сделки копируйте в утепление",
        "Когда каждая сделка стоит решения человека: десяток крупных в год, и каждую неделю их разбирают поимённо. Этапы после "
        "оплаты правило не трогает, производство, доставку и рекламации тоже: то, что клиенту должны, не проигрывают.",
        "просрочка здесь только сообщает о себе: добавьте `lose {suggestion}` или переводите сделку дальше",
    ),
    bad=_BAD,
    good=_BAD.replace('{deal.link}" }', '{deal.link}"  lose silent }'),
    source="S0",
    client=Client(
        "figures",
        Plain(
            "Deals of clients who fell silent are never closed",
            "Let such deals be closed by time, with a reason, and copied into warming.",
            "When every deal is worth a person's decision: a dozen large ones a year, reviewed by name each week.",
        ),
        Plain(
            "Сделки замолчавших клиентов никогда не закрываются",
            "Пусть такие сделки по сроку закрываются в отказ с причиной, а копия уходит в утепление.",
            "Когда каждая сделка стоит решения человека: десяток крупных в год, и каждую неделю их разбирают поимённо.",
        ),
    ),
)


def check_pipeline(pipeline: Pipeline, view: View) -> Iterator[Finding]:
    kind = view.facts.kinds[pipeline.id]
    if kind not in LED_BY_PEOPLE and kind not in LED_BY_MESSAGES:
        return
    stages = [stage for stage in pipeline.stages[: paid_from(pipeline, view)] if not is_queue(stage, pipeline, kind)]
    ending = _ending(pipeline, view)
    endless = [stage for stage in stages if stage.address not in ending]
    if endless and len(endless) == len(stages):
        yield Finding(pipeline.at, pipeline.address, {"name": pipeline.name, "suggestion": ""})
        return
    reason = next((reason.id for lost in pipeline.lost for reason in lost.reasons), "…")
    for stage in endless:
        # A stage without a limit, or with one that has no consequence, has been told so by another rule.
        if stage.stay and any(trigger.event.kind == "overdue" for trigger in view.facts.triggers(stage, pipeline)):
            yield Finding(stage.at, stage.address, {"name": stage.name, "suggestion": reason})


def _ending(pipeline: Pipeline, view: View) -> set[str]:
    """Addresses of the stages from which a deal gets out of the stages by time alone, be it through others."""
    inside = {stage.address for stage in pipeline.stages}
    leads = {stage.address: {edge.end for edge in exits(stage, view)} for stage in pipeline.stages}
    found: set[str] = set()
    while fresh := {start for start, ends in leads.items() if start not in found and (ends - inside) | (ends & found)}:
        found |= fresh
    return found
