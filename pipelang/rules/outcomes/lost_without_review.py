"""lost-without-review. Source: S1 (the way out: a process in which every refused deal is looked at).

A refusal is the easiest way to be rid of a tiresome request. Where nobody looks at refusals, good requests end there as
duplicates and «не наш клиент», and the reasons are clicked at random. A task for somebody or a notice on every loss does as
well as `review`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.diagnostics import Severity
from pipelang.model import Lost, Notify, Pipeline, Task, Trigger
from pipelang.rules.facts import View
from pipelang.rules.outcomes._examples import HEAD
from pipelang.rules.rule import Client, Finding, Plain, Rule, RuleWords

_BAD = f"""{HEAD}
role head "РОП"

pipeline sales "Продажи" {{
  kind sales
  stage request "Заявка получена"
  won "Оплата получена"
  lost "Отказ" {{ reason price "Дорого"  reason later "Отложил покупку" }}
}}
"""

RULE = Rule(
    code="R303",
    name="lost-without-review",
    severity="warning",
    en=RuleWords(
        "nobody looks at the deals in “{name}”",
        "A manager can be rid of any tiresome request in one click: requests that advertising was paid for are written "
        "off, and the reasons are made up.",
        "name who looks at each refusal, and how soon: `review by head within 1d`",
        "When the deals are lost by time alone and the owner of the business sells himself. Production, delivery, "
        "claims and warming are left alone.",
        "name who looks at each refusal, and how soon: `review by {suggestion} within 1d`",
    ),
    ru=RuleWords(
        "сделки в «{name}» никто не проверяет",
        "От неудобной заявки можно избавиться одним кликом: заявки, за которые заплачено рекламе, списывают, а причины "
        "отказа выдумывают.",
        "назовите, кто и как быстро смотрит каждый отказ: `review by head within 1d`",
        "Когда сделки закрываются только по сроку, а продаёт сам владелец. Производство, доставку, рекламации и утепление "
        "правило не трогает.",
        "назовите, кто и как быстро смотрит каждый отказ: `review by {suggestion} within 1d`",
    ),
    bad=_BAD,
    good=_BAD.replace('"Отложил покупку" }', '"Отложил покупку"  review by head within 1d }'),
    source="S1",
    first_version="info",
    client=Client(
        "requests",
        Plain(
            "Nobody looks at refusals",
            "Name who looks at each refusal and how soon, for example the head of sales within a day.",
            "When deals are lost by time alone and the owner of the business sells himself.",
            good="Refusals are looked at: a request cannot be got rid of in one click.",
        ),
        Plain(
            "Отказы никто не проверяет",
            "Назовите, кто и как быстро смотрит каждый отказ: например, руководитель отдела продаж в течение дня.",
            "Когда сделки закрываются только по сроку, а продаёт сам владелец.",
            good="Отказы проверяют: от заявки не избавиться одним кликом.",
        ),
    ),
)

#: Where a request costs money and a person decides that it is lost.
_DECIDED = frozenset({"qualification", "telemarketing", "sales", "repeat"})
_LEADING = ("head", "rop", "boss", "chief", "director", "owner")


def check_pipeline(pipeline: Pipeline, view: View) -> Iterator[Finding]:
    if view.facts.kinds[pipeline.id] not in _DECIDED or any(map(_on_loss, pipeline.triggers)):
        return
    looked_at = [lost for lost in pipeline.lost if _is_reviewed(lost)]
    # The main refusals are looked at; a heap beside them (spam, duplicates) is the next place to hide a request in.
    severity: Severity | None = "info" if looked_at else None
    for lost in pipeline.lost:
        if lost not in looked_at:
            yield Finding(lost.at, lost.address, {"name": lost.name, "suggestion": _reviewer(view)}, severity=severity)


def _is_reviewed(lost: Lost) -> bool:
    if lost.review is not None or any(task.assignee for task in lost.tasks):
        return True
    return any(_tells(trigger) for trigger in lost.triggers)


def _on_loss(trigger: Trigger) -> bool:
    return trigger.event.kind == "lost" and _tells(trigger)


def _tells(trigger: Trigger) -> bool:
    """Whether somebody besides the deal's own manager gets to know."""
    return trigger.enabled and any(
        (isinstance(action, Notify) and action.role != "owner") or (isinstance(action, Task) and action.assignee)
        for action in trigger.actions
    )


def _reviewer(view: View) -> str:
    """The role that already reviews elsewhere, else one that is called so."""
    program = view.program
    reviews = (lost.review for pipeline in program.pipelines for lost in pipeline.lost)
    found = next((review.role for review in reviews if review), None)
    return found or next((role.id for role in program.roles if role.id in _LEADING), "")
