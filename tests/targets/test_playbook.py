"""The playbook: a manager finds on one page what to fill in, do and say on each stage, and what comes if nothing is done."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import HOSTILE, MARKDOWN, Page, assert_links_arrive, assert_markdown_is_ours, assert_self_contained, hostile
from pipelang.targets.playbook.day import in_order, yellow_after  # noqa: TID251 — its own test
from programs import Builder, duration, rich_program

from pipelang.deploy.target import DocumentTarget, load_target
from pipelang.model import Crm, Duration, Hint, Program
from pipelang.model.index import owners
from pipelang.report.documents.anchors import anchor
from pipelang.words import words_for


def rendered(program: Program) -> dict[str, str]:
    target = load_target("playbook")
    assert isinstance(target, DocumentTarget)
    return dict(target.render(program))  # type: ignore[arg-type]


@cache
def rich() -> tuple[Page, dict[str, str]]:
    files = rendered(rich_program())
    return Page(files["playbook.html"]), files


def told(section: str) -> str:
    return " ".join(rich()[0].texts[section].split())


def test_one_page_and_a_file_for_each_pipeline() -> None:
    names = {"playbook.html"} | {f"{pipeline.id}.md" for pipeline in rich_program().pipelines}
    assert rich()[1].keys() == names


def test_every_stage_and_outcome_has_its_place() -> None:
    page, files = rich()
    for pipeline in rich_program().pipelines:
        for place in pipeline.places:
            assert place.name in page.texts[anchor(place.address)]
            assert f'<a id="{anchor(place.address)}"></a>' in files[f"{pipeline.id}.md"]


def test_a_stage_tells_what_a_manager_needs() -> None:
    stage = told("sales/request")
    for said in (
        "Клиент оставил контакт любым способом",
        "Уже произошло: «Заявка получена». А это ещё нет: «Посетил шоу-рум».",
        "Кто отвечает: Менеджер по продажам (по очереди).",
        "Клиент приедет в шоу-рум",
        "Норма: 60% сделок переходят на следующий этап в течение 2 дней.",
        "Должно быть заполнено Телефон (контакт)",
        "Чтобы перейти дальше, понадобится ещё: Бюджет, Интерес клиента, Эскиз",
        "Первая реакция в течение 15 рабочих минут",
        "Звонок: Позвонить и назначить встречу, срок 15 рабочих минут, обязательная",
        "Подсказка Цену по телефону не называем: приглашаем на встречу.",
        "Подсказка новичку Держите под рукой адрес шоу-рума.",
        "Подсказка кандидату Предложите два времени на выбор.",
        "Подсказка мастеру Спросите, кто ещё принимает решение.",
        "«Нет времени ехать» Предложите выезд дизайнера.",
        "Нет активности 3 дня поставить задачу «Звонок»: Напомнить о себе, исполнитель: РОП",
        "Сделка живёт на этапе не дольше 2 дней. Дальше CRM сама: уведомить роль РОП",
        "Дальше: Посетил шоу-рум",
    ):
        assert said in stage, said


def test_a_key_stage_that_may_not_be_skipped_says_so() -> None:
    stage = told("sales/visit")
    assert "★ ключевой этап" in stage and "Этот этап не перепрыгиваем, даже если клиент торопит." in stage
    assert "Чек-лист перед переходом дальше Замеры сделаны Эскиз согласован" in stage
    assert "Встреча: Обсудить эскиз, срок 1 день — задачу поставит CRM при входе на этап" in stage


def test_a_process_stage_says_what_is_going_on() -> None:
    assert "Как понять, что лид здесь Сейчас идёт: «Разбираем заявку»." in told("leads/new")


def test_demands_of_earlier_stages_are_told_apart() -> None:
    assert "С прежних этапов: Телефон (контакт), Бюджет" in told("sales/offer")


def test_a_limit_without_consequence_is_said_openly() -> None:
    assert "Сама CRM ничего не сделает: следите за сроком." in told("sales/visit")
    assert (
        "Если не успеть в срок" not in told("production/assembly").split("При просрочке")[0].split("Что произойдёт")[0]
    )


def test_switched_off_triggers_do_not_bother_managers() -> None:
    assert "исходящий звонок" not in told("").lower()


def test_losses_explain_reasons_and_where_the_deal_goes() -> None:
    lost = told("sales/lost")
    assert "Дорого Клиент назвал цену конкурента" in lost
    assert "Разбирает: РОП, в течение 1 дня" in lost
    assert "Куда сделка уходит после отказа Копия сделки переходит: «Утепление» → «Греем письмами»" in lost
    assert "Сделка закрыта и никуда дальше не уходит." in told("sales/lost.junk")


def test_the_day_of_a_role_starts_at_the_end_with_key_stages_first() -> None:
    day = told("role.manager")
    assert day.index("Посетил шоу-рум") < day.index("Предложение отправлено") < day.index("Заявка получена")
    assert "до 3 дней дольше 3 дней дольше 5 дней" in day
    assert "Счёт выставлен" in told("role.accountant") and "Счёт выставлен" not in day
    assert all(role in told("the-day") for role in ("Менеджер по продажам", "Бухгалтер"))


def test_every_stage_is_in_the_day_of_its_role_or_of_nobody() -> None:
    program, page = rich_program(), rich()[0]
    for pipeline in program.pipelines:
        for stage in pipeline.stages:
            role = owners(pipeline)[stage.address]
            own = page.texts[f"role.{role.role}" if role else "the-unowned"]
            assert stage.name in own, stage.address


def test_a_head_sees_what_to_go_through_and_what_the_crm_will_tell() -> None:
    head = told("role.head")
    assert "Разбор отказов «Продажи» → «Отказ»: разобрать каждую сделку в течение 1 дня" in head
    assert "О чём вас предупредит CRM При просрочке этапа — " in head
    assert "Продажи: Заявка получена" in head


def test_a_field_says_why_it_is_asked() -> None:
    asked = next(field for field in rich_program().fields if field.id == "budget")
    program = replace(
        rich_program(),
        fields=tuple(
            replace(field, about="Без него не собрать предложение") if field == asked else field
            for field in rich_program().fields
        ),
    )
    page = Page(rendered(program)["playbook.html"])
    assert "Бюджет Без него не собрать предложение" in " ".join(page.texts["sales/visit"].split())


def test_order_of_the_day_keeps_every_stage() -> None:
    for pipeline in rich_program().pipelines:
        assert sorted(stage.id for stage in in_order(pipeline)) == sorted(stage.id for stage in pipeline.stages)


@pytest.mark.parametrize(
    ("limit", "yellow"),
    [
        ("5d", "3d"),
        ("7d", "4d"),
        ("2d", "1d"),
        ("1d", "16h"),
        ("1d working", "6h working"),
        ("1w working", "4d working"),
        ("1m", "1m"),
    ],
)
def test_the_light_turns_yellow_at_two_thirds(limit: str, yellow: str) -> None:
    words = words_for(rich_program())
    assert yellow_after(duration(limit), words.working_day(), len(words.working_days())) == duration(yellow)


@given(st.integers(1, 500), st.sampled_from(["m", "h", "d", "w"]), st.booleans())
def test_yellow_never_comes_after_red(amount: int, unit: str, working: bool) -> None:
    limit = Duration(amount, unit, working)  # type: ignore[arg-type]
    soon = yellow_after(limit, Duration(10, "h"), 6)
    assert 0 < soon.minutes <= limit.minutes and soon.working == working


def test_messages_are_told_in_full_where_links_lead() -> None:
    assert "отправили предложение на [Сделка: Бюджет]" in told("message.offer_sent")
    assert '<a id="message.offer_sent"></a>' in rich()[1]["sales.md"]
    assert "message.offer_sent" not in rich()[1]["claims.md"]


def test_the_page_is_self_contained_and_its_links_arrive() -> None:
    page, _ = rich()
    assert_self_contained(page, scripts=2)
    assert_links_arrive(page)


def test_markdown_links_lead_into_the_files_of_other_pipelines() -> None:
    files = rich()[1]
    assert "(production.md#production/new)" in files["sales.md"]
    assert "(#sales/visit)" in files["sales.md"]
    for name, text in files.items():
        if name.endswith(".md"):
            assert_markdown_is_ours(text)


def test_hostile_texts_do_nothing() -> None:
    files = rendered(hostile(rich_program()))
    page = Page(files.pop("playbook.html"))
    assert_self_contained(page, scripts=2)
    assert_links_arrive(page)
    assert page.tags.keys() - MARKDOWN == rich()[0].tags.keys() - MARKDOWN
    assert HOSTILE in page.texts["sales/visit"]
    for text in files.values():
        assert_markdown_is_ours(text)


def test_it_speaks_english_too() -> None:
    program = replace(rich_program(), crm=replace(rich_program().crm, locale="en"))
    page = Page(rendered(program)["playbook.html"])
    assert "Start of the working day" in page.texts["the-day"]
    assert "up to 3 days over 3 days over 5 days" in " ".join(page.texts["the-day"].split())


def test_a_program_without_pipelines_still_makes_a_page() -> None:
    program = Program(crm=Crm("crm", Builder().lines.next(), "Пусто"))
    assert "Пусто" in Page(rendered(program)["playbook.html"]).texts[""]


def test_the_same_program_gives_the_same_bytes() -> None:
    assert rendered(rich_program()) == rendered(rich_program())


def test_what_comes_of_doing_nothing_stands_together() -> None:
    stage = told("sales/request")
    assert "Если ничего не делать Сделка живёт на этапе не дольше 2 дней." in stage
    assert stage.index("Если ничего не делать") < stage.index("Нет активности 3 дня")


def test_a_stage_says_where_to_go_when_the_client_refuses() -> None:
    assert "Дальше: Посетил шоу-рум. Клиент отказался? Отказ, Брак" in told("sales/request")


def test_a_reason_says_where_it_leads() -> None:
    assert "Причина Когда её выбирать Куда уйдёт сделка" in told("sales/lost")
    assert "Перестал отвечать — Утепление" in told("sales/lost")


def test_a_message_says_when_it_goes_out_and_not_its_id() -> None:
    message = told("message.offer_sent")
    assert message.startswith("WhatsApp: отправили предложение на [Сделка: Бюджет]. Когда…")
    assert "При входе на этап Продажи: Предложение отправлено" in message and "offer_sent" not in message


def test_what_holds_on_any_stage_is_told_with_each() -> None:
    chapter = told("sales")
    assert "На любом этапе" in chapter and chapter.index("На любом этапе") > chapter.index("Клиент отказался?")


def test_working_hours_are_explained() -> None:
    said = "Рабочие минуты, часы и дни идут только в рабочее время: пн–пт 09:00–19:00, сб 10:00–16:00."
    assert said in told("the-day") and said in rich()[1]["sales.md"]


def test_the_map_leads_to_stages_and_stays_out_of_large_books() -> None:
    page = rich()[0]
    assert "the-map" in page.texts and "svg" in page.tags and "#sales/visit" in page.links
    b = Builder()
    stages = tuple(b.stage(f"pipeline.p.stage.s{number}", f"Этап {number}") for number in range(201))
    ends = {"won": b.won("p", "Оплата"), "lost": (b.lost("pipeline.p.lost", "Отказ", {}),)}
    large = Program(
        Crm("crm", b.lines.next(), "Фабрика"), pipelines=(b.pipeline("p", "П", kind="custom", stages=stages, **ends),)
    )
    assert "the-map" not in Page(rendered(large)["playbook.html"]).texts


def test_markdown_of_texts_is_shown() -> None:
    said = "**Сразу**: [прайс](https://f.ru/p)\n- город\n\n[нет](javascript:alert(1)) <b onclick=x>"
    pipelines = tuple(
        replace(
            pipe,
            stages=tuple(
                replace(one, goal="*Встреча* в шоу-руме", hints=_said(one.hints, said)) for one in pipe.stages
            ),
        )
        for pipe in rich_program().pipelines
    )
    files = rendered(replace(rich_program(), pipelines=pipelines))
    page = Page(files["playbook.html"])
    assert_self_contained(page, scripts=2)
    assert '<b>Сразу</b>: <a href="https://f.ru/p" rel="noopener noreferrer">прайс</a><ul><li>город</ul>' in page.source
    assert "[нет](javascript:alert(1)) <b onclick=x>" in page.texts["sales/request"]
    assert "<b><i>Встреча</i></b><b> в шоу-руме</b>" in page.source
    assert "> **Сразу**: [прайс](https://f.ru/p)\n>\n> - город" in files["sales.md"]
    assert_markdown_is_ours(files["sales.md"])


def _said(hints: tuple[Hint, ...], text: str) -> tuple[Hint, ...]:
    return tuple(replace(hint, text=text) for hint in hints)
