"""Specs as a revision of a git repository has them, read by git itself.

Git is called with a fixed list of arguments, never by a shell. What a user named goes behind `--end-of-options` and may not
begin with a dash; objects are asked for by their hashes. A repository's own settings cannot make git run a program or open a
connection here: hooks and monitors are off, and no protocol is allowed, so that nothing is fetched into a partial clone.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from pipelang.diagnostics import Diagnostic, Param, suggestion
from pipelang.files import LIMIT_MB, reason

_OPTIONS = (
    "--no-pager",
    "--literal-pathspecs",
    "-c", "core.fsmonitor=",
    "-c", "core.hooksPath=/dev/null",
    "-c", "core.useReplaceRefs=false",
    "-c", "core.quotePath=false",
    "-c", "protocol.allow=never",
)  # fmt: skip
_VARIABLES = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_PAGER": "cat",
    "LC_ALL": "C",
    "LANGUAGE": "",
}
#: Of git's own variables these stay: where to stop looking for a repository, where its configuration and programs are.
_KEPT = re.compile(r"GIT_(CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM|EXEC_PATH|CONFIG_\w+)")

_SHORT = 9
_CHANGE = re.compile(r"(?P<commit>[0-9a-f]{40,64}) (?P<date>\d{4}-\d\d-\d\d) ?(?P<parents>[0-9a-f ]*)")
_MB = 1024 * 1024

#: A revision that is told apart from a name of a file by its looks, and how it is split.
RANGE = re.compile(r"(?P<old>.*?)(?P<dots>\.{2,3})(?P<new>.*)", re.DOTALL)


class GitError(Exception):
    """Why a revision cannot be read, as a diagnostic."""

    def __init__(self, problem: Diagnostic) -> None:
        super().__init__(problem.code)
        self.problem = problem


def failure(code: str, **params: Param) -> GitError:
    return GitError(Diagnostic(code, None, params, path=str(params.get("path", "")) or None))


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit: its hash, and the name that a reader knows it by."""

    commit: str
    name: str


@dataclass(frozen=True, slots=True)
class Change:
    """A commit that changed something: its hash, the beginning of it, and the day it was made, `YYYY-MM-DD`."""

    commit: str
    short: str
    date: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a revision."""

    mode: str
    hash: str


class Repository:
    """The git repository around a folder. Every method may raise GitError."""

    def __init__(self, folder: Path, shown: str) -> None:
        self.folder = folder
        self.shown = shown
        self.root = self._root()

    def _root(self) -> Path:
        done = _git(self.folder, "rev-parse", "--show-toplevel")
        if done.returncode == 0:
            return Path(os.fsdecode(done.stdout).rstrip("\n"))
        said = _said(done)
        if "not a git repository" in said:
            raise failure("F301", path=self.shown)
        if "must be run in a work tree" in said:
            raise failure("F309", path=self.shown)
        raise failure("F310", reason=_first_line(said))

    def revision(self, name: str) -> Revision:
        """The commit that a name means: a branch, a tag, a hash (long ones are shown short), `HEAD~2`."""
        commit = self._commit(name)
        if commit is None:
            raise self._unknown(name)
        return Revision(commit, name[:_SHORT] if name == commit else name)

    def is_revision(self, name: str) -> bool:
        return self._commit(name) is not None

    def base(self, old: Revision, new: Revision) -> Revision:
        """The commit that two branches have grown from; it is known by its hash."""
        done = _git(self.root, "merge-base", old.commit, new.commit)
        commit = done.stdout.decode().strip()
        if done.returncode == 0 and commit:
            return Revision(commit, commit[:_SHORT])
        if done.returncode != 1:
            raise failure("F310", reason=_first_line(_said(done)))
        raise failure("F305" if self.is_shallow() else "F307", old=old.name, new=new.name, name=old.name)

    def is_shallow(self) -> bool:
        return _git(self.root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"

    def entries(self, revision: Revision) -> dict[str, Entry]:
        """Every file of a revision by its path from the root of the repository."""
        done = _git(self.root, "ls-tree", "-r", "-z", "--full-tree", revision.commit)
        if done.returncode:
            raise self._unreadable(revision, _said(done))
        found: dict[str, Entry] = {}
        for line in os.fsdecode(done.stdout).split("\0"):
            about, _, path = line.partition("\t")
            if path:
                mode, _, name = about.split()
                found[path] = Entry(mode, name)
        return found

    def last_change(self, paths: Iterable[str]) -> Change | None:
        """The commit that last changed any of these files (paths from the root), as far as HEAD knows.

        None when no commit has them, and in a shallow clone when the commit lies beyond its edge: the one at the edge only
        looks as if it had made everything.
        """
        # `rev-list` and not `log`: settings of a repository can make `log` start a program that checks signatures.
        done = _git(self.root, "rev-list", "-1", "--format=%H %cs %P", "HEAD", "--", *paths)
        line = done.stdout.decode(errors="replace").rpartition("commit ")[2].partition("\n")[2].strip()
        found = _CHANGE.fullmatch(line)
        if done.returncode or found is None or (not found["parents"] and self.is_shallow()):
            return None
        return Change(found["commit"], found["commit"][:_SHORT], found["date"])

    def blobs(self, commit: str, paths: Iterable[str]) -> dict[str, str]:
        """The hashes of those of the files that a commit has."""
        done = _git(self.root, "ls-tree", "-z", "--full-tree", commit, "--", *paths)
        listed = (line.partition("\t") for line in os.fsdecode(done.stdout).split("\0") if line)
        return {path: about.split()[2] for about, _, path in listed}

    def changed_submodules(self, old: Mapping[str, str], new: Mapping[str, str] | None) -> list[str]:
        """Paths of submodules that are at another commit now; `new` None asks the working tree."""
        return [
            path for path, commit in old.items() if commit != (new.get(path) if new is not None else self._head(path))
        ]

    def _head(self, submodule: str) -> str:
        """The commit of a submodule in the working tree; "" where it was never filled."""
        folder = self.root / submodule
        if not (folder / ".git").exists():
            return ""
        return _git(folder, "rev-parse", "--verify", "--quiet", "HEAD").stdout.decode(errors="replace").strip()

    def _commit(self, name: str) -> str | None:
        if not name or name.startswith("-") or "\0" in name:
            return None
        done = _git(self.root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        commit = done.stdout.decode(errors="replace").strip()
        return commit if done.returncode == 0 and re.fullmatch(r"[0-9a-f]{40,64}", commit) else None

    def _unknown(self, name: str) -> GitError:
        if name == "HEAD":
            return failure("F304", path=self.shown)
        if self.is_shallow():
            return failure("F305", old=name, new="HEAD", name=name)
        done = _git(self.root, "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes", "refs/tags")
        known = done.stdout.decode(errors="replace").split()
        return failure("F303", name=name, suggestion=suggestion(name, ["HEAD", *known]))

    def _unreadable(self, revision: Revision, said: str) -> GitError:
        if "promisor" in said or "lazy" in said or "not allowed" in said or "missing" in said:
            return failure("F308", name=revision.name, path=self.shown)
        return failure("F310", reason=_first_line(said))


class Reader:
    """`git cat-file --batch`: asked for one object after the other by its hash."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process: subprocess.Popen[bytes] | None = None
        self.known: dict[str, bytes | int | None] = {}

    def read(self, name: str) -> bytes | int | None:
        """The content of a blob; its size when that is too large, None when the repository does not have it."""
        if name not in self.known:
            self.known[name] = self._ask(name)
        return self.known[name]

    def _ask(self, name: str) -> bytes | int | None:
        if self.process is None:
            self.process = _popen(self.folder, "cat-file", "--batch")
        source, sink = cast(IO[bytes], self.process.stdout), cast(IO[bytes], self.process.stdin)
        try:
            sink.write(name.encode() + b"\n")
            sink.flush()
            head = source.readline().split()
        except OSError:
            head = []
        if len(head) != 3 or head[1] != b"blob":
            if not head:
                self.close()
            return None
        size = int(head[2])
        if size > LIMIT_MB * _MB:
            self.close()
            return size
        return source.read(size + 1)[:size]

    def close(self) -> None:
        if self.process is not None:
            for stream in (self.process.stdin, self.process.stdout):
                if stream is not None:
                    stream.close()
            self.process.wait()
            self.process = None


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    with _started():
        return subprocess.run(
            ["git", "-C", str(folder), *_OPTIONS, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=_environment(os.environ),
            check=False,
        )


def _popen(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    with _started():
        return subprocess.Popen(
            ["git", "-C", str(folder), *_OPTIONS, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(os.environ),
        )


@contextmanager
def _started() -> Iterator[None]:
    """Turns a git that cannot be started into a problem."""
    try:
        yield
    except FileNotFoundError as error:
        raise failure("F302") from error
    except OSError as error:
        raise failure("F310", reason=reason(error)) from error


def _environment(given: Mapping[str, str]) -> dict[str, str]:
    """The variables for git: hooks set some that would point it at another repository."""
    kept = {name: value for name, value in given.items() if not name.startswith("GIT_") or _KEPT.fullmatch(name)}
    return {**kept, **_VARIABLES}


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    return done.stderr.decode(errors="replace")


def _first_line(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return lines[0].removeprefix("fatal: ") if lines else "git failed"
