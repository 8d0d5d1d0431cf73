"""What a stage name says: examples of every class, the floor on names nobody tuned on, and what loading costs whom."""

from __future__ import annotations

import csv
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelang.names import Sump, is_sump, style, sump

ROOT = Path(__file__).resolve().parents[1]
CLASSES = {"conversion", "process", "ambiguous", "task", "neutral"}


def rows(part: str | None = None) -> list[dict[str, str]]:
    with (ROOT / "tests" / "data" / "stage_names.tsv").open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [row for row in found if part in (None, row["part"])]


EXAMPLES = {
    "conversion": [
        "КП отправлено",
        "Отправили КП",
        "Договор подписан",
        "Клиент запросил КП",
        "Недавно купили",
        "Заказ готов к отгрузке",
        "Посетил шоу-рум",
        "Есть контакт",
        "Не заключили договор",
        "Пришли на пробное",
        "Proposal sent",
        "Contract signed",
        "Ready to ship",
        "Closed - Won",
    ],
    "process": [
        "Ждём оплату",
        "Ожидание оплаты",
        "Переговоры",
        "Клиент согласовывает",
        "Думает",
        "Подготовка КП",
        "Отгрузка товара",
        "Договор на согласовании",
        "Товар в пути",
        "У юриста",
        "Договор не подписан",
        "Negotiation",
        "Awaiting payment",
        "In progress",
        "Согласуем договор",
        "Подпишем договор",
        "Реализуем проект",
        "Коммуникация и уточнение деталей",
        "Счёт и подготовка КП",
    ],
    "ambiguous": [
        "Договор",
        "КП",
        "ТЗ",
        "ДКП",
        "Замер",
        "Встреча",
        "Оплата остатка",
        "Коммерческое предложение",
        "Первичный контакт",
        "Proposal",
        "Discovery call",
        "Заявка и замер",
        "Контрольный замер",
    ],
    "task": [
        "Перезвонить",
        "Не дозвонился",
        "Недозвон 1",
        "НДЗ",
        "Второй звонок",
        "Попросил перезвонить",
        "Не вышел на связь",
        "Не взяли трубку",
        "К обзвону",
        "На проверку",
        "Требуется заказать товар",
        "Send proposal",
        "No answer",
        "Call back later",
        "2nd follow-up",
        "Позвоню завтра",
        "Follow-up due",
        "Qualify",
    ],
    "neutral": [
        "Новая заявка",
        "Новый заказ на производство",
        "База заявок",
        "До покупки 30 дней",
        "Осталась неделя",
        "6 месяцев (Отложенные)",
        "Отстойник",
        "Партнёры",
        "КЭВ",
        "New lead",
        "30 days before renewal",
        "🔥",
        "受注",
        "",
    ],
}


@pytest.mark.parametrize(("name", "expected"), [(name, label) for label, names in EXAMPLES.items() for name in names])
def test_examples(name: str, expected: str) -> None:
    assert style(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Счёт выставлен, ждём оплату", "conversion"),
        ("Получено ТЗ / подготовка ТКП", "conversion"),
        ("КП отправлен, требует проверки", "task"),
        ("Хочет прийти / заказать", "process"),
        ("Товар прибыл, отправить!", "task"),
        ("Договор заключен (ждём аванс)", "conversion"),
        ("CNC (Could Not Connect) - 1", "task"),
        ("1. КП отправлено", "conversion"),
        ("Предоплата 70 % получена", "conversion"),
        ("Checkout открыт", "conversion"),
    ],
)
def test_clauses_brackets_and_numbers(name: str, expected: str) -> None:
    assert style(name) == expected


@pytest.mark.parametrize("row", rows("tune")[::7], ids=lambda row: row["name"])
def test_quotes_and_emoji_change_nothing(row: dict[str, str]) -> None:
    assert style(f"  «{row['name']}» ✅") == style(row["name"])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Отстойник", Sump("отстойник", "strong")),
        ("Отложенный спрос", Sump("отложенный спрос", "strong")),
        ("Условный отказ", Sump("условный отказ", "strong")),
        ("АРХИВ", Sump("архив", "strong")),
        ("База", Sump("база", "strong")),
        ("База заявок", Sump("база", "weak")),
        ("Клиент думает", Sump("думает", "weak")),
        ("On hold", Sump("on hold", "strong")),
        ("Товар отложен", None),
        ("Прозвонить базу", None),
        ("КП отправлено", None),
    ],
)
def test_parking_lots(name: str, expected: Sump | None) -> None:
    assert sump(name) == expected
    assert is_sump(name) == (expected is not None)


@pytest.mark.parametrize(("part", "floor"), [("report", 0.95), ("fresh", 0.9)])
def test_floor_on_names_that_were_not_tuned_on(part: str, floor: float) -> None:
    labelled = rows(part)
    right = sum(style(row["name"]) == row["label"] for row in labelled)
    assert right / len(labelled) >= floor


def test_the_evaluation_is_what_the_page_says_it_is() -> None:
    found = rows()
    assert len({row["name"] for row in found}) == len(found) >= 300
    assert sum(row["language"] == "en" for row in found) >= 60
    assert {row["label"] for row in found} == CLASSES
    assert all(row["source"] for row in found)
    assert all(hashlib.sha256(row["name"].encode()).digest()[0] % 2 for row in rows("report"))


def test_the_page_shows_the_figures_of_today() -> None:
    assert _python("benchmarks/stage_names.py", "--check").returncode == 0, "run python benchmarks/stage_names.py"


def test_the_dictionary_is_loaded_by_the_first_cyrillic_name_only() -> None:
    code = """
import sys
from pipelang.names import style, sump
style("Proposal sent"); sump("База")
assert "pymorphy3" not in sys.modules
style("КП отправлено")
assert "pymorphy3" in sys.modules
"""
    done = _python("-c", code)
    assert done.returncode == 0, done.stderr


def test_a_name_is_judged_once() -> None:
    style("Имя для проверки памяти")
    before = style.cache_info()
    style("Имя для проверки памяти")
    after = style.cache_info()
    assert (after.hits, after.misses) == (before.hits + 1, before.misses)


@given(st.text(max_size=40))
def test_any_text_has_a_class(name: str) -> None:
    assert style(name) in CLASSES


@given(
    st.lists(
        st.sampled_from(
            [
                "не",
                "на",
                "в",
                "к",
                "у",
                "2",
                "-",
                "/",
                "(",
                ")",
                ",",
                ".",
                "договор",
                "ждём",
                "оплатить",
                "готов",
                "замер",
                "SQL",
                "call",
            ]
        ),
        max_size=8,
    )
)
def test_any_words_have_a_class(words: list[str]) -> None:
    assert style(" ".join(words)) in CLASSES


def _python(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
