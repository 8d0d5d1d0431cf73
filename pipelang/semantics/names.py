"""Names as written to what they name: declared things, fields, words out of a fixed list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pipelang.diagnostics import Edit, Fix, Kind, Label, Problems, suggestion
from pipelang.model.program import ENTITIES, Field
from pipelang.model.values import FieldRef
from pipelang.semantics.units import DECLARES, Frame, Placed
from pipelang.semantics.variables import Variables, part
from pipelang.syntax.tokens import Token
from pipelang.syntax.tree import Node

DECLARED = frozenset(DECLARES.values())


class Names(Variables):
    """Looks names up. `fields` are those of the program, by `deal.budget`; they are filled in as they are built."""

    def __init__(self, problems: Problems, overrides: Mapping[str, str]) -> None:
        super().__init__(problems, overrides)
        self.fields: dict[str, Field] = {}
        #: Names in what could not be read: nothing is said of them.
        self.skipped: frozenset[str] = frozenset()
        #: A file could not be read: what it may declare is not told as unknown.
        self.incomplete = False

    def check_id(self, token: Token, frame: Frame) -> None:
        """Ids are lower case, so that no two differ only by case in a CRM that does not tell case apart."""
        if token.text != token.text.lower() or token.text.startswith("_"):
            self.add("N204", frame, token, name=token.text, suggestion=token.text.lower().lstrip("_"))

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
        at = part(frame.span(node), name) if meant else None
        fix = Fix((Edit(at, meant),), safe=False) if at else None
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
            reached = {name.split(".")[1] for name in known if name.partition(".")[0] in _reached(entity)}
            self.unknown("field", word, sorted(reached), node, frame)
        return None

    def word(self, what: str, token: Token, allowed: Iterable[str], frame: Frame) -> str:
        """A word out of a fixed list, or an empty string."""
        choices = list(allowed)
        if token.text in choices or not token.text:
            return token.text
        meant = suggestion(token.text, choices)
        fix = Fix((Edit(frame.span(token), meant),), safe=False) if meant else None
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


def _words(node: Any) -> list[str] | None:
    """The words of a path; None when the node is no name at all."""
    if isinstance(node, Node) and node.kind == "path":
        return [token.text for token in node.children]
    if isinstance(node, Token) and node.type == "NAME":
        return [node.text]
    return None


def _reached(entity: str) -> tuple[str, ...]:
    """The cards whose fields a pipeline of deals (or of leads) can see."""
    return tuple(other for other in ENTITIES if other == entity or other not in ("deal", "lead"))


def field_ref(field: Field) -> FieldRef:
    return FieldRef(field.entity, field.id)
