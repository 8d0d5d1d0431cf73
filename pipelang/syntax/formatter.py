"""Text to the one canonical text: indentation, spaces, columns, blank lines. Comments stay with what they speak of.

Works on tokens, so that nothing can be lost; the tree only tells which of them make a statement, a block, a column. A block that
its author wrote on one line stays on one line where it fits; long texts are not touched inside.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from pipelang.diagnostics import Problems
from pipelang.source import Source
from pipelang.syntax.columns import aligned, put_beside
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
    found = tokens(source.text)
    tree = parse(source, problems, found=found).tree
    if len(problems) > before:
        return None
    return _Formatter(source, tree, found).text()


class _Formatter:
    def __init__(self, source: Source, tree: Node, found: list[Token]) -> None:
        self.source = source
        self.tree = tree
        self.tokens = found
        # The last one is a mark: it lies behind everything.
        self.comments = [*_comments(source.text, found), (len(source.text) + 1, "")]
        self.next_token = 0
        self.next_comment = 0
        self.tight: set[int] = set()
        self.loose: set[int] = set()
        self.first_comment = 0
        self._note_spaces(tree)

    def text(self) -> str:
        block = self._entries(self.tree.children, len(self.source.text))
        lines = _written(block, "")
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
        found, at, comment = self.tokens, self.next_token, self.comments[self.next_comment][0]
        while at < len(found) and found[at][2] < stop:
            type_, text, start, _ = found[at]
            at += 1
            if comment < start and words:
                stray += self._comments_before(start)
                comment = self.comments[self.next_comment][0]
            hyphen = type_ == "MINUS" and start not in self.loose
            joined = glue or hyphen or type_ in _NO_SPACE_BEFORE or (type_ == "LPAR" and start in self.tight)
            if words and joined:
                words[-1] += text
            else:
                words.append(text)
            glue = hyphen or type_ in _NO_SPACE_AFTER
        self.next_token = at
        return words, stray

    # ---- comments and blank lines ----

    def _comments_before(self, offset: int) -> list[str]:
        found: list[str] = []
        while self.comments[self.next_comment][0] < offset:
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
        start, comment = self.comments[self.next_comment]
        text = self.source.text
        if not comment or start < offset or text[offset:start].strip(" \t"):
            return ""
        self.next_comment += 1
        return comment

    def _blank_before(self, offset: int) -> bool:
        text, at = self.source.text, offset - 1
        while at >= 0 and text[at] in " \t\n":
            at -= 1
        return text.count("\n", at + 1, offset) > 1


def _comments(text: str, found: list[Token]) -> list[tuple[int, str]]:
    """Offset and text of every comment: they stand in the gaps between tokens."""
    comments: list[tuple[int, str]] = []
    at = text.find("#")
    while at >= 0:
        index = bisect_right(found, at, key=_start) - 1
        if index >= 0 and at < found[index].end:  # within a text
            at = text.find("#", found[index].end)
            continue
        match = COMMENT.match(text, at)
        assert match is not None
        comments.append((at, match[0].rstrip()))
        at = text.find("#", match.end())
    return comments


def _start(token: Token) -> int:
    return token.start


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


def _written(block: Block, indent: str) -> list[str]:
    """The lines of a block; the first has no blank line before it."""
    for line in block.lines:
        line.settle(indent, WIDTH)
    rows = [(line, _statement(line, head, indent)) for line, head in aligned(block.lines)]
    put_beside(rows)
    written: list[str] = []
    for line, texts in rows:
        if line.blank and written:
            written.append("")
        written += [f"{indent}{comment}".rstrip() for comment in line.leading]
        written += texts
    if block.closing:
        closing = block.closing if block.closing[-1] else block.closing[:-1]
        written += [f"{indent}{comment}".rstrip() for comment in closing]
    return written


def _statement(line: Line, head: str, indent: str) -> list[str]:
    """The lines of a statement, without the comment beside it."""
    if line.block is not None and line.short:
        return [f"{indent}{head} {line.block.on_one_line()}"]
    lines = _wrapped(f"{indent}{head}", indent)
    if line.block is not None:
        lines[-1] += f" {{  {line.opening}" if line.opening else " {"
        lines += _written(line.block, indent + INDENT)
        lines.append(f"{indent}}}")
    return lines


def _wrapped(text: str, indent: str) -> list[str]:
    """A long list broken after commas; other lines stay whole, for a text cannot be broken."""
    lines = [text]
    while len(lines[-1]) > WIDTH and '"' not in lines[-1]:
        cut = lines[-1].rfind(", ", len(indent) + 4, WIDTH)
        if cut < 0:
            break
        lines[-1:] = [lines[-1][: cut + 1], f"{indent}{INDENT}{INDENT}{lines[-1][cut + 2 :]}"]
    return lines
