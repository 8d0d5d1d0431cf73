"""Diagnostics on a terminal: the place, the words, and nothing that acts on the terminal."""

from __future__ import annotations

import unicodedata
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelang.diagnostics import Diagnostic, Kind, Label
from pipelang.messages import Entry, Words
from pipelang.report import wording
from pipelang.report.diagnostics import text
from pipelang.report.diagnostics.findings import gather, summary
from pipelang.report.screen import visible, width
from pipelang.report.wording import plural, template_words, word
from pipelang.source import Source, Span

ENTRY = Entry(
    "X101",
    "unknown-thing",
    "error",
    Words(
        "there is no {kind} `{name}`",
        "Nobody would answer.",
        "declare it",
        "did you mean `{suggestion}`?",
        {"here": "not found"},
    ),
    Words("нет {kind:gen} `{name}`", "Никто не отвечает.", "объявите", "может быть, `{suggestion}`?"),
)
COUNTED = Entry(
    "X102", "too-many", "warning", Words("{count} {count:stage|stages}"), Words("{count} {count:этап|этапа|этапов}")
)


@pytest.fixture(autouse=True)
def catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = {item.code: item for item in (ENTRY, COUNTED)}
    monkeypatch.setattr(wording, "entry", entries.__getitem__)


def span(source: Source, words: str, via: Span | None = None) -> Span:
    start = source.text.index(words)
    return Span(source, start, start + len(words), via)


def unknown(place: Span | None, *labels: Label, suggestion: str = "", path: str | None = None) -> Diagnostic:
    return Diagnostic(
        "X101", place, {"kind": Kind("role"), "name": "mangr", "suggestion": suggestion}, labels, path=path
    )


def shown(*problems: Diagnostic, locale: str = "en", columns: int = 100, files: int = 0) -> str:
    return text.render(gather(problems, files), locale, columns=columns)  # type: ignore[arg-type]


def test_a_problem_shows_its_line_with_the_place_underlined_why_and_help() -> None:
    source = Source("sales.pipe", 'role manager "М"\n\n  owner mangr\n')
    first = Label(span(source, "manager"), "first-defined")
    assert shown(unknown(span(source, "mangr"), first, suggestion="manager"), files=3) == dedent("""\
        error[X101]: there is no role `mangr`
         --> sales.pipe:3:9
          |
        1 | role manager "М"
          |      ------- first defined here
        ...
        3 |   owner mangr
          |         ^^^^^ not found
          |
          = why: Nobody would answer.
          = help: did you mean `manager`?

        1 error in 3 files
        """)


def test_the_same_in_russian_with_the_kind_in_its_case() -> None:
    source = Source("sales.pipe", "owner mangr\n")
    assert shown(unknown(span(source, "mangr")), locale="ru", files=1) == dedent("""\
        ошибка[X101]: нет роли `mangr`
         --> sales.pipe:1:7
          |
        1 | owner mangr
          |       ^^^^^
          |
          = почему: Никто не отвечает.
          = подсказка: объявите

        1 ошибка в 1 файле
        """)


def test_a_place_in_another_file_and_the_way_it_was_brought_here_have_their_own_heads() -> None:
    library, main = Source("lib.pipe", "owner mangr"), Source("main.pipe", "use base\nuse more")
    via = span(main, "use more", span(main, "use base"))
    report = shown(unknown(span(library, "mangr", via)))
    assert " --> lib.pipe:1:7" in report
    assert " ::: main.pipe:2:1" in report
    assert report.index("1 | use base") < report.index("2 | use more")
    assert report.count("expanded from here") == 2


def test_a_problem_without_a_place_names_its_file() -> None:
    assert "\n  --> missing.pipe\n" in shown(unknown(None, path="missing.pipe"))


def test_a_problem_at_the_very_end_of_a_file_has_a_caret() -> None:
    source = Source("a.pipe", "crm\n")
    assert "\n2 |\n  | ^ not found\n" in shown(unknown(Span(source, 4, 4)))


def test_a_span_of_several_lines_is_marked_at_its_first_and_last() -> None:
    source = Source("a.pipe", "stage a {\n  b\n  c\n}\nrest")
    report = shown(unknown(Span(source, 6, 19)))
    assert (
        dedent("""\
        1 | stage a {
          |       ^^^
        ...
        4 | }
          | ^ not found
        """)
        in report
    )


def test_wide_letters_and_tabs_keep_the_underline_in_place() -> None:
    source = Source("a.pipe", '\tstage "日本" mangr')
    line, under = shown(unknown(span(source, "mangr"))).split("\n")[3:5]
    assert line == '1 |     stage "日本" mangr'
    assert width(line[: line.index("mangr")]) == under.index("^")


def test_a_very_long_line_is_cut_around_the_place() -> None:
    source = Source("a.pipe", "я" * 5000 + " mangr " + "ж" * 5000)
    line, under = shown(unknown(span(source, "mangr")), columns=60).split("\n")[3:5]
    assert len(line) <= 60
    assert line.index("mangr") == under.index("^^^^^")
    assert line.count("…") == 2


def test_a_long_line_with_a_second_place_out_of_sight_still_shows_the_first() -> None:
    source = Source("a.pipe", "mangr " + "x" * 3000 + " other")
    report = shown(unknown(span(source, "mangr"), Label(span(source, "other"), "declared")), columns=60)
    assert "^^^^^ not found" in report
    assert "- declared here" in report
    assert max(map(len, report.split("\n"))) < 100


def test_what_a_spec_holds_never_acts_on_the_terminal() -> None:
    source = Source("a\x1b[2J.pipe", 'owner mangr "\x1b[31m\u202e\x07\x9b\u200b" # \r')
    report = shown(unknown(span(source, "mangr")))
    assert "␛[31m<U+202E>␇<U+009B><U+200B>" in report
    assert not set(report) & set("\x1b\u202e\x07\x9b\u200b\r")


@given(st.text())
def test_a_visible_text_has_no_control_characters_and_a_width(written: str) -> None:
    safe = visible(written)
    assert not {unicodedata.category(char) for char in safe if char != "\u200d"} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert width(safe) >= 0


def test_problems_come_by_file_and_position_and_each_once() -> None:
    one, two = Source("a.pipe", "x y z"), Source("b.pipe", "x y z")
    problems = [unknown(Span(two, 0, 1)), unknown(Span(one, 4, 5)), unknown(Span(one, 0, 1)), unknown(Span(one, 0, 1))]
    found = gather(problems).problems
    assert [problem.span and (problem.span.source.path, problem.span.start) for problem in found] == [
        ("a.pipe", 0),
        ("a.pipe", 4),
        ("b.pipe", 0),
    ]


def test_a_problem_met_in_several_expansions_is_shown_once_and_says_so() -> None:
    library, main = Source("lib.pipe", "owner mangr"), Source("main.pipe", "use a\nuse b\nuse c")
    report = shown(*(unknown(span(library, "mangr", span(main, use))) for use in ("use a", "use b", "use c")))
    assert report.count("error[X101]") == 1
    assert "= the same in 2 more expansions" in report
    assert report.endswith("1 error\n")


def test_files_are_called_as_the_reader_sees_them() -> None:
    source = Source("sales.pipe", "mangr")
    findings = gather([unknown(Span(source, 0, 5))], 1, {source: "../clients/sales.pipe"})
    assert "--> ../clients/sales.pipe:1:1" in text.render(findings, "en")


@pytest.mark.parametrize(
    ("count", "en", "ru"),
    [(1, "1 stage", "1 этап"), (2, "2 stages", "2 этапа"), (5, "5 stages", "5 этапов"), (11, "11 stages", "11 этапов"),
     (21, "21 stages", "21 этап"), (112, "112 stages", "112 этапов")],
)  # fmt: skip
def test_numbers_bring_their_nouns_along(count: int, en: str, ru: str) -> None:
    problem = Diagnostic("X102", None, {"count": count})
    assert (word(problem, "en").message, word(problem, "ru").message) == (en, ru)


def test_the_summary_counts_each_severity() -> None:
    problems = [unknown(Span(Source("a", "x"), 0, 1)), Diagnostic("X102", None, {"count": 1})]
    assert summary(gather(problems, 21), "en") == "1 error, 1 warning in 21 files"
    assert summary(gather(problems, 21), "ru") == "1 ошибка, 1 предупреждение в 21 файле"
    assert summary(gather([], 2), "ru") == "ошибок нет в 2 файлах"


def test_braces_that_a_user_wrote_are_only_letters() -> None:
    problem = Diagnostic("X101", None, {"kind": Kind("role"), "name": "{kind} {0} {", "suggestion": ""})
    assert word(problem, "en").message == "there is no role `{kind} {0} {`"


def test_a_code_that_no_catalogue_knows_is_still_shown() -> None:
    assert "error[Z999]: name = x" in shown(Diagnostic("Z999", None, {"name": "x"}))


def test_a_severity_of_its_own_wins() -> None:
    problem = Diagnostic("X102", None, {"count": 1}, severity="info")
    assert shown(problem).startswith("info[X102]")


def test_explanations_show_parameters_by_name() -> None:
    assert template_words(ENTRY.ru.message, "ru") == "нет ‹kind› `‹name›`"


def test_colours_only_wrap_what_is_shown_without_them() -> None:
    from click import unstyle

    source = Source("sales.pipe", "owner mangr\n")
    findings = gather([unknown(span(source, "mangr"))], 1)
    coloured = text.render(findings, "en", text.coloured)
    assert "\x1b[31m" in coloured
    assert unstyle(coloured) == text.render(findings, "en")


@pytest.mark.parametrize("forms", [("one", "many"), ("один", "два", "пять")])
def test_one_is_singular(forms: tuple[str, ...]) -> None:
    assert plural(1, forms) == forms[0]
