"""Changes as a comment on a pull request: what matters first, details folded, never longer than GitHub takes.

The first line is an invisible mark by which `pipelang comment` finds its own comment again; a second one says that nothing has
changed, so that no comment need be begun.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipelang.compare.changes import Level
from pipelang.compare.review import Review
from pipelang.compare.texts import Piece
from pipelang.messages import Locale
from pipelang.report.changes.phrases import PHRASES
from pipelang.report.changes.telling import BY_LEVEL, Teller, Told, counts
from pipelang.report.documents.markdown import escape
from pipelang.words import sentence

MARK = "<!-- pipelang diff -->"
NOTHING = "<!-- nothing has changed -->"
#: What GitHub takes in a comment, counted as it counts (UTF-16 units); GitLab takes more.
LIMIT = 65_536
#: How many changes stand unfolded: a reviewer reads these.
_OPEN = 30
_SIGNS: dict[Level, str] = {"destructive": "🛑", "attention": "⚠️", "safe": "✅"}
#: What is kept for the closing tags and the line that says how much is left out.
_RESERVE = 1_000
_SPACES = re.compile(r"\s+")
#: `@name` would call somebody, `#12` refer to an issue.
_CALLS = re.compile(r"(@|#(?=[0-9]))")


def render(
    reviews: Iterable[Review],
    locale: Locale,
    names: tuple[str, str],
    command: str,
    refused: Sequence[str] = (),
) -> str:
    """The comment. `names` are those of the two sides; `command` shows everything, where not all fits. `refused`: sentences on
    programs that could not be compared, so that nobody takes silence for consent."""
    found = [(review, Teller(review, locale)) for review in reviews]
    return _Page(locale, names, command, refused).render(found)


class _Page:
    def __init__(self, locale: Locale, names: tuple[str, str], command: str, refused: Sequence[str]) -> None:
        self.locale = locale
        self.names = names
        self.command = command
        self.refused = refused

    def render(self, found: list[tuple[Review, Teller]]) -> str:
        parts = list(self._head(found))
        room = LIMIT - _RESERVE - sum(map(_units, parts))
        left = 0
        for review, teller in found:
            shown, skipped, room = self._program(review, teller, len(found) > 1, room)
            parts += shown
            left += skipped
        if left:
            parts.append(f"\n_{self._t('rest', count=left, command=f'`{_code(self.command)}`')}_\n")
        return "".join(parts)

    def _t(self, key: str, **params: object) -> str:
        phrase: str = PHRASES[f"diff.{key}"][1 if self.locale == "ru" else 0]
        return phrase.format(**params)

    def _head(self, found: list[tuple[Review, Teller]]) -> Iterator[str]:
        total = counts([review for review, _ in found], found[0][1]) if found else ""
        nothing = not self.refused and not any(review.changes or review.whole for review, _ in found)
        yield f"{MARK}\n{NOTHING}\n" if nothing else f"{MARK}\n"
        sides = self._t("from.to", old=f"`{_code(self.names[0])}`", new=f"`{_code(self.names[1])}`")
        yield f"### {self._t('title')}: {sides}\n\n"
        yield from (f"⛔ {_md(said.replace('`', ''))}\n\n" for said in self.refused[:_OPEN])
        if total:
            yield f"**{escape(total)}**\n"
        elif nothing:
            yield f"{sentence(self._t('nothing'))}\n"

    def _program(self, review: Review, teller: Teller, several: bool, room: int) -> tuple[list[str], int, int]:
        """What is shown of a program, how many of its changes are not, and the room that is left."""
        if not review.changes and not review.whole:
            return [], 0, room
        head = f"\n#### {_md(review.program.crm.name)} (`{_code(review.file or review.old_file)}`)\n"
        head += f"\n{sentence(teller.t(f'program.{review.whole}'))}\n" if review.whole else ""
        summary = f"\n{escape(teller.summary())}\n" if several and not review.whole else ""
        if _units(head + summary) > room:
            return [], len(review.changes) or 1, room
        parts = [head + summary]
        room -= _units(parts[0])
        skipped = 0
        told = teller.told()
        for level in BY_LEVEL:
            group = [item for item in told if item.level == level]
            lines, room = self._group(group, level, teller, room)
            skipped += len(group) - len(lines)
            parts += self._folded(lines, level, len(group), teller)
        return parts, skipped, room

    def _group(self, group: list[Told], level: Level, teller: Teller, room: int) -> tuple[list[str], int]:
        """As many changes as there is room for."""
        lines: list[str] = []
        for told in group:
            text = "".join(self._change(told, level, teller))
            if _units(text) > room - (200 if not lines else 0):
                break
            room -= _units(text) + (200 if not lines else 0)
            lines.append(text)
        return lines, room

    def _folded(self, lines: list[str], level: Level, count: int, teller: Teller) -> Iterator[str]:
        """The changes of one class: folded where they are safe, or too many to read at once."""
        if not lines:
            return
        name = f"{_SIGNS[level]} {sentence(teller.t(level))}: {count}"
        shown = "".join(lines)
        if level == "safe" or len(lines) > _OPEN:
            yield f"\n<details><summary>{name}</summary>\n\n{shown}\n</details>\n"
        else:
            yield f"\n**{name}**\n\n{shown}"

    def _change(self, told: Told, level: Level, teller: Teller) -> Iterator[str]:
        source = _code(told.source)
        yield f"- **{_md(told.headline)}** <sub>`{source}`</sub>\n"
        for label, text in self._notes(told, level, teller):
            yield f"  - {label}: {text}\n"

    def _notes(self, told: Told, level: Level, teller: Teller) -> Iterator[tuple[str, str]]:
        if told.text:
            yield teller.t("words"), _text(told.text)
        for place in told.places:
            yield teller.t("places"), _md(place)
        if told.inside:
            yield teller.t("inside"), _md("; ".join(told.inside))
        for effect in told.reach:
            yield teller.t("reach"), _md(effect)
        for label, said in (*told.felt, *told.facts):
            yield escape(label), _md(said)
        if told.reason:
            yield teller.t("approved"), _md(told.reason)
        elif level == "destructive":
            yield teller.t("to approve"), ", ".join(f"`{_code(key)}`" for key in told.reviewed.gathered.keys)


def _text(pieces: tuple[Piece, ...]) -> str:
    """What went struck out, what came in bold; what stayed shortened."""
    shown: list[str] = []
    for kind, text in pieces:
        said = _flat(text)
        if kind == "same":
            shown.append(_md(said if len(said) <= 80 else f"{said[:38]} … {said[-38:]}"))
        else:
            tag = "del" if kind == "gone" else "ins"
            core = said.strip()
            # A space inside the tag would be lost beside it.
            lead, tail = said[: len(said) - len(said.lstrip())], said[len(said.rstrip()) :] if core else ""
            shown.append(f"{lead}<{tag}>{_md(core)}</{tag}>{tail}" if core else said)
    return "".join(shown).strip()


def _md(text: str) -> str:
    """A text as it is, on one line. Nobody is called and nothing is referred to by a sign that stands in a spec."""
    flat = _flat(text)
    return " " * flat.startswith(" ") + _CALLS.sub(r"\1<!-- -->", escape(flat.lstrip()))


def _flat(text: str) -> str:
    return _SPACES.sub(" ", text)


def _code(text: str) -> str:
    """A text for code between backticks: nothing can end it early."""
    return _flat(text).replace("`", "'").replace("<!--", "<! --")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2
