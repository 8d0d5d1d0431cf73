"""How the conversion report of amoCRM counts deals."""

from __future__ import annotations

from pipelang.report.audit.conversion import Counting

COUNTING = Counting(
    note={
        "en": "A deal that is moved past stages is counted as passed on them too, so one that is put into a parking "
        "lot from any stage counts on all stages before it.",
        "ru": "Сделка, которую перенесли через этапы, засчитывается и на них: отложенная с любого этапа считается "
        "прошедшей все этапы до отстойника.",
    },
    source={
        "en": "a practitioner's article on how a parking lot ruins analytics (vc.ru); the vendor does not describe "
        "the arithmetic",
        "ru": "статья практика «Как „Отстойник“ рушит аналитику в отделе продаж» (vc.ru); сам вендор арифметику не "
        "описывает",
    },
    sure=False,
)
