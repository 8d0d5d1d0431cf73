"""Declarations that stand on their own: the client, people, products, channels, fields, texts, parameters."""

from __future__ import annotations

from typing import Any, cast, get_args

from pipelang.diagnostics import Edit, Fix, Kind, Label
from pipelang.model.program import (
    ENTITIES,
    Channel,
    ChannelKind,
    Crm,
    Document,
    Entity,
    Field,
    FieldType,
    Hours,
    Message,
    Option,
    Param,
    Product,
    Role,
    Service,
    TaskType,
)
from pipelang.model.values import Literal
from pipelang.semantics import placement
from pipelang.semantics.expand import Expander
from pipelang.semantics.places import about_of
from pipelang.semantics.quantities import number
from pipelang.semantics.resolver import Resolver
from pipelang.semantics.templates import NAME_TYPES, SIMPLE_TYPES
from pipelang.semantics.units import Placed
from pipelang.syntax.tokens import Token
from pipelang.syntax.tree import Node

LOCALES = ("ru", "en")
FIELD_TYPES: tuple[str, ...] = tuple(word for word in get_args(FieldType) if word != "link")
CHANNEL_KINDS: tuple[str, ...] = get_args(ChannelKind)


class Declarations:
    """Builds the nodes of one program, in the order that the files declare them."""

    def __init__(self, resolver: Resolver, expander: Expander) -> None:
        self.resolver = resolver
        self.expander = expander

    # ---- the client ----

    def crm(self, placed: Placed) -> Crm:
        name, block = placed.node.children
        said: dict[str, Any] = {}
        first: dict[str, Placed] = {}
        items = self.expander.statements(block.children, placed.frame) if block is not None else ()
        for item in placement.check(items, "crm", self.resolver):
            kind = item.node.kind
            if kind in first:
                label = Label(first[kind].span, "first-defined")
                self.resolver.problems.add("M302", item.span, label, statement=placement.word(kind))
            elif kind != "allow":
                first[kind] = item
                said[kind] = self._crm_line(kind, item)
        return Crm(
            "crm",
            placed.span._replace(end=name.end),
            self.resolver.name_text(name, placed.frame),
            **{key: value for key, value in said.items() if value},
        )

    def _crm_line(self, kind: str, item: Placed) -> Any:
        node, frame = item
        if kind == "hours":
            return tuple(hours for hours in (self._hours(child, item) for child in node.children) if hours is not None)
        if kind == "locale":
            return self.resolver.word("locale", node.children[0], LOCALES, frame)
        if kind == "currency":
            token = node.children[0]
            if token.text and not (len(token.text) == 3 and token.text.isupper()):
                code = token.text.upper()
                known = len(code) == 3 and code.isascii() and code.isalpha()
                fix = Fix((Edit(frame.span(token), code),)) if known else None
                self.resolver.add("M331", frame, token, fix=fix, word=token.text)
            return token.text
        text = self.resolver.text(node.children[0], frame)
        if kind == "timezone" and text and "/" not in text and text != "UTC":
            self.resolver.add("M333", frame, node.children[0], zone=text)
        return text

    def _hours(self, node: Node, item: Placed) -> Hours | None:
        days, start, end = node.children
        found = self.resolver.days(days, item.frame)
        opens, closes = (self.resolver.clock(token, item.frame) for token in (start, end))
        if opens and closes and opens >= closes:
            self.resolver.add("M330", item.frame, node, text=f"{opens}-{closes}")
            return None
        return Hours(found, opens, closes) if found and opens and closes else None

    # ---- named things ----

    def role(self, placed: Placed) -> Role:
        return Role(**self._named("role", placed))

    def product(self, placed: Placed) -> Product:
        return Product(**self._named("product", placed))

    def service(self, placed: Placed) -> Service:
        return Service(**self._named("service", placed))

    def task_type(self, placed: Placed) -> TaskType:
        return TaskType(**self._base("task_type", placed, *placed.node.children))

    def _named(self, kind: str, placed: Placed) -> dict[str, Any]:
        id, name, was, block = placed.node.children
        return self._base(kind, placed, id, name, was, block)

    def _base(
        self, kind: str, placed: Placed, id: Token, name: Any, was: Node | None, block: Node | None = None
    ) -> dict[str, Any]:
        self.resolver.check_id(id, placed.frame)
        return {
            "address": f"{kind}.{id.text}",
            "at": placed.span._replace(end=name.end),
            "id": id.text,
            "name": self.resolver.name_text(name, placed.frame),
            "was": was.children[0].text if was is not None else None,
            "about": about_of(block, placed, f"{kind}.{id.text}", self.resolver, self.expander),
        }

    def channel(self, placed: Placed) -> Channel:
        id, kind, name, via, was, block = placed.node.children
        base = self._base("channel", placed, id, name, was, block)
        word = self.resolver.word("kind of channel", kind, CHANNEL_KINDS, placed.frame) or "messenger"
        service = self.resolver.id_of("service", via, placed.frame) if via is not None else ""
        return Channel(**base, kind=cast(Any, word), via=service or None)

    # ---- fields ----

    def field(self, placed: Placed) -> Field:
        id, entity, type_, name, group, was, block = placed.node.children
        frame = placed.frame
        self.resolver.check_id(id, placed.frame)
        owner = cast(Entity, self.resolver.word("entity", entity, ENTITIES, frame) or "deal")
        address = f"field.{owner}.{id.text}"
        word, link, low, high = self._type(type_, placed)
        options, about = self._options(block, placed, address)
        if word in ("choice", "choices") and not options:
            self.resolver.add("M324", frame, type_, name=id.text)
        if options and word not in ("choice", "choices", ""):
            self.resolver.add("M325", frame, type_, name=id.text, type=Kind(word))
        return Field(
            address,
            placed.span._replace(end=name.end),
            id.text,
            self.resolver.name_text(name, frame),
            was.children[0].text if was is not None else None,
            about,
            owner,
            cast(Any, word or "text"),
            self.resolver.text(group, frame) if group is not None else None,
            low,
            high,
            link,
            options,
        )

    def _type(self, node: Node, placed: Placed) -> tuple[str, Entity | None, float | None, float | None]:
        if node.kind == "link_type":
            link = self.resolver.word("entity", node.children[0], ENTITIES, placed.frame)
            return "link", cast(Any, link or None), None, None
        name, range_ = node.children
        word = self.resolver.word("type of a field", name, FIELD_TYPES, placed.frame)
        if range_ is None:
            return word, None, None, None
        low, high = (float(number(range_.children[index].text or "0")) for index in (0, 2))
        if word and word != "number":
            self.resolver.add("M326", placed.frame, range_, type=Kind(word))
        elif low >= high:
            self.resolver.add("M330", placed.frame, range_, text=placed.frame.span(range_).text)
        return word, None, low, high

    def _options(self, block: Node | None, placed: Placed, address: str) -> tuple[tuple[Option, ...], str | None]:
        made: dict[str, Option] = {}
        about: str | None = None
        for node in block.children if block is not None else ():
            if node.kind == "allow":
                self.resolver.allowed.append((Placed(node, placed.frame), address))
                continue
            if node.kind == "about":
                if about is not None:
                    self.resolver.add("M302", placed.frame, node, statement="about")
                about = self.resolver.text(node.children[0], placed.frame)
                continue
            id, name, was = node.children
            span = placed.frame.span(node)
            if id.text in made:
                label = Label(made[id.text].at, "first-defined")
                self.resolver.add("N202", placed.frame, id, label, kind=Kind("option"), name=id.text)
                continue
            self.resolver.check_id(id, placed.frame)
            before = was.children[0].text if was is not None else None
            made[id.text] = Option(
                f"{address}.{id.text}", span, id.text, self.resolver.name_text(name, placed.frame), before
            )
        return tuple(made.values()), about

    # ---- texts ----

    def message(self, placed: Placed) -> Message:
        id, path, subject, text = placed.node.children
        frame = placed.frame
        self.resolver.check_id(id, frame)
        channel = self.resolver.name("channel", path, frame)
        if subject is not None and channel is not None and channel.node.children[1].text != "mail":
            label = Label(channel.frame.span(channel.node.children[0]), "declared")
            self.resolver.add("M340", frame, subject, label, name=channel.node.children[0].text)
        return Message(
            f"message.{id.text}",
            placed.span,
            id.text,
            channel.node.children[0].text if channel is not None else "",
            self.resolver.live_text(text, frame),
            self.resolver.live_text(subject, frame) if subject is not None else None,
        )

    def document(self, placed: Placed) -> Document:
        id, name, text = placed.node.children
        self.resolver.check_id(id, placed.frame)
        return Document(
            f"document.{id.text}",
            placed.span._replace(end=name.end),
            id.text,
            self.resolver.name_text(name, placed.frame),
            self.resolver.live_text(text, placed.frame) if text is not None else None,
        )

    # ---- templates and parameters ----

    def template(self, placed: Placed) -> None:
        """What can be wrong with a template that nobody uses."""
        id, parameters, _ = placed.node.children
        self.resolver.check_id(id, placed.frame)
        first: dict[str, Token] = {}
        for parameter in parameters.children if parameters is not None else ():
            name, type_, _ = parameter.children
            self.resolver.word("type of a parameter", type_, [*SIMPLE_TYPES, *NAME_TYPES], placed.frame)
            if name.text and name.text in first:
                label = Label(placed.frame.span(first[name.text]), "first-defined")
                self.resolver.add("N202", placed.frame, name, label, kind=Kind("param"), name=name.text)
            first.setdefault(name.text, name)

    def param(self, placed: Placed) -> Param | None:
        id, type_, _ = placed.node.children
        self.resolver.check_id(id, placed.frame)
        word = self.resolver.word("type of a parameter", type_, [*SIMPLE_TYPES, *NAME_TYPES], placed.frame)
        bound = self.resolver.bound(Token("VARIABLE", f"${id.text}", id.start, id.end), placed.frame)
        if bound is None:
            self.resolver.add("M335", placed.frame, id, name=id.text)
            return None
        if not word:
            return None
        if id.text in self.resolver.overrides and not self.expander.right_type(word, bound.node):
            given = self.resolver.overrides[id.text]
            self.resolver.add("T414", placed.frame, id, name=id.text, value=given, wanted=Kind(word))
            return None
        if not self.expander.fits(type_, bound.node, bound.frame, placed.frame):
            return None
        literal = self.resolver.literal(bound.node, bound.frame)
        value: Literal | str = literal if literal is not None else getattr(bound.node, "text", "")
        return Param(f"param.{id.text}", placed.span, id.text, word, value)
