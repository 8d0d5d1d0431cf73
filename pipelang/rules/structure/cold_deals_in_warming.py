"""cold-deals-in-warming. Source: S0 («Не мешайте холодные и тёплые сделки»).

Warming writes for half a year to people who saw an offer and hesitate. A company from a base never asked for anything: to it the
same letters are spam, and its silence drowns the figures of those who were nearly won.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.model import Pipeline
from pipelang.rules.facts import View
from pipelang.rules.rule import Client, Finding, Plain, Rule, RuleWords
from pipelang.rules.structure._examples import HEAD
from pipelang.source import Span

_BAD = f"""{HEAD}
pipeline calls "Телемаркетинг" {{
  kind telemarketing
  stage base "База заявок"
  won "Созвон согласован" {{ tunnel copy to sales.request }}
  lost "Отсеяны" {{
    reason later "Не сейчас"
    tunnel copy to warming.new
  }}
}}
pipeline sales "Продажи" {{
  kind sales
  stage request "Заявка получена"
  won "Оплата получена"
  lost "Отказ" {{
    reason thinking "Отложил решение"
    tunnel copy to warming.new
  }}
}}
pipeline warming "Утепление" {{
  kind warming
  stage new "Новая сделка для утепления"
  won "Клиент вернулся"
  lost "Не вернулся" {{ reason silent "Не откликнулся" }}
}}
"""

RULE = Rule(
    code="R113",
    name="cold-deals-in-warming",
    severity="warning",
    en=RuleWords(
        "cold deals of “{name}” get into “{warming}”",
        "People who never asked for anything report spam and get your number blocked, and their silence hides how many "
        "of those who nearly bought come back.",
        "let only deals from sales into warming, and write to the cold base from “{name}” itself",
        "When the client talked to you, asked for an offer and only then put it off: such a deal belongs to sales first.",
    ),
    ru=RuleWords(
        "холодные сделки из воронки «{name}» попадают в «{warming}»",
        "Те, кто ни о чём не спрашивал, жалуются на спам и блокируют ваш номер, а их молчание прячет, сколько почти "
        "купивших возвращается.",
        "пускайте в утепление только сделки из продаж, а холодную базу утепляйте прямо в воронке «{name}»",
        "Когда клиент говорил с вами, просил предложение и лишь потом отложил: но такой сделке место сначала в продажах.",
    ),
    bad=_BAD,
    good=_BAD.replace('"Не сейчас"\n    tunnel copy to warming.new', '"Не сейчас"'),
    source="S0",
    client=Client(
        "trust",
        Plain(
            "Cold contacts get into warming",
            "Leave in warming only clients who have talked to sales; write to the cold base where it is called.",
            "When the client talked to you, asked for an offer and only then put it off: such a deal belongs to "
            "sales first.",
            what="they get into “{warming}”",
        ),
        Plain(
            "Холодные контакты попадают в утепление",
            "Пускайте в утепление только тех, кто уже говорил с продажами, а холодной базе пишите там, где её "
            "обзванивают.",
            "Когда клиент говорил с вами, просил предложение и лишь потом отложил: но такой сделке место сначала в "
            "продажах.",
            what="попадают в «{warming}»",
        ),
    ),
)


def check_pipeline(pipeline: Pipeline, view: View) -> Iterator[Finding]:
    kinds = view.facts.kinds
    # Where telemarketing is all the selling there is, its deals are the warm ones.
    if kinds[pipeline.id] != "warming" or "sales" not in kinds.values():
        return
    seen: set[Span] = set()
    for edge in view.facts.flow.entering_pipeline(pipeline):
        source = view.facts.index.pipelines[edge.start.split(".", 2)[1]]
        if kinds[source.id] == "telemarketing" and edge.at not in seen:
            seen.add(edge.at)
            yield Finding(edge.at, edge.start, {"name": source.name, "warming": pipeline.name})
