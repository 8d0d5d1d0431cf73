"""The client's audit in a real browser: readable by everybody, on a desk, a phone and paper, in the light and in the dark."""

from __future__ import annotations

from pathlib import Path

import pytest
from auditing import KITCHENS, audit, counts, kitchens
from pages import HOSTILE, hostile
from programs import rich_program

from pipelang.report.audit.document import to_html

from .conftest import PHONE, Open


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    given, problems = counts((KITCHENS / "counts.toml").read_text("utf-8"), kitchens())
    assert not problems
    path = tmp_path_factory.mktemp("audit") / "audit.html"
    path.write_text(to_html(audit(kitchens(), counted=given)), "utf-8")
    return path


def test_everybody_can_use_it_on_a_desk(page: Path, opened: Open) -> None:
    assert opened(page).violations() == opened(page, dark=True).violations() == []


def test_it_fits_a_phone(page: Path, opened: Open) -> None:
    for dark in (False, True):
        tab = opened(page, dark=dark, size=PHONE)
        assert tab.overflow() == 0
        assert tab.violations() == []
    # The report's drawing is read without scrolling, in letters that a phone can show.
    drawn = tab.page.locator("svg.bars").bounding_box()
    assert drawn is not None and drawn["width"] <= PHONE["width"]
    heights = tab.page.evaluate(
        "[...document.querySelectorAll('svg.bars text')].map(t => t.getBoundingClientRect().height)"
    )
    assert min(heights) > 9


def test_a_marked_stage_leads_to_its_finding(page: Path, opened: Open) -> None:
    tab = opened(page)
    tab.page.locator("svg.diagram a", has_text="Отложенный спрос").click()
    heading = tab.page.locator(":target > h3")
    assert "Отстойник среди рабочих этапов" in heading.inner_text()
    assert heading.is_visible()


def test_it_prints(page: Path, opened: Open) -> None:
    printed = opened(page).page.pdf(format="A4", prefer_css_page_size=True)
    assert printed.startswith(b"%PDF-")


def test_hostile_names_do_nothing(opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "audit.html"
    path.write_text(to_html(audit(hostile(rich_program(), HOSTILE))), "utf-8")
    tab = opened(path, size=PHONE)
    assert tab.overflow() == 0
    assert tab.page.evaluate("document.querySelectorAll('img, iframe, object, embed, form').length") == 0
