"""Screens of amoCRM where people do what no API does, in the order a person walks them."""

from __future__ import annotations

from pipelang.deploy.resources import Screen

#: The way is as amoCRM's documentation tells it where it does; names of menu items move between releases.
SCREENS: tuple[Screen, ...] = (
    Screen(
        "general",
        {"en": "General settings", "ru": "Общие настройки"},
        {"en": "Settings → General settings", "ru": "Настройки → Общие настройки"},
    ),
    Screen(
        "billing",
        {"en": "Billing", "ru": "Счёт и оплата"},
        {"en": "Settings → Billing", "ru": "Настройки → Счёт и оплата"},
        {"en": "Before fields are created by API.", "ru": "До создания полей через API."},
    ),
    Screen(
        "market",
        {"en": "Integrations", "ru": "Интеграции"},
        {"en": "Settings → Integrations (amoMarket)", "ru": "Настройки → Интеграции (amoМаркет)"},
    ),
    Screen(
        "task_types",
        {"en": "Task types", "ru": "Типы задач"},
        {"en": "Tasks → settings of task types", "ru": "Задачи → настройка типов задач"},
        {
            "en": "Before triggers: they choose a type from this list.",
            "ru": "До триггеров: тип выбирают из этого списка.",
        },
    ),
    Screen(
        "loss_reasons",
        {"en": "Loss reasons", "ru": "Причины отказа"},
        {"en": "Deals → Set up → column of closed deals", "ru": "Сделки → Настроить → колонка закрытых сделок"},
    ),
    Screen(
        "mail",
        {"en": "Letter templates", "ru": "Шаблоны писем"},
        {"en": "Mail → Templates", "ru": "Почта → Шаблоны"},
    ),
    Screen(
        "salesbot",
        {"en": "Salesbot", "ru": "Salesbot"},
        {
            "en": "Settings → Chats and messengers → Salesbot list → create or import",
            "ru": "Настройки → Чаты и мессенджеры → Список Salesbot → Создать нового бота или импортировать",
        },
        {"en": "Before triggers: they run these bots.", "ru": "До триггеров: они запускают этих ботов."},
    ),
    Screen(
        "documents",
        {"en": "Document templates", "ru": "Шаблоны документов"},
        {"en": "Settings of the document widget", "ru": "Настройки виджета документов"},
    ),
    Screen(
        "sources",
        {"en": "Sources of deals", "ru": "Источники сделок"},
        {
            "en": "Deals → choose the pipeline → Set up → left column",
            "ru": "Сделки → выберите воронку → Настроить → левая колонка",
        },
    ),
    Screen(
        "board",
        {"en": "Digital pipeline", "ru": "Цифровая воронка"},
        {
            "en": "Deals → choose the pipeline → Set up (top right) → the stage → Add trigger",
            "ru": "Сделки → выберите воронку → Настроить (вверху справа) → этап → Добавить триггер",
        },
        {
            "en": "Press “Save” before leaving. Deals that are on a stage already are not touched by new triggers.",
            "ru": "Перед уходом нажмите «Сохранить». На сделки, которые уже стоят на этапе, новые триггеры не действуют.",
        },
    ),
    Screen(
        "users",
        {"en": "Users", "ru": "Пользователи"},
        {"en": "Settings → Users", "ru": "Настройки → Пользователи"},
    ),
)
