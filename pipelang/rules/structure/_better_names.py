"""Names to propose: for a bare noun, and for the stage that lies ahead where a deal is sent back.

Proposals are in the language of the name they replace. Where none is certain there is none.
"""

from __future__ import annotations

import re

from pipelang.rules.judged import Side

#: What a bare noun is about -> what has happened, what is going on. The first that matches the beginning of a word wins.
_NOUNS: tuple[tuple[str, str, str], ...] = (
    (r"предоплат|аванс", "Предоплата получена", "Ждём предоплату"),
    (r"оплат|платеж|рассрочк", "Оплата получена", "Ждём оплату"),
    (r"кп\b|ткп\b|коммерческ|предложен|оффер", "КП отправлено", "Готовим КП"),
    (r"договор|контракт", "Договор подписан", "Согласовываем договор"),
    (r"счет", "Счёт выставлен", "Выставляем счёт"),
    (r"смет", "Смета отправлена", "Считаем смету"),
    (r"замер", "Замер сделан", "Ждём замера"),
    (r"выезд|визит", "Выезд состоялся", "Ждём выезда"),
    (r"встреч", "Встреча проведена", "Ждём встречи"),
    (r"презентац", "Презентация проведена", "Готовим презентацию"),
    (r"показ", "Показ проведён", "Ждём показа"),
    (r"консультац", "Консультация проведена", "Консультируем"),
    (r"первичн|перв\w+ контакт|контакт", "Связь с клиентом установлена", "Связываемся с клиентом"),
    (r"звонок|разговор", "Разговор состоялся", "Связываемся с клиентом"),
    (r"документ", "Документы получены", "Собираем документы"),
    (r"макет", "Макет согласован", "Согласовываем макет"),
    (r"эскиз", "Эскиз согласован", "Согласовываем эскиз"),
    (r"проект", "Проект согласован", "Согласовываем проект"),
    (r"отгрузк", "Товар отгружен", "Готовим отгрузку"),
    (r"доставк", "Заказ доставлен", "Доставляем заказ"),
    (r"монтаж|установк", "Монтаж выполнен", "Идёт монтаж"),
    (r"бронь", "Бронь подтверждена", "Ждём подтверждения брони"),
    (r"deposit|prepayment", "Deposit received", "Awaiting deposit"),
    (r"payment", "Payment received", "Awaiting payment"),
    (r"proposal|offer|quot|price", "Proposal sent", "Proposal in preparation"),
    (r"contract|agreement", "Contract signed", "Contract in approval"),
    (r"invoice", "Invoice sent", "Invoice in preparation"),
    (r"estimate", "Estimate sent", "Estimate in preparation"),
    (r"demo", "Demo held", "Demo in preparation"),
    (r"presentation", "Presentation held", "Presentation in preparation"),
    (r"meeting", "Meeting held", "Awaiting the meeting"),
    (r"(?:site )?visit", "Site visited", "Awaiting the visit"),
    (r"call|contact|conversation", "Contact made", "Contact in progress"),
    (r"trial|pilot", "Trial completed", "Trial in progress"),
)

#: What a client comments on -> «комментарии к чему».
_PAPERS: tuple[tuple[str, str], ...] = (
    (r"кп\b|ткп\b|коммерческ|предложен", "КП"),
    (r"договор|контракт", "договору"),
    (r"счет", "счёту"),
    (r"смет", "смете"),
    (r"расчет|просчет", "расчёту"),
    (r"макет", "макету"),
    (r"эскиз", "эскизу"),
    (r"дизайн", "дизайну"),
    (r"чертеж", "чертежу"),
    (r"проект", "проекту"),
    (r"proposal|offer|quot", "proposal"),
    (r"contract|agreement", "contract"),
    (r"invoice", "invoice"),
    (r"estimate", "estimate"),
    (r"design|layout|mock-?up|draft", "design"),
)
#: What is put off or done again -> what has happened, what is going on.
_AGAIN: tuple[tuple[str, str, str], ...] = (
    (r"встреч|визит|шоу-?рум|показ|презентац|демо|созвон", "Встреча перенесена", "Переносим встречу"),
    (r"замер|выезд", "Замер перенесён", "Переносим замер"),
    (r"отгру|достав|монтаж|установ", "Новая дата согласована", "Согласовываем новую дату"),
    (r"оплат|аванс", "Новый срок оплаты согласован", "Согласовываем новый срок оплаты"),
    (r"заказ|издели|сборк", "Замечания к заказу получены", "Дорабатываем заказ"),
    (r"meeting|visit|viewing|demo|call|presentation", "Meeting rescheduled", "Agreeing on a new date"),
    (r"deliver|shipment|shipp|install", "Another date agreed", "Agreeing on a new date"),
    (r"order|assembl", "Remarks on the order received", "Order in rework"),
)
_CYRILLIC = "[А-яЁё]"


def better_name(name: str, side: Side) -> str:
    """A name that cannot be misread, for a stage called by a bare noun; empty when there is no certain one."""
    return _pick(_NOUNS, name, side)


def forward_name(name: str, side: Side) -> str:
    """What to call the stage that a deal goes on to, after `name`, where the client has answered and work starts again."""
    if again := _pick(_AGAIN, name, side):
        return again
    paper = next((paper for words, paper in _PAPERS if _begins(words, name)), "")
    if re.search(_CYRILLIC, name):
        return _commented_ru(paper, side)
    return _commented_en(paper, side)


def _commented_ru(paper: str, side: Side) -> str:
    if side == "process":
        return f"Учитываем комментарии к {paper}" if paper else "Учитываем комментарии клиента"
    return f"Комментарии к {paper} получены" if paper else "Комментарии от клиента получены"


def _commented_en(paper: str, side: Side) -> str:
    if side == "process":
        return f"{paper.capitalize()} in revision" if paper else "Working in the client's comments"
    return f"Comments on the {paper} received" if paper else "Client's comments received"


def _pick(table: tuple[tuple[str, str, str], ...], name: str, side: Side) -> str:
    for words, fact, work in table:
        if _begins(words, name):
            return fact if side == "conversion" else work
    return ""


def _begins(words: str, name: str) -> bool:
    return re.search(rf"(?<!\w)(?:{words})", name.casefold().replace("ё", "е")) is not None
