"""setup.json, coverage.json and spec.json: their published shapes, and that nothing is lost or taken for another thing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from crms import Papers, SmallCrm
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from programs import rich_program

from pipelang import schemas
from pipelang.deploy.beside import ALONE, Beside, ByHand, Edition
from pipelang.deploy.build import build, build_all
from pipelang.deploy.coverage import cover
from pipelang.deploy.plan import Operation, plan
from pipelang.deploy.resources import Fact, Join, Ref, Resource
from pipelang.deploy.setup import json_value, setup_json
from pipelang.deploy.steps import numbered, sections
from pipelang.diagnostics import Diagnostic, Problems
from pipelang.formats import CoverageFile, Create, Delete, Setup, Update
from pipelang.model import Program
from pipelang.model.walk import nodes, said
from pipelang.report.spec import spec_json

SCHEMAS = Path(__file__).parent.parent / "docs" / "schema"


def files(crm: SmallCrm | None = None) -> dict[str, Any]:
    return build(rich_program(), crm or SmallCrm(), Problems()).files


def valid(name: str, text: str) -> Any:
    data = json.loads(text)
    Draft202012Validator(json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))).validate(data)
    return data


@pytest.mark.parametrize("name", sorted(schemas.schemas()))
def test_published_schemas_are_fresh(name: str) -> None:
    made = schemas.text(schemas.schemas()[name])
    assert (SCHEMAS / name).read_text(encoding="utf-8") == made, "run: python -m pipelang.schemas docs/schema"
    Draft202012Validator.check_schema(json.loads(made))


# ---- setup.json


def test_a_setup_has_the_published_shape() -> None:
    text = files()["setup.json"]
    valid("setup", text)
    setup = Setup.model_validate_json(text)
    assert (setup.target, setup.program) == ("small", rich_program().crm.name)
    assert [operation.number for operation in setup.operations] == list(range(1, len(setup.operations) + 1))


def test_each_operation_names_its_line_and_what_it_does() -> None:
    setup = Setup.model_validate_json(files()["setup.json"])
    pipelines = [item for item in setup.operations if item.kind == "pipeline"]
    assert len(pipelines) == len(rich_program().pipelines)
    first = pipelines[0]
    assert isinstance(first, Create)
    assert first.source is not None and ".pipe:" in first.source
    assert first.identity == {"code": first.address.removeprefix("pipeline.")}
    assert first.requests[0].learns[0].where == {"code": first.identity["code"]}
    won = next(item for item in setup.operations if item.address == f"{first.address}.won")
    assert isinstance(won, Update)
    assert won.changes["name"].before == "Успешно"
    assert won.requests[0].unsure == "the order of items"
    last = setup.operations[-1]
    assert isinstance(last, Delete)
    assert last.requests[0].path == {"$join": ["/stages/", {"$ref": last.address, "attribute": "id"}]}


def test_a_setup_is_the_same_each_time_and_its_lines_are_readable() -> None:
    assert files() == files()
    text = files()["setup.json"]
    assert text.startswith('{\n  "version": 1,\n  "target": "small",\n')
    assert text.endswith("]\n}\n")
    assert "\\u" not in text


def test_an_empty_plan_is_a_setup_too() -> None:
    assert Setup.model_validate_json(setup_json("small", "Ф", [])).operations == []


def test_what_even_an_empty_account_holds_is_looked_up_and_not_made() -> None:
    address = rich_program().pipelines[0].address
    made = files(SmallCrm(holds=(address,)))
    setup = Setup.model_validate_json(made["setup.json"])
    assert [read.learns[0].address for read in setup.lookups] == [address]
    assert address not in [operation.address for operation in setup.operations if operation.action == "create"]
    facts = {item.fact: item for item in CoverageFile.model_validate_json(made["coverage.json"]).facts}
    assert (facts[address].how, facts[address].operations) == ("api", [])


def plain(value: object) -> Any:
    return json.loads(json_value(value))


def test_what_the_account_knows_is_marked() -> None:
    assert plain({"id": Ref("pipeline.a"), "n": (1, None, True)}) == {
        "id": {"$ref": "pipeline.a", "attribute": "id"},
        "n": [1, None, True],
    }
    assert plain(Join(("P_", Ref("pipeline.a", "sort")))) == {
        "$join": ["P_", {"$ref": "pipeline.a", "attribute": "sort"}]
    }


def test_a_text_that_looks_like_a_reference_is_a_text() -> None:
    text = '{"$ref": "pipeline.a", "attribute": "id"}'
    assert plain([text, Ref("x")]) == [text, {"$ref": "x", "attribute": "id"}]


def test_an_object_that_looks_like_a_reference_has_its_keys_doubled() -> None:
    assert plain({"$ref": "pipeline.a", "$$x": Ref("y")}) == {
        "$$ref": "pipeline.a",
        "$$$x": {"$ref": "y", "attribute": "id"},
    }


NESTED = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(["$ref", "$join", "$"]),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(["$ref", "$join", "attribute"]), inner),
    max_leaves=8,
)


def unescaped(value: Any) -> Any:
    if isinstance(value, dict):
        assert not value.keys() & {"$ref", "$join"}
        return {key[1:] if key.startswith("$") else key: unescaped(item) for key, item in value.items()}
    return [unescaped(item) for item in value] if isinstance(value, list) else value


@given(NESTED)
def test_no_value_without_references_can_pass_for_one_and_none_is_changed(value: object) -> None:
    assert unescaped(plain(value)) == value


def test_a_number_that_json_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_value({"x": float("nan")})


# ---- coverage.json


def test_every_fact_is_in_the_coverage() -> None:
    program = rich_program()
    covered = CoverageFile.model_validate(valid("coverage", files()["coverage.json"]))
    wanted = [str(Fact(node.address, name)) for node in nodes(program) for name in ("", *said(node))]
    assert [item.fact for item in covered.facts] == wanted
    assert covered.missing == []
    assert sum(covered.summary.model_dump().values()) == len(wanted)


def test_facts_point_at_operations_steps_and_documents() -> None:
    made = files()
    covered = {item.fact: item for item in CoverageFile.model_validate_json(made["coverage.json"]).facts}
    setup = Setup.model_validate_json(made["setup.json"])
    pipeline = rich_program().pipelines[0]
    api = covered[f"{pipeline.address}#name"]
    assert (api.how, [setup.operations[number - 1].address for number in api.operations]) == ("api", [pipeline.address])
    hint = next(item for fact, item in covered.items() if fact.endswith("#text") and ".hint" in fact)
    assert (hint.how, hint.operations) == ("manual", [])
    assert f"**{hint.steps[0]}.** Вставьте подсказку" in made["checklist.md"]
    assert (covered["crm"].how, covered["crm"].where) == ("text", ["docs"])


def test_a_fact_that_the_target_forgets_is_missing() -> None:
    fact = f"{rich_program().roles[0].address}#name"
    built = build(rich_program(), SmallCrm(forgets=fact), Problems())
    assert [str(item) for item in built.missing] == [fact]
    assert CoverageFile.model_validate_json(built.files["coverage.json"]).missing == [fact]


def test_what_the_crm_makes_by_itself_counts_as_its_parents_operation() -> None:
    program, crm = rich_program(), SmallCrm()
    description = crm.describe(program)
    desired = {item.address: item for item in description.resources}

    def brings(resource: Resource, _: object) -> list[Resource]:
        return [item for item in desired.values() if item.parent == resource.address]

    operations = plan(description.resources, {}, brings)
    assert {operation.resource.kind for operation in operations} == {"pipeline"}
    steps = list(numbered(sections(description.steps, crm.screens)))
    covered = {str(item.fact): item for item in cover(program, description, operations, steps).facts}
    first = program.pipelines[0]
    assert covered[first.stages[0].address].operations == covered[first.address].operations != ()


# ---- spec.json


def test_the_spec_has_the_published_shape() -> None:
    data = valid("spec", spec_json(rich_program()))
    assert [item["id"] for item in data["pipelines"]] == [item.id for item in rich_program().pipelines]


def test_the_spec_says_every_fact_with_its_line() -> None:
    data = json.loads(spec_json(rich_program()))
    found: dict[str, dict[str, Any]] = {}

    def collect(value: Any) -> None:
        if isinstance(value, dict):
            if "at" in value and "address" in value:
                found[value["address"]] = value
            for item in value.values():
                collect(item)
        elif isinstance(value, list):
            for item in value:
                collect(item)

    collect(data)
    for node in nodes(rich_program()):
        assert found[node.address]["at"] == node.at.place
        assert set(said(node)) <= set(found[node.address])


def test_several_sorts_of_things_in_one_place_say_which_they_are() -> None:
    text = spec_json(rich_program())
    for word in ("set_field", "start_process", "compare", "has_tag", "placeholder", "field_ref", "literal"):
        assert f'"is": "{word}"' in text


# ---- build


def test_documents_are_taken_as_they_are_rendered() -> None:
    built = build(rich_program(), Papers(), Problems())
    assert (built.crm, sorted(built.files)) == (False, ["img/a.png", "index.html"])


def test_documents_are_told_what_crms_built_with_them_leave_to_people() -> None:
    given: list[Beside] = []

    class Told(Papers):
        def render(self, program: Program, beside: Beside = ALONE) -> Mapping[str, str | bytes]:
            given.append(beside)
            return {}

    edition, started = Edition("1a2b3c4d5", "2026-03-15"), list[str]()
    built = build_all(rich_program(), [Told(), SmallCrm()], Problems(), edition, started.append)
    assert [item.crm for item in built] == [False, True], "in the order asked for"
    assert started == [SmallCrm.title, Papers.title], "CRMs come first"
    (beside,) = given
    (by_hand,) = beside.by_hand
    assert beside.edition == edition
    assert by_hand == ByHand("Small CRM", "small/checklist.html", by_hand.screens)
    assert by_hand.steps == built[1].steps > 0
    assert [name for name, _ in by_hand.screens] == ["Воронки", "Texts"], (
        "in the client's language where there is a name"
    )


def test_what_a_target_finds_is_kept() -> None:
    problems = Problems()
    build(rich_program(), SmallCrm(finds=(Diagnostic("X1", None),)), problems)
    assert [problem.code for problem in problems] == ["X1"]


def test_operations_without_a_line_have_no_source() -> None:
    operation = Operation("create", Resource("tag", "tag.x", None, {}), None, {}, {})
    assert json.loads(setup_json("small", "Ф", [(operation, ())]))["operations"][0]["source"] is None
