"""Specs as a revision of a git repository has them: a tree to look for specs in, and the compiler's door to its files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from posixpath import join, normpath

from pipelang.diagnostics import Diagnostic, Param, suggestion
from pipelang.files import LIBRARY, LIMIT_MB, Named, ProjectFiles, decode
from pipelang.git import Reader, Repository, Revision
from pipelang.source import Source

#: Kinds of entries in a tree of git, by the mode.
_LINK, _SUBMODULE = "120000", "160000"
#: How many links are followed before a circle is assumed.
_LINKS = 20
_SHORT = 9
_MB = 1024 * 1024


class RevisionTree:
    """A revision as `pipelang.project.Tree`: paths are those of the working tree, contents are the revision's.

    To be closed after use; it keeps one `git cat-file` running.
    """

    def __init__(self, repository: Repository, revision: Revision) -> None:
        self.repository = repository
        self.revision = revision
        self.entries = repository.entries(revision)
        self._root = str(repository.root)
        self._folders = _folders(self.entries)
        self._reader = Reader(repository.root)

    def close(self) -> None:
        self._reader.close()

    # ---- as Tree

    def is_dir(self, path: Path) -> bool:
        return self._resolved(path) in self._folders

    def exists(self, path: Path) -> bool:
        if path == self.repository.root / ".git":
            return True
        inside = self._resolved(path)
        return inside in self.entries or inside in self._folders

    def walk(self, folder: Path) -> Iterator[tuple[Path, list[str], list[str]]]:
        inside = self._resolved(folder)
        if inside in self._folders:
            yield from self._walk(folder, inside)

    def _walk(self, folder: Path, inside: str) -> Iterator[tuple[Path, list[str], list[str]]]:
        below = self._folders[inside]
        folders = sorted(name for name in below if join(inside, name) in self._folders)
        # A submodule is no file, and a link to a folder is not followed: as on a disk.
        files = sorted(
            name
            for name in below
            if (entry := self.entries.get(join(inside, name))) is not None and entry.mode != _SUBMODULE
        )
        yield folder, folders, files
        for name in folders:
            yield from self._walk(folder / name, join(inside, name))

    def read(self, path: Path, shown: str) -> Source | Diagnostic:
        name = self.name_of(path)
        found = self.bytes_of(path, Named(name, name))
        return found if isinstance(found, Diagnostic) else decode(found, Named(shown, name))

    def files(self, root: Path, base: Path) -> ProjectFiles:
        return RevisionFiles(root, base, self)

    # ---- more

    def name_of(self, path: Path) -> str:
        """`main:specs/a.pipe`: how git calls a file of a revision."""
        return f"{self.revision.name}:{self._inside(path) or path.as_posix()}"

    def submodules(self) -> dict[str, str]:
        """Path from the root -> the commit that the revision has there."""
        return {path: entry.hash for path, entry in self.entries.items() if entry.mode == _SUBMODULE}

    def bytes_of(self, path: Path, name: Named) -> bytes | Diagnostic:
        """The content of a file, or why there is none."""
        inside = self._resolved(path)
        if inside is None:
            return _problem("F109", name, root=self.repository.shown)
        entry = self.entries.get(inside)
        if entry is None:
            return self._absent(inside, name)
        found = self._reader.read(entry.hash)
        if found is None:
            return _problem("F308", name, name=self.revision.name)
        if isinstance(found, int):
            return _problem("F107", name, size=-(-found // _MB), limit=LIMIT_MB)
        return found

    def meant(self, path: Path) -> str:
        """A file beside the missing one whose name is nearly the same."""
        inside = self._inside(path)
        wanted = PurePosixPath(inside or path.name)
        beside = self._folders.get(_folder_of(str(wanted)), ())
        close = suggestion(wanted.stem, [PurePosixPath(name).stem for name in beside if name.endswith(wanted.suffix)])
        return f"{self.revision.name}:{wanted.parent / (close + wanted.suffix)}" if close else ""

    def _absent(self, inside: str, name: Named) -> Diagnostic:
        if inside in self._folders:
            return _problem("F102", name)
        for path, commit in self.submodules().items():
            if inside == path or inside.startswith(f"{path}/"):
                return _problem("F306", name, submodule=path, commit=commit[:_SHORT])
        return _problem("F101", name, suggestion=self.meant(self.repository.root / inside))

    def _inside(self, path: Path) -> str | None:
        """The path from the root of the repository; "" for the root itself, None for what is outside."""
        text = str(path)
        if text == self._root:
            return ""
        if text.startswith(self._root.rstrip("/\\") + os.sep):
            return text[len(self._root.rstrip("/\\")) + 1 :].replace(os.sep, "/")
        try:
            found = path.resolve().relative_to(self._root).as_posix()
        except (ValueError, OSError, RuntimeError):
            return None
        return "" if found == "." else found

    def _resolved(self, path: Path) -> str | None:
        """The path with links followed; None when it leads out of the repository, or in a circle."""
        inside = self._inside(path)
        return None if inside is None else self._followed(normpath(inside) if inside else "", _LINKS)

    def _followed(self, inside: str, left: int) -> str | None:
        if inside in self.entries and self.entries[inside].mode not in (_LINK, _SUBMODULE):
            return inside
        parts = inside.split("/")
        for length in range(1, len(parts) + 1):
            head = "/".join(parts[:length])
            entry = self.entries.get(head)
            if entry is not None and entry.mode == _LINK:
                read = self._reader.read(entry.hash)
                target = os.fsdecode(read) if isinstance(read, bytes) else ""
                followed = normpath(join(_folder_of(head), target, *parts[length:]))
                outside = followed == ".." or followed.startswith(("../", "/"))
                return None if outside or not left else self._followed("" if followed == "." else followed, left - 1)
        return inside


class RevisionFiles(ProjectFiles):
    """The files of a project at a revision. Libraries are those of the installed tool, as always."""

    def __init__(self, root: Path, base: Path, tree: RevisionTree) -> None:
        super().__init__(root, base)
        self._tree = tree

    def shown(self, path: str) -> str:
        if PurePosixPath(path).parts[:1] == (LIBRARY,):
            return path
        return self._tree.name_of(self.root / path)

    def _from_disk(self, name: Named) -> bytes | Diagnostic:
        path = self.root / name.path
        if ".." in PurePosixPath(name.path).parts or not path.is_relative_to(self.root):
            return _problem("F109", name, root=self._tree.name_of(self.root))
        return self._tree.bytes_of(path, name)


def _folders(paths: Iterable[str]) -> dict[str, set[str]]:
    """Folder -> names in it, from the paths of all files; the root is ""."""
    found: dict[str, set[str]] = {"": set()}
    for path in paths:
        folder, name = _folder_of(path), path.rpartition("/")[2]
        while True:
            known = folder in found
            found.setdefault(folder, set()).add(name)
            if known or not folder:
                break
            folder, name = _folder_of(folder), folder.rpartition("/")[2]
    return found


def _folder_of(path: str) -> str:
    return path.rpartition("/")[0]


def _problem(code: str, named: Named, **params: Param) -> Diagnostic:
    return Diagnostic(code, None, {"path": named.shown, **params}, path=named.shown)
