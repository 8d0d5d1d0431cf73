"""Names, values and texts as written to what they mean; every mistake becomes a problem and a harmless stand-in.

A name or value that the parser had to put in is empty; nothing is ever said about it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from textwrap import dedent
from typing import Any, NamedTuple, cast
from typing import Literal as Choice

from pipelang.diagnostics import Diagnostic, Edit, Fix, Kind, Label, Param, Problems, suggestion
from pipelang.model.program import ENTITIES, Field
from pipelang.model.values import Duration, FieldRef, Literal, Placeholder, Text, Unit
from pipelang.semantics.units import DECLARES, Bound, Frame, Placed
from pipelang.source import Span
from pipelang.syntax.tokens import Token, tokens
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
#: A backslash at the end of a line joins it with the next, so that a long sentence may be wrapped in the spec.
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}
_ESCAPE = re.compile(r"\\(\n[ \t]*|.)", re.DOTALL)
_VARIABLE = re.compile(r"\{\$(\w+)\}")
_PLACEHOLDER = re.compile(r"\{\{|\}\}|\{([^{}\n]*)\}")


Locale = Choice["ru", "en"]


class Names(NamedTuple):
    """Names of the two ends of a pipeline where the spec gives none."""

    won: str
    lost: str


NAMES = {"ru": Names("Успешно реализовано", "Закрыто и не реализовано"), "en": Names("Won", "Lost")}


DECLARED = frozenset(DECLARES.values())


class Resolver:
    """What all builders of the model share: the problems, the fields of the program, and the way from words to things."""

    def __init__(self, problems: Problems, overrides: Mapping[str, str]) -> None:
        self.problems = problems
        self.overrides = overrides
        self.fields: dict[str, Field] = {}
        self.skipped: frozenset[str] = frozenset()
        #: Every `allow` of a small block, with the address of what it stands in.
        self.allowed: list[tuple[Placed, str]] = []
        #: A file could not be read: what it may declare is not told as unknown.
        self.incomplete = False
        self.currency = ""
        self.locale: Locale = "ru"
        self.names = NAMES["ru"]

    def add(
        self, code: str, frame: Frame, node: Node | Token, *labels: Label, fix: Fix | None = None, **params: Param
    ) -> None:
        self.problems.append(Diagnostic(code, frame.span(node), params, labels, fix))

    def check_id(self, token: Token, frame: Frame) -> None:
        """Ids are lower case, so that no two differ only by case in a CRM that does not tell case apart."""
        if token.text != token.text.lower() or token.text.startswith("_"):
            self.add("N204", frame, token, name=token.text, suggestion=token.text.lower().lstrip("_"))

    # ---- variables ----

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
        self.add("N208", frame, token, name=name, suggestion=suggestion(name, list(known)))

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

    # ---- names ----

    def name(self, kind: str, path: Any, frame: Frame) -> Placed | None:
        """The declaration that a path names; None (with the problem told) when there is none."""
        used = frame
        node, frame = self.plain(path, frame)
        if node is None:
            return None
        words = _words(node)
        if words is None:
            self.wrong_type(path, used, node, frame, kind)
            return None
        return self._declared(kind, words, node, frame)

    def _declared(self, kind: str, words: list[str], node: Node | Token, frame: Frame) -> Placed | None:
        if not all(words):
            return None
        unit, name = frame.unit, ".".join(words)
        if len(words) > 1 and words[0] in unit.aliases:
            unit, name = unit.aliases[words[0]], ".".join(words[1:])
        found = unit.visible(kind).get(name)
        if found is None and not self.skipped.intersection(words):
            self.unknown(kind, name, unit.visible(kind), node, frame)
        return found

    def unknown(self, kind: str, name: str, known: Iterable[str], node: Node | Token, frame: Frame) -> None:
        if self.incomplete and kind in DECLARED:
            return
        meant = suggestion(name, list(known))
        fix = Fix((Edit(frame.span(node), meant),)) if meant and node.end > node.start else None
        self.add("N201", frame, node, fix=fix, kind=Kind(kind), name=name, suggestion=meant)

    def id_of(self, kind: str, path: Any, frame: Frame) -> str:
        """The id of a declared thing, or an empty string."""
        found = self.name(kind, path, frame)
        return found.node.children[0].text if found else ""

    def field(self, path: Any, frame: Frame, entity: str) -> Field | None:
        """A field by `deal.budget`, or by `budget` alone: of `entity` first, else of the client's card, where it is clear."""
        used = frame
        node, frame = self.plain(path, frame)
        words = _words(node) if node is not None else None
        if node is None or words is None or not all(words):
            if node is not None and words is None:
                self.wrong_type(path, used, node, frame, "field")
            return None
        known = frame.unit.visible("field")
        if len(words) > 1 and words[0] in frame.unit.aliases:
            known, words = frame.unit.aliases[words[0]].visible("field"), words[1:]
        if len(words) == 2:
            return self._field_named(words, known, node, frame, entity)
        return self._field_by_id(words[0], known, node, frame, entity)

    def _field_named(
        self, words: list[str], known: Mapping[str, Placed], node: Node, frame: Frame, entity: str
    ) -> Field | None:
        name, reached = ".".join(words), _reached(entity)
        if name in known and words[0] in reached:
            return self.fields.get(name)
        if not self.skipped.intersection(words):
            self.unknown("field", name, [other for other in known if other.partition(".")[0] in reached], node, frame)
        return None

    def _field_by_id(
        self, word: str, known: Mapping[str, Placed], node: Node, frame: Frame, entity: str
    ) -> Field | None:
        own = f"{entity}.{word}"
        if own in known:
            return self.fields.get(own)
        others = [name for name in (f"{other}.{word}" for other in _reached(entity)) if name in known]
        if len(others) == 1:
            return self.fields.get(others[0])
        if others:
            labels = [Label(known[name].frame.span(known[name].node.children[0]), "declared") for name in others]
            self.add("N205", frame, node, *labels, name=word, choices=", ".join(others))
        elif word not in self.skipped:
            self.unknown("field", word, sorted({name.split(".")[1] for name in known}), node, frame)
        return None

    def word(self, what: str, token: Token, allowed: Iterable[str], frame: Frame) -> str:
        """A word out of a fixed list, or an empty string."""
        choices = list(allowed)
        if token.text in choices or not token.text:
            return token.text
        meant = suggestion(token.text, choices)
        fix = Fix((Edit(frame.span(token), meant),)) if meant else None
        self.add(
            "N209",
            frame,
            token,
            fix=fix,
            what=Kind(what),
            word=token.text,
            choices=", ".join(choices),
            suggestion=meant,
        )
        return ""

    # ---- texts ----

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

    def wrong_type(self, used: Any, frame: Frame, value: Any, inner: Frame, wanted: str) -> None:
        """A value that is of another type than its place needs; of a variable the place is pointed at, and the value beside."""
        labels = [] if value is used else [Label(inner.span(value), "value")]
        self.add("T406", frame, used, *labels, wanted=Kind(wanted))

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
            self.problems.add(
                "N207", span, fix=Fix((Edit(span, meant),)) if meant else None, name=inside, suggestion=meant
            )

    # ---- values ----

    def duration(self, node: Any, frame: Frame) -> Duration | None:
        """`15m working`; the flag may stand on the place of use, for a variable."""
        if node is None:
            return None
        working = isinstance(node, Node) and len(node.children) > 1 and node.children[1] is not None
        value, value_frame = self.plain(node, frame)
        token = value
        if isinstance(value, Node) and value.kind == "duration":
            token = value.children[0]
            working = working or value.children[1] is not None
        if token is None or (isinstance(token, Token) and not token.text):
            return None
        if not isinstance(token, Token) or token.type != "DURATION":
            self.wrong_type(node, frame, token, value_frame, "duration")
            return None
        return Duration(int(token.text[:-1]), cast(Unit, token.text[-1]), working)

    def percent(self, node: Any, frame: Frame) -> float | None:
        value, inner = self.plain(node, frame)
        if value is None or (isinstance(value, Token) and not value.text):
            return None
        if not isinstance(value, Token) or value.type != "PERCENT":
            self.wrong_type(node, frame, value, inner, "percent")
            return None
        number = float(value.text[:-1])
        if not 0 < number <= 100:
            self.add("T411", inner, value, value=value.text)
        return number

    def literal(self, node: Any, frame: Frame) -> Literal | None:
        """A written value with its own type; None for a name (the caller knows what names mean there)."""
        if isinstance(node, Node):
            return self._compound(node, frame)
        match node.type:
            case "NUMBER":
                return Literal("number", number(node.text)) if node.text else None
            case "PERCENT":
                return Literal("percent", number(node.text[:-1]))
            case "DATE":
                return self._date(node, frame)
            case "YES" | "NO":
                return Literal("flag", node.type == "YES")
            case "TEXT" | "LONGTEXT":
                return Literal("text", self.text(node, frame))
        return None

    def days(self, node: Node, frame: Frame) -> tuple[str, ...]:
        """`mon-fri` as its days; `daily` is every day."""
        first, last = node.children
        if first.text == "daily" and last is None:
            return DAYS
        words = [self.word("day", token, DAYS, frame) for token in node.children if token is not None]
        if not all(words):
            return ()
        start, end = DAYS.index(words[0]), DAYS.index(words[-1])
        if start > end:
            self.add("M330", frame, node, text=frame.span(node).text)
            return ()
        return DAYS[start : end + 1]

    def clock(self, token: Token, frame: Frame) -> str:
        if token.text and not (token.text[:2] < "24" and token.text[3:] < "60"):
            self.add("T410", frame, token, time=token.text)
        return token.text

    def _compound(self, node: Node, frame: Frame) -> Literal | None:
        """Money or a duration, which are of several tokens."""
        if node.kind == "money":
            amount, currency = node.children
            return Literal("money", number(amount.text) if amount.text else 0, currency.text)
        duration = self.duration(node, frame) if node.kind == "duration" else None
        return Literal("duration", duration) if duration is not None else None

    def _date(self, token: Token, frame: Frame) -> Literal | None:
        try:
            return Literal("date", date.fromisoformat(token.text).isoformat())
        except ValueError:
            self.add("T409", frame, token, date=token.text)
            return None


def _place(match: re.Match[str], node: Token, frame: Frame) -> int:
    """Where a piece of a text stands in its source: the text has lost escapes and indentation, so it is counted, not measured."""
    text, at = frame.unit.source.text, node.start - 1
    for _ in range(match.string.count(match[0], 0, match.start()) + 1):
        found = text.find(match[0], at + 1, node.end)
        at = found if found >= 0 else max(at, node.start)
    return at


def _below(node: Any, words: list[Token]) -> Any:
    """`$pipeline.new`: the name that stands for the variable, with what was written after it."""
    if not words or node is None:
        return node
    first = node.children if isinstance(node, Node) and node.kind == "path" else [node]
    return Node("path", [*first, *words], node.start, node.end)


def number(text: str) -> int | float:
    plain = text.replace("_", "")
    return float(plain) if "." in plain else int(plain)


def _reached(entity: str) -> tuple[str, ...]:
    """The cards whose fields a pipeline of deals (or of leads) can see."""
    return tuple(other for other in ENTITIES if other == entity or other not in ("deal", "lead"))


def field_ref(field: Field) -> FieldRef:
    return FieldRef(field.entity, field.id)


def _read_escape(match: re.Match[str]) -> str:
    return "" if match[1].startswith("\n") else _ESCAPES.get(match[1], match[0])


def _words(node: Any) -> list[str] | None:
    """The words of a path; None when the node is no name at all."""
    if isinstance(node, Node) and node.kind == "path":
        return [token.text for token in node.children]
    if isinstance(node, Token) and node.type == "NAME":
        return [node.text]
    return None


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
