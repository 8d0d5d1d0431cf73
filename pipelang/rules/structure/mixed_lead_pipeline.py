"""mixed-lead-pipeline. Source: S2 (how a pipeline of leads spoils the conversion of sales).

A lead pipeline answers one question: is this request worth selling to. With offers and invoices in it, a lead that was good but
badly sold looks like bad advertising, and the deals that follow are won nearly always, which says nothing either.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.diagnostics import Label
from pipelang.model import Pipeline, Place
from pipelang.rules.facts import View
from pipelang.rules.rule import Client, Finding, Plain, Rule, RuleWords
from pipelang.rules.structure._examples import HEAD
from pipelang.rules.structure._words import is_selling

_BAD = f"""{HEAD}
pipeline leads "Лиды" of lead {{
  kind qualification
  stage request "Заявка получена"
  stage need "Потребность выявлена"
  stage offer "КП отправлено"
  won "Заявка квалифицирована" {{ tunnel convert to sales.order }}
  lost "Не наш клиент" {{ reason spam "Спам" }}
}}
pipeline sales "Продажи" {{
  kind sales
  stage order "Заказ согласован"
  won "Оплата получена"
  lost "Отказ" {{ reason price "Дорого" }}
}}
"""

RULE = Rule(
    code="R109",
    name="mixed-lead-pipeline",
    severity="warning",
    en=RuleWords(
        "“{name}” is already selling, but “{pipeline}” is there to qualify",
        "A good request that was sold badly is counted as a bad lead: the price of a lead and the quality of a source come "
        "out wrong, and deals are won nearly always, whoever sells.",
        "win the request as soon as it is qualified, and move what follows into a sales pipeline behind a tunnel",
        "When advertising is not measured by leads at all, for example because clients come by recommendation only.",
        labels={"also": "this is selling too"},
    ),
    ru=RuleWords(
        "«{name}» — это уже продажа, а воронка «{pipeline}» — для квалификации",
        "Хорошая заявка, которую плохо продали, считается плохим лидом: цена лида и качество источников искажены, а сделки "
        "после неё выигрываются почти всегда, кто бы ни продавал.",
        "закрывайте заявку успешно сразу после квалификации, а продажу перенесите в воронку продаж, куда ведёт туннель",
        "Когда рекламу по лидам не оценивают вовсе, например клиенты приходят только по рекомендации.",
        labels={"also": "и это продажа"},
    ),
    bad=_BAD,
    good=_BAD.replace('  stage offer "КП отправлено"\n', "").replace(
        "  stage order", '  stage offer "КП отправлено"\n  stage order'
    ),
    source="S2",
    client=Client(
        "figures",
        Plain(
            "Selling starts inside the pipeline of leads",
            "Win the request as soon as it is qualified, and let offer, invoice and contract be stages of a sales "
            "pipeline that it goes on into.",
            "When advertising is not measured by leads at all, for example because clients come by recommendation "
            "only.",
        ),
        Plain(
            "В воронке лидов уже продают",
            "Закрывайте заявку успешно сразу после квалификации, а КП, счёт и договор пусть будут этапами воронки "
            "продаж, куда она перейдёт.",
            "Когда рекламу по лидам не оценивают вовсе: например, клиенты приходят только по рекомендации.",
        ),
    ),
)


def check_pipeline(pipeline: Pipeline, view: View) -> Iterator[Finding]:
    if pipeline.entity != "lead" and view.facts.kinds[pipeline.id] != "qualification":
        return
    places: tuple[Place, ...] = (*pipeline.stages, pipeline.won)
    found = [place for place in places if is_selling(place.name)]
    if found:
        params = {"name": found[0].name, "pipeline": pipeline.name}
        yield Finding(found[0].at, found[0].address, params, tuple(Label(place.at, "also") for place in found[1:]))
