"""Passages that every document for people needs: triggers with their actions, demands, owners, hints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from pipelang.deploy.beside import Edition
from pipelang.model import (
    Action,
    Copy,
    Hint,
    Lose,
    Move,
    Objection,
    Place,
    Program,
    Send,
    Stage,
    StageRef,
    Trigger,
    Tunnel,
)
from pipelang.model.index import Demand, demands, owners
from pipelang.model.pipeline import Owner
from pipelang.model.walk import nodes
from pipelang.report.documents.anchors import anchor
from pipelang.report.documents.document import Item, Items, Line, Lines, Link, Part, Quote, Strong, Table, Where
from pipelang.report.documents.prose import body
from pipelang.source import Span
from pipelang.words import Phrase, Words, sentence

PHRASES: dict[str, Phrase] = {
    "edition": Phrase("Edition of {date} (commit {commit})", "Редакция от {date} (коммит {commit})"),
    "edition.dirty": Phrase(
        "Edition of {date} (commit {commit}) with changes that are not committed",
        "Редакция от {date} (коммит {commit}) с незакоммиченными изменениями",
    ),
    "since": Phrase("from “{stage}” on", "с этапа «{stage}»"),
    "only here": Phrase("on this stage only", "только на этом этапе"),
    "hint": Phrase("Hint", "Подсказка"),
    "hint.newbie": Phrase("Hint for a newbie", "Подсказка новичку"),
    "hint.candidate": Phrase("Hint for a candidate", "Подсказка кандидату"),
    "hint.master": Phrase("Hint for a master", "Подсказка мастеру"),
}

#: How much of a message is shown where it is sent; all of it stands in a section of its own.
EXCERPT = 140


class Written(Protocol):
    """Anything that knows the line of the spec it stands on."""

    @property
    def at(self) -> Span: ...


class Passages:
    """`marks` tells whether lines end in the place of the spec they come from (`sales.pipe:41`)."""

    def __init__(self, program: Program, words: Words, marks: bool, excerpt: int = EXCERPT) -> None:
        self.program = program
        self.words = words.with_phrases(PHRASES)
        self.marks = marks
        self.excerpt = excerpt
        self.demands = {key: value for pipeline in program.pipelines for key, value in demands(pipeline).items()}
        self.owners = {key: value for pipeline in program.pipelines for key, value in owners(pipeline).items()}
        #: Every node of the program, walked to once for all chapters.
        self.nodes = tuple(nodes(program))
        self._names: dict[str, str] = {node.address: getattr(node, "name", "") for node in self.nodes}

    def at(self, *found: Written) -> tuple[Part, ...]:
        """Source marks of nodes, each line once; nothing where the document shows none."""
        if not self.marks:
            return ()
        return tuple(Where(place) for place in dict.fromkeys(node.at.place for node in found))

    def line(self, words: str, *found: Written) -> Line:
        return (words, *self.at(*found)) if self.marks else words

    def place(self, place: Place | StageRef) -> Link:
        """A link by the place's name, without its pipeline's."""
        return Link(self.words.place_name(place), anchor(place.address))

    def triggers(self, triggers: Iterable[Trigger]) -> Items:
        return Items(tuple(map(self.trigger, triggers)))

    def trigger(self, trigger: Trigger) -> Item:
        said = (Strong(sentence(self.words.event(trigger))), *self.at(trigger))
        return Item(said, tuple(map(self.action, trigger.actions)))

    def action(self, action: Action) -> Line:
        """One action; words of one that sends a deal or a message somewhere lead there."""
        words = self.words.action(action)
        if isinstance(action, Move | Copy | Lose):
            return (Link(words, anchor(action.to.address)), *self.at(action))
        if isinstance(action, Send):
            short = words if len(words) <= self.excerpt else f"{words[: self.excerpt].rpartition(' ')[0]}…"
            return (Link(short, f"message.{action.message}"), *self.at(action))
        return self.line(words, action)

    def tunnel(self, tunnel: Tunnel) -> Line:
        return (Link(sentence(self.words.tunnel(tunnel)), anchor(tunnel.to.address)), *self.at(tunnel))

    def tunnels(self, tunnels: Iterable[Tunnel]) -> Items:
        return Items(tuple(Item(self.tunnel(tunnel)) for tunnel in tunnels))

    def demand(self, demand: Demand, here: Place) -> Line:
        """A field that must be filled, since when, and the mark of the line that demands it."""
        parts: list[Part] = [self.words.requirement(demand.requirement)]
        if demand.declared.address != here.address:
            since = self.words.t("since", stage=demand.declared.name)
            parts += [" (", Link(since, anchor(demand.declared.address)), ")"]
        elif demand.requirement.here and isinstance(here, Stage):
            parts.append(f" ({self.words.t('only here')})")
        return (*parts, *self.at(demand.requirement))

    def owner(self, place: Place) -> Owner | None:
        """Who answers for the deal there: named on the place itself or on an earlier stage."""
        return self.owners[place.address]

    def hints(self, hints: Iterable[Hint]) -> list[Quote]:
        return [self._hint(hint) for hint in hints]

    def _hint(self, hint: Hint) -> Quote:
        title = self.words.t(f"hint.{hint.level}" if hint.level else "hint")
        return Quote(body(hint.text), self.title(title, hint))

    def title(self, words: str, found: Written) -> Line:
        """The title of a quotation; in bold by the style sheet, or with a mark after it."""
        return (Strong(words), *self.at(found))

    def objections(self, objections: Iterable[Objection]) -> list[Quote]:
        return [Quote(body(item.answer), self.title(self.words.quote(item.title), item)) for item in objections]

    def home(self, address: str) -> str:
        """The address of the place that a node stands in, or of its pipeline."""
        parts = address.split(".")
        prefixes = (".".join(parts[:length]) for length in range(len(parts), 2, -1))
        return next((prefix for prefix in prefixes if prefix in self.owners), ".".join(parts[:2]))

    def edition(self, edition: Edition | None) -> str:
        """«Редакция от 15 марта 2026 г. (коммит 1a2b3c4d5)»; nothing where none is known."""
        if edition is None:
            return ""
        key = "edition.dirty" if edition.dirty else "edition"
        return self.words.t(key, date=self.words.date(edition.date), commit=edition.commit)

    def table(self, head: tuple[str, ...], rows: Sequence[tuple[Lines, ...]], kind: str = "") -> Table:
        """A table without the columns that have nothing in any row."""
        kept = [number for number in range(len(head)) if any(row[number] for row in rows)]
        cells = (tuple(row[number] for number in kept) for row in rows)
        return Table(tuple(head[number] for number in kept), tuple(cells), kind)

    def thing(self, address: str) -> str:
        """What stands at an address, in words: a place with its pipeline, a reason or an option after what it belongs to."""
        name = self._names.get(address or "crm")
        place = self.words.place_at(address)
        if not name:
            return place or address
        if place and address in self.owners:
            return place
        above = place or self._names.get(address.rpartition(".")[0])
        return f"{above}: {name}" if above else name
