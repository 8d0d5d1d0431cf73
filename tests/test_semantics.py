"""What single lines mean, and that one mistake is told once, where it is, whatever stands beside it."""

from __future__ import annotations

import pytest
from compiling import ENDS, codes, compiled, program_of, stage_of, told

from pipelang.model import And, Compare, FieldRef, HasTag, Literal, Not, Or, SetField, StageRef, Trigger, Win

FIELDS = (
    'role manager "Менеджер"\nrole head "РОП"\nchannel mail: mail "Почта"\nservice robots "Роботы"\nproduct kitchen "Кухни"\n'
    'field size on deal: number 1..10 "Размер"\nfield budget on deal: money "Бюджет"\nfield day on deal: date "День"\n'
    'field vip on deal: flag "VIP"\nfield city on deal: text "Город"\n'
    'field shipping on deal: choice "Отгрузка" { courier "Курьер"  pickup "Самовывоз" }\n'
    'field likes on deal: choices "Нравится" { loft "Лофт"  classic "Классика" }\n'
    'field topic on lead: text "Тема"\nfield phone_no on contact: phone "Телефон"\n'
)


def trigger_of(line: str) -> Trigger:
    return program_of(stage_of(line, FIELDS)).pipelines[0].stages[0].triggers[0]


def wrong(line: str) -> list[tuple[str, str]]:
    """(code, what is pointed at) of the problems of a line in a stage."""
    return [(code, text) for code, _, text in told(compiled(stage_of(line, FIELDS)))]


class TestConditions:
    @pytest.mark.parametrize(
        ("condition", "left", "operator", "values"),
        [
            ("size > 3", FieldRef("deal", "size"), ">", (Literal("number", 3),)),
            ("size is 2.5", FieldRef("deal", "size"), "is", (Literal("number", 2.5),)),
            ("budget >= 1_000 RUB", FieldRef("deal", "budget"), ">=", (Literal("money", 1000, "RUB"),)),
            ("day < 2026-03-01", FieldRef("deal", "day"), "<", (Literal("date", "2026-03-01"),)),
            ("vip is yes", FieldRef("deal", "vip"), "is", (Literal("flag", True),)),
            ("vip is not no", FieldRef("deal", "vip"), "is not", (Literal("flag", False),)),
            ('city contains "Моск"', FieldRef("deal", "city"), "contains", (Literal("text", "Моск"),)),
            ("shipping is pickup", FieldRef("deal", "shipping"), "is", (Literal("option", "pickup"),)),
            ("likes contains loft", FieldRef("deal", "likes"), "contains", (Literal("option", "loft"),)),
            (
                "likes in (loft, classic)",
                FieldRef("deal", "likes"),
                "in",
                (Literal("option", "loft"), Literal("option", "classic")),
            ),
            ("phone_no is filled", FieldRef("contact", "phone_no"), "is filled", ()),
            ("reason is price", "reason", "is", (Literal("reason", "price"),)),
            ("source not in (mail)", "source", "not in", (Literal("channel", "mail"),)),
            ("product is kitchen", "product", "is", (Literal("product", "kitchen"),)),
            ("owner is not head", "owner", "is not", (Literal("role", "head"),)),
        ],
    )
    def test_comparisons(self, condition: str, left: object, operator: str, values: object) -> None:
        assert trigger_of(f"on enter if {condition} {{ win }}").condition == Compare(left, operator, values)  # type: ignore[arg-type]

    def test_and_binds_tighter_than_or_and_not_tightest(self) -> None:
        a, b, c = HasTag("a"), HasTag("b"), HasTag("c")
        for text, meant in {
            'has tag "a" or has tag "b" and has tag "c"': Or((a, And((b, c)))),
            '(has tag "a" or has tag "b") and has tag "c"': And((Or((a, b)), c)),
            'not has tag "a" and has tag "b"': And((Not(a), b)),
            'not (has tag "a" and has tag "b")': Not(And((a, b))),
            'has tag "a" and has tag "b" and has tag "c"': And((a, b, c)),
        }.items():
            assert trigger_of(f"on enter if {text} {{ win }}").condition == meant

    def test_a_wrong_condition_never_becomes_none(self) -> None:
        """A rule without its condition would fire always."""
        for condition in ("sise > 3", "size > 3d", "vip is maybe", "reason is nothing", "city > 3", "likes is nothing"):
            assert wrong(f"on enter if {condition} {{ win }}"), condition

    def test_every_wrong_term_is_told(self) -> None:
        assert wrong("on enter if sise > 3 and bugdet > 1 RUB or not vipp is yes { win }") == [
            ("N201", "sise"),
            ("N201", "bugdet"),
            ("N201", "vipp"),
        ]

    @pytest.mark.parametrize("many", [200, 3000])
    @pytest.mark.parametrize("joint", ["and", "or"])
    def test_long_conditions(self, joint: str, many: int) -> None:
        condition = trigger_of(f"on enter if {f' {joint} '.join(['size > 3'] * many)} {{ win }}").condition
        assert isinstance(condition, And | Or)
        assert len(condition.terms) == many

    def test_deep_conditions_are_told_or_understood(self) -> None:
        for text in ("not " * 5000 + "size > 3", "(" * 5000 + "size > 3" + ")" * 5000):
            result = compiled(stage_of(f"on enter if {text} {{ win }}", FIELDS))
            assert (result.program is None) is bool(result.problems)

    @pytest.mark.parametrize("value", ["11", "0"])
    def test_equality_out_of_bounds_never_holds(self, value: str) -> None:
        assert wrong(f"on enter if size is {value} {{ win }}") == [("T407", value)]

    @pytest.mark.parametrize(
        ("condition", "code"),
        [
            ('reason is "price"', "T406"),
            ('source is "mail"', "T406"),
            ("owner is 5", "T406"),
            ("product is 3d", "T406"),
        ],
    )
    def test_facts_are_compared_with_names(self, condition: str, code: str) -> None:
        assert [found for found, _ in wrong(f"on enter if {condition} {{ win }}")] == [code]


class TestActions:
    @pytest.mark.parametrize(
        ("line", "value"),
        [
            ("set size = 5", Literal("number", 5)),
            ("set vip = yes", Literal("flag", True)),
            ("set vip = no", Literal("flag", False)),
            ("set budget = 100 RUB", Literal("money", 100, "RUB")),
            ("set shipping = courier", Literal("option", "courier")),
            ('set city = "Тверь"', Literal("text", "Тверь")),
            ("set city = phone_no", FieldRef("contact", "phone_no")),
        ],
    )
    def test_set(self, line: str, value: object) -> None:
        (action,) = trigger_of(f"on enter {{ {line} }}").actions
        assert isinstance(action, SetField)
        assert action.value == value

    def test_actions_keep_their_order_and_number(self) -> None:
        actions = trigger_of('on enter { tag "a"  win  untag "b" }').actions
        assert [action.address.rpartition(".")[2] for action in actions] == ["1", "2", "3"]
        assert isinstance(actions[1], Win)

    @pytest.mark.parametrize(
        ("path", "place"),
        [
            ("request", "sales.request"),
            ("sales.request", "sales.request"),
            ("won", "sales.won"),
            ("sales.won", "sales.won"),
            ("lost", "sales.lost"),
            ("sales.lost", "sales.lost"),
            ("other.lost", "other.lost.junk"),
            ("other.lost.junk", "other.lost.junk"),
            ("other.new", "other.new"),
        ],
    )
    def test_places(self, path: str, place: str) -> None:
        text = stage_of(f"on leave {{ copy to {path} }}" if path != "request" else "on leave { move to request }")
        other = 'pipeline other "Другая" { stage new "Новая" won lost junk "Мусор" }\n'
        (action,) = program_of(text + other).pipelines[0].stages[0].triggers[0].actions
        to: StageRef = action.to  # type: ignore[attr-defined]
        assert str(to) == place

    @pytest.mark.parametrize(
        ("line", "pointed"),
        [
            ('notify nobody "{contact.nam}"', ["nobody", "contact.nam"]),
            ('task cal "{contact.nam}" by nobody due $soon', ["cal", "contact.nam", "nobody", "$soon"]),
            ("assign nobody by nothing", ["nobody", "nothing"]),
            ('run nothing ""', ["nothing", '""']),
            ("copy to nowhere.new { carry nothing }", ["nowhere.new", "nothing"]),
            ("tag $unknown", ["$unknown"]),
            ("webhook $unknown", ["$unknown"]),
            ("start process $unknown wait within $other", ["$unknown", "$other"]),
            ("lose nothing", ["nothing"]),
        ],
    )
    def test_every_mistake_of_an_action_is_told_once(self, line: str, pointed: list[str]) -> None:
        assert [text for _, text in wrong(f"on enter {{ {line} }}")] == pointed


class TestTexts:
    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ('"прямо"', "прямо"),
            (r'"\"кавычки\" \\ черта"', '"кавычки" \\ черта'),
            (r'"строка\nещё\tотступ"', "строка\nещё\tотступ"),
            ('"""  в одну  """', "в одну"),
            ('"""\n      первая\n        вторая\n\n      третья\n    """', "первая\n  вторая\n\nтретья"),
            ('""" с "кавычками" """', 'с "кавычками"'),
            ('"{$city} и {$city}"', "Тверь и Тверь"),
            ('"{$quoted}"', 'с "кавычкой"'),
            ('"{$long}"', "из двух\nстрок"),
            ('"{$limit} {$share} {$sum} {$on}"', "2 дня 60% 5 RUB yes"),
            ('"{не переменная}"', "{не переменная}"),
        ],
    )
    def test_goal(self, written: str, meant: str) -> None:
        params = (
            'param city: text = "Тверь"\nparam quoted: text = "с \\"кавычкой\\""\n'
            'param long: text = """\n  из двух\n  строк\n"""\n'
            "param limit: duration = 2d\nparam share: percent = 60%\nparam sum: money = 5 RUB\nparam on: flag = yes\n"
        )
        assert program_of(stage_of(f"goal {written}", params)).pipelines[0].stages[0].goal == meant

    def test_variables_in_texts_that_are_sent(self) -> None:
        before = (
            FIELDS
            + 'param city: text = "Тверь"\nmessage hello by mail "{contact.name}, ждём в {$city}: {deal.budget}"\n'
        )
        (message,) = program_of(stage_of('on enter { notify head "{$city}" }', before)).messages
        assert str(message.text) == "{contact.name}, ждём в Тверь: {deal.budget}"

    def test_braces_of_a_variable_s_value_are_plain(self) -> None:
        """What the environment sets is data: it can bring no placeholder into a message."""
        before = FIELDS + 'param city: text = "{contact.name}"\nmessage hello by mail "{$city}"\n'
        (message,) = program_of(stage_of('goal "Ц"', before)).messages
        assert message.text.placeholders == ()

    def test_each_unknown_placeholder_is_told_at_its_own_place(self) -> None:
        text = stage_of('on enter { notify head "{contact.nam} и снова {contact.nam}" }', FIELDS)
        spans = [problem.span for problem in compiled(text).problems]
        assert [span.text for span in spans if span] == ["contact.nam"] * 2
        assert len({span.start for span in spans if span}) == 2

    @pytest.mark.parametrize("text", ["{contact.name", "{contact.\nname}"])
    def test_a_brace_without_its_other_half_is_told(self, text: str) -> None:
        """The client would get it as it is."""
        assert wrong(f'on enter {{ notify head """{text}""" }}')

    def test_an_unknown_escape_is_told(self) -> None:
        assert wrong(r'goal "5\%"') == [("S114", r'"5\%"')]


class TestNames:
    def test_a_name_of_the_own_card_goes_first(self) -> None:
        before = 'field city on contact: text "А"\nfield city on deal: text "Б"\n'
        (requirement,) = program_of(stage_of("require city", before)).pipelines[0].stages[0].requirements
        assert requirement.field == FieldRef("deal", "city")

    def test_leads_look_at_leads_first(self) -> None:
        (requirement,) = (
            program_of(
                'crm "К"\nfield city on deal: text "А"\nfield city on lead: text "Б"\n'
                f'pipeline p "П" of lead {{ stage a "А" {{ require city }} {ENDS} }}\n'
            )
            .pipelines[0]
            .stages[0]
            .requirements
        )
        assert requirement.field == FieldRef("lead", "city")

    @pytest.mark.parametrize("path", ["topic", "lead.topic"])
    def test_a_deal_has_no_fields_of_a_lead(self, path: str) -> None:
        assert [text for _, text in wrong(f"require {path}")] == [path]

    def test_kinds_of_names_do_not_mix(self) -> None:
        """The same id may be a role, a product, a channel and a field."""
        program_of(
            'crm "К"\nrole x "А"\nproduct x "Б"\nchannel x: mail "В"\nservice x "Г"\nmessage x by x "Д"\ndocument x "Е"\n'
            'field x on deal: text "Ж"\ntask type x "З"\n'
            f'pipeline x "И" {{ for x  sources x  {ENDS}\n'
            'stage x "К" { owner x  require x  task x "Т"  on enter { send x } } }\n'
        )

    def test_a_name_twice_does_not_become_unknown(self) -> None:
        files = {
            "main.pipe": 'import "a.pipe" as a\n' + stage_of("owner head", 'role head "Наш"\n'),
            "a.pipe": 'role head "Их"\n',
        }
        assert codes(compiled(files)) == ["N202"]

    @pytest.mark.parametrize(
        "line",
        ['stage Late "Поздно"', 'lost Junk "Мусор"', 'lost { reason Price "Дорого" }'],
    )
    def test_ids_of_all_sorts_are_in_lower_case(self, line: str) -> None:
        text = f'crm "К"\npipeline p "П" {{ stage a "А" won lost other "Д" {{ reason x "X" }} {line} }}\n'
        assert codes(compiled(text)) == ["N204"]

    def test_said_of_a_stage_that_every_stage_overrides(self) -> None:
        """A mistake is told although something else goes before it."""
        stages = 'every stage { owner nobody } stage a "А" { owner head }'
        text = f'crm "К"\nrole head "РОП"\npipeline p "П" {{ {stages} {ENDS} }}\n'
        assert codes(compiled(text)) == ["N201"]

    @pytest.mark.parametrize(
        ("first", "again"),
        [
            ("sla stay $no", "sla stay 2d"),
            ('goal "{$no}"', 'goal "Ц"'),
            ("norm 500%", "norm 50%"),
            ('hint "{$no}"', 'hint "П"'),
            ('on overdue { notify nobody "х" }', "on overdue { lose late }"),
        ],
    )
    def test_all_that_can_be_said_again_is_looked_at(self, first: str, again: str) -> None:
        stages = f'every stage {{ {first} }} stage a "А" {{ {again} }}'
        text = f'crm "К"\npipeline p "П" {{ {stages} won lost {{ reason late "Л" }} }}\n'
        assert len(compiled(text).problems) == 1

    def test_what_a_child_says_again_may_name_what_is_gone_there(self) -> None:
        """The trigger of the parent goes to a stage that the child has dropped: that is why the child says it anew."""
        parent = f'pipeline p "П" {{ stage a "А" {{ on overdue {{ move to b }} }} stage b "Б" {ENDS} }}\n'
        child = 'pipeline q "К" extends p { drop stage b stage a { on overdue { move to won } } }\n'
        assert codes(compiled(f'crm "К"\n{parent}{child}')) == []

    def test_a_stage_cannot_stand_after_itself(self) -> None:
        (problem,) = compiled(f'crm "К"\npipeline p "П" {{ stage a "А" after a {ENDS} }}\n').problems
        assert problem.params.get("suggestion") != problem.params.get("name")

    def test_a_place_is_a_pipeline_and_a_stage(self) -> None:
        text = stage_of("tunnel copy to other") + f'pipeline other "Д" {{ stage new "Н" {ENDS} }}\n'
        assert codes(compiled(text)) == ["N201"]

    def test_options_of_a_target_reach_through_an_alias(self) -> None:
        files = {
            "main.pipe": 'import "a.pipe" as a\n'
            + stage_of('goal "Ц"')
            + "target amocrm { pipeline a.other { x 1 } }\n",
            "a.pipe": f'pipeline other "Д" {{ stage new "Н" {ENDS} }}\n',
        }
        assert [option.subject for option in program_of(files).options] == ["pipeline.other"]


class TestCrossings:
    """Leads and deals do not go each other's ways."""

    OTHER = 'pipeline intake "Обращения" of lead { stage new "Новое" won lost }\n'

    @pytest.mark.parametrize(
        "line",
        [
            "tunnel copy to intake.new",
            "tunnel move to intake.new",
            "on enter { copy to intake.new }",
            "on enter { move to intake.new }",
        ],
    )
    def test_a_deal_cannot_go_into_a_pipeline_of_leads(self, line: str) -> None:
        assert codes(compiled(stage_of(line) + self.OTHER)) != []

    @pytest.mark.parametrize("line", ["on enter { move to sales.request }", "on enter { copy to sales.request }"])
    def test_a_lead_goes_into_a_pipeline_of_deals_by_conversion_only(self, line: str) -> None:
        text = stage_of('goal "Ц"') + self.OTHER.replace('"Новое"', f'"Новое" {{ {line} }}')
        assert codes(compiled(text)) != []


class TestFields:
    @pytest.mark.parametrize("block", ["", " {}", ' { about "Описание" }'])
    @pytest.mark.parametrize("type_", ["choice", "choices"])
    def test_a_choice_needs_options(self, type_: str, block: str) -> None:
        assert codes(compiled(stage_of('goal "Ц"', f'field x on deal: {type_} "Х"{block}\n'))) == ["M324"]

    @pytest.mark.parametrize("kind", ["role x", "product x", "service x", "channel x: mail", "field x on deal: text"])
    def test_about_twice_is_told(self, kind: str) -> None:
        assert codes(compiled(stage_of('goal "Ц"', f'{kind} "Х" {{ about "Раз"  about "Два" }}\n'))) == ["M302"]

    @pytest.mark.parametrize("digits", [400, 5000])
    @pytest.mark.parametrize(
        "where",
        [
            'field x on deal: number 1..{} "Х"',
            "param x: number = {}",
            "param x: duration = {}d",
            "param x: percent = {}%",
        ],
    )
    def test_numbers_without_measure(self, where: str, digits: int) -> None:
        result = compiled(stage_of('goal "Ц"', where.format("9" * digits) + "\n"))
        assert (result.program is None) is bool(result.problems)


class TestObjections:
    def test_the_same_title_in_a_later_layer_has_the_better_answer(self) -> None:
        stages = 'every stage { objection "Дорого" "Раз" } stage a "А" { objection "Дорого" "Два" }'
        text = f'crm "К"\npipeline p "П" {{ {stages} {ENDS} }}\n'
        (objection,) = program_of(text).pipelines[0].stages[0].objections
        assert objection.answer == "Два"

    def test_the_same_title_twice_in_one_stage_is_told(self) -> None:
        assert [code for code, _ in wrong('objection "Дорого" "Раз"  objection "Дорого" "Два"')] == ["M302"]


class TestMisplaced:
    def test_a_run_of_misplaced_statements_is_told_once(self) -> None:
        assert [code for code, _ in wrong('kind sales  style process  main  goal "Ц"')] == ["M301"]

    def test_two_runs_are_told_twice(self) -> None:
        text = (
            'crm "К"\nrole head "РОП"\npipeline p "П" {\n  owner head\n  stage a "А"\n  sla stay 2d\n'
            f'  stage b "Б"\n  {ENDS}\n}}\n'
        )
        assert codes(compiled(text)) == ["M301", "M301"]


class TestVariables:
    def test_a_wrong_use_is_told_at_the_use(self) -> None:
        """A parameter is right in itself; the line that uses it for something else is wrong, and must be among the places."""
        result = compiled(stage_of("owner $words  require $words", FIELDS + 'param words: text = "слова"\n'))
        places = [
            {(span.start, span.text) for span in (problem.span, *(label.span for label in problem.labels)) if span}
            for problem in result.problems
        ]
        assert [any(text == "$words" for _, text in found) for found in places] == [True, True]
        assert places[0] != places[1]

    def test_a_misspelt_type_of_a_template_is_told_once(self) -> None:
        template = 'template t(x: colour, y: duratoin = 3d) { goal "Ц" }\n'
        assert codes(compiled(stage_of("use t(3d)", template))) == ["N209", "N209"]

    def test_unknown_variable_in_a_text(self) -> None:
        assert wrong('goal "{$sity}"') == [("N208", "$sity")]


class TestAllErrorsInOneRun:
    def test_the_other_statements_of_a_nameless_stage(self) -> None:
        text = f'crm "К"\npipeline p "П" {{ stage "без имени" {{ owner nobody }} stage b "Б" {ENDS} }}\n'
        assert codes(compiled(text)) == ["S101", "N201"]

    def test_unknown_statements_one_after_another(self) -> None:
        text = 'crm "К"\ndepartment x "Отдел" { a b }\nofficce y "Офис"\nteam z "Команда" { owner nobody }\n' + (
            f'pipeline p "П" {{ stage a "А" {ENDS} }}\n'
        )
        assert codes(compiled(text)) == ["S110"] * 3

    def test_russian_keywords_one_after_another(self) -> None:
        text = (
            'crm "К"\nтовар kitchen "Кухни"\nроль head "РОП"\n'
            + f'pipeline p "П" {{ stage a "А" {{ owner head }} {ENDS} }}\n'
        )
        result = compiled(text)
        assert [(problem.code, problem.params["suggestion"]) for problem in result.problems] == [
            ("S108", "product"),
            ("S108", "role"),
        ]

    def test_a_brace_forgotten_in_one_stage(self) -> None:
        text = (
            'crm "К"\npipeline p "П" {\n  stage a "А" {\n    goal "Ц"\n\n'
            '  stage b "Б" {\n    owner nobody\n  }\n  won\n  lost\n}\n'
            'pipeline q "К" {\n  stage a "А" { owner noone }\n  won\n  lost\n}\n'
        )
        assert codes(compiled(text)) == ["S111", "N201", "N201"]

    @pytest.mark.parametrize("line", ["access", "checklist", "on enter", "on leave if size > 3", "on overdue after 1d"])
    def test_a_block_that_was_not_begun(self, line: str) -> None:
        """The lines below are still what they were."""
        assert codes(compiled(stage_of(f'{line}\n    goal "Ц"\n    owner nobody', FIELDS))) == ["S101", "N201"]

    @pytest.mark.parametrize("line", ["pipeline q", "pipeline q extends p", "template late"])
    def test_a_block_that_was_not_begun_at_the_top(self, line: str) -> None:
        text = f'crm "К"\n{line}\npipeline p "П" {{ stage a "А" {{ owner nobody }} {ENDS} }}\n'
        assert codes(compiled(text)) == ["S101", "N201"]

    @pytest.mark.parametrize("line", ["role", "service", "channel", "template"])
    def test_what_is_missing_is_told_where_it_is_missing(self, line: str) -> None:
        """At the end of its line, not at the innocent word of the next one."""
        (problem,) = compiled(f'{line}\nrole head "РОП"\n', library=True).problems
        assert problem.span is not None and problem.span.line == 1
