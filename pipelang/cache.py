"""What is kept between runs, in the user's cache folder: how names were judged.

It only saves time. A cache that is missing, broken, of another version or not to be written to is as good as an empty one.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelang.names.memory import Answers

FILE = "names.json"

#: What decides how a name is judged: our own modules, and those of the dictionary.
_JUDGES = "names"
_DICTIONARY = ("pymorphy3", "pymorphy3_dicts_ru")


def folder() -> Path | None:
    """Where caches of this user belong; None where that cannot be told."""
    try:
        return _base() / "pipelang"
    except RuntimeError:  # no home
        return None


def use_names() -> None:
    """Have names judged on earlier runs remembered."""
    from pipelang.names.memory import remember

    remember(_read)


def keep_names() -> None:
    """Keep what has been learnt of names on this run."""
    from pipelang.names.memory import learnt

    answers = learnt()
    place = folder()
    if answers and place is not None:
        with suppress(OSError, ValueError):
            _write(place, answers)


def _base() -> Path:
    said = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if said.is_absolute():  # the standard says to pay no heed to others
        return said
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local) if local else Path.home() / "AppData" / "Local"
    return Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache")


def _read() -> Answers:
    place = folder()
    if place is None:
        return {}
    import json

    try:
        data = json.loads((place / FILE).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(data, dict) or data.get("stamp") != _stamp():
        return {}
    return data["answers"] if _is_answers(data.get("answers")) else {}


def _is_answers(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(known, dict) and all(isinstance(answer, str) for answer in known.values())
        for known in value.values()
    )


def _write(place: Path, answers: Answers) -> None:
    """All or nothing: another run may read or write at the same time."""
    import json
    from tempfile import NamedTemporaryFile

    # Names of a client's stages are nobody else's business.
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    text = json.dumps({"stamp": _stamp(), "answers": answers}, ensure_ascii=False, separators=(",", ":"))
    with NamedTemporaryFile("w", encoding="utf-8", dir=place, prefix=FILE, delete=False) as file:
        try:
            file.write(text)
            file.close()
            Path(file.name).replace(place / FILE)
        except OSError:
            Path(file.name).unlink()


def _stamp() -> str:
    """Changes whenever names might be judged in another way."""
    return ";".join(f"{name} {about.st_size} {about.st_mtime_ns}" for name, about in _judges())


def _judges() -> Iterator[tuple[str, os.stat_result]]:
    own = Path(__file__).parent / _JUDGES
    for entry in sorted(os.scandir(own), key=lambda entry: entry.name):
        if entry.name.endswith(".py"):
            yield entry.name, entry.stat()
    for package in _DICTIONARY:
        with suppress(OSError):
            yield package, _version_of(package).stat()


def _version_of(package: str) -> Path:
    """The file that holds a package's version, found without importing it."""
    from importlib.util import find_spec

    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(package)
    return Path(spec.origin).with_name("version.py")
