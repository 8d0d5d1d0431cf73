"""The parser tables: the prebuilt ones that commands use, and fresh ones from Lark that tests hold them to."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from pipelang.grammar import tables as prebuilt


class Tables(NamedTuple):
    """LALR(1) tables as `grammar/make.py` describes them."""

    rows: tuple[dict[str, int], ...]
    defaults: tuple[int | None, ...]
    rules: tuple[tuple[str, str, int, tuple[int, ...], bool, bool], ...]
    keywords: dict[str, str]
    start: int
    end: int


@cache
def tables() -> Tables:
    return Tables(prebuilt.ROWS, prebuilt.DEFAULTS, prebuilt.RULES, prebuilt.KEYWORDS, prebuilt.START, prebuilt.END)


def built_by_lark(grammar: str) -> Tables:
    """Tables made from a grammar's text at run time; costs the import of Lark and the analysis of the grammar."""
    from pipelang.grammar.make import build

    made: dict[str, Any] = build(grammar)
    return Tables(
        tuple(made["rows"]), tuple(made["defaults"]), tuple(made["rules"]), made["keywords"], made["start"], made["end"]
    )
