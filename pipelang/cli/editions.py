"""Which edition of a spec a document is made of, as git knows it; none where git cannot tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path, PurePosixPath

from pipelang.cli.compiling import Unit
from pipelang.configuration import FILE
from pipelang.deploy.beside import Edition
from pipelang.files import LIBRARY, Named, decode, read_file
from pipelang.git import GitError, Reader, Repository
from pipelang.source import Source


class Editions:
    """Looks programs up, each repository found once. No state of a repository stops a build: then there is no edition."""

    def __init__(self) -> None:
        self._repositories: dict[Path, Repository | None] = {}

    def of(self, unit: Unit) -> Edition | None:
        """The edition of a program, by all files that it was read from but those of the library that ships with us."""
        repository = self._repository(unit.entry.project.root)
        if repository is None:
            return None
        with suppress(GitError, OSError):
            return edition(repository, dict(_texts(unit, repository.root)))
        return None

    def _repository(self, root: Path) -> Repository | None:
        if root not in self._repositories:
            self._repositories[root] = None
            with suppress(GitError):
                self._repositories[root] = Repository(root, root.name)
        return self._repositories[root]


def edition(repository: Repository, texts: Mapping[str, str]) -> Edition | None:
    """The edition that files are of: by path from the repository's root, their texts as they were read.

    Texts are compared here and not by `git status`, which starts whatever filters a repository's settings name.
    """
    change = repository.last_change(texts) if texts else None
    if change is None:
        return None
    kept = repository.blobs("HEAD", texts)
    with closing(Reader(repository.root)) as reader:
        dirty = any(_text(reader, kept.get(path)) != text for path, text in texts.items())
    return Edition(change.short, change.date, dirty)


def _text(reader: Reader, blob: str | None) -> str | None:
    """A committed file as it would be read from the disk; None when there is none, or none that could be read."""
    data = reader.read(blob) if blob else None
    source = decode(data, Named("", "")) if isinstance(data, bytes) else None
    return source.text if isinstance(source, Source) else None


def _texts(unit: Unit, root: Path) -> Iterator[tuple[str, str]]:
    """The program's own files; with parameters also the configuration, which may set them."""
    project = unit.entry.project
    sources = [source for source in unit.sources if PurePosixPath(source.path).parts[:1] != (LIBRARY,)]
    if project.configured and unit.program is not None and unit.program.params:
        configuration = read_file(project.root / FILE, FILE)
        sources += [configuration] if isinstance(configuration, Source) else []
    for source in sources:
        real = (project.root / source.path).resolve()
        if real.is_relative_to(root.resolve()):
            yield real.relative_to(root.resolve()).as_posix(), source.text
