"""Words for people: what a manager reads about durations, conditions, events and actions, in Russian and English."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from programs import Builder, duration, field, number, option, reasons, rich_program, text

from pipelang.model import (
    Action,
    And,
    Compare,
    Duration,
    HasTag,
    Literal,
    Not,
    Or,
    Requirement,
    Task,
    Today,
    Trigger,
    Tunnel,
)
from pipelang.model.automation import Event, EventKind
from pipelang.model.walk import nodes
from pipelang.words import Words, sentence, words_for
from pipelang.words.durations import duration_words, plural_ru
from pipelang.words.local import LocalFigures

RU = words_for(rich_program())
EN = words_for(rich_program(), "en")


@pytest.mark.parametrize(
    ("said", "form", "russian", "english"),
    [
        ("15m working", "nominative", "15 рабочих минут", "15 working minutes"),
        ("1h", "nominative", "1 час", "1 hour"),
        ("21d", "nominative", "21 день", "21 days"),
        ("22d", "nominative", "22 дня", "22 days"),
        ("112d", "nominative", "112 дней", "112 days"),
        ("1w working", "nominative", "1 рабочая неделя", "1 working week"),
        ("2w working", "nominative", "2 рабочие недели", "2 working weeks"),
        ("3d working", "nominative", "3 рабочих дня", "3 working days"),
        ("1m", "after", "через 1 минуту", "after 1 minute"),
        ("21m working", "after", "через 21 рабочую минуту", "after 21 working minutes"),
        ("3d", "after", "через 3 дня", "after 3 days"),
        ("11d", "after", "через 11 дней", "after 11 days"),
        ("1d working", "after", "через 1 рабочий день", "after 1 working day"),
        ("15m working", "within", "в течение 15 рабочих минут", "within 15 working minutes"),
        ("2d", "within", "в течение 2 дней", "within 2 days"),
        ("1d", "within", "в течение 1 дня", "within 1 day"),
        ("21d", "within", "в течение 21 дня", "within 21 days"),
        ("1m working", "within", "в течение 1 рабочей минуты", "within 1 working minute"),
        ("1d working", "within", "в течение 1 рабочего дня", "within 1 working day"),
        ("2d", "at_most", "не дольше 2 дней", "no longer than 2 days"),
        ("5d", "at_most", "не дольше 5 дней", "no longer than 5 days"),
        ("1w", "at_most", "не дольше 1 недели", "no longer than 1 week"),
        ("22h working", "at_most", "не дольше 22 рабочих часов", "no longer than 22 working hours"),
        ("1w", "due", "за 1 неделю", "in 1 week"),
        ("1d", "due", "за 1 день", "in 1 day"),
        ("7d", "before", "за 7 дней", "7 days before"),
        ("1w", "before", "за 1 неделю", "1 week before"),
        ("1w", "lasting", "1 неделю", "1 week"),
        ("31m", "lasting", "31 минуту", "31 minutes"),
        ("14d", "lasting", "14 дней", "14 days"),
        ("1d", "up_to", "до 1 дня", "up to 1 day"),
        ("21h", "over", "дольше 21 часа", "over 21 hours"),
    ],
)
def test_durations_are_declined(said: str, form: str, russian: str, english: str) -> None:
    assert duration_words(duration(said), "ru", form) == russian  # type: ignore[arg-type]
    assert duration_words(duration(said), "en", form) == english  # type: ignore[arg-type]


@given(st.integers(0, 10**6))
def test_russian_plurals_repeat_every_hundred(amount: int) -> None:
    assert plural_ru(amount) == plural_ru(amount % 100)
    assert (plural_ru(amount) == 0) == (amount % 10 == 1 and amount % 100 != 11)


@given(st.integers(1, 200), st.sampled_from(["m", "h", "d", "w"]), st.booleans())
def test_genitive_never_uses_the_nominative_noun(amount: int, unit: str, working: bool) -> None:
    words = RU.duration(Duration(amount, unit, working), "at_most").split()  # type: ignore[arg-type]
    assert words[-1] not in {"минута", "час", "день", "неделя"}


def test_periods_in_sentences_stand_in_their_case() -> None:
    at, address = Builder().lines.next(), "pipeline.sales.stage.visit.trigger.1"
    idle = Trigger(address, at, Event("idle", wait=duration("1w")), None, None, ())
    later = Trigger(address, at, Event("payment"), None, duration("1m"), ())
    assert RU.event(idle) == "нет активности 1 неделю" and EN.event(idle) == "nothing has happened for 1 week"
    assert (
        RU.event(later) == "поступила оплата, спустя 1 минуту"
        and EN.event(later) == "a payment has come, 1 minute later"
    )


LOCAL = {locale: LocalFigures(locale) for locale in ("ru", "en")}  # type: ignore[arg-type]


def spaced(text: str) -> str:
    """Versions of CLDR part thousands by different spaces; which one is not ours to say, that it does not break is."""
    assert " " not in text
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("amount", "currency", "russian", "english"),
    [
        (1_500_000, "RUB", "1 500 000 ₽", "RUB 1,500,000.00"),
        (1500, "EUR", "1 500 €", "€1,500.00"),
        (1500.5, "EUR", "1 500,50 €", "€1,500.50"),
        ("0.125", "EUR", "0,125 €", "€0.125"),
        (999, "KZT", "999 ₸", "KZT 999.00"),
        (20_000, "XYZ", "20 000 XYZ", "XYZ 20,000.00"),
        (1234, "", "1 234", "1,234"),
    ],
)
def test_money_in_documents_follows_the_language(
    amount: float | str, currency: str, russian: str, english: str
) -> None:
    assert spaced(LOCAL["ru"].money(amount, currency)) == russian
    assert spaced(LOCAL["en"].money(amount, currency)) == english


@pytest.mark.parametrize(
    ("number", "russian", "english"),
    [(60.0, "60", "60"), (-999, "-999", "-999"), (1000, "1 000", "1,000"), (1234567.5, "1 234 567,5", "1,234,567.5"),
     ("0.0001", "0,0001", "0.0001")],
)  # fmt: skip
def test_numbers_in_documents_follow_the_language(number: float | str, russian: str, english: str) -> None:
    assert spaced(LOCAL["ru"].number(number)) == russian
    assert spaced(LOCAL["en"].number(number)) == english


def test_dates_in_documents_follow_the_language() -> None:
    assert spaced(LOCAL["ru"].date("2026-03-15")) == "15 марта 2026 г."
    assert spaced(LOCAL["en"].date("2026-03-15")) == "15 March 2026"


@given(st.integers(-(10**12), 10**12), st.integers(0, 4))
def test_no_digit_of_an_amount_is_lost(amount: int, places: int) -> None:
    exact = Decimal(amount).scaleb(-places)
    said = LOCAL["en"].money(str(exact), "EUR")
    assert Decimal(said.replace("€", "").replace(",", "")) == exact


@pytest.mark.parametrize(
    ("condition", "russian", "english"),
    [
        (Compare(field("interest"), ">=", number(9)), "Интерес клиента не меньше 9", "Интерес клиента is at least 9"),
        (
            Compare("reason", "in", reasons("thinking", "no_answer")),
            "причина отказа — «Отложил решение» или «Перестал отвечать»",
            "the reason is “Отложил решение” or “Перестал отвечать”",
        ),
        (
            Not(Compare("reason", "in", reasons("thinking", "no_answer", "price"))),
            "причина отказа — не «Отложил решение», не «Перестал отвечать» и не «Дорого»",
            "the reason is not “Отложил решение”, “Перестал отвечать” or “Дорого”",
        ),
        (
            Compare(field("budget"), ">", (Literal("money", 1234567.5, "RUB"),)),
            "Бюджет больше 1\u00a0234\u00a0567,5\u00a0₽",
            "Бюджет is more than 1,234,567.5\u00a0₽",
        ),
        (
            Compare(field("next_buy"), "<", (Literal("date", "2026-03-05"),)),
            "Ждём следующую покупку раньше 05.03.2026",
            "Ждём следующую покупку is before 5 March 2026",
        ),
        (
            Not(Compare(field("interest"), "<", number(3))),
            "Интерес клиента не меньше 3",
            "Интерес клиента is at least 3",
        ),
        (
            Compare(field("contact.phone_no"), "is empty", ()),
            "поле «Телефон (контакт)» не заполнено",
            "Телефон (contact) is not filled in",
        ),
        (
            Compare("owner", "is", (Literal("role", "head"),)),
            "ответственный — «РОП»",
            "the owner is “РОП”",
        ),
        (
            Not(And((HasTag("горячий"), Compare(field("urgent"), "is", (Literal("flag", False),))))),
            "неверно, что (есть тег «горячий» и Срочный заказ — нет)",
            "it is not true that (the tag “горячий” is set and Срочный заказ is no)",
        ),
        (
            And((Or((HasTag("а"), HasTag("б"))), Not(Not(HasTag("в"))))),
            "(есть тег «а» или есть тег «б») и есть тег «в»",
            "(the tag “а” is set or the tag “б” is set) and the tag “в” is set",
        ),
        (
            Compare(field("budget"), ">", (field("budget"),)),
            "Бюджет больше чем поле «Бюджет»",
            "Бюджет is more than the field “Бюджет”",
        ),
    ],
)
def test_conditions_name_what_they_compare(condition: object, russian: str, english: str) -> None:
    assert RU.condition(condition) == russian  # type: ignore[arg-type]
    assert EN.condition(condition) == english  # type: ignore[arg-type]


def test_a_reason_is_named_by_its_own_pipeline() -> None:
    price = Compare("reason", "is", reasons("price"))
    assert RU.condition(price, "pipeline.sales.lost.tunnel.1") == "причина отказа — «Дорого»"
    assert RU.condition(price, "pipeline.wardrobes.lost.tunnel.1") == "причина отказа — «Не устроила цена»"


def _found(words: Words, cls: type) -> dict[str, str]:
    said = {Trigger: words.event, Tunnel: words.tunnel, Action: words.action, Requirement: words.requirement}[cls]
    return {node.address: said(node) for node in nodes(words.program) if isinstance(node, cls)}  # type: ignore[operator]


def test_every_event_has_words() -> None:
    kinds = {node.event.kind for node in nodes(rich_program()) if isinstance(node, Trigger)}
    assert kinds == set(get_args(EventKind)), "rich_program() says every event"
    assert all(_found(RU, Trigger).values()) and all(_found(EN, Trigger).values())


@pytest.mark.parametrize(
    ("address", "russian"),
    [
        ("pipeline.sales.stage.visit.trigger.1", "при входе на этап"),
        ("pipeline.sales.stage.offer.trigger.2", "через 3 дня на этапе"),
        ("pipeline.sales.stage.offer.trigger.4", "при просрочке этапа"),
        ("pipeline.sales.trigger.1", "пропущенный звонок"),
        ("pipeline.sales.stage.visit.trigger.2", "изменилось поле «Интерес клиента», если Интерес клиента не меньше 9"),
        ("pipeline.sales.stage.visit.trigger.3", "за 1 день до даты «Встреча в шоу-руме»"),
        ("pipeline.sales.stage.request.trigger.2", "нет активности 3 дня"),
        ("pipeline.sales.stage.request.trigger.4", "сообщение от клиента в WhatsApp, в котором есть «цена»"),
        ("pipeline.sales.stage.offer.trigger.6", "(выключено) исходящий звонок"),
        (
            "pipeline.sales.stage.offer.trigger.7",
            "каждый рабочий день в 10:00, если источник — «Заявки с сайта» или «Телефония»",
        ),
        ("pipeline.warming.stage.new.trigger.2", "по вторникам и четвергам в 11:30"),
        ("pipeline.production.stage.assembly.trigger.1", "при просрочке этапа, спустя 1 день"),
        ("pipeline.production.lost.trigger.1", "через 1 час после отказа"),
        ("pipeline.production.won.trigger.1", "при успешном закрытии"),
    ],
)
def test_events_in_russian(address: str, russian: str) -> None:
    assert _found(RU, Trigger)[address] == russian


def test_every_action_has_words() -> None:
    said = {type(node).__name__ for node in nodes(rich_program()) if isinstance(node, Action)}
    assert said == {cls.__name__ for cls in Action.__subclasses__()}, "rich_program() says every action"
    assert all(_found(RU, Action).values()) and all(_found(EN, Action).values())


@pytest.mark.parametrize(
    ("address", "russian"),
    [
        (
            "pipeline.sales.stage.offer.trigger.2.action.1",
            "поставить задачу «Звонок»: Спросить решение, срок 1 день",
        ),
        (
            "pipeline.sales.stage.offer.trigger.1.action.2",
            "отправить сообщение в WhatsApp: [Контакт: Имя без фамилии], отправили предложение на [Сделка: Бюджет]. "
            "Когда удобно обсудить? [Ответственный: Имя], [Ответственный: Телефон]",
        ),
        ("pipeline.sales.stage.visit.trigger.2.action.2", "уведомить роль РОП: Горячий клиент [Контакт: Имя]"),
        ("pipeline.sales.stage.visit.trigger.3.action.1", "уведомить ответственного: Завтра встреча"),
        ("pipeline.wardrobes.stage.measure.trigger.1.action.1", "перевести на этап «Аванс получен»"),
        ("pipeline.warming.stage.new.trigger.3.action.1", "перевести: «Продажи» → «Заявка получена»"),
        (
            "pipeline.wardrobes.stage.measure.trigger.2.action.1",
            "записать в поле «Ждём следующую покупку»: сегодня + 180 дней",
        ),
        (
            "pipeline.sales.stage.invoice.trigger.2.action.1",
            "запустить бизнес-процесс «Согласование скидки», ждать его завершения не дольше 1 рабочего дня",
        ),
        ("pipeline.leads.stage.new.trigger.2.action.1", "закрыть лид как проигранный с причиной «Спам»"),
        (
            "pipeline.claims.stage.open.trigger.1.action.1",
            "создать копию сделки: «Производство» → «В очереди на раскрой»; переносятся поля: «Способ отгрузки»; "
            "добавляются теги: «ремонт»",
        ),
    ],
)
def test_actions_in_russian(address: str, russian: str) -> None:
    assert _found(RU, Action)[address] == russian


def test_the_reason_names_the_loss_only_where_there_are_several() -> None:
    actions = _found(RU, Action)
    assert actions["pipeline.sales.stage.offer.trigger.4.action.1"].endswith("«Отложил решение» («Отказ»)")
    assert "Нецелевой" not in actions["pipeline.leads.stage.new.trigger.2.action.1"]


def test_tunnels_say_mode_place_condition_and_luggage() -> None:
    tunnels = _found(RU, Tunnel)
    assert tunnels["pipeline.sales.won.tunnel.1"] == (
        "копия сделки переходит: «Производство» → «В очереди на раскрой»; "
        "переносятся поля: «Бюджет», «Способ отгрузки»; теги переносятся; добавляются теги: «из продаж»"
    )
    assert tunnels["pipeline.leads.won.tunnel.1"].startswith(
        "лид конвертируется: «Продажи» → «Заявка получена», если поле"
    )


def test_tasks_say_who_and_by_when() -> None:
    tasks = {node.address: RU.task(node) for node in nodes(rich_program()) if isinstance(node, Task)}
    assert tasks["pipeline.sales.stage.request.task.1"] == (
        "Звонок: Позвонить и назначить встречу, срок 15 рабочих минут, обязательная"
    )
    assert tasks["pipeline.sales.stage.offer.task.1"] == (
        "Замер: Контрольный замер, срок 2 рабочих дня, исполнитель: Мастер производства"
    )


def test_nothing_is_said_by_its_id() -> None:
    """Ids of the sample are Latin words; none of them may come through where a name exists."""
    ids = {
        "no_answer",
        "thinking",
        "telemarketer",
        "phone_no",
        "next_buy",
        "offer_sent",
        "showroom",
        "courier",
        "pickup",
        "junk",
    }
    for cls in (Trigger, Tunnel, Action, Requirement):
        for address, words in _found(RU, cls).items():
            assert not ids & set(words.replace("«", " ").replace("»", " ").split()), address


def test_values_texts_and_names() -> None:
    assert RU.value(option("courier")[0], field("shipping")) == "«Наша доставка»"
    assert RU.value(Literal("percent", 12.5)) == "12,5%"
    assert RU.value(Literal("duration", duration("2h working"))) == "2 рабочих часа"
    assert RU.value(Today(-3)) == "сегодня − 3 дня"
    assert (
        RU.text(text("{contact.name}: {deal.budget}\n{deal.link}"))
        == "[Контакт: Имя]: [Сделка: Бюджет]\n[Сделка: Ссылка]"
    )
    assert RU.place_at("pipeline.sales.stage.visit.trigger.2.action.1") == "«Продажи» → «Посетил шоу-рум»"
    assert RU.place_at("pipeline.sales.lost.junk.reason.spam") == "«Продажи» → «Брак»"
    assert RU.place_at("pipeline.sales.trigger.1") == "«Продажи»"
    assert RU.place_at("role.head") == ""
    assert RU.hours(rich_program().crm) == "пн–пт 09:00–19:00, сб 10:00–16:00"
    assert RU.count(21, "stage") == "21 этап" and EN.count(2, "stage") == "2 stages"
    assert sentence(RU.duration(duration("2d"), "within")) == "В течение 2 дней"


def test_words_load_nothing_heavy() -> None:
    code = "import sys, pipelang.words; print({'jinja2', 'pydantic', 'babel', 'lark'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"
