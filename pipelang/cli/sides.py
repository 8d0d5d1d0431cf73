"""The two sides of a comparison, as a command line names them: revisions, the working tree, files, folders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pipelang.files import shown_path
from pipelang.git import RANGE, Repository, Revision, failure
from pipelang.project import Tree, Workspace
from pipelang.revisions import RevisionTree

#: What the working tree is called where no language is known; reports have their own word for it.
WORKING = ""


@dataclass(frozen=True, slots=True)
class Side:
    """Where one side's specs are looked for. `name` is the revision's or the path's, WORKING for the working tree.

    `arguments` are the paths on the command line that are there, None when none were given: then the project around the current
    folder is meant. Programs are the same if their path from `base` is.
    """

    name: str
    workspace: Workspace
    arguments: tuple[str, ...] | None
    base: Path
    revision: RevisionTree | None = None


@dataclass(frozen=True, slots=True)
class Sides:
    """`against_head`: the working tree against the last commit, so that a branch's changes may have been committed already.

    `files`: two single files, which are compared whatever they are called.
    """

    old: Side
    new: Side
    repository: Repository | None = None
    against_head: bool = False
    files: bool = False
    paths: tuple[str, ...] = field(default=())

    def close(self) -> None:
        for side in (self.old, self.new):
            if side.revision is not None:
                side.revision.close()


class _Named(NamedTuple):
    """Revisions and paths told apart. `new` is None for the working tree; `dots` are those of a range."""

    old: str
    new: str | None
    dots: str
    paths: tuple[str, ...]


def sides(arguments: Sequence[str], cwd: Path, since: str | None = None) -> Sides:
    """What the arguments mean. Raises GitError.

    What exists as a file or folder is taken for a path; a branch of the same name is `refs/heads/…`. With `since`, a revision
    that the last commit is compared with, all arguments are paths: no file of a branch can pass for a revision.
    """
    paths = [argument for argument in arguments if (cwd / argument).exists()]
    if len(paths) == len(arguments) == 2 and since is None:
        return _of_paths(arguments[0], arguments[1], cwd)
    repository = _repository(paths, cwd)
    alone = _Named(since or "", "HEAD", "...", tuple(arguments))
    named = _told_apart(arguments, cwd, repository) if since is None else alone
    old, new = _revisions(named, repository)
    trees = [RevisionTree(repository, item) if item is not None else None for item in (old[0], new[0])]
    made = [
        _side(name, tree, named.paths, cwd, repository.root) for (_, name), tree in zip((old, new), trees, strict=True)
    ]
    for path in named.paths:
        if not any(path in (side.arguments or ()) for side in made):
            raise failure("F303", name=path, suggestion=_meant(path, cwd, trees))
    return Sides(made[0], made[1], repository, named.old == "HEAD" and named.new is None, paths=named.paths)


def _told_apart(arguments: Sequence[str], cwd: Path, repository: Repository) -> _Named:
    if not arguments or (cwd / arguments[0]).exists():
        return _Named("HEAD", None, "", tuple(arguments))
    first, *rest = arguments
    range_ = RANGE.fullmatch(first)
    if range_ and not repository.is_revision(first):
        return _Named(range_["old"] or "HEAD", range_["new"] or "HEAD", range_["dots"], tuple(rest))
    if rest and not (cwd / rest[0]).exists() and repository.is_revision(rest[0]):
        return _Named(first, rest[0], "", tuple(rest[1:]))
    return _Named(first, None, "", tuple(rest))


def _revisions(named: _Named, repository: Repository) -> tuple[tuple[Revision, str], tuple[Revision | None, str]]:
    """Both revisions with the names that a report calls them by."""
    old = repository.revision(named.old)
    new = repository.revision(named.new) if named.new is not None else None
    second = (new, new.name if new is not None else WORKING)
    if named.dots != "..." or new is None:
        return (old, old.name), second
    base = repository.base(old, new)
    return (base, old.name if base.commit == old.commit else f"{old.name} ({base.name})"), second


def _side(name: str, tree: RevisionTree | None, paths: tuple[str, ...], cwd: Path, base: Path) -> Side:
    workspace = Workspace(cwd, tree)
    there = tuple(path for path in paths if workspace.tree.exists(cwd / path))
    return Side(name, workspace, there if paths else None, base, tree)


def _of_paths(old: str, new: str, cwd: Path) -> Sides:
    """Two files or two folders on the disk: no repository is needed."""
    made: list[Side] = []
    for argument in (old, new):
        path = cwd / argument
        base = path if path.is_dir() else path.parent
        made.append(Side(argument, Workspace(cwd), (argument,), Path(base)))
    files = all((cwd / argument).is_file() for argument in (old, new))
    return Sides(made[0], made[1], files=files, paths=(old, new))


def _repository(paths: list[str], cwd: Path) -> Repository:
    """The repository of the first path, or of the current folder; all paths have to be in it."""
    folders = [_folder(cwd / path) for path in paths] or [cwd]
    repository = Repository(folders[0], shown_path(folders[0], cwd))
    for path, folder in zip(paths[1:], folders[1:], strict=False):
        if not folder.resolve().is_relative_to(repository.root.resolve()):
            raise failure("F313", path=path, root=repository.shown)
    return repository


def _folder(path: Path) -> Path:
    return path if path.is_dir() else path.parent


def _meant(path: str, cwd: Path, trees: Sequence[Tree | None]) -> str:
    """A file of a revision that was most likely meant."""
    close = (tree.meant(cwd / path) for tree in trees if isinstance(tree, RevisionTree))
    return next((name.partition(":")[2] for name in close if name), "")
