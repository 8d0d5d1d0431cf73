"""What the generated specs say, as plain data: the same for every format and each time."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

Data = dict[str, Any]

CRM: Data = {
    "name": "Мебельная фабрика",
    "locale": "ru",
    "timezone": "Europe/Moscow",
    "currency": "RUB",
    "hours": ["mon-fri 09:00-19:00", "sat 10:00-16:00"],
}
ROLES: list[Data] = [
    {"id": "manager", "name": "Менеджер по продажам"},
    {"id": "head", "name": "РОП"},
    {"id": "accountant", "name": "Бухгалтер"},
]
CHANNELS: list[Data] = [
    {"id": "whatsapp", "kind": "messenger", "name": "WhatsApp"},
    {"id": "site", "kind": "form", "name": "Заявки с сайта"},
]
PHONE: Data = {"id": "phone_no", "entity": "contact", "type": "phone", "name": "Телефон"}

_STOP = "Не хотите сообщений — ответьте «стоп»."
THANKS: Data = {
    "id": "thanks",
    "by": "whatsapp",
    "text": f"Спасибо за заявку! {{owner.name}} позвонит в рабочее время. {_STOP}",
}

_CITIES = ("Москва", "Казань", "Тверь", "Пермь", "Омск", "Самара", "Уфа")
_LATER = frozenset({"goal", "norm", "objection", "checklist", "react"})
#: What a first version leaves for later.
_ALLOWED = [{"rule": "sales-without-warming", "why": "Рассылки подключим, когда воронка поработает месяц"}]
#: Days after which those who put off their decision hear of us again.
_TOUCHES = (3, 14, 30, 60, 90, 120)
_GOALS = ("Клиент приедет в шоу-рум", "Клиент согласует эскиз", "Клиент назовёт бюджет", "Клиент выберет материал")


def content(pipelines: int) -> Data:
    """A client with so many sales pipelines of six stages each, and one of warming that all of them feed."""
    numbers = range(1, pipelines + 1)
    return {
        "crm": CRM,
        "roles": ROLES,
        "channels": CHANNELS,
        "fields": [PHONE, *(field for number in numbers for field in _fields(number))],
        "messages": [*(_message(number) for number in numbers), THANKS, *map(_touch, _TOUCHES)],
        "pipelines": [*(_pipeline(number, pipelines) for number in numbers), _warming()],
    }


def short() -> Data:
    """A first version of a funnel: three stages, few words for people, nothing for those who put off their decision."""
    data = content(1)
    pipeline = data["pipelines"][0]
    lost = {key: said for key, said in pipeline["lost"].items() if key in ("name", "reasons", "review")}
    whole = {
        **pipeline,
        "allow": _ALLOWED,
        "triggers": [],
        "stages": [_first_version(make(1)) for make in (_request, _talk, _visit)],
        "lost": lost,
    }
    fields = [field for field in data["fields"] if field["id"] in ("phone_no", "budget_1")]
    return {
        **data,
        "roles": ROLES[:2],
        "channels": CHANNELS[1:],
        "fields": fields,
        "messages": [],
        "pipelines": [whole],
    }


def edited(data: Data) -> Data:
    """The content after a month of work: in each sales pipeline something that a reviewer has to be told."""
    changed = deepcopy(data)
    for number, pipeline in enumerate(changed["pipelines"][:-1], start=1):
        stages = {stage["id"]: stage for stage in pipeline["stages"]}
        if number % 3 == 0:
            pipeline["stages"].remove(stages["talk"])
        elif number % 3 == 1:
            stages["offer"].update(stay="5d", require={"fields": [f"next_buy_{number}"]})
        else:
            stages["visit"].update(name="Побывал в шоу-руме", hint="Показываем два материала, не больше.")
    return changed


def _first_version(stage: Data) -> Data:
    short = {key: said for key, said in stage.items() if key not in _LATER}
    short["hint"] = stage["hint"].partition("\n")[0]
    short["triggers"] = [
        trigger for trigger in stage["triggers"] if not _writes(trigger) and "condition" not in trigger
    ]
    if "require" in stage:
        short["require"] = {"fields": stage["require"]["fields"][:1]}
    return short


def _writes(trigger: Data) -> bool:
    return any("send" in action for action in trigger["do"])


def _fields(number: int) -> list[Data]:
    city = _CITIES[number % len(_CITIES)]
    return [
        {
            "id": f"budget_{number}",
            "entity": "deal",
            "type": "money",
            "name": f"Бюджет, {city} {number}",
            "group": "Коммерция",
        },
        {
            "id": f"interest_{number}",
            "entity": "deal",
            "type": "number",
            "range": [1, 10],
            "name": f"Интерес, {city} {number}",
        },
        {"id": f"next_buy_{number}", "entity": "deal", "type": "date", "name": f"Следующая покупка, {city} {number}"},
        {
            "id": f"shipping_{number}",
            "entity": "deal",
            "type": "choice",
            "name": f"Способ отгрузки, {city} {number}",
            "options": [{"id": "courier", "name": "Наша доставка"}, {"id": "pickup", "name": "Самовывоз"}],
        },
    ]


def _message(number: int) -> Data:
    text = f"{{contact.name}}, отправили предложение на {{deal.budget_{number}}}.\nКогда удобно обсудить?"
    return {"id": f"offer_sent_{number}", "by": "whatsapp", "text": text}


def _touch(days: int) -> Data:
    text = f"{{contact.first_name}}, прошло дней: {days}. {{owner.name}} покажет, что мы сделали за это время. {_STOP}"
    return {"id": f"touch_{days}", "by": "whatsapp", "text": text}


def _pipeline(number: int, count: int) -> Data:
    following = number % count + 1
    tunnel = {"to": f"sales_{following}.request", "carry": [f"budget_{number}", f"shipping_{number}"]}
    return {
        "id": f"sales_{number}",
        "name": f"Продажи, {_CITIES[number % len(_CITIES)]} {number}",
        "kind": "sales",
        "style": "conversion",
        **({"sources": ["site"], "main": True} if number == 1 else {}),
        "stages": [make(number) for make in _STAGES],
        "triggers": [_way_out({"tag": {"text": "не писать"}})],
        "won": {"name": "Оплата получена", **({"tunnel": tunnel} if following != number else {})},
        "lost": {
            "name": "Отказ",
            "reasons": [
                {"id": "price", "name": "Дорого"},
                {"id": "thinking", "name": "Отложил решение"},
                {"id": "no_answer", "name": "Перестал отвечать"},
            ],
            "require": {"fields": [f"next_buy_{number}"], "condition": "reason is thinking"},
            "review": {"by": "head", "within": "1d"},
            "tunnel": {"to": "warming.waiting", "condition": "reason is thinking", "carry": [f"next_buy_{number}"]},
        },
    }


def _way_out(then: Data) -> Data:
    return {"event": 'message by whatsapp matching "стоп"', "do": [{"unsubscribe": {"channel": "whatsapp"}}, then]}


def _warming() -> Data:
    touches = [
        {"event": "enter", "after": f"{days}d", "do": [{"send": {"message": f"touch_{days}"}}]} for days in _TOUCHES
    ]
    return {
        "id": "warming",
        "name": "Утепление",
        "kind": "warming",
        "style": "conversion",
        "stages": [
            {
                "id": "waiting",
                "name": "Решение отложено",
                "owner": "manager",
                "stay": "180d",
                "tasks": [{"kind": "todo", "text": "Проверить, что клиент подписан на сообщения", "due": "1d"}],
                "hint": "Сами не звоним: ждём ответа на сообщения.",
                "triggers": [*touches, _way_out(_lose("opted_out")), {"event": "overdue", "do": [_lose("silent")]}],
            }
        ],
        "won": {"name": "Вернулся к разговору", "tunnel": {"to": "sales_1.talk", "carry": []}},
        "lost": {
            "name": "Не вернулся",
            "reasons": [{"id": "opted_out", "name": "Попросил не писать"}, {"id": "silent", "name": "Молчал полгода"}],
            "review": {"by": "head", "within": "1w"},
        },
    }


def _request(number: int) -> Data:
    return {
        "id": "request",
        "name": "Заявка получена",
        "owner": "manager",
        "react": f"{5 + number % 4 * 5}m working",
        "stay": "2d",
        "require": {"fields": ["phone_no"]},
        "tasks": [{"kind": "call", "text": "Позвонить и назначить встречу", "due": "15m working"}],
        "goal": _GOALS[number % len(_GOALS)],
        "hint": "Цену по телефону не называем: приглашаем на встречу.\nВ конце разговора повторяем день и час.",
        "norm": {"share": f"{50 + number % 5 * 5}%", "within": "2d"},
        "triggers": [
            {"event": "enter", "do": [{"send": {"message": "thanks"}}]},
            {"event": "call missed", "do": [_task("call", "Перезвонить", "10m working")]},
            {"event": "overdue", "do": [_notify("head", "Заявка просрочена"), _lose("no_answer")]},
        ],
    }


def _talk(number: int) -> Data:
    return {
        "id": "talk",
        "name": "Потребность выявлена",
        "stay": "4d",
        "tasks": [{"kind": "call", "text": "Согласовать с {contact.name} день визита", "due": "1d"}],
        "goal": _GOALS[(number + 1) % len(_GOALS)],
        "hint": "Подтверждаем адрес и время.",
        "objection": {"title": "Нет времени ехать", "answer": "Предложите выезд дизайнера."},
        "norm": {"share": "60%", "within": "4d"},
        "triggers": [{"event": "overdue", "do": [_lose("no_answer")]}],
    }


def _visit(number: int) -> Data:
    hot = [{"tag": {"text": "горячий"}}, _notify("head", "Горячий клиент: {deal.name}")]
    return {
        "id": "visit",
        "name": "Посетил шоу-рум",
        "key": True,
        "stay": f"{4 + number % 3}d",
        "require": {"fields": [f"budget_{number}", f"interest_{number}"]},
        "checklist": ["Замеры сделаны", "Эскиз согласован"],
        "hint": "Показываем три материала, не больше.",
        "triggers": [
            {"event": "enter", "do": [{"close_tasks": {}}, _task("meeting", "Обсудить эскиз", "1d")]},
            {"event": f"change interest_{number}", "condition": f"interest_{number} >= {7 + number % 3}", "do": hot},
            {"event": "overdue", "do": [_lose("thinking")]},
        ],
    }


def _offer(number: int) -> Data:
    return {
        "id": "offer",
        "name": "Предложение отправлено",
        "stay": "7d",
        "hint": "Спрашиваем о решении, а не о письме.",
        "triggers": [
            {
                "event": "enter",
                "do": [
                    {"document": {"title": "Коммерческое предложение"}},
                    {"send": {"message": f"offer_sent_{number}"}},
                ],
            },
            {"event": "enter", "after": "3d", "do": [_task("call", "Спросить решение", "1d")]},
            {"event": "overdue", "do": [_lose("thinking")]},
        ],
    }


def _contract(number: int) -> Data:
    return {
        "id": "contract",
        "name": "Договор подписан",
        "stay": "5d",
        "require": {"fields": [f"shipping_{number}"]},
        "tasks": [{"kind": "todo", "text": "Передать договор в бухгалтерию", "due": "4h working"}],
        "hint": "Сверяем реквизиты до подписания.",
        "triggers": [
            {
                "event": "enter",
                "condition": f"shipping_{number} is courier and budget_{number} > {300 + number % 7 * 50}_000 RUB",
                "do": [_task("call", "Согласовать доставку", "1d")],
            },
            {"event": "overdue", "do": [_notify("owner", "Договор лежит без движения"), _lose("no_answer")]},
        ],
    }


def _invoice(number: int) -> Data:
    return {
        "id": "invoice",
        "name": "Счёт выставлен",
        "owner": "accountant",
        "stay": "3d",
        "tasks": [{"kind": "todo", "text": "Проверить оплату", "due": "2d"}],
        "hint": "Напоминаем об оплате за день до срока.",
        "triggers": [
            {"event": "payment", "do": [{"win": {}}]},
            {"event": "overdue", "do": [_notify("manager", "Счёт не оплачен"), _lose("no_answer")]},
        ],
    }


def _task(kind: str, text: str, due: str) -> Data:
    return {"task": {"kind": kind, "text": text, "due": due}}


def _notify(role: str, text: str) -> Data:
    return {"notify": {"role": role, "text": text}}


def _lose(reason: str) -> Data:
    return {"lose": {"reason": reason}}


_STAGES = (_request, _talk, _visit, _offer, _contract, _invoice)
