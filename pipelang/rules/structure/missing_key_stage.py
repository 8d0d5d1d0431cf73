"""missing-key-stage. Source: S0 (key stages, error 11).

In every funnel there is a step after which the client is clearly in earnest: he came, he tried, he sent his drawings. Marked, it
tells managers whom to answer first and the owner where money is lost most expensively.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.model import Pipeline
from pipelang.rules.facts import View
from pipelang.rules.rule import Client, Finding, Plain, Rule, RuleWords
from pipelang.rules.structure._examples import HEAD, LOST
from pipelang.rules.structure._words import is_decisive

_BAD = f"""{HEAD}
pipeline sales "Продажи" {{
  kind sales
  stage need "Потребность выявлена"
  stage visit "Посетил шоу-рум"
  stage offer "КП отправлено"
  won "Оплата получена"
{LOST}}}
"""

RULE = Rule(
    code="R110",
    name="missing-key-stage",
    severity="warning",
    en=RuleWords(
        "“{name}” has no key stage",
        "Managers treat a client who has visited you like one who only asked the price, and the most valuable deals "
        "get lost among the rest.",
        "mark the step after which the client is in earnest: `key stage …`",
        "When the product is bought in one step, and no stage says more of the client than another.",
        "mark the step after which the client is in earnest; “{suggestion}” looks like it: `key stage …`",
    ),
    ru=RuleWords(
        "в воронке «{name}» не выделен ключевой этап",
        "Менеджеры одинаково ведут того, кто приехал к вам, и того, кто спросил цену, — и теряют самые дорогие сделки "
        "среди прочих.",
        "отметьте шаг, после которого клиент точно заинтересован: `key stage …`",
        "Когда товар покупают в один шаг и ни один этап не говорит о клиенте больше другого.",
        "отметьте шаг, после которого клиент точно заинтересован; похоже, это «{suggestion}»: `key stage …`",
    ),
    bad=_BAD,
    good=_BAD.replace("stage visit", "key stage visit"),
    source="S0",
    first_version="info",
    client=Client(
        "deals",
        Plain(
            "The key stage is not marked",
            "Agree which step shows that the client is in earnest, mark it in the CRM, and work deals beyond it first.",
            "When the product is bought in one step, and no stage says more of the client than another.",
            what="it looks like “{suggestion}”",
            good="The key stage is marked: it is plain which clients come first.",
        ),
        Plain(
            "Не выделен ключевой этап",
            "Договоритесь, какой шаг показывает, что клиент настроен серьёзно, отметьте этот этап в CRM и "
            "начинайте день со сделок после него.",
            "Когда товар покупают в один шаг и ни один этап не говорит о клиенте больше другого.",
            what="похоже, это «{suggestion}»",
            good="Ключевой этап выделен: понятно, какими клиентами заниматься в первую очередь.",
        ),
    ),
)

#: In a shorter pipeline every stage is decisive.
_FEWEST = 3


def check_pipeline(pipeline: Pipeline, view: View) -> Iterator[Finding]:
    if view.facts.kinds[pipeline.id] != "sales" or len(pipeline.stages) < _FEWEST:
        return
    if not any(stage.key for stage in pipeline.stages):
        likely = next((stage.name for stage in pipeline.stages if is_decisive(stage.name)), "")
        yield Finding(pipeline.at, pipeline.address, {"name": pipeline.name, "suggestion": likely})
