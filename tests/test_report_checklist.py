"""The checklist: order, numbers, exact texts, and that nothing in a spec becomes markup or script."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelang.deploy.resources import Screen, Step
from pipelang.deploy.steps import numbered, sections
from pipelang.report.checklist import Checklist, html, markdown
from pipelang.source import Source, Span

SCREENS = (
    Screen("fields", {"ru": "Поля", "en": "Fields"}, {"ru": "Настройки → Поля"}),
    Screen(
        "board",
        {"ru": "Цифровая воронка", "en": "Digital pipeline"},
        {"ru": "Сделки → Настроить"},
        {"ru": "Нужны права <админа>"},
    ),
)
AT = Span(Source("sales.pipe", "\n" * 40 + "stage"), 40, 45)


def step(
    title: str, screen: str = "board", *group: str, paste: str | None = None, details: tuple[tuple[str, str], ...] = ()
) -> Step:
    return Step(screen, group, title, AT, details, paste)


def checklist(*steps: Step, locale: str = "ru", program: str = "Фабрика") -> Checklist:
    return Checklist("amoCRM", program, locale, sections(steps, SCREENS))  # type: ignore[arg-type]


def test_steps_go_screen_by_screen_and_group_by_group() -> None:
    steps = [
        step("1", "board", "Продажи"),
        step("2", "other"),
        step("3", "board", "Шкафы", "Новая"),
        step("4", "fields"),
        step("5", "board", "Продажи", "Новая"),
        step("6", "board", "Шкафы"),
        step("7", "board"),
        step("8", "board", "Продажи"),
    ]
    walk = sections(steps, SCREENS)
    assert [(item.screen.key, [group.path for group in item.groups]) for item in walk] == [
        ("fields", [()]),
        ("board", [(), ("Продажи",), ("Продажи", "Новая"), ("Шкафы",), ("Шкафы", "Новая")]),
        ("other", [()]),
    ]
    assert [(item.number, item.step.title) for item in numbered(walk)] == list(enumerate("47185632", 1))


def test_markdown_is_a_list_of_tasks_with_exact_values() -> None:
    steps = [
        step("Создайте поле «Бюджет»", "fields", details=(("Тип", "Число"), ("Группа", "Ком*мерция*"))),
        step("Добавьте триггер", "board", "Продажи", "Новая", paste="Здравствуйте!\n\n```\nкод\n````\n"),
    ]
    assert markdown(checklist(*steps)) == (
        "# Чек-лист настройки: amoCRM — Фабрика\n\n"
        "Здесь то, чего API не умеет: эти шаги делает человек. Они собраны по экранам, чтобы пройти каждый один раз.\n\n"
        "Сначала примените `setup.json`: шаги рассчитывают на воронки, этапы и поля, которые он создаёт.\n\n"
        "## Поля\n\n"
        "Где: Настройки → Поля\n\n"
        "- [ ] **1.** Создайте поле «Бюджет» (`sales.pipe:41`)\n"
        "  - Тип: Число\n"
        "  - Группа: Ком\\*мерция\\*\n\n"
        "## Цифровая воронка\n\n"
        "Где: Сделки → Настроить\n\n"
        "Важно: Нужны права &lt;админа&gt;\n\n"
        "### Продажи → Новая\n\n"
        "- [ ] **2.** Добавьте триггер (`sales.pipe:41`)\n"
        "  - Текст для вставки:\n"
        "    `````text\n"
        "    Здравствуйте!\n"
        "\n"
        "    ```\n"
        "    код\n"
        "    ````\n"
        "\n"
        "    `````\n"
    )


def test_a_name_of_two_lines_stays_a_heading_and_a_task() -> None:
    text = markdown(checklist(step("a\n# b", "board", "c\nd"), program="e\n- f"))
    assert "### c d\n\n- [ ] **1.** a # b (" in text
    assert text.startswith("# Чек-лист настройки: amoCRM — e - f\n\n")


def test_words_are_in_the_language_of_the_crm_or_in_what_there_is() -> None:
    text = markdown(checklist(step("Add", "board"), locale="en"))
    assert text.startswith("# Set-up checklist: amoCRM")
    assert "## Digital pipeline\n\nWhere: Сделки → Настроить" in text
    assert "## unheard" in markdown(checklist(step("Add", "unheard"), locale="en"))


def test_without_steps_it_says_so() -> None:
    assert "Ручных шагов нет" in markdown(checklist())
    assert "Ручных шагов нет" in html(checklist())
    assert "<script>" not in html(checklist())


@given(st.text(alphabet="`~\n a\\*<"))
def test_a_text_to_paste_can_never_end_its_block(text: str) -> None:
    shown = markdown(checklist(step("x", paste=text)))
    fence = re.search(r"^    (`{3,})text$", shown, re.MULTILINE)
    assert fence is not None
    body = shown[fence.end() + 1 :]
    inside, closed, after = body.partition(f"\n    {fence[1]}\n") if text else ("", "x", "")
    assert closed and after == ""
    if text:
        assert "\n".join(line.removeprefix("    ") for line in inside.split("\n")) == text


class Page(HTMLParser):
    """Collects what matters: elements, attributes, and the text of <pre> and <dd>."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: dict[str, list[str]] = {"pre": [], "dd": [], "label": []}
        self.inside: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self.inside.append(tag)
        if tag in self.texts:
            self.texts[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        for tag in self.inside:
            if tag in self.texts:
                self.texts[tag][-1] += data


EVIL = '</pre><script>alert(1)</script> <img src=x onerror="x"> \'"&amp; {{ 7*7 }}\n\n  tail '


def test_texts_stay_texts_in_html() -> None:
    text = html(checklist(step(EVIL, "board", EVIL, paste=EVIL, details=((EVIL, EVIL),)), program="</script><b>"))
    page = Page(text)
    assert page.tags.count("script") == 1
    assert not {"img", "b"} & set(page.tags) - {"b"}
    assert page.texts["pre"] == [EVIL]
    assert page.texts["dd"] == [EVIL]
    assert EVIL in page.texts["label"][-1]
    assert not [name for name, _ in page.attributes if name.startswith("on")]


def test_a_text_that_begins_with_a_line_end_keeps_it() -> None:
    # Browsers drop the first line end inside <pre>, so there have to be two.
    assert re.search(r"<pre[^>]*>\n\nx</pre>", html(checklist(step("a", paste="\nx"))))


def test_the_page_asks_nothing_of_the_network() -> None:
    text = html(checklist(step("a", paste="x")))
    assert "default-src &#39;none&#39;" in text or "default-src 'none'" in text
    assert not re.search(r"https?:|//[a-z]|@import|url\(", text.replace("// ", ""))


def test_the_page_speaks_the_language_of_the_crm() -> None:
    assert ">Скопировать</button>" in html(checklist(step("a", paste="x")))
    assert ">Copy</button>" in html(checklist(step("a", paste="x"), locale="en"))


def test_ticks_are_kept_by_what_a_step_says() -> None:
    def keys(*steps: Step) -> dict[str, str]:
        pattern = r'data-key="([^"]+)">\s*<div>\s*<label[^>]*><span[^>]*>[^<]*</span> ([^<]*)<'
        return {title: key for key, title in re.findall(pattern, html(checklist(*steps)))}

    before = keys(step("Первый"), step("Второй", paste="т"))
    after = keys(step("Новый"), step("Первый"), step("Второй", paste="другой"))
    assert before["Первый"] == after["Первый"]
    assert before["Второй"] != after["Второй"]


def test_equal_steps_have_boxes_of_their_own() -> None:
    keys = re.findall(r'data-key="([^"]+)"', html(checklist(step("a"), step("a"), step("a"))))
    assert len(set(keys)) == 3


@pytest.mark.parametrize("make", [html, markdown])
def test_it_is_the_same_each_time(make: object) -> None:
    steps = [step("a", "fields"), step("b", "board", "x", paste="t")]
    assert make(checklist(*steps)) == make(checklist(*steps))  # type: ignore[operator]
