"""missing-pipeline-kind. Source: S0 (claims, delivery, refusals: the pipelines that nearly everybody forgets).

A sale does not end with money, and a refusal is not for ever. What has no pipeline lives in messengers: claims are judged by who
shouts, deliveries by who remembers, and those who did not buy last year are never asked again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelang.model import Program
from pipelang.names.stems import Stems
from pipelang.rules.facts import View
from pipelang.rules.rule import Client, Finding, Option, Plain, Rule, RuleWords
from pipelang.rules.structure._examples import HEAD, LOST


def _after(id: str, name: str, kind: str) -> str:
    return f"""pipeline {id} "{name}" {{
  kind {kind}
  stage new "Принято в работу"
  won "Сделано"
  lost "Отменено" {{ reason mistake "Ошибка" }}
}}
"""


_BAD = f"""{HEAD}
product kitchen "Кухни на заказ"

pipeline sales "Продажи" {{
  kind sales
  for kitchen
  stage request "Заявка получена"
  won "Оплата получена"
{LOST}}}
{_after("claims", "Рекламации", "claims")}"""

RULE = Rule(
    code="R114",
    name="missing-pipeline-kind",
    severity="info",
    en=RuleWords(
        "nowhere to work with the client after a sale or a refusal: no pipeline of the kind {missing}",
        "Without one, claims and deliveries are handled in messengers and get lost, and clients who once refused are "
        "never asked again.",
        "add what the client needs: complaints (`kind claims`), delivery (`kind delivery`), those who did not buy (`kind "
        "refusals`)",
        "When another system or a partner does it, or it happens so seldom that one person remembers each case.",
    ),
    ru=RuleWords(
        "после продажи или отказа клиента вести негде: нет воронки вида {missing}",
        "Без своей воронки рекламации и доставки ведут в мессенджерах и теряют, а к тем, кто однажды отказался, никто "
        "не возвращается.",
        "добавьте то, что нужно клиенту: рекламации (`kind claims`), доставку (`kind delivery`), отказников (`kind "
        "refusals`)",
        "Когда это ведёт партнёр или другая система или случаев так мало, что их помнит один человек.",
    ),
    bad=_BAD,
    good=_BAD + _after("refusals", "Работа с отказниками", "refusals"),
    source="S0",
    strict="warning",
    first_version="off",
    options=(
        Option(
            "kinds",
            ("claims", "delivery", "refusals"),
            "the kinds that are looked for; `delivery` only where something is carried to the client",
            "какие виды воронок нужны; `delivery` — только там, где клиенту что-то везут",
        ),
    ),
    client=Client(
        "deals",
        Plain(
            "After the sale, or a refusal, there is nowhere to lead the client",
            "Make pipelines for what your clients need after the sale: complaints, delivery, and a return to those "
            "who have refused.",
            "When another system or a partner does it, or it happens so seldom that one person remembers each case.",
        ),
        Plain(
            "После продажи и отказа клиента вести негде",
            "Заведите воронки для того, что бывает после продажи: рекламации, доставка, возврат к тем, кто отказался.",
            "Когда это ведёт партнёр или другая система или случаев так мало, что их помнит один человек.",
        ),
    ),
)

_CARRIED = r"(?i)(?<!\w)(?:доставк|отгруз|самовывоз|shipping|shipment|delivery|pick-?up)"
#: A pipeline that ends at the client's door delivers, whatever it is called.
_HANDED_OVER = Stems(
    r"доставлен\w*(?! на склад)|отгружен\w*|выдан\w*|установлен\w*|delivered|shipped|installed",
)


def check_program(program: Program, view: View) -> Iterator[Finding]:
    there: set[str] = set(view.facts.kinds.values())
    if not program.products or not there & {"sales", "telemarketing"}:
        return
    missing = [
        kind
        for kind in view.words("kinds")
        if kind not in there and (kind != "delivery" or _must_deliver(program, there))
    ]
    if missing:
        yield Finding(program.crm.at, program.crm.address, {"missing": ", ".join(f"`{kind}`" for kind in missing)})


def _must_deliver(program: Program, kinds: set[str]) -> bool:
    after = [pipeline for pipeline in program.pipelines if pipeline.kind == "production"]
    if any(_HANDED_OVER.within(place.name) for pipeline in after for place in pipeline.places):
        return False
    return "production" in kinds or any(
        field.type == "address" or re.search(_CARRIED, field.name) for field in program.fields if field.entity == "deal"
    )
