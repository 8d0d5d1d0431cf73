"""What amoCRM makes of a spec: stages, hints, fields, reasons, rights, tags and webhooks as resources."""

from __future__ import annotations

from typing import Any

import pytest
from amocrm_specs import AMOCRM, described, resources
from programs import rich_program

from pipelang.deploy.resources import Fact, Ref, Resource

DESIRED = {item.address: item for item in AMOCRM.describe(rich_program()).resources}


def pipeline(inside: str, won: str = "won", lost: str = 'lost { reason price "Дорого" }') -> str:
    return f'pipeline sales "Продажи" {{\n{inside}\n  {won}\n  {lost}\n}}\n'


def stage(inside: str = "", name: str = "request") -> str:
    return f'stage {name} "Этап {name} пройден" {{\n{inside}\n}}\n'


def statuses(resource: Resource) -> set[tuple[str, str]]:
    """Pairs of a pipeline and a status that a list is about, by address or system id."""
    pairs = resource.attributes.get("required_statuses", resource.attributes.get("status_rights"))
    assert isinstance(pairs, tuple)
    return {(name(pair["pipeline_id"]), name(pair["status_id"])) for pair in pairs if isinstance(pair, dict)}


def name(value: object) -> str:
    return value.address if isinstance(value, Ref) else str(value)


# --- pipelines and stages ---


def test_silence_of_the_spec_is_not_compared() -> None:
    plain = resources(pipeline(stage()))["pipeline.sales"]
    assert plain.attributes == {"name": "Продажи"}
    assert plain.identity == {"sort": 10, "is_main": False, "is_unsorted_on": False}


def test_main_and_unsorted_are_compared_when_the_spec_says_them() -> None:
    spec = pipeline(f"main\n{stage()}") + "target amocrm { pipeline sales { unsorted yes } }\n"
    assert resources(spec)["pipeline.sales"].attributes == {
        "name": "Продажи",
        "is_main": True,
        "is_unsorted_on": True,
    }


def test_colour_is_compared_only_when_asked_for() -> None:
    spec = pipeline(stage()) + 'target amocrm { pipeline sales.request { color "#FFCE5A" } }\n'
    assert resources(spec)["pipeline.sales.stage.request"].attributes["color"] == "#ffce5a"
    assert "color" not in resources(pipeline(stage()))["pipeline.sales.stage.request"].attributes


def test_outcomes_have_the_ids_that_all_pipelines_share() -> None:
    assert DESIRED["pipeline.sales.won"].identity == {"status_id": 142}
    assert DESIRED["pipeline.sales.lost"].identity == {"status_id": 143}


# --- hints ---


def hints(inside: str) -> dict[str, str]:
    found = resources(pipeline(stage(inside)))["pipeline.sales.stage.request"].attributes.get("descriptions", {})
    assert isinstance(found, dict)
    return {level: str(text) for level, text in found.items()}


def test_the_general_hint_goes_where_no_other_is() -> None:
    assert hints('hint "Всем."\nhint master "Мастеру."') == {
        "newbie": "Всем.",
        "candidate": "Всем.",
        "master": "Мастеру.",
    }


def test_a_hint_for_one_level_stays_there() -> None:
    assert hints('hint newbie "Новичку."') == {"newbie": "Новичку."}


def test_goal_and_checklist_stand_around_the_hint() -> None:
    text = "Цель: Встреча\n\nКак говорить.\n\nЧек-лист:\n☐ Раз\n☐ Два"
    assert set(hints('goal "Встреча"\nhint "Как говорить."\nchecklist { "Раз"  "Два" }').values()) == {text}


def test_marks_of_markdown_do_not_reach_the_crm() -> None:
    assert hints('goal "**Встреча**"\nhint newbie "Спросить:\\n- *город*\\n- [адрес](https://f.ru)"')["newbie"] == (
        "Цель: Встреча\n\nСпросить:\n- город\n- адрес (https://f.ru)"
    )


def test_what_has_no_room_in_the_hint_is_told_in_the_playbook() -> None:
    long = "х" * 990
    description = described(pipeline(stage(f'goal "Встреча в шоу-руме"\nhint "{long}"')))
    stage_resource = next(item for item in description.resources if item.kind == "stage")
    assert set(stage_resource.attributes["descriptions"].values()) == {long}  # type: ignore[union-attr]
    claims = {claim.fact: claim.where for claim in description.claims}
    assert claims[Fact("pipeline.sales.stage.request", "goal")] == "playbook"


def test_a_stage_without_texts_leaves_hints_alone() -> None:
    assert "descriptions" not in resources(pipeline(stage()))["pipeline.sales.stage.request"].attributes


# --- losses ---

TWO_LOSSES = (
    'lost "Отказ" { reason price "Дорого" }\n  lost junk "Брак" { reason cost "Дорого" }\n  lost double "Дубль"'
)


def test_losses_fold_into_one_stage_and_their_names_into_reasons() -> None:
    found = resources(pipeline(stage(), lost=TWO_LOSSES))
    assert found["pipeline.sales.lost"].attributes == {"name": "Отказ"}
    names = [item.attributes["name"] for item in found.values() if item.kind == "loss_reason"]
    assert names == ["Дорого", "Брак: Дорого", "Дубль"]


def test_pipelines_share_reasons_of_one_name() -> None:
    spec = pipeline(stage()) + pipeline(stage()).replace("pipeline sales", "pipeline other")
    reasons = [item for item in resources(spec).values() if item.kind == "loss_reason"]
    assert [item.address for item in reasons] == ["pipeline.sales.lost.reason.price"]
    assert Fact("pipeline.other.lost.reason.price", "name") in reasons[0].carries


def test_manual_reasons_go_to_the_checklist() -> None:
    description = described(pipeline(stage()) + "target amocrm { loss_reasons manual }\n")
    assert not [item for item in description.resources if item.kind == "loss_reason"]
    assert "Дорого" in [step.paste for step in description.steps if step.screen == "loss_reasons"]


# --- fields ---

BUDGET = 'field budget on deal: number "Бюджет"\n'


def test_a_requirement_holds_on_all_later_stages_and_on_won() -> None:
    spec = BUDGET + pipeline(stage() + stage("require budget", "visit") + stage(name="offer"))
    assert statuses(resources(spec)["field.deal.budget"]) == {
        ("pipeline.sales", "pipeline.sales.stage.visit"),
        ("pipeline.sales", "pipeline.sales.stage.offer"),
        ("pipeline.sales", "142"),
    }


def test_a_requirement_of_here_holds_there_only() -> None:
    spec = BUDGET + pipeline(stage("require budget here") + stage(name="visit"))
    assert statuses(resources(spec)["field.deal.budget"]) == {("pipeline.sales", "pipeline.sales.stage.request")}


def test_a_requirement_with_a_condition_is_a_step() -> None:
    description = described(BUDGET + pipeline(stage("require budget if budget > 5")))
    field = next(item for item in description.resources if item.kind == "field")
    assert field.attributes["required_statuses"] == ()
    (step,) = [step for step in description.steps if Fact("pipeline.sales.stage.request.require.1") in step.carries]
    assert ("Условия", "Бюджет больше 5") in step.details


@pytest.mark.parametrize(("second", "required"), [("require budget", True), ("", False)])
def test_the_closed_stage_requires_what_every_loss_asks_for(second: str, required: bool) -> None:
    losses = f'lost {{ reason a "А"\n require budget }}\n  lost junk "Брак" {{ reason b "Б"\n {second} }}'
    description = described(BUDGET + pipeline(stage(), lost=losses))
    field = next(item for item in description.resources if item.kind == "field")
    assert statuses(field) == ({("pipeline.sales", "143")} if required else set())
    steps = [step for step in description.steps if Fact("pipeline.sales.lost.require.1") in step.carries]
    assert bool(steps) is not required


def test_phones_and_mails_of_contacts_are_the_system_fields() -> None:
    spec = 'field phone_no on contact: phone "Телефон"\nfield second on contact: phone "Второй"\n'
    found = resources(spec + pipeline(stage("require contact.phone_no")))
    first, second = found["field.contact.phone_no"], found["field.contact.second"]
    assert (first.kind, first.identity) == ("system_field", {"entity": "contacts", "code": "PHONE"})
    assert statuses(first)
    assert (second.kind, second.identity["type"]) == ("field", "text")


def test_codes_keep_clear_of_the_system_and_of_each_other() -> None:
    spec = (
        'field utm_source on deal: text "Метка"\n'
        'field need on lead: text "Нужда"\n'
        'field need on deal: number "Нужда числом"\n'
        'field own on deal: text "Своё"\n'
        'target amocrm { field deal.own { code "UTM_OWN" } }\n'
    )
    found = resources(spec + pipeline(stage()))
    codes = {address: item.attributes["code"] for address, item in found.items() if item.kind == "field"}
    assert codes == {
        "field.deal.utm_source": "PL_UTM_SOURCE",
        "field.deal.need": "NEED",
        "field.deal.own": "UTM_OWN",
        "field.lead.need": "PL_NEED",
    }


def test_a_field_of_leads_and_its_twin_of_deals_are_one_field() -> None:
    spec = 'field need on lead: text "Нужда"\nfield need on deal: text "Нужда"\n'
    leads = pipeline(stage("require lead.need")).replace('"Продажи"', '"Заявки" of lead')
    found = resources(spec + leads)
    (field,) = [item for item in found.values() if item.kind == "field"]
    assert field.address == "field.deal.need"
    assert statuses(field)
    assert {Fact("field.lead.need", "name"), Fact("field.deal.need", "name")} <= set(field.carries)


def test_groups_are_made_once_for_each_name() -> None:
    spec = 'field a on deal: text "А" in "Замер"\nfield b on deal: text "Б" in "Замер"\nfield c on company: text "В" in "Замер"\n'
    found = resources(spec + pipeline(stage()))
    assert [address for address in found if address.startswith("group.")] == [
        'group.leads["Замер"]',
        'group.companies["Замер"]',
    ]
    assert found["field.deal.b"].attributes["group_id"] == Ref('group.leads["Замер"]')


def test_super_fields_make_money_monetary() -> None:
    spec = 'field budget on deal: money "Бюджет"\n' + pipeline(stage())
    assert resources(spec)["field.deal.budget"].identity["type"] == "numeric"
    field = resources(spec + "target amocrm { super_fields yes }\n")["field.deal.budget"]
    assert (field.identity["type"], field.attributes["currency"]) == ("monetary", "RUB")


# --- roles ---


def rights(role: Resource) -> dict[str, str]:
    """Of the stages that differ from the rest: what the role may do there, `v`iew and `e`dit."""
    exceptions: Any = role.attributes["status_rights"]
    return {
        f"{name(item['pipeline_id'])}/{name(item['status_id'])}": "".join(
            letter for right, letter in (("view", "v"), ("edit", "e")) if item["rights"][right] == "A"
        )
        for item in exceptions
    }


def test_a_role_without_rules_works_with_all_deals() -> None:
    role = resources(pipeline(stage()))["role.manager"]
    assert role.attributes == {"name": "Менеджер"}
    assert role.identity["leads"] == {"view": "A", "edit": "A", "add": "A", "delete": "D", "export": "D"}


def test_a_role_that_sees_only_losses() -> None:
    role = resources(pipeline(f"access {{ manager view lost }}\n{stage()}"))["role.manager"]
    assert role.attributes["leads"] == {"view": "A", "edit": "D", "delete": "D", "export": "D", "add": "D"}
    assert rights(role) == {"pipeline.sales/pipeline.sales.stage.request": "", "pipeline.sales/142": ""}


def test_rules_of_one_place_add_up() -> None:
    inside = "access {\n manager view\n manager edit stage visit\n}\n" + stage() + stage(name="visit")
    role = resources(pipeline(inside))["role.manager"]
    assert rights(role) == {
        "pipeline.sales/pipeline.sales.stage.request": "v",
        "pipeline.sales/142": "v",
        "pipeline.sales/143": "v",
    }


@pytest.mark.parametrize(("owner", "seen"), [("owner manager", True), ("owner head", False)])
def test_a_restricted_role_sees_other_pipelines_only_where_it_works(owner: str, seen: bool) -> None:
    other = pipeline(stage(owner)).replace("pipeline sales", "pipeline other")
    role = resources(pipeline(f"access {{ manager edit }}\n{stage()}") + other)["role.manager"]
    assert rights(role) == ({} if seen else {
        "pipeline.other/pipeline.other.stage.request": "", "pipeline.other/142": "", "pipeline.other/143": "",
    })  # fmt: skip


# --- tags and webhooks ---


def test_tags_are_gathered_from_wherever_they_are_mentioned() -> None:
    inside = (
        'on tag "пришёл" { untag "ушёл" }\non enter if has tag "старый" { tag "новый" }\n'
        'tunnel copy to other.request { tag "копия" }'
    )
    found = resources(pipeline(stage(inside)) + pipeline(stage()).replace("pipeline sales", "pipeline other"))
    tags = [item.attributes["name"] for item in found.values() if item.kind == "tag"]
    assert tags == sorted(["пришёл", "ушёл", "старый", "новый", "копия"])


HOOK = 'on enter { webhook "https://hooks.example/deals" }'


def test_a_webhook_on_every_place_is_a_subscription() -> None:
    spec = pipeline(stage(HOOK), won=f"won {{ {HOOK} }}", lost=f'lost {{ reason price "Дорого"\n {HOOK} }}')
    description = described(spec)
    (hook,) = [item for item in description.resources if item.kind == "webhook"]
    assert hook.identity["destination"] == "https://hooks.example/deals"
    assert hook.attributes == {"settings": ("add_lead", "status_lead")}
    assert not [step for step in description.steps if step.paste == "https://hooks.example/deals"]


@pytest.mark.parametrize("broken", [HOOK.replace("enter", "enter after 1d"), HOOK.replace("enter", "leave"), ""])
def test_any_other_webhook_is_a_trigger(broken: str) -> None:
    spec = pipeline(stage(HOOK), won=f"won {{ {broken} }}", lost=f'lost {{ reason price "Дорого"\n {HOOK} }}')
    description = described(spec)
    assert not [item for item in description.resources if item.kind == "webhook"]
    assert [step for step in description.steps if step.paste == "https://hooks.example/deals"]
