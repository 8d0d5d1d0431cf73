"""The model: what follows from a program, walking over it, and how its values read."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from compiling import program_of
from hypothesis import given
from hypothesis import strategies as st
from programs import rich_program

from pipelang.diagnostics import suggestion
from pipelang.model import (
    And,
    Compare,
    Crm,
    Duration,
    FieldRef,
    HasTag,
    Hours,
    Literal,
    Not,
    Or,
    Pipeline,
    Program,
    StageRef,
    Text,
    Today,
    working_day,
)
from pipelang.model.index import Index, demands, owners
from pipelang.model.values import Placeholder
from pipelang.model.walk import children, nodes, said
from pipelang.source import Source, Span


def pipeline_of(body: str) -> Pipeline:
    return program_of(
        'crm "Кухни" { currency RUB }\nrole manager "Менеджер"\nrole head "РОП"\nrole accountant "Бухгалтер"\n'
        + "".join(f'field {name} on deal: number "{name}"\n' for name in "abcd")
        + f'pipeline sales "Продажи" {{\n{body}\n}}\n'
    ).pipelines[0]


class TestDemands:
    @staticmethod
    def by_place(pipeline: Pipeline) -> dict[str, list[str]]:
        return {
            address.removeprefix("pipeline.sales."): [
                f"{one.requirement.field.id} of {one.declared.id}" for one in found
            ]
            for address, found in demands(pipeline).items()
        }

    def test_demands_hold_from_their_stage_to_won(self) -> None:
        pipeline = pipeline_of(
            'stage x "X" { require a }  stage y "Y" { require b }  stage z "Z"  won { require c }  lost { require d }'
        )
        assert self.by_place(pipeline) == {
            "stage.x": ["a of x"],
            "stage.y": ["a of x", "b of y"],
            "stage.z": ["a of x", "b of y"],
            "won": ["a of x", "b of y", "c of won"],
            "lost": ["d of lost"],
        }

    def test_here_holds_on_its_stage_only(self) -> None:
        pipeline = pipeline_of('stage x "X" { require a here  require b }  stage y "Y"  won lost')
        assert self.by_place(pipeline)["stage.x"] == ["a of x", "b of x"]
        assert self.by_place(pipeline)["stage.y"] == ["b of x"]

    def test_a_field_demanded_again_is_listed_once(self) -> None:
        pipeline = pipeline_of('stage x "X" { require a }  stage y "Y" { require a, b }  won { require a }  lost')
        assert self.by_place(pipeline)["won"] == ["a of x", "b of y"]

    def test_a_conditional_demand_does_not_make_the_plain_one_needless(self) -> None:
        pipeline = pipeline_of(
            'stage x "X" { require a if b > 3 }  stage y "Y" { require a }  stage z "Z" { require a if c > 1 } won lost'
        )
        assert self.by_place(pipeline)["stage.y"] == ["a of x", "a of y"]
        assert self.by_place(pipeline)["stage.z"] == ["a of x", "a of y"]

    def test_losses_demand_their_own_only(self) -> None:
        pipeline = pipeline_of('stage x "X" { require a }  won  lost { require b }  lost junk "Мусор" { require c, c }')
        assert self.by_place(pipeline)["lost"] == ["b of lost"]
        assert self.by_place(pipeline)["lost.junk"] == ["c of junk"]


class TestOwners:
    def test_an_owner_stays_until_another_is_named(self) -> None:
        pipeline = pipeline_of(
            'stage w "W"  stage x "X" { owner manager }  stage y "Y"  stage z "Z" { owner accountant }  won  lost { owner head }'
        )
        found = {
            address.removeprefix("pipeline.sales."): owner and owner.role for address, owner in owners(pipeline).items()
        }
        assert found == {
            "stage.w": None,
            "stage.x": "manager",
            "stage.y": "manager",
            "stage.z": "accountant",
            "won": "accountant",
            "lost": "head",
        }


class TestIndex:
    def test_everything_is_found(self) -> None:
        program = rich_program()
        index = Index(program)
        assert set(index.roles) == {role.id for role in program.roles}
        assert index.fields[FieldRef("deal", "budget")].id == "budget"
        for pipeline in program.pipelines:
            for place in pipeline.places:
                assert index.place(StageRef(pipeline.id, place.id, place.address)) is place
            for lost in pipeline.lost:
                for reason in lost.reasons:
                    assert index.reason(StageRef(pipeline.id, "lost", lost.address), reason.id) is reason


class TestWalk:
    def test_every_node_is_met_once_before_its_children(self) -> None:
        met = list(nodes(rich_program()))
        addresses = [node.address for node in met]
        assert len(addresses) == len(set(addresses))
        place = {address: number for number, address in enumerate(addresses)}
        for node in met:
            for child in children(node):
                assert place[child.address] > place[node.address]

    def test_nothing_with_an_address_is_forgotten(self) -> None:
        """Whatever is reachable by looking at every attribute of everything is met by the walk."""
        program = rich_program()
        reached = {id(node) for node in reachable(program) if hasattr(node, "address") and hasattr(node, "at")}
        assert reached == {id(node) for node in nodes(program)}

    def test_said_names_what_differs_from_the_default(self) -> None:
        stage = pipeline_of(
            'stage x "X" { sla stay 2d  owner manager  require a  no skip  checklist { "Раз" } } won lost'
        ).stages[0]
        assert set(said(stage)) == {"name", "stay", "no_skip", "checklist"}
        assert [child.address.removeprefix(f"{stage.address}.") for child in children(stage)] == ["owner", "require.1"]

    def test_defaults_are_not_said(self) -> None:
        pipeline = pipeline_of('stage x "X" won lost')
        assert set(said(pipeline)) == {"name", "entity", "kind"}

    def test_a_false_that_differs_from_the_default_is_said(self) -> None:
        stage = pipeline_of('stage x "X" { off on enter { win } } won lost').stages[0]
        assert "enabled" in set(said(stage.triggers[0]))


def reachable(value: Any) -> list[Any]:
    if isinstance(value, tuple) and not isinstance(value, Span):
        return [found for item in value for found in reachable(item)]
    if not is_dataclass(value):
        return []
    below = [found for spec in fields(value) for found in reachable(getattr(value, spec.name))]
    return [value, *below]


class TestEquality:
    def test_places_in_the_text_do_not_count(self) -> None:
        """The same words elsewhere in the file mean the same: comparisons of models are about meaning."""
        spec = 'crm "К"\nrole a "А"\npipeline p "П" { stage s "С" { owner a  task call "Т"  on enter { win } } won lost }\n'
        assert program_of(spec) == program_of("# примечание\n\n" + spec.replace("\n", "\n\n"))

    def test_words_count(self) -> None:
        spec = 'crm "К"\npipeline p "П" { stage s "С" won lost }\n'
        assert program_of(spec) != program_of(spec.replace('"С"', '"Т"'))

    def test_models_are_frozen(self) -> None:
        program = rich_program()
        with pytest.raises(AttributeError):
            program.crm.name = "Другое"  # type: ignore[misc]
        assert replace(program.crm, name="Другое") != program.crm


class TestValues:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (Duration(15, "m", working=True), "15m working"),
            (Duration(2, "w"), "2w"),
            (FieldRef("contact", "phone_no"), "contact.phone_no"),
            (StageRef("sales", "lost.junk", "pipeline.sales.lost.junk"), "sales.lost.junk"),
            (Literal("money", 500_000, "RUB"), "500000 RUB"),
            (Literal("percent", 60), "60%"),
            (Literal("flag", True), "yes"),
            (Literal("flag", False), "no"),
            (Literal("text", "да"), '"да"'),
            (Literal("option", "courier"), "courier"),
            (Literal("duration", Duration(3, "d")), "3d"),
            (Today(), "today"),
            (Today(180), "today + 180d"),
            (Today(-7), "today - 7d"),
            (Text(("Здравствуйте, ", Placeholder("contact", "name", True), "!")), "Здравствуйте, {contact.name}!"),
        ],
    )
    def test_reads_as_it_is_written(self, value: object, text: str) -> None:
        assert str(value) == text

    @pytest.mark.parametrize(("said", "minutes"), [("15m", 15), ("2h", 120), ("3d", 4320), ("1w", 10080)])
    def test_minutes(self, said: str, minutes: int) -> None:
        assert Duration(int(said[:-1]), said[-1]).minutes == minutes  # type: ignore[arg-type]

    def test_placeholders_of_a_text(self) -> None:
        name, budget = Placeholder("contact", "name", True), Placeholder("deal", "budget", False)
        assert Text(("а", name, "б", budget)).placeholders == (name, budget)


class TestConditions:
    A, B, C = (Compare(FieldRef("deal", name), "is", (Literal("number", 1),)) for name in "abc")

    @pytest.mark.parametrize(
        ("condition", "text"),
        [
            (A, "deal.a is 1"),
            (Compare("reason", "in", (Literal("reason", "x"), Literal("reason", "y"))), "reason in (x, y)"),
            (Compare(FieldRef("deal", "a"), "is empty", ()), "deal.a is empty"),
            (HasTag("горячий"), 'has tag "горячий"'),
            (Not(A), "not (deal.a is 1)"),
            (And((A, Or((B, C)))), "deal.a is 1 and (deal.b is 1 or deal.c is 1)"),
            (Or((And((A, B)), C)), "deal.a is 1 and deal.b is 1 or deal.c is 1"),
        ],
    )
    def test_reads_as_it_is_written(self, condition: object, text: str) -> None:
        assert str(condition) == text


class TestWorkingDay:
    @pytest.mark.parametrize(
        ("hours", "day"),
        [
            ((), Duration(8, "h")),
            ((Hours(("mon",), "09:00", "19:00"),), Duration(600, "m")),
            ((Hours(("mon",), "09:30", "10:15"), Hours(("sat",), "10:00", "20:00")), Duration(45, "m")),
        ],
    )
    def test_length(self, hours: tuple[Hours, ...], day: Duration) -> None:
        crm = Crm("crm", Span(Source("a", ""), 0, 0), "К", hours=hours)
        assert working_day(crm) == day


class TestSource:
    @given(st.text("аб\n #", max_size=40))
    def test_positions_are_those_of_splitting_into_lines(self, text: str) -> None:
        source = Source("a", text)
        lines = text.split("\n")
        for offset in range(len(text) + 1):
            line, column = source.position(offset)
            assert sum(len(item) + 1 for item in lines[: line - 1]) + column - 1 == offset
            assert source.line(line) == lines[line - 1]

    def test_span(self) -> None:
        source = Source("sales.pipe", "crm\nrole manager")
        span = Span(source, 9, 16)
        assert (span.place, span.line, span.text) == ("sales.pipe:2", 2, "manager")


class TestSuggestion:
    @pytest.mark.parametrize(
        ("name", "meant"), [("mananger", "manager"), ("manager", "manager"), ("xyz", ""), ("", "")]
    )
    def test_near_names(self, name: str, meant: str) -> None:
        assert suggestion(name, ["head", "manager", "designer"]) == meant


def test_program_of_nothing() -> None:
    (crm,) = nodes(Program(Crm("crm", Span(Source("a", ""), 0, 0), "К")))
    assert crm.address == "crm"
