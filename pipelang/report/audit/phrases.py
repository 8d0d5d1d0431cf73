"""Fixed phrases of an audit, English and Russian side by side. Its reader has never seen a spec."""

from __future__ import annotations

from pipelang.words import Phrase

PHRASES: dict[str, Phrase] = {
    "audit": Phrase("Audit of sales funnels", "Аудит воронок продаж"),
    "audit.contents": Phrase("Contents", "Содержание"),
    # How heavy a finding is, and what it costs
    "audit.error": Phrase("critical", "критично"),
    "audit.warning": Phrase("important", "важно"),
    "audit.info": Phrase("advice", "совет"),
    "audit.errors": Phrase("critical: {count}", "критичных: {count}"),
    "audit.warnings": Phrase("important: {count}", "важных: {count}"),
    "audit.infos": Phrase("advice: {count}", "советов: {count}"),
    "audit.requests": Phrase("paid requests are lost", "пропадают оплаченные заявки"),
    "audit.deals": Phrase("deals are forgotten", "сделки забывают"),
    "audit.trust": Phrase("trust is lost", "теряется доверие"),
    "audit.figures": Phrase("reports are wrong", "отчёты искажены"),
    "audit.effort": Phrase("time is wasted", "уходит время людей"),
    # About this document
    "audit.about": Phrase("What we have looked at", "Что мы посмотрели"),
    "audit.about.lead": Phrase(
        "We have described your CRM as it is set up today and held it against the practices of well-built funnels. This "
        "document says what we have found, why it costs money and how to mend it, the dearest first.",
        "Мы описали вашу CRM такой, как она настроена сегодня, и сверили с практикой хорошо построенных воронок. Здесь — что "
        "нашли, почему это стоит денег и как исправить; самое дорогое — первым.",
    ),
    "audit.client": Phrase("Client", "Клиент"),
    "audit.seen": Phrase("Looked at", "Посмотрели"),
    "audit.pipelines": Phrase("Pipelines", "Воронки"),
    "audit.found": Phrase("Found", "Найдено"),
    "audit.found.none": Phrase("nothing to mend", "исправлять нечего"),
    "audit.places": Phrase("places in all: {count}", "мест всего: {count}"),
    "audit.good": Phrase("What is good already", "Что уже хорошо"),
    "audit.good.lead": Phrase("Keep these when you change things:", "Не потеряйте это, когда будете менять остальное:"),
    # Where to begin
    "audit.first": Phrase("Where to begin", "С чего начать"),
    "audit.first.three": Phrase("Three things to do first", "Три дела, с которых начать"),
    "audit.first.lead": Phrase(
        "If there is time for little, do these: of all that was found they cost you most.",
        "Если времени мало, сделайте это: из всего найденного оно обходится дороже всего.",
    ),
    "audit.more": Phrase("{count} more", "ещё {count}"),
    # The map
    "audit.map": Phrase("The funnels, with the places marked", "Схема воронок с отметками"),
    "audit.map.lead": Phrase(
        "Frames show where something was found; the numbers after “!” are those of the findings below. Red is critical, orange "
        "important, blue advice.",
        "Рамкой обведены места, где что-то найдено; цифры после «!» — номера замечаний ниже. Красное — критично, "
        "оранжевое — важно, синее — совет.",
    ),
    "audit.map.plain": Phrase("Nothing is marked: nothing was found.", "Отметок нет: ничего не найдено."),
    "audit.place": Phrase("Place", "Место"),
    "audit.here": Phrase("What was found here", "Что здесь найдено"),
    "audit.whole": Phrase("the whole pipeline", "вся воронка"),
    "audit.elsewhere": Phrase("Outside the pipelines", "Вне воронок"),
    # Findings
    "audit.findings": Phrase("What was found, and how to mend it", "Что найдено и как исправить"),
    "audit.findings.none": Phrase(
        "Nothing was found that breaks a practice of well-built funnels. That is rare.",
        "Ничего, что нарушало бы практику хорошо построенных воронок, не нашлось. Так бывает редко.",
    ),
    "audit.numbered": Phrase("{number}. {title}", "{number}. {title}"),
    "audit.where": Phrase("Where", "Где"),
    "audit.why": Phrase("Why it costs money", "Почему это стоит денег"),
    "audit.mend": Phrase("How to mend it", "Как исправить"),
    "audit.right": Phrase("When to leave it so", "Когда можно оставить"),
    "audit.see": Phrase("What the report shows and what is true", "Что покажет отчёт и что на самом деле"),
    # The conversion report
    "audit.conversion": Phrase(
        "What the conversion report shows, and what is true", "Что покажет отчёт о конверсии и что на самом деле"
    ),
    "audit.conversion.lead": Phrase(
        "A CRM takes the order of stages for the client's way: a deal is counted as passed on every stage left of the one it "
        "stands on. A parking lot stands to the right of working stages, so each deal put there raises the conversion of "
        "all stages before it, even if nobody ever talked to the client.",
        "CRM принимает порядок этапов за путь клиента: сделка засчитывается на каждом этапе левее того, где она стоит. "
        "Отстойник стоит правее рабочих этапов, поэтому каждая отложенная туда сделка поднимает конверсию всех этапов до "
        "него, даже если с клиентом никто не говорил.",
    ),
    "audit.conversion.skips": Phrase(
        "A CRM takes the order of stages for the client's way: a deal is counted as passed on every stage left of the one it "
        "stands on, those that it has skipped among them.",
        "CRM принимает порядок этапов за путь клиента: сделка засчитывается на каждом этапе левее того, где она стоит, даже "
        "если через этот этап перескочила.",
    ),
    "audit.example": Phrase(
        "The numbers are an example of {count} deals, not yours: with your counts this page shows your report.",
        "Числа — пример на {count} сделок, не ваши: по вашим данным здесь будет ваш отчёт.",
    ),
    "audit.example badge": Phrase("example", "пример"),
    "audit.period": Phrase("Your counts: {period}.", "Ваши данные: {period}."),
    "audit.yours": Phrase("Your counts.", "Ваши данные."),
    "audit.gap": Phrase(
        "By the report, {reported}% of deals come as far as {stage}; really {real}% do.",
        "По отчёту до этапа {stage} доходят {reported}% сделок, на самом деле — {real}%.",
    ),
    "audit.no gap": Phrase(
        "In these numbers the report overstates nothing.", "В этих числах отчёт ничего не завышает."
    ),
    "audit.parked": Phrase(
        "{count} of {total} deals ended in the parking lot; the report credits each of them with all stages before it.",
        "В отстойнике осело {count} из {total} сделок; отчёт засчитывает каждой из них все этапы до него.",
    ),
    "audit.bars": Phrase("{pipeline}: the report and the truth", "{pipeline}: отчёт и правда"),
    "audit.bars.said": Phrase("in the CRM's report", "в отчёте CRM"),
    "audit.bars.over": Phrase(
        "of it credited, though the deals never came here", "из них приписано: сделки здесь не были"
    ),
    "audit.bars.true": Phrase("really came to the stage", "на самом деле дошли до этапа"),
    "audit.bars.sump": Phrase("parking lot", "отстойник"),
    "audit.stage": Phrase("Stage", "Этап"),
    "audit.reported": Phrase("In the report", "В отчёте"),
    "audit.real": Phrase("Really", "На самом деле"),
    "audit.over": Phrase("Overstated by", "Завышено на"),
    "audit.how": Phrase("How both are counted", "Как посчитано"),
    "audit.how.reported": Phrase(
        "In the report: deals that stand on the stage or on a later one, that were lost from there or later, and those that "
        "were won.",
        "В отчёте: сделки, которые стоят на этапе или правее, проиграны отсюда или правее, и выигранные.",
    ),
    "audit.how.real": Phrase(
        "Really: deals that have ever stood on the stage, each counted once, as the history of stage changes has it.",
        "На самом деле: сделки, которые хотя бы раз стояли на этапе, каждая один раз, — по истории смены этапов.",
    ),
    "audit.how.skips": Phrase(
        "The difference also holds deals that rightly skipped a stage: a client who asks for the invoice at once.",
        "В разнице есть и сделки, которые перескочили этап по делу: клиент сразу попросил счёт.",
    ),
    "audit.how.unsure": Phrase(
        "Whether your CRM keeps lost deals on the stage they were lost from was not checked on a live account; if it does "
        "not, its numbers are lower by the lost deals, and what is parked raises them all the same.",
        "Оставляет ли ваша CRM проигранные сделки на этапе, с которого их закрыли, на живом аккаунте не проверено; если нет, "
        "её числа меньше на проигранные, а отложенные завышают их так же.",
    ),
    "audit.how.crm": Phrase("{crm}: {note} Source: {source}.", "{crm}: {note} Источник: {source}."),
    # The rest
    "audit.accepted": Phrase("Left so on purpose", "Оставлено намеренно"),
    "audit.accepted.lead": Phrase(
        "These break a practice, and there is a reason. Look at them again when the reason is gone.",
        "Здесь практика нарушена осознанно. Вернитесь к этому, когда причина исчезнет.",
    ),
    "audit.reason": Phrase("Reason", "Причина"),
    "audit.practice": Phrase("What is broken", "Что нарушено"),
    "audit.unseen": Phrase("What this audit cannot see", "Чего этот аудит не видит"),
    "audit.unseen.people": Phrase(
        "How people work: whether managers call in time, what they say, and whether they move deals when something has "
        "really happened.",
        "Как работают люди: звонят ли менеджеры вовремя, что говорят и двигают ли сделки тогда, когда что-то действительно "
        "произошло.",
    ),
    "audit.unseen.data": Phrase(
        "The deals themselves: duplicates, empty cards, old deals that nobody touches.",
        "Сами сделки: дубли, пустые карточки, старые сделки, которых никто не касается.",
    ),
    "audit.unseen.live": Phrase(
        "What was changed in the CRM after it was described, and what is set up in outside services.",
        "Что изменили в CRM после того, как её описали, и что настроено во внешних сервисах.",
    ),
    "audit.unseen.texts": Phrase(
        "Whether scripts, messages and offers are good: only that they are there.",
        "Хороши ли скрипты, сообщения и предложения: видно только, что они есть.",
    ),
    "audit.unseen.money": Phrase(
        "What a finding costs in money: for that take your own conversion, average sale and number of requests.",
        "Во сколько обходится каждое замечание: для этого нужны ваши конверсия, средний чек и число заявок.",
    ),
    "audit.appendix": Phrase("Appendix for the integrator", "Приложение для интегратора"),
    "audit.appendix.lead": Phrase(
        "Where each finding stands in the description, with the code of its rule.",
        "Где каждое замечание стоит в описании и код правила.",
    ),
    "audit.code": Phrase("Rule", "Правило"),
    "audit.line": Phrase("Line", "Строка"),
    "audit.message": Phrase("Message", "Сообщение"),
    "audit.number": Phrase("No.", "№"),
}
