"""Which programs a command is about: discovery of projects, their configuration and their entries."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from posixpath import join, normpath
from typing import Protocol

from pipelang.configuration import FILE, Configuration, read_configuration
from pipelang.diagnostics import Diagnostic, Problems, suggestion
from pipelang.files import MANIFEST, ProjectFiles, read_file, shown_path
from pipelang.records import record
from pipelang.source import Source

SUFFIX = ".pipe"

#: Folders that hold no specs of the project.
_SKIPPED = frozenset({"node_modules", "__pycache__", "venv"})

_IMPORT = re.compile(r'^[ \t]*import[ \t]+"([^"\n]+)"', re.MULTILINE)


@record
class Project:
    """A folder of specs. Without `pipelang.toml` the configuration holds the defaults."""

    root: Path
    configuration: Configuration
    configured: bool
    files: ProjectFiles

    def params(self, environment: str | None, problems: Problems) -> Mapping[str, str]:
        """The parameters of an environment; none when no environment is asked for."""
        if environment is None:
            return {}
        known = self.configuration.environments
        if environment not in known:
            shown = self.files.shown(FILE)
            problems.add("C105", None, path=shown, name=environment, suggestion=suggestion(environment, known))
        return known.get(environment, {})


@record
class Entry:
    """A program: the file that nobody imports. `path` is relative to the project's root."""

    project: Project
    path: str


class Tree(Protocol):
    """Where specs are looked for: the disk, or a revision of a git repository (`pipelang.revisions`)."""

    def is_dir(self, path: Path) -> bool: ...

    def exists(self, path: Path) -> bool: ...

    def walk(self, folder: Path) -> Iterator[tuple[Path, list[str], list[str]]]:
        """As `os.walk`: what is taken out of the list of folders is not walked into."""
        ...

    def read(self, path: Path, shown: str) -> Source | Diagnostic: ...

    def files(self, root: Path, base: Path) -> ProjectFiles: ...


class Disk:
    """The disk as a Tree. `kept`: contents that stand before those on the disk, see ProjectFiles."""

    def __init__(self, kept: dict[Path, bytes] | None = None) -> None:
        self._kept = kept

    def is_dir(self, path: Path) -> bool:
        return path.is_dir()

    def exists(self, path: Path) -> bool:
        return path.exists()

    def walk(self, folder: Path) -> Iterator[tuple[Path, list[str], list[str]]]:
        for place, folders, files in os.walk(folder):
            yield Path(place), folders, files

    def read(self, path: Path, shown: str) -> Source | Diagnostic:
        return read_file(path, shown)

    def files(self, root: Path, base: Path) -> ProjectFiles:
        return ProjectFiles(root, base, self._kept)


class Workspace:
    """The projects that a command meets, each known once. `cwd` is where the command was given."""

    def __init__(self, cwd: Path, tree: Tree | None = None) -> None:
        self.cwd = cwd
        self.tree: Tree = tree or Disk()
        self.problems = Problems()
        self._projects: dict[Path, Project] = {}

    @property
    def projects(self) -> Iterable[Project]:
        return self._projects.values()

    def around(self, path: str = ".") -> Project | None:
        """The project that a file or folder belongs to, or None when its configuration cannot be used."""
        place = Path(os.path.normpath(self.cwd / path))
        return self._project(place if self.tree.is_dir(place) else place.parent)

    def entries(self, arguments: Iterable[str]) -> list[Entry]:
        """The programs that paths on a command line mean; of none the project around `cwd`.

        Problems are kept, and a program whose file cannot be read is left out.
        """
        named = list(arguments)
        found = [entry for argument in named for entry in self._named(argument)]
        if not named:
            found = list(self._folder(self._above(self.cwd, FILE) or self.cwd, "."))
        once = {(entry.project.root, entry.path): entry for entry in found}
        return [entry for entry in once.values() if self._readable(entry)]

    def _readable(self, entry: Entry) -> bool:
        source = entry.project.files.read(entry.path)
        if isinstance(source, Source):
            return True
        configuration = entry.project.configuration
        configured = entry.path in configuration.entries and source.span is None
        self.problems.append(replace(source, span=configuration.where["project.entry"]) if configured else source)
        return False

    def _named(self, argument: str) -> Iterator[Entry]:
        path = Path(os.path.normpath(self.cwd / argument))
        if self.tree.is_dir(path):
            yield from self._folder(path, argument)
            return
        project = self._project(path.parent)
        if project is not None:
            yield Entry(project, _relative(path, project.root))

    def _folder(self, folder: Path, shown: str) -> Iterator[Entry]:
        project = self._project(folder)
        if project is None:
            return
        if folder == project.root and project.configuration.entries:
            yield from (Entry(project, path) for path in project.configuration.entries)
            return
        specs, nested = _specs(folder, self.tree)
        for inner in nested:
            yield from self._folder(inner, shown_path(inner, self.cwd))
        entries = _not_imported([_relative(path, project.root) for path in specs], project.files)
        yield from (Entry(project, path) for path in entries)
        if not entries and not nested:
            self.problems.append(Diagnostic("F111" if specs else "F110", None, {"path": shown}, path=shown))

    def _project(self, folder: Path) -> Project | None:
        """The project that a folder belongs to, or None (with a problem) when its configuration cannot be used."""
        configured = self._above(folder, FILE)
        root = configured or self._above(folder, ".git") or _common(folder, self.cwd)
        if root in self._projects:
            return self._projects[root]
        configuration = self._configuration(root / FILE) if configured else Configuration()
        if configuration is None:
            return None
        project = Project(root, configuration, configured is not None, self.tree.files(root, self.cwd))
        self._projects[root] = project
        return project

    def _configuration(self, path: Path) -> Configuration | None:
        source = self.tree.read(path, shown_path(path, self.cwd))
        if isinstance(source, Diagnostic):
            # An empty file marks the root of a project and sets nothing: a fair thing to write.
            if source.code == "F108":
                return Configuration()
            self.problems.append(source)
            return None
        problems = Problems()
        configuration = read_configuration(source, problems)
        self.problems += problems
        return None if problems else configuration

    def _above(self, folder: Path, name: str) -> Path | None:
        """The nearest folder, from this one upwards, that holds `name`."""
        return next((place for place in (folder, *folder.parents) if self.tree.exists(place / name)), None)


def output_folders(entries: Iterable[Entry]) -> list[str]:
    """A folder name for each program; "" for the only one. Named after the file, a `main.pipe` after its folder."""
    listed = list(entries)
    if len(listed) == 1:
        return [""]
    names: list[str] = []
    for entry in listed:
        whole = entry.path.removesuffix(SUFFIX)
        stem = whole.rpartition("/")[2]
        folder = (entry.project.root / entry.path).parent.name
        candidates = (folder if stem == "main" and folder else stem, whole.replace("/", "-"))
        numbered = (f"{stem}-{number}" for number in range(2, len(listed) + 2))
        # Disks that do not tell case apart would put two programs into one folder.
        taken = {name.casefold() for name in names}
        names.append(next(name for name in (*candidates, *numbered) if name.casefold() not in taken))
    return names


def specs_below(folder: Path) -> list[Path]:
    """Every spec below a folder, those of projects inside it too; sorted."""
    specs, nested = _specs(folder, Disk())
    return sorted([*specs, *(path for inner in nested for path in specs_below(inner))])


def _specs(folder: Path, tree: Tree) -> tuple[list[Path], list[Path]]:
    """The specs below a folder, and the folders below it that are projects of their own; sorted."""
    specs: list[Path] = []
    nested: list[Path] = []
    for here, folders, files in tree.walk(folder):
        if here != folder and FILE in files:
            nested.append(here)
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not _skipped(here / name, tree))
        specs += [here / name for name in sorted(files) if name.endswith(SUFFIX)]
    return sorted(specs), nested


def _skipped(folder: Path, tree: Tree) -> bool:
    return folder.name.startswith(".") or folder.name in _SKIPPED or tree.exists(folder / MANIFEST)


def _not_imported(paths: list[str], files: ProjectFiles) -> list[str]:
    """The specs that no other one of them imports. A look at the text is enough: parsing comes later and says more."""
    imported: set[str] = set()
    for path in paths:
        source = files.read(path)
        if isinstance(source, Source):
            folder = path.rpartition("/")[0]
            imported |= {normpath(join(folder, name)) for name in _IMPORT.findall(source.text)} - {path}
    return [path for path in paths if path not in imported]


def _common(folder: Path, cwd: Path) -> Path:
    try:
        return Path(os.path.commonpath([folder, cwd]))
    except ValueError:  # other drives
        return folder


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()
