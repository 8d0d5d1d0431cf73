"""The rules about the shape of funnels: their own examples, what the articles call right, and where exceptions begin."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from rules.tools import check_examples, compiled, findings, named

from pipelang.diagnostics import Diagnostic
from pipelang.report.wording import word
from pipelang.rules import rule_modules
from pipelang.rules.engine import check_rules
from pipelang.rules.judged import Side, side_of
from pipelang.rules.structure._better_names import better_name, forward_name

ROOT = Path(__file__).resolve().parents[2]
RULES = [module for module in rule_modules() if ".structure." in module.__name__]
CRM = 'crm "Окна" { locale ru }\nchannel site: form "Сайт"\nchannel chat: messenger "WhatsApp"\n'


def pipeline(
    *stages: str, id: str = "sales", name: str = "Воронка", head: str = "kind sales", won: str = "", lost: str = ""
) -> str:
    """A pipeline whose stages are given as `"Имя" { … }`, the ids being s1, s2…"""
    lines = [stage.replace('"', f'stage s{number} "', 1) for number, stage in enumerate(stages, 1)]
    return (
        f'pipeline {id} "{name}" {{\n  {head}\n  '
        + "\n  ".join(lines)
        + f'\n  won "Купил" {{ {won} }}\n  lost "Не купил" {{ reason price "Дорого" {lost} }}\n}}\n'
    )


def spec(*pipelines: str, more: str = "") -> str:
    return CRM + more + "".join(pipelines)


def names(*stages: str, head: str = "kind sales") -> str:
    """A spec of one pipeline with plain stages."""
    return spec(pipeline(*(f'"{stage}"' for stage in stages), head=head))


def hint(found: Diagnostic) -> str:
    return word(found, "ru").hint


@pytest.mark.parametrize("module", RULES, ids=lambda module: module.RULE.name)
def test_examples_of_the_rule(module: ModuleType) -> None:
    check_examples(module)


ARTICLE = """
crm "Мебель" { locale ru }
product kitchen "Кухни"
channel site: form "Заявки с сайта"
channel base: offline "База для обзвона"
channel claim: form "Рекламации с сайта"

pipeline calls "Телемаркетинг" {
  kind telemarketing
  style conversion
  sources base
  stage base "База заявок"
  stage worked "Обработали"
  stage answered "Получили обратную связь"
  stage agreed "Согласовали созвон/демонстрацию"
  stage held "Провели созвон/демонстрацию"
  won "Переданы в продажи" { tunnel copy to sales.request }
  lost "Отсеяны" { reason silent "Не вышли на связь" }
}
pipeline sales "Продажи" {
  kind sales
  style conversion
  for kitchen
  sources site
  main
  stage request "Клиент запросил КП"
  key stage visit "Посетил шоу-рум"
  stage offer "КП отправлено" { on message by chat matching "переделать" { move to comments } }
  stage comments "Комментарии от клиента получены"
  stage contract "Клиент запросил договор"
  won "Оплата получена" { tunnel copy to production.new }
  lost "Отказ" {
    reason later "Отложил решение"
    reason other "Выбрал конкурента"
    tunnel copy to warming.new if reason is later
    tunnel copy to refusals.new if reason is other
  }
}
channel chat: messenger "WhatsApp"
pipeline production "Производство" {
  kind production
  style conversion
  stage new "Новый заказ на производство"
  stage taken "Заказ принят в работу"
  stage made "Заказ выполнен"
  stage stored "Заказ доставлен на склад"
  won "Готов" { tunnel copy to delivery.ready }
  lost "Отменён" { reason changed "Клиент передумал" }
}
pipeline delivery "Доставка" {
  kind delivery
  style conversion
  stage ready "Заказ готов к отгрузке"
  stage done "Заказ доставлен клиенту"
  stage asked "Обратная связь собрана"
  won "Закрыт" { tunnel copy to repeat.bought }
  lost "Возврат" { reason damaged "Повреждён" }
}
pipeline claims "Рекламации" {
  kind claims
  style conversion
  sources claim
  stage new "Поступила новая рекламация"
  stage taken "Рекламация взята в работу"
  stage decided "Решение по рекламации вынесено"
  won "Закрыта"
  lost "Снята" { reason mistake "Ошибка" }
}
pipeline warming "Утепление" {
  kind warming
  style conversion
  stage new "Новая сделка для утепления"
  stage warmed "Сделка утеплялась 90 дней"
  stage special "Предложили специальные условия"
  won "Вернулся" { tunnel copy to sales.request }
  lost "Не вернулся" { reason silent "Не откликнулся" }
}
pipeline repeat "Работа с постоянными клиентами" {
  kind repeat
  style conversion
  stage bought "Недавно купили"
  stage month "До покупки 30 дней"
  stage week "До покупки 7 дней"
  won "Купили" { on enter { copy to bought } }
  lost "Перестали покупать" { reason gone "Ушли" }
}
pipeline refusals "Работа с отказниками" {
  kind refusals
  style conversion
  stage new "Клиент у нас не купил"
  stage offered "Отправили клиенту предложение о следующей покупке"
  stage agreed "Клиент ответил согласием"
  won "Вернулся" { tunnel copy to sales.request }
  lost "Отказался" { reason final "Окончательно" }
}
"""


def test_the_funnels_of_the_article_break_no_rule() -> None:
    assert check_rules(compiled(ARTICLE), modules=RULES) == []


class TestMixedStageStyle:
    def found(self, *stages: str, head: str = "kind sales") -> list[object]:
        return named(names(*stages, head=head), "mixed-stage-style")

    def test_a_declared_style_tells_which_names_are_odd(self) -> None:
        assert self.found("Ждём оплату", "Оплата получена", head="style process") == ["Оплата получена"]
        assert self.found("Ждём оплату", "Оплата получена", head="style conversion") == ["Ждём оплату"]

    def test_a_clear_majority_is_a_style(self) -> None:
        assert self.found("КП отправлено", "Договор подписан", "Ожидаем оплату") == ["Ожидаем оплату"]
        assert self.found("Готовим КП", "Согласовываем договор", "Оплата получена") == ["Оплата получена"]

    def test_half_and_half_is_one_finding(self) -> None:
        stages = ("КП отправлено", "Согласовываем договор", "Счёт выставлен", "Ожидаем оплату")
        assert self.found(*stages) == ["Согласовываем договор"]

    def test_one_against_one_says_nothing(self) -> None:
        assert self.found("Новая заявка", "КП отправлено", "Ожидаем оплату") == []

    def test_names_of_no_style_and_of_both_break_none(self) -> None:
        stages = ("Новая заявка", "КП отправлено", "Счёт выставлен, ждём оплату", "Партнёры", "Договор")
        assert self.found(*stages, head="style conversion") == []
        assert self.found("Готовим КП", "Счёт выставлен, ждём оплату", head="style process") == []

    def test_where_the_declared_style_is_wrong_that_is_said_once(self) -> None:
        text = names("Готовим КП", "Согласовываем договор", "Ожидаем оплату", head="style conversion")
        (found,) = findings(text, "mixed-stage-style")
        assert "`style process`" in hint(found)

    def test_tasks_and_parking_lots_are_left_to_their_own_rules(self) -> None:
        assert self.found("Готовим КП", "Отложено", "Перезвонить", "Согласовываем договор", head="style process") == []

    def test_a_stage_can_be_excepted(self) -> None:
        excepted = '"Ждём оплату" { allow mixed-stage-style "так зовёт бухгалтерия" }'
        assert named(spec(pipeline('"КП отправлено"', excepted, head="style conversion")), "mixed-stage-style") == []


class TestAmbiguousStageName:
    def test_the_hint_proposes_a_name_in_the_style_of_the_pipeline(self) -> None:
        (fact,) = findings(names("КП отправлено", "Договор", head="style conversion"), "ambiguous-stage-name")
        (work,) = findings(names("Готовим КП", "Договор", head="style process"), "ambiguous-stage-name")
        assert "«Договор подписан»" in hint(fact)
        assert "«Согласовываем договор»" in hint(work)

    def test_a_pipeline_of_bare_nouns_is_one_finding(self) -> None:
        (found,) = findings(names("Замер", "КП", "Договор", "Оплата"), "ambiguous-stage-name")
        assert found.params["name"] == "Замер"
        assert [label.span.text for label in found.labels] == [
            'stage s2 "КП"',
            'stage s3 "Договор"',
            'stage s4 "Оплата"',
        ]

    def test_proposals_themselves_read_as_what_they_are_proposed_for(self) -> None:
        known = ("КП", "Договор", "Замер", "Счёт", "Встреча", "Рассрочка", "Proposal", "Invoice", "Demo", "Phone call")
        sides: tuple[Side, ...] = ("conversion", "process")
        proposed = {
            (side, propose(name, side)) for propose in (better_name, forward_name) for name in known for side in sides
        }
        assert [(side, name) for side, name in sorted(proposed) if side_of(name) != side] == []

    def test_long_names_and_short_pipelines_are_left_alone(self) -> None:
        assert named(names("Фактический визит в наш офис", head="style conversion"), "ambiguous-stage-name") == []
        assert named(names("Договор", "Оплата"), "ambiguous-stage-name") == []


class TestTaskAsStage:
    @pytest.mark.parametrize("name", ["Не дозвонился", "Перезвонить", "Второй звонок", "Недозвон 2", "No answer"])
    def test_attempts_and_to_dos(self, name: str) -> None:
        assert named(names("Заявка получена", name, "КП отправлено"), "task-as-stage") == [name]

    def test_a_queue_may_open_a_calling_pipeline_but_not_follow(self) -> None:
        calls = ("К обзвону", "Обработали", "Перезвонить")
        assert named(names(*calls, head="kind telemarketing"), "task-as-stage") == ["Перезвонить"]
        assert named(names(*calls, head="kind sales"), "task-as-stage") == ["К обзвону", "Перезвонить"]

    def test_letters_of_a_warming_pipeline_are_no_attempts(self) -> None:
        touches = ("Новая сделка", "Касание 1", "Касание 2", "Второе письмо", "Не дозвонился")
        assert named(names(*touches, head="kind warming"), "task-as-stage") == ["Не дозвонился"]

    def test_what_parks_a_deal_is_told_by_the_other_rule(self) -> None:
        text = names("Заявка получена", "Вернуться позже", "КП отправлено")
        assert named(text, "task-as-stage") == []
        assert named(text, "sump-stage") == ["Вернуться позже"]


class TestSumpStage:
    def found(self, *stages: str, kind: str = "sales") -> list[object]:
        return named(spec(pipeline(*stages, head=f"kind {kind}")), "sump-stage")

    @pytest.mark.parametrize("name", ["Отстойник", "Отложенный спрос", "База", "Условный отказ", "Архив", "On hold"])
    def test_a_plain_one_is_found_wherever_work_came_before(self, name: str) -> None:
        assert self.found('"Заявка получена"', f'"{name}"', '"КП отправлено"') == [name]
        assert self.found('"Заявка получена"', f'"{name}"', kind="telemarketing") == [name]

    def test_the_share_that_is_falsified_is_told(self) -> None:
        text = names("Получена заявка", "КП отправлено", "КП согласовано", "Счёт отправлен", "Отстойник")
        (found,) = findings(text, "sump-stage")
        assert (found.params["before"], found.params["steps"]) == (4, 5)
        assert "4 из 5 шагов к деньгам" in word(found, "ru").why

    def test_a_queue_to_begin_with_is_lawful(self) -> None:
        assert self.found('"База"', '"Обработали"', kind="telemarketing") == []
        assert self.found('"База заявок"', '"КП отправлено"') == []

    def test_pipelines_for_those_who_are_not_ready_may_hold_them(self) -> None:
        for kind in ("warming", "refusals", "repeat"):
            assert self.found('"Новая"', '"Отложенный спрос"', '"Спящие"', kind=kind) == []
        assert (
            named(spec(pipeline('"Новая"', '"Отложенный спрос"', name="Вызревание", head="main")), "sump-stage") == []
        )

    def test_thinking_is_a_parking_lot_only_where_nobody_is_made_to_leave(self) -> None:
        rests = '"Думает"'
        rings = '"Думает" { on overdue { lose price } }'  # never: the stage has no limit
        leaves = '"Думает" { sla stay 5d  on overdue { lose price } }'
        assert self.found('"КП отправлено"', rests) == ["Думает"]
        assert self.found('"КП отправлено"', rings) == ["Думает"]
        assert self.found('"КП отправлено"', leaves) == []
        assert self.found('"КП отправлено"', rests, kind="telemarketing") == []

    def test_a_limit_does_not_excuse_a_plain_one(self) -> None:
        parked = '"Отложенный спрос" { sla stay 90d  on overdue { lose price } }'
        assert self.found('"КП отправлено"', parked) == ["Отложенный спрос"]

    def test_a_pause_in_paid_work_is_only_worth_a_note(self) -> None:
        (found,) = findings(names("Заказ принят", "Приостановлен", head="kind production"), "sump-stage")
        assert found.severity == "info"
        assert self.found('"Заказ принят"', '"Резерв материалов"', kind="production") == []


class TestBackwardMove:
    def found(self, *stages: str, **more: str) -> list[Diagnostic]:
        return findings(spec(pipeline(*stages, **more)), "backward-move")

    def test_the_stage_that_is_missing_is_proposed_by_name(self) -> None:
        back = 'on message by chat matching "иначе" { move to s1 }'
        proposed = {
            "КП отправлено": "Комментарии к КП получены",
            "Смета согласована": "Комментарии к смете получены",
            "Встреча назначена": "Встреча перенесена",
            "Решение принято": "Комментарии от клиента получены",
            "Proposal sent": "Comments on the proposal received",
        }
        for stage, ahead in proposed.items():
            (found,) = self.found('"Заявка получена"', f'"{stage}" {{ {back} }}')
            assert found.params["suggestion"] == ahead
            assert ahead in hint(found)
        (found,) = self.found('"Заявка"', f'"Согласовываем КП" {{ {back} }}', head="style process")
        assert found.params["suggestion"] == "Учитываем комментарии к КП"

    def test_when_only_time_has_passed_no_stage_is_proposed(self) -> None:
        (found,) = self.found('"Заявка получена"', '"КП отправлено" { sla stay 2d  on overdue { move to s1 } }')
        assert found.params["suggestion"] == ""
        assert "закрывайте в отказ" in hint(found)

    def test_a_closed_deal_is_not_reopened(self) -> None:
        (found,) = self.found('"Заявка получена"', lost="on message by chat { move to s1 }")
        assert (found.params["name"], found.params["to"]) == ("Не купил", "Заявка получена")
        assert found.params["suggestion"] == ""

    def test_a_trigger_of_the_whole_pipeline_is_told_once_for_the_stages_past_its_goal(self) -> None:
        stages = ('"Заявка получена"', '"КП отправлено"', '"Договор подписан"', '"Счёт выставлен"')
        for head in ("on call incoming { move to s2 }", "every stage { on call incoming { move to s2 } }"):
            (found,) = self.found(*stages, head=head)
            assert found.params["name"] == "Договор подписан"

    def test_forward_moves_and_the_cycle_of_repeat_orders_are_fine(self) -> None:
        assert (
            self.found('"Заявка" { on call incoming { move to s2 } }', '"КП отправлено" { on payment { win } }') == []
        )
        assert self.found('"Недавно купили"', head="kind repeat", won="on enter { copy to s1 }") == []

    def test_a_trigger_that_is_switched_off_moves_nothing(self) -> None:
        assert self.found('"Заявка"', '"КП отправлено" { off on call incoming { move to s1 } }') == []


class TestMonsterPipeline:
    def of(self, count: int) -> str:
        return names(*(f"Шаг {number} сделан" for number in range(count)))

    def test_more_than_ten_stages(self) -> None:
        assert findings(self.of(10), "monster-pipeline") == []
        (found,) = findings(self.of(11), "monster-pipeline")
        assert found.severity == "warning"
        assert "11 этапов" in word(found, "ru").message

    def test_a_first_version_is_told_from_eight_on(self) -> None:
        levels = {count: findings(self.of(count), "monster-pipeline", "first-version") for count in (7, 8, 10, 11)}
        told = {count: [item.severity for item in found] for count, found in levels.items()}
        assert told == {7: [], 8: ["info"], 10: ["info"], 11: ["warning"]}

    def test_the_limit_is_an_option(self) -> None:
        assert len(findings(self.of(5), "monster-pipeline", options={"most": 4})) == 1
        assert findings(self.of(12), "monster-pipeline", options={"most": 12}) == []


class TestQualificationInsideSales:
    QUALIFYING = ("Контакт установлен", "Потребность выявлена", "Лид квалифицирован")

    def test_two_stages_may_stand_in_sales(self) -> None:
        assert findings(names(*self.QUALIFYING[:2], "КП отправлено"), "qualification-inside-sales") == []
        (found,) = findings(names(*self.QUALIFYING, "КП отправлено"), "qualification-inside-sales")
        assert found.params["count"] == 3

    def test_other_pipelines_may_have_as_many_as_they_need(self) -> None:
        for kind in ("qualification", "telemarketing"):
            assert findings(names(*self.QUALIFYING, head=f"kind {kind}"), "qualification-inside-sales") == []

    def test_the_number_is_an_option(self) -> None:
        text = names(*self.QUALIFYING[:2], "КП отправлено")
        assert len(findings(text, "qualification-inside-sales", options={"most": 1})) == 1


class TestMissingQualification:
    SALES = pipeline('"Заявка принята"', '"КП отправлено"', head="kind sales  main", name="Продажи")

    def found(self, *pipelines: str) -> list[object]:
        return named(spec(*pipelines), "missing-qualification")

    def test_a_pipeline_on_the_way_is_enough(self) -> None:
        assert self.found(self.SALES) == ["Продажи"]
        for head in ("kind qualification", "kind telemarketing"):
            before = pipeline('"Заявка"', id="before", head=head, won="tunnel copy to sales.s1")
            assert self.found(before, self.SALES) == []

    def test_leads_are_qualified_before_they_become_deals(self) -> None:
        leads = pipeline(
            '"Заявка"', id="intake", name="Обращения", head="sources site", won="tunnel convert to sales.s1"
        )
        assert self.found(leads.replace('"Обращения"', '"Обращения" of lead'), self.SALES) == []

    def test_one_that_leads_elsewhere_is_not(self) -> None:
        aside = pipeline('"Заявка"', id="aside", name="Квалификация", head="kind qualification")
        assert self.found(aside, self.SALES) == ["Продажи"]

    def test_clients_who_come_back_were_not_qualified_by_that(self) -> None:
        warming = pipeline('"Новая"', id="warming", head="kind warming", won="tunnel copy to sales.s1")
        assert self.found(warming, self.SALES.replace("  main", "")) == ["Продажи"]

    def test_a_pipeline_that_goes_on_after_another_has_clients_already(self) -> None:
        first = pipeline(
            '"Потребность выявлена"',
            '"КП отправлено"',
            id="first",
            head="kind sales  main",
            won="tunnel copy to more.s1",
        )
        more = pipeline('"Предложили ещё"', '"КП отправлено"', id="more")
        assert self.found(first, more) == []


class TestMixedLeadPipeline:
    def found(self, *stages: str, head: str = "kind qualification") -> list[object]:
        return named(names(*stages, head=head), "mixed-lead-pipeline")

    def test_offers_invoices_contracts_and_money(self) -> None:
        for name in ("КП отправлено", "Счёт выставлен", "Договор подписан", "Предоплата получена", "Quote sent"):
            assert self.found("Заявка получена", name) == [name]

    def test_qualification_and_what_the_client_asked_for_are_lawful(self) -> None:
        assert self.found("Потребность выявлена", "Клиент запросил КП", "Договорились о встрече", "Нужен расчёт") == []

    def test_several_are_one_finding(self) -> None:
        (found,) = findings(names("КП отправлено", "Счёт выставлен", head="kind qualification"), "mixed-lead-pipeline")
        assert len(found.labels) == 1

    def test_telemarketing_may_be_all_the_selling_there_is(self) -> None:
        assert self.found("База заявок", "КП отправлено", head="kind telemarketing") == []
        assert self.found("Заявка получена", "КП отправлено", head="kind sales") == []

    def test_a_lead_is_not_won_by_payment(self) -> None:
        text = names("Заявка получена", head="kind qualification").replace('won "Купил"', 'won "Оплата получена"')
        assert named(text, "mixed-lead-pipeline") == ["Оплата получена"]


class TestMissingKeyStage:
    def test_a_likely_one_is_proposed_but_not_one_that_is_only_planned(self) -> None:
        text = names("Заявка получена", "Встреча назначена", "Встреча проведена", "КП отправлено")
        (found,) = findings(text, "missing-key-stage")
        assert found.params["suggestion"] == "Встреча проведена"

    def test_only_sales_of_some_length_need_one(self) -> None:
        assert findings(names("Заявка получена", "КП отправлено"), "missing-key-stage") == []
        production = names("Заказ принят", "Заказ собран", "Заказ упакован", head="kind production")
        assert findings(production, "missing-key-stage") == []


class TestUnreachablePipeline:
    def found(self, *pipelines: str) -> list[Diagnostic]:
        return findings(spec(*pipelines), "unreachable-pipeline")

    def test_triggers_lead_into_a_pipeline_as_tunnels_do(self) -> None:
        main = pipeline('"Заявка" { on payment { copy to other.s1 } }', head="main")
        assert self.found(main, pipeline('"Заказ"', id="other", head="kind production")) == []

    def test_two_that_only_feed_each_other_are_both_empty(self) -> None:
        main = pipeline('"Заявка"', head="main")
        left = pipeline('"Один"', id="left", name="Левая", won="tunnel copy to right.s1")
        right = pipeline('"Два"', id="right", name="Правая", won="tunnel copy to left.s1")
        assert [item.params["name"] for item in self.found(main, left, right)] == ["Левая", "Правая"]

    def test_without_a_word_about_it_deals_begin_in_the_first(self) -> None:
        first = pipeline('"Заявка"', won="tunnel copy to second.s1")
        assert self.found(first, pipeline('"Заказ"', id="second")) == []

    def test_what_is_often_filled_by_hand_is_only_a_note(self) -> None:
        main = pipeline('"Заявка"', head="main")
        levels = {
            kind: [item.severity for item in self.found(main, pipeline('"Новая"', id="other", head=f"kind {kind}"))]
            for kind in ("claims", "telemarketing", "production")
        }
        assert levels == {"claims": ["info"], "telemarketing": ["info"], "production": ["warning"]}


class TestProductWithoutPipeline:
    PRODUCTS = 'product kitchen "Кухни"\nproduct repair "Ремонт"\n'

    def found(self, *pipelines: str) -> list[object]:
        return named(spec(*pipelines, more=self.PRODUCTS), "product-without-pipeline")

    def test_making_is_not_selling(self) -> None:
        making = pipeline('"Заказ"', id="making", head="kind production  for repair")
        assert self.found(pipeline('"Заявка"', head="kind sales  for kitchen"), making) == ["Ремонт"]

    def test_sales_for_nothing_in_particular_sell_everything(self) -> None:
        assert self.found(pipeline('"Заявка"', head="kind sales")) == []

    def test_regular_clients_may_be_the_only_buyers(self) -> None:
        again = pipeline('"Недавно купили"', id="again", head="kind repeat  for repair")
        assert self.found(pipeline('"Заявка"', head="kind sales  for kitchen"), again) == []


class TestColdDealsInWarming:
    CALLS = pipeline(
        '"База заявок"', id="calls", name="Обзвон", head="kind telemarketing", lost="tunnel copy to warming.s1"
    )
    WARMING = pipeline('"Новая"', id="warming", head="kind warming")

    def test_the_tunnel_is_pointed_at(self) -> None:
        (found,) = findings(spec(self.CALLS, pipeline('"Заявка"'), self.WARMING), "cold-deals-in-warming")
        assert found.span is not None
        assert found.span.text == "tunnel copy to warming.s1"

    def test_where_telemarketing_is_all_the_selling_its_deals_are_warm(self) -> None:
        assert findings(spec(self.CALLS, self.WARMING), "cold-deals-in-warming") == []

    def test_a_trigger_of_every_stage_is_told_once(self) -> None:
        head = 'kind telemarketing  on tag "тёплый" { copy to warming.s1 }'
        calls = pipeline('"База заявок"', '"Обработали"', id="calls", head=head)
        assert len(findings(spec(calls, pipeline('"Заявка"'), self.WARMING), "cold-deals-in-warming")) == 1


class TestMissingPipelineKind:
    PRODUCT = 'product kitchen "Кухни"\n'

    def missing(self, *pipelines: str, more: str = PRODUCT) -> list[object]:
        return named(spec(*pipelines, more=more), "missing-pipeline-kind", "missing")

    def test_delivery_is_missed_only_where_something_is_carried(self) -> None:
        sales = pipeline('"Заявка"')
        assert self.missing(sales) == ["`claims`, `refusals`"]
        carried = self.PRODUCT + 'field way on deal: text "Способ отгрузки"\n'
        assert self.missing(sales, more=carried) == ["`claims`, `delivery`, `refusals`"]
        made = pipeline('"Заказ собран"', '"Заказ доставлен на склад"', id="made", head="kind production")
        assert self.missing(sales, made) == ["`claims`, `delivery`, `refusals`"]
        brought = pipeline('"Заказ собран"', '"Заказ доставлен клиенту"', id="made", head="kind production")
        assert self.missing(sales, brought, more=carried) == ["`claims`, `refusals`"]

    def test_a_pipeline_is_known_by_its_name_too(self) -> None:
        claims = pipeline('"Новая"', id="second", name="Рекламации", head="main")
        refusals = pipeline('"Новая"', id="third", name="Работа с отказниками", head='goal "Вернуть"')
        assert self.missing(pipeline('"Заявка"'), claims, refusals) == []

    def test_nothing_is_missed_where_nothing_is_sold(self) -> None:
        assert self.missing(pipeline('"Заявка"'), more="") == []
        assert self.missing(pipeline('"Отклик"', head="kind custom", id="hiring", name="Найм")) == []

    def test_a_first_version_need_not_have_them(self) -> None:
        program = compiled(spec(pipeline('"Заявка"'), more=self.PRODUCT))
        module = next(module for module in RULES if module.RULE.name == "missing-pipeline-kind")
        assert module.RULE.level("first-version") == "off"
        assert len(check_rules(program, modules=[module])) == 1

    def test_the_whole_crm_can_be_excepted(self) -> None:
        text = spec(pipeline('"Заявка"'), more=self.PRODUCT)
        allowed = text.replace("locale ru", 'locale ru  allow missing-pipeline-kind "Возит партнёр"')
        assert findings(allowed, "missing-pipeline-kind") == []


class TestDuplicateName:
    def found(self, text: str) -> list[tuple[object, object]]:
        return [(item.params["name"], str(item.params["kind"])) for item in findings(text, "duplicate-name")]

    def test_case_spaces_punctuation_and_yo_make_no_difference(self) -> None:
        assert self.found(names("Счёт выставлен", "счет  выставлен!", "«Счёт» — выставлен")) == [
            ("счет  выставлен!", "stage"),
            ("«Счёт» — выставлен", "stage"),
        ]

    def test_signs_and_numbers_do(self) -> None:
        assert self.found(names("Площадь 50", "Площадь 50+", "Скидка 5%", "Скидка 5", "1.5 м", "15 м")) == []

    def test_each_list_is_looked_at_by_itself(self) -> None:
        more = """role head "РОП"
role chief "Роп"
field city on deal: text "Город"
field town on deal: text "город"
field place on contact: text "Город"
field way on deal: choice "Отгрузка" { van "Курьер"  car "Курьер" }
"""
        text = spec(pipeline('"Заявка"'), pipeline('"Заявка"', id="other"), more=more)
        assert sorted(self.found(text), key=str) == [
            ("Воронка", "pipeline"),
            ("Курьер", "option"),
            ("Роп", "role"),
            ("город", "field"),
        ]

    def test_a_stage_and_an_outcome_stand_side_by_side(self) -> None:
        assert self.found(names("Заявка", "Не купил")) == [("Не купил", "stage")]


def test_the_dictionary_is_loaded_only_for_names_that_are_judged() -> None:
    """It costs 0.1 s, half of what checking a whole project does."""
    code = f"""
import sys
from rules.tools import compiled
from pipelang.rules.engine import check_rules
check_rules(compiled({names("Заявка", "Ждём оплату")!r}))
assert "pymorphy3" not in sys.modules
check_rules(compiled({names("Заявка", "Ждём оплату", head="style process")!r}))
assert "pymorphy3" in sys.modules
"""
    env = {**os.environ, "PYTHONPATH": str(ROOT / "tests")}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
