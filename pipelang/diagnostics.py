"""What can be said of a spec: problems as data. Words are put to them at the very end, by `report`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Literal

from pipelang.records import record
from pipelang.source import Span

Severity = Literal["error", "warning", "info"]


@record
class Label:
    """A second place that a problem is about. `role` names the words for it in the catalogue (`first-defined`…)."""

    span: Span
    role: str


@record
class Edit:
    span: Span
    text: str


@record
class Fix:
    """A change that mends the problem. `safe` fixes never change what the spec means beyond the problem itself."""

    edits: tuple[Edit, ...]
    safe: bool = True


@record
class Kind:
    """A word for a sort of thing (`stage`, `role`…) that each language declines in its own way."""

    word: str

    def __str__(self) -> str:
        return self.word


Param = str | int | float | Kind


@record
class Diagnostic:
    """One problem: its code in the catalogue, where it is, and the particulars that its message names.

    `span` is None when the problem has no place in a text (a missing file); `path` names the file then.
    `severity` is None for the catalogue's own. `secret`: what the span covers must not be shown to anybody.
    `where` is the address of the node that the problem is about, where a rule has found it.
    """

    code: str
    span: Span | None
    params: Mapping[str, Param] = field(default_factory=dict)
    labels: tuple[Label, ...] = ()
    fix: Fix | None = None
    path: str | None = None
    severity: Severity | None = None
    secret: bool = False
    where: str = ""


class Problems(list[Diagnostic]):
    """The problems met so far, in the order they were met."""

    def add(
        self,
        code: str,
        span: Span | None,
        *labels: Label,
        fix: Fix | None = None,
        path: str | None = None,
        **params: Param,
    ) -> None:
        self.append(Diagnostic(code, span, params, labels, fix, path))


def suggestion(name: str, candidates: Iterable[str], cutoff: float = 0.6) -> str:
    """The candidate a person most likely meant by `name`, or an empty string."""
    from difflib import get_close_matches

    close = get_close_matches(name, list(candidates), n=1, cutoff=cutoff)
    return close[0] if close else ""
