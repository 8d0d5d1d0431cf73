"""Templates: every `use` replaced by what its template says, with the arguments bound to its parameters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pipelang.diagnostics import Kind, Label
from pipelang.semantics.resolver import Resolver
from pipelang.semantics.units import Bound, Frame, Placed
from pipelang.syntax.tokens import Token
from pipelang.syntax.tree import Node

#: Types that a parameter may have, and the tokens or nodes that are values of them.
SIMPLE_TYPES = {
    "text": ("TEXT", "LONGTEXT"),
    "number": ("NUMBER",),
    "duration": ("duration",),
    "percent": ("PERCENT",),
    "date": ("DATE",),
    "flag": ("YES", "NO"),
    "money": ("money",),
}
NAME_TYPES = (
    "role",
    "field",
    "channel",
    "message",
    "document",
    "pipeline",
    "product",
    "service",
    "stage",
    "reason",
    "option",
    "tag",
)
#: More uses of templates than any client needs; a guard against templates that use each other many times over.
MAX_USES = 20_000


class Templates:
    """Puts templates in wherever statements stand."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver
        self.uses = 0
        self.endless: set[str] = set()

    def statements(self, children: Iterable[Node], frame: Frame, inside: tuple[str, ...] = ()) -> Iterator[Placed]:
        """Statements with every `use` replaced by what its template says. `inside`: the templates being expanded."""
        for node in children:
            if node.kind == "use":
                yield from self._used(node, frame, inside)
            else:
                yield Placed(node, frame)

    def _used(self, node: Node, frame: Frame, inside: tuple[str, ...]) -> Iterator[Placed]:
        path, arguments = node.children
        template = self.resolver.name("template", path, frame)
        if template is None:
            return
        name = template.node.children[0].text
        self.uses += 1
        if name in inside or self.uses > MAX_USES:
            self._endless(name, node, frame, told=self.uses > MAX_USES + 1)
            return
        env = self._bind(template, node, arguments, frame)
        inner = Frame(template.frame.unit, env, frame.span(node))
        yield from self.statements(template.node.children[2].children, inner, (*inside, name))

    def _endless(self, name: str, node: Node, frame: Frame, told: bool) -> None:
        if self.uses > MAX_USES:
            if not told:
                self.resolver.add("M339", frame, node, limit=MAX_USES)
        elif name not in self.endless:
            self.endless.add(name)
            self.resolver.add("M306", frame, node, name=name)

    def _bind(self, template: Placed, use: Node, arguments: Node | None, frame: Frame) -> dict[str, Bound]:
        """The template's parameters with the arguments of one use: by position, or by name."""
        parameters: list[Node] = template.node.children[1].children if template.node.children[1] is not None else []
        names = [parameter.children[0].text for parameter in parameters]
        env: dict[str, Bound] = {}
        written = arguments.children if arguments is not None else []
        for index, argument in enumerate(written):
            label, value = argument.children
            if label is None and index >= len(names):
                self.resolver.add("M320", frame, argument, name=template.node.children[0].text, count=len(names))
                continue
            name = label.text if label is not None else names[index]
            if name not in names:
                self.resolver.unknown("param", name, names, label, frame)
            elif name in env:
                first = Label(frame.span(env[name].node or use), "first-defined")
                self.resolver.add("N202", frame, argument, first, kind=Kind("param"), name=name)
            elif self.fits(parameters[names.index(name)].children[1], value, frame, template.frame):
                env[name] = Bound(value, frame)
            else:
                # What was told already counts as given: nothing more is said about it.
                env[name] = Bound(None, frame)
        for parameter in parameters:
            name, _, default = parameter.children
            if name.text in env:
                continue
            if default is None:
                self.resolver.add("M322", frame, use, Label(template.frame.span(name), "declared"), name=name.text)
            env[name.text] = Bound(default, template.frame)
        return env

    def fits(self, type_: Token, value: Any, frame: Frame, declared: Frame) -> bool:
        """Whether a value is of a parameter's type; names are checked where they are used."""
        value, frame = self.resolver.plain(value, frame)
        if value is None:
            return False
        if type_.text not in SIMPLE_TYPES and type_.text not in NAME_TYPES:
            return True  # the misspelt type is told where it stands
        right = self.right_type(type_.text, value)
        if not right:
            label = Label(declared.span(type_), "declared")
            self.resolver.add("T406", frame, value, label, wanted=Kind(type_.text))
        return right

    def right_type(self, type_: str, value: Any) -> bool:
        """Whether something written is of a parameter's type, as far as can be seen without looking names up."""
        found = value.kind if isinstance(value, Node) else value.type
        kinds = SIMPLE_TYPES.get(type_)
        return found in kinds if kinds is not None else found in ("path", "NAME", "TEXT")
