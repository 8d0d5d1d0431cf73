"""Fixed phrases of the checklist, English and Russian side by side. Stages are called what Bitrix24 calls them: «стадии».

Names of robots and screens are those of the vendor's help; they vary a little from version to version.
"""

from __future__ import annotations

from pipelang.words import Phrase

PHRASES: dict[str, Phrase] = {
    # What is created without a name in the spec
    "b.loss reason": Phrase("Loss reason", "Причина отказа"),
    "b.tags": Phrase("Tags", "Теги"),
    "b.deal type": Phrase("Deal type", "Тип сделки"),
    "b.card.deal": Phrase("About the deal", "О сделке"),
    "b.card.lead": Phrase("About the lead", "О лиде"),
    "b.card.contact": Phrase("About the contact", "О контакте"),
    "b.card.company": Phrase("About the company", "О компании"),
    "b.card.more": Phrase("More", "Дополнительно"),
    "b.card.products": Phrase("Products", "Товары"),
    # Labels of details
    "b.row.robot": Phrase("Automation rule", "Робот"),
    "b.row.trigger": Phrase("Trigger", "Триггер"),
    "b.row.what": Phrase("What it does", "Что сделать"),
    "b.row.when": Phrase("When", "Когда"),
    "b.row.condition": Phrase("Condition", "Условие"),
    "b.row.looks at": Phrase("Fields of the condition", "Поля условия"),
    "b.row.order": Phrase("Order on the stage", "Порядок на стадии"),
    "b.row.start": Phrase("Start", "Запуск"),
    "b.row.state": Phrase("State", "Состояние"),
    "b.row.to": Phrase("To", "Кому"),
    "b.row.responsible": Phrase("Responsible", "Ответственный"),
    "b.row.subject": Phrase("Subject", "Тема"),
    "b.row.due": Phrase("Deadline", "Срок"),
    "b.row.required": Phrase("Required", "Обязательная"),
    "b.row.field": Phrase("Field", "Поле"),
    "b.row.code": Phrase("Field code", "Код поля"),
    "b.row.value": Phrase("Value", "Значение"),
    "b.row.stage": Phrase("Stage", "Стадия"),
    "b.row.stages": Phrase("Stages", "Стадии"),
    "b.row.pipeline": Phrase("Pipeline", "Воронка"),
    "b.row.from": Phrase("From", "Откуда"),
    "b.row.target": Phrase("To", "Куда"),
    "b.row.mode": Phrase("Mode", "Режим"),
    "b.row.delay": Phrase("Delay", "Задержка"),
    "b.row.carry": Phrase("What goes along", "Что переносится"),
    "b.row.tags": Phrase("Tags", "Теги"),
    "b.row.channel": Phrase("Channel", "Канал"),
    "b.row.service": Phrase("App", "Приложение"),
    "b.row.kind": Phrase("Kind", "Тип"),
    "b.row.note": Phrase("Mind", "Важно"),
    "b.row.text": Phrase("Text", "Текст"),
    "b.row.queue": Phrase("Choice of the person", "Выбор ответственного"),
    "b.row.backwards": Phrase("Allow moving back to previous stages", "Разрешить переход на предыдущие стадии"),
    "b.row.only from": Phrase("Only from the stage", "Только со стадии"),
    "b.row.event": Phrase("Event", "Событие"),
    "b.row.reason": Phrase("Loss reason", "Причина отказа"),
    "b.row.url": Phrase("Address", "Адрес"),
    "b.row.wait": Phrase("Wait for the end", "Ждать завершения"),
    "b.row.template": Phrase("Template", "Шаблон"),
    "b.row.checklist": Phrase("Checklist items", "Пункты чек-листа"),
    "b.row.whole": Phrase("The whole pipeline", "Вся воронка"),
    "b.row.rest": Phrase("All other stages", "Остальные стадии"),
    "b.row.roles": Phrase("Roles", "Роли"),
    "b.row.allow": Phrase("Allow moving to", "Разрешить перевод на"),
    "b.row.pipelines": Phrase("Goes to the pipelines", "В какие воронки"),
    "b.row.low": Phrase("Minimum", "Минимальное значение"),
    "b.row.high": Phrase("Maximum", "Максимальное значение"),
    "b.row.about": Phrase("What it is", "Что это"),
    "b.row.timezone": Phrase("Time zone", "Часовой пояс"),
    "b.row.hours": Phrase("Working hours", "Рабочее время"),
    "b.row.currency": Phrase("Base currency", "Базовая валюта"),
    # Robots
    "b.robot": Phrase("Add the automation rule “{robot}”", "Добавьте робота «{robot}»"),
    "b.robot.call": Phrase("Schedule call", "Запланировать звонок"),
    "b.robot.meeting": Phrase("Schedule meeting", "Запланировать встречу"),
    "b.robot.todo": Phrase("Create to-do", "Запланировать дело"),
    "b.robot.task": Phrase("Create task", "Поставить задачу"),
    "b.robot.mail": Phrase("Send email to customer", "Отправить письмо клиенту"),
    "b.robot.sms": Phrase("Send SMS to customer", "Отправить SMS клиенту"),
    "b.robot.message": Phrase("Send message to customer", "Отправить сообщение клиенту"),
    "b.robot.notify": Phrase("Notification", "Добавить уведомление"),
    "b.robot.owner": Phrase("Change responsible person", "Изменить ответственного"),
    "b.robot.edit": Phrase("Modify item", "Изменить элемент"),
    "b.robot.stage": Phrase("Change stage", "Сменить стадию"),
    "b.robot.pipeline": Phrase("Change pipeline", "Сменить воронку"),
    "b.robot.copy": Phrase("Copy deal", "Копировать сделку"),
    "b.robot.convert": Phrase("Create using source", "Создать на основании"),
    "b.robot.document": Phrase("Create document", "Создать документ"),
    "b.robot.webhook": Phrase("Outbound webhook", "Исходящий вебхук"),
    "b.robot.process": Phrase("Run workflow", "Запустить бизнес-процесс"),
    "b.robot.end tasks": Phrase("End task", "Завершить задачу"),
    "b.robot.app": Phrase("Add the automation rule of the app “{service}”", "Добавьте робота приложения «{service}»"),
    # When a robot runs
    "b.when.now": Phrase("at once, when the {thing} gets to the stage", "сразу, как только {thing} на стадии"),
    "b.when.after": Phrase(
        "{after} on the stage; a {thing} that leaves earlier stops the wait",
        "{after} на стадии; если {thing} уйдёт раньше, робот не сработает",
    ),
    "b.when.idle": Phrase(
        "{after} on the stage, if nothing was done in that time: add the condition on the date of the last activity",
        "{after} на стадии, если за это время ничего не было: добавьте условие по дате последней активности",
    ),
    "b.when.form": Phrase(
        "at once, when the form “{channel}” makes the {thing}: condition “Source is {channel}”",
        "сразу, как только {thing} приходит из формы «{channel}»: условие «Источник — {channel}»",
    ),
    "b.when.any form": Phrase(
        "at once, when a form makes the {thing}: condition on the source",
        "сразу, как только {thing} приходит из формы: условие по источнику",
    ),
    "b.thing.deal": Phrase("deal", "сделка"),
    "b.thing.lead": Phrase("lead", "лид"),
    "b.start.next": Phrase("after the previous automation rule", "после предыдущего робота"),
    "b.off": Phrase("switched off: make it and leave it inactive", "выключено: создайте и оставьте неактивным"),
    "b.note.leave": Phrase(
        "Bitrix24 has no event of leaving a stage: put the rule first on each of these stages",
        "события «уход со стадии» в Битрикс24 нет: поставьте робота первым на каждой из этих стадий",
    ),
    "b.note.everywhere": Phrase(
        "make it on the first of these stages and copy it to the others",
        "настройте на первой из этих стадий и скопируйте на остальные",
    ),
    "b.note.any": Phrase(
        "it runs however the {thing} came to this stage",
        "сработает при любом попадании на эту стадию, откуда бы ни пришли",
    ),
    "b.note.required": Phrase(
        "yes; Bitrix24 does not hold an item on the stage for an open task: the guide tells people so",
        "да; сам Битрикс24 не держит на стадии из-за открытой задачи: об этом сказано в памятке",
    ),
    "b.note.load": Phrase(
        "there is no choice by load: take “First available” with “Skip absent employees”",
        "выбора по загрузке нет: возьмите «Первый доступный» с пропуском отсутствующих",
    ),
    "b.note.by field": Phrase(
        "one rule for each value of the field, with that value as its condition",
        "по одному роботу на каждое значение поля, с этим значением в условии",
    ),
    "b.queue.turns": Phrase("in specified order (in turns)", "по очереди"),
    "b.queue.one": Phrase("first available", "первый доступный"),
    "b.note.append": Phrase("append to the values, do not overwrite", "дополнять значения, а не заменять"),
    "b.note.untag": Phrase(
        "a rule cannot take out one value: enter the values that stay, or leave it to the person",
        "робот не умеет снять одно значение: укажите те, что остаются, или снимайте вручную",
    ),
    "b.note.app": Phrase(
        "the name of the rule is that of the app; it appears once the app is installed",
        "название робота задаёт приложение, он появится после его установки",
    ),
    "b.note.subscribe": Phrase(
        "through the mailing lists of the channel’s app or of CRM marketing",
        "через списки рассылки приложения канала или CRM-маркетинга",
    ),
    "b.note.end tasks": Phrase(
        "choose the stage whose tasks are closed; one rule for each stage",
        "выберите стадию, задачи которой закрыть; на каждую стадию — свой робот",
    ),
    "b.remind": Phrase("Fill in the field “{field}”: {why}", "Заполните поле «{field}»: {why}"),
    "b.remind.if": Phrase(
        "{condition}, and the field “{field}” is empty", "{condition}, и поле «{field}» не заполнено"
    ),
    "b.note.conditional": Phrase(
        "a field cannot be required under a condition: the rule only reminds",
        "сделать поле обязательным по условию нельзя: робот только напоминает",
    ),
    "b.checklist": Phrase("Checklist of the stage “{stage}”", "Чек-лист стадии «{stage}»"),
    "b.review": Phrase("Review the loss", "Разобрать отказ"),
    # Triggers
    "b.trigger": Phrase("Add the trigger “{trigger}”", "Добавьте триггер «{trigger}»"),
    "b.trigger.change": Phrase("Field change", "Изменение значений полей"),
    "b.trigger.tag": Phrase("Field change", "Изменение значений полей"),
    "b.trigger.message": Phrase(
        "Each message posted by client to live chat", "Каждое сообщение клиента в открытую линию"
    ),
    "b.trigger.mail": Phrase("Incoming email", "Входящее письмо"),
    "b.trigger.call": Phrase("Incoming call", "Входящий звонок"),
    "b.trigger.call.incoming": Phrase("Incoming call", "Входящий звонок"),
    "b.trigger.call.outgoing": Phrase("Outgoing call", "Исходящий звонок"),
    "b.trigger.call.missed": Phrase("Missed call", "Пропущенный звонок"),
    "b.trigger.form": Phrase("CRM form submission", "Заполнение CRM-формы"),
    "b.trigger.payment": Phrase("Payment", "Получение оплаты"),
    "b.note.reason": Phrase(
        "a trigger cannot fill the reason in: add “Modify item” with this value as the first rule of the stage, "
        "or let the manager choose",
        "триггер причину не заполнит: добавьте первым роботом стадии «Изменить элемент» с этим значением "
        "или оставьте выбор менеджеру",
    ),
    "b.note.delay": Phrase(
        "a trigger moves at once; the wait of {delay} cannot be set",
        "триггер переводит сразу, подождать {delay} он не может",
    ),
    "b.process": Phrase("Make a workflow that starts on change", "Сделайте бизнес-процесс с запуском при изменении"),
    "b.note.process": Phrase(
        "a trigger only moves to a stage; what must happen without a move is done by a workflow",
        "триггер умеет только переводить на стадию; то, что происходит без перевода, делает бизнес-процесс",
    ),
    "b.schedule": Phrase("Arrange the scheduled actions", "Настройте действия по расписанию"),
    "b.note.schedule": Phrase(
        "automation rules have no schedule: use an app, or run a smart scenario from the list at that time",
        "у роботов нет расписания: используйте приложение или запускайте умный сценарий из списка в это время",
    ),
    "b.signal": Phrase("Decide how to answer the event", "Решите, как отвечать на событие"),
    "b.note.signal": Phrase(
        "Bitrix24 answers this event only by moving to a stage: give it a stage with a trigger, an app, or the manager",
        "на это событие Битрикс24 отвечает только переводом на стадию: заведите стадию с триггером, "
        "подключите приложение или поручите менеджеру",
    ),
    "b.step": Phrase("Step {number}", "Действие {number}"),
    # Tunnels
    "b.tunnel": Phrase("Draw a tunnel to the pipeline “{pipeline}”", "Проведите туннель в воронку «{pipeline}»"),
    "b.mode.copy": Phrase("copy", "копировать"),
    "b.mode.move": Phrase("move", "перенести"),
    "b.carry.all": Phrase("everything: a copy has all fields of the deal", "всё: копия получает все поля сделки"),
    "b.carry.some": Phrase(
        "needed: {what}; Bitrix24 takes all fields along", "нужно: {what}; Битрикс24 переносит все поля"
    ),
    "b.note.tags": Phrase(
        "put the tags on before the tunnel, by “Modify item” on the same stage",
        "поставьте теги до туннеля роботом «Изменить элемент» на этой же стадии",
    ),
    "b.note.to lead": Phrase(
        "a tunnel cannot lead to leads: add the rule “Create lead” or a workflow",
        "в лиды туннель провести нельзя: нужен робот создания лида или бизнес-процесс",
    ),
    "b.convert": Phrase(
        "Set up conversion of leads to the pipeline “{pipeline}”", "Настройте конвертацию лидов в воронку «{pipeline}»"
    ),
    "b.note.convert": Phrase(
        "the deal starts on the first stage of the pipeline; also choose this pipeline when converting by hand",
        "сделка появится на первой стадии воронки; при ручной конвертации выбирайте эту же воронку",
    ),
    # Required fields
    "b.require": Phrase(
        "Make the field “{field}” required by stage", "Сделайте поле «{field}» обязательным на стадиях"
    ),
    "b.range": Phrase("from “{first}” to “{last}”", "с «{first}» по «{last}»"),
    "b.require.elsewhere": Phrase(
        "Make the field “{field}” required in the form of the {entity}",
        "Сделайте поле «{field}» обязательным в карточке: {entity}",
    ),
    "b.note.elsewhere": Phrase(
        "fields of another card cannot depend on the stage: it becomes required always; the spec wants it on these stages: "
        "{stages}",
        "поля другой карточки от стадии не зависят: обязательным станет всегда; в спецификации — на стадиях: {stages}",
    ),
    "b.require.type": Phrase(
        "Make the standard field “Type” required by stage", "Сделайте стандартное поле «Тип» обязательным на стадиях"
    ),
    "b.product.type": Phrase("choose one of: {products}", "выбрать одно из: {products}"),
    # Rights
    "b.role": Phrase(
        "Make the role “{role}” and put its people into it", "Создайте роль «{role}» и добавьте в неё людей"
    ),
    "b.access": Phrase("Set the rights of the role “{role}”", "Настройте права роли «{role}»"),
    "b.right.view": Phrase("read: all", "чтение: все"),
    "b.right.edit": Phrase("read, add, change: all", "чтение, добавление, изменение: все"),
    "b.right.delete": Phrase("delete: all", "удаление: все"),
    "b.right.export": Phrase("export: all", "экспорт: все"),
    "b.right.none": Phrase("no access to anything", "нет доступа ни к чему"),
    "b.defaults": Phrase("Check the rights of all other roles", "Проверьте права остальных ролей"),
    "b.note.defaults": Phrase(
        "a new pipeline opens to every role by that role’s defaults; the spec says nothing of these roles here",
        "новая воронка открывается каждой роли по её умолчаниям; про эти роли в спецификации ничего не сказано",
    ),
    "b.no skip": Phrase("Do not let deals jump over “{stage}”", "Не дайте перескочить стадию «{stage}»"),
    "b.note.no skip": Phrase(
        "the right “Move to stage”; where the plan has none, the guide is the only guard",
        "право «Перемещение между стадиями»; если на тарифе его нет, остаётся только памятка",
    ),
    "b.roles.all": Phrase("all that work in the pipeline", "все, кто работает в воронке"),
    # Portal
    "b.timezone": Phrase("Set the time zone of the portal", "Задайте часовой пояс портала"),
    "b.hours": Phrase("Set the working hours", "Задайте рабочее время"),
    "b.currency": Phrase("Set the base currency", "Задайте базовую валюту"),
    "b.mode.leads": Phrase(
        "Switch the CRM to the classic mode, with leads", "Включите классический режим CRM, с лидами"
    ),
    "b.mode.simple": Phrase(
        "Check that the CRM is in the simple mode, without leads", "Проверьте, что CRM в простом режиме, без лидов"
    ),
    "b.note.leads": Phrase(
        "the spec has a pipeline of leads; in the simple mode leads are hidden",
        "в спецификации есть воронка лидов; в простом режиме лиды скрыты",
    ),
    "b.note.simple": Phrase(
        "the spec has no leads: with them on, new requests would not come into its pipelines; "
        "the switch converts all open leads to deals",
        "в спецификации лидов нет: с ними новые обращения не попадут в её воронки; "
        "при переключении все открытые лиды превратятся в сделки",
    ),
    "b.service": Phrase("Install and connect “{service}”", "Установите и подключите «{service}»"),
    "b.channel": Phrase("Connect the channel “{channel}”", "Подключите канал «{channel}»"),
    "b.row.source": Phrase("Source", "Источник"),
    "b.document": Phrase("Add the document template “{document}”", "Добавьте шаблон документа «{document}»"),
    "b.note.document": Phrase(
        "the text is in the template of the CRM already", "текст — в самом шаблоне, он хранится в CRM"
    ),
    "b.bounds": Phrase("Set the bounds of the field “{field}”", "Задайте границы поля «{field}»"),
}
