"""What the formatter lays out: statements as words, with the comments and blank lines that belong to them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Line:
    """One statement. `leading`: comment lines above it ("" is a blank line); `blank`: whether an empty line stands before those.

    `opening` and `trailing`: comments beside its first and last line. `one_line`: its author wrote the block on one line;
    `short`: it stays there, for it fits (settled before columns are made, which may then push it out a little).
    """

    kind: str
    words: list[str]
    leading: list[str]
    blank: bool
    block: Block | None = None
    opening: str = ""
    trailing: str = ""
    one_line: bool = False
    short: bool = False

    @property
    def can_be_short(self) -> bool:
        """Whether nothing in it needs lines of its own."""
        if any("\n" in word for word in self.words) or self.opening:
            return False
        return self.block is None or self.block.can_be_short

    @property
    def spreads(self) -> bool:
        """Whether it takes several lines, so that columns end with it."""
        return any("\n" in word for word in self.words) or (self.block is not None and not self.short)

    def settle(self, indent: str, width: int) -> None:
        """Decide whether the block stays on the line of its statement."""
        if self.one_line and self.can_be_short:
            self.short = len(f"{indent}{_short(self)}") <= width

    @property
    def head(self) -> str:
        return " ".join(self.words)


@dataclass(slots=True)
class Block:
    """The statements between braces, and the comments before the closing one."""

    lines: list[Line] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)

    @property
    def can_be_short(self) -> bool:
        inner = all(line.can_be_short and not line.leading and not line.trailing for line in self.lines)
        return inner and not self.closing

    def on_one_line(self) -> str:
        if not self.lines:
            return "{}"
        return "{ " + "  ".join(_short(line) for line in self.lines) + " }"


def _short(line: Line) -> str:
    return line.head if line.block is None else f"{line.head} {line.block.on_one_line()}"
