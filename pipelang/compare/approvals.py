"""Intended changes: `approvals.toml` beside `pipelang.toml` names them with the reason.

    [[approve]]
    change = "removed pipeline.sales.stage.visit"
    reason = "No measurements any more: agreed with the client on 3 March"
    program = "clients/furniture.pipe"    # where several programs have the same address

`change` may be a list. An approval holds for exactly that change; once it has landed nothing matches it any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pipelang.diagnostics import Problems, suggestion
from pipelang.source import Source, Span

FILE = "approvals.toml"
_KEYS = ("change", "reason", "program")


@dataclass(frozen=True, slots=True)
class Approval:
    """One change, by its key. `program` is an entry relative to the project, "" for any. `at` is where it is written."""

    change: str
    reason: str
    program: str
    at: Span


def read_approvals(source: Source, problems: Problems) -> tuple[Approval, ...]:
    """The approvals in a text. What is wrong is added to `problems` and approves nothing."""
    import tomllib

    try:
        data = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        problems.add("F321", Span(source, 0, 0), reason=str(error))
        return ()
    for key in data:
        if key != "approve":
            problems.add("F322", _place(source, key, 0), what=key, known="[[approve]]")
    entries = data.get("approve", [])
    if not isinstance(entries, list):
        problems.add("F322", _place(source, "approve", 0), what="approve", known="[[approve]]")
        return ()
    reader = _Reader(source, problems)
    return tuple(approval for entry in entries for approval in reader.entry(entry))


class _Reader:
    def __init__(self, source: Source, problems: Problems) -> None:
        self.source = source
        self.problems = problems
        self.offset = 0

    def entry(self, entry: Any) -> Iterable[Approval]:
        """The approvals of one table; of several changes one each."""
        self.offset = _place(self.source, "[[approve]]", self.offset).end
        at = Span(self.source, max(self.offset - len("[[approve]]"), 0), self.offset)
        if not isinstance(entry, dict):
            self.problems.add("F322", at, what="approve", known="[[approve]]")
            return
        for key in entry:
            if key not in _KEYS:
                self.problems.add("F322", _place(self.source, key, self.offset), what=key, known=", ".join(_KEYS))
        changes, reason = entry.get("change"), entry.get("reason")
        listed = [changes] if isinstance(changes, str) else changes
        if not isinstance(listed, list) or not listed or not all(isinstance(item, str) and item for item in listed):
            self.problems.add("F323", at, key="change")
            return
        if not isinstance(reason, str) or not reason.strip():
            self.problems.add("F323", at, key="reason")
            return
        program = entry.get("program", "")
        for change in listed:
            yield Approval(change, reason.strip(), str(program), _place(self.source, change, self.offset))


def approved(
    approvals: Iterable[Approval], changes: Mapping[str, Iterable[str]], problems: Problems
) -> dict[str, dict[str, str]]:
    """Program → key of an approved change → reason. `changes` are the keys of all changes by the program's entry.

    What matches no change is told as expired: it has landed, or was never made.
    """
    found: dict[str, dict[str, str]] = {program: {} for program in changes}
    known = {program: set(keys) for program, keys in changes.items()}
    for approval in approvals:
        meant = [name for name in known if approval.program in ("", name) and approval.change in known[name]]
        for program in meant:
            found[program][approval.change] = approval.reason
        if not meant:
            close = suggestion(approval.change, [key for keys in known.values() for key in keys], cutoff=0.8)
            problems.add("F324", approval.at, change=approval.change, suggestion=close)
    return found


def _place(source: Source, text: str, after: int) -> Span:
    """Where a text stands from an offset on; its start where it is not written as such (escapes)."""
    at = source.text.find(text, after)
    return Span(source, at, at + len(text)) if at >= 0 else Span(source, after, after)
