"""What Bitrix24 makes of each concept of the language, and its numbers. `sure` is false for what no live account has shown."""

from __future__ import annotations

from pipelang.deploy.target import Capability, Limit, Served

from . import facts


def _can(concept: str, served: Served, en: str, ru: str, source: str, sure: bool = True) -> Capability:
    return Capability(concept, served, {"en": en, "ru": ru}, source, sure)


def _limit(key: str, value: int, en: str, ru: str, source: str) -> Limit:
    return Limit(key, value, {"en": en, "ru": ru}, source)


CAPABILITIES = (
    _can(
        "pipeline", "api", "a pipeline of deals; `id 0` takes the default one",
        "воронка сделок; `id 0` берёт воронку по умолчанию", facts.API_CATEGORY,
    ),
    _can(
        "pipeline of lead", "api", "stages of the one funnel of leads", "стадии единственной воронки лидов",
        facts.API_STATUS,
    ),
    _can("stage", "api", "a stage; the first becomes NEW", "стадия; первая становится NEW", facts.API_STATUS),
    _can("won", "api", "the one success stage, renamed", "единственная успешная стадия, переименованная", facts.SRC_ORDER),
    _can("lost", "api", "a failure stage each", "по стадии провала на каждый исход", facts.API_STATUS),
    _can(
        "reason", "api", "option of a list “Loss reason” of the pipeline, required on its failures",
        "вариант списка «Причина отказа» этой воронки, обязательного на стадиях провала", facts.API_FIELDS,
    ),
    _can("field", "api", "user field; phones and e-mails of clients are there already",
         "пользовательское поле; телефон и e-mail клиента уже есть", facts.API_FIELDS),
    _can("field range", "manual", "bounds in the settings of the field", "границы в настройках поля", facts.SRC_FIELDS, False),
    _can("field group", "api", "section of the card", "раздел карточки", facts.API_CARD, False),
    _can("channel", "api", "an item of the sources; connecting is by hand",
         "значение справочника источников; подключение — вручную", facts.API_STATUS),
    _can("product", "api", "an item of the types of deals", "значение справочника типов сделок", facts.SRC_STATUS, False),
    _can("require", "manual", "required by stage, in the card", "обязательность по стадиям, в карточке", facts.HELP_REQUIRED),
    _can("require if", "manual", "only a reminder by a robot", "только напоминание роботом", facts.HELP_REQUIRED),
    _can("owner", "manual", "robot on the stage where the role changes", "робот на стадии, где меняется роль", facts.HELP_OWNER),
    _can("task", "manual", "robot: call, meeting, to-do or task", "робот: звонок, встреча, дело или задача", facts.HELP_ROBOTS),
    _can("task required", "text", "nothing holds an item on a stage for an open task",
         "из-за открытой задачи со стадии не задержать", facts.HELP_ROBOTS),
    _can("checklist", "manual", "checklist of a task that a robot sets", "чек-лист задачи, которую ставит робот",
         facts.HELP_ROBOTS),
    _can("trigger", "manual", "robots on stages, triggers on the stages they lead to",
         "роботы на стадиях, триггеры на тех стадиях, куда переводят", facts.HELP_TRIGGERS),
    _can("on leave", "manual", "no such event: robots on all later stages", "такого события нет: роботы на следующих стадиях",
         facts.SRC_ROBOTS),
    _can("on change", "manual", "a trigger if it moves, else a workflow", "триггер, если переводит, иначе бизнес-процесс",
         facts.HELP_TRIGGERS),
    _can("on schedule", "manual", "an app or a smart scenario", "приложение или умный сценарий", facts.SRC_ROBOTS, False),
    _can("tag", "api", "option of a list “Tags”: items have no tags", "вариант списка «Теги»: своих тегов нет", facts.API_FIELDS),
    _can("tunnel", "manual", "tunnel: a robot that copies or moves", "туннель: робот копирует или переносит", facts.SRC_TUNNELS),
    _can("tunnel convert", "manual", "robot on the stage of the lead", "робот на стадии лида", facts.SRC_TUNNELS),
    _can("access", "manual", "roles by pipeline and stage", "роли по воронкам и стадиям", facts.SRC_RIGHTS),
    _can("no skip", "manual", "right to move between stages", "право на перемещение между стадиями", facts.SRC_RIGHTS, False),
    _can("role", "manual", "a role of the CRM and its people", "роль CRM и её люди", facts.SRC_RIGHTS),
    _can("review", "manual", "task by a robot on the failure", "задача роботом на стадии провала", facts.HELP_ROBOTS),
    _can("message", "manual", "text of the robots that send it", "текст роботов, которые его шлют", facts.HELP_ROBOTS),
    _can("document", "manual", "template to upload", "шаблон, который нужно загрузить", facts.HELP_ROBOTS),
    _can("service", "manual", "app of the market", "приложение из Маркета", facts.HELP_ROBOTS),
    _can("sla", "manual", "delay of the robots that answer it; without them only a rule",
         "задержка роботов, которые на него отвечают; без них — только правило", facts.SRC_ROBOTS),
    _can("hint", "text", "stages have no hints", "подсказок у стадий нет", facts.API_STATUS),
    _can("objection", "text", "only in the playbook", "только в памятке", facts.API_STATUS),
    _can("norm", "text", "only in the playbook", "только в памятке", facts.API_STATUS),
)  # fmt: skip

LIMITS = (
    _limit("pipeline name", facts.PIPELINE_NAME_LENGTH, "characters", "символов", facts.API_CATEGORY),
    _limit("stage name", facts.STAGE_NAME_LENGTH, "characters", "символов", facts.API_STATUS),
    _limit(
        "stage id", facts.STAGE_ID_LENGTH, "characters of the own part, safe up to a four-digit pipeline id",
        "символов собственной части, с запасом до четырёхзначного id воронки", facts.SRC_STATUS,
    ),
    _limit("dictionary id", facts.ITEM_ID_LENGTH, "characters", "символов", facts.SRC_STATUS),
    _limit("field code", facts.FIELD_NAME_LENGTH, "characters after UF_CRM_", "символов после UF_CRM_", facts.API_FIELDS),
    _limit("field label", facts.FIELD_LABEL_LENGTH, "characters", "символов", "main: columns of labels, not documented"),
    _limit("list option", facts.OPTION_LENGTH, "characters", "символов", "main: column of options, not documented"),
    _limit("user fields", facts.MAX_FIELDS, "of an entity", "на сущность", facts.API_FIELDS),
    _limit("pipelines of leads", 1, "there is one funnel of leads", "воронка лидов одна", facts.API_CATEGORY),
    _limit("success stages", 1, "in a pipeline", "на воронку", facts.SRC_ORDER),
)  # fmt: skip
