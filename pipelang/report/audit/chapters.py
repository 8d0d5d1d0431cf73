"""The chapters of an audit, as data: what a client reads, in the order in which he needs it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pipelang.model import Pipeline, Program
from pipelang.report.audit.comparison import conversion
from pipelang.report.audit.contents import SEVERITIES, Audit, Point, Spot
from pipelang.report.audit.phrases import PHRASES
from pipelang.report.diagnostics.findings import severity_of
from pipelang.report.documents.document import (
    Badge,
    Block,
    Facts,
    Figure,
    Item,
    Items,
    Line,
    Lines,
    Link,
    Paragraph,
    Part,
    Section,
    Strong,
    Table,
    Where,
)
from pipelang.report.documents.passages import Passages
from pipelang.report.map.diagram import Focus, Sign, diagram, owner_fills
from pipelang.report.map.pencil import LINES
from pipelang.report.wording import find_entry, word
from pipelang.words import Words, words_for

MAP = "audit-map.svg"
_COLOURS = {"error": LINES[6], "warning": LINES[1], "info": LINES[0]}
#: How many findings stand in the short summary, and how many places each of them names.
_FIRST, _NAMED = 3, 2


class Chapters:
    """`linked`: whether the map leads to the findings, which a picture in a file of its own cannot."""

    def __init__(self, audit: Audit, linked: bool) -> None:
        self.audit = audit
        self.linked = linked
        self.words: Words = words_for(audit.program, audit.locale, PHRASES)
        self.t = self.words.t
        self._passages = Passages(audit.program, self.words, marks=False)
        self.edition = self._passages.edition(audit.subject.edition)

    def all(self) -> tuple[Block, ...]:
        chapters: tuple[Callable[[], Section | None], ...] = (
            self.about, self.first, self.map, self.conversion, self.findings, self.accepted, self.unseen, self.appendix,
        )  # fmt: skip
        return tuple(section for chapter in chapters if (section := chapter()))

    def about(self) -> Section:
        pairs: list[tuple[str, Lines]] = [
            (self.t("audit.client"), (self.audit.program.crm.name,)),
            (self.t("audit.seen"), (self._seen(),)),
            (self.t("audit.pipelines"), tuple(_named(self.audit.program, self.words))),
            (self.t("audit.found"), self._found()),
        ]
        blocks: list[Block] = [Paragraph(self.t("audit.about.lead"), "lead"), Facts(tuple(pairs))]
        if self.audit.praises:
            lead = Paragraph(self.t("audit.good.lead"))
            praises = Items(tuple(Item(praise) for praise in self.audit.praises))
            blocks.append(Section(self.t("audit.good"), (lead, praises), kind="good"))
        return Section(self.t("audit.about"), tuple(blocks), "about")

    def _seen(self) -> str:
        program = self.audit.program
        stages = sum(len(pipeline.stages) for pipeline in program.pipelines)
        amounts = ((len(program.pipelines), "pipeline"), (stages, "stage"), (len(program.fields), "field"))
        return self.words.listing([self.words.count(amount, noun) for amount, noun in amounts if amount])

    def _found(self) -> Lines:
        points = self.audit.points
        if not points:
            return (self.t("audit.found.none"),)
        counts = ((severity, self.audit.count(severity)) for severity in SEVERITIES)
        said = ", ".join(self.t(f"audit.{severity}s", count=count) for severity, count in counts if count)
        return said, self.t("audit.places", count=sum(len(point.spots) for point in points))

    def first(self) -> Section | None:
        points = self.audit.points[:_FIRST]
        if not points:
            return None
        items = [Item(self._heading(point), (self.audit.plain(point.client).mend,)) for point in points]
        lead = Paragraph(self.t("audit.first.lead"))
        title = self.t("audit.first.three" if len(points) == _FIRST else "audit.first")
        return Section(title, (lead, Items(tuple(items), "steps")), "first", "first")

    def _heading(self, point: Point) -> Line:
        """The finding with its first places."""
        link = Link(self.audit.plain(point.client).title, point.anchor)
        named = [self._whole_name(spot) for spot in point.spots[:_NAMED]]
        more = len(point.spots) - _NAMED
        rest = [self.t("audit.more", count=more)] if more > 0 else []
        return (link, f": {', '.join([*named, *rest])}")

    def _whole_name(self, spot: Spot) -> str:
        if spot.place:
            return self.words.place(spot.place)
        return self.words.quote(spot.pipeline.name) if spot.pipeline else self._passages.thing(spot.where)

    def map(self) -> Section | None:
        program, marks = self.audit.program, self._marks()
        if not program.pipelines:
            return None
        firsts = {address: points[0] for address, points in self._by_address().items()}

        def link(address: str) -> str:
            return f"#{firsts[address].anchor}" if address in firsts else ""

        focus = Focus(frozenset(pipeline.id for pipeline in program.pipelines), marks, owner_fills(program))
        drawn = diagram(program, self.words, link if self.linked and marks else None, focus)
        lead = Paragraph(self.t("audit.map.lead" if marks else "audit.map.plain"))
        blocks: list[Block] = [lead, Figure(drawn, MAP, self.t("audit.map"))]
        if self.audit.points:
            head = (self.t("audit.place"), self.t("audit.here"))
            blocks.append(Table(head, tuple(self._rows()), "places"))
        return Section(self.t("audit.map"), tuple(blocks), "the-map", "wide")

    def _by_address(self) -> dict[str, list[Point]]:
        """The findings of every place and pipeline, the heaviest first; of what is outside under ""."""
        found: dict[str, list[Point]] = {}
        for point in self.audit.points:
            for address in dict.fromkeys(spot.address for spot in point.spots):
                found.setdefault(address, []).append(point)
        return found

    def _marks(self) -> dict[str, Sign]:
        return {
            address: Sign(f"! {', '.join(str(point.number) for point in points)}", _COLOURS[points[0].severity])
            for address, points in self._by_address().items()
            if address
        }

    def _rows(self) -> Iterator[tuple[Lines, Lines]]:
        found = self._by_address()
        for pipeline in self.audit.program.pipelines:
            whole: Line = (Strong(self.words.quote(pipeline.name)), f" — {self.t('audit.whole')}")
            for address, name in (
                (pipeline.address, whole),
                *((p.address, self.words.place(p)) for p in pipeline.places),
            ):
                if address in found:
                    yield (name,), tuple(map(self._numbered, found[address]))
        if "" in found:
            yield (self.t("audit.elsewhere"),), tuple(map(self._numbered, found[""]))

    def _numbered(self, point: Point) -> Line:
        title = self.audit.plain(point.client).title
        return (Link(self.t("audit.numbered", number=point.number, title=title), point.anchor),)

    def conversion(self) -> Section | None:
        return conversion(self.audit, self.words)

    def findings(self) -> Section:
        points = self.audit.points
        blocks = tuple(map(self._finding, points)) or (Paragraph(self.t("audit.findings.none"), "lead"),)
        return Section(self.t("audit.findings"), blocks, "findings")

    def _finding(self, point: Point) -> Section:
        plain = self.audit.plain(point.client)
        title = self.t("audit.numbered", number=point.number, title=plain.title)
        badges = (Badge(self.t(f"audit.{point.severity}"), point.severity), Badge(self.t(f"audit.{point.client.cost}")))
        pairs: list[tuple[str, Lines]] = [
            (self.t("audit.where"), tuple(self._where(point.spots))),
            (self.t("audit.why"), (self.audit.why(point.rule),)),
            (self.t("audit.mend"), (plain.mend,)),
            (self.t("audit.right"), (plain.right,)),
        ]
        blocks: list[Block] = [Facts(tuple(pairs))]
        if self.audit.is_drawn(point):
            blocks.append(Paragraph((Link(self.t("audit.see"), "the-report"),)))
        blocks.append(Paragraph((Where(f"{point.rule.code} {point.rule.name}"),), "rule"))
        return Section((title, *badges), tuple(blocks), point.anchor, f"finding {point.severity}")

    def _where(self, spots: Iterable[Spot]) -> Iterator[Line]:
        """A line for each pipeline; where places have particulars, a line for each of these."""
        plain: dict[Pipeline | None, list[str]] = {}
        for spot in spots:
            if spot.what:
                yield (*self._pipeline(spot), self._name(spot), f" — {spot.what}")
            else:
                plain.setdefault(spot.pipeline, []).append(self._name(spot))
        for pipeline, names in plain.items():
            head: tuple[Part, ...] = (Strong(self.words.quote(pipeline.name)), ": ") if pipeline else ()
            yield (*head, ", ".join(names))

    def _pipeline(self, spot: Spot) -> tuple[Part, ...]:
        return (Strong(self.words.quote(spot.pipeline.name)), ": ") if spot.pipeline else ()

    def _name(self, spot: Spot) -> str:
        if spot.place:
            return self.words.quote(self.words.place_name(spot.place))
        return self.t("audit.whole") if spot.pipeline else self._passages.thing(spot.where)

    def accepted(self) -> Section | None:
        rows = [
            (
                (plain.title,),
                ((*self._pipeline(spot), self._name(spot), f" — {spot.what}" if spot.what else ""),),
                (allow.why,),
            )
            for plain, spot, allow in self.audit.accepted
        ]
        if not rows:
            return None
        head = (self.t("audit.practice"), self.t("audit.where"), self.t("audit.reason"))
        blocks = (Paragraph(self.t("audit.accepted.lead")), Table(head, tuple(rows)))
        return Section(self.t("audit.accepted"), blocks, "accepted")

    def unseen(self) -> Section:
        keys = [key for key in PHRASES if key.startswith("audit.unseen.")]
        return Section(self.t("audit.unseen"), (Items(tuple(Item(self.t(key)) for key in keys)),), "unseen")

    def appendix(self) -> Section | None:
        numbers = {point.rule.code: str(point.number) for point in self.audit.points}
        rows: list[tuple[Lines, ...]] = []
        for item in self.audit.told.problems:
            entry = find_entry(item.code)
            line = f"{self.audit.told.path(item.span)}:{item.span.line}" if item.span else ""
            message = "" if item.secret else self.audit.told.hide(word(item, self.audit.locale).message)
            rule: Line = (entry.code, " ", entry.name, Badge(self.t(f"audit.{severity_of(item)}"), severity_of(item)))
            rows.append(((numbers.get(item.code, "—"),), (rule,), (line,), (message,) if message else ()))
        if not rows:
            return None
        head = tuple(self.t(f"audit.{key}") for key in ("number", "code", "line", "message"))
        blocks = (Paragraph(self.t("audit.appendix.lead")), Table(head, tuple(rows), "appendix"))
        return Section(self.t("audit.appendix"), blocks, "appendix", "appendix")


def _named(program: Program, words: Words) -> Iterator[Line]:
    for pipeline in program.pipelines:
        yield f"{words.quote(pipeline.name)}: {words.count(len(pipeline.stages), 'stage')}"
