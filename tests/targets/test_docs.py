"""The specification document: every fact of the spec is in it, in words and with its line; nothing in it is alive."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, replace
from functools import cache
from typing import Any

import pytest
from compiling import program_of
from pages import HOSTILE, MARKDOWN, Page, assert_links_arrive, assert_markdown_is_ours, assert_self_contained, hostile
from pipelang.targets.docs.terms import TERMS  # noqa: TID251 — its own test
from programs import Builder, rich_program
from shown import CHILDREN, Shown, plain, squeezed

from pipelang.deploy.beside import Beside, ByHand, Edition
from pipelang.deploy.target import DocumentTarget, load_target
from pipelang.model import Crm, Program
from pipelang.model.walk import Node, nodes, said
from pipelang.report.documents.anchors import anchor
from pipelang.report.documents.markdown import escape
from pipelang.report.documents.passages import PHRASES
from pipelang.words import Words, words_for
from pipelang.words.local import LocalFigures


def rendered(program: Program) -> dict[str, str]:
    target = load_target("docs")
    assert isinstance(target, DocumentTarget)
    return dict(target.render(program))  # type: ignore[arg-type]


@cache
def rich() -> tuple[Page, str]:
    files = rendered(rich_program())
    return Page(files["spec.html"]), files["spec.md"]


def _action(node: Any, words: Words) -> list[str]:
    """The whole action in words; a long message is cut where it is sent, and told in full in a chapter of its own."""
    return [words.action(node)[:100]]


def _task(node: Any, words: Words) -> list[str]:
    return [words.action(node) if ".action." in node.address else words.task(node)]


def _trigger(node: Any, words: Words) -> list[str]:
    event = words.event(node)
    return [event[:1].upper() + event[1:]]


def _tunnel(node: Any, words: Words) -> list[str]:
    tunnel = words.tunnel(node)
    return [tunnel[:1].upper() + tunnel[1:]]


def _phrase(prefix: str, attribute: str) -> Shown:
    return lambda node, words: [words.t(f"{prefix}.{getattr(node, attribute)}")]


def _text(node: Any, words: Words) -> list[str]:
    return words.text(node.text).split("\n")


def _access(node: Any, words: Words) -> list[str]:
    return [words.role(node.role), words.access(node)]


_NAMED = {"name": plain("name"), "was": plain("was"), "about": plain("about")}
_PLACE = {**_NAMED, "checklist": lambda node, _: list(node.checklist), "goal": plain("goal")}
_TASK: dict[str, Shown] = dict.fromkeys(
    ("kind", "text", "assignee", "due", "required"), lambda node, words: [words.task(node)]
)

#: How the document shows each attribute that a spec can set. A new attribute of the model must get its line here.
SHOWN: dict[str, dict[str, Shown]] = {
    "Crm": {
        "name": plain("name"),
        "locale": lambda *_: ["русский"],
        "timezone": plain("timezone"),
        "currency": plain("currency"),
        "hours": lambda node, words: [words.hours(node)],
        "about": plain("about"),
    },
    "Param": {"type": lambda *_: ["текст", "деньги"], "value": lambda *_: ["Москва", "500\u00a0000\u00a0₽"]},
    "Role": _NAMED,
    "Product": _NAMED,
    "Service": _NAMED,
    "TaskType": _NAMED,
    "Channel": {**_NAMED, "kind": _phrase("channel", "kind"), "via": lambda node, words: [words.service(node.via)]},
    "Field": {
        **_NAMED,
        "entity": lambda node, _: [
            {"lead": "Лид", "deal": "Сделка", "contact": "Контакт", "company": "Компания"}[node.entity]
        ],
        "type": lambda node, words: [words.field_type(node)],
        "group": lambda node, _: [f"Группа «{node.group}»"],
        "low": lambda node, words: [words.field_type(node)],
        "high": lambda node, words: [words.field_type(node)],
        "link": lambda node, words: [words.field_type(node)],
    },
    "Option": {"name": plain("name"), "was": plain("was")},
    "Message": {
        "channel": lambda node, words: [words.channel(node.channel)],
        "subject": lambda node, words: [words.line(node.subject)],
        "text": _text,
    },
    "Document": {"name": plain("name"), "text": _text},
    "Pipeline": {
        **_NAMED,
        "entity": lambda node, words: [words.entity(node.entity)],
        "kind": _phrase("kind", "kind"),
        "style": _phrase("style", "style"),
        "products": lambda node, words: [words.product(item) for item in node.products],
        "sources": lambda node, words: [words.channel(item) for item in node.sources],
        "main": lambda *_: ["Главная воронка"],
        "goal": plain("goal"),
        "extends": lambda node, words: [words.index.pipelines[node.extends].name],
    },
    "Stage": {
        **_PLACE,
        "key": lambda *_: ["ключевой этап"],
        "no_skip": lambda *_: ["нельзя перепрыгнуть"],
        "react": lambda node, words: [words.duration(node.react, "within")],
        "stay": lambda node, words: [words.duration(node.stay, "at_most")],
        "norm": lambda node, words: [words.norm(node.norm, node.address)],
    },
    "Won": _PLACE,
    "Lost": _PLACE,
    "Reason": _NAMED,
    "Review": dict.fromkeys(("role", "within"), lambda node, words: [words.review(node)[1:]]),
    "Owner": dict.fromkeys(("role", "distribution"), lambda node, words: [words.owner(node)]),
    "Requirement": {
        "field": lambda node, words: [words.field_of(node.field)],
        "here": lambda *_: ["только на этом этапе"],
        "condition": lambda node, words: [words.requirement(node)],
    },
    "Hint": {"level": _phrase("hint", "level"), "text": lambda node, _: node.text.split("\n")},
    "Objection": {"title": plain("title"), "answer": plain("answer")},
    "AccessRule": dict.fromkeys(("role", "rights", "scope", "stages"), _access),
    "Trigger": {
        "event": _trigger,
        "condition": lambda node, words: [words.condition(node.condition, node.address)],
        "delay": _trigger,
        "enabled": lambda *_: ["(выключено)"],
    },
    "Tunnel": dict.fromkeys(("mode", "to", "condition", "carry", "carry_tags", "everything", "tags"), _tunnel),
    "Task": dict.fromkeys(("kind", "text", "assignee", "due", "required"), _task),
    "Send": {"message": _action},
    "Notify": {"role": _action, "text": _action},
    "Assign": {"role": _action, "distribution": _action},
    "SetField": {"field": _action, "value": _action},
    "Tag": {"tag": _action},
    "Untag": {"tag": _action},
    "Move": {"to": _action},
    "Copy": dict.fromkeys(("to", "carry", "carry_tags", "everything", "tags"), _action),
    "Win": {},
    "Lose": {"reason": _action, "to": _action},
    "MakeDocument": {"document": _action, "title": _action},
    "Webhook": {"url": _action},
    "Run": {"service": _action, "what": _action},
    "StartProcess": {"name": _action, "wait": _action},
    "CloseTasks": {},
    "Subscribe": {"channel": _action},
    "Unsubscribe": {"channel": _action},
}


def _section(node: Node) -> str:
    """The part of the page where a node is told: its place, its pipeline, or anywhere."""
    parts = node.address.split(".")
    if parts[0] != "pipeline":
        return ""
    places = {place.address for pipeline in rich_program().pipelines for place in pipeline.places}
    prefixes = (".".join(parts[:length]) for length in range(len(parts), 2, -1))
    return anchor(next((prefix for prefix in prefixes if prefix in places), ".".join(parts[:2])))


def test_the_table_knows_every_attribute_of_the_model() -> None:
    for node in nodes(rich_program()):
        names = {spec.name for spec in fields(node)} - {"address", "at", "id"}  # type: ignore[arg-type]
        kept = names - (CHILDREN - ({"stages"} if type(node).__name__ == "AccessRule" else set()))
        assert kept == SHOWN[type(node).__name__].keys(), type(node).__name__


def test_the_rich_program_says_every_class() -> None:
    assert {type(node).__name__ for node in nodes(rich_program())} == SHOWN.keys()


@pytest.mark.parametrize("node", list(nodes(rich_program())), ids=lambda node: node.address)
def test_every_fact_is_shown_where_it_belongs(node: Node) -> None:
    page, markdown = rich()
    words = _words()
    told = squeezed(page.texts[_section(node)])
    for attribute in said(node):
        whole = attribute == "was" or (type(node).__name__ == "Param")
        for expected in SHOWN[type(node).__name__][attribute](node, words):
            assert squeezed(expected) in (squeezed(page.texts[""]) if whole else told), attribute
            assert escape(expected).strip() in markdown, attribute


@cache
def _words() -> Words:
    return words_for(rich_program(), figures=LocalFigures).with_phrases(PHRASES)


@pytest.mark.parametrize("node", list(nodes(rich_program())), ids=lambda node: node.address)
def test_every_node_tells_its_line(node: Any) -> None:
    page, markdown = rich()
    assert node.at.place in page.texts[_section(node)].split()
    assert f"<sub>{node.at.place}</sub>" in markdown


def test_settings_of_a_crm_and_exceptions_are_told() -> None:
    program = rich_program()
    page, _ = rich()
    options, allows = page.texts["the-options"], page.texts["the-allows"]
    for option in program.options:
        assert all(said in options for said in (option.target, option.key, str(option.value), option.at.place))
    assert "«Продажи» → «Посетил шоу-рум»" in options
    for allow in program.allows:
        assert all(said in allows for said in (allow.rule, allow.why, allow.at.place, "«Продажи» → «Счёт выставлен»"))


def test_demands_add_up_and_say_since_when() -> None:
    page, _ = rich()
    offer = squeezed(page.texts["sales/offer"])
    assert "Телефон (контакт) (с этапа «Заявка получена»)" in offer
    assert "Бюджет (с этапа «Посетил шоу-рум»)" in offer
    assert "Эскиз" not in offer, "`here` holds on its own stage only"


def test_a_field_tells_where_it_is_demanded() -> None:
    cards = squeezed(rich()[0].texts["the-cards"])
    assert "Продажи: Посетил шоу-рум, если Способ отгрузки — «Наша доставка»" in cards


def test_messages_tell_where_they_are_sent_from() -> None:
    page, _ = rich()
    assert "«Продажи» → «Предложение отправлено»" in page.texts["message.offer_sent"]
    assert "[Контакт: Имя без фамилии], отправили предложение" in page.texts["message.offer_sent"]
    assert "Шаблон хранится в CRM" in page.texts["document.contract"]


def test_the_page_is_self_contained_and_its_links_arrive() -> None:
    page, _ = rich()
    assert_self_contained(page, scripts=1)
    assert_links_arrive(page)
    assert "svg" in page.tags


def test_it_speaks_the_language_of_the_crm() -> None:
    program = replace(rich_program(), crm=replace(rich_program().crm, locale="en"))
    files = rendered(program)
    page = Page(files["spec.html"])
    assert '<html lang="en">' in files["spec.html"] and "How to read this document" in page.texts[""]
    for stray in ("этап", "воронк", "Ответственный", "задачу"):
        assert stray not in _without_names(page.texts[""]), stray


def _without_names(text: str) -> str:
    """The text without what the spec itself says in Russian."""
    said = {part for node in nodes(rich_program()) for part in _strings(node)}
    for part in sorted(said, key=len, reverse=True):
        text = text.replace(part, "")
    return text


def _strings(node: Any) -> Iterator[str]:
    for spec in fields(node):
        value = getattr(node, spec.name)
        yield from (
            part for part in (value if isinstance(value, tuple) else (value,)) if isinstance(part, str) and part
        )


def test_hostile_texts_do_nothing() -> None:
    files = rendered(hostile(rich_program()))
    page = Page(files["spec.html"])
    assert_self_contained(page, scripts=1)
    assert_links_arrive(page)
    assert page.tags.keys() - MARKDOWN == rich()[0].tags.keys() - MARKDOWN
    assert HOSTILE in page.texts["sales/visit"] and "{{ 7*7 }}" in page.texts[""]
    assert_markdown_is_ours(files["spec.md"])
    assert "<script" not in files["spec.svg"] and "onerror=alert(2)&gt;" in files["spec.svg"]


def test_the_picture_by_itself_leads_into_the_page_beside_it() -> None:
    files = rendered(rich_program())
    links = re.findall(r'<a href="([^"]*)"', files["spec.svg"])
    assert len(links) == sum(len(pipeline.places) for pipeline in rich_program().pipelines)
    assert {link.removeprefix("spec.html#") for link in links} <= Page(files["spec.html"]).texts.keys()


def test_the_ways_on_the_map_are_listed_under_it() -> None:
    """The number of an arrow is the number of its line in the list."""
    files = rendered(rich_program())
    numbered = re.findall(r'<g class="way"[^>]*><title>(\d+)\. ([^<]*)</title>', files["spec.html"])
    listed = re.findall(r"<li>([^<]*)", files["spec.html"].split("</svg>")[1].split("</ol>")[0])
    assert [said for _, said in numbered] == listed
    assert [number for number, _ in numbered] == [str(at) for at in range(1, len(listed) + 1)]


def test_markdown_of_the_sample_is_ours() -> None:
    assert_markdown_is_ours(rich()[1])


def test_an_empty_program_still_makes_a_document() -> None:
    program = Program(crm=Crm("crm", Builder().lines.next(), "Пусто"))
    page = Page(rendered(program)["spec.html"])
    assert "the-roles" not in page.texts and "the-allows" not in page.texts
    assert "Пусто" in page.texts[""]


def test_the_same_program_gives_the_same_bytes() -> None:
    assert rendered(rich_program()) == rendered(rich_program())


def test_jinja_is_loaded_only_to_render() -> None:
    code = "import sys, pipelang.targets.docs, pipelang.targets.playbook; print('jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_values_of_params_are_shown_by_type() -> None:
    params = squeezed(rich()[0].texts["the-params"])
    assert "city sales.pipe:2 текст Москва" in params
    assert "big_deal sales.pipe:3 деньги 500 000 ₽" in params


# ---- purpose, access, integrations, what is left to people, glossary

EDITION = Edition("1a2b3c4d5", "2026-03-15")


def told_beside(beside: Beside, program: Program | None = None) -> dict[str, str]:
    target = load_target("docs")
    assert isinstance(target, DocumentTarget)
    return dict(target.render(program or rich_program(), beside))  # type: ignore[arg-type]


def test_the_edition_stands_on_the_cover_and_in_the_purpose() -> None:
    files = told_beside(Beside(EDITION))
    said = f"Редакция от {LocalFigures('ru').date(EDITION.date)} (коммит 1a2b3c4d5)"
    assert f'<p class="edition">{said}</p>' in files["spec.html"]
    assert files["spec.md"].split("\n")[2] == f"*{said}*"
    assert "от 15 марта 2026 г." in squeezed(Page(files["spec.html"]).texts["the-purpose"])
    assert "черновик" not in files["spec.md"]


def test_a_draft_says_that_it_is_one() -> None:
    files = told_beside(Beside(replace(EDITION, dirty=True)))
    assert "с незакоммиченными изменениями" in files["spec.html"]
    assert "это черновик, не для подписи" in files["spec.md"]


def test_without_an_edition_none_is_named() -> None:
    page, markdown = rich()
    assert "Редакция" not in page.texts[""] and "едакция" not in markdown


def test_the_purpose_tells_what_moves() -> None:
    purpose = squeezed(rich()[0].texts["the-purpose"])
    assert "какой путь проходит лид и какой путь проходит сделка" in purpose
    deals = replace(rich_program(), pipelines=tuple(pipe for pipe in rich_program().pipelines if pipe.entity == "deal"))
    assert "проходит лид" not in rendered(deals)["spec.md"]


def test_whoever_looks_at_losses_answers_for_that() -> None:
    program = program_of("""
        crm "Окна" { locale ru }
        role head "РОП"
        pipeline sales "Продажи" {
          stage request "Заявка получена"
          won
          lost "Отказ" { reason price "Дорого"  review by head }
        }
    """)
    assert "РОП main.pipe:3 Продажи, разбор отказов: Отказ" in squeezed(
        Page(rendered(program)["spec.html"]).texts["the-roles"]
    )


def test_rights_of_a_role_are_gathered_by_what_they_are() -> None:
    access = squeezed(rich()[0].texts["the-access"])
    assert "Телемаркетолог изменение: «Квалификация»" in access
    assert "просмотр (только проигранные): «Квалификация»" in access


def test_addresses_that_the_crm_calls_are_told_with_the_places_that_call_them() -> None:
    webhooks = squeezed(rich()[0].texts["the-webhooks"])
    assert "https://hooks.fabrika.example/offers «Продажи» → «Предложение отправлено»" in webhooks
    assert "the-channels" in rich()[0].texts and "WhatsApp" in rich()[0].texts["the-integrations"]


def test_what_crms_leave_to_people_is_counted_by_screen() -> None:
    beside = Beside(by_hand=(ByHand("amoCRM", "amocrm/checklist.html", (("Воронки", 21), ("Права", 2))),))
    files = told_beside(replace(beside, by_hand=(*beside.by_hand, ByHand("Тихая", "quiet/checklist.html", ()))))
    page = Page(files["spec.html"])
    assert_links_arrive(page)
    assert "23 шага в файле amocrm/checklist.html, по экранам: Воронки 21 Права 2" in squeezed(
        page.texts["the-by-hand-amocrm"]
    )
    assert "Всё настраивается через API" in page.texts["the-by-hand-quiet"]
    assert "the-by-hand" not in rich()[0].texts, "not a word where no CRM is built beside"


def words_of_the_glossary(program: Program) -> list[str]:
    glossary = rendered(program)["spec.md"].partition("## Словарь")[2]
    return re.findall(r"^\| \*\*(.+?)\*\* \|", glossary, re.MULTILINE)


def test_the_glossary_explains_the_words_of_this_document_only() -> None:
    few = program_of(
        'crm "К" { locale ru }\nrole m "Менеджер"\n'
        'pipeline p "П" { stage s "Заявка получена" { owner m  sla stay 2d } won lost { reason r "Дорого" } }\n'
    )
    assert words_of_the_glossary(few) == [
        "Воронка", "Ответственный", "Отказ", "Причина отказа", "Роль", "Сделка", "Срок на этапе", "Успех", "Этап",
    ]  # fmt: skip


def test_the_glossary_is_in_alphabetical_order_and_has_every_word_once() -> None:
    words = words_of_the_glossary(rich_program())
    assert len(words) > 25 and words == sorted(set(words), key=lambda word: word.casefold().replace("ё", "е"))
    assert {"Лид", "Конвертация лида", "Ключевой этап (КЭВ)", "Переход в другую воронку (тоннель)", "РОП"} <= set(words)


def test_letters_that_the_spec_explains_are_in_the_glossary() -> None:
    program = program_of(
        'crm "К" { locale ru }\nrole kam "КАМ" { about "Ведёт *ключевых* клиентов" }\nrole x "Цех" { about "Шьёт" }\n'
        'pipeline p "П" { stage s "Заявка получена" won lost }\n'
    )
    assert "**КАМ** | Ведёт *ключевых* клиентов |" in rendered(program)["spec.md"].partition("## Словарь")[2]
    assert "Цех" not in words_of_the_glossary(program)


@pytest.mark.parametrize("locale", ["ru", "en"])
def test_every_word_has_its_sentence_in_both_languages(locale: str) -> None:
    which = 1 if locale == "ru" else 0
    words = {key: phrase[which] for key, phrase in TERMS.items() if not key.endswith(".means")}
    assert len(words) * 2 == len(TERMS)
    for key in words:
        assert re.fullmatch(r"[A-ZА-ЯЁ].{15,140}[.★]", TERMS[f"{key}.means"][which]), key
