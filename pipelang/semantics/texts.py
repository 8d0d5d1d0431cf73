"""Texts as written to what they say: escapes, indentation, variables, placeholders."""

from __future__ import annotations

import re
from collections.abc import Mapping
from textwrap import dedent
from typing import Any
from typing import Literal as Choice

from pipelang.diagnostics import Edit, Fix, Problems, suggestion
from pipelang.model.values import Placeholder, Text
from pipelang.semantics.quantities import Quantities
from pipelang.semantics.units import Frame
from pipelang.source import Span
from pipelang.syntax.tokens import Token
from pipelang.syntax.tree import Node

#: What every CRM can put into a text, by owner.
PLACEHOLDERS: Mapping[str, frozenset[str]] = {
    "deal": frozenset({"name", "id", "link", "price"}),
    "lead": frozenset({"name", "id", "link", "price"}),
    "contact": frozenset({"name", "first_name"}),
    "company": frozenset({"name"}),
    "owner": frozenset({"name", "phone", "email"}),
    "crm": frozenset({"name"}),
    "pipeline": frozenset({"name"}),
    "stage": frozenset({"name"}),
}

_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}
#: A backslash at the end of a line joins it with the next, so that a long sentence may be wrapped in the spec.
_ESCAPE = re.compile(r"\\(\n[ \t]*|.)", re.DOTALL)
_VARIABLE = re.compile(r"\{\$(\w+)\}")
_PLACEHOLDER = re.compile(r"\{\{|\}\}|\{([^{}\n]*)\}")

Locale = Choice["ru", "en"]


class Texts(Quantities):
    """Reads texts. `locale` is the crm's: durations are written out in it."""

    def __init__(self, problems: Problems, overrides: Mapping[str, str]) -> None:
        super().__init__(problems, overrides)
        self.locale: Locale = "ru"

    def text(self, node: Any, frame: Frame) -> str:
        """A fixed text: escapes read, indentation of a long text taken off, `{$variables}` filled in."""
        raw, inner, found = self._raw(node, frame)
        if "{$" not in raw:
            return raw
        return _VARIABLE.sub(lambda match: self._filled(match, found, inner), raw)

    def name_text(self, node: Any, frame: Frame) -> str:
        """A text that names something, so that it may not be empty."""
        text = self.text(node, frame).strip()
        written = isinstance(node, Token) and node.type in ("TEXT", "LONGTEXT") and node.end > node.start
        if not text and written and node.text:
            self.add("N212", frame, node)
        return text

    def live_text(self, node: Any, frame: Frame) -> Text:
        """A text that is sent: placeholders are checked against the fields of the program."""
        raw, frame, node = self._raw(node, frame)
        if "{" not in raw and "}" not in raw:
            return Text((raw,) if raw else ())
        parts: list[str | Placeholder] = []
        at = 0
        for match in _PLACEHOLDER.finditer(raw):
            parts.append(self._between(raw[at : match.start()], node, frame))
            parts.append(self._placeholder(match, node, frame))
            at = match.end()
        parts.append(self._between(raw[at:], node, frame))
        return Text(_joined(parts))

    def _between(self, words: str, node: Token, frame: Frame) -> str:
        """Words between placeholders; a brace left among them has no other half."""
        for brace in "{}":
            if brace in words:
                offset = frame.unit.source.text.find(
                    brace + words.split(brace, 1)[1][:8].split("\n")[0], node.start, node.end
                )
                start = offset if offset >= 0 else node.start
                self.problems.add("S117", Span(frame.unit.source, start, start + 1, frame.via), brace=brace)
                break
        return words

    def _raw(self, node: Any, frame: Frame) -> tuple[str, Frame, Any]:
        found, inner = self.plain(node, frame)
        if found is None:
            return "", inner, found
        if not isinstance(found, Token) or found.type not in ("TEXT", "LONGTEXT"):
            self.wrong_type(node, frame, found, inner, "text")
            return "", inner, found
        if found.type == "TEXT":
            return self._unescaped(found.text[1:-1], found, inner), inner, found
        return self._unescaped(dedent(found.text[3:-3]).strip(), found, inner), inner, found

    def _unescaped(self, text: str, node: Token, frame: Frame) -> str:
        if "\\" not in text:
            return text
        for match in _ESCAPE.finditer(text):
            if match[1] not in _ESCAPES and not match[1].startswith("\n"):
                self.add("S114", frame, node, escape=match[0])
        return _ESCAPE.sub(_read_escape, text)

    def _filled(self, match: re.Match[str], node: Any, frame: Frame) -> str:
        start = _place(match, node, frame)
        token = Token("VARIABLE", f"${match[1].strip().removeprefix('$')}", start + 1, start + len(match[0]) - 1)
        value, inner = self.plain(token, frame)
        if isinstance(value, Node) and value.kind == "duration":
            from pipelang.words.durations import duration_words

            duration = self.duration(value, inner)
            return duration_words(duration, self.locale) if duration is not None else ""
        if isinstance(value, Token) and value.type in ("TEXT", "LONGTEXT"):
            return self.text(value, inner)
        return _shown(value)

    def _placeholder(self, match: re.Match[str], node: Token, frame: Frame) -> str | Placeholder:
        if match[1] is None:
            return match[0][0]
        inside = match[1].strip()
        if inside.startswith("$"):
            return self._filled(match, node, frame)
        owner, _, name = inside.partition(".")
        if name in PLACEHOLDERS.get(owner, ()):
            return Placeholder(owner, name, builtin=True)
        if f"{owner}.{name}" in self.fields:
            return Placeholder(owner, name, builtin=False)
        self._unknown_placeholder(inside, match, node, frame)
        return match[0]

    def _unknown_placeholder(self, inside: str, match: re.Match[str], node: Token, frame: Frame) -> None:
        known = [f"{owner}.{name}" for owner, names in PLACEHOLDERS.items() for name in sorted(names)] + list(
            self.fields
        )
        meant = suggestion(inside, known)
        if not meant and "." not in inside:
            meant = next((name for name in known if name.endswith(f".{inside}")), "")
        start = _place(match, node, frame)
        span = Span(frame.unit.source, start + 1, start + len(match[0]) - 1, frame.via)
        if not self.skipped.intersection(inside.split(".")):
            fix = Fix((Edit(span, meant),), safe=False) if meant else None
            self.problems.add("N207", span, fix=fix, name=inside, suggestion=meant)


def _place(match: re.Match[str], node: Token, frame: Frame) -> int:
    """Where a piece of a text stands in its source: the text has lost escapes and indentation, so it is counted, not measured."""
    text, at = frame.unit.source.text, node.start - 1
    for _ in range(match.string.count(match[0], 0, match.start()) + 1):
        found = text.find(match[0], at + 1, node.end)
        at = found if found >= 0 else max(at, node.start)
    return at


def _read_escape(match: re.Match[str]) -> str:
    return "" if match[1].startswith("\n") else _ESCAPES.get(match[1], match[0])


def _shown(value: Any) -> str:
    """A value as it reads inside a text."""
    if value is None:
        return ""
    if isinstance(value, Node):
        return " ".join(token.text for token in value.children)
    return str(value.text)


def _joined(parts: list[str | Placeholder]) -> tuple[str | Placeholder, ...]:
    """Neighbouring strings as one, empty ones dropped."""
    joined: list[str | Placeholder] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        elif part:
            joined.append(part)
    return tuple(joined)
