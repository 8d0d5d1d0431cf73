"""The parser: held to Lark's own trees where a text is right, and to modest claims where it is not.

Lark knows the grammar and stops at the first mistake; our driver runs on the same tables and goes on. Whatever one of them
accepts the other must accept too, with the same tree.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from cases import cases
from lark import Lark, LarkError, Tree
from lark import Token as LarkToken
from lark.lexer import Lexer
from pipelang.grammar import make
from pipelang.grammar import tables as prebuilt

from pipelang.diagnostics import Diagnostic, Problems
from pipelang.messages import all_entries
from pipelang.source import Source
from pipelang.syntax.parser import MAX_DEPTH, parse
from pipelang.syntax.recovery import TOP_ONLY
from pipelang.syntax.tables import Tables, built_by_lark, tables
from pipelang.syntax.tokens import NEVER_RIGHT, Token, tokens
from pipelang.syntax.tree import Node

ROOT = Path(__file__).parent.parent
SAMPLE = (ROOT / "tests/corpus/sample/main.pipe").read_text(encoding="utf-8")


@cache
def texts() -> dict[str, str]:
    """Every spec at hand: the corpus, what ships with the tool, the examples of the catalogue."""
    found = {
        f"{case.name}/{path}": source.text
        for case in cases()
        for path, source in ((source.path, source) for source in case.run.compiled.sources)
    }
    for path in sorted((ROOT / "specs").rglob("*.pipe")):
        found[path.relative_to(ROOT).as_posix()] = path.read_text(encoding="utf-8")
    for item in all_entries():
        if item.example is not None and item.code[0] in "FSNMT" and item.code[1].isdigit():
            found[item.code] = item.example
    return found


def parsed(text: str) -> tuple[Node, list[Diagnostic]]:
    problems = Problems()
    return parse(Source("main.pipe", text), problems).tree, problems


# ---- Lark over our tokens


class Adapter(Lexer):
    """Our tokens for Lark. Words become keywords where the grammar waits for one, as in our driver, which moreover refuses
    three things that the grammar alone would take; they come as `REFUSED`, a terminal of no rule."""

    __future_interface__ = 1

    def __init__(self, conf: Any) -> None: ...

    def lex(self, lexer_state: Any, parser_state: Any) -> Iterator[LarkToken]:
        text = lexer_state.text.text
        self.before, self.depth = 0, 0
        for token in tokens(text):
            kind = self._kind(token, text, parser_state)
            self.depth += (token.type == "LBRACE") - (token.type == "RBRACE")
            self.before = token.end
            yield LarkToken(kind, token.text, token.start, end_pos=token.end)

    def _kind(self, token: Token, text: str, parser_state: Any) -> str:
        if token.type != "NAME":
            return token.type
        if not token.text.isascii():
            return "REFUSED"
        keyword = prebuilt.KEYWORDS.get(token.text, "CURRENCY" if _is_currency(token.text) else "")
        if keyword in TOP_ONLY and self.depth and (token.start == 0 or text[token.start - 1] == "\n"):
            return "REFUSED"
        if keyword and _would_shift(parser_state, keyword):
            return keyword
        if keyword and "\n" in text[self.before : token.start] and not self._may_open_a_line(parser_state, text):
            return "REFUSED"
        return "NAME"

    def _may_open_a_line(self, parser_state: Any, text: str) -> bool:
        return _would_shift(parser_state, "RBRACE") or text[self.before - 1] in ",("


def _is_currency(word: str) -> bool:
    return len(word) == 3 and word.isupper()


def _would_shift(parser_state: Any, terminal: str) -> bool:
    """Whether the terminal could come next: the reductions before it are made on a copy of the stack."""
    states, stack = parser_state.parse_conf.states, list(parser_state.state_stack)
    while True:
        action = states[stack[-1]].get(terminal)
        if action is None:
            return False
        kind, arg = action
        if kind.name == "Shift":
            return True
        if arg.expansion:
            del stack[-len(arg.expansion) :]
        stack.append(states[stack[-1]][arg.origin.name][1])


@cache
def lark() -> Lark:
    return Lark(
        make.grammar_text(),
        parser="lalr",
        lexer=Adapter,
        maybe_placeholders=True,
        propagate_positions=True,
        strict=True,
    )


def by_lark(text: str) -> Tree[Any] | None:
    try:
        return lark().parse(text)
    except LarkError:
        return None


def shape(value: Any) -> Any:
    """A tree of either kind as plain data."""
    match value:
        case Node():
            return value.kind, [shape(child) for child in value.children]
        case Tree():
            return str(value.data), [shape(child) for child in value.children]
        case Token():
            return value.text, value.start, value.end
        case LarkToken():
            return str(value), value.start_pos, value.end_pos
    return value


def stretches(value: Any) -> Iterator[tuple[str, int, int]]:
    """(kind, start, end) of each node of either kind that holds anything."""
    match value:
        case Node() if value.end > value.start:
            yield value.kind, value.start, value.end
        case Tree() if not value.meta.empty:
            yield str(value.data), value.meta.start_pos, value.meta.end_pos
    for child in getattr(value, "children", []):
        yield from stretches(child)


class TestAgainstLark:
    def test_grammar_has_no_conflicts(self) -> None:
        """Lark in its strict mode refuses a grammar with a shift/reduce conflict; reduce/reduce it always refuses."""
        assert lark().options.strict

    def test_strict_mode_notices_conflicts(self) -> None:
        with pytest.raises(LarkError, match="Shift/Reduce conflict"):
            Lark('start: stmt*\nstmt: "if" stmt ["else" stmt] | "x"', parser="lalr", lexer=Adapter, strict=True)

    @pytest.mark.parametrize("name", texts())
    def test_same_verdict_and_same_tree(self, name: str) -> None:
        text = texts()[name]
        tree, problems = parsed(text)
        if [problem.code for problem in problems] == ["S109"]:
            return  # only our driver has a limit of depth
        wanted = by_lark(text)
        assert (wanted is None) is bool(problems)
        if wanted is not None:
            assert shape(tree) == shape(wanted)
            assert list(stretches(tree))[1:] == list(stretches(wanted))[1:]  # `start` is the whole file with us

    def test_most_texts_are_right(self) -> None:
        """The comparison is worth something."""
        assert sum(by_lark(text) is not None for text in texts().values()) > 100


class TestTables:
    def test_tables_are_fresh(self) -> None:
        kept = (files("pipelang.grammar") / "tables.py").read_text(encoding="utf-8")
        assert f"GRAMMAR = {make.fingerprint(make.grammar_text())!r}\n" in kept
        assert renumbered(tables()) == renumbered(built_by_lark(make.grammar_text())), (
            "run: python -m pipelang.grammar.make"
        )

    def test_making_tables_is_deterministic(self) -> None:
        code = "from pipelang.grammar import make; print(make.source(make.grammar_text()))"
        made = {
            subprocess.run(
                [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
            ).stdout
            for seed in ("1", "2")
        }
        assert len(made) == 1

    def test_tables_made_at_run_time_are_the_same(self) -> None:
        fresh = built_by_lark(make.grammar_text())
        for text in (SAMPLE, texts()["every_statement/main.pipe"]):
            problems = Problems()
            assert shape(parse(Source("x", text), problems, fresh).tree) == shape(parsed(text)[0])
            assert problems == []

    def test_every_statement_of_the_grammar_stands_in_the_corpus(self) -> None:
        """Every kind of node, every optional part both there and not, every terminal."""
        kinds = {rule[1] for rule in prebuilt.RULES if rule[1] and not rule[5]} - {"start"}
        used: set[str] = set()
        for name, text in texts().items():
            if not name.startswith("invalid_") and "/" in name:
                used |= {kind for kind, _, _ in stretches(parsed(text)[0])}
        assert sorted(kinds - used - _ONLY_EMPTY) == []


def renumbered(known: Tables) -> list[Any]:
    """The tables without the numbers of states and rules: states in the order in which a walk from the start meets them."""
    order = [known.start]
    met = {known.start: 0}
    rows: list[Any] = []
    for state in order:
        default = known.defaults[state]
        row: dict[str, Any] = {"*": known.rules[~default]} if default is not None else {}
        for name, action in sorted(known.rows[state].items()):
            if action >= 0 and action not in met:
                met[action] = len(order)
                order.append(action)
            row[name] = met[action] if action >= 0 else known.rules[~action]
        rows.append(row)
    return [rows, met[known.end], known.keywords]


#: Nodes of no width: `{}` without anything has one, a list of no parameters cannot be written.
_ONLY_EMPTY: set[str] = set()


# ---- recovery

SMALL = """crm "Кухни" { locale ru  currency RUB }
role manager "Менеджер"
field size on deal: number 1..10 "Размер"
template late(limit: duration) { sla stay $limit }
pipeline sales "Продажи" {
  for kitchen, wardrobe
  stage request "Заявка" after offer {
    owner manager
    sla react 15m working, stay 2d
    require size if size > 3 and not (size is empty)
    on enter after 1d { task call "Позвонить" due 1d  move to offer }
    norm 60% in 2d
  }
  won "Оплата" { tunnel copy to second.new { carry size } }
  lost "Отказ" { reason price "Дорого" }
}
target amocrm { pipeline sales { id 0 } }
"""

#: What a token may be replaced by: another of its sort, and sorts that hardly ever fit.
REPLACEMENTS = ("nonsense", '"текст"', "{", "}", "5d", ",", "=", "stage", "оwner", "@")

#: One slip gives this many problems at most, and on the average.
MOST, MEAN = 10, 2.0


def slips(text: str) -> Iterator[tuple[str, str]]:
    """(what was done, text) for each single slip: a token deleted, doubled, replaced, or swapped with the next."""
    found = tokens(text)
    for number, token in enumerate(found):
        before, after = text[: token.start], text[token.end :]
        yield f"without {number} `{token.text}`", before + after
        yield f"double {number} `{token.text}`", f"{before}{token.text} {token.text}{after}"
        for other in REPLACEMENTS:
            yield f"{other} for {number} `{token.text}`", f"{before} {other} {after}"
        if number + 1 < len(found):
            following = found[number + 1]
            middle = text[token.end : following.start]
            yield (
                f"swapped {number} `{token.text}`",
                before + following.text + middle + token.text + text[following.end :],
            )


class TestRecovery:
    def test_texts_of_these_tests_are_right(self) -> None:
        assert parsed(SMALL)[1] == [] and parsed(SAMPLE)[1] == []

    def test_one_slip_gives_few_problems(self) -> None:
        counts = {what: len(parsed(text)[1]) for what, text in slips(SMALL)}
        assert {what: count for what, count in counts.items() if count > MOST} == {}
        assert sum(counts.values()) / sum(count > 0 for count in counts.values()) <= MEAN

    def test_a_slip_that_is_one_is_told(self) -> None:
        """Nothing is passed over in silence: without a problem the text is right for Lark as well."""
        silent = [what for what, text in slips(SMALL) if not parsed(text)[1] and by_lark(text) is None]
        assert silent == []

    def test_every_problem_is_in_its_text(self) -> None:
        for what, text in slips(SMALL):
            for problem in parsed(text)[1]:
                span = problem.span
                assert span is not None and 0 <= span.start <= span.end <= len(text) + 1, (what, problem)

    @pytest.mark.parametrize("part", range(0, 100, 7))
    def test_a_text_cut_anywhere_is_parsed(self, part: int) -> None:
        """As it is while one types."""
        for end in range(part, len(SAMPLE), 100):
            tree, _ = parsed(SAMPLE[:end])
            assert tree.kind == "start"

    def test_nesting_has_a_limit(self) -> None:
        deep = MAX_DEPTH - 1
        assert codes('crm "К" { ' + "stage a { " * deep + "}" * (deep + 1)) == []
        assert codes('crm "К" { ' + "stage a { " * (deep + 1) + "}" * (deep + 2)) == ["S109"]


@pytest.mark.parametrize("text", ["role manager Менеджер", "crm 'Кухни'", "role r`Д", "goal Встреча с клиентом"])
def test_a_russian_word_without_quotes_is_told(text: str) -> None:
    assert codes(text)


@pytest.mark.parametrize("line", ["role", "service", "channel", "field size on deal: link", "param city:", "template"])
def test_a_statement_without_its_id_leaves_the_next_lines_alone(line: str) -> None:
    tree, problems = parsed(f'{line}\nrole head "РОП"\nproduct kitchen "Кухни"\n')
    assert len(problems) == 1
    assert {"role", "product"} <= {node.kind for node in tree.children}


def codes(text: str) -> list[str]:
    return [problem.code for problem in parsed(text)[1]]


# ---- stages stand on their own

STAGES = tuple(f'  stage s{number} "Этап {number}" {{ owner manager  goal "Цель" }}\n' for number in range(5))

#: Ways to break one stage, its braces left alone.
BREAKAGES: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("needless word", lambda line: line.replace("goal", "goal extra")),
    ("text forgotten", lambda line: line.replace('"Цель"', "")),
    ("id forgotten", lambda line: line.replace("stage s2", "stage")),
    ("unknown statement", lambda line: line.replace("owner", "ownership")),
    ("unknown block", lambda line: line.replace("owner manager", "blah blah { owner manager }")),
    ("stray sign", lambda line: line.replace("manager", "manager ;")),
    ("Cyrillic letter", lambda line: line.replace("owner", "оwner")),
    ("Russian word", lambda line: line.replace("owner", "ответственный")),
    ("bad number", lambda line: line.replace("goal", "sla stay 15min goal")),
    ("wrong quotes", lambda line: line.replace('"Цель"', "«Цель»")),
    ("number for a text", lambda line: line.replace('"Цель"', "5d")),
    ("comma at the end", lambda line: line.replace("manager", "manager,")),
    ("half a condition", lambda line: line.replace("owner manager", 'on enter if size > { tag "a" }')),
    ("brace of a trigger forgotten", lambda line: line.replace("owner manager", 'on enter tag "a" }')),
)


class TestIsolation:
    @pytest.mark.parametrize("breakage", BREAKAGES, ids=lambda item: item[0])
    def test_a_broken_stage_leaves_the_others_as_they_were(self, breakage: tuple[str, Callable[[str], str]]) -> None:
        broken = breakage[1](STAGES[2])
        assert broken != STAGES[2]
        tree, problems = parsed(self.pipeline(broken))
        assert problems != []
        assert self.others(tree) == self.others(parsed(self.pipeline(STAGES[2]))[0])

    @staticmethod
    def pipeline(middle: str) -> str:
        lines = (*STAGES[:2], middle, *STAGES[3:])
        return 'pipeline sales "Продажи" {\n' + "".join(lines) + '  won\n  lost\n}\nrole last "Последняя"\n'

    @staticmethod
    def others(tree: Node) -> list[Any]:
        """Everything but the broken stage, without offsets."""
        statements = chain(tree.children[0].children[-1].children, tree.children[1:])
        return [
            texts_of(node) for node in statements if is_other(node) or (node.kind != "stage" and "s2" not in str(node))
        ]


def is_other(node: Node) -> bool:
    return node.kind == "stage" and node.children[1].text in ("s0", "s1", "s3", "s4")


def texts_of(value: Any) -> Any:
    if isinstance(value, Node):
        return value.kind, [texts_of(child) for child in value.children]
    return value.text if isinstance(value, Token) else value


# ---- tokens


class TestTokens:
    @pytest.mark.parametrize("name", texts())
    def test_tokens_and_gaps_are_the_whole_text(self, name: str) -> None:
        text = texts()[name]
        at = 0
        for token in tokens(text):
            assert token.start >= at and text[token.start : token.end] == token.text
            gap = text[at : token.start]
            assert all(not line.strip() or line.strip().startswith("#") for line in gap.split("\n")), gap
            at = token.end

    @pytest.mark.parametrize(
        ("text", "kinds"),
        [
            ("abc _a a1 ABC", ["NAME"] * 4),
            ("5 1_000 2.5", ["NUMBER"] * 3),
            ("15m 2h 3d 1w", ["DURATION"] * 4),
            ("60% 99.5%", ["PERCENT"] * 2),
            ("2026-03-01", ["DATE"]),
            ("09:00", ["CLOCK"]),
            ("1..10", ["NUMBER", "RANGE", "NUMBER"]),
            ('"a" "" "a\\"b"', ["TEXT"] * 3),
            ('"""a""" """a"b""c""" """"""', ["LONGTEXT"] * 3),
            ("< <= > >=", ["COMPARE"] * 4),
            ("$a $city_2", ["VARIABLE"] * 2),
            (
                "{ } ( ) , . : = + -",
                ["LBRACE", "RBRACE", "LPAR", "RPAR", "COMMA", "DOT", "COLON", "EQUAL", "PLUS", "MINUS"],
            ),
            ('# { нет }\n5 # "нет"', ["NUMBER"]),
            ("«а» “a” „a“ „a”", ["FANCY_TEXT"] * 4),
            ("15min 3years 1h30m 0x10 1e5", ["BAD_NUMBER"] * 5),
            ('"открыт\n5', ["OPEN_TEXT", "NUMBER"]),
            ('"""открыт\n5', ["OPEN_LONGTEXT"]),
            ("; ! @ $ & ' `", ["STRAY"] * 7),
            ("", []),
            ("# только примечание", []),
        ],
    )
    def test_kinds(self, text: str, kinds: list[str]) -> None:
        assert [token.type for token in tokens(text)] == kinds

    def test_what_is_never_right_is_in_no_rule(self) -> None:
        terminals = {name for row in tables().rows for name in row if name.isupper()}
        assert not terminals & NEVER_RIGHT
        assert isinstance(tables(), Tables)
