"""The files of a program and the names they declare; loading follows imports through the door that the shell opens."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple, Protocol

from pipelang.diagnostics import Diagnostic, Kind, Label, Problems
from pipelang.source import Source, Span
from pipelang.syntax.parser import parse
from pipelang.syntax.tokens import Token
from pipelang.syntax.tree import Node

LIBRARY = "std/"
LANGUAGE_VERSION = "1"


class Files(Protocol):
    """The only door of the core to the disk. Paths are relative to the project's root, with forward slashes;
    those under `std/` are of the library that ships with the tool."""

    def read(self, path: str) -> Source | Diagnostic: ...


class Frame:
    """Where a stretch of tree is read from: its file, the values of `$variables` there, and what brought it here."""

    __slots__ = ("env", "unit", "via")

    def __init__(self, unit: Unit, env: Mapping[str, Bound], via: Span | None = None) -> None:
        self.unit = unit
        self.env = env
        self.via = via

    def span(self, node: Node | Token) -> Span:
        return Span(self.unit.source, node.start, node.end, self.via)

    def brought_by(self, span: Span) -> Frame:
        """The same stretch as expanded from one more place."""
        return Frame(self.unit, self.env, _chained(self.via, span))


def _chained(via: Span | None, outer: Span) -> Span:
    return outer if via is None else via._replace(via=_chained(via.via, outer))


class Placed(NamedTuple):
    """A piece of tree in its frame."""

    node: Any
    frame: Frame

    @property
    def span(self) -> Span:
        return self.frame.span(self.node)


class Bound(NamedTuple):
    """The value of a `$variable`: what was written for it, and where."""

    node: Any
    frame: Frame


class Unit:
    """One file: its tree, the files it imports, and what it declares, by kind and id."""

    def __init__(
        self, path: str, source: Source, tree: Node, skipped: frozenset[str], unbalanced: bool = False
    ) -> None:
        self.path = path
        self.source = source
        self.tree = tree
        self.skipped = skipped
        #: A brace too many or too few: then nobody can say which block a statement was meant for.
        self.unbalanced = unbalanced
        self.imports: list[tuple[Unit, Span]] = []
        self.opens: list[Unit] = []
        self.shares: list[Unit] | None = None
        self.aliases: dict[str, Unit] = {}
        self.declared: dict[str, dict[str, Placed]] = {}
        self.frame = Frame(self, {})
        self._visible: dict[str, dict[str, Placed]] = {}

    def visible(self, kind: str) -> dict[str, Placed]:
        """What can be named here without an alias: own names, those of files imported without one, and of the program's."""
        found = self._visible.get(kind)
        if found is None:
            found = self._visible[kind] = {}
            for unit in reversed([*self.reach(), *(self.shares or ())]):
                found.update(unit.declared.get(kind, {}))
        return found

    def forget_visible(self) -> None:
        """To be called when declarations were added after the first look."""
        self._visible.clear()

    def reach(self) -> Iterator[Unit]:
        seen: set[int] = set()
        waiting = [self]
        while waiting:
            unit = waiting.pop()
            if id(unit) not in seen:
                seen.add(id(unit))
                yield unit
                waiting += reversed(unit.opens)


class Loaded(NamedTuple):
    """The entry's unit (None when the file could not be read), and all units in the order that a reader meets them:
    the entry, what it imports in the order of its lines, then what those import. It is the order of everything built."""

    entry: Unit | None
    units: tuple[Unit, ...]
    incomplete: bool = False


def load(entry: str, files: Files, problems: Problems) -> Loaded:
    """Read and parse a file and everything that it imports.

    The files that the entry brings in without an alias share one namespace, so that pipelines in files of their own can
    lead into each other. The library and aliased files see only themselves and what they import.
    """
    loader = _Loader(files, problems)
    unit = loader.program(entry)
    if unit is None:
        return Loaded(None, ())
    shared = list(unit.reach())
    for member in shared:
        if not member.source.path.startswith(LIBRARY):
            member.shares = shared
    return Loaded(unit, tuple(_met(unit)), loader.failed)


def _met(entry: Unit) -> Iterator[Unit]:
    seen = {id(entry)}
    waiting = [entry]
    for unit in waiting:
        yield unit
        for imported, _ in unit.imports:
            if id(imported) not in seen:
                seen.add(id(imported))
                waiting.append(imported)


class _Loader:
    """Reads files as imports name them, each once. A queue and not a recursion: nobody knows how long a chain may be."""

    def __init__(self, files: Files, problems: Problems) -> None:
        self.files = files
        self.problems = problems
        self.units: dict[str, Unit | None] = {}
        self.failed = False

    def program(self, entry: str) -> Unit | None:
        first = self._read(entry, None)
        waiting = [first] if first is not None else []
        for unit in waiting:
            for node in unit.tree.children:
                if node.kind == "import_":
                    waiting += self._import(unit, node)
        if first is not None:
            self._check_cycles(first)
        return first

    def _read(self, path: str, at: Span | None) -> Unit | None:
        read = self.files.read(path)
        if isinstance(read, Diagnostic):
            self.problems.append(replace(read, span=read.span or at))
            self.units[path] = None
            self.failed = True
            return None
        before = len(self.problems)
        parsed = parse(read, self.problems)
        unbalanced = any(problem.code in ("S111", "S112") for problem in self.problems[before:])
        unit = self.units[path] = Unit(path, read, parsed.tree, parsed.skipped, unbalanced)
        self._check_version(unit)
        return unit

    def _import(self, unit: Unit, node: Node) -> list[Unit]:
        """Attach what a line imports; the file itself where it is met for the first time."""
        written, alias = node.children
        name = written.text.strip('"')
        span = unit.frame.span(written)
        target = _resolved(unit.path, name)
        if not name:
            if written.end > written.start:
                self.problems.add("N212", span)
            return []
        if target is None:
            self.problems.add("M304", span, file=name)
            return []
        fresh = target not in self.units
        imported = self._read(target, span) if fresh else self.units[target]
        if imported is None:
            return []
        unit.imports.append((imported, span))
        self._attach(unit, imported, alias)
        return [imported] if fresh else []

    def _attach(self, unit: Unit, imported: Unit, alias: Token | None) -> None:
        if alias is None:
            unit.opens.append(imported)
        elif alias.text in unit.aliases:
            first = next(
                node.children[1]
                for node in unit.tree.children
                if node.kind == "import_" and node.children[1] is not None and node.children[1].text == alias.text
            )
            label = Label(unit.frame.span(first), "first-defined")
            self.problems.add("N202", unit.frame.span(alias), label, kind=Kind("import"), name=alias.text)
        else:
            unit.aliases[alias.text] = imported

    def _check_cycles(self, entry: Unit) -> None:
        """Tell each line that closes a circle, by walking the imports in the order of the lines."""
        path: list[Unit] = [entry]
        steps = [iter(entry.imports)]
        done: set[int] = set()
        while steps:
            imported, span = next(steps[-1], (None, None))
            if imported is None or span is None:
                done.add(id(path.pop()))
                steps.pop()
            elif imported in path:
                loop = [*(unit.path for unit in path[path.index(imported) :]), imported.path]
                self.problems.add("M303", span, loop=" → ".join(loop))
            elif id(imported) not in done:
                path.append(imported)
                steps.append(iter(imported.imports))

    def _check_version(self, unit: Unit) -> None:
        for index, node in enumerate(unit.tree.children):
            if node.kind == "language":
                version = node.children[0].text
                if version and (version != LANGUAGE_VERSION or index):
                    code = "S115" if version != LANGUAGE_VERSION else "S116"
                    self.problems.add(code, unit.frame.span(node), version=version)


def _resolved(importer: str, written: str) -> str | None:
    """The path of an import from the project's root, or None when it would leave the project."""
    if written.startswith(LIBRARY):
        clean = posixpath.normpath(written)
        return clean if clean.startswith(LIBRARY) else None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(importer), written))
    outside = path.startswith(("../", "/")) or path == ".." or "\\" in written
    left_library = importer.startswith(LIBRARY) != path.startswith(LIBRARY)
    return None if outside or left_library else path


def declared_in(children: Iterable[Node], frame: Frame) -> Iterator[tuple[str, str, Token, Placed]]:
    """(kind, id, the id's token, statement) of each declaration among statements."""
    for node in children:
        kind = DECLARES.get(node.kind)
        if kind:
            token = node.children[0]
            name = token.text
            if kind == "field":
                name = f"{node.children[1].text}.{name}"
            if token.text:
                yield kind, name, token, Placed(node, frame)


#: Statement -> kind of name that it declares.
DECLARES = {
    "role": "role",
    "product": "product",
    "service": "service",
    "channel": "channel",
    "task_type": "task type",
    "field": "field",
    "message": "message",
    "document": "document",
    "pipeline": "pipeline",
    "template": "template",
    "param": "param",
}
