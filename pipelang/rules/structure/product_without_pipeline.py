"""product-without-pipeline. Source: S0 (the checklist: a sales pipeline for each sort of sale).

Products are declared so that each has a way of being sold: its own stages, fields and reasons. One that no pipeline is `for` was
forgotten, or is squeezed into stages made for another.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.model import Program
from pipelang.rules.facts import View
from pipelang.rules.rule import Client, Finding, Plain, Rule, RuleWords
from pipelang.rules.structure._examples import HEAD, LOST

_BAD = f"""{HEAD}
product kitchen "Кухни на заказ"
product repair "Ремонт мебели"

pipeline sales "Продажи кухонь" {{
  kind sales
  for kitchen
  stage request "Заявка получена"
  won "Оплата получена"
{LOST}}}
"""

RULE = Rule(
    code="R112",
    name="product-without-pipeline",
    severity="warning",
    en=RuleWords(
        "no pipeline sells “{name}”",
        "Requests for it get stages that were made for something else, or none at all, and its conversion is seen nowhere.",
        "add it to `for` of the pipeline that sells it, or give it one of its own: `pipeline … extends …`",
        "When it is only an addition that is never sold alone.",
    ),
    ru=RuleWords(
        "«{name}» не продаётся ни в одной воронке",
        "Заявки на него пойдут по чужим этапам или вообще мимо воронок, и его конверсию нигде не увидеть.",
        "добавьте его в `for` той воронки, где он продаётся, или заведите свою: `pipeline … extends …`",
        "Когда это только дополнение и отдельно его не продают.",
    ),
    bad=_BAD,
    good=_BAD.replace("for kitchen", "for kitchen, repair"),
    source="S0",
    first_version="info",
    client=Client(
        "deals",
        Plain(
            "Products that no pipeline sells",
            "Say in which pipeline the product is sold, or give it one of its own.",
            "When it is only an addition that is never sold alone.",
        ),
        Plain(
            "Продукты, которые не продаются ни в одной воронке",
            "Решите, в какой воронке продаётся продукт, или заведите для него свою.",
            "Когда это только дополнение и отдельно его не продают.",
        ),
    ),
)

#: A pipeline that does not say what it is `for` sells everything, if it sells at all.
_SELLING = frozenset({"sales", "telemarketing", "repeat", "custom"})


def check_program(program: Program, view: View) -> Iterator[Finding]:
    selling = [pipeline for pipeline in program.pipelines if view.facts.kinds[pipeline.id] in _SELLING]
    if any(not pipeline.products and view.facts.kinds[pipeline.id] == "sales" for pipeline in selling):
        return
    sold = {product for pipeline in selling for product in pipeline.products}
    for product in program.products:
        if product.id not in sold:
            yield Finding(product.at, product.address, {"name": product.name})
