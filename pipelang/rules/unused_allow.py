"""unused-allow. Source: what follows from exceptions: one that nobody needs any more hides the next mistake.

It has no check of its own: the engine knows, when all other rules have run, which exceptions were needed. Everything else is as
with any rule: levels, profiles, words, a page.
"""

from __future__ import annotations

from pipelang.rules.rule import Rule, RuleWords

_BAD = """crm "Окна" {
  locale ru
}

pipeline sales "Продажи" {
  kind sales
  stage request "Заявка получена"
  stage offer "КП отправлено" { allow sump-stage "Клиент просил оставить" }
  won "Оплата получена"
  lost "Отказ" { reason price "Дорого" }
}
"""

RULE = Rule(
    code="R901",
    name="unused-allow",
    severity="warning",
    en=RuleWords(
        "`allow {rule}` allows nothing any more",
        "The next mistake of its kind will pass unseen here: somebody has excused it in advance.",
        "remove the line",
        "While the mistake comes and goes: the stage is being renamed, or the exception waits for another branch.",
    ),
    ru=RuleWords(
        "`allow {rule}` больше ничего не разрешает",
        "Следующая ошибка того же рода пройдёт здесь незамеченной: её простили заранее.",
        "уберите эту строку",
        "Пока ошибка то появляется, то исчезает: этап переименовывают или исключение ждёт другой ветки.",
    ),
    bad=_BAD,
    good=_BAD.replace(' { allow sump-stage "Клиент просил оставить" }', ""),
    source="the model",
    strict="warning",
    fix="safe",
)
