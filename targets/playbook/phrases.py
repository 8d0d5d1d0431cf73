"""Fixed phrases of the playbook, English and Russian side by side."""

from pipelang.words import Phrase

PHRASES: dict[str, Phrase] = {
    "play.title": Phrase("Playbook: what to do on each stage", "Плейбук: что делать на каждом этапе"),
    "play.contents": Phrase("Contents", "Содержание"),
    # Start of the day
    "day": Phrase("Start of the working day", "Начало рабочего дня"),
    "day.back": Phrase(
        "Work from the end of the funnel backwards: first those who are about to pay, then the offers, then the new requests.",
        "Идите от конца воронки к началу: сначала те, кто вот-вот заплатит, потом предложения, потом новые заявки.",
    ),
    "day.key": Phrase(
        "Key stages (★) come first of all: these clients are the warmest, they are not kept waiting.",
        "Ключевые этапы (★) — раньше всех: эти клиенты самые тёплые, ждать они не должны.",
    ),
    "day.light": Phrase(
        "Open red deals first, then yellow ones. Green ones are in time.",
        "Сначала откройте красные сделки, потом жёлтые. Зелёные идут в срок.",
    ),
    "day.stage": Phrase("Stage", "Этап"),
    "day.green": Phrase("In time", "В норме"),
    "day.yellow": Phrase("Running out", "Срок подходит"),
    "day.red": Phrase("Overdue", "Просрочено"),
    "day.react": Phrase("answer a new deal {within}", "новой сделке ответить {within}"),
    "day.free": Phrase("no limit", "без срока"),
    # A pipeline
    "pipe.leads": Phrase("Where deals come from: {sources}", "Откуда приходят: {sources}"),
    "pipe.sells": Phrase("What we sell: {products}", "Что продаём: {products}"),
    "pipe.way": Phrase("The way: ", "Путь: "),
    "pipe.any": Phrase("On any stage", "На любом этапе"),
    # A stage
    "stage.key": Phrase("key stage", "ключевой этап"),
    "stage.no skip": Phrase("do not skip", "не перепрыгивать"),
    "stage.skip why": Phrase(
        "Do not skip this stage, even when the client presses.", "Этот этап не перепрыгиваем, даже если клиент торопит."
    ),
    "stage.know": Phrase("How to know that a deal belongs here", "Как понять, что сделка здесь"),
    "stage.know.lead": Phrase("How to know that a lead belongs here", "Как понять, что лид здесь"),
    "stage.happened": Phrase("This has happened: “{stage}”.", "Уже произошло: «{stage}»."),
    "stage.going": Phrase("This is going on: “{stage}”.", "Сейчас идёт: «{stage}»."),
    "stage.not yet": Phrase("And this has not: “{following}”.", "А это ещё нет: «{following}»."),
    "stage.owner": Phrase("Who answers for it: {owner}.", "Кто отвечает: {owner}."),
    "stage.goal": Phrase("Goal: sell the next stage", "Цель: продать следующий этап"),
    "stage.towards": Phrase("Bring the deal to “{following}”.", "Довести сделку до этапа «{following}»."),
    "stage.towards.lead": Phrase("Bring the lead to “{following}”.", "Довести лид до этапа «{following}»."),
    "stage.norm": Phrase("Norm: {norm}.", "Норма: {norm}."),
    "stage.fill": Phrase("Must be filled in", "Должно быть заполнено"),
    "stage.more": Phrase(
        "To go on to “{following}” you will also need:", "Чтобы перейти на «{following}», понадобится ещё:"
    ),
    "stage.do": Phrase("What to do", "Что сделать"),
    "stage.react": Phrase("First response {within}", "Первая реакция {within}"),
    "stage.set by": Phrase("set by the CRM {event}", "задачу поставит CRM {event}"),
    "stage.checklist": Phrase("Checklist before going on", "Чек-лист перед переходом дальше"),
    "stage.hints": Phrase("Hints", "Подсказки"),
    "stage.objections": Phrase("Objections", "Возражения"),
    "stage.itself": Phrase("What happens by itself", "Что произойдёт само"),
    "stage.overdue": Phrase("If you are late", "Если не успеть в срок"),
    "stage.limit": Phrase("A deal stays here {limit}.", "Сделка живёт на этапе {limit}."),
    "stage.limit.lead": Phrase("A lead stays here {limit}.", "Лид живёт на этапе {limit}."),
    "stage.nothing": Phrase(
        "Nothing happens by itself: watch the limit yourself.", "Сама CRM ничего не сделает: следите за сроком."
    ),
    "stage.elsewhere": Phrase("Where the deal goes from here", "Куда ещё уходит сделка"),
    "stage.elsewhere.lead": Phrase("Where the lead goes from here", "Куда ещё уходит лид"),
    "stage.next": Phrase("Next: ", "Дальше: "),
    "stage.refused": Phrase("The client refused? ", "Клиент отказался? "),
    # Outcomes
    "won": Phrase("won", "успех"),
    "won.then": Phrase("Where the deal goes next", "Куда сделка уходит дальше"),
    "won.then.lead": Phrase("Where the lead goes next", "Куда лид уходит дальше"),
    "lost": Phrase("lost", "отказ"),
    "lost.reasons": Phrase("Choose the reason", "Выберите причину"),
    "lost.reason": Phrase("Reason", "Причина"),
    "lost.means": Phrase("When to choose it", "Когда её выбирать"),
    "lost.then": Phrase("Where the deal goes when lost", "Куда сделка уходит после отказа"),
    "lost.then.lead": Phrase("Where the lead goes when lost", "Куда лид уходит после отказа"),
    "lost.stays": Phrase("The deal is closed and goes nowhere else.", "Сделка закрыта и никуда дальше не уходит."),
    "lost.stays.lead": Phrase("The lead is closed and goes nowhere else.", "Лид закрыт и никуда дальше не уходит."),
    "texts": Phrase("Texts of messages", "Тексты сообщений"),
    "texts.channel": Phrase("Sent by: {channel}", "Канал: {channel}"),
}
