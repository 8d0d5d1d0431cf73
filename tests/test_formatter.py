"""The one style: laws over every spec there is, and what people see of it."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelang.cli import commands
from pipelang.diagnostics import Problems
from pipelang.files import read_file
from pipelang.source import Source
from pipelang.syntax.formatter import WIDTH, format_source
from pipelang.syntax.parser import parse
from pipelang.syntax.tokens import COMMENT, Token, tokens
from pipelang.syntax.tree import Node

ROOT = Path(__file__).parents[1]


def sources() -> list[Path]:
    """Every spec of the repository that has no mistake of spelling."""
    found = [*ROOT.glob("specs/**/*.pipe"), *ROOT.glob("tests/corpus/*/**/*.pipe")]
    return sorted(path for path in found if not path.name.endswith(".diagnostics.pipe") and formatted(read(path)))


def read(path: Path) -> str:
    found = read_file(path, path.name)
    return found.text if isinstance(found, Source) else "{"


def formatted(text: str) -> str | None:
    return format_source(Source("main.pipe", text), Problems())


def style(text: str) -> str:
    done = formatted(dedent(text).lstrip("\n"))
    assert done is not None
    return done


def shape(text: str) -> object:
    """What the parser makes of a text, without where it stands."""

    def bare(value: object) -> object:
        if isinstance(value, Node):
            return (value.kind, [bare(child) for child in value.children])
        return value[:2] if isinstance(value, tuple) else value

    return bare(parse(Source("main.pipe", text), Problems()).tree)


def comments(text: str) -> list[str]:
    ends = [0, *(token.end for token in tokens(text))]
    starts = [*(token.start for token in tokens(text)), len(text)]
    gaps = [text[end:start] for end, start in zip(ends, starts, strict=True)]
    return [match[0].rstrip() for gap in gaps for match in COMMENT.finditer(gap)]


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.relative_to(ROOT).as_posix())
class TestLaws:
    def test_twice_is_once(self, path: Path) -> None:
        once = formatted(read(path))
        assert once is not None
        assert formatted(once) == once

    def test_same_tree(self, path: Path) -> None:
        once = formatted(read(path))
        assert once is not None
        assert shape(once) == shape(read(path))

    def test_no_comment_is_lost(self, path: Path) -> None:
        once = formatted(read(path))
        assert once is not None
        assert sorted(comments(once)) == sorted(comments(read(path)))


SAMPLE = read(ROOT / "specs/quickstart/main.pipe")
BLANKS = st.sampled_from([" ", "  ", "\t", " \n", "\n\n\n", "  # a word\n", "\n# its own line\n"])


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_blanks_between_tokens_do_not_matter(data: st.DataObject) -> None:
    """However the tokens are strewn over lines, the style has the same tokens, all comments, and is stable."""
    found = tokens(SAMPLE)
    chosen = data.draw(st.lists(BLANKS, min_size=len(found), max_size=len(found)))
    # A word that opens a line may be a statement: an id keeps its place behind its keyword.
    strewn = "".join(
        token.text + (blank if begins_a_statement(token, following) else " ")
        for token, following, blank in zip(found, [*found[1:], found[-1]], chosen, strict=True)
    )
    once = formatted(strewn)
    assert once is not None
    assert [token.text for token in tokens(once)] == [token.text for token in found]
    assert sorted(comments(once)) == sorted(comments(strewn))
    assert formatted(once) == once


def begins_a_statement(before: Token, token: Token) -> bool:
    return token.type in ("RBRACE", "LBRACE") or (token.text in STATEMENTS and before.type != "MINUS")


STATEMENTS = {"stage", "sla", "task", "goal", "hint", "won", "lost", "reason", "kind"}


def test_mistakes_are_left_alone() -> None:
    problems = Problems()
    assert format_source(Source("main.pipe", 'role manager Manager"\n'), problems) is None
    assert problems


def test_empty_file_stays_empty() -> None:
    assert formatted("") == ""
    assert formatted("\n\n  \n") == ""


def test_only_comments() -> None:
    assert formatted("   # alone\n\n\n\n# together\n") == "# alone\n\n# together\n"


def test_neighbours_of_one_sort_make_columns() -> None:
    assert (
        style(
            """
            role head "Head"
            role accountant "Accountant"

            role guest "Guest"
            """
        )
        == dedent(
            """
            role head       "Head"
            role accountant "Accountant"

            role guest "Guest"
            """
        ).lstrip()
    )


def test_fields_make_columns_of_id_entity_type_and_name() -> None:
    assert (
        style(
            """
            field budget on deal: money "Budget" in "Deal"
            field interest on deal: number 1..10 "Interest"
            field phone on contact: phone "Phone"
            """
        )
        == dedent(
            """
            field budget   on deal:    money        "Budget" in "Deal"
            field interest on deal:    number 1..10 "Interest"
            field phone    on contact: phone        "Phone"
            """
        ).lstrip()
    )


def test_a_block_on_one_line_stays_there_while_it_fits() -> None:
    short = 'pipeline a "A" { stage b "B" { on enter { tag "x"  tag "y" } } won lost }\n'
    assert formatted(short) == 'pipeline a "A" { stage b "B" { on enter { tag "x"  tag "y" } }  won  lost }\n'
    long = (
        'pipeline a "A" { stage b "B" { on enter { '
        + "  ".join(f'tag "number {n}"' for n in range(9))
        + " } } won lost }\n"
    )
    assert all(len(line) <= WIDTH for line in (formatted(long) or "").splitlines())


def test_long_texts_are_not_touched() -> None:
    text = 'pipeline a "A" {\n  stage b "B" {\n    hint """\n  odd\n        indentation   \n    """\n  }\n  won\n  lost\n}\n'
    assert formatted(text) == text


def test_comments_stay_with_what_they_speak_of() -> None:
    text = dedent(
        """
        # of the file

        # of the role
        role head "Head"  # beside it
        pipeline a "A" {  # beside the brace
          # of the stage
          stage b "B"
          won
          lost
          # before the end
        }
        # at the end
        """
    ).lstrip()
    assert formatted(text) == text


def test_long_lists_are_broken_after_commas() -> None:
    ids = [f"quite_a_long_field_name_{number}" for number in range(8)]
    done = style('pipeline a "A" { stage b "B" { require ' + ", ".join(ids) + " } won lost }")
    assert all(len(line) <= WIDTH for line in done.splitlines())
    assert formatted(done) == done


def test_comments_beside_neighbours_of_one_sort_stand_below_each_other() -> None:
    assert (
        style(
            """
            import "people.pipe" # who works here
            import "fields.pipe"   # the card
            import "a/quite/long/path/to/a/file/of/pipelines/that/stands/alone/in/its/width.pipe" # pushed out

            import "one.pipe" # a group of its own
            import "three.pipe"
            import "messages.pipe" # not a neighbour
            role head "Head" # of another sort
            """
        )
        == dedent(
            """
            import "people.pipe"  # who works here
            import "fields.pipe"  # the card
            import "a/quite/long/path/to/a/file/of/pipelines/that/stands/alone/in/its/width.pipe"  # pushed out

            import "one.pipe"  # a group of its own
            import "three.pipe"
            import "messages.pipe"  # not a neighbour
            role head "Head"  # of another sort
            """
        ).lstrip()
    )
    assert (
        style(
            """
            pipeline a "A" {
              kind sales # of the first call
              about "…" # what it is
              stage b "B" { goal "x" } # short
              stage bigger "Bigger" { goal "x" } # short
              # above
              stage c "C" { # opening
              } # closing
              won
              lost
            }
            """
        )
        == dedent(
            """
            pipeline a "A" {
              kind  sales  # of the first call
              about "…"    # what it is
              stage b "B" { goal "x" }            # short
              stage bigger "Bigger" { goal "x" }  # short
              # above
              stage c "C" {  # opening
              }  # closing
              won
              lost
            }
            """
        ).lstrip()
    )


def test_a_sign_of_a_comment_within_a_text_is_a_letter() -> None:
    text = 'role head "Head # 1"  # "quoted" # twice\nabout """\n# not one\n"""  # one\n'
    assert comments(text) == ['# "quoted" # twice', "# one"]
    assert "# not one" in (formatted('crm "К" {\n' + text.split("\n", 1)[1] + "}\n") or "")
    assert formatted('role head "Head # 1" #a#b\n') == 'role head "Head # 1"  #a#b\n'


def test_the_command_speaks_both_languages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("one", "two"):
        (tmp_path / f"{name}.pipe").write_text('role   head "РОП"\n', encoding="utf-8")

    def said(*options: str) -> str:
        return CliRunner().invoke(commands, ["fmt", *options]).output

    assert said("--check", "--lang", "en") == "2 of 2 files would be formatted\n"
    assert said("--check", "--lang", "ru") == "не в едином виде: 2 из 2 файлов\n"
    assert "+++ one.pipe (в едином виде)\n" in said("--diff", "--lang", "ru", "one.pipe")
    assert said("--lang", "ru", "one.pipe") == "приведено к единому виду: 1 из 1 файла\n"
    assert said("--lang", "ru", "one.pipe") == "1 файл в едином виде\n"
    assert said("--lang", "en") == "1 of 2 files formatted\n"
