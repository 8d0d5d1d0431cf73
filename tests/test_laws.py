"""What holds for every text: the compiler ends, in good time, says the same again, and knows where everything was written."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import fields, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from cases import CORPUS, Case, cases
from compiling import compiled, program_of, stage_of, told
from hypothesis import given, settings
from hypothesis import strategies as st
from pipelang.grammar.tables import KEYWORDS

from pipelang.compile import Compiled
from pipelang.deploy.build import build
from pipelang.deploy.target import load_target, target_names
from pipelang.diagnostics import Diagnostic, Problems
from pipelang.model import Program
from pipelang.model.walk import nodes
from pipelang.report.diagnostics.findings import gather
from pipelang.report.diagnostics.text import render
from pipelang.rules.engine import check_rules
from pipelang.source import Source, Span
from pipelang.syntax.parser import parse
from pipelang.syntax.tokens import tokens
from pipelang.syntax.tree import Node

SAMPLE = (CORPUS / "sample/main.pipe").read_text(encoding="utf-8")
VALID = [case for case in cases() if case.must_compile]


@cache
def sources() -> list[str]:
    """Texts to cut pieces from."""
    paths = sorted(CORPUS.rglob("*.pipe"))
    return [case.run.compiled.sources[-1].text for case in cases()] if paths else []


# ---- texts of all sorts

WORDS = sorted(KEYWORDS)
LITERALS = ['"текст"', '"""длинный\nтекст"""', '"{contact.name} {$x}"', "5", "1_000", "2d", "15m", "60%"]
LITERALS += ["2026-03-01", "09:00", "RUB", "yes", "$x"]
NAMES = ["manager", "sales", "request", "size", "deal", "текст", "оwner", "a.b.c", "price"]
MARKS = [
    "{",
    "}",
    "(",
    ")",
    ",",
    ".",
    ":",
    "=",
    "-",
    "+",
    "..",
    "<",
    ">=",
    "#",
    '"',
    '"""',
    "\\",
    ";",
    "«а»",
    "\n",
    "\n\n  ",
]

soup = st.lists(st.sampled_from([*WORDS, *LITERALS, *NAMES, *MARKS]), max_size=60).map(" ".join)
SIGNS = [*'{}()"\\#$.,:=<>-+ \n\t09azАя_%«»', "\u200b", "\u2028", "😀", "\x00", "\r"]
letters = st.text(st.sampled_from(SIGNS), max_size=80)
HEADS = [
    'pipeline p "П" {',
    'stage s "С" {',
    "every stage {",
    "won {",
    "lost {",
    "on enter {",
    "template t {",
    'crm "К" {',
    "",
]


@st.composite
def blocks(draw: st.DrawFn) -> str:
    """Statements of real specs in blocks where they may or may not belong."""
    statements = draw(st.lists(st.sampled_from(pieces()), min_size=1, max_size=8))
    text = ""
    for statement in statements:
        head = draw(st.sampled_from(HEADS))
        text += f"{head}\n{statement}\n" + ("}\n" if head and draw(st.integers(0, 5)) else "")
    return text


@cache
def pieces() -> list[str]:
    """Every statement of the corpus, with what is in it."""
    found: dict[str, None] = {}
    for text in sources():
        for node in below(parse(Source("x", text), Problems()).tree):
            if node.end - node.start < 400:
                found[text[node.start : node.end]] = None
    return list(found)


def below(node: Node) -> Iterator[Node]:
    for child in node.children:
        if isinstance(child, Node):
            yield child
            yield from below(child)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A real spec from which a stretch was cut, or where one was pasted twice."""
    text = draw(st.sampled_from(sources()))
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(start + 200, len(text))))
    at = draw(st.integers(0, len(text)))
    pasted = text[start:end]
    return draw(st.sampled_from([text[:start] + text[end:], text[:at] + pasted + text[at:]]))


def spans(problem: Diagnostic) -> Iterator[Span]:
    """Every place that a problem names, and the ways that led there."""
    edits = problem.fix.edits if problem.fix else ()
    for span in (problem.span, *(label.span for label in problem.labels), *(edit.span for edit in edits)):
        while span is not None:
            yield span
            span = span.via


def assert_sound(result: Compiled) -> None:
    """What holds of every result."""
    assert result.program is not None or result.problems, "no program, and nothing said"
    for problem in result.problems:
        for span in spans(problem):
            assert 0 <= span.start <= span.end <= len(span.source.text) + 1, problem
    for locale in ("en", "ru"):
        assert render(gather(result.problems), locale)


class TestEveryText:
    @given(st.text(max_size=60))
    def test_any_text(self, text: str) -> None:
        assert_sound(compiled(text))

    @given(letters)
    def test_any_signs(self, text: str) -> None:
        assert_sound(compiled(text))

    @settings(max_examples=300)
    @given(soup)
    def test_any_words(self, text: str) -> None:
        assert_sound(compiled(text))
        assert_sound(compiled(stage_of(text)))

    @settings(max_examples=200)
    @given(blocks())
    def test_any_statements(self, text: str) -> None:
        assert_sound(compiled(text))

    @settings(max_examples=200)
    @given(damaged())
    def test_damaged_specs(self, text: str) -> None:
        assert_sound(compiled(text))

    @given(blocks())
    def test_same_text_same_answer(self, text: str) -> None:
        one, other = compiled(text), compiled(text)
        assert [repr(problem) for problem in one.problems] == [repr(problem) for problem in other.problems]
        assert one.program == other.program


# ---- time

REPEATED = {
    "opening braces": "{",
    "closing braces": "}",
    "braces": "{}",
    "brackets": "(",
    "quotes": '"',
    "long quotes": '"""',
    "backslashes": '"\\',
    "comments": "# a\n",
    "words": "abc ",
    "dots": "a.",
    "digits": "9",
    "underscores": "1_",
    "Cyrillic": "роль ",
    "look-alikes": "rоle ",
    "unknown statements": "abc x\n",
    "statements": 'stage a "А"\n',
    "half statements": "role\n",
    "half fields": "field x on\n",
    "keywords": "on ",
    "every": "every stage { ",
    "wrong in braces": "on enter { tag }\n",
    "placeholders": 'task call "{contact.nam}"\n',
    "open braces in a text": 'goal "{{{{{{{{{$"\n',
    "wide": "漢字😀\n",
}


class TestTime:
    """A text of 60 000 characters, whatever stands in it, is a matter of a second or two; specs of that size are."""

    SIZE, SECONDS = 60_000, 3.0

    @pytest.mark.parametrize("name", REPEATED)
    def test_repetitions(self, name: str) -> None:
        unit = REPEATED[name]
        self.measure(unit * (self.SIZE // len(unit)))

    @pytest.mark.parametrize("name", REPEATED)
    def test_repetitions_in_a_stage(self, name: str) -> None:
        unit = REPEATED[name]
        self.measure(stage_of(unit * (self.SIZE // len(unit))))

    def test_a_very_long_text(self) -> None:
        self.measure(stage_of('goal "' + "слово " * (self.SIZE // 6) + '"'))

    def test_many_placeholders_in_one_text(self) -> None:
        self.measure(stage_of('on enter { notify owner "' + "{contact.nam} " * (self.SIZE // 20) + '" }'))

    def test_many_unknown_names(self) -> None:
        roles = "".join(f'role r{number} "Р"\n' for number in range(300))
        self.measure(stage_of("".join(f'on enter {{ notify x{number} "П" }}\n' for number in range(300)), roles))

    def test_many_pipelines_that_extend_one(self) -> None:
        parent = (
            'pipeline p "П" { every stage { owner head } '
            + "".join(f'stage s{n} "С" ' for n in range(20))
            + "won lost }\n"
        )
        children = "".join(f'pipeline c{n} "Д" extends p {{ drop stage s1 }}\n' for n in range(60))
        self.measure(f'crm "К"\nrole head "РОП"\n{parent}{children}')

    def measure(self, text: str) -> None:
        start = time.process_time()
        compiled(text)
        assert time.process_time() - start < self.SECONDS


# ---- what a program knows of itself


class TestPrograms:
    @pytest.mark.parametrize("case", VALID, ids=lambda case: case.name)
    def test_every_node_knows_where_it_was_written(self, case: Case) -> None:
        program = case.run.program
        assert program is not None
        known = set(map(id, case.run.compiled.sources))
        for node in [*nodes(program), *program.options, *program.allows]:
            span: Span | None = node.at
            while span is not None:
                assert id(span.source) in known
                assert 0 <= span.start < span.end <= len(span.source.text), node
                span = span.via

    @pytest.mark.parametrize("case", VALID, ids=lambda case: case.name)
    def test_addresses_are_unique(self, case: Case) -> None:
        assert case.run.program is not None
        addresses = [node.address for node in nodes(case.run.program)]
        assert len(addresses) == len(set(addresses))

    @pytest.mark.parametrize("case", VALID, ids=lambda case: case.name)
    def test_numbered_addresses_count_from_one(self, case: Case) -> None:
        assert case.run.program is not None
        numbered: dict[str, list[int]] = {}
        for node in nodes(case.run.program):
            place, _, last = node.address.rpartition(".")
            if last.isdigit():
                numbered.setdefault(place, []).append(int(last))
        for place, numbers in numbered.items():
            assert numbers == list(range(1, len(numbers) + 1)), place

    @pytest.mark.parametrize("case", VALID, ids=lambda case: case.name)
    def test_what_is_pointed_at_is_there(self, case: Case) -> None:
        """Every place that a tunnel or an action leads to is a node of the program."""
        assert case.run.program is not None
        known = {node.address for node in nodes(case.run.program)}
        for node in nodes(case.run.program):
            to = getattr(node, "to", None)
            assert to is None or to.address in known, node


class TestEverythingBelow:
    """What stands on the model takes every program that compiles."""

    @pytest.mark.parametrize("case", VALID, ids=lambda case: case.name)
    @pytest.mark.parametrize("name", target_names())
    def test_targets(self, name: str, case: Case) -> None:
        assert case.run.program is not None
        problems = Problems()
        built = build(case.run.program, load_target(name), problems)
        assert built.files
        assert [str(fact) for fact in built.missing] == []
        assert render(gather(problems), "ru")

    @pytest.mark.parametrize("case", VALID, ids=lambda case: case.name)
    def test_rules(self, case: Case) -> None:
        assert case.run.program is not None
        assert render(gather(check_rules(case.run.program)), "ru")


# ---- order and layout


def statements(text: str) -> list[str]:
    """The top-level statements of a text, with nothing between them."""
    tree = parse(Source("x", text), Problems()).tree
    return [text[node.start : node.end] for node in tree.children]


def without_order(program: Program) -> Program:
    parts = {spec.name: getattr(program, spec.name) for spec in fields(program) if spec.name != "crm"}
    return replace(program, **{name: tuple(sorted(items, key=repr)) for name, items in parts.items()})


class TestOrder:
    @pytest.mark.parametrize("name", ["forward_references", "extends", "templates", "lead_pipelines"])
    def test_top_level_statements_may_stand_in_any_order(self, name: str) -> None:
        text = (CORPUS / name / "main.pipe").read_text(encoding="utf-8")
        wanted = without_order(program_of(text))

        @settings(max_examples=15)
        @given(st.permutations(statements(text)))
        def check(order: list[str]) -> None:
            assert without_order(program_of("\n".join(order))) == wanted

        check()

    @settings(max_examples=15)
    @given(
        st.permutations(statements((CORPUS / "invalid_unknown_names_in_actions/main.pipe").read_text(encoding="utf-8")))
    )
    def test_the_same_is_told_in_any_order(self, order: list[str]) -> None:
        text = (CORPUS / "invalid_unknown_names_in_actions/main.pipe").read_text(encoding="utf-8")

        def said(result: Compiled) -> list[tuple[str, str]]:
            return sorted((code, pointed) for code, _, pointed in told(result))

        assert said(compiled("\n".join(order))) == said(compiled(text))

    @settings(max_examples=15)
    @given(st.sets(st.integers(0, 40)))
    def test_declarations_may_stand_in_a_file_of_their_own(self, moved: set[int]) -> None:
        text = (CORPUS / "actions/main.pipe").read_text(encoding="utf-8")
        found = statements(text)
        own = {
            n
            for n in moved
            if n < len(found) and found[n].startswith(("role", "field", "service", "product", "task type"))
        }
        library = "\n".join(found[n] for n in sorted(own))
        rest = "\n".join(line for n, line in enumerate(found) if n not in own)
        files = {"main.pipe": f'import "lib.pipe"\n{rest}\n', "lib.pipe": f"{library}\n"}
        assert without_order(program_of(files)) == without_order(program_of(text))


class TestLayout:
    @settings(max_examples=25)
    @given(st.data())
    def test_blanks_and_comments_mean_nothing(self, data: st.DataObject) -> None:
        """Gaps that hold a line end may hold comments and empty lines, others more blanks."""
        found = tokens(SAMPLE)
        text = SAMPLE[: found[0].start]
        for token, following in pairwise([*found, None]):
            assert token is not None
            end = following.start if following else len(SAMPLE)
            gap = SAMPLE[token.end : end]
            if "\n" in gap and "#" not in gap:
                gap = data.draw(st.sampled_from([gap, f"  # {gap.strip()} }}\n", f'\n\n\t# "\n{gap}']))
            elif "\n" not in gap and gap:
                gap = data.draw(st.sampled_from([gap, "   ", "\t "]))
            text += token.text + gap
        assert program_of(text) == program_of(SAMPLE)

    @pytest.mark.parametrize("case", VALID, ids=lambda case: case.name)
    def test_line_ends_mean_nothing(self, case: Case, tmp_path: Path) -> None:
        """CRLF, with a byte-order mark, or not: read from the disk it is one and the same program."""
        for path in sorted(case.folder.rglob("*")):
            if path.suffix in (".pipe", ".toml") and ".diagnostics" not in path.name:
                target = tmp_path / path.relative_to(case.folder)
                target.parent.mkdir(parents=True, exist_ok=True)
                plain = path.read_bytes().removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
                target.write_bytes(b"\xef\xbb\xbf" + plain.replace(b"\n", b"\r\n") if path.suffix == ".pipe" else plain)
        assert Case(tmp_path).run.program == case.run.program
