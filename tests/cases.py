"""The corpus: one folder per case, what must come of it beside it, found by looking and never registered.

A case is a small project with `main.pipe`. Sources are `*.pipe` and `pipelang.toml`; all other files of the folder, and
`*.diagnostics.pipe`, are expectations, written by `pytest --update-corpus` and never by hand: `generated.sha256` tells.

- `NAME.diagnostics.pipe`: a source with each of its problems as comments under the line it points to.
- `spec.json`: the model, where the case compiles.
- `TARGET/…`: outputs for each of the targets that the case's `pipelang.toml` names; pages only where the folder's name ends
  with `_html`, and without their style sheets and scripts: those have files of their own, and browser tests.

A case whose name begins with `invalid_` must have an error, any other must have none. Parameters are those of the
environment `corpus`, if the case's `pipelang.toml` has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from pipelang.compile import Compiled, compile_program, is_error
from pipelang.configuration import FILE, Configuration, read_configuration
from pipelang.deploy.build import build_all
from pipelang.deploy.target import load_target, target_names
from pipelang.diagnostics import Diagnostic, Problems
from pipelang.files import ProjectFiles
from pipelang.messages import Locale
from pipelang.model import Program
from pipelang.report.diagnostics.findings import Findings, gather
from pipelang.report.spec import spec_json
from pipelang.report.wording import label_words, word
from pipelang.source import Source, Span

CORPUS = Path(__file__).parent / "corpus"
MANIFEST = "generated.sha256"
ENVIRONMENT = "corpus"

_PAGES = (".html", ".svg", ".css", ".js")
_ENCLOSED = re.compile(r"(<(?:style|script)\b[^>]*>).*?(</(?:style|script)>)", re.DOTALL)
_HASH = re.compile(r"'sha256-[^']+'")
_LOCALES: tuple[Locale, ...] = ("en", "ru")


@dataclass(frozen=True)
class Case:
    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def must_compile(self) -> bool:
        return not self.name.startswith("invalid_")

    @cached_property
    def run(self) -> Run:
        return Run(self)

    def sources(self) -> set[str]:
        """The `*.pipe` files of the case."""
        return {name for name in _files(self.folder) if name.endswith(".pipe") and not _generated(name)}

    def kept(self) -> dict[str, bytes]:
        """The expectations that stand in the folder."""
        return {name: (self.folder / name).read_bytes() for name in _files(self.folder) if _generated(name)}


class Run:
    """What comes of a case."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.files = _Door(ProjectFiles(case.folder, case.folder))
        self.problems = Problems()
        configuration = self._configuration()
        params = configuration.environments.get(ENVIRONMENT, {})
        self.compiled: Compiled = compile_program("main.pipe", self.files, params, targets=target_names)
        self.problems += self.compiled.problems
        self.program: Program | None = self.compiled.program
        self.outputs = dict(self._outputs(configuration.targets))

    @property
    def failed(self) -> bool:
        return any(map(is_error, self.problems))

    def expectations(self) -> dict[str, bytes]:
        texts = dict(_annotated(self.compiled.sources, gather(self.problems)))
        if self.program is not None and not self.failed:
            texts["spec.json"] = spec_json(self.program)
            texts |= self.outputs
        return {name: text.encode() for name, text in texts.items()}

    def _configuration(self) -> Configuration:
        path = self.case.folder / FILE
        if not path.exists():
            return Configuration()
        return read_configuration(Source(FILE, path.read_text(encoding="utf-8")), self.problems)

    def _outputs(self, targets: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        if self.program is None:
            return
        for built in build_all(self.program, [load_target(name) for name in targets], self.problems):
            for file, content in built.files.items():
                if isinstance(content, str) and (self.case.name.endswith("_html") or not file.endswith(_PAGES)):
                    yield f"{built.target}/{file}", _HASH.sub("'sha256-…'", _ENCLOSED.sub(r"\1…\2", content))


class _Door:
    """The files of a case; remembers which were asked for."""

    def __init__(self, files: ProjectFiles) -> None:
        self.files = files
        self.asked: set[str] = set()

    def read(self, path: str) -> Source | Diagnostic:
        self.asked.add(path)
        return self.files.read(path)


def cases(corpus: Path = CORPUS) -> list[Case]:
    return [Case(folder) for folder in sorted(corpus.iterdir()) if folder.is_dir()]


def update(corpus: Path = CORPUS) -> list[str]:
    """Bring all expectations up to date; what was changed, a line each.

    A case that does not do what its name says keeps its expectations: no update makes its test pass.
    """
    changed: list[str] = []
    for case in cases(corpus):
        if case.run.failed is case.must_compile:
            changed.append(
                f"{case.name}: left alone, its name says it must{'' if case.must_compile else ' not'} compile"
            )
        else:
            changed += [f"{case.name}/{name}: {what}" for name, what in _write(case)]
    (corpus / MANIFEST).write_text(manifest(corpus), encoding="utf-8", newline="\n")
    return changed


def _write(case: Case) -> Iterator[tuple[str, str]]:
    wanted, kept = case.run.expectations(), case.kept()
    for name, content in sorted(wanted.items()):
        if kept.get(name) != content:
            path = case.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            yield name, "changed" if name in kept else "new"
    for name in sorted(kept.keys() - wanted.keys()):
        (case.folder / name).unlink()
        yield name, "removed"


def manifest(corpus: Path = CORPUS) -> str:
    """A line for each expectation: hash and path."""
    lines = [
        f"{sha256(content).hexdigest()[:16]}  {case.name}/{name}"
        for case in cases(corpus)
        for name, content in sorted(case.kept().items())
    ]
    return "".join(f"{line}\n" for line in lines)


def _files(folder: Path) -> Iterator[str]:
    yield from sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _generated(name: str) -> bool:
    return name.endswith(".diagnostics.pipe") or not (name.endswith(".pipe") or name == FILE)


# ---- sources with their problems

#: A problem, and in how many more expansions it was met.
_Told = tuple[Diagnostic, int]


def _annotated(sources: tuple[Source, ...], findings: Findings) -> Iterator[tuple[str, str]]:
    """Each source that has problems, with its problems; those that stand nowhere go to the top of `main.pipe`."""
    by_path: dict[str, list[_Told]] = {}
    for problem, repeats in zip(findings.problems, findings.repeats, strict=True):
        by_path.setdefault(problem.span.source.path if problem.span else "main.pipe", []).append((problem, repeats))
    known = {source.path: source for source in sources}
    for path, found in by_path.items():
        source = known.get(path) or next((item.span.source for item, _ in found if item.span), Source(path, ""))
        yield f"{path.removesuffix('.pipe')}.diagnostics.pipe", _with_problems(source, found)


def _with_problems(source: Source, problems: list[_Told]) -> str:
    by_line: dict[int, list[_Told]] = {}
    for told in problems:
        by_line.setdefault(told[0].span.line if told[0].span else 0, []).append(told)
    lines: list[str] = []
    for number, text in enumerate(["", *source.text.split("\n")]):
        lines += [text] if number else []
        lines += [f"#@ {line}".rstrip() for told in by_line.get(number, []) for line in _lines(*told, source)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _lines(problem: Diagnostic, repeats: int, source: Source) -> Iterator[str]:
    words = {locale: word(problem, locale) for locale in _LOCALES}
    said = words["en"]
    place = _columns(problem.span) if problem.span else problem.path
    yield f"{place} {said.code} {said.name} ({said.severity})"
    for locale, item in words.items():
        yield f"    {locale}: {item.message}"
        yield from (f"        {name}: {text}" for name, text in (("why", item.why), ("help", item.hint)) if text)
    for label in problem.labels:
        spoken = " | ".join(label_words(problem, label.role, locale) for locale in _LOCALES)
        yield f"    {_place(label.span, source)}: {spoken}"
    yield from (f"    {_place(via, source)}: expanded from here" for via in _chain(problem.span))
    if repeats:
        yield f"    and in {repeats} more expansions"
    if problem.fix is not None:
        edits = ", ".join(f"{_place(edit.span, source)} -> `{edit.text}`" for edit in problem.fix.edits)
        yield f"    fix{'' if problem.fix.safe else ' (unsafe)'}: {edits}"


def _chain(span: Span | None) -> Iterator[Span]:
    while span is not None and span.via is not None:
        span = span.via
        yield span


def _place(span: Span, source: Source) -> str:
    """A place in full: with the file where it is another one, with the line always."""
    file = "" if span.source is source else f"{span.source.path}:"
    return f"{file}{span.line}:{_columns(span)}"


def _columns(span: Span) -> str:
    """`5-9 `sale``: columns from 1, the last one not included; `5-12:2` ends in line 12."""
    (line, start), (last, end) = span.source.position(span.start), span.source.position(span.end)
    quoted = f" `{span.text}`" if line == last and start < end else ""
    return f"{start}-{end if line == last else f'{last}:{end}'}{quoted}"
