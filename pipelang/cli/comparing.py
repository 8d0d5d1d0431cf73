"""Compiling both sides of a comparison, and putting their programs side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelang.cli.sides import Side, Sides
from pipelang.compare.approvals import FILE as APPROVALS
from pipelang.compare.approvals import approved, read_approvals
from pipelang.compare.review import Review, reviewed
from pipelang.compile import compile_program, is_error
from pipelang.deploy.target import target_names
from pipelang.diagnostics import Diagnostic, Kind, Problems
from pipelang.files import shown_path
from pipelang.project import Entry, Project
from pipelang.source import Source

if TYPE_CHECKING:
    from pipelang.model import Program

#: Gives the CRMs that a project's changes are held against.
Targets = Callable[[Project], list[Any]]
#: Problems that only say that there is nothing at one side.
_NOTHING = frozenset({"F110", "F111"})


@dataclass(frozen=True, slots=True)
class _Unit:
    """A program at one side; `program` is None when it has errors (`failed`) or is a library."""

    entry: Entry
    file: str
    program: Program | None
    failed: bool


@dataclass(slots=True)
class Compared:
    """The reviews of all programs, and what is wrong. `paths` is how sources are called."""

    reviews: list[Review]
    problems: Problems
    paths: dict[Source, str]
    projects: list[Project]
    sources: set[Source]


class Comparing:
    """One run. `configured` gives the parameters of an environment of a project."""

    def __init__(
        self, sides: Sides, configured: Callable[[Project, bool], Mapping[str, str]], params: Mapping[str, str]
    ) -> None:
        self.sides = sides
        self.configured = configured
        self.params = params
        self.problems = Problems()
        self.paths: dict[Source, str] = {}
        self.sources: set[Source] = set()

    def run(self, targets: Targets) -> Compared:
        old, new = self._entries()
        before, after = self._units(self.sides.old, old), self._units(self.sides.new, new)
        self._take_renamed_files(before, after)
        matched = list(self._matched(before, after))
        self._tell_submodules()
        reviews = [self._review(was, now, targets) for was, now in matched]
        self._libraries(before, after)
        pairs = [(now or was, review) for (was, now), review in zip(matched, reviews, strict=True)]
        reviews = list(self._approved([(unit, review) for unit, review in pairs if unit is not None]))
        return Compared(reviews, self.problems, self.paths, self._projects(), self.sources)

    def _projects(self) -> list[Project]:
        return list(self.sides.new.workspace.projects) or list(self.sides.old.workspace.projects)

    # ---- entries and units

    def _entries(self) -> tuple[list[Entry], list[Entry]]:
        """The programs of both sides. That one side has none is no mistake while the other one has."""
        found = [self._entries_of(side) for side in (self.sides.old, self.sides.new)]
        for entries, side in zip(reversed(found), (self.sides.old, self.sides.new), strict=True):
            self.problems += [item for item in side.workspace.problems if not (entries and item.code in _NOTHING)]
            side.workspace.problems.clear()
        return found[0], found[1]

    def _entries_of(self, side: Side) -> list[Entry]:
        there = side.workspace.tree.is_dir(side.workspace.cwd) if side.arguments is None else bool(side.arguments)
        return self._without_submodules(side.workspace.entries(side.arguments or ())) if there else []

    def _without_submodules(self, entries: list[Entry]) -> list[Entry]:
        """A revision does not hold the files of submodules, so they are looked at on neither side."""
        tree = self.sides.old.revision
        roots = [tree.repository.root / path for path in tree.submodules()] if tree is not None else []
        return [entry for entry in entries if not any(_path(entry).is_relative_to(root) for root in roots)]

    def _tell_submodules(self) -> None:
        """Say which submodules of the compared folders are at another commit now."""
        old, new = self.sides.old.revision, self.sides.new.revision
        if old is None:
            return
        cwd = self.sides.old.workspace.cwd
        folders = [cwd / path for path in self.sides.paths] or [project.root for project in self._projects()]
        now = new.submodules() if new is not None else None
        for path in old.repository.changed_submodules(old.submodules(), now):
            if any((old.repository.root / path).is_relative_to(folder) for folder in folders):
                self.problems.append(Diagnostic("F314", None, {"submodule": path}, path=path))

    def _units(self, side: Side, entries: list[Entry]) -> dict[str, _Unit]:
        """The compiled programs of a side by their path from its base."""
        return {self._key(entry, side): self._unit(entry, side) for entry in entries}

    def _key(self, entry: Entry, side: Side) -> str:
        return shown_path(_path(entry), side.base)

    def _unit(self, entry: Entry, side: Side) -> _Unit:
        project = entry.project
        library = entry.path not in project.configuration.entries
        given = {**self.configured(project, side is self.sides.old), **self.params}
        compiled = compile_program(entry.path, project.files, given, target_names, library)
        unknown = {item.params.get("name") for item in compiled.problems if item.code == "N213"}
        if unknown and side is self.sides.old:
            # A parameter that came later is no mistake of the old program.
            given = {name: value for name, value in given.items() if name not in unknown}
            compiled = compile_program(entry.path, project.files, given, target_names, library)
        self.paths.update(project.files.paths)
        self.sources.update(compiled.sources)
        file = project.files.shown(entry.path)
        errors = [item for item in compiled.problems if is_error(item)]
        if errors:
            self.problems += errors
            self.problems.append(
                Diagnostic("F311", None, {"path": file, "side": side.name or Kind("the working tree")}, path=file)
            )
        return _Unit(entry, file, compiled.program, bool(errors))

    # ---- pairs

    def _matched(
        self, before: dict[str, _Unit], after: dict[str, _Unit]
    ) -> Iterator[tuple[_Unit | None, _Unit | None]]:
        """Programs with their counterparts: by path, else by the client's name. What has errors at one side is left out."""
        old = {key: unit for key, unit in before.items() if unit.failed or unit.program is not None}
        new = {key: unit for key, unit in after.items() if unit.failed or unit.program is not None}
        partners = self._partners(old, new)
        for key, unit in new.items():
            partner = partners.get(key)
            if not unit.failed and not (partner is not None and partner.failed):
                yield partner, unit
        taken = {id(unit) for unit in partners.values()}
        for unit in old.values():
            if id(unit) not in taken and not unit.failed:
                yield unit, None

    def _partners(self, old: dict[str, _Unit], new: dict[str, _Unit]) -> dict[str, _Unit]:
        if self.sides.files and len(old) == len(new) == 1:
            return dict(zip(new, old.values(), strict=True))
        partners = {key: old[key] for key in new if key in old}
        waiting = [unit for key, unit in old.items() if key not in new and not unit.failed]
        for key, unit in new.items():
            if key not in partners and not unit.failed:
                partner = next((item for item in waiting if _alike(item, unit)), None)
                if partner is not None:
                    waiting.remove(partner)
                    partners[key] = partner
        return partners

    def _take_renamed_files(self, before: dict[str, _Unit], after: dict[str, _Unit]) -> None:
        """A file that was named and is at one side only may have another name at the other: the project is searched."""
        if self.sides.repository is None:
            return
        old, new = self.sides.old, self.sides.new
        for side, other, here, there in ((old, new, before, after), (new, old, after, before)):
            alone = [unit for key, unit in there.items() if key not in here and unit.program is not None]
            if not alone or side.arguments is None or side.arguments == self.sides.paths:
                continue
            for entry in self._without_submodules(side.workspace.entries([])):
                if not other.workspace.tree.exists(_path(entry)):
                    told = len(self.problems)
                    unit = self._unit(entry, side)
                    if any(_alike(unit, item) for item in alone):
                        here[self._key(entry, side)] = unit
                    else:
                        del self.problems[told:]
            side.workspace.problems.clear()

    def _libraries(self, before: dict[str, _Unit], after: dict[str, _Unit]) -> None:
        """Libraries that were named by themselves have nothing to compare."""
        for argument in self.sides.paths:
            for side, units in ((self.sides.new, after), (self.sides.old, before)):
                unit = units.get(shown_path(side.workspace.cwd / argument, side.base))
                if unit is not None:
                    if unit.program is None and not unit.failed:
                        self.problems.append(Diagnostic("F312", None, {"path": unit.file}, path=unit.file))
                    break

    # ---- reviews

    def _review(self, old: _Unit | None, new: _Unit | None, targets: Targets) -> Review:
        unit = new or old
        assert unit is not None
        return reviewed(
            old.program if old else None,
            new.program if new else None,
            lambda: targets(unit.entry.project),
            (old.file if old else "", new.file if new else ""),
            self.paths,
        )

    def _approved(self, pairs: list[tuple[_Unit, Review]]) -> Iterator[Review]:
        """The reviews with what `approvals.toml` of their project says of them."""
        by_project: dict[Path, list[tuple[_Unit, Review]]] = {}
        for unit, review in pairs:
            by_project.setdefault(unit.entry.project.root, []).append((unit, review))
        found: dict[int, Review] = {}
        for root, items in by_project.items():
            reasons = self._reasons(root, items)
            for unit, review in items:
                found[id(review)] = replace(review, approved=reasons.get(unit.entry.path, {}))
        yield from (found[id(review)] for _, review in pairs)

    def _reasons(self, root: Path, items: list[tuple[_Unit, Review]]) -> Mapping[str, Mapping[str, str]]:
        tree = self.sides.new.workspace.tree
        path = root / APPROVALS
        if not tree.exists(path):
            return {}
        shown = shown_path(path, self.sides.new.workspace.cwd)
        source = tree.read(path, shown)
        if isinstance(source, Diagnostic):
            # An empty file approves nothing.
            self.problems += [source] if source.code != "F108" else []
            return {}
        self.paths[source] = shown
        changes = {unit.entry.path: review.keys for unit, review in items}
        expired = Problems()
        reasons = approved(read_approvals(source, self.problems), changes, expired)
        self.problems += [item for item in expired if self._is_expired(item)]
        return reasons

    def _is_expired(self, problem: Diagnostic) -> bool:
        """Against the last commit only slips are told: there the approved change may be in that commit already. Where only some
        paths are compared, it may be in another one."""
        whole = not self.sides.paths or self.sides.repository is None
        return bool(problem.params.get("suggestion")) or (whole and not self.sides.against_head)


def _alike(old: _Unit, new: _Unit) -> bool:
    """Whether two programs at different paths are the same client's, with something in common."""
    if old.program is None or new.program is None:
        return False
    if old.program.crm.name != new.program.crm.name:
        return False
    ids = {pipeline.id for pipeline in old.program.pipelines}
    return any(pipeline.id in ids or pipeline.was in ids for pipeline in new.program.pipelines)


def _path(entry: Entry) -> Path:
    return entry.project.root / entry.path
