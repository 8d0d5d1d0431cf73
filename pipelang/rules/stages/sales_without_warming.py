"""sales-without-warming. Source: S0 error 3 and its warming pipeline, S1.

Most clients do not buy at once. Those who think are written to by the CRM while the deal is open, on the first stages above
all; those who put it off go on as a copy in a warming pipeline, where nobody's time is spent on them.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.model import Pipeline, Run, Send, StartProcess, Subscribe
from pipelang.rules.facts import View
from pipelang.rules.rule import Client, Finding, Plain, Rule, RuleWords
from pipelang.rules.stages._examples import HEAD, WHATSAPP

_BAD = f"""{HEAD}{WHATSAPP}
message hello by whatsapp "Здравствуйте! Заявку получили, позвоним сегодня."

pipeline sales "Продажи" {{
  kind sales
  stage request "Заявка получена" {{ on enter {{ send hello }} }}
  won "Оплата получена"
  lost "Отказ" {{ reason thinking "Отложил решение" }}
}}
"""
_TUNNEL = 'reason thinking "Отложил решение"  tunnel copy to warming.new'
_WARMING = """
pipeline warming "Утепление" {
  kind warming
  stage new "Сделка принята на утепление"
  won "Клиент вернулся" { tunnel copy to sales.request }
  lost "Не вернулся" { reason silent "Не откликнулся" }
}
"""

RULE = Rule(
    code="R205",
    name="sales-without-warming",
    severity="warning",
    en=RuleWords(
        "clients of “{name}” who do not buy at once are left to cool down",
        "Most of those who asked buy later, and they buy from whoever reminded them; each of them has already been paid for "
        "in advertising.",
        "make a pipeline of `kind warming`, and send there the refusals that may come back: `tunnel copy to "
        "warming.new if reason in (…)`",
        "When by the nature of the business nobody comes back: a funeral, a ticket for a certain day, a tender.",
        "nothing is written to the client on the first stages: send him something useful from “{suggestion}” on, `on "
        "enter {{ send … }}`",
    ),
    ru=RuleWords(
        "воронка «{name}» не утепляет тех, кто не купил сразу",
        "Большинство обратившихся покупает позже и у того, кто о себе напомнил; за каждого из них уже заплачено рекламе.",
        "заведите воронку `kind warming` и отправляйте туда тех, кто может вернуться: `tunnel copy to warming.new if "
        "reason in (…)`",
        "Когда по самой природе дела не возвращаются: похороны, билет на определённый день, тендер.",
        "на первых этапах клиенту ничего не пишут: отправляйте полезное начиная с этапа «{suggestion}», "
        "`on enter {{ send … }}`",
    ),
    bad=_BAD,
    good=_BAD.replace('reason thinking "Отложил решение"', _TUNNEL) + _WARMING,
    source="S0",
    first_version="info",
    client=Client(
        "requests",
        Plain(
            "Clients who do not buy at once are left to cool down",
            "Make a warming pipeline that writes something of use every few weeks, and lead there the refusals "
            "that may come back (“too expensive now”, “later”).",
            "When nobody comes back by the nature of the business: a funeral, a ticket for a certain day, a tender.",
            what="write to the client from “{suggestion}” on",
            good="Clients who do not buy at once are not given up: there is a way to bring them back.",
        ),
        Plain(
            "Тех, кто не купил сразу, никто не утепляет",
            "Заведите воронку утепления, которая раз в несколько недель пишет полезное, и ведите туда отказы, "
            "которые могут вернуться («сейчас дорого», «позже»).",
            "Когда по самой природе дела не возвращаются: похороны, билет на определённый день, тендер.",
            what="пишите клиенту начиная с этапа «{suggestion}»",
            good="Тех, кто не купил сразу, не бросают: есть путь, которым их возвращают.",
        ),
    ),
)

_COMES_BACK = frozenset({"warming", "refusals"})

#: The stages that are called the first ones, where no key stage comes later.
_FIRST = 3


def check_pipeline(pipeline: Pipeline, view: View) -> Iterator[Finding]:
    if view.facts.kinds[pipeline.id] != "sales":
        return
    if not _warmed_later(pipeline, view):
        loss = pipeline.lost[0]
        yield Finding(loss.at, loss.address, {"name": pipeline.name, "suggestion": ""})
    if not _warmed_now(pipeline, view):
        first = pipeline.stages[0]
        yield Finding(first.at, first.address, {"name": pipeline.name, "suggestion": first.name})


def _warmed_later(pipeline: Pipeline, view: View) -> bool:
    """Whether lost or slow deals get into a pipeline where somebody comes back to them. What is won does not count."""
    flow = view.facts.flow
    places = (place for place in pipeline.places if place is not pipeline.won)
    ends = {edge.end.split(".")[1] for place in places for edge in flow.leaving(place.address)} - {pipeline.id}
    kinds = view.facts.kinds
    # Nearly always it is the very next one; only else the long way round is looked at.
    return any(kinds[id] in _COMES_BACK for id in ends) or any(kinds[id] in _COMES_BACK for id in flow.reached(ends))


def _warmed_now(pipeline: Pipeline, view: View) -> bool:
    """Whether anything is written to the client on the first stages; what a service does may be a message."""
    key = next((number for number, stage in enumerate(pipeline.stages, 1) if stage.key), 0)
    return any(
        isinstance(action, Send | Run | Subscribe | StartProcess)
        for stage in pipeline.stages[: max(key, _FIRST)]
        for _, action in view.facts.actions(stage, pipeline)
    )
