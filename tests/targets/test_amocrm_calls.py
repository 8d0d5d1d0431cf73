"""Operations as calls of amoCRM's API: bodies as documented, in an order that would be accepted, nothing lost on a change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from amocrm_specs import AMOCRM, calls, operations, resources
from hypothesis import given
from hypothesis import strategies as st
from pipelang.targets.amocrm.payloads import check_request, path_shape  # noqa: TID251
from programs import rich_program
from pydantic import ValidationError

from pipelang.deploy.plan import references
from pipelang.deploy.resources import Join, Learn, Ref, Request, Resource
from pipelang.deploy.target import lookups, present

SPEC = """field budget on deal: number "Бюджет" in "Коммерция"
field shipping on deal: choice "Отгрузка" {
  courier "Доставка"
  pickup "Самовывоз"
}
field phone_no on contact: phone "Телефон"
pipeline sales "Продажи" {
  access { head view }
  stage request "Заявка получена" {
    require budget, contact.phone_no
    hint "Всем."
    on enter { tag "новый" }
  }
  stage visit "Посетил шоу-рум"
  won "Оплачено"
  lost "Отказ" { reason price "Дорого" }
}
"""
RICH = {item.address: item for item in AMOCRM.describe(rich_program()).resources}


def live(desired: Mapping[str, Resource], *without: str) -> dict[str, Resource]:
    """An account that holds everything but what begins with these addresses."""
    return {address: item for address, item in desired.items() if not address.startswith(without or ("-",))}


def changed(
    desired: Mapping[str, Resource], address: str, identity: Mapping[str, Any] | None = None, **values: Any
) -> dict[str, Resource]:
    """An account where one thing is different."""
    item = desired[address]
    there = replace(item, attributes={**item.attributes, **values}, identity={**item.identity, **(identity or {})})
    return {**desired, address: there}


def only_call(desired: dict[str, Resource], there: dict[str, Resource]) -> Request:
    (request,) = calls(desired, there)
    check_request(request)
    return request


def item(request: Request) -> Any:
    """The one item of an array, or the object itself."""
    return request.body[0] if isinstance(request.body, list) else request.body


# --- a new account ---


def test_every_body_is_as_documented() -> None:
    for request in calls(RICH):
        check_request(request)


def test_bodies_that_are_not_as_documented_are_noticed() -> None:
    wrong = Request("POST", "/api/v4/leads/pipelines", [{"name": "Продажи"}])
    with pytest.raises(ValidationError):
        check_request(wrong)
    with pytest.raises(KeyError):
        check_request(Request("POST", "/api/v4/salesbot", [{"name": "Бот"}]))


def test_order_of_a_new_account() -> None:
    kinds = [operation.resource.kind for operation in operations(RICH)]
    order = ["pipeline", "stage", "field_group", "field", "system_field", "field", "loss_reason", "tag", "role"]
    assert [kind for kind, before in zip(kinds, ["", *kinds], strict=False) if kind != before] == order


def test_nothing_is_referred_to_before_it_is_learnt() -> None:
    known: set[tuple[str, str]] = set()
    for request in calls(RICH):
        used = [*references(request.body), *(references(request.path) if isinstance(request.path, Join) else ())]
        assert {(ref.address, ref.attribute) for ref in used} <= known
        known |= {(learn.address, learn.attribute) for learn in request.learns}


def test_everything_created_is_learnt() -> None:
    learnt = {learn.address for request in calls(RICH) for learn in request.learns}
    assert {address for address, found in RICH.items() if found.kind != "stage_order"} <= learnt


def test_a_pipeline_comes_with_its_stages_in_one_call() -> None:
    desired = resources(SPEC)
    (request,) = [call for call in calls(desired) if call.path == "/api/v4/leads/pipelines"]
    assert item(request) == {
        "name": "Продажи",
        "sort": 10,
        "is_main": False,
        "is_unsorted_on": False,
        "request_id": "pipeline.sales",
        "_embedded": {
            "statuses": [
                {"name": "Заявка получена", "sort": 20, "color": "#fffeb2"},
                {"name": "Посетил шоу-рум", "sort": 30, "color": "#d6eaff"},
                {"id": 142, "name": "Оплачено"},
                {"id": 143, "name": "Отказ"},
            ]
        },
    }


def test_hints_follow_the_pipeline() -> None:
    made = operations(resources(SPEC))
    assert [
        (each.action, each.resource.address, list(each.after)) for each in made if each.resource.kind == "stage"
    ] == [("update", "pipeline.sales.stage.request", ["descriptions"])]


def test_stages_of_one_name_are_told_apart_in_the_answer() -> None:
    twins = SPEC.replace('"Посетил шоу-рум"', '"Заявка получена"').replace('"Оплачено"', '"Заявка получена"')
    (request,) = [call for call in calls(resources(twins)) if call.path == "/api/v4/leads/pipelines"]
    found = {learn.address: learn.where for learn in request.learns}
    assert found["pipeline.sales.stage.request"] != found["pipeline.sales.stage.visit"]
    assert found["pipeline.sales.stage.visit"]["is_editable"] is True
    assert found["pipeline.sales.won"] == {"id": 142}


def test_a_system_field_is_found_and_never_created() -> None:
    found, change = [call for call in calls(resources(SPEC)) if "contacts" in path_shape(call.path)]
    assert (found.method, found.path) == ("GET", "/api/v4/contacts/custom_fields?limit=250")
    assert Learn("field.contact.phone_no", "id", "_embedded.custom_fields", {"code": "PHONE"}) in found.learns
    assert change.method == "PATCH"
    assert item(change)["id"] == Ref("field.contact.phone_no")


def test_system_fields_are_there_before_anything_is_made() -> None:
    desired = resources(SPEC + 'field mail on contact: email "Почта"\n')
    made = {
        operation.resource.address: operation.action
        for operation in operations(desired, dict(present(AMOCRM, desired)))
    }
    assert made["field.contact.phone_no"] == "update"
    assert "field.contact.mail" not in made
    (read,) = lookups(AMOCRM, desired)
    assert {learn.address for learn in read.learns} == {"field.contact.phone_no", "field.contact.mail"}


def test_what_the_vendor_does_not_document_is_marked() -> None:
    unsure = {path_shape(call.path) for call in calls(RICH) if call.unsure}
    assert unsure == {"leads/loss_reasons", "roles", "contacts/custom_fields"}


# --- an account that is there ---


def test_an_account_that_holds_everything_needs_nothing() -> None:
    assert operations(RICH, live(RICH)) == ()


def test_a_renamed_pipeline_is_one_object() -> None:
    desired = resources(SPEC)
    request = only_call(desired, changed(desired, "pipeline.sales", name="Старое имя"))
    assert (request.method, path_shape(request.path)) == ("PATCH", "leads/pipelines/*")
    assert request.body == {"name": "Продажи"}


def test_system_stages_are_renamed_by_their_numbers() -> None:
    desired = resources(SPEC)
    request = only_call(desired, changed(desired, "pipeline.sales.lost", name="Закрыто"))
    assert request.path == Join(("/api/v4/leads/pipelines/", Ref("pipeline.sales"), "/statuses/", "143"))
    assert request.body == {"name": "Отказ"}


def test_hints_change_by_level() -> None:
    desired = resources(SPEC)
    there = changed(
        desired,
        "pipeline.sales.stage.request",
        {"hint_ids": {"newbie": 41}},
        descriptions={"newbie": "Старое.", "master": "Всем."},
    )
    assert only_call(desired, there).body == {
        "descriptions": [{"level": "newbie", "description": "Всем."}, {"level": "candidate", "description": "Всем."}]
    }


def test_a_hint_that_is_gone_is_deleted_by_its_id() -> None:
    desired = resources(SPEC.replace('hint "Всем."', 'hint newbie "Новичку."'))
    there = changed(
        desired,
        "pipeline.sales.stage.request",
        {"hint_ids": {"master": 43}},
        descriptions={"newbie": "Новичку.", "master": "Мастеру."},
    )
    assert only_call(desired, there).body == {"descriptions": [{"id": 43, "level": "master"}]}


def test_options_keep_their_ids() -> None:
    """amoCRM replaces the list: what is sent without its id loses its values in deals."""
    desired = resources(SPEC)
    enums = desired["field.deal.shipping"].attributes["enums"]
    assert isinstance(enums, tuple)
    kept = {"id": 9, "value": "Чужой вариант", "sort": 7}
    there = changed(desired, "field.deal.shipping", {"kept_enums": (kept,)}, enums=enums[:1])
    request = only_call(desired, there)
    assert item(request)["name"] == "Отгрузка"
    assert item(request)["enums"] == [
        {"id": Ref("field.deal.shipping.courier"), "value": "Доставка", "sort": 1, "code": "COURIER"},
        {"value": "Самовывоз", "sort": 2, "code": "PICKUP"},
        kept,
    ]
    assert "field.deal.shipping.pickup" in {learn.address for learn in request.learns}


@pytest.mark.parametrize("address", ["field.deal.budget", "field.contact.phone_no"])
def test_requirements_of_other_pipelines_are_kept(address: str) -> None:
    desired = resources(SPEC)
    kept = {"pipeline_id": 5, "status_id": 77}
    there = changed(desired, address, {"kept_statuses": (kept,)}, required_statuses=())
    request = calls(desired, there)[-1]
    check_request(request)
    sent = item(request)["required_statuses"]
    assert sent[-1] == kept and len(sent) == 4


def test_rights_change_without_the_rest() -> None:
    desired = resources(SPEC)
    request = only_call(desired, changed(desired, "role.head", name="Начальник"))
    assert request.body == {"name": "РОП"}
    body = item(only_call(desired, changed(desired, "role.head", status_rights=({"entity_type": "leads"},))))
    assert list(body) == ["rights"] and list(body["rights"]) == ["status_rights"]


# --- order of stages ---


class Board:
    """Stages of a pipeline as the server keeps them: by `sort`, renumbered in tens after each write, or left as sent."""

    def __init__(self, stages: list[str], renumbers: bool) -> None:
        self.renumbers = renumbers
        self.sorts = {stage: 20 + 10 * position for position, stage in enumerate(stages)}

    def put(self, stage: str, sort: int) -> None:
        self.sorts[stage] = sort
        if self.renumbers:
            self.sorts = {each: 20 + 10 * position for position, each in enumerate(self.stages())}

    def stages(self) -> list[str]:
        return sorted(self.sorts, key=lambda stage: self.sorts[stage])


NAMES = ["request", "visit", "offer", "invoice", "measure"]


@given(
    there=st.lists(st.sampled_from([*NAMES, "foreign", "other"]), unique=True),
    wanted=st.lists(st.sampled_from(NAMES), min_size=1, unique=True),
    renumbers=st.booleans(),
)
def test_stages_come_into_order_whatever_stands_between(there: list[str], wanted: list[str], renumbers: bool) -> None:
    stages = "".join(f'  stage {name} "Этап {name} пройден"\n' for name in wanted)
    desired = resources(f'pipeline sales "Продажи" {{\n{stages}  won\n  lost {{ reason price "Дорого" }}\n}}\n')
    prefix = "pipeline.sales.stage."
    managed = [prefix + name for name in there if name in wanted]
    account = {address: found for address, found in desired.items() if found.kind != "stage" or address in managed}
    account["pipeline.sales.stages"] = replace(desired["pipeline.sales.stages"], attributes={"order": tuple(managed)})
    board = Board([prefix + name for name in there], renumbers)
    for operation in operations(desired, account):
        for request in AMOCRM.requests(operation, desired):
            check_request(request)
            target = request.path.parts[-1] if isinstance(request.path, Join) else ""
            body = item(request)
            board.put(target.address if isinstance(target, Ref) else body["request_id"], body["sort"])
    assert [stage for stage in board.stages() if stage.removeprefix(prefix) in wanted] == [
        prefix + name for name in wanted
    ]


def test_one_stage_put_in_the_middle_moves_only_those_after_it() -> None:
    desired = resources(SPEC)
    there = live(desired, "pipeline.sales.stage.request")
    there["pipeline.sales.stages"] = replace(
        desired["pipeline.sales.stages"], attributes={"order": ("pipeline.sales.stage.visit",)}
    )
    made = [call.method for call in calls(desired, there) if "statuses" in path_shape(call.path)]
    assert made == ["POST", "PATCH", "PATCH"]


# --- deletions ---


def test_deletions_stand_last_children_first() -> None:
    desired = resources(SPEC)
    rest = {address: found for address, found in desired.items() if address == "role.manager"}
    made = operations(rest, desired)
    assert {operation.action for operation in made} == {"delete"}
    requests = [request for operation in made for request in AMOCRM.requests(operation, rest)]
    for request in requests:
        check_request(request)
    shapes = [(request.method, path_shape(request.path)) for request in requests]
    assert shapes == [
        ("DELETE", "roles/*"),
        ("DELETE", "leads/loss_reasons/*"),
        ("GET", "contacts/custom_fields/*"),
        ("PATCH", "contacts/custom_fields"),
        ("DELETE", "leads/custom_fields/*"),
        ("DELETE", "leads/custom_fields/*"),
        ("DELETE", "leads/custom_fields/groups/*"),
        ("DELETE", "leads/pipelines/*"),
    ]


def test_a_stage_goes_alone_when_its_pipeline_stays() -> None:
    desired = resources(SPEC)
    less = resources(SPEC.replace('  stage visit "Посетил шоу-рум"\n', ""))
    gone = [request for request in calls(less, desired) if request.method == "DELETE"]
    (request,) = gone
    assert request.path == Join(
        ("/api/v4/leads/pipelines/", Ref("pipeline.sales"), "/statuses/", Ref("pipeline.sales.stage.visit"))
    )


def test_a_webhook_is_unsubscribed_by_its_url() -> None:
    hook = 'on enter { webhook "https://hooks.example/1" }'
    places = f'  stage request "Заявка получена" {{ {hook} }}\n  won {{ {hook} }}\n  lost {{ reason price "Дорого"\n {hook} }}\n'
    desired = resources(f'pipeline sales "Продажи" {{\n{places}}}\n')
    rest = {address: found for address, found in desired.items() if found.kind != "webhook"}
    request = only_call(rest, desired)
    assert (request.method, request.path, request.body) == (
        "DELETE",
        "/api/v4/webhooks",
        {"destination": "https://hooks.example/1"},
    )
