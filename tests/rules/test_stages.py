"""The rules about what happens on a stage: their own examples, the articles' exceptions, and what is decided exactly."""

from __future__ import annotations

import pytest
from rules.tools import check_examples, findings, named

from pipelang.diagnostics import Diagnostic
from pipelang.report.wording import label_words, word
from pipelang.rules import rule_modules

RULES = [module for module in rule_modules() if module.RULE.code.startswith("R2")]

HEAD = """crm "Окна" { locale ru  currency RUB  hours mon-fri 09:00-18:00 }
role manager "Менеджер"
role head "РОП"
role accountant "Бухгалтер"
channel whatsapp: messenger "WhatsApp"
channel mail: mail "Почта"
service f5 "F5"
product window "Окна"
field interest on deal: number 1..10 "Интерес"
field budget on deal: money "Бюджет"
field day on deal: date "День"
field meeting on deal: datetime "Встреча"
field note on deal: text "Заметка"
field vip on deal: flag "Важный"
field way on deal: choice "Отгрузка" { van "Наша"  car "Своя"  post "Почтой" }
field extras on deal: choices "Добавки" { sill "Отлив"  net "Сетка"  blind "Жалюзи" }
field phone on contact: phone "Телефон"
message hello by whatsapp "Здравствуйте! Ответьте СТОП, и писать не будем."
message idea by whatsapp "Идея."
message letter by mail "Письмо."
"""
LOST = '  lost "Отказ" { reason price "Дорого"  reason silent "Молчит"  reason stop "Просит не писать" }\n'


def pipeline(
    body: str, kind: str = "sales", id: str = "sales", lost: str = LOST, won: str = '  won "Оплачено"\n'
) -> str:
    return f'\npipeline {id} "Воронка {id}" {{\n  kind {kind}\n{body}\n{won}{lost}}}\n'


def stage(body: str = "", name: str = "Заявка получена", id: str = "request") -> str:
    return f'  stage {id} "{name}" {{ {body} }}\n'


def spec(*pipelines: str) -> str:
    return HEAD + "".join(pipelines)


def one(body: str, kind: str = "sales") -> str:
    """A spec with one stage that is looked at, between two that are not wanted."""
    return spec(pipeline(stage(body), kind))


@pytest.mark.parametrize("module", RULES, ids=lambda module: module.RULE.name)
def test_examples(module: object) -> None:
    check_examples(module)  # type: ignore[arg-type]


def test_all_codes_are_here() -> None:
    assert [module.RULE.code for module in RULES] == [f"R2{number:02}" for number in range(1, 16)]


class TestStageWithoutTask:
    def found(self, text: str) -> list[object]:
        return named(text, "stage-without-task")

    @pytest.mark.parametrize(
        "body",
        [
            'task call "Позвонить"',
            'on enter { task call "Позвонить" }',
            'on enter if interest > 5 { task call "Позвонить" }',
            'on enter after 2d { task call "Позвонить" }',
            'on enter { start process "Согласование" }',
            "on enter { win }",
        ],
    )
    def test_what_is_enough(self, body: str) -> None:
        assert self.found(one(body)) == []

    @pytest.mark.parametrize(
        "body",
        [
            "",
            "on enter { send hello }",
            'on call missed { task call "Перезвонить" }',
            'off on enter { task call "Позвонить" }',
            "on enter if interest > 5 { win }",
            'checklist { "Спросить бюджет" }',
        ],
    )
    def test_what_is_not(self, body: str) -> None:
        assert self.found(one(body)) == ["Заявка получена"]

    def test_a_task_of_the_whole_pipeline_counts(self) -> None:
        assert self.found(spec(pipeline('  on enter { task call "Позвонить" }\n' + stage()))) == []

    @pytest.mark.parametrize("kind", ["warming", "refusals", "repeat"])
    def test_messages_do_the_work_where_they_should(self, kind: str) -> None:
        """S0: no time of managers is spent on those who refused."""
        assert self.found(one("on enter after 3d { send hello }", kind)) == []
        assert self.found(one('on enter { run f5 "Реклама" }', kind)) == []
        assert self.found(one("on date day - 14d { send hello }", kind)) == []
        assert self.found(one("on message by whatsapp { send hello }", kind)) == ["Заявка получена"]

    def test_the_base_of_telemarketing_is_a_queue(self) -> None:
        body = stage(name="База заявок") + stage(name="Обработали", id="worked")
        assert self.found(spec(pipeline(body, "telemarketing"))) == ["Обработали"]
        assert self.found(spec(pipeline(body, "sales"))) == ["База заявок", "Обработали"]


class TestStageWithoutLimit:
    def found(self, body: str, kind: str = "sales") -> list[object]:
        return named(one(body, kind), "stage-without-limit", "suggestion")

    @pytest.mark.parametrize(
        "body",
        [
            "sla stay 365d",
            "on enter after 30d { lose silent }",
            "on idle 20d { lose silent }",
            "on enter { win }",
            "require day  on date day + 2d { lose silent }",
        ],
    )
    def test_what_is_a_limit(self, body: str) -> None:
        assert self.found(body) == []

    @pytest.mark.parametrize(
        "body",
        [
            "sla react 15m",
            'on idle 20d { notify head "Брошена" }',
            "on enter after 30d if interest < 3 { lose silent }",
            "on date day + 2d { lose silent }",
            "on payment { win }",
        ],
    )
    def test_what_is_none(self, body: str) -> None:
        assert self.found(body) == [""]

    def test_overdue_without_a_limit_is_told(self) -> None:
        assert self.found("on overdue { lose silent }") == ["on overdue"]

    @pytest.mark.parametrize("kind", ["production", "warming", "claims", "repeat", "custom"])
    def test_every_kind_of_pipeline_has_limits(self, kind: str) -> None:
        assert len(self.found("", kind)) == 1


class TestLimitWithoutConsequence:
    def found(self, text: str) -> list[Diagnostic]:
        return findings(text, "limit-without-consequence")

    @pytest.mark.parametrize(
        "body",
        [
            'on overdue { notify head "Просрочено" }',
            "on overdue if interest < 3 { lose silent }",
            "on enter after 5d { lose silent }",
            "on idle 3d { lose silent }",
        ],
    )
    def test_consequences(self, body: str) -> None:
        assert self.found(one(f"sla stay 5d  {body}")) == []

    def test_of_the_whole_pipeline(self) -> None:
        assert self.found(spec(pipeline('  on overdue { tag "горит" }\n' + stage("sla stay 5d")))) == []

    def test_a_switched_off_one_is_pointed_at(self) -> None:
        (found,) = self.found(one("sla stay 5d working  off on overdue { lose silent }"))
        assert found.params["limit"] == "5d working"
        assert [label.span.text for label in found.labels] == ["off on overdue"]

    def test_no_limit_is_another_matter(self) -> None:
        assert self.found(one("")) == []


class TestDealsNeverLost:
    NOTICE = 'sla stay 5d  on overdue { notify head "Просрочено" }'
    LOSE = "sla stay 5d  on overdue { lose silent }"

    def found(self, *stages: str, kind: str = "sales") -> list[object]:
        text = pipeline("".join(stages), kind, "other" if kind == "custom" else "sales")
        return named(spec(text), "deals-never-lost")

    def test_one_finding_for_a_pipeline_where_no_stage_does(self) -> None:
        assert self.found(stage(self.NOTICE), stage("", "КП отправлено", "offer")) == ["Воронка sales"]

    def test_else_one_for_each_stage_whose_limit_only_tells(self) -> None:
        body = [stage(self.LOSE), stage(self.NOTICE, "КП отправлено", "offer"), stage("", "Макет согласован", "ok")]
        assert self.found(*body) == ["КП отправлено"]

    def test_the_way_may_lead_through_other_stages(self) -> None:
        body = [stage("sla stay 5d  on overdue { move to offer }"), stage(self.LOSE, "КП отправлено", "offer")]
        assert self.found(*body) == []

    def test_a_condition_may_part_them(self) -> None:
        assert self.found(stage("sla stay 5d  on overdue if interest < 5 { lose silent }")) == []

    def test_overdue_never_comes_without_a_limit(self) -> None:
        assert self.found(stage("on overdue { lose silent }")) == ["Воронка sales"]

    @pytest.mark.parametrize("kind", ["production", "delivery", "claims", "custom"])
    def test_what_is_owed_to_a_client_is_not_lost(self, kind: str) -> None:
        assert self.found(stage(self.NOTICE), kind=kind) == []

    @pytest.mark.parametrize("name", ["Предоплата получена", "Счёт оплачен", "Клиент внёс аванс", "Deposit paid"])
    def test_nor_after_the_payment(self, name: str) -> None:
        body = [stage(self.LOSE), stage(self.NOTICE, name, "paid"), stage(self.NOTICE, "Заказ отгружен", "sent")]
        assert self.found(*body) == []

    @pytest.mark.parametrize(
        "name", ["Ждём оплату", "Счёт не оплачен", "Awaiting payment", "Unpaid", "Оплата просрочена"]
    )
    def test_waiting_for_money_is_not_after_it(self, name: str) -> None:
        assert self.found(stage(self.LOSE), stage(self.NOTICE, name, "paid")) == [name]

    def test_the_payment_may_be_an_event(self) -> None:
        body = [stage(self.LOSE + "  on payment { move to made }"), stage(self.NOTICE, "Собираем", "made")]
        assert self.found(*body) == []


class TestSalesWithoutWarming:
    SENDS = stage("on enter { send hello }")
    WARMING = pipeline(stage(), "warming", "warming")

    def found(self, text: str) -> list[object]:
        return named(text, "sales-without-warming", "suggestion")

    def lost(self, tunnel: str) -> str:
        return f'  lost "Отказ" {{ reason price "Дорого"  {tunnel} }}\n'

    def test_lost_deals_go_on(self) -> None:
        lost = self.lost("tunnel copy to warming.request if reason is price")
        assert self.found(spec(pipeline(self.SENDS, lost=lost), self.WARMING)) == []

    def test_slow_ones_may_go_on_at_once(self) -> None:
        body = self.SENDS + stage("sla stay 5d  on overdue { copy to warming.request  lose silent }", "КП", "offer")
        assert self.found(spec(pipeline(body), self.WARMING)) == []

    def test_what_is_won_does_not_count(self) -> None:
        won = '  won "Оплачено" { tunnel copy to warming.request }\n'
        assert self.found(spec(pipeline(self.SENDS, won=won), self.WARMING)) == [""]

    def test_work_with_refusals_is_warming_too(self) -> None:
        lost = self.lost("tunnel copy to again.request")
        assert self.found(spec(pipeline(self.SENDS, lost=lost), pipeline(stage(), "refusals", "again"))) == []

    def test_the_first_stages_write_to_the_client(self) -> None:
        lost = self.lost("tunnel copy to warming.request")
        late = [stage("", f"Этап {number}", f"s{number}") for number in range(3)]
        body = "".join([*late, stage("on enter { send hello }", "КП отправлено", "offer")])
        assert self.found(spec(pipeline(body, lost=lost), self.WARMING)) == ["Этап 0"]
        assert (
            self.found(spec(pipeline(body.replace("  stage offer", "  key stage offer"), lost=lost), self.WARMING))
            == []
        )

    @pytest.mark.parametrize("kind", ["telemarketing", "qualification", "production", "warming"])
    def test_only_sales_are_warmed(self, kind: str) -> None:
        """S0: warming takes deals from sales alone."""
        assert self.found(spec(pipeline(stage(), kind))) == []


class TestWarmingTooThin:
    def count(self, body: str, **options: int) -> list[object]:
        found = findings(spec(pipeline(body, "warming", "warming")), "warming-too-thin", options=options)
        return [item.params["count"] for item in found]

    def sends(self, *days: int) -> str:
        return "  ".join(f"on enter after {day}d {{ send idea }}" for day in days)

    def test_five_are_enough(self) -> None:
        assert self.count(stage(self.sends(3, 14, 30, 55, 80))) == []
        assert self.count(stage(self.sends(3, 14, 30, 55))) == [4]

    def test_only_those_within_half_a_year_and_before_the_deal_leaves(self) -> None:
        assert self.count(stage(self.sends(3, 14, 30, 200, 220))) == [3]
        assert self.count(stage("sla stay 20d  on overdue { lose silent }  " + self.sends(3, 14, 30, 55, 80))) == [2]

    def test_the_stages_are_gone_through_in_time(self) -> None:
        first = stage("sla stay 90d  on overdue { move to last }  " + self.sends(3, 30, 60))
        last = stage('task call "Предложить скидку"  ' + self.sends(10, 100), "Последний шанс", "last")
        assert self.count(first + last) == [] and self.count(first + last, days=90) == [3]

    def test_a_stage_that_only_people_reach_is_not_counted(self) -> None:
        first = stage(self.sends(3))
        assert self.count(first + stage(self.sends(1, 2, 3, 4, 5), "Ответил", "last")) == [1]

    def test_answers_and_colleagues_are_not_touches(self) -> None:
        body = 'on message by whatsapp { send idea }  on enter { notify head "Новый" }  task todo "Записать"'
        assert self.count(stage(body)) == [0]

    def test_services_and_schedules_are(self) -> None:
        assert self.count(stage("on schedule mon 10:00 { send idea }")) == []
        assert self.count(stage('on enter { subscribe mail  run f5 "Реклама" }'), touches=2) == []

    def test_the_thinnest_way_in_counts(self) -> None:
        body = stage("sla stay 30d  on overdue { move to last }  " + self.sends(1, 2, 3, 4)) + stage(
            self.sends(5), "Последний шанс", "last"
        )
        lost = '  lost "Отказ" { reason price "Дорого"  tunnel copy to warming.last }\n'
        text = spec(pipeline(stage(), lost=lost), pipeline(body, "warming", "warming"))
        assert named(text, "warming-too-thin", "count") == [1]


class TestMessagesWithoutWayOut:
    OUT = '  on message by whatsapp matching "СТОП" { unsubscribe whatsapp }\n'

    def found(self, body: str, kind: str = "warming", before: str = "") -> list[Diagnostic]:
        return findings(spec(pipeline(before + stage(body), kind)), "messages-without-way-out")

    def test_one_for_a_channel(self) -> None:
        found = self.found("on enter { send idea  send letter }  on enter after 3d { send idea }")
        assert [item.params["channel"] for item in found] == ["WhatsApp", "Почта"]

    @pytest.mark.parametrize(
        "ending", ["unsubscribe whatsapp", "lose stop", 'run f5 "Убрать из рассылки"', "move to offer"]
    )
    def test_ways_out(self, ending: str) -> None:
        way = f'  on message by whatsapp matching "стоп" {{ {ending} }}\n'
        text = spec(pipeline(way + stage("on enter { send idea }") + stage("", "КП", "offer"), "warming"))
        assert findings(text, "messages-without-way-out") == []

    @pytest.mark.parametrize(
        "way",
        [
            '  on message by whatsapp matching "СТОП" { notify owner "Просит не писать" }\n',
            '  on message by whatsapp matching "СТОП" { unsubscribe mail }\n',
            '  on message by mail matching "СТОП" { lose stop }\n',
            '  off on message by whatsapp matching "СТОП" { lose stop }\n',
        ],
    )
    def test_what_does_not_stop_them(self, way: str) -> None:
        assert len(self.found("on enter { send idea }", before=way)) == 1

    def test_a_word_that_nobody_is_told_of(self) -> None:
        way = '  on message by whatsapp matching "ХВАТИТ" { unsubscribe whatsapp }\n'
        (found,) = self.found("on enter { send idea }", before=way)
        assert found.params["suggestion"] == "ХВАТИТ"
        assert label_words(found, found.labels[0].role, "ru") == "отписка, о которой никто не знает"

    def test_an_answer_is_no_mailing(self) -> None:
        assert self.found("on message by whatsapp { send idea }  on call missed { send idea }") == []

    def test_nor_is_a_letter_with_a_document(self) -> None:
        assert self.found('on enter { document "Счёт"  send letter }', "sales") == []

    @pytest.mark.parametrize(
        ("kind", "severity"),
        [("warming", "warning"), ("refusals", "warning"), ("telemarketing", "warning"), ("sales", "info")],
    )
    def test_where_months_of_messages_are_to_come_it_weighs_more(self, kind: str, severity: str) -> None:
        (found,) = self.found("on enter { send idea }", kind)
        assert found.severity == severity

    @pytest.mark.parametrize("kind", ["production", "delivery", "claims"])
    def test_the_state_of_an_order_is_not_advertising(self, kind: str) -> None:
        assert self.found("on enter { send idea }", kind) == []


class TestStageWithoutRequiredFields:
    def found(self, *stages: str, kind: str = "sales") -> list[object]:
        text = pipeline("".join(stages), kind, "other" if kind == "custom" else "sales")
        return named(spec(text), "stage-without-required-fields")

    def test_an_earlier_requirement_holds_on(self) -> None:
        assert self.found(stage("require phone"), stage("", "Замер", "b"), stage("", "КП", "c")) == []

    def test_one_that_is_for_its_stage_only_does_not(self) -> None:
        assert self.found(stage("require phone here"), stage("", "Замер", "b")) == ["Замер"]

    def test_the_first_stage_takes_what_comes(self) -> None:
        assert self.found(stage(), stage("require phone", "Замер", "b")) == []

    def test_of_a_client_who_was_not_reached_nothing_is_known(self) -> None:
        assert self.found(stage(), stage("", "Не дозвонились", "b"), stage("", "Замер", "c")) == ["Замер"]

    @pytest.mark.parametrize("kind", ["warming", "production", "repeat", "custom"])
    def test_other_kinds_are_left_alone(self, kind: str) -> None:
        assert self.found(stage(), stage("", "Замер", "b"), kind=kind) == []


class TestStageWithoutHint:
    def found(self, body: str, kind: str = "sales") -> list[object]:
        return named(one(body, kind), "stage-without-hint")

    @pytest.mark.parametrize("body", ['goal "Встреча"', 'hint "Звоните"', 'hint newbie "Звоните"', "on enter { win }"])
    def test_either_will_do(self, body: str) -> None:
        assert self.found(body) == []

    def test_neither(self) -> None:
        assert self.found('about "Для документов"') == ["Заявка получена"]

    def test_warming_is_automatic(self) -> None:
        assert self.found("", "warming") == [] and self.found("", "production") == []


class TestStageWithoutOwner:
    def found(self, *stages: str) -> list[Diagnostic]:
        return findings(spec(pipeline("".join(stages))), "stage-without-owner")

    def test_an_owner_stays_until_another_is_named(self) -> None:
        assert self.found(stage("owner manager"), stage("", "КП", "offer")) == []

    def test_all_stages_before_the_first_one_are_one_finding(self) -> None:
        (found,) = self.found(stage(), stage("", "Замер", "b"), stage("owner head", "КП", "c"))
        assert (found.params["count"], found.params["suggestion"]) == (2, "head")
        assert word(found, "ru").message == "начиная с этапа «Заявка получена» за сделку никто не отвечает (2 этапа)"

    def test_handing_over_on_arrival_names_one(self) -> None:
        assert self.found(stage("on enter { assign manager by turns }"), stage("", "КП", "offer")) == []
        assert len(self.found(stage("on call missed { assign manager }"))) == 1


class TestOwnerNeverChanges:
    def found(self, *stages: str, kind: str = "sales", more: str = "") -> list[tuple[object, object]]:
        text = spec(more, pipeline("  every stage { owner manager }\n" + "".join(stages), kind))
        return [(item.params["name"], item.params["role"]) for item in findings(text, "owner-never-changes")]

    @pytest.mark.parametrize(
        "name", ["Счёт выставлен", "Выставили счёт", "Ждём предоплату", "Invoice sent", "Awaiting payment"]
    )
    def test_the_bill_is_the_accountants(self, name: str) -> None:
        assert self.found(stage("", name)) == [(name, "Бухгалтер")]

    @pytest.mark.parametrize("name", ["Счёт оплачен", "Клиент запросил счёт", "Предоплата получена", "КП отправлено"])
    def test_other_stages_are_not(self, name: str) -> None:
        assert self.found(stage("", name)) == []

    def test_the_last_stage_that_waits_for_money(self) -> None:
        waits = "on payment { win }"
        assert self.found(stage("", "Звонок", "a"), stage(waits, "Условия согласованы")) == [
            ("Условия согласованы", "Бухгалтер")
        ]
        assert self.found(stage(waits, "Условия согласованы"), stage("", "Звонок", "a")) == []

    def test_a_role_that_owns_anything_is_at_work(self) -> None:
        other = pipeline(stage("owner accountant"), "custom", "debts")
        assert self.found(stage("", "Счёт выставлен"), more=other) == []
        assert self.found(stage("", "Счёт выставлен"), stage("on enter { assign accountant }", "Другое", "b")) == []

    def test_so_is_one_that_gets_a_task_there(self) -> None:
        assert self.found(stage('task todo "Выставить счёт" by accountant', "Счёт выставлен")) == []

    def test_nobody_of_the_trade_nothing_to_say(self) -> None:
        text = (
            one("owner manager")
            .replace('role accountant "Бухгалтер"\n', "")
            .replace("Заявка получена", "Счёт выставлен")
        )
        assert findings(text, "owner-never-changes") == []

    def test_a_whole_pipeline_of_the_trade_is_one_finding(self) -> None:
        body = [stage("", "Новый заказ", "a"), stage("", "Заказ собран", "b")]
        assert self.found(*body, kind="production", more='role shop "Начальник производства"\n') == [
            ("Новый заказ", "Начальник производства")
        ]


class TestUnhandledChoice:
    def found(self, body: str, kind: str = "sales", won: str = '  won "Оплачено"\n') -> list[object]:
        return named(spec(pipeline(stage(body), kind, won=won)), "unhandled-choice", "options")

    TWO = 'on enter if way is van { tag "а" }  on enter if way is car { tag "б" }'

    def test_the_options_are_listed(self) -> None:
        assert self.found(self.TWO) == ["Почтой"]

    def test_one_condition_is_a_special_case(self) -> None:
        assert self.found('on enter if way is van { tag "а" }') == []

    def test_conditions_on_different_events_do_not_part_the_options(self) -> None:
        assert self.found('on enter if way is van { tag "а" }  on idle 2d if way is car { tag "б" }') == []

    @pytest.mark.parametrize(
        "more",
        [
            'on enter if way is post { tag "в" }',
            'on enter if way not in (van, car) { tag "в" }',
            'on enter if not (way is van) { tag "в" }',
            'on enter if way is filled and way is not car { tag "в" }',
            'on change way { notify owner "Выбрано" }',
            'on enter if way in (car, post) and interest > 5 { tag "в" }',
        ],
    )
    def test_what_handles_the_rest(self, more: str) -> None:
        assert self.found(f"{self.TWO}  {more}") == []

    def test_another_place_of_the_pipeline_may_handle_it(self) -> None:
        won = '  won "Оплачено" { on enter if way is post { tag "в" } }\n'
        assert self.found(self.TWO, won=won) == []

    def test_tunnels_decide_too(self) -> None:
        won = '  won "Оплачено" { tunnel copy to van.request if way is van tunnel copy to car.request if way is car }\n'
        others = pipeline(stage(), "custom", "van") + pipeline(stage(), "custom", "car")
        text = spec(pipeline(stage(), won=won), others)
        assert named(text, "unhandled-choice", "options") == ["Почтой"]

    def test_a_required_choice_ends_a_claim(self) -> None:
        """S0: the decision on a claim, each option with a consequence of its own."""
        assert self.found("require way", "claims") == ["Наша, Своя, Почтой"]
        assert self.found("require way", "sales") == []
        body = self.TWO + '  on enter if way is post { tag "в" }  require way'
        assert self.found(body, "claims") == []


class TestConflictingTriggers:
    def found(self, body: str, kind: str = "sales") -> list[Diagnostic]:
        return findings(spec(pipeline(stage(body) + stage("", "КП отправлено", "offer"), kind)), "conflicting-triggers")

    def pair(self, one: str, other: str) -> list[Diagnostic]:
        return self.found(f"on enter if {one} {{ move to offer }}  on enter if {other} {{ lose price }}")

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("interest >= 7", "interest < 7"),
            ("interest > 3", "interest <= 3"),
            ("interest >= 7 and interest < 9", "interest >= 9"),
            ("interest is 5", "interest is not 5"),
            ("interest is 5", "interest is empty"),
            ("interest in (1, 2)", "interest > 2"),
            ("budget > 100_000 RUB", "budget <= 100_000 RUB"),
            ("budget > 100_000 RUB", "not (budget > 100_000 RUB)"),
            ("day < 2026-03-01", "day >= 2026-03-01"),
            ("day > 2026-02-28 and day < 2026-03-02", "day is not 2026-03-01 and day is filled"),
            ("way is van", "way in (car, post)"),
            ("way is van", "way not in (van, car)"),
            ("way in (van, car)", "way is not van and way is not car"),
            ("vip is yes", "vip is no"),
            ("vip is yes", "vip is empty"),
            ("note is empty", 'note contains "срочно"'),
            ('note is "да"', 'note is "нет"'),
            ('note is "да"', 'note contains "срочно"'),
            ('note contains "очень срочно"', 'not (note contains "срочно")'),
            ('has tag "vip"', 'not has tag "vip"'),
            ("source is mail", "source in (whatsapp)"),
            ("product is window", "product is not window"),
            ("owner is head", "owner is manager"),
            ("interest > 5 or vip is yes", "interest <= 5 and vip is no"),
            ("interest >= 5 and (way is van or way is car)", "interest < 5 or way is post"),
            ("day < meeting", "day >= meeting"),
            ("extras is empty", "extras is net"),
        ],
    )
    def test_conditions_that_exclude_each_other(self, one: str, other: str) -> None:
        assert self.pair(one, other) == []

    @pytest.mark.parametrize(
        ("one", "other", "when"),
        [
            ("interest >= 7", "interest <= 7", "Интерес — 7"),
            ("interest > 7", "interest < 8", "Интерес — 7,5"),
            ("interest >= 7", "budget > 100_000 RUB", "Интерес — 7 и Бюджет — 100\u00a0001\u00a0₽"),
            ("day > 2026-02-28", "day < 2026-03-02", "День — 01.03.2026"),
            ("meeting > 2026-02-28", "meeting < 2026-03-01", None),
            ("way is not van", "way is not car", "Отгрузка — «Почтой»"),
            ("extras is net", "extras is sill", None),
            ('note contains "срочно"', 'note contains "звонил"', None),
            ('has tag "vip"', 'not has tag "дилер"', "есть тег «vip» и нет тега «дилер»"),
            ("interest > 5 or vip is yes", "interest <= 5", None),
            ("way is not van", "way is empty", "поле «Отгрузка» не заполнено"),
            ("day < meeting", "day > 2026-01-01", None),
        ],
    )
    def test_conditions_that_can_meet_and_when(self, one: str, other: str, when: str | None) -> None:
        (found,) = self.pair(one, other)
        assert found.params["suggestion"]
        assert when is None or found.params["suggestion"] == when

    def test_both_triggers_are_shown(self) -> None:
        (found,) = self.pair("interest >= 7", "interest < 8")
        assert found.span and found.span.text == "on enter if interest < 8"
        assert [label.span.text for label in found.labels] == ["on enter if interest >= 7"]
        assert found.params["first"] == "КП отправлено" and found.params["second"] == "Отказ: Дорого"

    @pytest.mark.parametrize(
        "body",
        [
            "on enter { win }  on enter { lose price }",
            "on enter { lose price }  on enter { lose silent }",
            "on payment { win  move to offer }",
            "on enter after 3d { win }  on enter after 72h { lose price }",
            "sla stay 5d  on overdue { lose silent }  on enter after 5d { move to offer }",
            'on message { win }  on message by mail matching "стоп" { lose price }',
            "on schedule mon-wed 09:00 { win }  on schedule wed 09:00 { lose price }",
        ],
    )
    def test_one_event(self, body: str) -> None:
        assert len(self.found(body)) == 1

    @pytest.mark.parametrize(
        "body",
        [
            "on enter { move to offer }  on enter if interest > 5 { move to offer }",
            "on enter { move to offer }  off on enter { lose price }",
            "on enter { move to offer }  on payment { win }",
            "on enter after 1d { move to offer }  on enter after 2d { lose price }",
            'on message by mail { win }  on message by whatsapp matching "стоп" { lose price }',
            'on message matching "да" { win }  on message matching "стоп" { lose price }',
            "on call missed { lose price }  on call incoming { move to offer }",
            "on schedule mon 09:00 { win }  on schedule tue 09:00 { lose price }",
            "on date day - 1d { win }  on date day { lose price }",
            "on enter { win }  on enter { copy to offer }",
        ],
    )
    def test_other_events_ends_and_copies(self, body: str) -> None:
        assert self.found(body) == []

    def test_a_trigger_of_the_pipeline_meets_that_of_a_stage(self) -> None:
        text = spec(
            pipeline("  on payment { win }\n" + stage("on payment { move to offer }") + stage("", "КП", "offer"))
        )
        (found,) = findings(text, "conflicting-triggers")
        assert found.params["name"] == "Заявка получена"

    def test_two_of_the_pipeline_are_told_once(self) -> None:
        text = spec(
            pipeline("  on payment { win }\n  on payment { lose price }\n" + stage() + stage("", "КП", "offer"))
        )
        assert named(text, "conflicting-triggers") == ["Воронка sales"]

    def test_reasons_of_a_loss(self) -> None:
        far = pipeline(stage() + stage("", "Два", "two"), "custom", "far")
        ends = "tunnel move to far.request if reason is price  tunnel move to far.two if reason {}"
        lost = '  lost "Отказ" {{ reason price "Дорого"  reason silent "Молчит"  {} }}\n'
        apart = pipeline(stage(), lost=lost.format(ends.format("is silent")))
        rest = pipeline(stage(), lost=lost.format(ends.format("is not price")))
        meet = pipeline(stage(), lost=lost.format(ends.format("in (price, silent)")))
        assert findings(spec(apart, far), "conflicting-triggers") == []
        assert findings(spec(rest, far), "conflicting-triggers") == []
        assert named(spec(meet, far), "conflicting-triggers", "suggestion") == ["причина отказа — «Дорого»"]


class TestEndlessLoop:
    OUT = '  lost "Отказ" {{ reason price "Дорого"  reason silent "Молчит"  {} }}\n'

    def paths(self, *pipelines: str) -> list[object]:
        return named(spec(*pipelines), "endless-loop", "path")

    def circle(
        self, there: str, back: str = "", on_lost: str = "tunnel copy to warming.new", lose: str = "lose silent"
    ) -> list[object]:
        """Sales lose by time, the lost ones are warmed, and warming wins by time into sales."""
        sales = pipeline(stage(f"sla stay 5d  on overdue {{ {lose} }}  {there}"), lost=self.OUT.format(on_lost))
        won = f'  won "Вернулся" {{ tunnel copy to sales.request {back} }}\n'
        warm = stage("sla stay 90d  on overdue { win }", "Греем", "new")
        return self.paths(sales, pipeline(warm, "warming", "warming", won=won))

    def test_the_path_is_told_in_the_words_of_people(self) -> None:
        assert self.circle("") == [
            "Воронка sales: Заявка получена → при просрочке этапа → Воронка sales: Отказ (Молчит) → "
            "Воронка warming: Греем → при просрочке этапа → Воронка warming: Вернулся → Воронка sales: Заявка получена"
        ]

    def test_within_one_pipeline(self) -> None:
        body = stage("sla stay 2d  on overdue { move to offer }") + stage(
            "on idle 3d { move to request }", "КП отправлено", "offer"
        )
        assert self.paths(pipeline(body)) == [
            "Заявка получена → при просрочке этапа → КП отправлено → нет активности 3 дня → Заявка получена"
        ]

    def test_a_stage_that_copies_itself(self) -> None:
        assert len(self.paths(pipeline(stage("on enter after 30d { copy to request }")))) == 1

    def test_the_reason_is_followed(self) -> None:
        only_price = "tunnel copy to warming.new if reason is price"
        assert self.circle("", on_lost=only_price) == []
        assert len(self.circle("", on_lost=only_price, lose="lose price")) == 1
        assert self.circle("", on_lost="tunnel copy to warming.new if reason not in (silent)") == []

    def test_a_tag_that_the_first_round_leaves_ends_it(self) -> None:
        guard = 'tunnel copy to warming.new if not has tag "вернулся"'
        mark = '{ tag "вернулся" }'
        assert self.circle("", mark, guard) == []
        # The tag does not come along with the copy, so the second refusal knows nothing of the first.
        lost_tag = 'on enter { tag "вернулся" }  tunnel copy to warming.new if not has tag "вернулся"'
        assert len(self.circle("", "", lost_tag)) == 1

    def test_a_tag_that_is_carried_all_the_way_ends_it(self) -> None:
        guard = 'tunnel copy to warming.new if not has tag "был" { carry tags  tag "был" }'
        assert self.circle("", "{ carry tags }", guard) == []
        assert len(self.circle("", "", guard)) == 1

    def test_a_field_that_is_written_on_the_way_ends_it(self) -> None:
        there = "on enter { set vip = yes }"
        assert self.circle(there, "{ carry vip }", "tunnel copy to warming.new if vip is no { carry vip }") == []
        assert len(self.circle(there, "", "tunnel copy to warming.new if vip is yes")) == 1

    def test_what_people_wrote_stays_as_it_was(self) -> None:
        """A deal of no interest is not one of great interest on the next step."""
        there, everything = "on enter after 1d if interest < 5 { lose price }", "{ carry everything }"
        low = f"tunnel copy to warming.new if interest < 5 and reason is silent {everything}"
        high = f"tunnel copy to warming.new if interest >= 5 {everything}"
        assert self.circle(there, everything, low) == []
        assert len(self.circle(there, everything, high)) == 1

    def test_an_earlier_exit_takes_the_deal_away(self) -> None:
        assert self.circle("on enter after 3d { win }") == []
        assert len(self.circle("on enter after 6d { win }")) == 1

    def test_limits_that_are_not_there_send_nobody(self) -> None:
        body = stage("on overdue { move to offer }") + stage(
            "sla stay 2d  on overdue { move to request }", "КП", "offer"
        )
        assert self.paths(pipeline(body)) == []

    @pytest.mark.parametrize(
        "event", ["payment", "message by whatsapp", "call incoming", "change interest", 'tag "да"']
    )
    def test_a_circle_that_people_keep_going_is_a_business(self, event: str) -> None:
        body = stage("sla stay 2d  on overdue { move to offer }") + stage(
            f"on {event} {{ move to request }}", "КП отправлено", "offer"
        )
        assert self.paths(pipeline(body)) == []

    def test_a_repeat_purchase_goes_round_by_payments(self) -> None:
        """S0: bought, a reminder before the next purchase, bought again."""
        recent = stage("on date day - 30d { move to soon }", "Недавно купили", "recent")
        soon = stage("on payment { win }", "До покупки 30 дней", "soon")
        won = '  won "Купили" { on enter { set day = today + 90d  copy to recent { carry day } } }\n'
        assert self.paths(pipeline(recent + soon, "repeat", "again", won=won)) == []

    def test_the_date_of_people_keeps_it_going_too(self) -> None:
        won = '  won "Купили" {{ on enter {{ {}copy to recent {{ carry day }} }} }}\n'
        recent = stage("on date day { win }", "Недавно купили", "recent")
        assert self.paths(pipeline(recent, "repeat", "again", won=won.format(""))) == []
        # But when the circle puts the date off by itself, nobody ever chooses anything.
        assert len(self.paths(pipeline(recent, "repeat", "again", won=won.format("set day = today + 90d  ")))) == 1

    def test_what_triggers_set_off_themselves_needs_no_people(self) -> None:
        body = stage("on enter after 2d { set vip = yes }  on change vip { move to offer }") + stage(
            "sla stay 2d  on overdue { set vip = no  move to request }", "КП отправлено", "offer"
        )
        assert len(self.paths(pipeline(body))) == 1

    def test_a_trigger_on_losing_starts_from_the_loss(self) -> None:
        sales = pipeline("  on lost { copy to request }\n" + stage("sla stay 5d  on overdue { lose silent }"))
        (path,) = self.paths(sales)
        assert path == ("Заявка получена → при просрочке этапа → Отказ (Молчит) → сделка проиграна → Заявка получена")

    def test_each_circle_is_told_once(self) -> None:
        pairs = "".join(
            pipeline(
                stage("sla stay 2d  on overdue { move to b }", "А", "a")
                + stage("sla stay 2d  on overdue { move to a }", "Б", "b"),
                id=id,
            )
            for id in ("one", "two")
        )
        assert len(self.paths(pairs)) == 2

    def test_a_copy_is_told_differently(self) -> None:
        (copied,) = findings(spec(pipeline(stage("on enter after 30d { copy to request }"))), "endless-loop")
        body = stage("sla stay 2d  on overdue { move to request }")
        (moved,) = findings(spec(pipeline(body)), "endless-loop")
        assert word(copied, "ru").hint != word(moved, "ru").hint


class TestTaskAfterLimit:
    def found(self, body: str) -> list[object]:
        return named(one(body), "task-after-limit", "due")

    @pytest.mark.parametrize(
        ("body", "due"),
        [
            ('sla stay 3d  task call "Звонок" due 4d', "`due 4d`"),
            ('sla stay 3d  task call "Звонок" due 73h', "`due 73h`"),
            ('sla stay 2d working  task call "Звонок" due 19h working', "`due 19h working`"),
            ('sla stay 1w working  task call "Звонок" due 6d working', "`due 6d working`"),
            ('sla stay 3d  on enter after 2d { task call "Звонок" due 2d }', "`after 2d, due 2d`"),
            ('sla stay 3d  on idle 2d { task call "Звонок" due 2d }', "`idle 2d, due 2d`"),
            ('sla stay 3d  on call missed { task call "Звонок" due 4d }', "`due 4d`"),
            ('sla stay 1d  task call "Звонок" due 2d working', "`due 2d working`"),
        ],
    )
    def test_too_late(self, body: str, due: str) -> None:
        assert self.found(body) == [due]

    @pytest.mark.parametrize(
        "body",
        [
            'task call "Звонок" due 30d',
            'sla stay 3d  task call "Звонок"',
            'sla stay 3d  task call "Звонок" due 72h',
            'sla stay 1d working  task call "Звонок" due 9h working',
            'sla stay 1d  task call "Звонок" due 1d working',
            'sla stay 2d working  task call "Звонок" due 3d',
            'sla stay 3d  on overdue { task todo "Назвать дату" due 4d }',
            'sla stay 3d  off on enter { task call "Звонок" due 4d }',
        ],
    )
    def test_in_time_or_not_certain(self, body: str) -> None:
        assert self.found(body) == []

    def test_a_task_of_the_pipeline_is_late_where_the_limit_is_short(self) -> None:
        trigger = '  on enter { task call "Звонок" due 2d }\n'
        body = trigger + stage("sla stay 1d") + stage("sla stay 5d", "КП", "offer")
        assert named(spec(pipeline(body)), "task-after-limit") == ["Заявка получена"]


@pytest.mark.parametrize("module", RULES, ids=lambda module: module.RULE.name)
def test_an_exception_can_be_made_in_place(module: object) -> None:
    """`allow` on the file covers every finding of the group."""
    rule = module.RULE  # type: ignore[attr-defined]
    assert findings(f'{rule.bad}\nallow {rule.name} "так решили"\n', rule.name) == []
