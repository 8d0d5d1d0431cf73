"""Markdown in texts of the spec: what it means is shown, what it could do is not, and no word of it is lost."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from html import unescape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pipelang.model import Placeholder, Text
from pipelang.report.documents.document import Block, Break, Item, Items, Paragraph, Quote, Run, Strong
from pipelang.report.documents.html import html
from pipelang.report.documents.markdown import markdown
from pipelang.report.documents.prose import body, body_of, lines, paragraphs, plain, plain_of, strong

#: Texts made of what Markdown is made of.
_PIECES = [*"аб1 .\n*_`[]()<>-+#!\\&|~{}$:/=", "\n\n", "http://a.ru", "](", "](http://a.ru)", "**", "- ", "  - ", "1. "]
TEXTS = st.lists(st.sampled_from(_PIECES), max_size=40).map("".join)


def blocks(text: str) -> tuple[Block, ...]:
    found = body(text)
    assert not isinstance(found, str)
    return found


def shown(text: str) -> str:
    return html((Quote(body(text)),))


def visible(markup: str) -> str:
    """Letters and digits that a browser shows."""
    return "".join(sign for sign in unescape(re.sub(r"<[^>]*>", "", markup)) if sign.isalnum())


def test_looks_of_words() -> None:
    (line,) = blocks("**сразу**, _потом_, `deal.id`, ***важно***")
    assert line == Paragraph(
        (
            Run("сразу", bold=True),
            ", ",
            Run("потом", italic=True),
            ", ",
            Run("deal.id", code=True),
            ", ",
            Run("важно", bold=True, italic=True),
        )
    )


def test_lists_and_line_ends() -> None:
    assert blocks("Спросить:\n- город\n- срок\n  1. когда\n\nИ всё.") == (
        Paragraph("Спросить:"),
        Items((Item("город"), Item("срок", blocks=(Items((Item("когда"),), "steps"),)))),
        Paragraph("И всё."),
    )
    assert blocks("3. раз\n4. два") == (Items((Item("раз"), Item("два")), "steps", 3),)
    assert blocks("*раз*\nдва") == (Paragraph((Run("раз", italic=True), Break(), "два")),)


@pytest.mark.parametrize("address", ["https://fabrika.ru/price?a=1&b=2", "http://x", "mailto:a@b.ru", "tel:+7495"])
def test_links_to_pages_mail_and_phones(address: str) -> None:
    assert blocks(f"[Прайс]({address})") == (Paragraph((Run("Прайс", href=address),)),)


@pytest.mark.parametrize(
    "text",
    [
        "[go](javascript:alert(1))",
        "[go](JAVASCRIPT:alert)",
        "[go](java\tscript:alert)",
        "[go](data:text/html,x)",
        "[go](//evil.ru)",
        "[go](../price)",
        "[go](www.fabrika.ru)",
        "<https://fabrika.ru>",
        "https://fabrika.ru",
        "<b onclick=alert(1)>*</b>",
        "&lt;b&gt; *",
        "# Не заголовок *",
        "> не цитата *",
        "---\n*",
        "``` не код\n*",
        "    не код *",
        "| а | б *",
        "[a]: http://x *",
        "{{ 7*7 }} {% raw %}",
    ],
)
def test_nothing_else_comes_alive_and_nothing_is_lost(text: str) -> None:
    made = shown(text)
    assert "<a" not in made and "<b>" not in made and set(re.findall(r"<(\w+)", made)) <= {"blockquote", "p", "br"}
    assert visible(made) == visible(html((Paragraph(text),)))


def test_a_picture_is_a_link_at_most() -> None:
    assert "<img" not in shown("![дом](https://x.ru/a.png)")


@pytest.mark.parametrize(
    "text", ["", "Позвонить за 15 минут.", "а\n  б\n\nв — г", "[Контакт: Имя] (2)", "5-6", "№ 1.2"]
)
def test_plain_words_stay_what_they_are(text: str) -> None:
    assert body(text) == text == plain(text)


def test_the_library_is_not_loaded_for_plain_words() -> None:
    code = (
        "import sys; from pipelang.report.documents.prose import plain, body; body('а\\n\\nб (в)'); plain('а: б'); "
        "before = 'markdown_it' in sys.modules; body('*а*'); print(before, 'markdown_it' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False True\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("**Цену** не _называем_: `{сумма}`", "Цену не называем: {сумма}"),
        ("Спросить:\n- город\n* срок", "Спросить:\n- город\n- срок"),
        ("1. раз\n2. два\n   - три\n\nИ всё", "1. раз\n2. два\n   - три\n\nИ всё"),
        ("[Прайс](https://f.ru/p)", "Прайс (https://f.ru/p)"),
        (
            "[f.ru](https://f.ru) [+7 495](tel:+7495) [a@b.ru](mailto:a@b.ru)",
            "f.ru (https://f.ru) +7 495 (tel:+7495) a@b.ru",
        ),
        ("скидка 5 * 3, поле deal_id", "скидка 5 * 3, поле deal_id"),
        ("  отступ * остаётся", "  отступ * остаётся"),
        ("5 \\* 3", "5 * 3"),
    ],
)
def test_a_crm_gets_words_without_marks(text: str, said: str) -> None:
    assert plain(text) == said


def test_lines_for_a_cell() -> None:
    assert lines("Ведёт сделку") == ("Ведёт сделку",)
    assert lines("Ведёт:\n\n- **сделку**\n- счёт") == ("Ведёт:", ("• ", Run("сделку", bold=True)), "• счёт")


def test_a_line_in_bold() -> None:
    (block,) = paragraphs("Клиент *ждёт* встречи")
    assert isinstance(block, Paragraph)
    assert strong(block.line) == (Strong("Клиент "), Run("ждёт", bold=True, italic=True), Strong(" встречи"))


NAME, PRICE = Placeholder("contact", "name", True), Placeholder("deal", "price", False)


def slot(placeholder: Placeholder) -> str:
    return {NAME: "[Контакт: Имя]", PRICE: "[Сделка: *Цена*]"}[placeholder]


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (("Для ", NAME, "(см. ниже), сумма ", PRICE), "Для [Контакт: Имя](см. ниже), сумма [Сделка: *Цена*]"),
        (("**", NAME, "** и `", PRICE, "`"), "[Контакт: Имя] и [Сделка: *Цена*]"),
        (("[", NAME, "](https://f.ru)"), "[Контакт: Имя] (https://f.ru)"),
        (("[счёт](https://f.ru/", NAME, ")"), "[счёт](https://f.ru/[Контакт: Имя])"),
        (("- ", NAME, "\ue000"), "- [Контакт: Имя]\ue000"),
    ],
)
def test_placeholders_survive(parts: tuple[str | Placeholder, ...], said: str) -> None:
    assert plain_of(Text(parts), slot) == said
    quoted = html((Quote(body_of(Text(parts), slot)),))
    assert all(slot(part) in quoted for part in parts if isinstance(part, Placeholder))


HOSTILE = {
    "stars": "*" * 10_000,
    "open bold": "**а" * 5_000,
    "brackets": "[" * 10_000,
    "links": "[а](http://" * 3_000,
    "quotes": "".join("`" * many + " " for many in range(140)),
    "bullets": "- " * 5_000 + "слово",
    "steps": "1. " * 5_000 + "слово",
    "deep list": "\n".join("  " * deep + "- слово" for deep in range(300)),
    "pairs": "_*" * 5_000 + "а" + "*_" * 5_000,
    "slashes": "\\" * 10_000 + "*",
    "bidi": "*\u202eнаоборот\u202c* \u2066\u200b**\u200d\ufeff слово**",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_cost_nothing_and_lose_nothing(text: str) -> None:
    start = time.process_time()
    made = shown(text)
    assert visible(made) == "".join(sign for sign in text if sign.isalpha()) or "1. " in text or "http" in text
    assert "слово" not in text or "слово" in made
    markdown((Quote(body(text)),))
    assert time.process_time() - start < 5


@given(TEXTS)
@example("- \n  а")
@example("1. а\n\n   б\n- в")
def test_no_letter_is_lost(text: str) -> None:
    letters = re.sub(r"https?://\S*|[0-9]+[.)]", "", text)
    assert not set(filter(str.isalpha, letters)) - set(visible(shown(text)))


@given(TEXTS)
@example("**«а»**б")
@example("![а](http://a.ru)")
@example("**а***б*")
@example("- `а|б` [в*г](http://x.ru/(1)_2_)")
@example("- а\n\n  # б\n  - 1. в")
def test_markdown_means_the_same_again(text: str) -> None:
    """What stands in a wiki's file shows the same words in the same bold there, whatever stands in the spec."""
    made = body(text)
    again = MarkdownIt("commonmark").enable("table").render(markdown((Quote(made),)))
    assert visible(again) == visible(html((Quote(made),)))
    for tag, ours in (("strong", "b"), ("em", "i"), ("code", "code")):
        theirs = re.findall(rf"<(?:{tag}|{ours})>(.*?)</(?:{tag}|{ours})>", again, re.DOTALL)
        worn = re.findall(rf"<{ours}>(.*?)</{ours}>", html((Quote(made),)), re.DOTALL)
        assert visible("".join(theirs)) == visible("".join(worn)), tag


@given(TEXTS)
def test_plain_is_plain(text: str) -> None:
    """Once without marks, a text keeps its letters in order."""
    assert [sign for sign in plain(text) if sign.isalpha()] == [
        sign for line in lines(text) for sign in _letters(line) if sign.isalpha()
    ] or "http" in text


def _letters(line: object) -> str:
    parts = (line,) if isinstance(line, str) else line
    return "".join(part if isinstance(part, str) else getattr(part, "text", "") for part in parts)  # type: ignore[attr-defined]
