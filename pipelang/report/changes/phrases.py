"""Fixed phrases about changes, English and Russian side by side."""

from __future__ import annotations

from typing import Literal

from pipelang.words import Phrase

#: A Russian noun's gender decides the form of the participle before it.
Gender = Literal["m", "f", "n", "p"]

#: Class of the model -> what it is called, and the gender of the Russian word.
NOUNS: dict[str, tuple[Phrase, Gender]] = {
    "Crm": (Phrase("company", "компания"), "f"),
    "Param": (Phrase("parameter", "параметр"), "m"),
    "Role": (Phrase("role", "роль"), "f"),
    "Product": (Phrase("product", "продукт"), "m"),
    "Service": (Phrase("service", "сервис"), "m"),
    "TaskType": (Phrase("type of task", "тип задачи"), "m"),
    "Channel": (Phrase("channel", "канал"), "m"),
    "Option": (Phrase("option", "вариант"), "m"),
    "Field": (Phrase("field", "поле"), "n"),
    "Message": (Phrase("message", "сообщение"), "n"),
    "Document": (Phrase("document", "документ"), "m"),
    "Pipeline": (Phrase("pipeline", "воронка"), "f"),
    "Stage": (Phrase("stage", "этап"), "m"),
    "Won": (Phrase("successful outcome", "успешный исход"), "m"),
    "Lost": (Phrase("lost outcome", "исход с отказом"), "m"),
    "Reason": (Phrase("loss reason", "причина отказа"), "f"),
    "Owner": (Phrase("owner", "ответственный"), "m"),
    "Requirement": (Phrase("required field", "обязательное поле"), "n"),
    "Hint": (Phrase("hint", "подсказка"), "f"),
    "Objection": (Phrase("answer to the objection", "ответ на возражение"), "m"),
    "Review": (Phrase("review of losses", "разбор отказов"), "m"),
    "AccessRule": (Phrase("access", "доступ"), "m"),
    "Allow": (Phrase("deliberate exception", "осознанное исключение"), "n"),
    "TargetOption": (Phrase("CRM setting", "настройка CRM"), "f"),
    "Trigger": (Phrase("trigger", "триггер"), "m"),
    "Tunnel": (Phrase("way on", "переход"), "m"),
    "Task": (Phrase("task", "задача"), "f"),
}
ACTION: tuple[Phrase, Gender] = (Phrase("action", "действие"), "n")

#: Participle for each gender.
PARTICIPLES: dict[str, tuple[str, dict[Gender, str]]] = {
    "added": ("added", {"m": "добавлен", "f": "добавлена", "n": "добавлено", "p": "добавлены"}),
    "removed": ("removed", {"m": "удалён", "f": "удалена", "n": "удалено", "p": "удалены"}),
}

#: (class, attribute) -> how the attribute is called; "" for any class.
LABELS: dict[tuple[str, str], Phrase] = {
    ("", "name"): Phrase("name", "название"),
    ("", "id"): Phrase("id", "идентификатор"),
    ("", "was"): Phrase("former id", "прежний идентификатор"),
    ("", "about"): Phrase("description", "описание"),
    ("", "text"): Phrase("text", "текст"),
    ("", "subject"): Phrase("subject", "тема"),
    ("", "goal"): Phrase("goal", "цель"),
    ("", "condition"): Phrase("condition", "условие"),
    ("", "role"): Phrase("role", "роль"),
    ("", "carry"): Phrase("fields that go along", "переносимые поля"),
    ("", "carry_tags"): Phrase("tags go along", "теги переносятся"),
    ("", "everything"): Phrase("everything goes along", "переносится всё"),
    ("", "tags"): Phrase("tags added on the way", "добавляемые теги"),
    ("", "to"): Phrase("goes to", "куда"),
    ("", "distribution"): Phrase("distribution", "распределение"),
    ("", "kind"): Phrase("kind", "вид"),
    ("", "channel"): Phrase("channel", "канал"),
    ("", "checklist"): Phrase("checklist", "чек-лист"),
    ("Crm", "locale"): Phrase("language", "язык"),
    ("Crm", "timezone"): Phrase("time zone", "часовой пояс"),
    ("Crm", "currency"): Phrase("currency", "валюта"),
    ("Crm", "hours"): Phrase("working hours", "рабочее время"),
    ("Param", "type"): Phrase("type", "тип"),
    ("Param", "value"): Phrase("value", "значение"),
    ("Channel", "via"): Phrase("service", "сервис"),
    ("Field", "entity"): Phrase("card", "карточка"),
    ("Field", "type"): Phrase("type", "тип"),
    ("Field", "group"): Phrase("section of the card", "раздел карточки"),
    ("Field", "low"): Phrase("smallest number", "наименьшее число"),
    ("Field", "high"): Phrase("largest number", "наибольшее число"),
    ("Field", "link"): Phrase("links to", "привязка"),
    ("Pipeline", "entity"): Phrase("what moves through it", "что движется по воронке"),
    ("Pipeline", "style"): Phrase("style of stages", "стиль этапов"),
    ("Pipeline", "products"): Phrase("products", "продукты"),
    ("Pipeline", "sources"): Phrase("sources", "источники"),
    ("Pipeline", "main"): Phrase("main pipeline", "главная воронка"),
    ("Pipeline", "extends"): Phrase("made after", "создана по образцу"),
    ("Stage", "key"): Phrase("key stage", "ключевой этап"),
    ("Stage", "no_skip"): Phrase("not to be skipped", "нельзя перепрыгнуть"),
    ("Stage", "react"): Phrase("first response", "первая реакция"),
    ("Stage", "stay"): Phrase("time on the stage", "срок на этапе"),
    ("Stage", "norm"): Phrase("norm", "норма"),
    ("Requirement", "field"): Phrase("field", "поле"),
    ("Requirement", "here"): Phrase("on this stage only", "только на этом этапе"),
    ("Hint", "level"): Phrase("for whom", "для кого"),
    ("Objection", "title"): Phrase("objection", "возражение"),
    ("Objection", "answer"): Phrase("answer", "ответ"),
    ("Review", "within"): Phrase("time limit", "срок"),
    ("AccessRule", "rights"): Phrase("rights", "права"),
    ("AccessRule", "scope"): Phrase("where", "где"),
    ("AccessRule", "stages"): Phrase("on the stages", "на этапах"),
    ("Allow", "rule"): Phrase("rule", "правило"),
    ("Allow", "why"): Phrase("reason", "обоснование"),
    ("Allow", "where"): Phrase("where", "где"),
    ("TargetOption", "target"): Phrase("CRM", "CRM"),
    ("TargetOption", "subject"): Phrase("of what", "чего"),
    ("TargetOption", "key"): Phrase("setting", "настройка"),
    ("TargetOption", "value"): Phrase("value", "значение"),
    ("Trigger", "event"): Phrase("event", "событие"),
    ("Trigger", "delay"): Phrase("delay", "задержка"),
    ("Trigger", "enabled"): Phrase("switched on", "включён"),
    ("Tunnel", "mode"): Phrase("what goes on", "что переходит"),
    ("Task", "kind"): Phrase("type of task", "тип задачи"),
    ("Task", "assignee"): Phrase("for", "исполнитель"),
    ("Task", "due"): Phrase("due", "срок"),
    ("Task", "required"): Phrase("required", "обязательная"),
    ("Send", "message"): Phrase("message", "сообщение"),
    ("SetField", "field"): Phrase("field", "поле"),
    ("SetField", "value"): Phrase("value", "значение"),
    ("Tag", "tag"): Phrase("tag", "тег"),
    ("Untag", "tag"): Phrase("tag", "тег"),
    ("Lose", "reason"): Phrase("loss reason", "причина отказа"),
    ("Lose", "to"): Phrase("lost outcome", "исход с отказом"),
    ("MakeDocument", "document"): Phrase("template", "шаблон"),
    ("MakeDocument", "title"): Phrase("name", "название"),
    ("Webhook", "url"): Phrase("address", "адрес"),
    ("Run", "service"): Phrase("service", "сервис"),
    ("Run", "what"): Phrase("what it does", "что делает"),
    ("StartProcess", "name"): Phrase("process", "бизнес-процесс"),
    ("StartProcess", "wait"): Phrase("waits for its end", "ждёт завершения"),
}

PHRASES: dict[str, Phrase] = {
    # Sentences
    "diff.required.added": Phrase("the field {field} is required now", "поле {field} теперь обязательно"),
    "diff.required.removed": Phrase("the field {field} is no longer required", "поле {field} больше не обязательно"),
    "diff.renamed": Phrase("{thing}: its id is {now}, was {was}", "{thing}: идентификатор {now} вместо {was}"),
    "diff.moved": Phrase("{thing}: now stands after {behind}", "{thing}: теперь стоит после {behind}"),
    "diff.moved.first": Phrase("{thing}: now stands first", "{thing}: теперь на первом месте"),
    "diff.changed": Phrase("{thing}: {label}: {before} → {after}", "{thing}: {label}: {before} → {after}"),
    "diff.changed.list": Phrase("{thing}: {label}: {listed}", "{thing}: {label}: {listed}"),
    "diff.changed.text": Phrase("{thing}: {new}", "{thing}: {new}"),
    "diff.new.text": Phrase("new text", "новый текст"),
    "diff.new.subject": Phrase("new subject", "новая тема"),
    "diff.new.answer": Phrase("new answer", "новый ответ"),
    "diff.new.goal": Phrase("new goal", "новая цель"),
    "diff.new.about": Phrase("new description", "новое описание"),
    "diff.new.why": Phrase("new reason", "новое обоснование"),
    "diff.task": Phrase("task {name}", "задача {name}"),
    "diff.notice": Phrase("notification of {role}", "уведомление: {role}"),
    "diff.message": Phrase("message {name} ({channel})", "сообщение {name} ({channel})"),
    "diff.letter.message": Phrase("message to clients in {channel}", "сообщение клиентам в {channel}"),
    "diff.through": Phrase("{source}, through {through}", "{source}, через {through}"),
    "diff.none": Phrase("none", "нет"),
    "diff.of": Phrase("{thing} of the field {field}", "{thing} поля {field}"),
    "diff.role": Phrase("of the role {role}", "роли {role}"),
    "diff.rule": Phrase("from the rule {rule}", "из правила {rule}"),
    "diff.setting": Phrase("{target}: {option}", "{target}: {option}"),
    "diff.behind.first": Phrase("at the head", "в начале"),
    "diff.behind": Phrase("after {behind}", "после {behind}"),
    "diff.everybody": Phrase("everybody", "все"),
    "diff.newbie": Phrase("newbies", "новички"),
    "diff.candidate": Phrase("candidates", "кандидаты"),
    "diff.master": Phrase("masters", "мастера"),
    "diff.everywhere": Phrase("everywhere", "везде"),
    "diff.scope.won": Phrase("won deals only", "только выигранные"),
    "diff.scope.lost": Phrase("lost deals only", "только проигранные"),
    "diff.scope.stages": Phrase("some stages only", "только некоторые этапы"),
    "diff.locale.ru": Phrase("Russian", "русский"),
    "diff.locale.en": Phrase("English", "английский"),
    "diff.mode.copy": Phrase("a copy", "копия"),
    "diff.mode.move": Phrase("the deal itself", "сама сделка"),
    "diff.mode.convert": Phrase("conversion", "конвертация"),
    "diff.whole.crm": Phrase("the whole CRM", "вся CRM"),
    "diff.program.added": Phrase("a new program", "новая программа"),
    "diff.program.removed": Phrase("the program is gone", "программа удалена"),
    # Heads and labels
    "diff.title": Phrase("Changes", "Изменения"),
    "diff.from.to": Phrase("{old} → {new}", "{old} → {new}"),
    "diff.working tree": Phrase("working tree", "рабочая копия"),
    "diff.nothing": Phrase("nothing has changed in meaning", "по смыслу ничего не изменилось"),
    "diff.safe": Phrase("safe", "безопасно"),
    "diff.attention": Phrase("needs attention", "требует внимания"),
    "diff.destructive": Phrase("destructive", "необратимо"),
    "diff.approved": Phrase("approved", "согласовано"),
    "diff.managers": Phrase("managers", "менеджеры"),
    "diff.client": Phrase("client", "клиент"),
    "diff.data": Phrase("data", "данные"),
    "diff.analytics": Phrase("analytics", "аналитика"),
    "diff.places": Phrase("where", "где"),
    "diff.reach": Phrase("effect", "следствие"),
    "diff.inside": Phrase("in it", "внутри"),
    "diff.words": Phrase("text", "текст"),
    "diff.to approve": Phrase("to approve", "согласовать"),
    "diff.unapproved": Phrase(
        "{count} not approved: name them in approvals.toml, with the reason, or take them back",
        "не согласовано: {count}; назовите эти изменения в approvals.toml, с причиной, или отмените их",
    ),
    "diff.unsure": Phrase("{note} (not verified on a live account)", "{note} (на живом аккаунте не проверено)"),
    "diff.more": Phrase("and {count} more", "и ещё {count}"),
    "diff.before": Phrase("Before", "Было"),
    "diff.after": Phrase("Now", "Стало"),
    "diff.rest": Phrase(
        "{count} more changes do not fit here: see the artefact, or run {command}",
        "ещё {count} изменений не поместились: они в артефакте, или запустите {command}",
    ),
    # Reach
    "diff.reach.demanded": Phrase(
        "{field} is required from now on also on {places}", "{field} теперь обязательно и на этапах: {places}"
    ),
    "diff.reach.freed": Phrase(
        "{field} is no longer required on {places}", "{field} больше не обязательно на этапах: {places}"
    ),
    "diff.reach.owner": Phrase(
        "{role} answers for deals also on {places}", "{role} отвечает за сделки и на этапах: {places}"
    ),
    "diff.reach.nobody": Phrase(
        "nobody answers for deals on {places}", "никто не отвечает за сделки на этапах: {places}"
    ),
    # Letters to clients
    "diff.letter": Phrase("What changes in your CRM", "Что изменится в вашей CRM"),
    "diff.letter.rest": Phrase("Other changes", "Прочее"),
    "diff.letter.pipeline": Phrase("Pipeline {name}", "Воронка {name}"),
    "diff.letter.loss": Phrase("Please note: {what}", "Обратите внимание: {what}"),
    "diff.letter.nothing": Phrase("Nothing changes for you.", "Для вас ничего не меняется."),
}

#: `felt.<who>.<what>`: what each of them will notice. {deals} and {deal} are deals or leads, as the pipeline has them.
FELT: dict[str, Phrase] = {
    "managers.script": Phrase(
        "what they say and do on the stage is another", "на этапе говорить и делать нужно другое"
    ),
    "managers.locale": Phrase("texts are in another language", "тексты на другом языке"),
    "managers.deadline": Phrase("deals become overdue at another moment", "просрочка наступает в другой момент"),
    "managers.rights": Phrase("the role sees or may do other things", "роль видит и может не то, что раньше"),
    "managers.service.added": Phrase("the service has to be connected and paid", "сервис нужно подключить и оплатить"),
    "managers.service.removed": Phrase(
        "what went through the service stops working", "то, что шло через сервис, перестанет работать"
    ),
    "managers.task type": Phrase("tasks of this type can no longer be set", "задачу этого типа больше не поставить"),
    "managers.field.added": Phrase("one more field in the card", "в карточке ещё одно поле"),
    "managers.field.removed": Phrase("the field is gone from the card", "поля больше нет в карточке"),
    "managers.field.bounds": Phrase("other numbers are allowed", "допустимы другие числа"),
    "managers.field.group": Phrase("the field stands elsewhere in the card", "поле стоит в другом разделе карточки"),
    "managers.option.added": Phrase("one more answer to choose from", "можно выбрать ещё один вариант"),
    "managers.option.removed": Phrase("the answer can no longer be chosen", "вариант больше не выбрать"),
    "managers.option": Phrase("a setting that only this CRM has", "настройка, которая есть только в этой CRM"),
    "managers.name": Phrase("another name on the screen", "на экране другое название"),
    "managers.order": Phrase("another order on the screen", "на экране другой порядок"),
    "managers.pipeline.added": Phrase("one more pipeline to work in", "нужно работать ещё в одной воронке"),
    "managers.pipeline.removed": Phrase("the pipeline is gone from the screen", "воронки больше нет на экране"),
    "managers.stage.added": Phrase("one more step to take {deal} through", "появляется ещё один шаг"),
    "managers.stage.removed": Phrase("one step less", "одним шагом меньше"),
    "managers.stage.moved": Phrase("the steps come in another order", "шаги идут в другом порядке"),
    "managers.no skip": Phrase(
        "whether the stage may be skipped is another matter now", "меняется, можно ли перепрыгнуть этап"
    ),
    "managers.owner": Phrase("another role answers for {deals} here", "за {deals} здесь отвечает другая роль"),
    "managers.distribution": Phrase("{deals} are distributed in another way", "{deals} распределяются по-другому"),
    "managers.blocked": Phrase(
        "without the field filled in {deal} cannot be moved here", "пока поле не заполнено, {deal} сюда не перевести"
    ),
    "managers.blocked.elsewhere": Phrase(
        "the field is required on other stages than before", "поле обязательно не на тех этапах, что раньше"
    ),
    "managers.blocked.when": Phrase("the field is required in other cases", "поле обязательно в других случаях"),
    "managers.freed": Phrase("the field need not be filled in any more", "поле можно больше не заполнять"),
    "managers.hint": Phrase("another hint on the stage", "на этапе другая подсказка"),
    "managers.hint.removed": Phrase("the hint is gone", "подсказки больше нет"),
    "managers.review": Phrase(
        "losses are looked at by somebody else, or at another time", "отказы разбирает другой человек или в другой срок"
    ),
    "managers.review.removed": Phrase("nobody looks at losses any more", "отказы больше никто не разбирает"),
    "managers.actions.order": Phrase("actions come in another order", "действия выполняются в другом порядке"),
    "managers.task.required": Phrase(
        "{deal} cannot be moved on before the task is done", "пока задача не выполнена, {deal} дальше не перевести"
    ),
    "managers.task.added": Phrase("a new task appears", "появляется новая задача"),
    "managers.task.removed": Phrase("this task no longer appears", "эта задача больше не появляется"),
    "managers.task.changed": Phrase("the task is another", "задача другая"),
    "managers.task.when": Phrase("the task appears at another moment", "задача появляется в другой момент"),
    "managers.notice.added": Phrase("a new notification comes", "приходит новое уведомление"),
    "managers.notice.removed": Phrase("this notification no longer comes", "это уведомление больше не приходит"),
    "managers.notice.changed": Phrase("the notification is another", "уведомление другое"),
    "managers.notice.when": Phrase("the notification comes at another moment", "уведомление приходит в другой момент"),
    "managers.assign.added": Phrase("the owner changes by itself", "ответственный меняется сам"),
    "managers.assign.removed": Phrase("the owner no longer changes by itself", "ответственный сам больше не меняется"),
    "managers.assign.changed": Phrase("somebody else becomes the owner", "ответственным становится другой"),
    "managers.assign.when": Phrase("the owner changes at another moment", "ответственный меняется в другой момент"),
    "managers.document.added": Phrase("a document is made by itself", "документ создаётся сам"),
    "managers.document.removed": Phrase("the document is no longer made by itself", "документ сам больше не создаётся"),
    "managers.document.changed": Phrase("another document is made", "создаётся другой документ"),
    "managers.document.when": Phrase("the document is made at another moment", "документ создаётся в другой момент"),
    "managers.process.added": Phrase("a process starts by itself", "сам запускается бизнес-процесс"),
    "managers.process.removed": Phrase(
        "the process no longer starts by itself", "бизнес-процесс сам больше не запускается"
    ),
    "managers.process.changed": Phrase("the process goes in another way", "бизнес-процесс идёт по-другому"),
    "managers.process.when": Phrase(
        "the process starts at another moment", "бизнес-процесс запускается в другой момент"
    ),
    "managers.tasks.added": Phrase("open tasks are closed by themselves", "открытые задачи закрываются сами"),
    "managers.tasks.removed": Phrase("open tasks stay open", "открытые задачи больше не закрываются сами"),
    "managers.tasks.changed": Phrase("open tasks are closed in another way", "открытые задачи закрываются по-другому"),
    "managers.tasks.when": Phrase(
        "open tasks are closed at another moment", "открытые задачи закрываются в другой момент"
    ),
    "client.channel.added": Phrase("one more way to reach us", "ещё один способ связаться с нами"),
    "client.channel.removed": Phrase("cannot reach us this way any more", "этим путём с нами больше не связаться"),
    "client.channel.changed": Phrase("is reached in another way", "связь идёт другим путём"),
    "client.message.text": Phrase("gets another text", "получает другой текст"),
    "client.message.subject": Phrase("gets a letter with another subject", "получает письмо с другой темой"),
    "client.message.channel": Phrase("gets the message another way", "получает сообщение другим путём"),
    "client.document.text": Phrase("gets another document", "получает другой документ"),
    "client.message.added": Phrase("gets a new message", "получает новое сообщение"),
    "client.message.removed": Phrase("does not get this message any more", "больше не получает это сообщение"),
    "client.message.changed": Phrase("gets another message", "получает другое сообщение"),
    "client.message.when": Phrase("gets the message at another moment", "получает сообщение в другой момент"),
    "client.subscription.added": Phrase(
        "is subscribed or unsubscribed by itself", "подписка на рассылку меняется сама"
    ),
    "client.subscription.removed": Phrase(
        "the subscription no longer changes by itself", "подписка сама больше не меняется"
    ),
    "client.subscription.changed": Phrase("another subscription changes", "меняется другая подписка"),
    "client.subscription.when": Phrase(
        "the subscription changes at another moment", "подписка меняется в другой момент"
    ),
    "data.id": Phrase(
        "the same thing in the CRM: values and history stay", "в CRM это та же вещь: значения и история остаются"
    ),
    "data.currency": Phrase(
        "sums stay the same numbers, in another currency", "суммы остаются теми же числами, но в другой валюте"
    ),
    "data.field.removed": Phrase("what was filled in is lost", "всё, что было заполнено, пропадёт"),
    "data.field.type": Phrase(
        "what was filled in may not fit the new type", "заполненные значения могут не подойти новому типу"
    ),
    "data.option.removed": Phrase(
        "where this answer was chosen, the choice is lost", "там, где был выбран этот вариант, выбор пропадёт"
    ),
    "data.pipeline.removed": Phrase(
        "its {deals} need another home, the history of stages is lost",
        "{deals} нужно куда-то перенести, история этапов пропадёт",
    ),
    "data.landing": Phrase("new {deals} land in another pipeline", "новые {deals} попадают в другую воронку"),
    "data.stage.removed": Phrase(
        "{deals} that stand here need another stage", "{deals}, которые здесь стоят, окажутся на другом этапе"
    ),
    "data.reason.removed": Phrase(
        "{deals} closed with this reason may be left without one",
        "{deals}, закрытые с этой причиной, могут остаться без неё",
    ),
    "data.tunnel.added": Phrase(
        "{deals} start to appear in another pipeline", "{deals} начинают появляться в другой воронке"
    ),
    "data.tunnel.removed": Phrase(
        "{deals} no longer appear in the other pipeline", "{deals} больше не появляются в другой воронке"
    ),
    "data.tunnel.changed": Phrase(
        "other {deals} go on, or they go elsewhere", "дальше идут другие {deals}, или они идут в другое место"
    ),
    "data.carried": Phrase("other data goes along", "вместе с ними переносятся другие данные"),
    "data.value.added": Phrase("a field is filled by itself", "поле заполняется само"),
    "data.value.removed": Phrase("the field is no longer filled by itself", "поле само больше не заполняется"),
    "data.value.changed": Phrase("another value is put in by itself", "само записывается другое значение"),
    "data.value.when": Phrase("the field is filled at another moment", "поле заполняется в другой момент"),
    "data.tag.added": Phrase("tags change by themselves", "теги меняются сами"),
    "data.tag.removed": Phrase("tags no longer change by themselves", "теги сами больше не меняются"),
    "data.tag.changed": Phrase("another tag changes", "меняется другой тег"),
    "data.tag.when": Phrase("tags change at another moment", "теги меняются в другой момент"),
    "data.going.added": Phrase("{deals} go on by themselves", "{deals} переходят сами"),
    "data.going.removed": Phrase("{deals} no longer go on by themselves", "{deals} сами больше не переходят"),
    "data.going.changed": Phrase("{deals} go elsewhere by themselves", "{deals} сами переходят в другое место"),
    "data.going.when": Phrase("{deals} go on at another moment", "{deals} переходят в другой момент"),
    "data.closing.added": Phrase("{deals} are closed by themselves", "{deals} закрываются сами"),
    "data.closing.removed": Phrase("{deals} are no longer closed by themselves", "{deals} сами больше не закрываются"),
    "data.closing.changed": Phrase("{deals} are closed in another way", "{deals} закрываются по-другому"),
    "data.closing.when": Phrase("{deals} are closed at another moment", "{deals} закрываются в другой момент"),
    "data.outside.added": Phrase("another system gets data", "данные получает другая система"),
    "data.outside.removed": Phrase("the other system no longer gets data", "другая система больше не получает данные"),
    "data.outside.changed": Phrase("the other system gets other data", "другая система получает другие данные"),
    "data.outside.when": Phrase(
        "the other system gets data at another moment", "другая система получает данные в другой момент"
    ),
    "analytics.conversion": Phrase(
        "conversion of {pipeline} cannot be compared from this day on",
        "конверсию воронки {pipeline} с этого дня нельзя сравнивать с прежней",
    ),
    "analytics.name": Phrase("another name in reports, the same data", "в отчётах другое название, данные прежние"),
    "analytics.key": Phrase("another stage counts as the decisive one", "решающий этап считается по-другому"),
    "analytics.norm": Phrase("conversion is measured against another norm", "конверсия сравнивается с другой нормой"),
    "analytics.losses": Phrase(
        "losses fall into other reasons from this day on", "отказы с этого дня делятся на причины по-другому"
    ),
    "analytics.gaps": Phrase("the field may be empty in new {deals}", "в новых {deals_in} поле может быть пустым"),
    "analytics.pipeline.removed": Phrase("the pipeline's figures end here", "статистика воронки на этом обрывается"),
}

#: What moves through a pipeline: many and one (accusative in Russian), and where («в сделках»).
MOVING: dict[str, tuple[Phrase, Phrase, Phrase]] = {
    "deal": (Phrase("deals", "сделки"), Phrase("a deal", "сделку"), Phrase("deals", "сделках")),
    "lead": (Phrase("leads", "лиды"), Phrase("a lead", "лид"), Phrase("leads", "лидах")),
}
