"""Text to the one canonical text: indentation, spaces, columns, blank lines. Comments stay with what they speak of.

Works on tokens, so that nothing can be lost; the tree only tells which of them make a statement, a block, a column. A block that
its author wrote on one line stays on one line where it fits; long texts are not touched inside.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipelang.diagnostics import Problems
from pipelang.source import Source
from pipelang.syntax.columns import aligned
from pipelang.syntax.lines import Block, Line
from pipelang.syntax.parser import parse
from pipelang.syntax.tokens import COMMENT, Token, tokens
from pipelang.syntax.tree import Node

INDENT = "  "
#: A block stays on one line, and a list on its, up to this many columns.
WIDTH = 100

_BLOCKS = frozenset({"block", "field_block", "target_block"})
#: Statements that hold their braces themselves, and how many of their children stand before the brace.
_BRACED = {"access": 0, "checklist": 0, "target_subject": 2}
_NO_SPACE_BEFORE = frozenset({"COMMA", "COLON", "RPAR", "DOT", "RANGE"})
_NO_SPACE_AFTER = frozenset({"LPAR", "DOT", "RANGE"})


def format_source(source: Source, problems: Problems) -> str | None:
    """The canonical text of a file; None (and the problems) when it has mistakes of syntax."""
    before = len(problems)
    tree = parse(source, problems).tree
    if len(problems) > before:
        return None
    return _Formatter(source, tree).text()


class _Formatter:
    def __init__(self, source: Source, tree: Node) -> None:
        self.source = source
        self.tree = tree
        self.tokens = tokens(source.text)
        self.comments = _comments(source.text, self.tokens)
        self.next_token = 0
        self.next_comment = 0
        self.tight: set[int] = set()
        self.loose: set[int] = set()
        self.first_comment = 0
        self._note_spaces(tree)

    def text(self) -> str:
        block = self._entries(self.tree.children, len(self.source.text))
        lines = list(_written(block, ""))
        return "\n".join(lines) + "\n" if lines else ""

    def _note_spaces(self, node: Node) -> None:
        """Where a parenthesis belongs to the word before it, and where a minus is arithmetic and no hyphen."""
        waiting: list[Any] = [node]
        while waiting:
            found = waiting.pop()
            if found.kind in ("arguments", "parameters"):
                self.tight.add(found.start)
            elif found.kind == "shift":
                self.loose.add(found.start)
            waiting += [child for child in found.children if isinstance(child, Node)]

    # ---- taking lines off the tokens ----

    def _entries(self, nodes: list[Any], end: int) -> Block:
        """The statements of a block up to the offset of its closing brace, with comments and blank lines between them."""
        block = Block()
        for node in nodes:
            if node is None:
                continue
            leading = self._comments_before(node.start)
            block.lines.append(self._line(node, leading))
            block.lines[-1].trailing = self._comment_beside(node.end)
        block.closing = self._comments_before(end)
        return block

    def _line(self, node: Node | Token, leading: list[str]) -> Line:
        blank = self._blank_before(node.start if not leading else self.first_comment)
        kind = node.kind if isinstance(node, Node) else "text"
        brace, inner = _body(node)
        stop = self._brace_at(node, brace) if inner is not None else node.end
        words, stray = self._words(stop)
        line = Line(kind, words, [*leading, *stray], blank)
        if inner is None:
            return line
        opened = self.tokens[self.next_token]
        self.next_token += 1
        closing = node.end - 1
        line.opening = self._comment_beside(opened.end)
        line.block = self._entries(inner, closing)
        line.one_line = "\n" not in self.source.text[opened.start : closing]
        self.next_token += 1
        return line

    def _brace_at(self, node: Any, brace: Node | int) -> int:
        if isinstance(brace, Node):
            return brace.start
        index = self.next_token
        while self.tokens[index].type != "LBRACE":
            index += 1
        return self.tokens[index].start

    def _words(self, stop: int) -> tuple[list[str], list[str]]:
        """The tokens up to an offset as words with their spaces inside (`deal:`, `a,`), and comments from between them."""
        words: list[str] = []
        stray: list[str] = []
        glue = False
        while self.next_token < len(self.tokens) and self.tokens[self.next_token].start < stop:
            token = self.tokens[self.next_token]
            self.next_token += 1
            stray += self._comments_before(token.start) if words else []
            hyphen = token.type == "MINUS" and token.start not in self.loose
            joined = (
                glue or hyphen or token.type in _NO_SPACE_BEFORE or (token.type == "LPAR" and token.start in self.tight)
            )
            if words and joined:
                words[-1] += token.text
            else:
                words.append(token.text)
            glue = hyphen or token.type in _NO_SPACE_AFTER
        return words, stray

    # ---- comments and blank lines ----

    def _comments_before(self, offset: int) -> list[str]:
        found: list[str] = []
        while self.next_comment < len(self.comments) and self.comments[self.next_comment][0] < offset:
            start, text = self.comments[self.next_comment]
            if not found:
                self.first_comment = start
            elif self._blank_before(start):
                found.append("")
            found.append(text)
            self.next_comment += 1
        if found and self._blank_before(offset):
            found.append("")
        return found

    def _comment_beside(self, offset: int) -> str:
        """The comment on the same line after an offset."""
        if self.next_comment < len(self.comments):
            start, text = self.comments[self.next_comment]
            if start >= offset and not self.source.text[offset:start].strip(" \t"):
                self.next_comment += 1
                return text
        return ""

    def _blank_before(self, offset: int) -> bool:
        text, at = self.source.text, offset - 1
        while at >= 0 and text[at] in " \t\n":
            at -= 1
        return text.count("\n", at + 1, offset) > 1


def _comments(text: str, found: list[Token]) -> list[tuple[int, str]]:
    """Offset and text of every comment: they stand in the gaps between tokens."""
    comments: list[tuple[int, str]] = []
    at = 0
    for start, end in [*((token.start, token.end) for token in found), (len(text), len(text))]:
        if "#" in text[at:start]:
            comments += [(at + match.start(), match[0].rstrip()) for match in COMMENT.finditer(text[at:start])]
        at = end
    return comments


def _body(node: Node | Token) -> tuple[Node | int, list[Any] | None]:
    """Where the block of a statement begins and what is in it; None for a statement without one."""
    if not isinstance(node, Node):
        return 0, None
    if node.kind in _BRACED:
        return 0, node.children[_BRACED[node.kind] :]
    last = node.children[-1] if node.children else None
    if isinstance(last, Node) and last.kind in _BLOCKS:
        return last, last.children
    return 0, None


def _written(block: Block, indent: str) -> Iterator[str]:
    """The lines of a block; the first has no blank line before it."""
    for line in block.lines:
        line.settle(indent, WIDTH)
    for index, (line, head) in enumerate(aligned(block.lines)):
        if line.blank and index:
            yield ""
        yield from (f"{indent}{comment}".rstrip() for comment in line.leading)
        yield from _statement(line, head, indent)
    if block.closing:
        closing = block.closing if block.closing[-1] else block.closing[:-1]
        yield from (f"{indent}{comment}".rstrip() for comment in closing)


def _statement(line: Line, head: str, indent: str) -> Iterator[str]:
    beside = f"  {line.trailing}" if line.trailing else ""
    if line.block is None:
        *first, last = _wrapped(f"{indent}{head}", indent)
        yield from first
        yield f"{last}{beside}"
        return
    if line.short:
        yield f"{indent}{head} {line.block.on_one_line()}{beside}"
        return
    opening = f"  {line.opening}" if line.opening else ""
    *first, last = _wrapped(f"{indent}{head}", indent)
    yield from first
    yield f"{last} {{{opening}"
    yield from _written(line.block, indent + INDENT)
    yield f"{indent}}}{beside}"


def _wrapped(text: str, indent: str) -> list[str]:
    """A long list broken after commas; other lines stay whole, for a text cannot be broken."""
    lines = [text]
    while len(lines[-1]) > WIDTH and '"' not in lines[-1]:
        cut = lines[-1].rfind(", ", len(indent) + 4, WIDTH)
        if cut < 0:
            break
        lines[-1:] = [lines[-1][: cut + 1], f"{indent}{INDENT}{INDENT}{lines[-1][cut + 2 :]}"]
    return lines
