"""Fixed phrases of the checklist and of hints, English and Russian side by side. Braces name parameters."""

from __future__ import annotations

from pipelang.words import Phrase

PHRASES: dict[str, Phrase] = {
    # Around the hint of a stage
    "amo.hint.goal": Phrase("Goal: {goal}", "Цель: {goal}"),
    "amo.hint.no_skip": Phrase("This stage may not be skipped.", "Этот этап пропускать нельзя."),
    "amo.hint.checklist": Phrase("Checklist:\n{items}", "Чек-лист:\n{items}"),
    # Labels of details
    "amo.l.when": Phrase("When", "Когда"),
    "amo.l.delay": Phrase("Delay", "Задержка"),
    "amo.l.if": Phrase("Conditions", "Условия"),
    "amo.l.reasons": Phrase("Reasons in amoCRM", "Причины в amoCRM"),
    "amo.l.stages": Phrase("Stages", "Этапы"),
    "amo.l.order": Phrase("Order", "Порядок"),
    "amo.l.fallback": Phrase("If it is not on offer", "Если такого нет"),
    "amo.l.how": Phrase("How", "Как"),
    "amo.l.why": Phrase("Why", "Зачем"),
    "amo.l.clock": Phrase("Working time", "Рабочее время"),
    "amo.l.kind": Phrase("Task type", "Тип задачи"),
    "amo.l.due": Phrase("Deadline", "Срок"),
    "amo.l.for": Phrase("For", "Кому"),
    "amo.l.required": Phrase("Required", "Обязательная"),
    "amo.l.bot": Phrase("Bot", "Бот"),
    "amo.l.template": Phrase("Template", "Шаблон"),
    "amo.l.channel": Phrase("Channel", "Канал"),
    "amo.l.subject": Phrase("Subject", "Тема"),
    "amo.l.slots": Phrase("Placeholders", "Подстановки"),
    "amo.l.responsible": Phrase("Responsible", "Ответственный"),
    "amo.l.distribution": Phrase("Distribution", "Распределение"),
    "amo.l.field": Phrase("Field", "Поле"),
    "amo.l.value": Phrase("Value", "Значение"),
    "amo.l.add": Phrase("Add", "Добавить"),
    "amo.l.remove": Phrase("Remove", "Убрать"),
    "amo.l.to": Phrase("Move to", "Куда"),
    "amo.l.reason": Phrase("Loss reason", "Причина отказа"),
    "amo.l.fields": Phrase("Fields", "Поля"),
    "amo.l.tags": Phrase("Tags", "Теги"),
    "amo.l.action": Phrase("Action", "Действие"),
    "amo.l.service": Phrase("Service", "Сервис"),
    "amo.l.wait": Phrase("Wait", "Ждать"),
    "amo.l.deadline": Phrase("SLA", "SLA"),
    "amo.l.timezone": Phrase("Time zone", "Часовой пояс"),
    "amo.l.currency": Phrase("Currency", "Валюта"),
    "amo.l.hours": Phrase("Working hours", "Рабочее время"),
    "amo.l.scope": Phrase("Where", "Где действует"),
    "amo.l.pipeline": Phrase("Pipelines", "Воронки"),
    "amo.l.used": Phrase("Used by", "Где нужен"),
    "amo.l.start": Phrase("New deals", "Новые сделки"),
    "amo.l.guard": Phrase("What holds already", "Что уже держит"),
    # When
    "amo.now": Phrase("at once", "сразу"),
    "amo.when.enter": Phrase("moved to or created in the stage", "при создании в этапе или переходе в него"),
    "amo.when.leave": Phrase(
        "there is no “left the stage”: put it on each stage deals go to from here, “moved to the stage”",
        "события «ушла с этапа» нет: поставьте на каждый этап, куда отсюда уходят сделки, «при переходе в этап»",
    ),
    "amo.when.overdue": Phrase(
        "moved to or created in the stage, with a delay", "при создании в этапе или переходе в него, с задержкой"
    ),
    "amo.when.idle": Phrase(
        "moved to or created in the stage, with a delay; condition: no activity since",
        "при создании в этапе или переходе в него, с задержкой; условие: активности не было",
    ),
    "amo.when.change": Phrase("a field is changed", "при изменении поля"),
    "amo.when.tag": Phrase("a tag is added", "при добавлении тега"),
    "amo.when.message": Phrase("incoming message", "при входящем сообщении"),
    "amo.when.call": Phrase("incoming call", "при звонке"),
    "amo.when.form": Phrase("created in the stage; source: the form", "при создании в этапе; источник: форма"),
    "amo.when.payment": Phrase("the invoice is paid", "при оплате счёта"),
    "amo.when.date": Phrase("relative to a date field", "относительно поля с датой"),
    "amo.when.schedule": Phrase("daily, at an exact time", "ежедневно, в точное время"),
    "amo.exactly": Phrase("{choice} ({event})", "{choice} ({event})"),
    "amo.delay.after": Phrase("{first}, then {then}", "{first}, затем ещё {then}"),
    "amo.delay.unknown": Phrase("the spec sets no limit for the stage", "срок этапа в спеке не задан"),
    "amo.from_stage": Phrase("only deals that come from “{stage}”", "только сделки с этапа «{stage}»"),
    "amo.only_loss": Phrase("only the outcome “{name}”: {reasons}", "только исход «{name}»: {reasons}"),
    "amo.stage.delay": Phrase("“{stage}”: {delay}", "«{stage}» — {delay}"),
    "amo.order.of": Phrase("{number} of {total}: top to bottom", "{number} из {total}, сверху вниз"),
    "amo.clock": Phrase(
        "delays run by the calendar: switch on active hours ({hours})",
        "задержка считается по календарю: включите активные часы ({hours})",
    ),
    "amo.clock.unknown": Phrase(
        "delays run by the calendar: switch on active hours", "задержка считается по календарю: включите активные часы"
    ),
    # What to do when a choice is not there
    "amo.else.event": Phrase(
        "the choice depends on the tariff: use the trigger of an installed service or a Salesbot that is started by hand",
        "выбор зависит от тарифа: возьмите триггер установленного сервиса или Salesbot, запускаемый вручную",
    ),
    "amo.else.bot": Phrase(
        "run a Salesbot whose only step is this action", "запустите Salesbot, в котором один шаг — это действие"
    ),
    "amo.else.create": Phrase(
        "a Salesbot with “new deal with a contact”, or an add-on that copies deals",
        "Salesbot с действием «новая сделка с контактом» или виджет копирования сделок",
    ),
    "amo.else.document": Phrase(
        "a task for the responsible to make the document by the template",
        "поставьте ответственному задачу сделать документ по шаблону",
    ),
    # Actions: names in the list of triggers
    "amo.do.task": Phrase("Add task", "Поставить задачу"),
    "amo.do.bot": Phrase("Salesbot", "Salesbot"),
    "amo.do.mail": Phrase("Send email", "Отправить письмо"),
    "amo.do.assign": Phrase("Change responsible", "Сменить ответственного"),
    "amo.do.field": Phrase("Change field", "Изменить поле"),
    "amo.do.tags": Phrase("Edit tags", "Редактировать теги"),
    "amo.do.stage": Phrase("Change stage", "Сменить этап сделки"),
    "amo.do.create": Phrase("Create deal", "Создать сделку"),
    "amo.do.document": Phrase("Document widget", "Виджет документов"),
    "amo.do.webhook": Phrase("Send webhook", "Отправить webhook"),
    "amo.do.widget": Phrase("Widget {service}", "Виджет {service}"),
    "amo.do.mailing": Phrase("Mailing widget", "Виджет рассылок"),
    "amo.do.close": Phrase("Complete tasks", "Завершить задачи"),
    "amo.card": Phrase("Trigger “{action}”: {summary}", "Триггер «{action}»: {summary}"),
    # Values of details
    "amo.required.yes": Phrase(
        "amoCRM does not hold the deal back: say in the text that the stage is not left without it",
        "amoCRM не удержит сделку: напишите в тексте, что без этой задачи с этапа не уходят",
    ),
    "amo.people.of": Phrase("users with the role “{role}”", "пользователи с ролью «{role}»"),
    "amo.person.of": Phrase("a user with the role “{role}”", "пользователь с ролью «{role}»"),
    "amo.by.turns": Phrase(
        "in turns: Salesbot, step “Distribution”, one branch for each person",
        "по очереди: Salesbot, шаг «Распределение», ветка на каждого сотрудника",
    ),
    "amo.by.load": Phrase(
        "by load: needs an add-on that distributes deals", "по загрузке: нужен виджет распределения сделок"
    ),
    "amo.by.field": Phrase(
        "by the field “{field}”: a trigger of its own for each value, with the value as its condition",
        "по полю «{field}»: отдельный триггер на каждое значение, значение — в условиях",
    ),
    "amo.slot.marker": Phrase("{slot} is {marker}", "{slot} — это {marker}"),
    "amo.slot.menu": Phrase("{slot}: choose in the list of placeholders", "{slot} — выберите в списке подстановок"),
    "amo.slot.static": Phrase("{slot}: write it out, “{value}”", "{slot} — впишите сами: «{value}»"),
    "amo.copy.all": Phrase("all fields and tags of the deal", "все поля и теги сделки"),
    "amo.copy.tags": Phrase("as on the deal", "как у сделки"),
    "amo.unsorted": Phrase(
        "wait in “Неразобранное” and come to “{stage}” when accepted",
        "ждут в «Неразобранном», после приёма попадают на этап «{stage}»",
    ),
    "amo.first": Phrase("come to the stage “{stage}”", "попадают на этап «{stage}»"),
    "amo.tag.add": Phrase("tag “{tag}”", "тег «{tag}»"),
    "amo.tag.remove": Phrase("remove the tag “{tag}”", "снять тег «{tag}»"),
    "amo.process.start": Phrase("Start the process “{name}”", "Запустить процесс «{name}»"),
    "amo.process.wait": Phrase(
        "{wait}; the deal stays on the stage till the task is closed",
        "{wait}; сделка стоит на этапе, пока задача не закрыта",
    ),
    "amo.subscribe": Phrase("subscribe the client: {channel}", "подписать клиента: {channel}"),
    "amo.unsubscribe": Phrase("unsubscribe the client: {channel}", "отписать клиента: {channel}"),
    "amo.close": Phrase("all open tasks of the deal", "все открытые задачи сделки"),
    "amo.notify": Phrase("internal message, {to}", "внутреннее сообщение, {to}"),
    "amo.owner": Phrase("the responsible of the deal", "ответственный за сделку"),
    # Steps of the board
    "amo.owner.also": Phrase("stays so on: {stages}", "остаётся и на этапах: {stages}"),
    "amo.react.title": Phrase("first response within {react}", "первый ответ клиенту: {react}"),
    "amo.react.text": Phrase("Answer the client {within}", "Ответить клиенту {within}"),
    "amo.react.by": Phrase(
        "first response {within}: this task keeps it", "первый ответ {within} — его держит эта задача"
    ),
    "amo.stay.title": Phrase("deal overdue on the stage", "сделка просрочена на этапе"),
    "amo.stay.text": Phrase(
        "The deal has outlived its time on “{stage}” ({stay}): decide what happens next",
        "Сделка стоит на этапе «{stage}» дольше срока ({stay}): решите, что дальше",
    ),
    "amo.require.title": Phrase(
        "Field “{field}” is required if {condition}", "Поле «{field}» обязательно, если {condition}"
    ),
    "amo.require.task": Phrase("Fill in “{field}”", "Заполнить поле «{field}»"),
    "amo.require.how": Phrase(
        "amoCRM has no required fields with conditions: put the trigger “Add task” here, conditions: {condition}; "
        "the field is empty",
        "обязательных полей с условием в amoCRM нет: поставьте здесь триггер «Поставить задачу», условия: {condition}; "
        "поле пустое",
    ),
    "amo.require.loss": Phrase("the outcome is “{name}”", "исход — «{name}»"),
    "amo.require.here": Phrase("only on this stage", "только на этом этапе"),
    "amo.require.on": Phrase(
        "here and on every later stage up to “{won}”", "здесь и на всех следующих этапах до «{won}»"
    ),
    "amo.skip.title": Phrase("Forbid skipping the stage “{stage}”", "Запретите перескакивать этап «{stage}»"),
    "amo.skip.fields": Phrase(
        "fields required from this stage on: {fields}", "поля, обязательные с этого этапа: {fields}"
    ),
    "amo.skip.nothing": Phrase("nothing: no field is required here", "ничего: обязательных полей здесь нет"),
    "amo.skip.how": Phrase(
        "amoCRM has no such setting: install an add-on that forbids moves between stages, or agree it with the team",
        "такой настройки в amoCRM нет: поставьте виджет, запрещающий переходы между этапами, или закрепите правило с командой",
    ),
    "amo.review.title": Phrase("review of the lost deal", "разбор отказа"),
    "amo.review.text": Phrase(
        "Review the loss: are the reason and the talks right", "Разобрать отказ: верна ли причина, что с диалогом"
    ),
    # Steps of the account
    "amo.general.title": Phrase("Set the account's time and currency", "Задайте время и валюту аккаунта"),
    "amo.unsorted.title": Phrase("Switch “Неразобранное” on for the account", "Включите «Неразобранное» в аккаунте"),
    "amo.super.title": Phrase("Buy the option “Супер-поля”", "Подключите опцию «Супер-поля»"),
    "amo.super.why": Phrase("monetary fields need it: {fields}", "без неё не создать денежные поля: {fields}"),
    "amo.service.title": Phrase("Install and pay for {service}", "Установите и оплатите сервис {service}"),
    "amo.task_type.title": Phrase("Create the task type “{name}”", "Создайте тип задачи «{name}»"),
    "amo.reasons.on": Phrase(
        "Switch loss reasons on and make the choice required",
        "Включите причины отказа и сделайте выбор причины обязательным",
    ),
    "amo.reasons.why": Phrase(
        "no API switches them; without a reason nobody can tell why deals are lost",
        "через API этого не включить; без причины не понять, почему теряются сделки",
    ),
    "amo.reason.title": Phrase("Create the loss reason “{name}”", "Создайте причину отказа «{name}»"),
    "amo.bot.title": Phrase("Create the bot “{name}”", "Создайте бота «{name}»"),
    "amo.mail.title": Phrase("Create the letter template “{name}”", "Создайте шаблон письма «{name}»"),
    "amo.bot.name": Phrase("{channel}: {id}", "{channel}: {id}"),
    "amo.document.title": Phrase("Create the document template “{name}”", "Создайте шаблон документа «{name}»"),
    "amo.source.title": Phrase("Connect “{channel}” to the pipeline", "Подключите к воронке источник «{channel}»"),
    "amo.channel.title": Phrase("Connect the channel “{channel}”", "Подключите канал «{channel}»"),
    "amo.offline": Phrase(
        "nothing to connect: managers create these deals by hand",
        "подключать нечего: такие сделки менеджеры заводят вручную",
    ),
    "amo.users.title": Phrase("Give people the role “{role}”", "Выдайте сотрудникам роль «{role}»"),
    "amo.users.how": Phrase(
        "open each user and choose the role; people are not part of the spec",
        "откройте каждого сотрудника и выберите роль; самих людей в спеке нет",
    ),
}
