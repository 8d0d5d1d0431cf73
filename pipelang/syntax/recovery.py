"""What the parser does about a mistake: one diagnostic, the smallest repair that lets it go on, else the next statement.

Repairs in order: a token that cannot be right at all is replaced by what it was meant to be; a forgotten token is put in;
a needless one is skipped; at worst everything up to the next statement of the same block is.
"""

from __future__ import annotations

import re
from typing import Any

from pipelang.diagnostics import Edit, Fix, Kind, Label, suggestion
from pipelang.source import Span
from pipelang.syntax.blocks import never_begun
from pipelang.syntax.cyrillic import KEYWORD_OF, WEEKDAY_OF, WORD_OF, latin
from pipelang.syntax.durations import duration_of
from pipelang.syntax.parser import TOP_ONLY, _Parser
from pipelang.syntax.prospects import Prospects
from pipelang.syntax.tokens import NEVER_RIGHT, Token

#: Tokens that people forget, likeliest first; the parser may put one in.
_FORGOTTEN = (
    "TEXT",
    "NAME",
    "LBRACE",
    "RBRACE",
    "COLON",
    "COMMA",
    "DURATION",
    "NUMBER",
    "PERCENT",
    "CLOCK",
    "EQUAL",
    "RPAR",
    "LPAR",
    "DOT",
    "MINUS",
    "RANGE",
    "ON",
    "TO",
    "BY",
    "WITHIN",
    "STAGE",
    "SKIP",
    "TASKS",
    "PROCESS",
    "TAG",
    "IN",
    "IS",
    "ENTER",
)
_QUOTES = "«»“”„"

#: The rest of a line on which no statement follows.
_NOTHING_MORE = re.compile(r"[ \t]*(?:[#}\n]|\Z)")

#: How much of a token messages quote.
_QUOTED = 30
_MARKS = {
    "LBRACE": "{",
    "RBRACE": "}",
    "COLON": ":",
    "COMMA": ",",
    "EQUAL": "=",
    "RPAR": ")",
    "LPAR": "(",
    "DOT": ".",
    "MINUS": "-",
    "RANGE": "..",
}


class Recovery(Prospects):
    """Mends one parser's input. `mend` is called with the index of the token that does not fit."""

    def __init__(self, parser: _Parser) -> None:
        super().__init__(parser)
        self.put_in_at = -1
        self.put_in = 0
        self.braces_reported = False

    def mend(self, at: int) -> int:
        """Say what is wrong at token `at` and repair it; the index to go on from."""
        parser = self.parser
        token = parser.tokens[at]
        if token.type in NEVER_RIGHT:
            return self._never_right(at, token)
        if token.type == "NAME" and not token.text.isascii():
            return self._not_latin(at, token)
        if token.type == "NAME" and not token.text:
            # A word that was told already and turned out not to be needed.
            return self._without(at)
        if parser.depth and parser.opens_line(token) and parser.tables.keywords.get(token.text) in TOP_ONLY:
            return self._unclosed(at, token)
        if token.type == "RBRACE" and not parser.depth and self.leads(parser.states, "CRM"):
            return self._unopened(at, token)
        expected = self.expected()
        if token.type == "$END" and "RBRACE" in expected and parser.depth:
            return self._unclosed(at, token)
        if token.type == "NAME" and self._at_statement(at, token, expected):
            return self._unknown_statement(at, token, expected)
        return (
            self._apart(at, token, expected)
            or self._forgotten(at, token, expected)
            or self._needless(at, token, expected)
            or self._panic(at, token, expected)
        )

    # ---- tokens that are never right ----

    def _never_right(self, at: int, token: Token) -> int:
        expected = self.expected()
        if token.type == "STRAY":
            self._report("S106", token, fix=self._without_stray(token), char=token.text)
            return self._without(at)
        if token.type == "FANCY_TEXT":
            inner = token.text[1:-1].replace('"', '\\"')
            self._report("S113", token, fix=self._straight(token, inner), text=token.text)
            return self._replace(at, Token("TEXT", f'"{inner}"', token.start, token.end))
        if token.type == "BAD_NUMBER":
            kind = next(
                (name for name in ("DURATION", "NUMBER", "PERCENT", "CLOCK", "DATE", "NAME") if name in expected),
                "NUMBER",
            )
            meant = duration_of(token.text) if kind == "DURATION" else ""
            fix = self._fix(token, meant) if meant else None
            self._report("S105", token, fix=fix, text=self._beginning(token), suggestion=meant)
            return self._replace(at, Token(kind, "", token.start, token.end))
        long = token.type == "OPEN_LONGTEXT"
        end = token.start + (3 if long else len(token.text))
        self.parser.problems.add("S104" if long else "S103", Span(self.source, token.start, end))
        return self._replace(
            at, Token("LONGTEXT" if long else "TEXT", token.text + ('"""' if long else '"'), token.start, token.end)
        )

    def _not_latin(self, at: int, token: Token) -> int:
        keyword = self._in_english(token.text.lower())
        meant = "" if keyword else latin(token.text)
        if meant:
            char = next(letter for letter in token.text if not letter.isascii())
            # A word that is Cyrillic as a whole may be a Russian one.
            slip = any(letter.isascii() and letter.isalpha() for letter in token.text)
            self._report("S107", token, fix=self._fix(token, meant, slip), word=token.text, char=char, meant=meant)
        else:
            fix = self._fix(token, keyword) if keyword and self._may_be(at, keyword) else None
            self._report("S108", token, fix=fix, word=token.text, suggestion=keyword)
        return self._replace(at, Token("NAME", meant or keyword, token.start, token.end))

    def _in_english(self, word: str) -> str:
        """What the language says for a Russian word, "" where it has none of its own."""
        weekday = WEEKDAY_OF.get(word, "") if self.statement() in ("hours", "on") else ""
        return weekday or KEYWORD_OF.get(word) or WORD_OF.get(word, "")

    def _may_be(self, at: int, word: str) -> bool:
        """Whether that English word fits at token `at`: a keyword where a statement begins, others as the grammar has it."""
        keyword = self.parser.tables.keywords.get(word)
        if word in WORD_OF.values() and keyword:
            return self.leads(self.parser.states, keyword)
        return word in WEEKDAY_OF.values() or self.begins(at, word)

    def _apart(self, at: int, token: Token, expected: frozenset[str]) -> int | None:
        """A duration in two words: `2 days`."""
        unit = self.parser.tokens[at + 1] if token.type == "NUMBER" and "DURATION" in expected else token
        together = token.text + unit.text
        meant = together if unit.text in ("m", "h", "d", "w") else duration_of(together)
        if unit.type != "NAME" or not meant or self.first_on_line(at + 1):
            return None
        whole = Token("DURATION", meant, token.start, unit.end)
        text = self.source.text[token.start : unit.end]
        self._report("S105", whole, fix=self._fix(whole, meant), text=text, suggestion=meant)
        del self.parser.tokens[at + 1]
        return self._replace(at, whole)

    # ---- braces ----

    def _unopened(self, at: int, token: Token) -> int:
        """A `}` too many: a brace before it is missing more often than this one is needless."""
        suspect = never_begun(self.parser.tokens[:at], self.source)
        labels = [Label(Span(self.source, suspect.start, suspect.end), "perhaps")] if suspect else []
        self.parser.problems.add("S112", Span(self.source, token.start, token.end), *labels)
        return self._without(at)

    def _unclosed(self, at: int, token: Token) -> int:
        """A block that is still open where it cannot be: say it once, and close all that is open."""
        parser = self.parser
        opened: list[Token] = []
        for value in parser.values:
            if isinstance(value, Token) and value.type == "LBRACE":
                opened.append(value)
            elif isinstance(value, Token) and value.type == "RBRACE":
                opened.pop()  # a block that is complete, and only waits to be reduced
        forgot = self._which_was_forgotten(opened, token.start)
        if not self.braces_reported or token.type != "$END":
            span = Span(self.source, forgot.start, forgot.end)
            here = Span(self.source, token.start, max(token.end, token.start))
            parser.problems.add("S111", span, Label(here, "before"))
        self.braces_reported = True
        closing = [Token("RBRACE", "", token.start, token.start)] * len(opened)
        parser.tokens[at:at] = closing
        return at

    def _which_was_forgotten(self, opened: list[Token], before: int) -> Token:
        """The open brace whose block has a line no deeper than its own line: indentation tells what was meant."""
        for brace in reversed(opened):
            own = self._indent(brace.start)
            line = self.source.position(brace.start)[0]
            last = self.source.position(before)[0]
            inner = (self.source.line(number) for number in range(line + 1, last))
            if any(
                text.strip() and not text.lstrip().startswith(("}", "#")) and _indent(text) <= own for text in inner
            ):
                return brace
        return opened[-1]

    def _indent(self, offset: int) -> int:
        return _indent(self.source.line(self.source.position(offset)[0]))

    # ---- statements ----

    def _at_statement(self, at: int, token: Token, expected: frozenset[str]) -> bool:
        """Whether a statement was about to begin here: nothing else fits, or the word opens a line."""
        return "GOAL" in expected and ("NAME" not in expected) and (self.first_on_line(at) or "TEXT" not in expected)

    def _unknown_statement(self, at: int, token: Token, expected: frozenset[str]) -> int:
        keywords = {word for word, name in self.parser.tables.keywords.items() if name in expected}
        meant = suggestion(token.text.lower(), keywords, cutoff=0.7)
        fix = self._fix(token, meant, safe=False) if meant else None
        self._report("S110", token, fix=fix, word=token.text, suggestion=meant)
        if meant:
            return self._replace(at, Token("NAME", meant, token.start, token.end))
        return self._resume(self._skip(at + 1))

    def _forgotten(self, at: int, token: Token, expected: frozenset[str]) -> int | None:
        if self.put_in_at == at and self.put_in >= 3:
            return None
        for name in _FORGOTTEN:
            if name in expected and self.fits(name, at):
                gap = self.parser.end
                self._say_expected(
                    "S101", Span(self.source, gap, gap + 1 if gap < token.start else token.end), token, expected, name
                )
                word = next((word for word, keyword in self.parser.tables.keywords.items() if keyword == name), "")
                made = [Token("NAME", word, gap, gap) if word else Token(name, "", gap, gap)]
                if name == "LBRACE" and self.first_on_line(at) and token.type == "NAME":
                    # A block that was never begun: what follows on the next line is not in it.
                    made.append(Token("RBRACE", "", gap, gap))
                self.parser.tokens[at:at] = made
                self.put_in = self.put_in + 1 if self.put_in_at == at else 1
                self.put_in_at = at + 1
                return at
        return None

    def _needless(self, at: int, token: Token, expected: frozenset[str]) -> int | None:
        following = self.parser.tokens[at + 1] if token.type != "$END" else token
        if token.type in ("$END", "LBRACE", "RBRACE") or (self.first_on_line(at) and self.starts_statement(token)):
            return None
        if not self.accepts(self.parser.states, following):
            return None
        self._say_expected("S102", Span(self.source, token.start, token.end), token, expected)
        return self._without(at)

    def _panic(self, at: int, token: Token, expected: frozenset[str]) -> int:
        gap = self.parser.end
        wanted = next((name for name in _FORGOTTEN if name in expected), "")
        if "GOAL" not in expected and gap and self.first_on_line(at) and self.starts_statement(token):
            # The line before is what is wrong, not the statement that follows it.
            self._say_expected("S101", Span(self.source, gap, gap + 1), token, expected, wanted)
        else:
            self._say_expected("S102", Span(self.source, token.start, max(token.end, token.start)), token, expected)
        return self._resume(self._skip(at))

    def _skip(self, at: int) -> int:
        """The next token at which a statement may begin or the block ends; whole blocks on the way are passed over."""
        stream, depth = self.parser.tokens, 0
        while stream[at].type != "$END":
            token = stream[at]
            self.parser.skipped.add(token.text)
            if token.type == "LBRACE":
                depth += 1
            elif token.type == "RBRACE":
                if depth == 0:
                    return at
                depth -= 1
            elif depth == 0 and token.type == "NAME" and self.first_on_line(at):
                return at
            at += 1
        return at

    def _resume(self, at: int) -> int:
        """Drop what was begun until token `at` fits."""
        parser = self.parser
        token = parser.tokens[at]
        while len(parser.states) > 1 and not self.can_go_on(token):
            dropped = parser.values.pop()
            parser.skipped |= _words(dropped)
            if isinstance(dropped, Token) and dropped.type == "LBRACE":
                parser.depth -= 1
            parser.states.pop()
            parser.starts.pop()
        if not self.can_go_on(token) and token.type != "$END":
            return self._without(at)
        return at

    # ---- small things ----

    def _say_expected(self, code: str, span: Span, token: Token, expected: frozenset[str], wanted: str = "") -> None:
        names = [wanted] if wanted else [name for name in (*_FORGOTTEN, "VARIABLE", "LONGTEXT") if name in expected]
        names = [name for name in names if name not in ("VARIABLE", "LONGTEXT")][:4]
        if "GOAL" in expected and not wanted:
            names = [*(name for name in names if name in ("LBRACE", "RBRACE")), "statement"]
        names = names or sorted(expected)[:4]
        shown = self._beginning(token)
        found = Kind("end of file" if token.type == "$END" else f"`{shown}`" if shown else self._shown(token.type))
        self.parser.problems.add(
            code,
            span,
            expected=Kind("|".join(self._shown(name) for name in names)),
            found=found,
            statement=self.statement(),
        )

    def _beginning(self, token: Token) -> str:
        """A token as messages quote it. What is cut must not be a piece of a secret: nobody could tell that any more."""
        text = token.text.split("\n")[0]
        if len(text) <= _QUOTED or token.end == token.start:
            return text[:_QUOTED]
        from pipelang.secrets import stretch

        return stretch(self.source, token.start, token.start + _QUOTED)

    def _shown(self, name: str) -> str:
        if name in _MARKS:
            return f"`{_MARKS[name]}`"
        word = next((word for word, keyword in self.parser.tables.keywords.items() if keyword == name), None)
        return f"`{word}`" if word else name

    def _report(self, code: str, token: Token, fix: Fix | None = None, **params: str) -> None:
        self.parser.problems.add(code, Span(self.source, token.start, token.end), fix=fix, **params)

    def _fix(self, token: Token, text: str, safe: bool = True) -> Fix:
        return Fix((Edit(Span(self.source, token.start, token.end), text),), safe)

    def _straight(self, token: Token, inner: str) -> Fix | None:
        """Straight quotes; not where others stand inside: then nobody knows where the text was to end."""
        following = self.source.text[token.end : token.end + 1]
        nested = any(mark in inner for mark in _QUOTES) or (following != "" and following in _QUOTES)
        return None if nested else self._fix(token, f'"{inner}"')

    def _without_stray(self, token: Token) -> Fix | None:
        """What nobody sees, or what other languages end a statement with, can go; a space of another sort becomes a space."""
        from unicodedata import category

        if category(token.text) == "Zs":
            return self._fix(token, " ")
        ends = token.text == ";" and _NOTHING_MORE.match(self.source.text, token.end)
        return self._fix(token, "") if ends or category(token.text) == "Cf" else None

    def _replace(self, at: int, token: Token) -> int:
        self.parser.tokens[at] = token
        return at

    def _without(self, at: int) -> int:
        del self.parser.tokens[at]
        return at


def _words(value: Any) -> set[str]:
    """Every word in a half-built value."""
    if isinstance(value, Token):
        return {value.text}
    below = value if isinstance(value, list) else getattr(value, "children", [])
    return {word for child in below for word in _words(child)}


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
