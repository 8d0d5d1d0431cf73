"""What `every stage`, `extends`, templates, imports and parameters come to."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from compiling import ENDS, codes, compiled, program_of, stage_of, told

from pipelang.model import Duration, Literal, Pipeline, Stage, Task

ROLES = 'role manager "Менеджер"\nrole head "РОП"\n'


def pipelines_of(text: str, before: str = "") -> dict[str, Pipeline]:
    program = program_of(f'crm "Кухни" {{ currency RUB }}\n{ROLES}{before}\n{text}')
    return {pipeline.id: pipeline for pipeline in program.pipelines}


def stages_of(body: str, before: str = "") -> dict[str, Stage]:
    (pipeline,) = pipelines_of(f'pipeline sales "Продажи" {{ {body} {ENDS} }}', before).values()
    return {stage.id: stage for stage in pipeline.stages}


def events(stage: Stage) -> list[str]:
    return [f"{trigger.event.kind} -> {trigger.actions[0].tag}" for trigger in stage.triggers]  # type: ignore[attr-defined]


class TestEveryStage:
    def test_a_stage_goes_before_the_common_rule(self) -> None:
        stages = stages_of(
            'every stage { owner manager  sla react 1h, stay 3d } stage a "А" stage b "Б" { owner head  sla stay 5d }'
        )
        assert [stage.owner.role for stage in stages.values() if stage.owner] == ["manager", "head"]
        assert [stage.stay for stage in stages.values()] == [Duration(3, "d"), Duration(5, "d")]
        assert [stage.react for stage in stages.values()] == [Duration(1, "h")] * 2

    def test_lists_grow(self) -> None:
        stages = stages_of(
            'every stage { task call "Раз"  checklist { "Раз" } } stage a "А" { task call "Два"  checklist { "Два" } }'
        )
        assert [str(task.text) for task in stages["a"].tasks] == ["Раз", "Два"]
        assert stages["a"].checklist == ("Раз", "Два")

    def test_a_rule_of_the_same_event_replaces_the_common_one(self) -> None:
        common = 'every stage { on overdue { tag "общее" } on enter { tag "общее" } }'
        own = 'stage a "А" { on overdue { tag "своё" } on enter after 1d { tag "своё" } }'
        assert events(stages_of(f"{common} {own}")["a"]) == ["overdue -> своё", "enter -> общее", "enter -> своё"]

    def test_a_rule_switched_off_replaces_the_common_one_too(self) -> None:
        stage = stages_of('every stage { on overdue { tag "общее" } } stage a "А" { off on overdue { tag "своё" } }')[
            "a"
        ]
        assert [(trigger.enabled, events(stage)) for trigger in stage.triggers] == [(False, ["overdue -> своё"])]

    def test_rules_of_one_event_in_one_layer_all_stay(self) -> None:
        stage = stages_of('stage a "А" { on leave { tag "раз" } on leave { tag "два" } }')["a"]
        assert events(stage) == ["leave -> раз", "leave -> два"]

    def test_events_with_different_particulars_are_different(self) -> None:
        stage = stages_of(
            'every stage { on idle 1d { tag "1" } on call missed { tag "2" } on tag "x" { tag "3" } }'
            'stage a "А" { on idle 2d { tag "4" } on call incoming { tag "5" } on tag "y" { tag "6" } }'
        )["a"]
        assert [event[-1] for event in events(stage)] == ["1", "2", "3", "4", "5", "6"]

    def test_only_stages_below_are_meant(self) -> None:
        stages = stages_of('stage a "А" every stage { owner head } stage b "Б"')
        assert stages["a"].owner is None and stages["b"].owner is not None

    def test_outcomes_are_not_stages(self) -> None:
        (pipeline,) = pipelines_of(
            f'pipeline sales "Продажи" {{ every stage {{ owner head }} stage a "А" {ENDS} }}'
        ).values()
        assert pipeline.won.owner is None and pipeline.lost[0].owner is None


class TestExtends:
    PARENT = (
        'pipeline sales "Продажи" { kind sales  main  goal "Цель"  every stage { owner manager } '
        f'stage a "А" {{ sla stay 1d }} key stage b "Б" stage c "В" {ENDS} }}\n'
    )

    def child(self, body: str, head: str = 'child "Дочерняя" extends sales') -> Pipeline:
        return pipelines_of(f"{self.PARENT}pipeline {head} {{ {body} }}")["child"]

    def test_nothing_said_everything_kept(self) -> None:
        child = self.child("")
        assert [stage.id for stage in child.stages] == ["a", "b", "c"]
        assert (child.kind, child.extends, child.stages[1].key) == ("sales", "sales", True)
        assert [stage.owner.role for stage in child.stages if stage.owner] == ["manager"] * 3

    def test_place_in_the_business_is_not_inherited(self) -> None:
        child = self.child("")
        assert (child.main, child.goal) == (False, None)

    def test_addresses_are_the_child_s_own(self) -> None:
        child = self.child("")
        assert child.stages[0].owner is not None
        assert child.stages[0].owner.address == "pipeline.child.stage.a.owner"

    def test_stages_are_dropped_moved_and_put_in(self) -> None:
        child = self.child('drop stage b  stage d "Г" after a  stage a after c')
        assert [stage.id for stage in child.stages] == ["d", "c", "a"]

    def test_a_new_stage_goes_last_and_takes_the_common_rules(self) -> None:
        child = self.child('stage d "Г"')
        assert child.stages[-1].id == "d"
        assert child.stages[-1].owner is not None

    def test_a_stage_said_anew_adds_to_what_it_was(self) -> None:
        stage = self.child('stage a { task call "Позвонить" }').stages[0]
        assert (stage.name, stage.stay, len(stage.tasks)) == ("А", Duration(1, "d"), 1)

    def test_common_rules_of_the_child_hold_for_inherited_stages(self) -> None:
        child = self.child("every stage { owner head }")
        assert [stage.owner.role for stage in child.stages if stage.owner] == ["head"] * 3

    def test_a_dropped_stage_may_come_back_new(self) -> None:
        child = self.child('drop stage a  stage a "Снова"')
        assert [(stage.id, stage.name, stage.stay) for stage in child.stages][-1] == ("a", "Снова", None)

    def test_the_parent_stays_as_it_was(self) -> None:
        text = f'{self.PARENT}pipeline child "Дочерняя" extends sales {{ drop stage a  stage b {{ owner head }} }}'
        assert pipelines_of(text)["sales"] == pipelines_of(self.PARENT)["sales"]

    def test_order_of_declarations_does_not_matter(self) -> None:
        child = 'pipeline child "Дочерняя" extends sales { drop stage b }\n'
        assert pipelines_of(self.PARENT + child) == pipelines_of(child + self.PARENT)

    def test_places_point_at_the_line_of_the_author(self) -> None:
        child = self.child('\nstage a {\n owner head }\nstage d "Г"')
        lines = {stage.id: stage.at.line for stage in child.stages}
        assert lines["d"] > lines["a"] > lines["b"] == self.child("").at.line - 1

    def test_the_way_is_kept_in_the_span(self) -> None:
        stage = self.child("").stages[1]
        assert stage.at.via is not None and stage.at.via.text == "sales"

    @pytest.mark.parametrize("many", [200, 1000])
    def test_many_generations(self, many: int) -> None:
        """More than anybody has, understood or told, and no stack overflows."""
        chain = "".join(f'pipeline p{n} "П" extends p{n + 1} {{}}\n' for n in range(many))
        result = compiled(f'crm "К"\n{chain}pipeline p{many} "П" {{ stage a "А" {ENDS} }}\n')
        assert (result.program is None) is bool(result.problems)


class TestTemplates:
    LATE = "template late(limit: duration = 1d, who: role) { sla stay $limit  owner $who }\n"

    @pytest.mark.parametrize(
        "use",
        [
            "use late(2d, head)",
            "use late(limit = 2d, who = head)",
            "use late(who = head, limit = 2d)",
            "use late(2d, who = head)",
        ],
    )
    def test_arguments_by_position_and_by_name(self, use: str) -> None:
        stage = stages_of(f'stage a "А" {{ {use} }}', self.LATE)["a"]
        assert stage.owner is not None
        assert (stage.stay, stage.owner.role) == (Duration(2, "d"), "head")

    def test_default(self) -> None:
        assert stages_of('stage a "А" { use late(who = head) }', self.LATE)["a"].stay == Duration(1, "d")

    def test_an_argument_given_by_position_and_by_name_is_told(self) -> None:
        assert codes(compiled(stage_of("use late(2d, limit = 3d, who = head)", ROLES + self.LATE))) != []

    def test_a_missing_argument_is_told_once(self) -> None:
        assert codes(compiled(stage_of("use late(2d)", ROLES + self.LATE))) == ["M322"]

    def test_a_wrong_argument_is_told_once(self) -> None:
        assert codes(compiled(stage_of("use late(2d, 5)", ROLES + self.LATE))) == ["T406"]

    def test_variables_pass_through_templates(self) -> None:
        stage = stages_of(
            'stage a "А" { use outer(5d) }',
            self.LATE
            + "template outer(days: duration) { use inner($days) }\ntemplate inner(x: duration) { use late($x, head) }\n",
        )["a"]
        assert stage.stay == Duration(5, "d")

    def test_a_template_sees_its_own_variables_only(self) -> None:
        text = stage_of("use outer(5d)", "template outer(x: duration) { use inner }\ntemplate inner { sla stay $x }\n")
        assert [code for code, _, _ in told(compiled(text))] == ["N208"]

    def test_a_template_may_declare(self) -> None:
        program = program_of(
            f'crm "Кухни"\nuse team("РОП")\ntemplate team(boss: text) {{ role head $boss }}\n'
            f'pipeline p "П" {{ stage a "А" {{ owner head }} {ENDS} }}\n'
        )
        assert [(role.id, role.name) for role in program.roles] == [("head", "РОП")]

    def test_names_in_a_template_are_those_of_its_file(self) -> None:
        program = program_of(
            {
                "main.pipe": f'import "lib.pipe" as lib\ncrm "К"\npipeline p "П" {{ stage a "А" {{ use lib.late }} {ENDS} }}\n',
                "lib.pipe": 'role boss "Начальник"\ntemplate late { owner boss }\n',
            }
        )
        owner = program.pipelines[0].stages[0].owner
        assert owner is not None and owner.role == "boss"

    def test_a_chain_of_templates_is_no_loop(self) -> None:
        chain = "".join(f"template t{n} {{ use t{n + 1} }}\n" for n in range(15))
        assert stages_of('stage a "А" { use t0 }', chain + 'template t15 { goal "Цель" }\n')["a"].goal == "Цель"

    def test_a_loop_is_told_once(self) -> None:
        assert codes(compiled(stage_of("use late", 'template late { goal "Цель"  use late }\n'))) == ["M306"]

    @pytest.mark.parametrize(
        ("type_", "value", "line"),
        [
            ("text", '"Цель"', "goal $x"),
            ("text", '"""Цель"""', 'goal "{$x}"'),
            ("number", "5", "on enter if size > $x { win }"),
            ("number", "5", "on enter { set size = $x }"),
            ("duration", "2d", 'task call "Т" due $x'),
            ("duration", "2d", "on enter after $x { win }"),
            ("duration", "2h", "on idle $x { win }"),
            ("percent", "60%", "norm $x"),
            ("date", "2026-03-01", "on enter if day > $x { win }"),
            ("flag", "yes", "on enter if vip is $x { win }"),
            ("flag", "no", "on enter { set vip = $x }"),
            ("money", "100 RUB", "on enter if budget > $x { win }"),
            ("role", "head", "owner $x"),
            ("role", "head", 'on enter { notify $x "Привет" }'),
            ("role", "head", 'task call "Т" by $x'),
            ("role", "head", "on enter if owner is $x { win }"),
            ("field", "size", "require $x"),
            ("field", "size", "on change $x { win }"),
            ("field", "size", "on enter if $x > 3 { win }"),
            ("field", "deal.size", "on enter { set $x = 5 }"),
            ("channel", "mail", "on message by $x { win }"),
            ("channel", "mail", "on enter if source is $x { win }"),
            ("message", "hello", "on enter { send $x }"),
            ("document", "contract", "on enter { document $x }"),
            ("product", "kitchen", "on enter if product is $x { win }"),
            ("service", "robots", 'on enter { run $x "Каталог" }'),
            ("stage", "request", "on leave { move to $x }"),
            ("stage", "sales.won", "on leave { move to $x }"),
            ("reason", "price", "on enter { lose $x }"),
            ("reason", "price", "on enter if reason is $x { win }"),
            ("tag", '"горячий"', "on enter { tag $x }"),
            ("tag", '"горячий"', "on enter if has tag $x { win }"),
        ],
    )
    def test_parameters_of_every_type_wherever_they_fit(self, type_: str, value: str, line: str) -> None:
        before = ROLES + (
            'product kitchen "К"\nservice robots "Р"\nchannel mail: mail "П"\nmessage hello by mail "П"\ndocument contract "Д"\n'
            'field size on deal: number "Р"\nfield day on deal: date "Д"\n'
            'field vip on deal: flag "В"\nfield budget on deal: money "Б"\n'
        )
        plain = program_of(stage_of(line.replace("{$x}", "Цель").replace("$x", value), before))
        by_argument = program_of(stage_of(f"use t({value})", f"{before}template t(x: {type_}) {{ {line} }}\n"))
        by_default = program_of(stage_of("use t", f"{before}template t(x: {type_} = {value}) {{ {line} }}\n"))
        by_param = program_of(stage_of(line, f"{before}param x: {type_} = {value}\n"))
        assert plain.pipelines == by_argument.pipelines == by_default.pipelines == by_param.pipelines


class TestStagesOfTemplates:
    CORE = (
        'template core { stage a "А" was old { owner manager  sla stay 3d } stage b "Б"'
        ' won "Оплата" { goal "Ц" } lost "Отказ" was gone { reason no "Нет" } }\n'
    )

    def sales(self, body: str) -> Pipeline:
        return pipelines_of(f'pipeline sales "Продажи" {{ {body} }}', self.CORE)["sales"]

    def codes(self, body: str) -> list[str]:
        return codes(compiled(f'crm "К"\n{ROLES}{self.CORE}pipeline sales "Продажи" {{ {body} }}\n'))

    def test_the_pipeline_adds_to_a_stage(self) -> None:
        first, second = self.sales('use core stage a { sla stay 2d  goal "Ц" }').stages
        assert (first.id, first.name, first.was, first.stay, first.goal) == ("a", "А", "old", Duration(2, "d"), "Ц")
        assert first.owner and first.owner.role == "manager"
        assert (second.id, second.stay) == ("b", None)

    def test_it_may_be_named_and_moved(self) -> None:
        stages = self.sales('use core stage a "Заявка" after b').stages
        assert [(stage.id, stage.name) for stage in stages] == [("b", "Б"), ("a", "Заявка")]

    def test_the_pipeline_adds_to_outcomes(self) -> None:
        sales = self.sales('use core won { goal "Отзыв" } lost { reason late "Поздно" }')
        assert (sales.won.name, sales.won.goal) == ("Оплата", "Отзыв")
        (lost,) = sales.lost
        assert (lost.name, lost.was, [reason.id for reason in lost.reasons]) == ("Отказ", "gone", ["no", "late"])

    @pytest.mark.parametrize(
        "body",
        [
            "use core stage a { sla stay 2d } stage a { sla stay 4d }",
            'stage a "Я" use core',
            "use core use core",
        ],
    )
    def test_twice_by_the_same_hand_is_told(self, body: str) -> None:
        assert "N202" in self.codes(body)

    def test_a_second_win_is_told(self) -> None:
        assert self.codes("use core won won") == ["M302"]


class TestExpansionIsBounded:
    """Reuse that would never end, or grow without measure, is told and not carried out."""

    @staticmethod
    def told_in_time(text: str) -> list[str]:
        """The codes; in a process of its own, so that one that does not end can be stopped."""
        code = "import sys; from compiling import *; print(*codes(compiled(sys.stdin.read())))"
        run = subprocess.run(
            [sys.executable, "-c", code],
            input=text,
            capture_output=True,
            encoding="utf-8",
            timeout=5,
            check=True,
            cwd=Path(__file__).parent,
        )
        return run.stdout.split()

    @pytest.mark.parametrize("fork", [2, 3])
    def test_templates_that_fork(self, fork: int) -> None:
        templates = "".join(f"template t{n} {{ {f'use t{n + 1} ' * fork}}}\n" for n in range(19))
        assert self.told_in_time(stage_of("on enter { use t0 }", templates + 'template t19 { tag "a" }\n'))

    def test_a_template_that_uses_itself_twice(self) -> None:
        assert self.told_in_time(stage_of("use t", "template t { use t  use t }\n")) == ["M306"]


class TestParams:
    def test_value_from_outside_goes_before_the_default(self) -> None:
        spec = f'crm "К"\nparam limit: duration = 2d\npipeline p "П" {{ stage a "А" {{ sla stay $limit }} {ENDS} }}\n'
        assert program_of(spec).pipelines[0].stages[0].stay == Duration(2, "d")
        outside = program_of(spec, {"limit": "3h"})
        assert outside.pipelines[0].stages[0].stay == Duration(3, "h")
        assert outside.params[0].value == Literal("duration", Duration(3, "h"))

    @pytest.mark.parametrize(
        ("type_", "value", "shown"),
        [
            pytest.param("text", "Тверь", "Тверь", id="text"),
            pytest.param("text", 'с "кавычками" и \\', 'с "кавычками" и \\', id="quotes"),
            pytest.param("text", "{фигурные}", "{фигурные}", id="braces"),
            pytest.param("text", "две\nстроки", "две\nстроки", id="lines"),
            pytest.param("number", "12", "12", id="number"),
            pytest.param("number", "-5", None, id="negative"),
            pytest.param("number", "много", None, id="no number"),
            pytest.param("percent", "75%", "75%", id="percent"),
            pytest.param("percent", "75", None, id="no percent"),
            pytest.param("date", "2026-05-09", "2026-05-09", id="date"),
            pytest.param("date", "2026-02-30", None, id="no date"),
            pytest.param("duration", "3h", "3 часа", id="duration"),
            pytest.param("duration", "1d 2d", None, id="two durations"),
            pytest.param("money", "100 RUB", "100 RUB", id="money"),
            pytest.param("flag", "yes", "yes", id="flag"),
            pytest.param("flag", "да", None, id="no flag"),
        ],
    )
    def test_values_from_outside(self, type_: str, value: str, shown: str | None) -> None:
        spec = f'crm "К" {{ currency RUB }}\nparam x: {type_}\npipeline p "П" {{ stage a "А" {{ goal "{{$x}}" }} {ENDS} }}\n'
        result = compiled(spec, {"x": value})
        if shown is None:
            assert result.program is None
        else:
            assert result.program is not None, told(result)
            assert result.program.pipelines[0].stages[0].goal == shown

    def test_what_came_from_outside_is_named(self) -> None:
        """The text shows the default, which is right; what is wrong is the value of the environment."""
        spec = f'crm "К"\nparam x: number = 1\npipeline p "П" {{ stage a "А" {ENDS} }}\n'
        (problem,) = compiled(spec, {"x": "много"}).problems
        assert "много" in map(str, problem.params.values())

    def test_names_as_values(self) -> None:
        spec = f'crm "К"\n{ROLES}param boss: role = head\npipeline p "П" {{ stage a "А" {{ owner $boss }} {ENDS} }}\n'
        for params, role in (({}, "head"), ({"boss": "manager"}, "manager")):
            owner = program_of(spec, params).pipelines[0].stages[0].owner
            assert owner is not None and owner.role == role

    def test_unknown_name_from_outside(self) -> None:
        spec = f'crm "К"\n{ROLES}param boss: role = head\npipeline p "П" {{ stage a "А" {{ owner $boss }} {ENDS} }}\n'
        assert compiled(spec, {"boss": "nobody"}).program is None

    def test_setting_what_nobody_declared(self) -> None:
        assert codes(compiled(stage_of('goal "Ц"'), {"nobody": "1"})) == ["N213"]

    def test_no_value_at_all(self) -> None:
        assert codes(compiled(stage_of('goal "{$city}"', "param city: text\n"))) == ["M335"]


class TestImports:
    def test_names_reach_through_plain_imports(self) -> None:
        program = program_of(
            {
                "main.pipe": f'import "a.pipe"\ncrm "К"\npipeline p "П" {{ stage s "С" {{ owner head }} {ENDS} }}\n',
                "a.pipe": 'import "b/b.pipe"\n',
                "b/b.pipe": 'import "../c.pipe"\n',
                "c.pipe": 'role head "РОП"\n',
            }
        )
        assert [role.at.place for role in program.roles] == ["c.pipe:1"]

    def test_a_file_imported_twice_is_read_once(self) -> None:
        program = program_of(
            {
                "main.pipe": 'import "a.pipe"\nimport "b.pipe" as b\n' + stage_of("owner head"),
                "a.pipe": 'import "c.pipe"\n',
                "b.pipe": 'import "c.pipe"\n',
                "c.pipe": 'role head "РОП"\n',
            }
        )
        assert len(program.roles) == 1

    def test_a_missing_file_is_told_once(self) -> None:
        """Names that it would declare are not called unknown: one slip, one problem."""
        result = compiled(f'import "gone.pipe"\ncrm "К"\npipeline p "П" {{ stage s "С" {{ owner head }} {ENDS} }}\n')
        assert codes(result) == ["F101"]

    def test_an_empty_path_is_told(self) -> None:
        assert codes(compiled('import ""\n' + stage_of('goal "Ц"'))) != []

    def test_a_library_needs_no_crm(self) -> None:
        result = compiled('role head "РОП"\n', library=True)
        assert (result.program, list(result.problems)) == (None, [])

    def test_five_hundred_files_in_a_row(self) -> None:
        files = {f"f{n}.pipe": f'import "f{n + 1}.pipe"\n' for n in range(500)}
        files["main.pipe"] = 'import "f0.pipe"\n' + stage_of('goal "Ц"')
        files["f500.pipe"] = 'role head "РОП"\n'
        assert len(program_of(files).roles) == 1


def test_tasks_of_the_model_are_actions_too() -> None:
    """A task among the actions of a trigger is the same word as a task of a stage."""
    stage = stages_of('stage a "А" { task call "Раз" due 1d  on enter { task call "Раз" due 1d } }')["a"]
    (action,) = stage.triggers[0].actions
    assert isinstance(action, Task)
    assert (action.kind, action.text, action.due) == (stage.tasks[0].kind, stage.tasks[0].text, stage.tasks[0].due)
