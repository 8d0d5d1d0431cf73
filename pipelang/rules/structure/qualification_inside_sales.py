"""qualification-inside-sales. Source: S0 (error 10, the qualification funnel).

One or two steps of finding out who the client is fit at the head of a sales pipeline. From three on it is work of its own, often
of other people: in a pipeline of its own it shows what the advertising is worth, and sellers see only those worth selling to.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.diagnostics import Label
from pipelang.model import Pipeline
from pipelang.rules.facts import View
from pipelang.rules.rule import Client, Finding, Option, Plain, Rule, RuleWords
from pipelang.rules.structure._examples import HEAD, LOST
from pipelang.rules.structure._words import is_qualifying

_BAD = f"""{HEAD}
pipeline sales "Продажи" {{
  kind sales
  stage contact "Связь с клиентом установлена"
  stage need "Потребность выявлена"
  stage fit "Клиент квалифицирован"
  stage offer "КП отправлено"
  won "Оплата получена"
{LOST}}}
"""

RULE = Rule(
    code="R107",
    name="qualification-inside-sales",
    severity="warning",
    en=RuleWords(
        "{count} stages of “{name}” qualify clients instead of selling",
        "Requests that were never clients spoil the conversion of sales, and nobody can tell bad advertising from bad "
        "selling.",
        "make them a pipeline of `kind qualification` that ends with a tunnel into this one",
        "When the same person qualifies and sells, and almost every request is a good one.",
        labels={"also": "and this one"},
    ),
    ru=RuleWords(
        "в воронке «{name}» {count} {count:этап|этапа|этапов} не продают, а квалифицируют",
        "Заявки, которые клиентами и не были, портят конверсию продаж, и плохую рекламу не отличить от плохой работы "
        "продавца.",
        "вынесите их в воронку `kind qualification`, которая заканчивается туннелем в эту",
        "Когда квалифицирует и продаёт один человек, а плохих заявок почти нет.",
        labels={"also": "и этот этап"},
    ),
    bad=_BAD,
    good=_BAD.replace('  stage contact "Связь с клиентом установлена"\n', ""),
    source="S0",
    first_version="info",
    options=(
        Option(
            "most",
            2,
            "how many qualification stages a sales pipeline may have",
            "сколько этапов квалификации допустимо в воронке продаж",
        ),
    ),
    client=Client(
        "figures",
        Plain(
            "Qualification is mixed with sales",
            "Make a pipeline of its own for qualification. A request that is good for you is won there and goes on "
            "into sales.",
            "When the same person qualifies and sells, and almost every request is a good one.",
            what="{count} {count:stage|stages} of qualification",
        ),
        Plain(
            "Квалификация смешана с продажами",
            "Вынесите квалификацию в отдельную воронку: подходящая заявка закрывается там успешно и переходит в "
            "продажи.",
            "Когда квалифицирует и продаёт один человек, а плохих заявок почти нет.",
            what="{count} {count:этап|этапа|этапов} квалификации",
        ),
    ),
)


def check_pipeline(pipeline: Pipeline, view: View) -> Iterator[Finding]:
    if view.facts.kinds[pipeline.id] != "sales":
        return
    found = [stage for stage in pipeline.stages if is_qualifying(stage.name)]
    if len(found) > view.number("most"):
        labels = tuple(Label(stage.at, "also") for stage in found[1:])
        yield Finding(found[0].at, pipeline.address, {"name": pipeline.name, "count": len(found)}, labels)
