"""Words of the glossary and what they mean, English and Russian side by side."""

from pipelang.words import Phrase

TERMS: dict[str, Phrase] = {
    "docs.term.lead": Phrase("Lead", "Лид"),
    "docs.term.lead.means": Phrase(
        "An enquiry that may or may not become a deal.",
        "Обращение, про которое ещё не известно, станет ли оно сделкой.",
    ),
    "docs.term.deal": Phrase("Deal", "Сделка"),
    "docs.term.deal.means": Phrase(
        "One sale or order as the CRM keeps it: with whom, about what, for how much, and on which stage it is.",
        "Одна продажа или один заказ в CRM: с кем, о чём, на какую сумму и на каком сейчас этапе.",
    ),
    "docs.term.pipeline": Phrase("Pipeline", "Воронка"),
    "docs.term.pipeline.means": Phrase(
        "The way of a deal or lead from its first stage to won or lost.",
        "Путь сделки или лида от первого этапа до успеха или отказа.",
    ),
    "docs.term.stage": Phrase("Stage", "Этап"),
    "docs.term.stage.means": Phrase(
        "A step of a pipeline: a deal stands on it until it may go on to a later one.",
        "Шаг воронки: сделка стоит на нём, пока ей не пора на один из следующих.",
    ),
    "docs.term.key": Phrase("Key stage", "Ключевой этап (КЭВ)"),
    "docs.term.key.means": Phrase(
        "The decisive stage of a pipeline: how many deals get there shows how sales go. It is marked with ★.",
        "Решающий этап воронки: по тому, сколько сделок до него дошло, видно, как идут дела. Отмечен знаком ★.",
    ),
    "docs.term.no skip": Phrase("Stage not to be skipped", "Этап, который нельзя перепрыгнуть"),
    "docs.term.no skip.means": Phrase(
        "No deal gets to a later stage without having been on this one.",
        "Дальше по воронке сделка проходит только через него.",
    ),
    "docs.term.won": Phrase("Won", "Успех"),
    "docs.term.won.means": Phrase(
        "The good end of a pipeline: the deal has reached what the pipeline is for.",
        "Хороший конец воронки: сделка дошла до того, ради чего воронка существует.",
    ),
    "docs.term.lost": Phrase("Lost", "Отказ"),
    "docs.term.lost.means": Phrase(
        "The other end of a pipeline: the deal is closed without success, from whatever stage.",
        "Другой конец воронки: сделка закрыта без успеха. В отказ сделка может уйти с любого этапа.",
    ),
    "docs.term.reason": Phrase("Loss reason", "Причина отказа"),
    "docs.term.reason.means": Phrase(
        "Why a deal was lost; chosen from a list on closing, to see where deals are lost and what to do about it.",
        "Почему сделка проиграна: её выбирают из списка при закрытии, чтобы видеть, где теряются сделки и что с этим делать.",
    ),
    "docs.term.review": Phrase("Review of losses", "Разбор отказов"),
    "docs.term.review.means": Phrase(
        "Somebody looks at every lost deal, and takes it back to work if it was given up too early.",
        "Проигранную сделку смотрят ещё раз и, если её бросили зря, возвращают в работу.",
    ),
    "docs.term.role": Phrase("Role", "Роль"),
    "docs.term.role.means": Phrase(
        "A post or duty in this document. Which people stand behind it is settled in the CRM.",
        "Должность или обязанность в этом документе. Какие сотрудники за ней стоят, назначают в CRM.",
    ),
    "docs.term.owner": Phrase("Owner", "Ответственный"),
    "docs.term.owner.means": Phrase(
        "Whoever answers for the deal on a stage: its tasks and reminders come to this person.",
        "Тот, кто отвечает за сделку на этапе: к нему приходят её задачи и напоминания.",
    ),
    "docs.term.turns": Phrase("In turns", "По очереди"),
    "docs.term.turns.means": Phrase(
        "New deals go round among the people of a role.", "Сделки раздаются сотрудникам роли по кругу."
    ),
    "docs.term.load": Phrase("By load", "По загрузке"),
    "docs.term.load.means": Phrase(
        "A new deal goes to the person of a role who has the fewest.",
        "Новая сделка достаётся тому сотруднику роли, у кого их сейчас меньше.",
    ),
    "docs.term.card": Phrase("Card", "Карточка"),
    "docs.term.card.means": Phrase(
        "The page of a lead, a deal, a contact or a company in the CRM, with its fields.",
        "Страница лида, сделки, контакта или компании в CRM с их полями.",
    ),
    "docs.term.required": Phrase("Required field", "Обязательное поле"),
    "docs.term.required.means": Phrase(
        "A field without which a deal gets neither to the stage nor to any later one.",
        "Поле, без которого сделка не попадёт ни на этот этап, ни на следующие за ним.",
    ),
    "docs.term.react": Phrase("First response", "Первая реакция"),
    "docs.term.react.means": Phrase(
        "How soon work on a deal begins once it has come to the stage: a call, a letter.",
        "За какое время после прихода сделки на этап с ней начинают работать: звонят, пишут.",
    ),
    "docs.term.stay": Phrase("Life on the stage", "Срок на этапе"),
    "docs.term.stay.means": Phrase(
        "How long a deal may stand on a stage; after that it is overdue.",
        "Сколько сделка может стоять на этапе; дольше — просрочка.",
    ),
    "docs.term.norm": Phrase("Norm (conversion)", "Норма (конверсия)"),
    "docs.term.norm.means": Phrase(
        "What share of deals should go on from the stage to the next, and how fast.",
        "Какая доля сделок и за какое время должна переходить с этапа на следующий.",
    ),
    "docs.term.conversion": Phrase("Conversion pipeline", "Конверсионная воронка"),
    "docs.term.conversion.means": Phrase(
        "Its stages are named by what has already happened, so that their numbers can be trusted.",
        "Её этапы названы по тому, что уже произошло, поэтому их цифрам можно верить.",
    ),
    "docs.term.process": Phrase("Process pipeline", "Процессная воронка"),
    "docs.term.process.means": Phrase(
        "Its stages are named by what is going on now, as on a board of orders in work.",
        "Её этапы названы по тому, что происходит сейчас, как на доске заказов в работе.",
    ),
    "docs.term.automation": Phrase("Automation", "Автоматизация"),
    "docs.term.automation.means": Phrase(
        "What the CRM does by itself when something happens: sets a task, sends a message, moves the deal.",
        "То, что CRM делает сама по событию: ставит задачу, отправляет сообщение, переводит сделку.",
    ),
    "docs.term.tunnel": Phrase("Way into another pipeline (tunnel)", "Переход в другую воронку (тоннель)"),
    "docs.term.tunnel.means": Phrase(
        "The deal itself, or a copy of it, goes on in another pipeline.",
        "Сделка или её копия продолжает путь в другой воронке.",
    ),
    "docs.term.convert": Phrase("Conversion of a lead", "Конвертация лида"),
    "docs.term.convert.means": Phrase(
        "A lead becomes a deal: what is known of it goes along.",
        "Лид становится сделкой, данные о нём переходят в неё.",
    ),
    "docs.term.checklist": Phrase("Checklist", "Чек-лист"),
    "docs.term.checklist.means": Phrase(
        "What a manager makes sure of on a stage, point by point.",
        "То, в чём менеджер убеждается на этапе, по пунктам.",
    ),
    "docs.term.objection": Phrase("Objection", "Возражение"),
    "docs.term.objection.means": Phrase(
        "What clients say against, with the answer that is agreed on.",
        "Что клиенты говорят против, и что на это решено отвечать.",
    ),
    "docs.term.level": Phrase("Newbie, candidate, master", "Новичок, кандидат, мастер"),
    "docs.term.level.means": Phrase(
        "How experienced a manager is: hints differ by it.", "Уровни опыта менеджера: подсказки для них разные."
    ),
    "docs.term.tag": Phrase("Tag", "Тег"),
    "docs.term.tag.means": Phrase(
        "A mark on a card to find and sort cards by.", "Метка на карточке, по которой карточки находят и отбирают."
    ),
    "docs.term.channel": Phrase("Channel", "Канал связи"),
    "docs.term.channel.means": Phrase(
        "Where enquiries come from and messages go to.", "Откуда приходят обращения и куда уходят сообщения."
    ),
    "docs.term.webhook": Phrase("Webhook", "Вебхук"),
    "docs.term.webhook.means": Phrase(
        "A call of the CRM to another program, at an address on the internet.",
        "Обращение CRM к другой программе по адресу в интернете.",
    ),
    "docs.term.qualification": Phrase("Qualification", "Квалификация"),
    "docs.term.qualification.means": Phrase(
        "Finding out whether an enquiry comes from a client of ours, and what is wanted.",
        "Проверка обращения: наш ли это клиент и что ему нужно.",
    ),
    "docs.term.telemarketing": Phrase("Telemarketing", "Телемаркетинг"),
    "docs.term.telemarketing.means": Phrase(
        "Calls to those who have not asked for anything yet.", "Обзвон тех, кто сам ещё не обращался."
    ),
    "docs.term.warming": Phrase("Warming", "Утепление"),
    "docs.term.warming.means": Phrase(
        "Keeping in touch with those who are not ready to buy yet.",
        "Связь с теми, кто пока не готов купить, чтобы они вспомнили о нас, когда будут готовы.",
    ),
    "docs.term.claims": Phrase("Claims", "Рекламации"),
    "docs.term.claims.means": Phrase(
        "Complaints of clients about what they were sold.", "Претензии клиентов к тому, что им продали."
    ),
    "docs.term.refusals": Phrase("Work on refusals", "Работа с отказами"),
    "docs.term.refusals.means": Phrase(
        "A second talk with those who have refused.", "Повторный разговор с теми, кто отказался."
    ),
    "docs.term.head of sales": Phrase("РОП", "РОП"),
    "docs.term.head of sales.means": Phrase("The head of the sales department.", "Руководитель отдела продаж."),
}
