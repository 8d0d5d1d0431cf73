"""`pipelang.toml`: what a project says of itself.

Checked by hand and not by pydantic, for every `check` reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date, datetime
from posixpath import normpath
from typing import Any

from pipelang.diagnostics import Problems, suggestion
from pipelang.messages import Locale
from pipelang.records import record
from pipelang.source import Source, Span

FILE = "pipelang.toml"

LOCALES: Mapping[str, Locale] = {"en": "en", "ru": "ru"}

#: Classes of changes, as `pipelang.compare` has them.
FAIL_ON = ("safe", "attention", "destructive")


@record
class Table:
    """A part of the file that is judged later, by whoever knows what may stand there. `path` leads to it."""

    path: tuple[str, ...]
    data: Mapping[str, Any]
    source: Source
    keys: Mapping[tuple[str, ...], Span]

    def span(self, *path: str) -> Span:
        """Where a setting below the table stands."""
        return _place((*self.path, *path), self.keys, self.source)


@record
class Configuration:
    """`entries` are relative to the folder of the file, in its order; `environments`: name -> parameters as written.

    `fail_on` is the class of changes from which on `diff` fails (safe, attention, destructive), "" for none.
    `rules` is what stands in `[rules]`, read by `pipelang.rules.settings` where rules run. `where` gives the place of a setting
    (`project.out`) in the file.
    """

    entries: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    out: str = "out"
    lang: Locale | None = None
    environments: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    fail_on: str = ""
    rules: Table | None = None
    where: Mapping[str, Span] = field(default_factory=dict)


def read_configuration(source: Source, problems: Problems) -> Configuration:
    """The configuration in a text. What is wrong is added to `problems`, and has its default."""
    table = read_table(source, problems, "C101")
    return Configuration() if table is None else _Reader(table, problems).read(dict(table.data))


def read_table(source: Source, problems: Problems, broken: str) -> Table | None:
    """A TOML text as one table; None when it is not TOML, which the code `broken` says."""
    import tomllib

    try:
        data = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        reason, span = _broken(source, str(error))
        problems.add(broken, span, reason=reason)
        return None
    return Table((), data, source, _keys(source))


class _Reader:
    def __init__(self, table: Table, problems: Problems) -> None:
        self.source = table.source
        self.problems = problems
        self.keys = table.keys

    def read(self, data: dict[str, Any]) -> Configuration:
        self._known("", data, ("project", "env", "rules", "diff"))
        project = self._table("project", data)
        self._known("project", project, ("entry", "targets", "out", "lang"))
        lang: Locale | None = self._lang(project)
        return Configuration(
            entries=self._entries(project),
            targets=self._texts("targets", project, 'targets = ["amocrm", "docs"]'),
            out=next(self._inside("project.out", self._text("out", project)), "out"),
            lang=lang,
            environments=self._environments(self._table("env", data)),
            fail_on=self._fail_on(self._table("diff", data)),
            rules=Table(("rules",), self._table("rules", data), self.source, self.keys) if "rules" in data else None,
            where={".".join(path): span for path, span in self.keys.items()},
        )

    def _entries(self, project: dict[str, Any]) -> tuple[str, ...]:
        written = self._texts("entry", project, 'entry = "main.pipe"')
        return tuple(dict.fromkeys(self._inside("project.entry", written)))

    def _environments(self, data: dict[str, Any]) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for name in data:
            path = f"env.{name}"
            environment = self._table(path, data)
            self._known(path, environment, ("params",))
            params = self._table(f"{path}.params", environment)
            found[name] = {}
            for key, value in params.items():
                if isinstance(value, (str, int, float, date)) and not isinstance(value, datetime):
                    found[name][key] = _literal(value)
                else:
                    self._wrong(f"{path}.params.{key}", f'{key} = "…"')
        return found

    def _fail_on(self, table: dict[str, Any]) -> str:
        """From which class of changes on `diff` fails."""
        self._known("diff", table, ("fail-on",))
        value = table.get("fail-on", "")
        if value in ("", *FAIL_ON):
            return str(value)
        if isinstance(value, str):
            self.problems.add("C104", self._span("diff.fail-on"), key="fail-on", value=value, known=", ".join(FAIL_ON))
        else:
            self._wrong("diff.fail-on", 'fail-on = "destructive"')
        return ""

    def _lang(self, project: dict[str, Any]) -> Locale | None:
        for value in self._text("lang", project):
            if value in LOCALES:
                return LOCALES[value]
            self.problems.add("C104", self._span("project.lang"), key="lang", value=value, known="ru, en")
        return None

    def _text(self, key: str, table: dict[str, Any]) -> tuple[str, ...]:
        """The text of a setting, if it is there and is one."""
        value = table.get(key)
        if value is not None and not isinstance(value, str):
            self._wrong(f"project.{key}", f'{key} = "…"')
            return ()
        return () if value is None else (value,)

    def _texts(self, key: str, table: dict[str, Any], example: str) -> tuple[str, ...]:
        value = table.get(key, [])
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            self._wrong(f"project.{key}", example)
            return ()
        return tuple(dict.fromkeys(items))

    def _inside(self, path: str, values: Iterable[str]) -> Iterator[str]:
        """The paths that stay inside the project, without detours."""
        for value in values:
            tidy = normpath(value) if value else ""
            if not tidy or tidy.startswith(("/", "../")) or tidy == ".." or re.match(r"[A-Za-z]:|\\", tidy):
                self.problems.add("C107", self._span(path), key=path.rpartition(".")[2], value=value)
            else:
                yield tidy

    def _table(self, path: str, data: dict[str, Any]) -> dict[str, Any]:
        value = data.get(path.rpartition(".")[2], {})
        if isinstance(value, dict):
            return value
        self._wrong(path, f"[{path}]")
        return {}

    def _known(self, path: str, table: dict[str, Any], known: tuple[str, ...]) -> None:
        for key in table:
            if key not in known:
                full = f"{path}.{key}" if path else key
                self.problems.add(
                    "C102", self._span(full), key=key, known=", ".join(known), suggestion=suggestion(key, known)
                )

    def _wrong(self, path: str, example: str) -> None:
        self.problems.add("C103", self._span(path), key=path.rpartition(".")[2], example=example)

    def _span(self, path: str) -> Span:
        return _place(tuple(path.split(".")), self.keys, self.source)


def _place(path: tuple[str, ...], keys: Mapping[tuple[str, ...], Span], source: Source) -> Span:
    """Where a setting stands; failing that, where the nearest one around it does."""
    for size in range(len(path), 0, -1):
        if path[:size] in keys:
            found = keys[path[:size]]
            for key in path[size:]:
                found = _in_line(found, key)
            return found
    return Span(source, 0, 0)


def _in_line(table: Span, key: str) -> Span:
    """A key of an inline table, whose own place is known; the standard forbids it to run over a line end."""
    text = table.source.text
    end = text.find("\n", table.end)
    found = re.compile(rf"""[{{,]\s*(["']?{re.escape(key)}["']?)\s*=""").search(
        text, table.end, end if end >= 0 else len(text)
    )
    return Span(table.source, *found.span(1)) if found else table


_PART = r"""(?:"[^"\n]*"|'[^'\n]*'|[\w-]+)"""
_KEY = re.compile(rf"[ \t]*(?:\[\[?[ \t]*)?({_PART}(?:[ \t]*\.[ \t]*{_PART})*)[ \t]*(=|\])")
_QUOTES = re.compile(r'"""|' + "'''")


def _keys(source: Source) -> dict[tuple[str, ...], Span]:
    """Where each key and table header stands: the standard parser does not tell."""
    found: dict[tuple[str, ...], Span] = {}
    table: tuple[str, ...] = ()
    offset, inside_text = 0, False
    for line in source.text.split("\n"):
        match = None if inside_text else _KEY.match(line)
        if match:
            parts = tuple(part.strip("\"'") for part in re.findall(_PART, match[1]))
            if match[2] == "]":
                table = parts
                parts = ()
            span = Span(source, offset + match.start(1), offset + match.end(1))
            for size in range(1, len(table) + len(parts) + 1):
                found.setdefault((*table, *parts)[:size], span)
        inside_text ^= len(_QUOTES.findall(line)) % 2 == 1
        offset += len(line) + 1
    return found


def _broken(source: Source, message: str) -> tuple[str, Span]:
    """The parser's complaint without its position, and that position as a span."""
    match = re.fullmatch(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", message, re.DOTALL)
    if match is None:
        return message, Span(source, 0, 0)
    if match[2] is None:
        return match[1], Span(source, len(source.text), len(source.text))
    start = sum(len(line) + 1 for line in source.text.split("\n")[: int(match[2]) - 1]) + int(match[3]) - 1
    return match[1], Span(source, start, start + 1)


def _literal(value: str | int | float | date) -> str:
    """A TOML value as the language writes it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)
