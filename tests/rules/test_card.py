"""The rules on cards, rights and secrets: what they find, and what they let pass."""

from __future__ import annotations

from time import process_time
from types import ModuleType

import pytest
from rules.tools import check_examples, findings, mended

from pipelang.rules import rule_modules
from pipelang.secrets import secrets


@pytest.mark.parametrize("module", [m for m in rule_modules() if ".card." in m.__name__], ids=lambda m: m.RULE.name)
def test_examples(module: ModuleType) -> None:
    check_examples(module)


HEAD = """crm "Окна" { currency RUB }
role manager "Менеджер"
role head "РОП"
channel whatsapp: messenger "WhatsApp"
field budget on deal: money "Бюджет"
field measured on deal: flag "Замер сделан"
field city on contact: text "Город"
"""
LOST = '  lost "Отказ" { reason price "Дорого"  reason silent "Молчит" }\n'


def sales(stages: str, more: str = "", won: str = "", lost: str = LOST, top: str = "") -> str:
    return f"""{HEAD}{more}
pipeline sales "Продажи" {{
  kind sales
  {top}
  {stages}
  won "Оплата получена" {{ {won} }}
{lost}}}
"""


REQUEST = 'stage request "Заявка получена" {{ {} }}\n'
OFFER = '  stage offer "КП отправлено" {{ {} }}'


def two(request: str, offer: str, more: str = "", **rest: str) -> str:
    """A pipeline of two stages."""
    return sales(REQUEST.format(request) + OFFER.format(offer), more, **rest)


class TestUnusedField:
    RULE = "unused-field"
    FIELD = 'field note on deal: text "Заметка"\n'

    def unused(self, spec: str) -> list[object]:
        return [item.params["name"] for item in findings(spec, self.RULE) if item.params["name"] == "Заметка"]

    def test_a_field_that_nothing_uses(self) -> None:
        assert self.unused(two("", "", self.FIELD)) == ["Заметка"]

    @pytest.mark.parametrize(
        "use",
        [
            "require note",
            "require budget if note is filled",
            'task call "Спросить про {deal.note}"',
            'on enter { notify head "{deal.note}" }',
            'on change note { tag "x" }',
            'on enter if not (note is empty or has tag "y") { tag "x" }',
            'on enter { set note = "да" }',
            'off on enter { set note = "да" }',
            "owner manager by note",
            "on enter { assign manager by note }",
        ],
    )
    def test_uses_on_a_stage(self, use: str) -> None:
        assert self.unused(two(use, "", self.FIELD)) == []

    def test_uses_elsewhere(self) -> None:
        message = 'message hello by whatsapp "{deal.note}"\n'
        paper = 'document paper "Договор" "{deal.note}"\n'
        option = "target amocrm { field deal.note { api_only yes } }\n"
        for use in (message, paper, option):
            assert self.unused(two("", "", self.FIELD + use)) == []
        other = 'pipeline other "Другое" { stage new "Новая" won lost }\n'
        assert self.unused(two("", "", self.FIELD + other, won="tunnel copy to other.new { carry note }")) == []
        assert self.unused(two("", "", self.FIELD, top='on change note { tag "x" }')) == []

    def test_how_the_client_is_reached_and_what_says_who_reads_it(self) -> None:
        reached = 'field mobile on contact: phone "Заметка"\n'
        told = 'field note on deal: text "Заметка" { about "Сюда пишет коллтрекинг" }\n'
        assert self.unused(two("", "", reached)) == self.unused(two("", "", told)) == []

    @pytest.mark.parametrize(
        "declared",
        [
            'field note on deal: text "Заметка"',
            'field note on deal: text "Заметка" in "Прочее" was remark',
            'field note on deal: choice "Заметка" in "}" {\n  a "А }"\n  b "Б"\n}',
            'field note on deal: choice "Заметка" { a "А" } # хвост',
        ],
    )
    def test_the_fix_takes_the_whole_declaration_out(self, declared: str) -> None:
        spec = two("", "", f"{declared}\n")
        (found,) = (item for item in findings(spec, self.RULE) if item.params["name"] == "Заметка")
        assert mended(spec, found) == spec.replace(f"{declared}\n", "")

    def test_the_fix_leaves_the_neighbours_on_the_line(self) -> None:
        spec = two("require other", "", 'field note on deal: text "Заметка" field other on deal: text "Другое"\n')
        (found,) = (item for item in findings(spec, self.RULE) if item.params["name"] == "Заметка")
        assert '\nfield other on deal: text "Другое"\n' in mended(spec, found)


class TestOverloadedCard:
    RULE = "overloaded-card"

    def fields(self, count: int, entity: str = "deal") -> str:
        return "".join(f'field f{number} on {entity}: text "Поле {number}"\n' for number in range(count))

    def counts(self, spec: str, **options: int) -> list[object]:
        return [item.params["count"] for item in findings(spec, self.RULE, options=options)]

    def test_more_fields_than_the_option_says(self) -> None:
        assert self.counts(two("", "", self.fields(28))) == []  # two of the head are on the deal too
        assert self.counts(two("", "", self.fields(29))) == [31]
        assert self.counts(two("", "", self.fields(29, "contact"))) == []
        assert self.counts(two("", "", self.fields(4)), fields=5) == [6]

    def require(self, *numbers: int) -> str:
        return "require " + ", ".join(f"f{number}" for number in numbers)

    def test_only_what_is_new_on_a_stage_counts(self) -> None:
        first, second = self.require(0, 1, 2, 3, 4), self.require(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)
        assert self.counts(two(first, second, self.fields(10))) == []
        assert self.counts(two(first, second, self.fields(10)), new_required=4) == [5, 5]
        assert self.counts(two("", second, self.fields(10))) == [10]

    def test_a_field_demanded_twice_or_on_a_condition_is_not_one_more(self) -> None:
        twice = f"{self.require(0, 1, 2)}  {self.require(0, 1, 2)}"
        maybe = f"{self.require(0, 1, 2, 3, 4)}  require f5, f6 if budget > 5 RUB"
        assert self.counts(two(twice, maybe, self.fields(7))) == []

    def test_what_a_tunnel_brings_along_is_not_typed_again(self) -> None:
        made = f'pipeline made "Заказы" {{ stage new "Новый" {{ {self.require(0, 1, 2, 3, 4, 5)} }} won lost }}\n'
        assert self.counts(two("", "", self.fields(6) + made)) == [6]
        carried = "tunnel copy to made.new { carry everything }"
        assert self.counts(two("", "", self.fields(6) + made, won=carried)) == []
        some = "tunnel copy to made.new { carry f0 }"
        assert self.counts(two("", "", self.fields(6) + made, won=some)) == []

    def test_what_comes_back_from_warming_is_typed_by_whoever_fills_in_a_new_deal(self) -> None:
        warming = """pipeline warming "Утепление" { kind warming  stage new "Принята"
          won "Вернулся" { tunnel copy to sales.request { carry everything } }  lost "Не вернулся" { reason no "Нет" } }
"""
        asked = self.require(0, 1, 2, 3, 4, 5)
        assert self.counts(two(asked, "", self.fields(6) + warming, top="main")) == [6]
        assert self.counts(two(asked, "", self.fields(6) + warming)) == []

    def test_a_loss_may_ask_too_much_as_well(self) -> None:
        lost = f'  lost "Отказ" {{ {self.require(0, 1, 2, 3, 4, 5)} }}\n'
        assert self.counts(two("", "", self.fields(6), lost=lost)) == [6]


class TestLateRequiredField:
    RULE = "late-required-field"
    MESSAGES = """
message sum by whatsapp "Бюджет {deal.budget}"
message town by whatsapp "Город {contact.city}"
message name by whatsapp "{contact.name}, здравствуйте"
document paper "Договор" "На {deal.budget}"
"""

    def late(self, request: str, offer: str = "", **rest: str) -> list[tuple[object, object, str | None]]:
        spec = two(request, offer, self.MESSAGES, **rest)
        return [(item.params["name"], item.params["ids"], item.severity) for item in findings(spec, self.RULE)]

    FOUND = ("Заявка получена", "budget", "warning")

    @pytest.mark.parametrize("action", ["send sum", "document paper"])
    def test_a_text_for_the_client_with_a_hole_in_it(self, action: str) -> None:
        assert self.late(f"on enter {{ {action} }}", "require budget") == [self.FOUND]
        assert self.late(f"on enter {{ {action} }}") == [self.FOUND]
        assert self.late(f"require budget  on enter {{ {action} }}") == []
        assert self.late("require budget here", f"on enter {{ {action} }}") == []

    def test_a_colleague_can_bear_a_hole(self) -> None:
        note = ("Заявка получена", "budget", "info")
        assert self.late('task call "Обсудить {deal.budget}"', "require budget") == [note]
        assert self.late('on enter { notify head "Бюджет {deal.budget}" }', "require budget") == [note]

    def test_names_that_every_deal_has_are_there(self) -> None:
        assert self.late("on enter { send name }") == []

    @pytest.mark.parametrize(
        "trigger",
        [
            "on enter if budget is filled { send sum }",
            "on enter if budget > 5 RUB { send sum }",
            "on change budget { send sum }",
            "on enter { set budget = 5 RUB  send sum }",
            "off on enter { send sum }",
        ],
    )
    def test_what_the_trigger_makes_sure_of(self, trigger: str) -> None:
        assert self.late(trigger) == []

    def test_the_clients_own_card_may_be_known_unless_asked_for_later(self) -> None:
        assert self.late("on enter { send town }") == []
        assert self.late("on enter { send town }", "require city") == [("Заявка получена", "city", "warning")]

    def test_what_deals_bring_along(self) -> None:
        stage, won = 'stage new "Новая" {{ require budget }}', "won {{ tunnel copy to sales.request {} }}"
        before = f'pipeline leads "Квалификация" {{{{ {stage} {won} lost }}}}'
        for block, found in (("{ carry budget }", []), ("{ carry everything }", []), ("", [self.FOUND])):
            spec = two("on enter { send sum }", "require budget", self.MESSAGES + before.format(block))
            assert [
                (item.params["name"], item.params["ids"], item.severity) for item in findings(spec, self.RULE)
            ] == found

    def test_a_condition_on_a_field_that_is_demanded_later(self) -> None:
        assert self.late('on enter if budget > 5 RUB { tag "x" }', "require budget") == [self.FOUND]
        for fine in (
            "on enter if budget is empty",
            "on enter after 1d if budget > 5 RUB",
            "on enter if measured is no",
        ):
            assert self.late(f'{fine} {{ tag "x" }}', "require budget, measured") == []
        assert self.late('on enter if budget > 5 RUB { tag "x" }') == []  # never demanded: a special case

    def test_a_tunnel_that_parts_deals_by_a_field_nobody_was_asked_for(self) -> None:
        other = 'pipeline other "Доставка" { stage new "Новая" won lost }'
        way = "tunnel copy to other.new if budget > 5 RUB"
        won = ("Оплата получена", "budget", "warning")

        def told(more: str, request: str = "") -> list[tuple[object, object, str | None]]:
            spec = two(request, "", other, won=more)
            return [(item.params["name"], item.params["ids"], item.severity) for item in findings(spec, self.RULE)]

        assert told(way) == [won]
        assert told(way, "require budget") == []
        assert told(f"{way}  tunnel copy to other.new if budget is empty") == []
        assert told(f"{way}  tunnel copy to other.new") == []

    def test_closing_a_deal_counts_for_the_outcome(self) -> None:
        assert self.late("require budget", top="on won { send sum }") == []
        assert self.late("", "require budget", top="on won { send sum }") == []
        assert self.late("", "require budget", top="on lost { send sum }") == [("Отказ", "budget", "warning")]
        assert self.late("", "require budget", top="on overdue { send sum }") == [self.FOUND]

    def test_lost_deals_know_what_the_first_stage_asked(self) -> None:
        lost = '  lost "Отказ" { reason price "Дорого"  on enter { send sum } }\n'
        assert self.late("require budget", lost=lost) == []
        assert self.late("", "require budget", lost=lost) == [("Отказ", "budget", "warning")]

    def test_every_stage_is_told_where_it_happens_first(self) -> None:
        assert self.late("", "require budget", top="every stage { on overdue { send sum } }") == [self.FOUND]


class TestOpenToEveryone:
    RULE = "open-to-everyone"
    OUTSIDER = 'role marketer "Маркетолог на подряде"\n'

    def open_to(self, first: str, second: str, more: str = "") -> list[tuple[object, object]]:
        spec = f"""{HEAD}{more}
pipeline leads "Квалификация" {{ {first}  stage new "Новая" {{ owner manager }} won lost }}
pipeline sales "Продажи" {{ {second}  stage new "Новая" {{ owner manager }} won lost }}
"""
        return [(item.params["name"], item.params["roles"]) for item in findings(spec, self.RULE)]

    def test_a_spec_that_says_nothing_of_rights_is_left_alone(self) -> None:
        assert self.open_to("", "") == []

    def test_a_contractor_of_whom_nothing_is_said_at_all(self) -> None:
        found = self.open_to("", "", self.OUTSIDER)
        assert found == [("Квалификация", "Маркетолог на подряде"), ("Продажи", "Маркетолог на подряде")]
        assert self.open_to("", "", 'role marketer "Маркетолог" { about "Работает по аутсорсингу" }\n') != []

    def test_a_pipeline_without_rights_among_others(self) -> None:
        assert self.open_to("access { head view  manager edit }", "") == [("Продажи", "РОП")]

    def test_those_who_work_there_are_no_strangers(self) -> None:
        assert self.open_to("access { head view }", 'on overdue { notify head "Просрочена" }') == []

    def test_a_contractor_left_out_of_a_pipelines_rights(self) -> None:
        found = self.open_to("access { marketer view lost  head view }", "access { head view }", self.OUTSIDER)
        assert found == [("Продажи", "Маркетолог на подряде")]

    def test_where_a_contractor_has_rights_everybody_should_be_told_theirs(self) -> None:
        found = self.open_to("access { marketer view lost }", "access { marketer none  head view }", self.OUTSIDER)
        assert found == [("Квалификация", "РОП")]

    def test_rights_of_a_stage_are_rights(self) -> None:
        spec = (
            two("access { head view  manager edit }", "") + 'pipeline other "Другое" { stage new "Новая" won lost }\n'
        )
        assert [item.params["name"] for item in findings(spec, self.RULE)] == ["Другое"]


class TestSecretInSpec:
    RULE = "secret-in-spec"

    #: Made up, and put together here so that nobody's scanner takes this file for a leak.
    JWT = "ey" + "JhbGciOiJSUzI1NiJ9." + "eyJzdWIiOiIxMjM0In0." + "c2lnbmF0dXJl"
    BOT = "123456789" + ":" + "AAF1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q"
    HEX = "9e107d9d372bb6826" + "bd81d3542a419d6"
    MIXED = "aB3dE6gH9kL2mN5pQ8sT1vW4" + "yZ7bC0eF3hJ6"

    def found(self, text: str) -> list[tuple[str, str]]:
        """(what it is taken for, what is hidden) of each secret in a comment."""
        spec = two("", "") + "".join(f"# {line}\n" for line in text.split("\n"))
        return [
            (str(item.params["kind"]), item.span.text) for item in findings(spec, self.RULE) if item.span is not None
        ]

    @pytest.mark.parametrize(
        ("text", "kind", "secret"),
        [
            ("https://okna.bitrix24.ru/rest/1/k3j9x0v8q2m7w5za/im.notify", "webhook key", "k3j9x0v8q2m7w5za"),
            (JWT, "access token", JWT),
            ("Authorization: Bearer a1b2c3d4e5f6", "access token", "a1b2c3d4e5f6"),
            (f"https://api.telegram.org/bot/{BOT}/sendMessage", "bot token", BOT),
            (BOT, "bot token", BOT),
            (
                "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a",
                "access token",
                "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
            ),
            (HEX, "secret key", HEX),
            (HEX.upper(), "secret key", HEX.upper()),
            (MIXED, "secret key", MIXED),
            ("https://admin:hunter2@shop.ru/api", "password", "hunter2"),
            ("https://sms.ru/send?to=7&api_key=A1b2C3d4E5", "access token", "A1b2C3d4E5"),
            ('webhook "https://hook.eu1.make.com/q7w8e9r0t1y2u3i4o5p6"', "webhook key", "q7w8e9r0t1y2u3i4o5p6"),
            ("https://hooks.slack.com/services/T000/B000/XXyyZZ112233", "webhook key", "T000/B000/XXyyZZ112233"),
            ("Логин admin, пароль Zima2024!", "password", "Zima2024"),
            ("Пароль от почты: Zima2024", "password", "Zima2024"),
            ("пароль:Zima2024", "password", "Zima2024"),
            ("https://sms.ru/send?to=7&key=A1b2C3d4E5", "access token", "A1b2C3d4E5"),
            (
                'webhook "https://n8n.okna.ru/webhook/b6f1c9f0-1d2e-4f3a-8b4c-5d6e7f8a9b0c"',
                "webhook key",
                "b6f1c9f0-1d2e-4f3a-8b4c-5d6e7f8a9b0c",
            ),
            ("token=Zx81Cv72Bn63", "access token", "Zx81Cv72Bn63"),
            ("секретный ключ: Zx81Cv72Bn63", "access token", "Zx81Cv72Bn63"),
        ],
    )
    def test_what_gives_others_a_way_in(self, text: str, kind: str, secret: str) -> None:
        assert self.found(text) == [(kind, secret)]

    def test_a_private_key_of_several_lines_is_one(self) -> None:
        key = "-----BEGIN RSA PRIVATE KEY-----\nMIIBOgIBAAJBAKj34GkxFhD90vcN\n-----END RSA PRIVATE KEY-----"
        ((kind, _),) = self.found(key)
        assert kind == "private key"

    @pytest.mark.parametrize(
        "text",
        [
            "Сверьте размеры по https://docs.google.com/document/d/1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCdEf/edit",
            "id интеграции b6f1c9f0-1d2e-4f3a-8b4c-5d6e7f8a9b0c",
            "Пароль клиент задаёт сам",
            "пароль придёт в SMS на +79991234567",
            "Токен запросите у РОПа до 2026-03-01",
            "{contact.name}, ваш пароль: {deal.id}",
            "token = $token",
            "token=YOUR_TOKEN_1234",
            "https://okna.bitrix24.ru/rest/1/xxxxxxxxxxxx/",
            "https://okna.ru/?utm_source=vk&utm_campaign=vesna2024&page=12345678",
            'webhook "https://okna.ru/hooks/deal-won"',
            'webhook "https://okna.ru/hooks/new-deal-from-site-2024"',
            "https://okna.ru/sk-stolitsa-2024-katalog?key=catalog2024",
            "Пароль отправим на anna1@mail.ru",
            "pipeline_sales_2_with_a_very_long_name_of_its_own_number_1",
            "ВесеннийПрайсЛист2024ДляДилеровИПартнёров",
            "4276 1234 5678 9010, +7 495 123-45-67, 1234567890123456789012345678901234567890",
            "секретарь звонит в 15m working",
            "the token is issued at oauth.bitrix24.tech",
        ],
    )
    def test_what_only_looks_like_it(self, text: str) -> None:
        assert self.found(text) == []

    @pytest.mark.parametrize(
        "piece",
        [
            "token-",
            "пароль ",
            "-----BEGIN PRIVATE KEY-----",
            "Bearer ",
            "http://a:",
            "webhook ",
            "(aB3dE6gH9kL2mN5pQ8sT)",
        ],
    )
    def test_a_hostile_text_takes_no_longer(self, piece: str) -> None:
        """Eight times the text may not take much more than eight times the time; the best of a few is what it takes."""

        def seconds(times: int) -> float:
            started = process_time()
            secrets(piece * times)
            return process_time() - started

        few = max(min(seconds(2000) for _ in range(3)), 0.002)
        assert any(seconds(16_000) < few * 8 * 6 for _ in range(3))

    def test_ids_are_no_secrets(self) -> None:
        spec = two("require token", "", 'field token on deal: text "Token12 клиента"\nrole secret "Secret99x"\n')
        assert findings(spec, self.RULE) == []

    @pytest.mark.parametrize(
        "place",
        [
            'hint "Пароль Zima2024"',
            'on enter { webhook "https://x.ru/rest/1/k3j9x0v8q2m7w5za/" }',
            'task call "Пароль: Zima2024"',
        ],
    )
    def test_all_texts_are_looked_at(self, place: str) -> None:
        assert len(findings(two(place, ""), self.RULE)) == 1

    def test_declarations_and_options_are_looked_at(self) -> None:
        param = 'param amo_token: text = "Zx81Cv72Bn63"\n'
        message = 'message m by whatsapp "Пароль Zima2024"\n'
        about = 'product kitchen "Кухни" { about "Пароль Zima2024" }\n'
        for more in (param, message, about):
            assert len(findings(two("", "", more), self.RULE)) == 1

    def test_an_allow_does_not_hide_it(self) -> None:
        spec = two('allow secret-in-spec "нужно"  hint "Пароль Zima2024"', "")
        assert [item.code for item in findings(spec, self.RULE)] == ["R405"]

    def test_the_words_show_no_more_than_a_beginning(self) -> None:
        (found,) = findings(two(f'hint "{self.JWT}"', ""), self.RULE)
        assert found.secret
        assert found.params["start"] == self.JWT[:4] and found.params["length"] == len(self.JWT)
        (short,) = findings(two('hint "Пароль Zima2024"', ""), self.RULE)
        assert short.params["start"] == "Zi"  # four of eight would be half of it
