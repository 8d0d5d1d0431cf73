"""The checklist: one step for each thing a person does on a screen of amoCRM, exact, in the client's language."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, get_args

import pytest
from amocrm_specs import AMOCRM, HEAD, described
from pipelang.targets.amocrm.phrases import PHRASES  # noqa: TID251
from programs import rich_program

from pipelang.deploy.resources import Step
from pipelang.deploy.steps import numbered, sections
from pipelang.model import Program
from pipelang.model.automation import EventKind
from pipelang.model.walk import nodes

RICH = AMOCRM.describe(rich_program()).steps
CHANNELS = 'channel site: form "Сайт"\nchannel mail: mail "Почта"\n'


def pipeline(inside: str, lost: str = 'lost "Отказ" { reason price "Дорого" }') -> str:
    return f'pipeline sales "Продажи" {{\n{inside}\n  won "Оплачено"\n  {lost}\n}}\n'


def stage(inside: str, name: str = "request") -> str:
    return f'stage {name} "Этап {name} пройден" {{\n{inside}\n}}\n'


def board(text: str, head: str = HEAD) -> list[Step]:
    return [step for step in described(text, head).steps if step.screen == "board"]


def details(step: Step) -> dict[str, str]:
    return dict(step.details)


# --- as a whole ---


def test_every_step_is_on_a_known_screen_and_has_a_line() -> None:
    screens = {screen.key for screen in AMOCRM.screens}
    assert {step.screen for step in RICH} <= screens
    assert [step for step in RICH if step.at is None] == []


def test_a_person_walks_each_screen_once_and_prepares_before_using() -> None:
    walked = [section.screen.key for section in sections(RICH, AMOCRM.screens)]
    assert len(walked) == len(set(walked))
    for before, after in [("task_types", "board"), ("salesbot", "board"), ("mail", "board"), ("loss_reasons", "board")]:
        assert walked.index(before) < walked.index(after)


def test_columns_of_the_board_come_in_its_order() -> None:
    numbers = numbered(sections(RICH, AMOCRM.screens))
    columns = [item.step.group for item in numbers if item.step.screen == "board" and item.step.group[0] == "Продажи"]
    assert list(dict.fromkeys(columns)) == [
        ("Продажи",),
        ("Продажи", "Заявка получена"),
        ("Продажи", "Посетил шоу-рум"),
        ("Продажи", "Предложение отправлено"),
        ("Продажи", "Счёт выставлен"),
        ("Продажи", "Оплата получена"),
        ("Продажи", "Отказ"),
    ]


def test_no_detail_is_empty_or_repeated_in_a_step() -> None:
    for step in RICH:
        labels = [label for label, _ in step.details]
        assert all(value.strip() for _, value in step.details), step.title
        assert len(labels) == len(set(labels)), step.title


@pytest.mark.parametrize("kind", get_args(EventKind))
def test_every_event_has_its_choice(kind: str) -> None:
    assert kind in ("enter", "won", "lost") or f"amo.when.{kind}" in PHRASES


def in_latin(program: Program) -> Program:
    """The program without one Cyrillic letter in its own words, in English."""
    text = re.compile("[А-Яа-яЁё]")

    def plain(value: Any) -> Any:
        if isinstance(value, str):
            return text.sub("x", value)
        if isinstance(value, tuple):
            made = tuple(plain(item) for item in value)
            return type(value)(*made) if hasattr(value, "_fields") else made
        slots = [name for kind in type(value).__mro__ for name in getattr(kind, "__slots__", ())]
        if hasattr(value, "__dataclass_fields__"):
            return replace(value, **{name: plain(getattr(value, name)) for name in slots if name != "at"})
        return value

    latin = plain(program)
    assert isinstance(latin, Program)
    return replace(latin, crm=replace(latin.crm, locale="en"))


def test_an_english_checklist_has_no_russian_in_it() -> None:
    description = AMOCRM.describe(in_latin(rich_program()))
    words = [
        word for step in description.steps for word in (step.title, step.paste or "", *map(" ".join, step.details))
    ]
    assert [word for word in words if re.search("[А-Яа-яЁё]", word)] == []


# --- triggers ---


def test_each_action_of_a_trigger_is_a_card_with_its_place_in_the_row() -> None:
    steps = board(pipeline(stage('on enter after 3d if has tag "вип" { tag "старый"  close tasks }')))
    assert [step.title for step in steps] == [
        "Триггер «Редактировать теги»: тег «старый»",
        "Триггер «Завершить задачи»: все открытые задачи сделки",
    ]
    assert details(steps[0])["Задержка"] == "через 3 дня"
    assert details(steps[0])["Условия"] == "есть тег «вип»"
    assert [details(step)["Порядок"] for step in steps] == ["1 из 2, сверху вниз", "2 из 2, сверху вниз"]


def test_a_task_says_all_that_its_dialog_asks_for() -> None:
    (step,) = board(pipeline(stage('task call "Позвонить {contact.name}" due 1d by head'.replace(" by head", ""))))
    assert details(step) == {
        "Когда": "при создании в этапе или переходе в него",
        "Задержка": "сразу",
        "Тип задачи": "Звонок",
        "Срок": "1 день",
        "Кому": "ответственный за сделку",
        "Подстановки": "[Контакт: Имя] — это {{contact.name}}",
    }
    assert step.paste == "Позвонить [Контакт: Имя]"


def test_losing_names_the_closed_stage_and_the_reason_as_amocrm_has_them() -> None:
    losses = 'lost "Отказ" { reason price "Дорого" }\n  lost junk "Брак" { reason spam "Спам" }'
    (step,) = board(pipeline(stage("on idle 3d { lose spam }"), losses))
    assert details(step)["Куда"] == "«Продажи» → «Отказ»"
    assert details(step)["Причина отказа"] == "Брак: Спам"


def test_what_happens_on_one_of_several_losses_has_it_as_a_condition() -> None:
    losses = (
        'lost "Отказ" { reason price "Дорого" }\n  lost junk "Брак" {\n reason spam "Спам"\n on enter { tag "брак" }\n}'
    )
    (step,) = board(pipeline(stage(""), losses))
    assert step.group == ("Продажи", "Отказ")
    assert details(step)["Условия"] == "только исход «Брак»: «Брак: Спам»"


def test_a_letter_has_its_subject() -> None:
    spec = CHANNELS + 'message hello by mail subject "Заказ {deal.name}" "Здравствуйте, {contact.name}"\n'
    steps = described(spec + pipeline(stage("on enter { send hello }"))).steps
    (template,) = [step for step in steps if step.screen == "mail"]
    told = details(template)
    assert told["Тема"] == "Заказ [Сделка: Название]"
    assert "[Сделка: Название]" in told["Подстановки"] and "[Контакт: Имя]" in told["Подстановки"]


def test_messages_are_prepared_first_and_then_run() -> None:
    spec = (
        CHANNELS + 'message hello by mail "Здравствуйте, {contact.name}"\n' + pipeline(stage("on enter { send hello }"))
    )
    steps = described(spec).steps
    (template,) = [step for step in steps if step.screen == "mail"]
    (card,) = [step for step in steps if step.screen == "board"]
    assert template.title == "Создайте шаблон письма «Почта: hello»"
    assert template.paste == "Здравствуйте, [Контакт: Имя]"
    assert details(card)["Шаблон"] == "Почта: hello"


# --- owners, SLA, guards ---


def test_an_owner_is_set_where_he_takes_over() -> None:
    spec = pipeline(
        stage("owner manager")
        + stage("owner manager", "visit")
        + stage("owner head", "offer")
        + stage("owner manager", "pay")
    )
    titles = [(step.group[1], step.title) for step in board(spec)]
    assert titles == [
        ("Этап request пройден", "Триггер «Сменить ответственного»: Менеджер"),
        ("Этап offer пройден", "Триггер «Сменить ответственного»: РОП"),
        ("Этап pay пройден", "Триггер «Сменить ответственного»: Менеджер"),
    ]


def test_first_response_is_kept_by_the_stage_s_own_task_when_it_is_in_time() -> None:
    (step,) = board(pipeline(stage('sla react 15m\ntask call "Позвонить" due 10m')))
    assert details(step)["SLA"] == "первый ответ в течение 15 минут — его держит эта задача"


def test_first_response_is_a_task_of_its_own_otherwise() -> None:
    steps = board(pipeline(stage('sla react 15m\ntask call "Позвонить" due 2h')))
    assert [step.paste for step in steps] == ["Позвонить", "Ответить клиенту в течение 15 минут"]


def test_overdue_waits_as_long_as_the_stage_may_last() -> None:
    (step,) = board(pipeline(stage("sla stay 5d\non overdue { lose price }")))
    assert details(step)["Задержка"] == "через 5 дней"


def test_a_limit_without_consequence_still_reminds() -> None:
    (step,) = board(pipeline(stage("sla stay 5d")))
    assert step.title == "Триггер «Поставить задачу»: сделка просрочена на этапе"
    assert details(step)["Задержка"] == "через 5 дней"


def test_working_time_is_pointed_out() -> None:
    head = HEAD.replace("currency RUB", "currency RUB\n  hours mon-fri 09:00-18:00")
    (step,) = board(pipeline(stage("sla stay 2d working")), head)
    assert "пн–пт 09:00–18:00" in details(step)["Рабочее время"]


def test_a_tunnel_copies_by_creating_and_moves_by_changing_the_stage() -> None:
    def title(mode: str) -> str:
        other = pipeline(stage("")).replace("pipeline sales", "pipeline other").replace("Продажи", "Монтаж")
        return board(pipeline(stage(f"tunnel {mode} to other.request")) + other)[0].title

    assert title("copy") == "Триггер «Создать сделку»: «Монтаж» → «Этап request пройден»"
    assert title("move") == "Триггер «Сменить этап сделки»: «Монтаж» → «Этап request пройден»"


def test_no_skip_says_what_holds_already() -> None:
    spec = 'field budget on deal: number "Бюджет"\n' + pipeline(stage("no skip\nrequire budget"))
    (step,) = board(spec)
    assert details(step)["Что уже держит"] == "поля, обязательные с этого этапа: «Бюджет»"


# --- the account ---


def test_task_types_that_accounts_lack_are_created() -> None:
    spec = 'task type measure "Замер"\n' + pipeline(
        stage('task measure "Замерить"\ntask call "Позвонить"\ntask todo "Дело"')
    )
    titles = [step.title for step in described(spec).steps if step.screen == "task_types"]
    assert titles == ["Создайте тип задачи «Замер»", "Создайте тип задачи «Дело»"]


@pytest.mark.parametrize(("unsorted", "start"), [("no", "попадают на этап"), ("yes", "ждут в «Неразобранном»")])
def test_sources_stand_with_their_pipeline(unsorted: str, start: str) -> None:
    spec = CHANNELS + pipeline("sources site\n" + stage(""))
    steps = described(f"{spec}target amocrm {{\n  pipeline sales {{ unsorted {unsorted} }}\n}}\n").steps
    (source,) = [step for step in steps if step.screen == "sources"]
    assert source.group == ("Продажи",) and details(source)["Новые сделки"].startswith(start)
    assert "Подключите канал «Почта»" in [step.title for step in steps if step.screen == "market"]
    assert any("Неразобранное" in step.title for step in steps) is (unsorted == "yes")


def test_people_get_their_roles_by_hand() -> None:
    roles = {node.name for node in nodes(rich_program()) if type(node).__name__ == "Role"}  # type: ignore[attr-defined]
    assert len([step for step in RICH if step.screen == "users"]) == len(roles)
