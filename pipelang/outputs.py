"""Writing a tree of files all or nothing: what was there before stays until the new tree is complete."""

from __future__ import annotations

import errno
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from pipelang.diagnostics import Diagnostic
from pipelang.files import MANIFEST, reason

_FULL = (errno.ENOSPC, errno.EDQUOT)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)

#: What file managers leave in every folder that somebody looked into; nobody misses it.
_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})

#: How many foreign files a message names.
_NAMED = 5


def write_tree(folder: Path, files: Mapping[str, str | bytes], shown: str) -> list[Diagnostic]:
    """Make `folder` hold exactly `files` (relative name with forward slashes -> content) and the manifest.

    On an error nothing has changed, and the diagnostics say why. A folder that holds anything we did not write is left
    alone. `shown` is how messages call the folder. Raises ValueError for a name that would leave the folder.
    """
    contents = {_checked(name): _bytes(content) for name, content in files.items()}
    contents[MANIFEST] = _manifest(contents)
    target = Path(os.path.realpath(folder))
    refused = _refused(target, shown)
    if refused is not None:
        return [refused]
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}.new-", dir=target.parent))
    except OSError as error:
        return [_failure(error, shown)]
    try:
        _fill(fresh, contents)
        old = _swap(fresh, target)
    except OSError as error:
        return [_failure(error, shown)]
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return _remove(old, shown) if old else []


def written_before(folder: Path) -> frozenset[str]:
    """The files that the folder's manifest lists as ours, without itself; none where there is none that can be read."""
    try:
        return _listed(folder / MANIFEST) - {MANIFEST}
    except OSError:  # not a folder, or not one to look into: whoever writes there is told
        return frozenset()


def replace_file(path: Path, content: bytes, shown: str) -> Diagnostic | None:
    """Give a file new content, whole or not at all; its rights stay. On an error it is as it was."""
    return replace_files({path: content}, {path: shown})


def replace_files(contents: Mapping[Path, bytes], shown: Mapping[Path, str]) -> Diagnostic | None:
    """Give files new contents, all of them or none. On an error they are as they were, and the diagnostic says why."""
    targets = {path: Path(os.path.realpath(path)) for path in contents}
    fresh: dict[Path, Path] = {}
    path = next(iter(contents), Path())
    try:
        for path, content in contents.items():
            _check_writable(targets[path])
            fresh[path] = _beside(targets[path], content)
        _put_in_place({targets[path]: made for path, made in fresh.items()})
    except OSError as error:
        return _failure(error, shown[path])
    finally:
        for made in fresh.values():
            made.unlink(missing_ok=True)
    return None


def _check_writable(target: Path) -> None:
    """Replacing a file asks for the rights of its folder only; whoever took the file's own away meant it."""
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _beside(target: Path, content: bytes) -> Path:
    """A file with the content and the rights of the target, ready to take its place."""
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    fresh = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(target, fresh)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    return fresh


def _put_in_place(fresh: Mapping[Path, Path]) -> None:
    """Rename each file over its target. On a failure those that were renamed already are put back."""
    old = {target: target.read_bytes() for target in fresh} if len(fresh) > 1 else {}
    done: list[Path] = []
    try:
        for target, made in fresh.items():
            made.replace(target)
            done.append(target)
    except OSError:
        for target in done:
            _beside(target, old[target]).replace(target)
        raise


def _fill(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write all files and make sure that the disk has them."""
    folder.chmod(0o777 & ~_umask())  # temporary folders are private, outputs are not
    for name in sorted(contents):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(contents[name])
            file.flush()
            os.fsync(file.fileno())
    for place, _, _ in os.walk(folder):
        _sync(Path(place))


def _swap(fresh: Path, target: Path) -> Path | None:
    """Put the new tree in place; returns where the former one went. On a failure the former one is back."""
    old: Path | None = None
    if target.exists():
        old = Path(tempfile.mkdtemp(prefix=f".{target.name}.old-", dir=target.parent))
        try:
            target.rename(old / target.name)
        except OSError:
            old.rmdir()
            raise
    try:
        fresh.rename(target)
    except BaseException:
        if old is not None:
            (old / target.name).rename(target)
            old.rmdir()
        raise
    _sync(target.parent)
    return old


def _remove(old: Path, shown: str) -> list[Diagnostic]:
    try:
        shutil.rmtree(old)
    except OSError as error:
        place = (PurePosixPath(shown).parent / old.name).as_posix()
        return [Diagnostic("F206", None, {"path": place, "reason": reason(error)}, path=place)]
    return []


def _refused(target: Path, shown: str) -> Diagnostic | None:
    """Why the folder must not be replaced, if so."""
    if not target.exists():
        return None
    if not target.is_dir():
        return Diagnostic("F201", None, {"path": shown}, path=shown)
    try:
        foreign = _foreign(target)
    except OSError as error:
        return _failure(error, shown)
    if not foreign:
        return None
    named = ", ".join(foreign[:_NAMED]) + (", …" if len(foreign) > _NAMED else "")
    return Diagnostic("F202", None, {"path": shown, "files": named}, path=shown)


def _foreign(target: Path) -> list[str]:
    """Files in the folder that its manifest does not list; without a manifest all of them."""
    ours = _listed(target / MANIFEST)
    there = (
        path for path in target.rglob("*") if path.name not in _LITTER and (path.is_symlink() or not path.is_dir())
    )
    return sorted(name for path in there if (name := path.relative_to(target).as_posix()) not in ours)


def _listed(manifest: Path) -> frozenset[str]:
    try:
        data = json.loads(manifest.read_bytes())
    except (FileNotFoundError, ValueError):
        return frozenset()
    names = data.get("files") if isinstance(data, dict) else None
    return frozenset([*names, MANIFEST]) if isinstance(names, list) else frozenset()


def _manifest(names: Mapping[str, bytes]) -> bytes:
    data = {"about": "written by pipelang; replaced as a whole by the next build", "files": sorted(names)}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _checked(name: str) -> str:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or str(path) != name or name == MANIFEST:
        raise ValueError(f"not a name for an output file: {name!r}")
    return name


def _bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode("utf-8")


def _failure(error: OSError, shown: str) -> Diagnostic:
    if error.errno in _FULL:
        return Diagnostic("F204", None, {"path": shown}, path=shown)
    code = "F203" if error.errno in _FORBIDDEN else "F205"
    return Diagnostic(code, None, {"path": shown, "reason": reason(error)}, path=shown)


def _sync(folder: Path) -> None:
    """Make the names in a folder last; systems that cannot open folders do that by themselves."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
