"""What stands for `$name`: an argument of the template, a parameter of the program, or its value from outside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pipelang.diagnostics import Diagnostic, Edit, Fix, Kind, Label, Param, Problems, suggestion
from pipelang.semantics.units import Bound, Frame, Placed
from pipelang.source import Span
from pipelang.syntax.tokens import Token, tokens
from pipelang.syntax.tree import Node


class Variables:
    """Follows variables to what was written for them, and collects the problems. `overrides`: parameters set from outside."""

    def __init__(self, problems: Problems, overrides: Mapping[str, str]) -> None:
        self.problems = problems
        self.overrides = overrides

    def add(
        self, code: str, frame: Frame, node: Node | Token, *labels: Label, fix: Fix | None = None, **params: Param
    ) -> None:
        self.problems.append(Diagnostic(code, frame.span(node), params, labels, fix))

    def wrong_type(self, used: Any, frame: Frame, value: Any, inner: Frame, wanted: str) -> None:
        """A value that is of another type than its place needs; of a variable the place is pointed at, and the value beside."""
        labels = [] if value is used else [Label(inner.span(value), "value")]
        self.add("T406", frame, used, *labels, wanted=Kind(wanted))

    def bound(self, token: Token, frame: Frame) -> Bound | None:
        """What stands for `$name`: an argument of the template, or a parameter of the program."""
        name = token.text[1:]
        found = frame.env.get(name)
        if found is None and name:
            declared = frame.unit.visible("param").get(name)
            if declared is not None:
                return self._parameter(declared)
            self._unknown_variable(token, frame, name, [*frame.env, *frame.unit.visible("param")])
        return found

    def _parameter(self, declared: Placed) -> Bound | None:
        name, _, default = declared.node.children
        if name.text in self.overrides:
            return Bound(_from_outside(self.overrides[name.text], declared.node), declared.frame)
        return Bound(default, declared.frame) if default is not None else None

    def _unknown_variable(self, token: Token, frame: Frame, name: str, known: Iterable[str]) -> None:
        meant = suggestion(name, list(known))
        at = part(frame.span(token), name) if meant else None
        fix = Fix((Edit(at, meant),), safe=False) if at else None
        self.add("N208", frame, token, fix=fix, name=name, suggestion=meant)

    def plain(self, node: Any, frame: Frame) -> tuple[Any, Frame]:
        """A node with variables followed to what was written for them; (None, frame) when there is nothing."""
        for _ in range(20):
            token = (
                node.children[0]
                if isinstance(node, Node) and node.kind in ("path", "duration") and node.children
                else node
            )
            if not (isinstance(token, Token) and token.type == "VARIABLE"):
                return node, frame
            bound = self.bound(token, frame)
            if bound is None:
                return None, frame
            below = node.children[1:] if isinstance(node, Node) and node.kind == "path" else []
            node, frame = _below(bound.node, below), bound.frame
        return None, frame


def _below(node: Any, words: list[Token]) -> Any:
    """`$pipeline.new`: the name that stands for the variable, with what was written after it."""
    if not words or node is None:
        return node
    first = node.children if isinstance(node, Node) and node.kind == "path" else [node]
    return Node("path", [*first, *words], node.start, node.end)


def _from_outside(value: str, declared: Node) -> Any:
    """A parameter's value from the command line or the configuration, as if written in the place of the default."""
    start, end = declared.start, declared.end
    if declared.children[1].text == "text":
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
        return Token("TEXT", f'"{escaped}"', start, end)
    if value in ("yes", "no"):
        return Token(value.upper(), value, start, end)
    found = [token._replace(start=start, end=end) for token in tokens(value)]
    match [token.type for token in found]:
        case ["DURATION"]:
            return Node("duration", [found[0], None], start, end)
        case ["DURATION", "NAME"] if found[1].text == "working":
            return Node("duration", found, start, end)
        case ["NUMBER", "NAME"]:
            return Node("money", found, start, end)
        case ["NAME", *_] if all(token.type in ("NAME", "DOT") for token in found):
            return Node("path", [token for token in found if token.type == "NAME"], start, end)
        case [_]:
            return found[0]
    return Token("STRAY", value, start, end)


def part(at: Span, name: str) -> Span | None:
    """The name itself in what was written for it: after an alias (`shared.manager`) or a `$`, or before what is below it."""
    if not name:
        return None
    if at.text.endswith(name):
        return at._replace(start=at.end - len(name))
    return at._replace(end=at.start + len(name)) if at.text.startswith(f"{name}.") else None
