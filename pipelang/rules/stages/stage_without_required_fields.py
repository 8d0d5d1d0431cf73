"""stage-without-required-fields. Source: S0 error 4.

What is not asked for when the stage is entered is never written down: the manager knows it, the company does not. Requirements
are cumulative, so one that an earlier stage made counts. It is about pipelines where a person finds things out: qualification,
telemarketing, sales; their first stage takes what comes from a form or a call and is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.model import Pipeline, Stage
from pipelang.names import style
from pipelang.rules.facts import View
from pipelang.rules.judged import is_judged
from pipelang.rules.rule import Client, Finding, Plain, Rule, RuleWords
from pipelang.rules.stages._examples import HEAD, LOST
from pipelang.rules.stages._scope import LED_BY_PEOPLE

_BAD = f"""{HEAD}
field budget on deal: money "Бюджет"

pipeline sales "Продажи" {{
  kind sales
  stage request "Заявка получена"
  stage measured "Замер сделан"
  stage offer "КП отправлено" {{ require budget }}
  won "Оплата получена"
{LOST}}}
"""

RULE = Rule(
    code="R208",
    name="stage-without-required-fields",
    severity="warning",
    en=RuleWords(
        "nothing has to be filled in to enter “{name}”",
        "What is not asked for here stays in the manager's head: no analytics, no mailing by interest, and a new manager "
        "starts again from “who are you?”.",
        "name what must be known by now: `require budget, interest`; it then holds on the later stages too",
        "When the stage says what the client has done and there is nothing new to learn. First stages, and pipelines "
        "other than qualification, telemarketing and sales, are left alone.",
    ),
    ru=RuleWords(
        "на этап «{name}» можно перейти, ничего не заполнив",
        "Чего здесь не спросили, то останется в голове у менеджера: ни аналитики, ни рассылки по интересам, а новый менеджер "
        "начнёт с «напомните, кто вы».",
        "назовите, что к этому моменту должно быть известно: `require budget, interest`; дальше поля потребуют и следующие этапы",
        "Когда этап говорит, что сделал клиент, и узнавать нечего. Первые этапы правило не трогает, воронки кроме квалификации, "
        "телемаркетинга и продаж — тоже.",
    ),
    bad=_BAD,
    good=_BAD.replace('"Замер сделан"', '"Замер сделан" { require budget }'),
    source="S0",
    first_version="info",
    client=Client(
        "figures",
        Plain(
            "Deals move on though nothing was found out",
            "Name for each stage two or three things that must be known to come there, and make those fields "
            "required from it on.",
            "When the stage says what the client has done and there is nothing new to learn.",
            good="A deal moves on only when what matters has been found out.",
        ),
        Plain(
            "Сделку двигают дальше, ничего не выяснив",
            "Назовите для каждого этапа два-три факта, без которых туда нельзя, и сделайте эти поля обязательными "
            "начиная с него.",
            "Когда этап говорит, что сделал клиент, и узнавать нечего.",
            good="Сделка идёт дальше, только когда выяснено главное.",
        ),
    ),
)


def check_stage(stage: Stage, pipeline: Pipeline, view: View) -> Iterator[Finding]:
    if view.facts.kinds[pipeline.id] not in LED_BY_PEOPLE or stage is pipeline.stages[0]:
        return
    if not view.facts.demands[stage.address] and not _is_attempt(stage, pipeline):
        yield Finding(stage.at, stage.address, {"name": stage.name})


def _is_attempt(stage: Stage, pipeline: Pipeline) -> bool:
    """«Не дозвонились» is told by task-as-stage: of a client who was not reached nothing can be known."""
    return is_judged(pipeline) and style(stage.name) == "task"
