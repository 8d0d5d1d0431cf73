"""What Bitrix24 makes of a program: nothing is lost, resources are what REST takes, steps say what a person needs."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from importlib import import_module
from typing import Any

import pytest
from programs import rich_program

from pipelang import model
from pipelang.compile import compile_program
from pipelang.deploy.plan import references
from pipelang.deploy.resources import Description, Fact, Join, Ref, Resource, Step
from pipelang.deploy.target import CrmTarget, load_target
from pipelang.model import Action, Named, Place, Program
from pipelang.model.walk import nodes, said
from pipelang.source import Source

_loaded = load_target("bitrix24")
assert isinstance(_loaded, CrmTarget)
target: CrmTarget = _loaded
TABLE: dict[type, dict[str, Any]] = import_module("pipelang.targets.bitrix24.coverage").TABLE
sorts = import_module("pipelang.targets.bitrix24.stages").sorts


class Text:
    def __init__(self, text: str) -> None:
        self.source = Source("main.pipe", text)

    def read(self, path: str) -> Source:
        return self.source


def compiled(text: str) -> Program:
    result = compile_program("main.pipe", Text(f'crm "Кухни" {{ currency RUB }}\n{text}'))
    assert result.program, [(problem.code, problem.params) for problem in result.problems]
    return result.program


def described(lines: str = "", before: str = "") -> Description:
    """A pipeline of three stages with these lines in the second one."""
    return target.describe(
        compiled(
            f"""
role manager "Менеджер"
role head "РОП"
field budget on deal: money "Бюджет"
field size on deal: choice "Размер" {{ small "Малый" big "Большой" }}
field phone on contact: phone "Телефон"
{before}
pipeline sales "Продажи" {{
  stage request "Заявка получена"
  stage visit "Посетил шоу-рум" {{ {lines} }}
  stage invoice "Счёт выставлен"
  won "Оплачено"
  lost "Отказ" {{ reason price "Дорого" }}
}}
"""
        )
    )


def resource(description: Description, address: str) -> Resource:
    return next(item for item in description.resources if item.address == address)


def steps(description: Description, screen: str) -> list[Step]:
    return [step for step in description.steps if step.screen == screen]


def robots(description: Description) -> list[tuple[str, dict[str, str]]]:
    """Titles and details of the steps of the automation screen."""
    return [(step.title, dict(step.details)) for step in steps(description, "automation")]


# --- nothing is lost ---


@pytest.mark.parametrize("locale", ["ru", "en"])
def test_every_fact_of_a_rich_program_is_carried_or_told(locale: Any) -> None:
    program = rich_program()
    program = replace(program, crm=replace(program.crm, locale=locale))
    description = target.describe(program)
    told = {claim.fact for claim in description.claims if claim.how != "refused"}
    done = {fact for item in description.resources for fact in item.carries}
    done |= {fact for step in description.steps for fact in step.carries}
    stated = {Fact(node.address, attribute) for node in nodes(program) for attribute in ("", *said(node))}
    assert stated - told - done == set()
    assert done <= stated
    assert not told & done


def test_each_attribute_of_the_model_has_its_place_in_the_table() -> None:
    classes = {
        cls
        for cls in vars(model).values()
        if isinstance(cls, type) and is_dataclass(cls) and {"address", "at"} <= {spec.name for spec in fields(cls)}
    } - {Action, Named, Place}
    assert set(TABLE) == classes
    for cls in classes:
        attributes = {spec.name for spec in fields(cls)} - {"address", "at", "id"}
        assert {*attributes, ""} == set(TABLE[cls]), cls


def test_marks_of_markdown_do_not_reach_the_crm() -> None:
    before = (
        'field need on deal: text "Задача" { about "**Зачем** кухня" }\ndocument offer "КП" "**Для** {contact.name}"'
    )
    description = described("require need  on enter { document offer }", before)
    (help,) = [item.attributes["HELP_MESSAGE"] for item in description.resources if "HELP_MESSAGE" in item.attributes]
    assert help == "Зачем кухня"
    assert [step.paste for step in steps(description, "documents")] == ["Для [Контакт: Имя]"]


def test_addresses_are_unique_and_references_lead_somewhere() -> None:
    description = target.describe(rich_program())
    addresses = [item.address for item in description.resources]
    assert len(addresses) == len(set(addresses))
    for item in description.resources:
        for ref in references([dict(item.attributes), dict(item.identity)]):
            assert ref.address in addresses
        assert set(item.after) <= set(addresses)


def test_the_same_program_gives_the_same_description() -> None:
    assert target.describe(rich_program()) == target.describe(rich_program())


# --- resources ---


def test_stages_take_the_places_of_those_that_a_pipeline_brings() -> None:
    description = described()
    ids = {item.address: item.identity["STATUS_ID"] for item in description.resources if item.kind == "stage"}
    assert ids == {
        "pipeline.sales.stage.request": "NEW",
        "pipeline.sales.stage.visit": "VISIT",
        "pipeline.sales.stage.invoice": "INVOICE",
        "pipeline.sales.won": "WON",
        "pipeline.sales.lost": "LOSE",
    }
    assert resource(description, "pipeline.sales.stage.visit").identity["ENTITY_ID"] == Join(
        ("DEAL_STAGE_", Ref("pipeline.sales"))
    )


def test_ids_that_are_too_long_or_mean_something_else_are_made_different() -> None:
    program = compiled(
        'pipeline a "А" { stage x "Икс" stage new "Новая" stage commercial_offer_sent "КП" won lost '
        'lost executing { reason no "Нет" } }'
    )
    ids = [str(item.identity["STATUS_ID"]) for item in target.describe(program).resources if item.kind == "stage"]
    assert len(set(ids)) == len(ids)
    assert all(len(id) <= 16 for id in ids)
    assert ids.count("NEW") == 1
    assert any(id.startswith("COMMERCIAL") for id in ids)
    assert "EXECUTING" not in ids


def test_options_choose_ids_colours_codes_and_the_default_pipeline() -> None:
    program = compiled(
        """
field budget on deal: money "Бюджет"
channel site: form "Сайт"
pipeline a "А" { stage x "Икс" stage y "Игрек" won lost { reason no "Нет" } }
target bitrix24 {
  pipeline a { id 0 }
  pipeline a.stage.y { id "FIRST" color "#39a8ef" }
  field budget { name "SUM" mandatory yes }
  channel site { id "WEB" }
}
"""
    )
    description = target.describe(program)
    stage = resource(description, "pipeline.a.stage.y")
    assert (stage.identity["STATUS_ID"], stage.attributes["COLOR"]) == ("FIRST", "#39A8EF")
    assert stage.identity["ENTITY_ID"] == "DEAL_STAGE"
    field = resource(description, "field.deal.budget")
    assert (field.identity["FIELD_NAME"], field.attributes["MANDATORY"]) == ("UF_CRM_SUM", "Y")
    assert resource(description, "channel.site").identity["STATUS_ID"] == "WEB"


def test_numbers_of_stages_keep_the_order_and_avoid_those_of_brought_stages() -> None:
    assert sorts("deal", 3, 2) == [10, 11, 12, 60, 70, 71]
    assert sorts("lead", 2, 1) == [10, 11, 40, 50]
    for stages in (0, 1, 12, 46, 80):
        numbers = sorts("deal", stages, 12)
        assert numbers == sorted(set(numbers))


def test_fields_of_the_client_that_are_there_already_are_not_made() -> None:
    addresses = {item.address for item in described().resources}
    assert "field.contact.phone" not in addresses
    assert {"field.deal.budget", "field.deal.size", "field.deal.size.small"} <= addresses


def test_loss_reasons_are_a_list_that_must_be_filled_on_failures() -> None:
    description = described()
    assert resource(description, "pipeline.sales.loss_reason").identity["FIELD_NAME"] == "UF_CRM_LOSS_SALES"
    assert resource(description, "pipeline.sales.lost.reason.price").attributes == {"VALUE": "Дорого", "SORT": 10}
    (step,) = steps(description, "card")
    assert dict(step.details)["Стадии"] == "«Отказ»"


def test_tags_become_a_list_of_their_own() -> None:
    description = described('on enter { tag "горячий" }')
    assert resource(description, "tags.deal.горячий").parent == "tags.deal"
    ((title, details),) = robots(description)
    assert title == "Добавьте робота «Изменить элемент»"
    assert details["Значение"] == "горячий"


def test_cards_are_left_alone_unless_the_spec_groups_fields() -> None:
    assert not [item for item in described().resources if item.kind == "card"]
    grouped = described(before='field color on deal: text "Цвет" in "Изделие"')
    (card,) = [item for item in grouped.resources if item.kind == "card"]
    assert card.identity["extras"] == {"dealCategoryId": Ref("pipeline.sales")}


# --- steps ---


def test_screens_of_all_steps_are_known_and_details_are_filled() -> None:
    known = {screen.key for screen in target.screens}
    for step in target.describe(rich_program()).steps:
        assert step.screen in known
        assert step.title
        assert all(label and value for label, value in step.details)


def test_required_stages_are_told_as_ranges() -> None:
    description = described("require budget require size here")
    stages = {step.title: dict(step.details).get("Стадии") for step in steps(description, "card")}
    assert stages["Сделайте поле «Бюджет» обязательным на стадиях"] == "с «Посетил шоу-рум» по «Оплачено»"
    assert stages["Сделайте поле «Размер» обязательным на стадиях"] == "«Посетил шоу-рум»"


def test_a_field_of_the_contact_cannot_be_required_by_stage() -> None:
    (step, _) = steps(described("require phone"), "card")
    assert step.title == "Сделайте поле «Телефон» обязательным в карточке: контакт"
    assert dict(step.details)["Код поля"] == "PHONE"


def test_a_demand_with_a_condition_becomes_a_reminder_on_all_its_stages() -> None:
    ((_, details),) = robots(described("require budget if size is big"))
    assert details["Условие"] == "Размер — «Большой», и поле «Бюджет» не заполнено"
    assert details["Поля условия"] == "Размер (UF_CRM_SIZE)"
    assert details["Стадии"] == "«Посетил шоу-рум», «Счёт выставлен», «Оплачено»"


def test_an_overdue_deal_waits_on_its_stage_and_gets_its_reason_before_it_moves() -> None:
    made = robots(described("sla stay 5d on overdue { lose price }"))
    assert [title for title, _ in made] == ["Добавьте робота «Изменить элемент»", "Добавьте робота «Сменить стадию»"]
    assert made[0][1]["Когда"].startswith("через 5 дней на стадии")
    assert made[0][1]["Значение"] == "Дорого"
    assert made[1][1]["Запуск"] == "после предыдущего робота"
    assert made[1][1]["Стадия"] == "Отказ"


def test_what_leaves_the_stage_comes_last_because_it_stops_the_rest() -> None:
    made = robots(described('on enter { move to invoice  notify head "Дальше" }'))
    assert [title for title, _ in made] == [
        "Добавьте робота «Добавить уведомление»",
        "Добавьте робота «Сменить стадию»",
    ]


def test_an_event_that_moves_is_a_trigger_on_the_stage_it_leads_to() -> None:
    (step,) = steps(described("on payment { win }"), "automation")
    assert step.group == ("Продажи", "Оплачено")
    assert step.title == "Добавьте триггер «Получение оплаты»"
    assert dict(step.details)["Только со стадии"] == "Посетил шоу-рум"
    assert dict(step.details)["Разрешить переход на предыдущие стадии"] == "нет"
    (back,) = steps(described("on call incoming { move to request }"), "automation")
    assert back.group == ("Продажи", "Заявка получена")
    assert dict(back.details)["Разрешить переход на предыдущие стадии"] == "да"


def test_what_happens_without_a_move_is_not_sold_as_a_trigger() -> None:
    change = described('on change budget { notify head "Сумма" }')
    assert [step.title for step in steps(change, "processes")] == ["Сделайте бизнес-процесс с запуском при изменении"]
    call = described('on call missed { notify head "Звонок" }')
    assert [title for title, _ in robots(call)] == ["Решите, как отвечать на событие"]


def test_an_owner_is_changed_only_where_the_role_changes() -> None:
    program = compiled(
        """
role manager "Менеджер"
role accountant "Бухгалтер"
pipeline a "А" {
  every stage { owner manager }
  stage x "Икс"
  stage y "Игрек"
  stage z "Зет" { owner accountant by turns }
  won
  lost { reason no "Нет" }
}
"""
    )
    made = [(step.group[1], dict(step.details)["Кому"]) for step in steps(target.describe(program), "automation")]
    assert made == [("Икс", "Менеджер"), ("Зет", "Бухгалтер")]


def test_texts_to_paste_have_the_places_that_robots_fill() -> None:
    description = described(
        "on enter { send hello }",
        'channel sms: sms "SMS"\n'
        'message hello by sms "{contact.first_name}: {deal.budget}, {deal.size}, {deal.name}, {crm.name}, {contact.phone}"',
    )
    (step,) = steps(description, "automation")
    assert step.paste == (
        "{=Document:CONTACT.NAME}: {=Document:UF_CRM_BUDGET > printable}, {=Document:UF_CRM_SIZE > printable}, "
        "{=Document:TITLE}, Кухни, {=Document:CONTACT.PHONE}"
    )


def test_a_form_on_the_first_stage_is_a_robot_with_a_condition_on_the_source() -> None:
    program = compiled(
        'role head "РОП"\nchannel site: form "Сайт"\n'
        'pipeline a "А" { stage x "Икс" { on form site { notify head "Новая" } } won lost { reason no "Нет" } }'
    )
    ((title, details),) = robots(target.describe(program))
    assert title == "Добавьте робота «Добавить уведомление»"
    assert "«Источник — Сайт»" in details["Когда"]


def test_rights_are_a_matrix_and_other_roles_are_not_forgotten() -> None:
    program = compiled(
        'role manager "Менеджер"\nrole marketer "Маркетолог"\nrole head "РОП"\n'
        'pipeline a "А" { access { manager edit  marketer view lost } stage x "Икс" won lost "Отказ" { reason no "Нет" } }'
    )
    made = {step.title: dict(step.details) for step in steps(target.describe(program), "rights") if step.group}
    assert made["Настройте права роли «Менеджер»"] == {"Вся воронка": "чтение, добавление, изменение: все"}
    assert made["Настройте права роли «Маркетолог»"] == {
        "«Отказ»": "чтение: все",
        "Остальные стадии": "нет доступа ни к чему",
    }
    assert made["Проверьте права остальных ролей"]["Роли"] == "РОП"


def test_the_mode_of_the_crm_follows_from_whether_there_are_leads() -> None:
    simple, *_ = described().steps
    assert simple.title == "Проверьте, что CRM в простом режиме, без лидов"
    classic, *_ = target.describe(rich_program()).steps
    assert classic.title == "Включите классический режим CRM, с лидами"


def test_the_robot_of_a_letter_has_its_subject() -> None:
    letters = 'channel letters: mail "Почта"\nmessage hello by letters subject "Заказ {deal.name}" "Здравствуйте!"\n'
    ((_, told),) = robots(described("on enter { send hello }", letters))
    assert told["Тема"] == "Заказ {=Document:TITLE}"
