"""Parser tables from the grammar: `python -m pipelang.grammar.make` writes `tables.py`.

Lark builds the LALR(1) tables; they are saved as plain data, so that no command pays for importing Lark or analysing the grammar.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

#: terminal or nonterminal -> next state (>= 0) or ~rule (< 0), per state
Row = dict[str, int]
#: (origin, kind, length, plan, inline, expand): see `_shape`
Shape = tuple[str, str, int, tuple[int, ...], bool, bool]


def grammar_text() -> str:
    return (files("pipelang.grammar") / "pipelang.lark").read_text(encoding="utf-8")


def fingerprint(grammar: str) -> str:
    return hashlib.sha256(grammar.encode()).hexdigest()[:16]


def build(grammar: str) -> dict[str, Any]:
    """The tables of a grammar: `rows`, `defaults`, `rules`, `keywords`, `start`."""
    from lark import Lark
    from lark.lexer import Lexer
    from lark.parsers.lalr_analysis import Shift

    class NoLexer(Lexer):
        def __init__(self, conf: Any) -> None: ...

        def lex(self, lexer_state: Any, parser_state: Any) -> Iterator[Any]:
            return iter(())

    lark = Lark(grammar, parser="lalr", lexer=NoLexer, maybe_placeholders=True, strict=False)
    frontend: Any = lark.parser
    table = frontend.parser._parse_table
    rules = sorted(lark.rules, key=repr)
    number = {id(rule): index for index, rule in enumerate(rules)}
    order = _numbered(table, Shift)
    rows = [
        {
            name: order[arg] if action is Shift else ~number[id(arg)]
            for name, (action, arg) in sorted(table.states[state].items())
        }
        for state in order
    ]
    return {
        "rows": [{} if _only_reduces(row) else row for row in rows],
        "defaults": [next(iter(row.values())) if _only_reduces(row) else None for row in rows],
        "rules": [_shape(rule) for rule in rules],
        "keywords": dict(
            sorted((term.pattern.value, term.name) for term in lark.terminals if str(term.pattern.value).isalpha())
        ),
        "start": order[table.start_states["start"]],
        "end": order[table.end_states["start"]],
    }


def _numbered(table: Any, shift: Any) -> dict[int, int]:
    """Lark's state -> ours, in the order that they are reached: Lark numbers them as its sets happen to be ordered."""
    order = {table.start_states["start"]: 0}
    for state in (waiting := [table.start_states["start"]]):
        for _, (action, arg) in sorted(table.states[state].items()):
            if action is shift and arg not in order:
                order[arg] = len(order)
                waiting.append(arg)
    return order


def _only_reduces(row: Row) -> bool:
    """Whether a state does one and the same reduction whatever follows: then its row can be left out."""
    return len(set(row.values())) == 1 and next(iter(row.values())) < 0


def _shape(rule: Any) -> Shape:
    """How a reduction makes its value: the nonterminal it completes, the node's kind (none for helper rules of `*` and `+`,
    whose values are lists), how many values it takes, and which of them it keeps.

    `plan`: index of a kept value, or -1 for an optional part that is absent; `inline`: values that are lists are spliced in;
    `expand`: a single kept value stands for the node itself (`?rule` of Lark).
    """
    gaps = "".join(str(int(empty)) for empty in rule.options.empty_indices or [False] * len(rule.expansion))
    absent = [len(ones) for ones in gaps.split("0")]
    plan: list[int] = []
    for index, symbol in enumerate(rule.expansion):
        plan += [-1] * absent[index]
        if not (symbol.is_term and symbol.filter_out):
            plan.append(index)
    plan += [-1] * absent[len(rule.expansion)]
    inline = any(not symbol.is_term and symbol.name.startswith("_") for symbol in rule.expansion)
    kind = "" if rule.origin.name.startswith("_") else str(rule.alias or rule.origin.name)
    return (
        str(rule.origin.name),
        kind,
        len(rule.expansion),
        tuple(plan),
        inline,
        bool(rule.options.expand1 and not rule.alias),
    )


def source(grammar: str) -> str:
    """The text of `tables.py`. Equal rows are written once."""
    tables = build(grammar)
    unique: dict[str, int] = {}
    refs = [unique.setdefault(repr(row), len(unique)) for row in tables["rows"]]
    return "\n".join(
        [
            '"""LALR(1) tables of pipelang.lark, made by make.py. Do not edit."""',
            f"GRAMMAR = {fingerprint(grammar)!r}",
            "_ROWS: tuple[dict[str, int], ...] = (",
            *(f"    {row}," for row in unique),
            ")",
            f"ROWS = tuple(map(_ROWS.__getitem__, {tuple(refs)}))",
            f"DEFAULTS = {tuple(tables['defaults'])}",
            "RULES = (",
            *(f"    {rule}," for rule in tables["rules"]),
            ")",
            f"KEYWORDS = {tables['keywords']}",
            f"START = {tables['start']}",
            f"END = {tables['end']}",
            "",
        ]
    )


def main() -> None:
    target = Path(str(files("pipelang.grammar") / "tables.py"))
    target.write_text(source(grammar_text()), encoding="utf-8")


if __name__ == "__main__":
    main()
