"""Fixes in tests: a folder that is nowhere but here, looked at as `check` looks at one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipelang.compile import compile_program, is_error
from pipelang.diagnostics import Diagnostic
from pipelang.files import Named, ProjectFiles, decode
from pipelang.fixes import Checked, Mended, mend
from pipelang.rules.engine import RuleSettings, check_rules
from pipelang.source import Source


class Folder:
    """Files by name, as they stand on a disk; those under `std/` are of the library. `entries` are its programs."""

    def __init__(
        self,
        texts: str | Mapping[str, str],
        entries: Sequence[str] = ("main.pipe",),
        settings: RuleSettings | None = None,
    ) -> None:
        self.texts = {"main.pipe": texts} if isinstance(texts, str) else dict(texts)
        self.entries = entries
        self.settings = settings
        self.looks = 0

    def look(self, changed: Mapping[str, str]) -> list[Checked]:
        self.looks += 1
        return [self._checked(entry, {**self.texts, **changed}) for entry in self.entries]

    def mended(self, unsafe: bool = False) -> Mended:
        return mend(self.look, self.texts.__getitem__, unsafe)

    def fixed(self, unsafe: bool = False) -> Folder:
        """The folder after `--fix`."""
        return Folder({**self.texts, **self.mended(unsafe).texts}, self.entries, self.settings)

    @property
    def text(self) -> str:
        return self.texts["main.pipe"]

    def problems(self) -> list[Diagnostic]:
        return [problem for program in self.look({}) for problem in program.problems]

    def _checked(self, entry: str, texts: Mapping[str, str]) -> Checked:
        compiled = compile_program(entry, _Door(texts), library=True)
        problems = list(compiled.problems)
        program, sound = compiled.program, not any(map(is_error, problems))
        if program is not None:
            problems += check_rules(program, self.settings, sources=compiled.sources)
        files = {source: source.path for source in compiled.sources if source.path in texts}
        return Checked(entry, sound, program is not None or not sound, problems, files)


class _Door:
    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts

    def read(self, path: str) -> Source | Diagnostic:
        if path.startswith("std/"):
            return _LIBRARY.read(path)
        if path not in self.texts:
            return Diagnostic("F101", None, {"path": path, "suggestion": ""}, path=path)
        return decode(self.texts[path].encode(), Named(path, path))


def _library() -> ProjectFiles:
    from pathlib import Path

    return ProjectFiles(Path.cwd(), Path.cwd())


_LIBRARY = _library()
