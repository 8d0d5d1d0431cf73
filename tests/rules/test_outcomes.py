"""The rules on outcomes and tunnels: what they find, and what the practice lets pass."""

from __future__ import annotations

from types import ModuleType

import pytest
from rules.tools import check_examples, compiled, findings, mended

from pipelang.rules import rule_modules


@pytest.mark.parametrize("module", [m for m in rule_modules() if ".outcomes." in m.__name__], ids=lambda m: m.RULE.name)
def test_examples(module: ModuleType) -> None:
    check_examples(module)


HEAD = """crm "Окна" { currency RUB }
role manager "Менеджер"
role head "РОП"
field budget on deal: money "Бюджет"
field size on deal: text "Размеры"
field phone on contact: phone "Телефон"
"""
LOST = '  lost "Отказ" { reason price "Дорого"  reason silent "Молчит"  review by head within 1d }\n'


def sales(stages: str, won: str = "", lost: str = LOST, kind: str = "sales", more: str = "") -> str:
    """A pipeline `sales` with these stages, and a pipeline `production` to go on to."""
    return f"""{HEAD}{more}
pipeline sales "Продажи" {{
  kind {kind}
  {stages}
  won "Оплата получена" {{ {won} }}
{lost}}}

pipeline production "Производство" {{
  kind production
  stage new "Заказ получен" {{ owner manager  require budget, phone }}
  stage made "Заказ готов" {{ require size }}
  won "Заказ выдан"
  lost "Заказ отменён" {{ reason client "Передумал" }}
}}
"""


REQUEST = 'stage request "Заявка получена" { require budget, size }\n'


def stage(text: str) -> str:
    return f'{REQUEST}  stage offer "КП отправлено" {{ {text} }}'


class TestMovedWithoutWin:
    RULE = "moved-without-win"

    @pytest.mark.parametrize(
        "way",
        [
            "on payment { move to production.new }",
            "on overdue { move to production.new }",
            "on enter if budget > 5 RUB { move to production.new }",
            "tunnel move to production.new",
        ],
    )
    def test_a_deal_that_walks_out_of_a_stage(self, way: str) -> None:
        (found,) = findings(sales(stage(way)), self.RULE)
        assert found.params["name"] == "КП отправлено" and found.params["to"] == "Производство"

    def test_a_move_from_an_outcome_reopens_the_deal(self) -> None:
        spec = sales(REQUEST, won="tunnel move to production.new if budget > 5 RUB")
        (found,) = findings(spec, self.RULE)
        assert "tunnel copy to production.new if budget > 5 RUB { carry everything }" in mended(spec, found)

    def test_a_copy_and_a_move_within_the_pipeline_are_fine(self) -> None:
        inside = (
            "on payment { win }  on message { move to request }  on overdue { lose silent  copy to production.new }"
        )
        assert findings(sales(stage(inside), won="tunnel copy to production.new"), self.RULE) == []

    def test_what_the_first_stage_sorts_on_arrival_was_never_worked_here(self) -> None:
        def first(way: str) -> str:
            return sales(f'stage request "Заявка получена" {{ sla stay 1d  {way} }}')

        assert findings(first("on enter if budget > 5 RUB { move to production.new }"), self.RULE) == []
        assert findings(first("tunnel move to production.new if budget > 5 RUB"), self.RULE) == []
        assert len(findings(first("on enter { move to production.new }"), self.RULE)) == 1
        assert len(findings(first("on overdue if budget > 5 RUB { move to production.new }"), self.RULE)) == 1

    def test_leads_are_converted(self) -> None:
        leads = """
        pipeline leads "Лиды" of lead {
          stage new "Новая заявка" { tunnel convert to production.new }
          won
          lost "Брак" { reason spam "Спам" }
        }
        """
        assert findings(sales(REQUEST, more=leads), self.RULE) == []

    def test_only_an_act_of_somebody_makes_it_a_win(self) -> None:
        spec = sales(stage("on payment { move to production.new }"))
        (paid,) = findings(spec, self.RULE)
        assert "on payment { win  copy to production.new { carry everything } }" in mended(spec, paid)
        (late,) = findings(sales(stage("on overdue { move to production.new }")), self.RULE)
        assert late.fix is None

    def test_what_is_won_already_is_not_won_twice(self) -> None:
        spec = sales(stage("on payment { win  move to production.new }"))
        (found,) = findings(spec, self.RULE)
        assert "on payment { win  copy to production.new { carry everything } }" in mended(spec, found)

    def test_every_stage_is_told_once(self) -> None:
        spec = sales(f"every stage {{ on payment {{ move to production.new }} }}\n  {stage('')}")
        assert len(findings(spec, self.RULE)) == 1

    def test_a_switched_off_trigger_moves_nothing(self) -> None:
        assert findings(sales(stage("off on payment { move to production.new }")), self.RULE) == []


class TestLostWithoutReasons:
    RULE = "lost-without-reasons"

    def lost(self, text: str, kind: str = "sales") -> list[str | None]:
        return [item.severity for item in findings(sales(REQUEST, lost=f"  {text}\n", kind=kind), self.RULE)]

    @pytest.mark.parametrize(
        "text",
        [
            'lost "Отказ"',
            'lost "Отказ" { reason other "Другое" }',
            'lost "Отказ" { reason other "Прочие причины"  reason none "Не указана" }',
            'lost refused "Отказ"',
        ],
    )
    def test_nothing_that_tells_why(self, text: str) -> None:
        assert self.lost(text) == ["warning"]

    def test_other_beside_real_reasons_is_fine(self) -> None:
        assert self.lost('lost "Отказ" { reason price "Дорого"  reason other "Другое" }') == []

    def test_of_several_losses_a_named_one_is_a_reason_itself(self) -> None:
        assert self.lost('lost "Отказ" { reason price "Дорого" }\n  lost junk "Спам"') == []
        assert self.lost('lost "Отказ"\n  lost junk "Спам"') == ["warning"]

    def test_paid_work_that_is_called_off_is_only_worth_a_note(self) -> None:
        assert self.lost('lost "Отменён"', kind="production") == ["info"]


class TestLostWithoutReview:
    RULE = "lost-without-review"
    REASONS = 'reason price "Дорого"'

    def found(self, lost: str, kind: str = "sales", stages: str = REQUEST) -> list[str | None]:
        return [item.severity for item in findings(sales(stages, lost=f"  {lost}\n", kind=kind), self.RULE)]

    def test_nobody_looks(self) -> None:
        assert self.found(f'lost "Отказ" {{ {self.REASONS} }}') == ["warning"]
        assert self.found(f'lost "Отказ" {{ {self.REASONS}  on enter {{ notify owner "Отказ" }} }}') == ["warning"]

    @pytest.mark.parametrize(
        "look",
        [
            "review by head",
            'task call "Разобрать отказ" by head due 1d',
            'on enter { notify head "Отказ: {deal.link}" }',
            'on enter if reason is price { task todo "Разобрать" by head }',
        ],
    )
    def test_somebody_looks(self, look: str) -> None:
        assert self.found(f'lost "Отказ" {{ {self.REASONS}  {look} }}') == []

    def test_a_notice_of_the_whole_pipeline_will_do(self) -> None:
        told = f'on lost {{ notify head "Отказ" }}\n  {REQUEST}'
        assert self.found(f'lost "Отказ" {{ {self.REASONS} }}', stages=told) == []

    def test_a_heap_beside_reviewed_refusals_is_worth_a_note(self) -> None:
        reviewed = f'lost "Отказ" {{ {self.REASONS}  review by head }}'
        assert self.found(f'{reviewed}\n  lost junk "Спам" {{ reason spam "Спам" }}') == ["info"]

    @pytest.mark.parametrize("kind", ["production", "delivery", "claims", "warming", "refusals"])
    def test_pipelines_in_which_nobody_gives_up_on_a_request(self, kind: str) -> None:
        assert self.found(f'lost "Отказ" {{ {self.REASONS} }}', kind=kind) == []

    def test_proposes_whoever_reviews_elsewhere(self) -> None:
        spec = sales(REQUEST, lost=f'  lost "Отказ" {{ {self.REASONS} }}\n  lost junk "Спам" {{ review by manager }}\n')
        assert [item.params["suggestion"] for item in findings(spec, self.RULE)] == ["manager"]


class TestTunnelDropsRequiredFields:
    RULE = "tunnel-drops-required-fields"

    def fields(self, won: str, **more: str) -> list[object]:
        return [item.params["ids"] for item in findings(sales(REQUEST, won=won, **more), self.RULE)]

    def test_demands_are_cumulative_and_the_clients_own_card_stays(self) -> None:
        assert self.fields("tunnel copy to production.new") == ["budget"]
        assert self.fields("tunnel copy to production.made") == ["budget, size"]
        assert self.fields("tunnel copy to production.won { carry size }") == ["budget"]

    @pytest.mark.parametrize("block", ["{ carry budget }", "{ carry tags  carry deal.budget }", "{ carry everything }"])
    def test_what_is_carried(self, block: str) -> None:
        assert self.fields(f"tunnel copy to production.new {block}") == []
        assert self.fields(f"on enter {{ copy to production.new {block} }}") == []

    def test_a_deal_that_moves_keeps_what_it_knows(self) -> None:
        assert self.fields("tunnel move to production.new") == []

    def test_what_the_other_stage_writes_itself(self) -> None:
        spec = sales(REQUEST, won="tunnel copy to production.new")
        assert (
            findings(
                spec.replace("require budget, phone", "require budget  on enter { set budget = 5 RUB }"), self.RULE
            )
            == []
        )
        late = "require budget  on enter after 1d { set budget = 5 RUB }"
        assert len(findings(spec.replace("require budget, phone", late), self.RULE)) == 1

    def test_conditional_demands_are_not_certain(self) -> None:
        spec = sales(REQUEST, won="tunnel copy to production.new { carry budget }")
        assert findings(spec.replace("require budget, phone", "require size if budget > 5 RUB"), self.RULE) == []

    @pytest.mark.parametrize(
        ("block", "after"),
        [
            ("", "{ carry budget, size }"),
            ("{ }", "{ carry budget, size  }"),
            ("{ carry tags }", "{ carry tags, budget, size }"),
            ('{ tag "carry" }', '{ carry budget, size  tag "carry" }'),
            ('{ carry deal.budget  tag "x" }', '{ carry deal.budget, size  tag "x" }'),
        ],
    )
    def test_the_fix_adds_to_what_is_carried(self, block: str, after: str) -> None:
        for way in ("tunnel copy to production.made {}", "on enter {{ copy to production.made {} }}"):
            spec = sales(REQUEST, won=way.format(block))
            (found,) = findings(spec, self.RULE)
            changed = mended(spec, found)
            assert f"copy to production.made {after}" in changed
            assert found.fix is not None and found.fix.safe
            compiled(changed)
            assert findings(changed, self.RULE) == []

    def test_what_nobody_has_asked_for_cannot_be_carried(self) -> None:
        spec = sales('stage request "Заявка получена"', won="tunnel copy to production.new")
        (found,) = findings(spec, self.RULE)
        assert (found.severity, found.fix) == ("info", None)

    def test_a_template_is_not_mended_for_one_of_its_uses(self) -> None:
        template = "template on_to { tunnel copy to production.new }"
        (found,) = findings(sales(REQUEST, won="use on_to", more=template), self.RULE)
        assert found.fix is None


class TestTunnelToNowhereUseful:
    RULE = "tunnel-to-nowhere-useful"

    def troubles(self, spec: str) -> list[str]:
        return [label.role for item in findings(spec, self.RULE) for label in item.labels]

    def landing(self, inside: str, kind: str = "production") -> str:
        spec = sales(REQUEST, won="tunnel copy to production.new { carry everything }")
        return spec.replace("owner manager  require budget, phone", inside).replace("kind production", f"kind {kind}")

    def test_closed_as_soon_as_it_comes(self) -> None:
        assert self.troubles(sales(REQUEST, won="tunnel copy to production.won")) == ["closed"]
        assert self.troubles(sales(stage("on overdue { copy to production.lost }"))) == ["closed"]

    def test_a_later_stage_may_be_the_right_one(self) -> None:
        assert self.troubles(sales(REQUEST, won="tunnel copy to production.made { carry everything }")) == []

    def test_nobody_answers_there(self) -> None:
        assert self.troubles(self.landing("")) == ["unowned"]
        assert self.troubles(self.landing("owner manager")) == []
        assert self.troubles(self.landing("on enter { assign manager by turns }")) == []

    @pytest.mark.parametrize("kind", ["warming", "refusals", "repeat"])
    def test_where_messages_do_the_work_nobody_need_answer(self, kind: str) -> None:
        assert self.troubles(self.landing("", kind)) == []

    def test_time_is_up_before_anything_begins(self) -> None:
        out = "sla stay 2d  on overdue { lose client }"
        late = 'on enter after 3d { notify manager "Проверьте" }'
        assert self.troubles(self.landing(f"owner manager  {out}  {late}")) == ["late"]
        at_once = 'on enter { notify manager "Новый заказ" }'
        assert self.troubles(self.landing(f"owner manager  {out}  {late}  {at_once}")) == []
        assert self.troubles(self.landing(f'owner manager  {out}  {late}  task call "Позвонить"')) == []
        stays = 'sla stay 2d  on overdue { notify manager "Просрочен" }'
        assert self.troubles(self.landing(f"owner manager  {stays}  {late}")) == []

    def test_leads_that_are_converted_land_too(self) -> None:
        leads = 'pipeline leads "Лиды" of lead { stage new "Новая" { tunnel convert to production.won } won lost }'
        assert self.troubles(sales(REQUEST, more=leads)) == ["closed"]
