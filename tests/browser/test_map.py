"""The map of pipelines in a real browser: zoom, moving about, ways and stages that can be followed, both themes, paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .conftest import PHONE, Open, Tab

SPEC = "docs/spec.html"
LOST = '.way[data-from="sales/lost"][data-to="warming/new"]'


@pytest.fixture
def map_of(furniture: Path, opened: Open) -> Any:
    return lambda **more: opened(furniture / SPEC, anchor="the-map", **more)


def scale(tab: Tab) -> int:
    return int(str(tab.page.locator(".map output").text_content()).rstrip(" %"))


def scrolled(tab: Tab) -> tuple[float, float]:
    left, top = tab.page.evaluate(
        "(({scrollLeft, scrollTop}) => [scrollLeft, scrollTop])(document.querySelector('.map .figure'))"
    )
    return left, top


def test_buttons_zoom(map_of: Any) -> None:
    tab = map_of()
    before = scale(tab)
    tab.page.get_by_role("button", name="Крупнее").click()
    assert scale(tab) > before
    tab.page.get_by_role("button", name="Мельче").click()
    tab.page.get_by_role("button", name="Мельче").click()
    assert scale(tab) < before
    tab.page.get_by_role("button", name="100 %").click()
    assert scale(tab) == 100
    tab.page.get_by_role("button", name="Целиком").click()
    assert tab.page.evaluate(
        "(({scrollHeight, clientHeight, scrollWidth, clientWidth}) => scrollHeight <= clientHeight && scrollWidth <= clientWidth)"
        "(document.querySelector('.map .figure'))"
    )


def test_the_keyboard_zooms_and_moves(map_of: Any) -> None:
    tab = map_of()
    tab.page.locator(".map .figure").focus()
    for key in "+=":
        before = scale(tab)
        tab.page.keyboard.press(key)
        assert scale(tab) > before
    tab.page.keyboard.press("ArrowDown")
    tab.page.wait_for_function("document.querySelector('.map .figure').scrollTop > 0")
    before = scale(tab)
    tab.page.keyboard.press("-")
    assert scale(tab) < before
    tab.page.keyboard.press("0")
    assert scale(tab) < before and scrolled(tab) == (0, 0)


def test_the_wheel_zooms_with_ctrl_only_and_keeps_the_place_under_the_mouse(map_of: Any) -> None:
    tab = map_of()
    stage = tab.page.locator('.box[data-at="sales/visit"]')
    before, size = stage.bounding_box(), scale(tab)
    tab.page.mouse.move(before["x"] + 5, before["y"] + 5)
    tab.page.keyboard.down("Control")
    tab.page.mouse.wheel(0, -200)
    tab.page.keyboard.up("Control")
    tab.page.wait_for_function("size => parseInt(document.querySelector('.map output').textContent) > size", arg=size)
    after = stage.bounding_box()
    assert abs(after["x"] - before["x"]) < 12 and abs(after["y"] - before["y"]) < 12
    size = scale(tab)
    tab.page.mouse.wheel(0, 50)
    tab.page.wait_for_timeout(100)
    assert scale(tab) == size


def test_dragging_moves_and_opens_nothing(map_of: Any) -> None:
    tab = map_of()
    tab.page.get_by_role("button", name="100 %").click()
    stage = tab.page.locator('.box[data-at="sales/visit"]')
    stage.scroll_into_view_if_needed()
    at, before = stage.bounding_box(), scrolled(tab)
    tab.page.mouse.move(at["x"] + 20, at["y"] + 10)
    tab.page.mouse.down()
    tab.page.mouse.move(at["x"] - 60, at["y"] - 50, steps=4)
    tab.page.mouse.up()
    assert scrolled(tab) != before
    assert tab.page.url.endswith("#the-map")


def test_a_stage_leads_to_its_section_by_mouse_and_keyboard(map_of: Any) -> None:
    tab = map_of()
    stage = tab.page.locator('.box[data-at="sales/visit"]')
    stage.click()
    assert tab.page.url.endswith("#sales/visit")
    assert "visit" in tab.page.evaluate("document.querySelector(':target').id")
    tab.page.go_back()
    stage.focus()
    tab.page.keyboard.press("Enter")
    assert tab.page.url.endswith("#sales/visit")


def test_a_way_shows_its_ends_and_its_words(map_of: Any) -> None:
    tab = map_of()
    way, words = tab.page.locator(LOST), tab.page.locator(".map-words")
    assert words.is_hidden()
    way.locator("circle").first.hover()
    assert "Утепление" in words.inner_text() and "Отложил решение" in words.inner_text()
    lit = tab.page.evaluate("[...document.querySelectorAll('.box.on')].map((box) => box.dataset.at).sort()")
    assert lit == ["sales/lost", "warming/new"]
    tab.page.mouse.move(5, 5)
    assert words.is_hidden()
    way.focus()
    assert words.is_visible()
    tab.page.keyboard.press("Enter")
    assert way.get_attribute("aria-pressed") == "true"
    tab.page.get_by_role("button", name="Крупнее").focus()
    assert words.is_visible(), "a way that was clicked stays lit"


def test_a_stage_shows_every_way_that_joins_it(map_of: Any) -> None:
    tab = map_of()
    tab.page.locator('.box[data-at="sales/lost"]').hover()
    targets = tab.page.evaluate("[...document.querySelectorAll('.way.on')].map((way) => way.dataset.to).sort()")
    assert targets == ["refusals/not_bought", "warming/new"]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, {"width": 1280, "height": 900}], ids=["phone", "desk"])
def test_everybody_can_use_it(map_of: Any, dark: bool, size: Any) -> None:
    tab = map_of(dark=dark, size=size)
    assert tab.overflow() == 0
    assert tab.violations() == []
    tab.page.locator(LOST).focus()
    tab.page.get_by_role("button", name="100 %").click()
    assert tab.overflow() == 0


def test_two_fingers_zoom(furniture: Path, browser: Any) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{(furniture / SPEC).as_uri()}#the-map")
    before = int(page.locator(".map output").text_content().rstrip(" %"))
    at = page.locator(".map .figure").bounding_box()
    x, y = at["x"] + at["width"] / 2, at["y"] + 200
    fingers = context.new_cdp_session(page)
    for kind, apart in (("touchStart", 40), ("touchMove", 60), ("touchMove", 100), ("touchEnd", 0)):
        points = [{"x": x - apart, "y": y}, {"x": x + apart, "y": y}] if apart else []
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    after = int(page.locator(".map output").text_content().rstrip(" %"))
    context.close()
    assert after > before * 1.5


def test_in_the_dark_nothing_of_it_shines(map_of: Any) -> None:
    tab = map_of(dark=True)
    fills = tab.page.evaluate(
        "[...document.querySelectorAll('.diagram rect')].map((one) => getComputedStyle(one).fill)"
    )
    bright = [fill for fill in fills if fill.startswith("rgb") and min(map(int, fill[4:-1].split(", "))) > 150]
    assert fills and not bright


def test_without_scripts_it_is_a_picture_with_links(furniture: Path, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(f"{(furniture / SPEC).as_uri()}#the-map")
    assert page.locator(".map-tools").count() == 0 and page.locator("svg.diagram").is_visible()
    page.locator('.box[data-at="sales/visit"]').click()
    assert page.url.endswith("#sales/visit")
    context.close()


def test_on_paper_all_of_it_is_there(map_of: Any) -> None:
    tab = map_of()
    for _ in range(4):
        tab.page.get_by_role("button", name="Крупнее").click()
    tab.page.emulate_media(media="print")
    assert tab.page.locator(".map-tools").is_hidden()
    inside = tab.page.evaluate(
        "(() => { const map = document.querySelector('svg.diagram').getBoundingClientRect();"
        " const page = document.querySelector('main').getBoundingClientRect(); return map.width <= page.width + 1; })()"
    )
    assert inside
