"""Whole plans for Bitrix24, carried out on a small portal that refuses what the real one refuses.

The portal is written from the vendor's documentation and its order checks; it is stricter in one thing: at every moment, also
after an update, stages in work stand below the success stage and failures above it. `strict` switches that off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from importlib import import_module
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from programs import rich_program

from pipelang.compile import compile_program
from pipelang.deploy.plan import Operation, plan
from pipelang.deploy.resources import Join, Ref, Request, Resource
from pipelang.deploy.target import load_target, lookups, present
from pipelang.model import Program
from pipelang.source import Source

target: Any = load_target("bitrix24")
facts = import_module("pipelang.targets.bitrix24.facts")

# --- the portal ---


class Refused(Exception):
    """What the portal says instead of doing it."""


class Portal:
    def __init__(self) -> None:
        self.pipelines: dict[int, dict[str, Any]] = {0: {"name": "Общая", "sort": 0}}
        self.statuses: list[dict[str, Any]] = []
        self.fields: dict[int, dict[str, Any]] = {}
        self.cards: dict[str, Any] = {}
        self.busy: set[str] = set()
        self.calls: list[str] = []
        self.strict = True
        self._last = 100
        self._bring("DEAL_STAGE", "", facts.DEAL_STAGES)
        self._bring("STATUS", "", facts.LEAD_STAGES)
        for name, sort in facts.SOURCES.items():
            self._status({"ENTITY_ID": "SOURCE", "STATUS_ID": name, "NAME": name.title(), "SORT": sort, "SYSTEM": "N"})

    def call(self, path: str, body: Any) -> Any:
        self.calls.append(path)
        entity = re.fullmatch(r"crm\.(lead|deal|contact|company)\.userfield\.(\w+)", path)
        if entity:
            return getattr(self, f"_userfield_{entity[2]}")(entity[1], body)
        return getattr(self, "_" + path.removeprefix("crm.").replace(".", "_"))(body)

    def stages(self, entity_id: str) -> list[dict[str, Any]]:
        return sorted((row for row in self.statuses if row["ENTITY_ID"] == entity_id), key=lambda row: row["SORT"])

    def redraw(self, entity_id: str) -> None:
        """What the board does when a person touches it: all numbers anew, by tens."""
        for number, row in enumerate(self.stages(entity_id), 1):
            row["SORT"] = number * 10

    # pipelines

    def _category_add(self, body: Any) -> Any:
        assert body["entityTypeId"] == 2
        name = body["fields"]["name"]
        if not name.strip() or len(name) > 255:
            raise Refused(f"name of a pipeline: {name!r}")
        number = max(self.pipelines) + 1
        self.pipelines[number] = {"name": name, "sort": body["fields"].get("sort", 500)}
        self._bring(f"DEAL_STAGE_{number}", f"C{number}:", facts.DEAL_STAGES)
        return {"category": {"id": number, **self.pipelines[number]}}

    def _category_update(self, body: Any) -> Any:
        self.pipelines[body["id"]].update(body["fields"])
        return {"category": {"id": body["id"]}}

    def _category_delete(self, body: Any) -> Any:
        if body["id"] == 0:
            raise Refused("the default pipeline cannot be deleted")
        del self.pipelines[body["id"]]
        self.statuses = [row for row in self.statuses if row["ENTITY_ID"] != f"DEAL_STAGE_{body['id']}"]
        return None

    # stages and dictionaries

    def _status_list(self, body: Any) -> Any:
        return [{**row, "ID": str(row["ID"])} for row in self.stages(body["filter"]["ENTITY_ID"])]

    def _status_add(self, body: Any) -> Any:
        row = {"SYSTEM": "N", "SEMANTICS": "", "COLOR": None, **body["fields"]}
        stage = row["ENTITY_ID"] == "STATUS" or row["ENTITY_ID"].startswith("DEAL_STAGE")
        prefix = f"C{row['ENTITY_ID'][11:]}:" if row["ENTITY_ID"].startswith("DEAL_STAGE_") else ""
        if stage:
            self._check_id(row["STATUS_ID"], prefix, 21 if row["ENTITY_ID"] == "STATUS" else 22)
        row["STATUS_ID"] = prefix + row["STATUS_ID"].removeprefix(prefix)
        there = self.stages(row["ENTITY_ID"])
        if any(other["STATUS_ID"] == row["STATUS_ID"] for other in there):
            raise Refused(f"{row['STATUS_ID']} is there already")
        if not row["NAME"] or len(row["NAME"]) > 100:
            raise Refused("name of a stage")
        won = next((other["SORT"] for other in there if other["SEMANTICS"] == "S"), None)
        if row["SEMANTICS"] == "S" and won is not None:
            raise Refused("a second success stage")
        if stage and won is not None and row["SEMANTICS"] == "" and row["SORT"] >= won:
            raise Refused("a stage in work after the success stage")
        if stage and won is not None and row["SEMANTICS"] == "F" and row["SORT"] <= won:
            raise Refused("a failure before the success stage")
        return self._status(row)["ID"]

    def _status_update(self, body: Any) -> Any:
        row = self._row(body["id"])
        if set(body["fields"]) - {"NAME", "SORT", "COLOR"}:
            raise Refused(f"fields that cannot change: {body['fields']}")
        row.update(body["fields"])
        self._in_order(row["ENTITY_ID"])
        return True

    def _status_delete(self, body: Any) -> Any:
        row = self._row(body["id"])
        if row["SYSTEM"] == "Y":
            raise Refused(f"{row['STATUS_ID']} is a system stage")
        if row["STATUS_ID"] in self.busy:
            raise Refused(f"there are items on {row['STATUS_ID']}")
        self.statuses.remove(row)
        return True

    def _check_id(self, id: str, prefix: str, longest: int) -> None:
        own = id.removeprefix(prefix)
        if not re.fullmatch(r"[0-9A-Za-z_-]+", own) or len(prefix + own) > longest:
            raise Refused(f"id of a stage: {id}")

    def _status(self, row: dict[str, Any]) -> dict[str, Any]:
        self._last += 1
        row = {"SEMANTICS": "", "COLOR": None, **row, "ID": self._last}
        self.statuses.append(row)
        self._in_order(row["ENTITY_ID"])
        return row

    def _bring(self, entity_id: str, prefix: str, stages: Iterable[Any]) -> None:
        for stage in stages:
            self._status(
                {
                    "ENTITY_ID": entity_id,
                    "STATUS_ID": prefix + stage.id,
                    "NAME": f"Стадия {stage.id}",
                    "SORT": stage.sort,
                    "SEMANTICS": stage.semantics,
                    "SYSTEM": "Y" if stage.system else "N",
                    "COLOR": stage.color,
                }
            )

    def _row(self, id: Any) -> dict[str, Any]:
        found = next((row for row in self.statuses if row["ID"] == int(id)), None)
        if found is None:
            raise Refused(f"no status {id}")
        return found

    def _in_order(self, entity_id: str) -> None:
        rows = self.stages(entity_id)
        if entity_id in ("SOURCE", "DEAL_TYPE") or not self.strict:
            return
        order = {"": 0, "S": 1, "F": 2}
        for left, right in pairwise(rows):
            level, other = order[left["SEMANTICS"]], order[right["SEMANTICS"]]
            if level > other or (level != other and left["SORT"] == right["SORT"]):
                raise Refused(
                    f"order of stages: {left['STATUS_ID']} {left['SORT']}, {right['STATUS_ID']} {right['SORT']}"
                )

    # fields

    def _userfield_add(self, entity: str, body: Any) -> Any:
        fields = body["fields"]
        name = fields["FIELD_NAME"]
        if not re.fullmatch(r"UF_CRM_[A-Z0-9_]{1,43}", name):
            raise Refused(f"field name {name}")
        if any(row["entity"] == entity and row["FIELD_NAME"] == name for row in self.fields.values()):
            raise Refused(f"field {name} is there already")
        self._last += 1
        number = self._last
        row = {
            "HELP_MESSAGE": None,
            "MANDATORY": "N",
            **fields,
            "entity": entity,
            "EDIT_FORM_LABEL": fields["LABEL"],
            "LIST": [],
        }
        self.fields[number] = row
        self._options(row, fields.get("LIST", []))
        return number

    def _userfield_update(self, entity: str, body: Any) -> Any:
        row = self._field(entity, body["id"])
        changes = dict(body["fields"])
        if set(changes) & {"FIELD_NAME", "USER_TYPE_ID", "MULTIPLE"}:
            raise Refused("what cannot change")
        self._options(row, changes.pop("LIST", []))
        row.update(changes)
        return True

    def _userfield_get(self, entity: str, body: Any) -> Any:
        return {"ID": str(body["id"]), **self._field(entity, body["id"])}

    def _userfield_delete(self, entity: str, body: Any) -> Any:
        self._field(entity, body["id"])
        del self.fields[int(body["id"])]
        return True

    def _field(self, entity: str, id: Any) -> dict[str, Any]:
        row = self.fields[int(id)]
        assert row["entity"] == entity
        return row

    def _options(self, row: dict[str, Any], items: list[Any]) -> None:
        for item in items:
            known = next((option for option in row["LIST"] if str(option["ID"]) == str(item.get("ID"))), None)
            if item.get("DEL") == "Y":
                row["LIST"].remove(known)
            elif known:
                known.update({"VALUE": "", **item})
            elif any(option["XML_ID"] == item["XML_ID"] for option in row["LIST"]):
                raise Refused(f"option {item['XML_ID']} is there already")
            else:
                self._last += 1
                row["LIST"].append({**item, "ID": str(self._last)})

    # cards

    def _item_details_configuration_set(self, body: Any) -> Any:
        for section in body["data"]:
            for element in section["elements"]:
                name = element["name"]
                if name.startswith("UF_CRM_") and all(row["FIELD_NAME"] != name for row in self.fields.values()):
                    raise Refused(f"no field {name}")
        self.cards[_card_key(body)] = body["data"]
        return True

    def _item_details_configuration_reset(self, body: Any) -> Any:
        self.cards.pop(_card_key(body), None)
        return True


def _card_key(body: Any) -> str:
    return f"{body['entityTypeId']} {sorted(body['extras'].items())}"


# --- what apply does, in short ---


class Account:
    """A portal and the ids of what the spec put there."""

    def __init__(self) -> None:
        self.portal = Portal()
        self.ids: dict[str, Any] = {}

    def run(self, program: Program) -> tuple[Operation, ...]:
        desired = wanted(program)
        if not self.ids:
            for request in lookups(target, desired):
                self.send(request)
        live = self.live(desired)
        renamed = target.rebound(live, desired)
        self.ids = {renamed.get(address, address): id for address, id in self.ids.items()}
        operations = plan(desired.values(), self.settled(desired), target.brings)
        for operation in operations:
            for request in target.requests(operation, desired):
                self.send(request)
            if operation.action == "delete":
                self.ids.pop(operation.resource.address, None)
        return operations

    def changes(self, program: Program) -> tuple[Operation, ...]:
        desired = wanted(program)
        return plan(desired.values(), self.settled(desired), target.brings)

    def settled(self, desired: Mapping[str, Resource]) -> Mapping[str, Resource]:
        found: Mapping[str, Resource] = target.settled(self.live(desired), desired)
        return found

    def send(self, request: Request) -> None:
        answer = {"result": self.portal.call(self.text(request.path), self.value(request.body))}
        for learn in request.learns:
            found: Any = _at(answer, learn.items) if learn.items else answer
            if learn.items:
                where = self.value(dict(learn.where))
                found = next(item for item in found if all(item[key] == value for key, value in where.items()))
            self.ids[learn.address] = int(_at(found, learn.take))

    def value(self, value: Any) -> Any:
        if isinstance(value, (Ref, Join)):
            return self.ids[value.address] if isinstance(value, Ref) else self.text(value)
        if isinstance(value, Mapping):
            return {key: self.value(item) for key, item in value.items()}
        return [self.value(item) for item in value] if isinstance(value, (list, tuple)) else value

    def text(self, value: Any) -> str:
        return "".join(str(self.value(part)) for part in value.parts) if isinstance(value, Join) else str(value)

    def live(self, desired: Mapping[str, Resource]) -> dict[str, Resource]:
        """What is there of all that was ever bound, with the attributes that this target compares."""
        self.ids.update(
            {
                address: 0
                for address, item in desired.items()
                if item.kind == "pipeline" and item.identity.get("id") == 0
            }
        )
        known = {**{item.address: item for item in self._bound()}, **self._cards(desired)}
        missing = {
            address: item
            for address, item in present(target, desired).items()
            if address not in known and address in self.ids
        }
        return {**known, **missing}

    def _bound(self) -> Iterable[Resource]:
        homes = {
            id: address
            for address, id in self.ids.items()
            if address.count(".") == 1 and address.startswith("pipeline.")
        }
        by_id = {id: address for address, id in self.ids.items()}
        for number, row in self.portal.pipelines.items():
            if number in homes:
                identity = {"entityTypeId": 2, **({"id": 0} if number == 0 else {})}
                yield Resource("pipeline", homes[number], None, dict(row), identity)
        for row in self.portal.statuses:
            if row["ID"] in by_id:
                yield self._status(by_id[row["ID"]], row, homes)
        for id, row in self.portal.fields.items():
            yield from self._field(by_id[id], row, by_id)

    def _status(self, address: str, row: dict[str, Any], homes: Mapping[Any, str]) -> Resource:
        identity = {key: row[key] for key in ("ENTITY_ID", "SEMANTICS")}
        identity["STATUS_ID"] = row["STATUS_ID"].rpartition(":")[2]
        attributes = {key: row[key] for key in ("NAME", "SORT", "COLOR")}
        if row["ENTITY_ID"] in ("SOURCE", "DEAL_TYPE"):
            return Resource("item", address, None, attributes, identity)
        number = row["ENTITY_ID"].removeprefix("DEAL_STAGE").removeprefix("_") or "0"
        parent = ".".join(address.split(".")[:2]) if row["ENTITY_ID"] == "STATUS" else homes[int(number)]
        return Resource("stage", address, None, attributes, identity, parent=parent)

    def _field(self, address: str, row: dict[str, Any], by_id: Mapping[Any, str]) -> Iterable[Resource]:
        attributes = {key: row[key] for key in ("EDIT_FORM_LABEL", "SETTINGS", "HELP_MESSAGE", "MANDATORY")}
        identity = {key: row[key] for key in ("entity", "FIELD_NAME", "USER_TYPE_ID")}
        yield Resource("field", address, None, attributes, identity)
        for option in row["LIST"]:
            own = {"entity": row["entity"], "XML_ID": option["XML_ID"]}
            there = {"VALUE": option["VALUE"], "SORT": option["SORT"]}
            yield Resource("option", by_id[int(option["ID"])], None, there, own, parent=address)

    def _cards(self, desired: Mapping[str, Resource]) -> dict[str, Resource]:
        found = {}
        for address, card in desired.items():
            try:
                key = _card_key(self.value(dict(card.identity))) if card.kind == "card" else ""
            except KeyError:
                continue  # its pipeline is not there yet
            if key in self.portal.cards:
                found[address] = replace(card, attributes={"data": self.portal.cards[key]})
        return found


def _at(value: Any, path: str) -> Any:
    for key in path.split("."):
        value = value[key]
    return value


def wanted(program: Program) -> dict[str, Resource]:
    return {resource.address: resource for resource in target.describe(program).resources}


class Text:
    def __init__(self, text: str) -> None:
        self.source = Source("main.pipe", text)

    def read(self, path: str) -> Source:
        return self.source


def compiled(text: str) -> Program:
    result = compile_program("main.pipe", Text(f'crm "Кухни" {{ currency RUB }}\n{text}'))
    assert result.program, [(problem.code, problem.params) for problem in result.problems]
    return result.program


def pipeline(stages: Iterable[str], losses: Iterable[str] = ("",), of: str = "", name: str = "Продажи") -> Program:
    """A pipeline with stages and losses of these ids."""
    body = "\n".join(f'  stage {stage} "Этап {stage}"' for stage in stages)
    ends = "\n".join(f'  lost {loss} "Отказ{loss}" {{ reason no{loss} "Нет" }}' for loss in losses)
    return compiled(f'pipeline sales "{name}" {of} {{\n{body}\n  won "Оплачено"\n{ends}\n}}')


def board(account: Account, entity_id: str) -> list[str]:
    """Names of the stages in their order, which is one that does not depend on who was added first."""
    rows = account.portal.stages(entity_id)
    assert len({row["SORT"] for row in rows}) == len(rows)
    return [row["NAME"] for row in rows]


# --- the tests ---


def test_a_rich_program_is_accepted_call_by_call_and_leaves_nothing_to_plan() -> None:
    account, program = Account(), rich_program()
    account.run(program)
    assert account.changes(program) == ()
    for item in program.pipelines:
        # The program takes the default pipeline for its sales.
        entity_id = "STATUS" if item.entity == "lead" else f"DEAL_STAGE_{account.ids[item.address]}".removesuffix("_0")
        assert board(account, entity_id) == [place.name for place in item.places]
        stages = account.portal.stages(entity_id)
        assert [row["SEMANTICS"] for row in stages] == [""] * len(item.stages) + ["S"] + ["F"] * len(item.lost)


def test_the_plan_starts_from_what_an_empty_portal_holds() -> None:
    desired = wanted(rich_program())
    there = present(target, desired)
    operations = plan(desired.values(), there, target.brings)
    created = {operation.resource.address for operation in operations if operation.action == "create"}
    assert "pipeline.sales" in there
    assert "pipeline.production" in created
    assert not {
        address for address in created if address.endswith((".won", "pipeline.leads.stage.new", "pipeline.leads.lost"))
    }
    deleted = [operation.resource.address for operation in operations if operation.action == "delete"]
    assert "pipeline.sales.brought.PREPARATION" in deleted
    assert "pipeline.leads.brought.IN_PROCESS" in deleted
    assert [operation.action for operation in operations[-len(deleted) :]] == ["delete"] * len(deleted)


def test_a_default_stage_with_the_same_id_is_kept_and_renamed() -> None:
    account = Account()
    operations = account.run(pipeline(["request", "preparation", "offer"], ["", "apology"]))
    deleted = {operation.resource.address for operation in operations if operation.action == "delete"}
    assert deleted == {f"pipeline.sales.brought.{id}" for id in ("PREPAYMENT_INVOICE", "EXECUTING", "FINAL_INVOICE")}
    assert [row["STATUS_ID"] for row in account.portal.stages("DEAL_STAGE_1")] == [
        "C1:NEW", "C1:PREPARATION", "C1:OFFER", "C1:WON", "C1:LOSE", "C1:APOLOGY",
    ]  # fmt: skip


@pytest.mark.parametrize("of", ["", "of lead"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["a", "b"], ["a", "b", "c"]),
        (["a", "b"], ["a", "c", "b"]),
        (["a", "b", "c"], ["a", "c"]),
        (["a"], [f"s{number}" for number in range(40)]),
        (["a", "b"], ["first", "a", "b"]),
        (["a", "b"], ["b"]),
    ],
)
def test_a_changed_pipeline_is_accepted_too(of: str, before: list[str], after: list[str]) -> None:
    account = Account()
    account.run(pipeline(before, of=of))
    changed = pipeline(after, losses=("", "spam"), of=of)
    account.run(changed)
    assert account.changes(changed) == ()
    names = [*(f"Этап {stage}" for stage in after), "Оплачено", "Отказ", "Отказspam"]
    assert board(account, "STATUS" if of else "DEAL_STAGE_1") == names


@given(
    st.lists(st.integers(0, 60), min_size=1, max_size=55, unique=True),
    st.integers(1, 9),
    st.sampled_from(["", "of lead"]),
)
def test_any_new_pipeline_is_accepted(stages: list[int], losses: int, of: str) -> None:
    account = Account()
    program = pipeline([f"s{number}" for number in stages], ["", *(f"l{number}" for number in range(losses - 1))], of)
    account.run(program)
    assert account.changes(program) == ()


def test_the_holder_of_a_system_stage_may_leave_the_spec() -> None:
    account = Account()
    account.run(pipeline(["a", "b", "c"]))
    account.portal.busy = {"C1:NEW"}
    account.run(pipeline(["x", "b", "c"]))
    first = account.portal.stages("DEAL_STAGE_1")[0]
    assert (first["STATUS_ID"], first["NAME"]) == ("C1:NEW", "Этап x")


def test_numbers_that_the_board_draws_anew_are_no_change() -> None:
    account, program = Account(), pipeline([f"s{number}" for number in range(7)])
    account.run(program)
    account.portal.redraw("DEAL_STAGE_1")
    assert account.changes(program) == ()
    account.portal.stages("DEAL_STAGE_1")[2]["NAME"] = "Переименована руками"
    assert [operation.after for operation in account.changes(program)] == [{"NAME": "Этап s2"}]


@pytest.mark.parametrize("after", [["s0", "new", "s1", "s2", "s3", "s4", "s5", "s6"], ["s6", "s0", "s1"]])
def test_a_board_drawn_anew_can_still_be_changed(after: list[str]) -> None:
    account = Account()
    account.run(pipeline([f"s{number}" for number in range(7)]))
    account.portal.redraw("DEAL_STAGE_1")
    account.portal.strict = False  # numbers go down here, so the board is out of order for a moment
    changed = pipeline(after, losses=("", "spam"))
    account.run(changed)
    account.portal.strict = True
    assert account.changes(changed) == ()
    assert board(account, "DEAL_STAGE_1") == [*(f"Этап {stage}" for stage in after), "Оплачено", "Отказ", "Отказspam"]


def test_a_pipeline_that_left_the_spec_is_deleted_whole() -> None:
    account = Account()
    account.run(compiled('pipeline a "А" { stage x "Икс" won lost }\npipeline b "Бэ" { stage y "Игрек" won lost }'))
    before = len(account.portal.calls)
    rest = compiled('pipeline a "А" { stage x "Икс" won lost }')
    account.run(rest)
    assert account.portal.calls[before:] == ["crm.category.delete"]
    assert account.changes(rest) == ()


def test_options_come_and_go_one_by_one() -> None:
    account = Account()
    one = 'field how on deal: choice "Как" {{ {options} }}\npipeline a "А" {{ stage x "Икс" won lost }}'
    account.run(compiled(one.format(options='car "Машиной" post "Почтой"')))
    changed = compiled(one.format(options='post "Почта России" self "Самовывоз"'))
    account.run(changed)
    assert account.changes(changed) == ()
    (row,) = account.portal.fields.values()
    assert [(option["XML_ID"], option["VALUE"]) for option in row["LIST"]] == [
        ("post", "Почта России"),
        ("self", "Самовывоз"),
    ]


def test_a_card_is_laid_out_after_its_fields_and_reset_when_the_groups_go() -> None:
    account = Account()
    spec = 'field sum on deal: money "Сумма"{group}\npipeline a "А" {{ stage x "Икс" won lost {{ reason no "Нет" }} }}'
    account.run(compiled(spec.format(group=' in "Коммерция"')))
    (data,) = account.portal.cards.values()
    titles = {section["title"]: [element["name"] for element in section["elements"]] for section in data}
    assert titles["Коммерция"] == ["UF_CRM_SUM"]
    assert "UF_CRM_LOSS_A" in titles["Дополнительно"]
