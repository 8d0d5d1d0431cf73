"""What amoCRM makes of each concept of the language, and the numbers that specs must keep; `pipelang targets` shows them."""

from __future__ import annotations

from pipelang.deploy.target import Capability, Limit, Served

from .facts import (
    CLIENT,
    DOCS_FIELDS,
    DOCS_PIPELINES,
    DOCS_SALESBOT,
    DOCS_SUBJECT,
    DOCS_TAGS,
    DOCS_TASKS,
    DOCS_TRIGGERS,
    DOCS_USERS,
    DOCS_WEBHOOKS,
    MAX_HINT,
    MAX_PIPELINES,
    MAX_STAGES,
    MAX_WEBHOOKS,
)

_NONE = "no such method in the documentation or in public clients"


def _can(concept: str, served: Served, en: str, ru: str, source: str, sure: bool = True) -> Capability:
    return Capability(concept, served, {"en": en, "ru": ru}, source, sure)


CAPABILITIES: tuple[Capability, ...] = (
    _can(
        "crm",
        "manual",
        "time zone, currency and hours are set on a screen",
        "часовой пояс, валюта и часы задаются в настройках",
        _NONE,
    ),
    _can(
        "role",
        "api",
        "a role with its rights; users get it by hand",
        "роль с правами; пользователям её выдают руками",
        DOCS_USERS,
    ),
    _can("access", "api", "rights on deals and on single stages", "права на сделки и на отдельные этапы", DOCS_USERS),
    _can(
        "product",
        "text",
        "told in documents: pipelines know no products",
        "только в документах: воронки товаров не знают",
        _NONE,
    ),
    _can("service", "manual", "installed from the marketplace", "устанавливается из amoМаркета", _NONE),
    _can("channel", "manual", "connected at the left of the board", "подключается слева от доски", _NONE),
    _can(
        "field",
        "api",
        "custom fields with codes, groups and options",
        "поля с кодами, группами и вариантами",
        DOCS_FIELDS,
    ),
    _can(
        "field money",
        "api",
        "monetary with “Супер-поля”, else a number",
        "денежное с «Супер-полями», иначе число",
        DOCS_FIELDS,
    ),
    _can(
        "field phone, email",
        "api",
        "the system fields of contacts and companies",
        "системные поля контактов и компаний",
        DOCS_FIELDS,
        False,
    ),
    _can(
        "field user, link",
        "api",
        "a text or a link: there is no such type",
        "строка или ссылка: такого типа нет",
        DOCS_FIELDS,
    ),
    _can(
        "number range",
        "text",
        "told in documents: the field takes any number",
        "только в документах: поле примет любое число",
        DOCS_FIELDS,
    ),
    _can(
        "message",
        "manual",
        "a bot or a letter template, text to paste",
        "бот или шаблон письма, текст для вставки",
        DOCS_SALESBOT,
    ),
    _can("document", "manual", "a template of the document widget", "шаблон в виджете документов", _NONE),
    _can("pipeline", "api", "with its stages in one call", "вместе с этапами одним вызовом", DOCS_PIPELINES),
    _can(
        "pipeline of lead",
        "api",
        "an ordinary pipeline: leads are deals here",
        "обычная воронка: лиды здесь — сделки",
        DOCS_SUBJECT,
    ),
    _can("kind, style", "text", "told in documents", "только в документах", _NONE),
    _can("stage", "api", "name, colour, order", "название, цвет, порядок", DOCS_PIPELINES),
    _can("key stage", "text", "told in the playbook", "только в плейбуке", _NONE),
    _can("won", "api", "the name of stage 142", "название этапа 142", DOCS_PIPELINES),
    _can(
        "lost",
        "api",
        "all losses are stage 143, told apart by reasons",
        "все отказы — этап 143, различаются причинами",
        DOCS_PIPELINES,
    ),
    _can(
        "reason",
        "api",
        "the account's list; writing is not documented",
        "список аккаунта; запись не документирована",
        CLIENT,
        False,
    ),
    _can(
        "hint, goal, checklist",
        "api",
        "in the hint of the stage, by level",
        "в подсказке этапа, по уровням",
        DOCS_PIPELINES,
    ),
    _can("objection, norm", "text", "told in the playbook", "только в плейбуке", _NONE),
    _can(
        "require",
        "api",
        "required fields of the stage and of later ones",
        "обязательные поля этапа и следующих",
        DOCS_FIELDS,
    ),
    _can(
        "require if",
        "manual",
        "a task that reminds: conditions are not held",
        "задача-напоминание: условия не проверяются",
        _NONE,
    ),
    _can("no skip", "manual", "an add-on, and a line in the hint", "виджет и строка в подсказке", _NONE),
    _can(
        "owner",
        "manual",
        "a trigger that changes the responsible",
        "триггер «сменить ответственного»",
        DOCS_TRIGGERS,
        False,
    ),
    _can(
        "sla",
        "manual",
        "a task in time, a delayed trigger on overdue",
        "задача в срок, триггер с задержкой на просрочку",
        DOCS_TRIGGERS,
    ),
    _can("task", "manual", "a trigger that adds a task", "триггер «поставить задачу»", DOCS_TRIGGERS),
    _can(
        "task required",
        "text",
        "said in the task: the deal is not held back",
        "сказано в задаче: сделку это не удержит",
        _NONE,
    ),
    _can(
        "task type",
        "manual",
        "call and meeting are there, others are created",
        "звонок и встреча есть, другие создаются руками",
        DOCS_TASKS,
    ),
    _can(
        "trigger",
        "manual",
        "a card on the board for each action",
        "карточка на доске на каждое действие",
        DOCS_TRIGGERS,
    ),
    _can(
        "send",
        "manual",
        "a trigger that runs a bot or sends a letter",
        "триггер запускает бота или шлёт письмо",
        DOCS_SALESBOT,
    ),
    _can(
        "webhook",
        "manual",
        "a trigger; a subscription if it is on every stage",
        "триггер; подписка, если он на всех этапах",
        DOCS_WEBHOOKS,
    ),
    _can("start process", "manual", "a task: amoCRM runs no processes", "задача: бизнес-процессов в amoCRM нет", _NONE),
    _can(
        "tunnel copy",
        "manual",
        "a trigger that creates a deal, or a bot",
        "триггер «создать сделку» или бот",
        DOCS_SALESBOT,
        False,
    ),
    _can(
        "tunnel move, convert",
        "manual",
        "a trigger that changes the stage",
        "триггер «сменить этап»",
        DOCS_TRIGGERS,
        False,
    ),
    _can("review", "manual", "a task on the stage of lost deals", "задача на этапе отказов", DOCS_TRIGGERS),
    _can("tag", "api", "the dictionary of tags of deals", "справочник тегов сделок", DOCS_TAGS),
)


def _limit(key: str, value: int, en: str, ru: str, source: str) -> Limit:
    return Limit(key, value, {"en": en, "ru": ru}, source)


LIMITS: tuple[Limit, ...] = (
    _limit("pipelines", MAX_PIPELINES, "pipelines of an account", "воронок в аккаунте", DOCS_PIPELINES),
    _limit(
        "stages",
        MAX_STAGES,
        "stages of a pipeline, the three system ones too",
        "этапов в воронке, с тремя системными",
        DOCS_PIPELINES,
    ),
    _limit(
        "hints", 3, "hints of a stage, one for each level", "подсказок на этапе, по одной на уровень", DOCS_PIPELINES
    ),
    _limit("hint length", MAX_HINT, "characters of a hint", "знаков в подсказке", DOCS_PIPELINES),
    _limit("webhooks", MAX_WEBHOOKS, "webhooks of an account", "вебхуков в аккаунте", DOCS_WEBHOOKS),
    _limit("catalogs", 10, "lists of an account", "списков в аккаунте", "ru:crm_platform/catalogs-api"),
    _limit("bot size", 65536, "bytes of a bot's script", "байт в сценарии бота", DOCS_SALESBOT),
    _limit("requests", 7, "calls a second", "запросов в секунду", "en:limitations, ru:crm_platform/error-codes"),
)
