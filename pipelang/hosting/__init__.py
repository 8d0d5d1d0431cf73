"""Where specs are reviewed: pull requests of GitHub, merge requests of GitLab, and the one comment that `diff` has on each.

A shell: it reads the environment of a CI and talks HTTP. Nothing below `cli` imports it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from pipelang.diagnostics import Diagnostic, Param


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment of a discussion; `mine` if whoever the token belongs to has written it."""

    id: int
    body: str
    mine: bool
    url: str = ""


class Discussion(Protocol):
    """A pull or merge request. Every method may raise HostingError or Busy.

    `name` is how people call it (`acme/funnels#12`); `limit`: how long a comment may be, in UTF-16 units.
    """

    name: str
    limit: int

    def is_open(self) -> bool: ...

    def comments(self) -> list[Comment]:
        """All of them, the oldest first."""
        ...

    def write(self, body: str) -> Comment: ...

    def rewrite(self, comment: Comment, body: str) -> Comment: ...

    def remove(self, comment: Comment) -> None: ...


class HostingError(Exception):
    """Why there is no comment, as a diagnostic."""

    def __init__(self, problem: Diagnostic) -> None:
        super().__init__(problem.code)
        self.problem = problem


class Busy(HostingError):
    """A refusal that passes: it pays to try again after `wait` seconds, None where the host does not say how many."""

    def __init__(self, problem: Diagnostic, wait: float | None) -> None:
        super().__init__(problem)
        self.wait = wait


def failure(code: str, **params: Param) -> HostingError:
    return HostingError(Diagnostic(code, None, params))
