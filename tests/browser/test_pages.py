"""What every page of ours must do in a real browser: fit, be readable by everybody, stay silent, and print."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages import HOSTILE, hostile
from programs import rich_program

from .conftest import PHONE, Open, written

PAGES = ("playbook/playbook.html", "docs/spec.html", "amocrm/checklist.html")


@pytest.mark.parametrize("name", PAGES)
def test_everybody_can_use_it_on_a_desk(furniture: Path, opened: Open, name: str) -> None:
    assert opened(furniture / name).violations() == []


@pytest.mark.parametrize("name", PAGES)
def test_it_fits_a_phone_in_the_dark(furniture: Path, opened: Open, name: str) -> None:
    tab = opened(furniture / name, dark=True, size=PHONE)
    assert tab.overflow() == 0
    assert tab.violations() == []


@pytest.mark.parametrize("anchor", ["sales/visit", "sales", "role.head", "the-map", "the-texts", "sales/lost"])
def test_everybody_can_use_each_kind_of_part(furniture: Path, opened: Open, anchor: str) -> None:
    light = opened(furniture / PAGES[0], anchor=anchor, size=PHONE)
    assert light.overflow() == 0
    assert light.violations() == opened(furniture / PAGES[0], anchor=anchor, dark=True).violations() == []


@pytest.mark.parametrize("name", PAGES)
def test_it_prints(furniture: Path, opened: Open, name: str) -> None:
    printed = opened(furniture / name).page.pdf(format="A4", prefer_css_page_size=True)
    assert printed.startswith(b"%PDF-") and printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page/") > 3


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE,
        "х" * 10_000,
        "\u202eнаоборот\u202c \u2066\u200b\u200d\ufeff слово",
        "W" * 60 + " " + "/" * 200,
        "**[" * 3_000
        + "[go](javascript:alert(1)) [go](data:text/html,x) ![x](http://127.0.0.1/x.png)\n"
        + "- " * 3_000,
    ],
    ids=["markup", "long", "invisible", "wide", "marks"],
)
@pytest.mark.parametrize("name", PAGES)
def test_hostile_texts_do_nothing(opened: Open, name: str, text: str, tmp_path: Path) -> None:
    """No script of a spec runs, no dialog opens, nothing is fetched, and the page still fits a phone."""
    folder = written(tmp_path, hostile(rich_program(), text), name.partition("/")[0])
    tab = opened(folder / name, size=PHONE)
    assert tab.overflow() == 0
    assert tab.page.evaluate("document.querySelectorAll('img, iframe, object, embed, form').length") == 0
