"""What the parser makes: nodes named after the rules of the grammar, with the tokens that carry meaning."""

from __future__ import annotations

from typing import Any


class Node:
    """One rule of `grammar/pipelang.lark` as found in a text: `children` are nodes, tokens, or None for an absent option."""

    __slots__ = ("children", "end", "kind", "start")

    def __init__(self, kind: str, children: list[Any], start: int, end: int) -> None:
        self.kind = kind
        self.children = children
        self.start = start
        self.end = end

    def __repr__(self) -> str:
        return f"Node({self.kind}, {self.children})"
