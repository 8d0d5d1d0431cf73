"""Fixes: what is mended, what is left alone, and what holds of every fix."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pytest
from cases import Case, cases
from compiling import ENDS, stage_of
from fixing import Folder
from hypothesis import given, settings
from hypothesis import strategies as st
from test_laws import blocks, damaged

from pipelang.compile import is_error
from pipelang.diagnostics import Diagnostic, Edit, Fix
from pipelang.fixes import Change, Checked, applied, fixable, mend
from pipelang.rules.engine import RuleSettings
from pipelang.source import Source, Span
from pipelang.syntax.tokens import tokens


def fixed(text: str, unsafe: bool = False) -> str:
    return Folder(text).fixed(unsafe).text


def line_of(text: str, before: str = "", unsafe: bool = False) -> str:
    """What becomes of a line in a stage."""
    made = fixed(stage_of(text, before), unsafe)
    return made.split("{\n    ", 1)[1].split("\n  }\n", 1)[0]


# ---- one mistake each


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("gоal «Приедет»", 'goal "Приедет"'),
        ('goal "Приедет";', 'goal "Приедет"'),
        ('goal\u00a0"Приедет"', 'goal "Приедет"'),
        ('goal \u200b"Приедет"', 'goal "Приедет"'),
        ('цель "Приедет"', 'goal "Приедет"'),
        ('task call "Позвонить" due 15min', 'task call "Позвонить" due 15m'),
        ("sla stay 2ч", "sla stay 2h"),
        ("sla react 15 минут, stay 2 d", "sla react 15m, stay 2d"),
        ('on enter если budget is empty { tag "я" }', 'on enter if budget is empty { tag "я" }'),
        ('on schedule пн 10:00 { tag "я" }', 'on schedule mon 10:00 { tag "я" }'),
        ('on enter if budget > 500_000 { tag "я" }', 'on enter if budget > 500_000 RUB { tag "я" }'),
    ],
)
def test_what_is_certain_is_mended(line: str, wanted: str) -> None:
    assert line_of(line, 'field budget on deal: money "Бюджет"\n') == wanted


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ('gaol "Приедет"', 'goal "Приедет"'),
        ("owner mananger", "owner manager"),
        ('goal "В {$sity}"', 'goal "В {$city}"'),
        ('on enter { notify owner "{contact.nam}" }', 'on enter { notify owner "{contact.name}" }'),
        ('on schedule fry 09:00 { tag "я" }', 'on schedule fri 09:00 { tag "я" }'),
        ('allow stage-without-taks "так надо"', 'allow stage-without-task "так надо"'),
    ],
)
def test_a_guess_is_made_on_demand_only(line: str, wanted: str) -> None:
    before = 'role manager "Менеджер"\nparam city: text = "Уфа"\n'
    assert line_of(line, before) == line
    assert line_of(line, before, unsafe=True) == wanted


@pytest.mark.parametrize(
    "line",
    [
        "goal «Компания «Ромашка»»",  # where the text ends nobody knows
        'goal "Приедет"; tag "я"',
        "sla stay 3м",  # minutes, or months
        'задача "Позвонить" цель',
        "tunnel convert to other.new",  # a copy, or a move
    ],
)
def test_what_is_not_certain_is_left(line: str) -> None:
    before = f'pipeline other "Другая" {{ stage new "Новая" {ENDS} }}\n'
    assert "goal «" in line_of(line, before) or line_of(line, before).split(" ", 1)[1] == line.split(" ", 1)[1]


def test_a_russian_word_is_no_slip_of_the_keyboard() -> None:
    spec = stage_of("", 'role вена "Вена"')
    assert fixed(spec) == spec
    assert "role beha" in fixed(spec, unsafe=True)


def test_a_name_after_an_alias_keeps_it() -> None:
    files = {
        "main.pipe": 'import "lib.pipe" as shared\n' + stage_of("owner shared.mananger"),
        "lib.pipe": 'role manager "М"\n',
    }
    assert "owner shared.manager\n" in Folder(files).fixed(unsafe=True).text


def test_a_currency_in_small_letters() -> None:
    assert fixed(stage_of("").replace("RUB", "rub")) == stage_of("")


# ---- lines that go


ALLOW = 'allow sump-stage "старое"'


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (f'goal "Ц"\n    {ALLOW}\n    tag "т"', 'goal "Ц"\n    tag "т"'),
        (f'{ALLOW}\n\n    goal "Ц"', 'goal "Ц"'),
        (f'goal "Ц"\n\n    {ALLOW}  # было\n\n    tag "т"', 'goal "Ц"\n\n    tag "т"'),
        (f'goal "Ц"\n\n    {ALLOW}', 'goal "Ц"'),
        (f'goal "Ц"\n    # о том, что ниже\n    {ALLOW}\n    tag "т"', 'goal "Ц"\n    # о том, что ниже\n    tag "т"'),
        (f'goal "Ц"  {ALLOW}', 'goal "Ц"'),
        (f'{ALLOW}  goal "Ц"', 'goal "Ц"'),
        (f'goal "Ц"  {ALLOW}  hint "П"', 'goal "Ц"  hint "П"'),
    ],
)
def test_an_unused_allow_takes_its_line_and_a_blank_one_too_many(lines: str, wanted: str) -> None:
    lines, wanted = (text.replace('tag "т"', 'hint "П"') for text in (lines, wanted))
    assert fixed(stage_of(lines)) == stage_of(wanted)


def test_an_allow_that_is_alone_in_its_braces() -> None:
    spec = stage_of("").replace('"Дорого" }', f'"Дорого" }}\n  won {{ {ALLOW} }}').replace("won lost", "lost")
    assert "won {}\n" in fixed(spec)


def test_an_allow_of_a_template_that_one_of_its_stages_needs() -> None:
    template = 'template quiet {\n  allow stage-without-task "так надо"\n}\n'
    stages = 'stage a "Заявка получена" { use quiet }\n stage b "Договор подписан" { use quiet  task call "Позвонить" due 1d }'
    spec = f'crm "Окна"\n{template}pipeline sales "Продажи" {{ kind sales\n {stages}\n {ENDS} }}\n'
    assert [problem.code for problem in Folder(spec).problems() if problem.code == "R901"] == []


def test_an_allow_that_another_program_needs_stays() -> None:
    shared = 'template quiet {\n  allow stage-without-task "так надо"\n}\n'

    def program(task: str) -> str:
        stage = f'stage a "Заявка получена" {{ use quiet  {task} }}'
        return f'import "lib.pipe"\ncrm "Окна"\npipeline sales "Продажи" {{ kind sales\n {stage}\n {ENDS} }}\n'

    files = {"one.pipe": program(""), "two.pipe": program('task call "Позвонить" due 1d'), "lib.pipe": shared}
    both = Folder(files, ("one.pipe", "two.pipe"))
    assert [problem.code for problem in both.problems() if problem.code == "R901"] == ["R901"]
    assert both.mended().texts == {}
    assert fixable(both.look({}))[0] == 0
    assert Folder(files, ("two.pipe",)).mended().texts["lib.pipe"] == "template quiet {\n}\n"


# ---- files as they are


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_mark_stay(end: str, mark: str) -> None:
    spec = stage_of('gоal «Приедет»\n    хint "П"\n    # конец').replace("хint", "hint")
    wanted = spec.replace("gоal «Приедет»", 'goal "Приедет"')
    assert fixed(mark + spec.replace("\n", end)) == mark + wanted.replace("\n", end)


def test_mixed_line_ends_stay_as_they_are() -> None:
    assert applied("a\r\nb\nc\r\n", [Change("x", 2, 3, "B\nB"), Change("x", 4, 5, "C")]) == "a\r\nB\r\nB\nC\r\n"


@given(st.text(st.sampled_from("ab\r\n\ufeff"), max_size=20), st.data())
def test_a_change_lands_where_the_compiler_saw_it(raw: str, data: st.DataObject) -> None:
    seen = raw.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    start = data.draw(st.integers(0, len(seen)))
    end = data.draw(st.integers(start, len(seen)))
    made = applied(raw, [Change("x", start, end, "Z")])
    after = made.removeprefix("\ufeff") if raw.startswith("\ufeff") else made
    assert after.replace("\r\n", "\n").replace("\r", "\n") == seen[:start] + "Z" + seen[end:]


# ---- fixes made up


class Made:
    """A text with fixes at some of its words: word -> (start and end from the word's place, new text).

    `bad` is a word that is an error.
    """

    def __init__(self, text: str, fixes: dict[str, tuple[int, int, str]], bad: str = "") -> None:
        self.text = text
        self.fixes = fixes
        self.bad = bad

    def look(self, changed: Mapping[str, str]) -> list[Checked]:
        source = Source("a", changed.get("a", self.text))
        problems = [self._problem(source, word, *edit) for word, edit in self.fixes.items() if word in source.text]
        if self.bad and self.bad in source.text:
            problems.append(Diagnostic("M301", Span(source, source.text.index(self.bad), len(source.text))))
        return [Checked("a", False, True, problems, {source: "a"})]

    def _problem(self, source: Source, word: str, start: int, end: int, text: str) -> Diagnostic:
        at = source.text.index(word)
        fix = Fix((Edit(Span(source, at + start, at + end), text),))
        return Diagnostic("N201", Span(source, at, at + len(word)), fix=fix)

    def run(self) -> tuple[str, int, int, bool]:
        """(text, problems fixed, refused, whether it came to an end)"""
        done = mend(self.look, lambda _: self.text)
        return done.texts.get("a", self.text), done.fixed, len(done.refused), done.settled


def test_fixes_that_overlap_wait_for_one_another() -> None:
    assert Made("one two", {"one": (0, 3, "1"), "two": (-2, 3, "+2")}).run() == ("+2", 2, 0, True)


def test_an_insertion_where_another_fix_begins_goes_first() -> None:
    assert Made("x!)", {"x!": (1, 1, "a"), "!": (0, 1, "b")}).run() == ("xab)", 2, 0, True)


def test_the_same_edit_is_applied_once() -> None:
    assert Made("one two", {"one": (0, 7, "ok"), "two": (-4, 3, "ok")}).run() == ("ok", 2, 0, True)


def test_a_fix_that_brings_an_error_is_taken_back_and_the_others_stay() -> None:
    made = Made("1 2 3 4", {"1": (0, 1, "a"), "2": (0, 1, "bad"), "3": (0, 1, "c"), "4": (0, 1, "d")}, bad="bad")
    assert made.run() == ("a 2 c d", 3, 1, True)


def test_the_second_of_two_that_overlap_has_its_turn_when_the_first_is_taken_back() -> None:
    made = Made("12", {"1": (0, 2, "bad"), "2": (0, 1, "b")}, bad="bad")
    assert made.run() == ("1b", 1, 1, True)


def test_fixes_that_undo_one_another_change_nothing() -> None:
    assert Made("on", {"on": (0, 2, "off"), "off": (0, 3, "on")}).run() == ("on", 0, 0, True)


def test_a_fix_that_feeds_on_its_own_text_comes_to_an_end() -> None:
    made = Made("x", {"x": (0, 0, "x")})
    assert made.run() == ("x", 0, 0, False)


def test_a_fix_of_a_file_that_may_not_be_changed_is_none() -> None:
    source = Source("std/a.pipe", "one")
    problem = Diagnostic("N201", Span(source, 0, 3), fix=Fix((Edit(Span(source, 0, 3), "two"),)))
    assert fixable([Checked("a", False, True, [problem], {})]) == (0, 0)


def test_a_fix_that_changes_nothing_is_none() -> None:
    source = Source("a", "one")
    problem = Diagnostic("N201", Span(source, 0, 3), fix=Fix((Edit(Span(source, 0, 3), "one"),)))
    assert fixable([Checked("a", False, True, [problem], {source: "a"})]) == (0, 0)


def test_a_hundred_fixes_take_a_few_looks() -> None:
    rules = "".join(f'role r{number} "Р";\n' for number in range(100))
    folder = Folder(stage_of("", rules))
    assert folder.mended().fixed == 100
    assert folder.looks <= 4


# ---- what holds always


def errors(folder: Folder) -> int:
    return sum(map(is_error, folder.problems()))


def assert_lawful(folder: Folder, unsafe: bool) -> None:
    done = folder.mended(unsafe)
    after = folder.fixed(unsafe)
    assert done.settled
    (before_program,), (after_program,) = folder.look({}), after.look({})
    if before_program.sound:
        assert after_program.sound, "a fix broke the spec"
    if before_program.sound == after_program.sound:
        assert errors(after) <= errors(folder)
    again = after.mended(unsafe)
    assert again.texts == {}, "a second run changed something"
    assert again.fixed == 0


INVALID = [case for case in cases() if not case.must_compile]


def folder_of(case: Case) -> Folder:
    texts = {name: (case.folder / name).read_bytes().decode("utf-8", "replace") for name in case.sources()}
    return Folder(texts)


@pytest.mark.parametrize("unsafe", [False, True])
@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_the_corpus(case: Case, unsafe: bool) -> None:
    assert_lawful(folder_of(case), unsafe)


@settings(max_examples=40)
@given(damaged(), st.booleans())
def test_damaged_specs(text: str, unsafe: bool) -> None:
    assert_lawful(Folder(text), unsafe)


@settings(max_examples=30)
@given(blocks(), st.booleans())
def test_any_statements(text: str, unsafe: bool) -> None:
    assert_lawful(Folder(text), unsafe)


SLIPS = {
    "look-alike": (
        r"(?m)^ *[a-z]*[aceopx]",
        lambda text: text[:-1] + text[-1].translate(str.maketrans("aceopx", "асеорх")),
    ),
    "quotes": (r'"[^"{}\n\\«»“”„]*"', lambda text: f"«{text[1:-1]}»"),
    "semicolon": (r"(?m)(?<=[\w\"])$", lambda text: ";"),
    "no-break space": (r"(?<=\w) (?=\w)", lambda text: "\u00a0"),
    "invisible": (r"(?<=[a-z])(?=[a-z])", lambda text: "\u200b"),
    "letter lost": (r"\b[a-z]{4,}\b", lambda text: text[:2] + text[3:]),
    "needless allow": (r"(?m)(?<=\{)$", lambda text: '\nallow monster-pipeline "было"'),
}
SPECS = [case for case in cases() if case.must_compile and case.sources() == {"main.pipe"}]


@st.composite
def slipped(draw: st.DrawFn) -> str:
    """A real spec with slips of the pen."""
    text = draw(st.sampled_from(SPECS)).run.compiled.sources[0].text
    for pattern, slip in draw(st.lists(st.sampled_from(list(SLIPS.values())), min_size=1, max_size=4)):
        places = list(re.finditer(pattern, text))
        if places:
            found = draw(st.sampled_from(places))
            text = text[: found.start()] + slip(found[0]) + text[found.end() :]
    return text


@settings(max_examples=80)
@given(slipped(), st.booleans())
def test_slips_of_the_pen(text: str, unsafe: bool) -> None:
    assert_lawful(Folder(text), unsafe)


CERTAIN = ("quotes", "semicolon", "no-break space")


@st.composite
def certain(draw: st.DrawFn) -> tuple[str, str]:
    """A real spec, and the same with a slip that leaves no doubt what was meant."""
    text = draw(st.sampled_from(SPECS)).run.compiled.sources[0].text
    pattern, slip = SLIPS[draw(st.sampled_from(CERTAIN))]
    texts = [(token.start, token.end) for token in tokens(text) if token.type == "TEXT"]
    places = [match for match in re.finditer(pattern, text) if slip is not SLIPS["quotes"][1] or match.span() in texts]
    found = draw(st.sampled_from(places or [None]))
    return text, text[: found.start()] + slip(found[0]) + text[found.end() :] if found else text


@settings(max_examples=80)
@given(certain())
def test_what_was_written_is_there_again(texts: tuple[str, str]) -> None:
    """Unless the slip means nothing, as in a comment or inside a text."""
    text, slipped = texts
    if Folder(text).look({})[0].sound and not Folder(slipped).look({})[0].sound:
        assert fixed(slipped) == fixed(text)


def with_fixes() -> Iterator[tuple[str, Diagnostic]]:
    for case in INVALID:
        for problem in folder_of(case).problems():
            if problem.fix is not None:
                yield case.name, problem


def test_every_fix_of_the_corpus_does_something() -> None:
    found = list(with_fixes())
    assert len(found) > 50
    for name, problem in found:
        assert problem.fix is not None and problem.fix.edits, name
        assert any(edit.span.text != edit.text for edit in problem.fix.edits), (name, problem)


def test_a_level_of_the_project_counts() -> None:
    spec = stage_of(ALLOW)
    off = RuleSettings(levels={"unused-allow": "off"})
    assert Folder(spec, settings=off).mended().texts == {}
