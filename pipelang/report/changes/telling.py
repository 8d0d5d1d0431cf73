"""Changes as people are told of them: everything in words, ready to be laid out for a terminal, a page or a letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from pipelang.compare.changes import LEVELS, Change, Level, Verb
from pipelang.compare.felt import WHO
from pipelang.compare.reach import Reach
from pipelang.compare.review import Review, Reviewed
from pipelang.compare.texts import Piece, word_diff
from pipelang.messages import Locale
from pipelang.model import FieldRef, Pipeline, Place
from pipelang.report.changes.phrases import FELT, MOVING
from pipelang.report.changes.words import ChangeWords
from pipelang.source import Span
from pipelang.words import sentence

SIGNS: dict[Verb, str] = {"added": "+", "removed": "−", "renamed": "=", "moved": "↕", "changed": "~"}

#: The worst first: what a reader must see.
BY_LEVEL: tuple[Level, ...] = tuple(reversed(LEVELS))


@dataclass(frozen=True, slots=True)
class Told:
    """One change in words.

    `title` is the sentence without its capital; `where` the place it is about; `places` all of them, one text for each pipeline,
    where it happens in several. `text` is a changed text word by word. `felt` are (who, what) pairs, one for each who; `each` has
    the words of each consequence. `facts` are (CRM, what it does). `source` is the line it was written on, of a removed thing
    with the name of the old revision. `reason`: why it is approved, or "".
    """

    reviewed: Reviewed
    title: str
    where: str
    places: tuple[str, ...]
    text: tuple[Piece, ...]
    inside: tuple[str, ...]
    reach: tuple[str, ...]
    felt: tuple[tuple[str, str], ...]
    each: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    source: str
    reason: str

    @property
    def change(self) -> Change:
        return self.reviewed.change

    @property
    def level(self) -> Level:
        return self.reviewed.level

    @property
    def headline(self) -> str:
        """The sentence with its place in front."""
        return sentence(f"{self.where}: {self.title}" if self.where else self.title)

    @property
    def sign(self) -> str:
        return SIGNS[self.change.verb]


class Teller:
    """Puts one program's changes into words."""

    def __init__(self, review: Review, locale: Locale) -> None:
        self.review = review
        old, new = review.old or review.program, review.program
        self.words = ChangeWords(old, new, locale)
        self.locale = locale

    def t(self, key: str, /, **params: object) -> str:
        return self.words.t(key, **params)

    def told(self) -> list[Told]:
        """Every change, in the order of the program."""
        return [self._told(item) for item in self.review.changes]

    def _told(self, item: Reviewed) -> Told:
        change, words = item.change, self.words
        several = len(item.changes) > 1
        text = word_diff(*words.texts(change)) if words.is_text(change) else ()
        return Told(
            item,
            words.title(change),
            words.event(change) if several else words.where(change),
            tuple(self._places(item.changes)) if several else (),
            text,
            words.inside(change),
            tuple(map(self._reach, item.reach)),
            tuple(self._by_who(item, change)),
            tuple(self._felt(f"{felt.who}.{felt.what}", change) for felt in item.felt),
            tuple(
                (title, self.t("unsure", note=fact.note[self.locale]) if not fact.sure else fact.note[self.locale])
                for title, fact in item.facts
            ),
            self._source(item.changes),
            self.review.reason(item),
        )

    def _source(self, changes: tuple[Change, ...]) -> str:
        """The line a change was written on, and the uses that brought it to all of its places."""
        lines = [[self.review.place(span) for span in _chain(change.at)] for change in changes]
        shared = takewhile(lambda same: len(set(same)) == 1, zip(*lines, strict=False))
        first, *through = [same[0] for same in shared] or lines[0][:1]
        return self.t("through", source=first, through=" ← ".join(through)) if through else first

    def _by_who(self, item: Reviewed, change: Change) -> Iterator[tuple[str, str]]:
        for who in WHO:
            said = [self._felt(f"{who}.{felt.what}", change) for felt in item.felt if felt.who == who]
            if said:
                yield self.t(who), "; ".join(dict.fromkeys(said))

    def _places(self, changes: Iterable[Change]) -> Iterator[str]:
        """«Продажи»: «Заявка», «Замер»; one text for each pipeline."""
        found: dict[str, list[str]] = {}
        for change in changes:
            words = self.words.of(change)
            nodes = (*change.above, change.node)
            pipeline = next((words.quote(node.name) for node in nodes if isinstance(node, Pipeline)), "")
            place = next((words.quote(node.name) for node in reversed(nodes) if isinstance(node, Place)), "")
            listed = found.setdefault(pipeline, [])
            if place and place not in listed:
                listed.append(place)
        for pipeline, places in found.items():
            yield f"{pipeline}: {', '.join(places)}" if places else pipeline

    def _reach(self, reach: Reach) -> str:
        words = self.words.new
        places = ", ".join(words.quote(place.name) for place in reach.places)
        if isinstance(reach.thing, FieldRef):
            known = words if reach.thing in words.index.fields else self.words.old
            return self.t(f"reach.{reach.what}", field=known.quote(known.field_of(reach.thing)), places=places)
        if not reach.thing:
            return self.t("reach.nobody", places=places)
        return self.t("reach.owner", role=words.quote(words.role(reach.thing)), places=places)

    def _felt(self, key: str, change: Change) -> str:
        which = 1 if self.locale == "ru" else 0
        pipeline = next((node for node in (*change.above, change.node) if isinstance(node, Pipeline)), None)
        deals, deal, deals_in = (phrase[which] for phrase in MOVING[pipeline.entity if pipeline else "deal"])
        name = self.words.new.quote(pipeline.name) if pipeline else ""
        return FELT[key][which].format(deals=deals, deal=deal, deals_in=deals_in, pipeline=name)

    def summary(self) -> str:
        return counts([self.review], self)


def _chain(span: Span | None) -> Iterator[Span]:
    while span is not None:
        yield span
        span = span.via


def counts(reviews: Iterable[Review], told: Teller) -> str:
    """«необратимо: 1 (согласовано: 1), требует внимания: 3, безопасно: 12»; "" where nothing has changed."""
    listed = list(reviews)
    parts: list[str] = []
    for level in BY_LEVEL:
        count = sum(review.count(level) for review in listed)
        approved = count - sum(review.open(level) for review in listed)
        if count:
            parts.append(f"{told.t(level)}: {count}" + (f" ({told.t('approved')}: {approved})" if approved else ""))
    return ", ".join(parts)
