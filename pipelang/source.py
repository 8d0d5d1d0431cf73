"""Where a thing was written: files as texts, and spans in them."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple


class Source:
    """The text of one file and the name it is shown by (relative, with forward slashes).

    `text` has no byte-order mark and only `\\n` line ends; offsets count characters of it.
    """

    __slots__ = ("_line_starts", "path", "text")

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self._line_starts: list[int] | None = None

    def __repr__(self) -> str:
        return f"Source({self.path!r})"

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        starts = self._starts()
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def place(self, offset: int) -> str:
        """`sales.pipe:41`."""
        return f"{self.path}:{bisect_right(self._line_starts or self._starts(), offset)}"

    def line(self, number: int) -> str:
        """The text of a line (from 1) without its line end."""
        starts = self._starts()
        end = starts[number] - 1 if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end]

    def _starts(self) -> list[int]:
        if self._line_starts is None:
            starts = [0]
            find = self.text.find
            at = find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = find("\n", at + 1)
            self._line_starts = starts
        return self._line_starts


class Span(NamedTuple):
    """A stretch of a source. `via` is the place that brought it here (`use`, `extends`, `every stage`), if any."""

    source: Source
    start: int
    end: int
    via: Span | None = None

    @property
    def line(self) -> int:
        return self.source.position(self.start)[0]

    @property
    def place(self) -> str:
        """`sales.pipe:41`, as payloads and checklists show it."""
        return self.source.place(self.start)

    @property
    def text(self) -> str:
        return self.source.text[self.start : self.end]
