"""How the conversion report of Bitrix24 counts deals."""

from __future__ import annotations

from pipelang.report.audit.conversion import Counting

COUNTING = Counting(
    note={
        "en": "The pipeline report adds to each stage the deals of all later ones up to the won one (the view that "
        "sums up is the usual one); lost deals are counted on no stage, only in the total.",
        "ru": "Отчёт «Воронка продаж» прибавляет к каждой стадии сделки всех следующих до успешной (вид с "
        "накоплением включён по умолчанию); проигранные не считаются ни на одной стадии, только в общем числе.",
    },
    source={
        "en": "the vendor's page on the component crm.deal.funnel, DISABLE_COMPENSATION (dev.1c-bitrix.ru), and its "
        "code in the boxed edition; the cloud's report was not checked",
        "ru": "страница вендора о компоненте crm.deal.funnel, DISABLE_COMPENSATION (dev.1c-bitrix.ru), и его код в "
        "коробочной версии; отчёт в облаке не проверен",
    },
    sure=False,
)
