"""Changes as a person reads them on a terminal: the worst first, each with who feels it and what the CRM will do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap

from pipelang.compare.changes import LEVELS, Level
from pipelang.compare.review import Review
from pipelang.compare.texts import Piece
from pipelang.messages import Locale
from pipelang.report.changes.telling import BY_LEVEL, Teller, Told
from pipelang.report.diagnostics.text import WIDTH, Paint, plain
from pipelang.report.screen import visible, width
from pipelang.words import sentence

_KINDS: dict[Level, str] = {"destructive": "error", "attention": "warning", "safe": "info"}
#: How much of what stayed is shown beside a changed word.
_AROUND = 30
#: How many things that came or went with another are listed.
_LISTED = 12


def render(
    reviews: Iterable[Review],
    locale: Locale,
    names: tuple[str, str],
    paint: Paint = plain,
    columns: int = WIDTH,
    from_: Level = "destructive",
) -> str:
    """The whole report; ends with a line end. `names` are those of the two sides.

    Changes of the class `from_` and worse that nobody has approved show the name that an approval needs.
    """
    listed = list(reviews)
    page = _Page(locale, paint, columns, LEVELS[LEVELS.index(from_) :])
    lines = [line for review in listed for line in page.program(review, names)]
    return "\n".join([*lines, ""])


class _Page:
    def __init__(self, locale: Locale, paint: Paint, columns: int, named: tuple[Level, ...]) -> None:
        self.locale = locale
        self.paint = paint
        self.columns = columns
        self.named = named

    def program(self, review: Review, names: tuple[str, str]) -> Iterator[str]:
        teller = Teller(review, self.locale)
        file = review.file or review.old_file
        sides = teller.t("from.to", old=names[0], new=names[1])
        yield self.paint(visible(f"{review.program.crm.name} ({file}): {sides}"), "head")
        if review.whole:
            reason = review.approved.get(review.whole_key, "")
            named = teller.t("approved") if reason else teller.t("to approve")
            yield visible(f"{teller.t(f'program.{review.whole}')}; {named}: {reason or review.whole_key}")
        else:
            yield visible(teller.summary() or teller.t("nothing"))
        yield ""
        told = teller.told()
        for level in BY_LEVEL:
            group = [item for item in told if item.level == level]
            if group:
                yield self.paint(visible(sentence(teller.t(level))), _KINDS[level])
                yield ""
                for item in group:
                    yield from self.change(item, teller)
                    yield ""

    def change(self, told: Told, teller: Teller) -> Iterator[str]:
        first, *more = self._wrapped(visible(told.headline), 2)
        yield f"{self.paint(told.sign, _KINDS[told.level])} {self.paint(first, 'head')}"
        yield from (f"  {self.paint(line, 'head')}" for line in more)
        yield f"  {self.paint('-->', 'gutter')} {visible(told.source)}"
        notes = list(self._notes(told, teller))
        size = max((width(label) for label, _ in notes), default=0)
        for label, text in notes:
            lines = self._wrapped(visible(text), size + 4)
            yield f"  {self.paint(label + ' ' * (size - width(label)), 'label')}  {lines[0]}"
            yield from (" " * (size + 4) + line for line in lines[1:])
        if told.text:
            yield from (f"  {self.paint('|', 'gutter')} {line}" for line in self._text(told.text))

    def _notes(self, told: Told, teller: Teller) -> Iterator[tuple[str, str]]:
        if told.places:
            yield teller.t("places"), _listed(told.places, teller)
        if told.inside:
            yield teller.t("inside"), _listed(told.inside, teller)
        for effect in told.reach:
            yield teller.t("reach"), effect
        yield from told.felt
        yield from told.facts
        if told.reason:
            yield teller.t("approved"), told.reason
        elif told.level in self.named:
            for key in told.reviewed.gathered.keys:
                yield teller.t("to approve"), key

    def _text(self, pieces: tuple[Piece, ...]) -> list[str]:
        """The text with what went and what came marked; by brackets where there are no colours."""
        marks = {"gone": ("[-", "-]"), "came": ("{+", "+}")} if self.paint is plain else {}
        shown: list[str] = []
        for number, (kind, text) in enumerate(pieces):
            if kind == "same":
                shown.append(_excerpt(text, number == 0, number == len(pieces) - 1))
                continue
            before, after = marks.get(kind, ("", ""))
            shown += [before, *self._painted(text, kind), after]
        return "".join(shown).split("\n")

    def _painted(self, text: str, kind: str) -> Iterator[str]:
        """Line by line, so that no colour runs on past the end of a line."""
        for number, line in enumerate(text.split("\n")):
            if number:
                yield "\n"
            if line:
                yield self.paint(visible(line), kind)

    def _wrapped(self, text: str, indent: int) -> list[str]:
        size = max(self.columns - indent, 30)
        return wrap(text, size, break_long_words=False, break_on_hyphens=False) or [""]


def _excerpt(text: str, first: bool, last: bool) -> str:
    """What stayed, shortened to what stands beside the changes."""
    room = _AROUND * (1 if first or last else 2)
    safe = "\n".join(map(visible, text.split("\n")))
    if len(safe) <= room + 3:
        return safe
    if first:
        return f"…{safe[-_AROUND:]}"
    return f"{safe[:_AROUND]}…" if last else f"{safe[:_AROUND]} … {safe[-_AROUND:]}"


def _listed(items: tuple[str, ...], teller: Teller) -> str:
    shown = "; ".join(items[:_LISTED])
    return f"{shown}; {teller.t('more', count=len(items) - _LISTED)}" if len(items) > _LISTED else shown
