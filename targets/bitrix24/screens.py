"""The screens of Bitrix24 that the checklist walks through, in the order of the walk."""

from __future__ import annotations

from pipelang.deploy.resources import Screen

SCREENS = (
    Screen(
        "mode",
        {"en": "CRM mode", "ru": "Режим CRM"},
        {"en": "CRM → Settings (gear) → CRM mode", "ru": "CRM → Настройки (шестерёнка) → Режим CRM"},
        {"en": "Only for the administrator.", "ru": "Только для администратора."},
    ),
    Screen(
        "settings",
        {"en": "Settings of the portal", "ru": "Настройки портала"},
        {
            "en": "Menu → Settings; currencies: CRM → Settings → Currencies",
            "ru": "Меню → Настройки; валюты: CRM → Настройки → Валюты",
        },
    ),
    Screen(
        "market",
        {"en": "Market", "ru": "Маркет"},
        {"en": "Menu → Market → the app by name", "ru": "Меню → Маркет → приложение по названию"},
    ),
    Screen(
        "contact_center",
        {"en": "Contact centre", "ru": "Контакт-центр"},
        {"en": "Menu → Contact center", "ru": "Меню → Контакт-центр"},
    ),
    Screen(
        "fields",
        {"en": "User fields", "ru": "Пользовательские поля"},
        {
            "en": "CRM → Settings → Forms and reports → Custom fields",
            "ru": "CRM → Настройки → Настройки форм и отчётов → Пользовательские поля",
        },
        {
            "en": "If the settings of the field do not have the bounds, leave it to the guide.",
            "ru": "Если границ в настройках поля нет, остаётся правило в памятке.",
        },
    ),
    Screen(
        "documents",
        {"en": "Document templates", "ru": "Шаблоны документов"},
        {
            "en": "Any deal → Document → Add new template",
            "ru": "Любая сделка → Документ → Добавить новый шаблон",
        },
    ),
    Screen(
        "card",
        {"en": "Card: required fields", "ru": "Карточка: обязательные поля"},
        {
            "en": "Any item of the pipeline → hover over the field → gear → Configure → Mandatory by stage → the stages",
            "ru": "Любой элемент воронки → наведите на поле → шестерёнка → Настроить → "
            "Обязательно на стадии → отметьте стадии",
        },
        {
            "en": "The setting holds for the pipeline of the open card only; rules by stage need a paid plan.",
            "ru": "Настройка действует только для воронки открытой карточки; правила по стадиям есть не на всех тарифах.",
        },
    ),
    Screen(
        "automation",
        {"en": "Automation rules and triggers", "ru": "Роботы и триггеры"},
        {
            "en": "CRM → Deals (or Leads) → the pipeline → Automation → column of the stage → +",
            "ru": "CRM → Сделки (или Лиды) → нужная воронка → Роботы → колонка стадии → +",
        },
        {
            "en": "Rules added later do not start for items that stand on the stage already.",
            "ru": "Робот, добавленный позже, не запустится для тех, кто уже стоит на стадии.",
        },
    ),
    Screen(
        "tunnels",
        {"en": "Pipelines and tunnels", "ru": "Воронки и туннели продаж"},
        {
            "en": "CRM → Deals → menu of pipelines → Pipelines and tunnels → drag from stage to stage",
            "ru": "CRM → Сделки → меню воронок → Туннели продаж → протяните стрелку от стадии к стадии",
        },
    ),
    Screen(
        "processes",
        {"en": "Workflows", "ru": "Бизнес-процессы"},
        {
            "en": "CRM → Settings → Automation → Workflows → the entity",
            "ru": "CRM → Настройки → Роботы и бизнес-процессы → Бизнес-процессы → нужная сущность",
        },
        {"en": "Workflows need a paid plan.", "ru": "Бизнес-процессы есть не на всех тарифах."},
    ),
    Screen(
        "rights",
        {"en": "CRM access permissions", "ru": "Права доступа к CRM"},
        {"en": "CRM → Settings → Access permissions", "ru": "CRM → Настройки → Права → Права доступа"},
        {
            "en": "Roles need a paid plan; there is no API for them.",
            "ru": "Роли есть не на всех тарифах; через API они не настраиваются.",
        },
    ),
)
ORDER = {screen.key: number for number, screen in enumerate(SCREENS)}
