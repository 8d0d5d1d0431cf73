"""What amoCRM cannot hold is said before anything is written, and said so that a person can mend it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from amocrm_specs import AMOCRM, HEAD, OneFile, codes, program
from hypothesis import given
from hypothesis import strategies as st
from pipelang.targets.amocrm.facts import MAX_HINT, STAGE_COLORS, nearest_color  # noqa: TID251
from pipelang.targets.amocrm.hints import cut  # noqa: TID251
from pipelang.targets.amocrm.messages import ENTRIES  # noqa: TID251

from pipelang.compile import compile_program
from pipelang.diagnostics import Diagnostic
from pipelang.messages import Entry
from pipelang.report.wording import word

SALES = """pipeline sales "Продажи" {
  stage request "Заявка получена"
  won
  lost { reason price "Дорого" }
}
"""


def found(text: str, head: str = HEAD) -> list[Diagnostic]:
    return list(AMOCRM.check(program(text, head)))


def target(*lines: str) -> str:
    return SALES + "target amocrm {\n  " + "\n  ".join(lines) + "\n}\n"


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
def test_example_gives_exactly_its_code(entry: Entry) -> None:
    assert entry.example is not None
    compiled = compile_program("main.pipe", OneFile(entry.example))
    assert compiled.program is not None
    problems = [*compiled.problems, *AMOCRM.check(compiled.program)]
    assert {problem.code for problem in problems} == {entry.code}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
@pytest.mark.parametrize("locale", ["ru", "en"])
def test_messages_have_all_their_words(entry: Entry, locale: str) -> None:
    assert entry.example is not None
    compiled = compile_program("main.pipe", OneFile(entry.example))
    assert compiled.program is not None
    for problem in AMOCRM.check(compiled.program):
        worded = word(problem, locale)  # type: ignore[arg-type]
        assert all((worded.message, worded.why, worded.hint))
        assert "‹" not in worded.message + worded.why + worded.hint


def test_a_plain_spec_is_clean() -> None:
    assert codes(SALES) == []


def test_a_misspelt_option_is_suggested() -> None:
    (problem,) = found(target('pipeline sales.request { colour "#ffce5a" }'))
    assert problem.params["suggestion"] == "color"
    assert problem.span is not None and problem.span.text == 'colour "#ffce5a"'


def test_the_fix_puts_the_nearest_colour_in_place() -> None:
    (problem,) = found(target('pipeline sales.request { color "#ffcc66" }'))
    assert problem.fix is not None and not problem.fix.safe
    (edit,) = problem.fix.edits
    assert (edit.span.text, edit.text) == ('"#ffcc66"', '"#ffce5a"')


def test_letter_case_of_a_colour_does_not_matter() -> None:
    assert codes(target('pipeline sales.request { color "#FFCE5A" }')) == []


@pytest.mark.parametrize("value", ["yes", "no"])
def test_flags_are_yes_or_no(value: str) -> None:
    assert codes(target(f"pipeline sales {{ unsorted {value} }}", f"super_fields {value}")) == []


@given(st.sampled_from(STAGE_COLORS))
def test_a_colour_of_the_palette_is_nearest_to_itself(color: str) -> None:
    assert nearest_color(color.upper()) == color


@pytest.mark.parametrize("word", ["red", "#12", "", "#gggggg"])
def test_what_is_no_colour_still_gets_a_suggestion(word: str) -> None:
    assert nearest_color(word) in STAGE_COLORS


@given(st.text(alphabet="абв .!?…\n", min_size=MAX_HINT + 1, max_size=MAX_HINT + 200))
def test_a_hint_is_cut_within_the_limit(text: str) -> None:
    at, words = cut(text)
    assert 0 < at <= MAX_HINT
    assert " ".join(text[:at].split()).endswith(words)


def test_a_hint_is_cut_after_a_sentence() -> None:
    text = "Первое предложение. " + "Второе, без конца " * 80
    assert cut(text) == (len("Первое предложение."), "Первое предложение.")


def test_the_limit_of_stages_counts_the_system_ones() -> None:
    def spec(count: int) -> str:
        stages = "\n".join(f'  stage s{number} "Шаг {number} пройден"' for number in range(count))
        return f'pipeline sales "Продажи" {{\n{stages}\n  won\n  lost {{ reason price "Дорого" }}\n}}\n'

    assert codes(spec(97)) == []
    assert codes(spec(98)) == ["AMO112"]


def test_the_first_pipeline_too_many_is_pointed_at() -> None:
    spec = "".join(SALES.replace("pipeline sales", f"pipeline p{number}") for number in range(52))
    (problem,) = found(spec)
    assert problem.span is not None and problem.span.text.startswith("pipeline p50")


def test_super_fields_settle_money() -> None:
    money = 'field budget on deal: money "Бюджет"\n'
    assert codes(money + SALES) == ["AMO127"]
    assert codes(money + target("super_fields yes")) == []


def test_phones_of_contacts_are_no_loss() -> None:
    assert codes('field phone_no on contact: phone "Телефон"\n' + SALES) == []
    assert codes('field phone_no on deal: phone "Телефон"\n' + SALES) == ["AMO123"]


def test_checking_starts_fast() -> None:
    """Neither pydantic nor jinja2 nor the words for people are needed to check a spec, even one with options."""
    script = (
        "import sys; from amocrm_specs import AMOCRM, program\n"
        f"problems = list(AMOCRM.check(program({target('super_fields yes')!r})))\n"
        "print([name for name in ('pydantic', 'jinja2', 'pipelang.words') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": ":".join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
