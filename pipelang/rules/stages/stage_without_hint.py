"""stage-without-hint. Source: S0 error 5.

A manager sells the next stage, not the whole deal. A goal in one line and a hint in a few say what that stage is and what to
find out for it; without them everybody sells his own way, and a newcomer does not sell at all. It is about qualification,
telemarketing and sales: in warming messages do the work, in production there is nothing to sell.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.model import Pipeline, Stage
from pipelang.rules.facts import View
from pipelang.rules.rule import Client, Finding, Plain, Rule, RuleWords
from pipelang.rules.stages._examples import HEAD, LOST
from pipelang.rules.stages._scope import LED_BY_PEOPLE
from pipelang.rules.stages._silent import passes_through

_BAD = f"""{HEAD}
pipeline sales "Продажи" {{
  kind sales
  stage request "Заявка получена" {{ goal "Клиент согласился на замер" }}
  stage offer "КП отправлено"
  won "Оплата получена"
{LOST}}}
"""

RULE = Rule(
    code="R209",
    name="stage-without-hint",
    severity="warning",
    en=RuleWords(
        "“{name}” has neither a goal nor a hint",
        "The manager sees a card and not what to do with it; how to sell the next stage is known to the one who built the "
        "funnel, and a newcomer loses deals while he finds out.",
        'say in a line what makes this stage a success, `goal "…"`, and how to get there, `hint "…"`',
        "When the owner of the company sells alone and knows it all. Only qualification, telemarketing and sales are looked at.",
    ),
    ru=RuleWords(
        "у этапа «{name}» нет ни цели, ни подсказки",
        "Менеджер видит карточку, но не видит, что с ней делать; как продать следующий этап, знает тот, кто строил воронку, а "
        "новичок теряет сделки, пока догадывается.",
        'скажите в строку, что здесь считается успехом, `goal "…"`, и как к нему прийти, `hint "…"`',
        "Когда владелец продаёт сам и всё это знает. Правило смотрит только квалификацию, телемаркетинг и продажи.",
    ),
    bad=_BAD,
    good=_BAD.replace('"КП отправлено"', '"КП отправлено" { hint "Разберите КП по строкам, голосом" }'),
    source="S0",
    first_version="info",
    client=Client(
        "effort",
        Plain(
            "A manager is not told what to do on a stage",
            "Write in a line what makes the stage a success and how to get there, and put it where the manager "
            "sees it with the deal.",
            "When the owner of the company sells alone and knows it all.",
            good="Every stage tells the manager what it is for and how to go on.",
        ),
        Plain(
            "На этапе не сказано, что делать менеджеру",
            "Напишите в строку, что здесь считается успехом и как к нему прийти, и покажите это менеджеру рядом со "
            "сделкой.",
            "Когда владелец продаёт сам и всё это знает.",
            good="На каждом этапе сказано, зачем он и как двигаться дальше.",
        ),
    ),
)


def check_stage(stage: Stage, pipeline: Pipeline, view: View) -> Iterator[Finding]:
    if view.facts.kinds[pipeline.id] not in LED_BY_PEOPLE or stage.goal or stage.hints:
        return
    if not passes_through(stage, view):
        yield Finding(stage.at, stage.address, {"name": stage.name})
