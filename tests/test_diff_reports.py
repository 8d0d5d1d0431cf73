"""Changes as people read them: in a terminal, in a pull request, on a page, in a letter. Foreign texts stay texts."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from compiling import program_of
from test_compare import HEAD, sales

from pipelang.compare.changes import Level
from pipelang.compare.review import Review, reviewed
from pipelang.deploy.target import load_target
from pipelang.model import Program
from pipelang.report.changes import html as changes_html
from pipelang.report.changes import letter as changes_letter
from pipelang.report.changes import markdown as changes_markdown
from pipelang.report.changes import text as changes_text
from pipelang.report.changes.telling import Teller
from pipelang.report.diagnostics.text import coloured

NAMES = ("main", "HEAD")
CRMS = [load_target("amocrm"), load_target("bitrix24")]


def review_of(old: Program, new: Program) -> Review:
    return reviewed(old, new, lambda: CRMS, ("main:a.pipe", "a.pipe"), {})


def text(old: Program, new: Program, **more: Any) -> str:
    return changes_text.render([review_of(old, new)], "ru", NAMES, **more)


def levels(old: Program, new: Program) -> dict[str, Level]:
    return {item.key: item.level for item in review_of(old, new).changes}


def facts(old: Program, new: Program) -> dict[str, list[str]]:
    """What each CRM says of the only change."""
    (told,) = Teller(review_of(old, new), "ru").told()
    found: dict[str, list[str]] = {}
    for crm, said in told.facts:
        found.setdefault(crm, []).append(said)
    return found


# ---- facts of the CRMs


def test_removing_a_stage_moves_deals_in_one_crm_and_is_refused_in_the_other() -> None:
    found = facts(sales("a", "b"), sales("a"))
    assert found["amoCRM"] == ["сделки с этого этапа молча уедут на первый этап воронки"]
    assert found["Битрикс24"] == ["стадия, на которой есть элементы, не удалится: сначала перенесите их"]
    assert set(levels(sales("a", "b"), sales("a")).values()) == {"destructive"}


def test_renaming_a_stage_is_harmless() -> None:
    old, new = (
        sales("a"),
        program_of(f'{HEAD}pipeline sales "Продажи" {{ stage a "Иначе" won lost {{ reason price "Дорого" }} }}'),
    )
    assert set(levels(old, new).values()) == {"safe"}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("money", "text", "destructive"),
        ("text", "longtext", "destructive"),  # one type in Bitrix24, two in amoCRM
        ("text", "text", None),
    ],
)
def test_another_type_of_a_field_costs_its_values(before: str, after: str, expected: str | None) -> None:
    old, new = (
        sales("a", head=HEAD.replace("budget on deal: money", f"budget on deal: {kind}")) for kind in (before, after)
    )
    assert list(levels(old, new).values()) == ([expected] if expected else [])


def test_types_that_a_crm_does_not_tell_apart_keep_their_values() -> None:
    text_, long = (sales("a", head=HEAD.replace("money", kind)) for kind in ("text", "longtext"))
    assert facts(text_, long)["Битрикс24"] == ["здесь это один и тот же тип: значения остаются"]


def test_a_removed_answer_loses_its_values() -> None:
    old, new = sales("a"), sales("a", head=HEAD.replace('small "Малый" ', ""))
    assert levels(old, new) == {"removed field.deal.size.small": "destructive"}
    assert len(facts(old, new)) == 2


def test_a_system_field_of_clients_stays() -> None:
    phone = 'field phone_no on contact: phone "Телефон"\n'
    found = facts(sales("a", head=HEAD + phone), sales("a"))
    assert all("останется в карточке вместе со значениями" in said for (said,) in found.values())


def test_every_fact_can_be_met_and_has_its_source() -> None:
    from importlib import import_module

    from mutations import node_classes

    names = {kind.__name__ for kind in node_classes()}
    attributes = {name for kind in node_classes() for name in kind.__dataclass_fields__}
    verbs = {"added", "removed", "renamed", "moved", "*"}
    for target in ("amocrm", "bitrix24"):
        for fact in import_module(f"pipelang.targets.{target}.changes").FACTS:
            assert set(fact.kinds) <= names and fact.what in attributes | verbs
            assert fact.source and set(fact.note) == {"en", "ru"} and all(fact.note.values())


# ---- consequences


def test_a_message_of_a_new_stage_is_felt_by_the_client() -> None:
    (item,) = review_of(sales("a"), sales("a", "b: on enter { send hello }")).changes
    assert {felt.who for felt in item.felt} == {"managers", "client", "analytics"}


def test_a_trigger_that_is_switched_off_is_felt_by_nobody() -> None:
    old, new = sales("a"), sales("a: off on enter { send hello }")
    assert [item.felt for item in review_of(old, new).changes] == [()]
    (item,) = review_of(new, sales("a: on enter { send hello }")).changes
    assert [felt.what for felt in item.felt] == ["message.added"]


def test_what_stands_in_documents_only_is_felt_by_nobody() -> None:
    old, new = sales("a", before='about "Было"'), sales("a", before='about "Стало"')
    (item,) = review_of(old, new).changes
    assert (item.felt, item.facts, item.level) == ((), (), "safe")


# ---- the terminal


def test_words_that_changed_are_marked_with_and_without_colours() -> None:
    old, new = sales('a: goal "Позвонить завтра"'), sales('a: goal "Позвонить сегодня"')
    assert "| Позвонить [-завтра-]{+сегодня+}" in text(old, new)
    painted = text(old, new, paint=coloured)
    assert "[-" not in painted and "\x1b[31m" in painted
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted).count("завтрасегодня") == 1


@pytest.mark.parametrize("columns", [60, 100, 120])
def test_lines_keep_to_the_width(columns: int) -> None:
    long = "слово " * 60
    said = text(sales("a"), sales(f'a: task call "{long}"  require budget, interest'), columns=columns)
    assert max(map(len, said.splitlines())) <= columns


def test_nothing_in_a_spec_acts_on_the_terminal() -> None:
    evil = "зло\u202eолз \u001b[31m".replace("\u001b", "\u009b")
    said = text(sales("a"), sales(f'a: goal "{evil}"  on enter {{ notify head "{evil}" }}'))
    assert "\u202e" not in said and "\u009b" not in said and "<U+202E>" in said


# ---- the pull request


def many(count: int, name: str) -> Program:
    stages = (f's{n}: goal "{name} {n}"  on enter {{ notify head "{name} {n}" }}' for n in range(count))
    return sales(*stages)


@pytest.mark.parametrize("count", [3, 60, 400])
@pytest.mark.parametrize("name", ["Цель", "🙂" * 60, "x|y`z<details>"])
def test_a_comment_is_never_longer_than_it_may_be(count: int, name: str) -> None:
    old, new = many(count, "Было"), many(count, name)
    said = changes_markdown.render([review_of(old, new)] * 3, "ru", NAMES, "pipelang diff --format html")
    assert len(said.encode("utf-16-le")) // 2 <= 65_536
    assert said.count("<details>") == said.count("</details>")
    assert said.startswith(changes_markdown.MARK)
    shown = len(re.findall(r"^- \*\*", said, re.MULTILINE))
    left = re.search(r"ещё (\d+) изменений не поместились", said)
    assert shown + (int(left[1]) if left else 0) == count * 2 * 3


def test_nothing_in_a_spec_acts_in_a_comment() -> None:
    evil = "@everyone #12 <img src=x> [a](b) | `c` *d* ```e``` <!-- f --> </details>"
    old = sales('a: goal "тихо"', head=HEAD.replace("Кухни", evil.replace('"', "")))
    new = sales(
        f'a: goal "{evil}"  require budget  on enter {{ notify head "{evil}" }}', head=HEAD.replace("Кухни", evil)
    )
    said = changes_markdown.render([review_of(old, new)], "ru", NAMES, "pipelang diff").removeprefix(
        changes_markdown.MARK
    )
    assert "&lt;img" in said and "@<!-- -->everyone" in said and "#<!-- -->12" in said and "\\[a\\](b)" in said
    assert not re.search(r"<img|@everyone|#12|[^\\]\[a\]|<!-- f", said)
    assert said.count("</details>") == said.count("<details>")


# ---- the page


def test_both_funnels_are_drawn_and_marked() -> None:
    old, new = sales("a", "b", "c", "d"), sales("d", "a: require budget", "x", "c")
    said = changes_html.render([review_of(old, new)], "ru", NAMES)
    drawings = [ET.fromstring(svg) for svg in re.findall(r"<svg.*?</svg>", said, re.DOTALL)]
    assert len(drawings) == 2
    signs = [[item.text for item in texts if item.get("font-size") == "14"] for texts in map(_white, drawings)]
    assert signs == [["~", "−", "↕"], ["~", "↕", "+"]]
    links = {item.get("href") for drawing in drawings for item in drawing.iter("{http://www.w3.org/2000/svg}a")}
    assert links and all(f'id="{str(link)[1:]}"' in said for link in links)


def _white(drawing: ET.Element) -> list[ET.Element]:
    """The texts in white: signs on marks."""
    return [item for item in drawing.iter("{http://www.w3.org/2000/svg}text") if item.get("fill") == "#ffffff"]


def test_only_pipelines_with_changes_are_drawn() -> None:
    old, new = sales("a"), sales("a", head=HEAD.replace("Бюджет", "Сумма"))
    assert "<svg" not in changes_html.render([review_of(old, new)], "ru", NAMES)


def test_nothing_in_a_spec_acts_on_the_page() -> None:
    evil = "<script>alert(1)</script>"
    said = changes_html.render([review_of(sales("a"), sales(f'a: goal "{evil}"', f'b: hint "{evil}"'))], "ru", NAMES)
    assert "<script" not in said and "&lt;script&gt;" in said


# ---- the letter


def test_a_letter_has_no_ids_no_files_and_nothing_internal() -> None:
    extra = 'target amocrm { retries 1 }\nparam city: text = "Москва"\n'
    old = sales("a", "b: require budget")
    new = sales("x was a", "b: require interest", head=HEAD.replace("Здравствуйте", "Добрый день") + extra)
    said = changes_letter.render([review_of(old, new)])
    assert not re.search(r"pipeline\.|a\.pipe|hello|retries|city|amoCRM", said)
    assert "Сообщение клиентам в WhatsApp: новый текст" in said and "> Добрый день" in said
    assert "- «Этап b»: поле «Интерес» теперь обязательно" in said


def test_a_letter_says_what_will_be_lost() -> None:
    said = changes_letter.render([review_of(sales("a", "b"), sales("a"))])
    assert "Обратите внимание: сделки с этого этапа молча уедут на первый этап воронки" in said
