"""Reading specs from the disk: the compiler's only door to it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from pipelang.diagnostics import Diagnostic, Param, suggestion
from pipelang.records import record
from pipelang.source import Source, Span

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

LIMIT_MB = 8
_MB = 1024 * 1024

#: First part of paths that lead into the library which ships with the tool.
LIBRARY = "std"

#: Stands in folders of outputs: marks them as ours, and lists the files that may be replaced.
MANIFEST = ".pipelang-out.json"


@record
class Named:
    """A path in its two spellings: `path` is what specs are known by, `shown` what the reader of a message sees."""

    path: str
    shown: str


class ProjectFiles:
    """The files of one project, each read once. Paths are relative to `root`, with forward slashes.

    `base` is the folder that shown paths start from (where the command was given). `kept` stands before the disk: what it
    holds is not read there, and what is read is added to it.
    """

    def __init__(self, root: Path, base: Path, kept: dict[Path, bytes] | None = None) -> None:
        self.root = root
        self.base = base
        self.paths: dict[Source, str] = {}
        self._real_root = root.resolve()
        self._kept = kept
        self._read: dict[str, Source | Diagnostic] = {}

    def read(self, path: str) -> Source | Diagnostic:
        if path not in self._read:
            self._read[path] = self._load(path)
        return self._read[path]

    def shown(self, path: str) -> str:
        """A path as seen from `base`; of the library its own name."""
        if PurePosixPath(path).parts[:1] == (LIBRARY,):
            return path
        return shown_path(self.root / path, self.base)

    def on_disk(self, source: Source) -> Path | None:
        """The file that a source was read from, links followed; None for one of the library."""
        of_library = PurePosixPath(source.path).parts[:1] == (LIBRARY,)
        return None if of_library else (self.root / source.path).resolve()

    def _load(self, path: str) -> Source | Diagnostic:
        name = Named(path, self.shown(path))
        parts = PurePosixPath(path).parts
        found = _from_library(parts[1:], name) if parts[:1] == (LIBRARY,) else self._from_disk(name)
        if isinstance(found, Diagnostic):
            return found
        source = decode(found, name)
        if isinstance(source, Source):
            self.paths[source] = name.shown
        return source

    def _from_disk(self, name: Named) -> bytes | Diagnostic:
        try:
            real = (self.root / name.path).resolve()
            if not real.is_relative_to(self._real_root):
                return _problem("F109", name, root=self.root.as_posix())
            if self._kept is None or real not in self._kept:
                found = _bytes(real, name)
                if self._kept is None or isinstance(found, Diagnostic):
                    return found
                self._kept[real] = found
            return self._kept[real]
        except (FileNotFoundError, NotADirectoryError):
            return _problem("F101", name, suggestion=self._meant(name))
        except (OSError, RuntimeError, ValueError) as error:  # no rights; a loop of links; a zero byte in the name
            return _problem("F103", name, reason=reason(error))

    def _meant(self, name: Named) -> str:
        """A file beside the missing one whose name is nearly the same."""
        wanted = self.root / name.path
        try:
            stems = [entry.stem for entry in wanted.parent.iterdir() if entry.suffix == wanted.suffix]
        except OSError:
            return ""
        close = suggestion(wanted.stem, stems)
        return (PurePosixPath(name.shown).parent / f"{close}{wanted.suffix}").as_posix() if close else ""


def shown_path(path: Path, base: Path) -> str:
    """A path as seen from a folder, with forward slashes; whole when they have nothing but the disk in common."""
    try:
        common = Path(os.path.commonpath([path, base]))
    except ValueError:  # another drive
        return path.as_posix()
    return path.as_posix() if common == Path(common.anchor) else Path(os.path.relpath(path, base)).as_posix()


def read_file(path: Path, shown: str) -> Source | Diagnostic:
    """A single file outside the compiler's sight (the configuration)."""
    name = Named(shown, shown)
    try:
        found = _bytes(path, name)
    except OSError as error:
        return _problem("F103", name, reason=reason(error))
    return found if isinstance(found, Diagnostic) else decode(found, name)


def decode(data: bytes, name: Named) -> Source | Diagnostic:
    """The text of a file, or what is wrong with its bytes."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_utf_16(data):
        return _problem("F105", name)
    if b"\0" in data:
        return _problem("F104", name, byte=data.index(b"\0") + 1)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _broken(data, name)
    if not text.strip():
        return _problem("F108", name)
    return Source(name.path, _lines(text))


def reason(error: Exception) -> str:
    """The machine's own words for a failure, without the path."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _bytes(path: Path, name: Named) -> bytes | Diagnostic:
    about = path.stat()
    if stat.S_ISDIR(about.st_mode):
        return _problem("F102", name)
    if not stat.S_ISREG(about.st_mode):
        return _problem("F113", name)
    if about.st_size > LIMIT_MB * _MB:
        return _problem("F107", name, size=-(-about.st_size // _MB), limit=LIMIT_MB)
    return path.read_bytes()


def _broken(data: bytes, name: Named) -> Diagnostic:
    """Points at the first byte that is not UTF-8, in the text as far as it can be read."""
    bom = b"\xef\xbb\xbf"
    body = data.removeprefix(bom)
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        at = error.start
    before = _lines(body[:at].decode("utf-8"))
    source = Source(name.shown, _lines(body.decode("utf-8", errors="replace")))
    line, column = source.position(len(before))
    byte, value = at + len(data) - len(body) + 1, f"{body[at]:02x}"
    params: dict[str, Param] = {"path": name.shown, "byte": byte, "value": value, "line": line, "column": column}
    return Diagnostic("F106", Span(source, len(before), len(before) + 1), params)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _looks_utf_16(data: bytes) -> bool:
    """Without a mark it shows by zero bytes that stand at every second place only, and are many."""
    odd, even = data[1::2].count(0), data[::2].count(0)
    return (odd == 0) != (even == 0) and odd + even > len(data) // 8


def _from_library(parts: tuple[str, ...], name: Named) -> bytes | Diagnostic:
    from importlib.resources import files

    folder = files("pipelang.specs") / LIBRARY
    found = folder.joinpath(*parts) if parts and ".." not in parts else folder
    if found.is_file():
        return found.read_bytes()
    known = sorted(f"{LIBRARY}/{item}" for item in _listed(folder, ""))
    return _problem("F112", name, known=", ".join(known), suggestion=suggestion(name.path, known))


def _listed(folder: Traversable, prefix: str) -> Iterator[str]:
    for item in folder.iterdir() if folder.is_dir() else ():
        if item.is_dir():
            yield from _listed(item, f"{prefix}{item.name}/")
        elif item.name.endswith(".pipe"):
            yield prefix + item.name


def _problem(code: str, name: Named, **params: Param) -> Diagnostic:
    return Diagnostic(code, None, {"path": name.shown, **params}, path=name.shown)
