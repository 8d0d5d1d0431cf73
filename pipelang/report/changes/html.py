"""Changes as a page: the funnels as they were and as they are side by side, with what has happened marked on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pipelang.compare.changes import Change
from pipelang.compare.review import Review
from pipelang.messages import Locale
from pipelang.model import Pipeline, Place, Program
from pipelang.report.changes.telling import BY_LEVEL, Teller, Told, counts
from pipelang.report.documents.pages import page, safe
from pipelang.report.map.chart import chart
from pipelang.report.map.diagram import Focus, Mark, diagram, owner_fills
from pipelang.words import Words, sentence


@dataclass(frozen=True, slots=True)
class _Pair:
    """A pipeline as it was and as it is; "" where it is not there."""

    name: str
    old: str
    new: str


def render(reviews: Iterable[Review], locale: Locale, names: tuple[str, str]) -> str:
    """The whole page, self-contained. `names` are those of the two sides."""
    found = [(review, Teller(review, locale)) for review in reviews]
    programs = [_program(number, review, teller) for number, (review, teller) in enumerate(found, 1)]
    teller = found[0][1]
    total = counts([review for review, _ in found], teller)
    clients = ", ".join(dict.fromkeys(review.program.crm.name for review, _ in found))
    return page(
        "pipelang.report",
        "changes.html.j2",
        locale=locale,
        title=teller.t("title"),
        client=clients,
        contents_title=teller.t("title"),
        contents=[(0, f"{item['name']} ({item['file']})", item["anchor"]) for item in programs],
        sides=teller.t("from.to", old=names[0], new=names[1]),
        total=total or teller.t("nothing"),
        programs=programs,
        t=teller.t,
        chart=chart(teller.words.new),
        body="",
    )


def _program(number: int, review: Review, teller: Teller) -> dict[str, Any]:
    told = teller.told()
    anchors = {id(item): f"p{number}c{position}" for position, item in enumerate(told, 1)}
    return {
        "name": review.program.crm.name,
        "file": review.file or review.old_file,
        "anchor": f"p{number}",
        "summary": teller.t(f"program.{review.whole}") if review.whole else teller.summary() or teller.t("nothing"),
        "pairs": list(_pairs(review, teller, told, anchors)),
        "groups": [
            (level, sentence(teller.t(level)), [(anchors[id(item)], item) for item in told if item.level == level])
            for level in BY_LEVEL
            if any(item.level == level for item in told)
        ],
    }


def _pairs(review: Review, teller: Teller, told: list[Told], anchors: dict[int, str]) -> Iterator[_Pair]:
    """A pair of drawings for each pipeline in which something has happened, in the order of the new program."""
    marks = _Marks()
    for item in told:
        for change in item.reviewed.changes:
            marks.take(change, anchors[id(item)])
    if review.old is None or review.new is None:
        return
    fills = owner_fills(review.new, review.old)
    pipelines = {pipeline.address: pipeline for pipeline in (*review.new.pipelines, *review.old.pipelines)}
    for address, pipeline in pipelines.items():
        if address in marks.pipelines:
            ids = frozenset({pipeline.id})
            sides = (
                _drawing(review.old, teller.words.old, Focus(ids, marks.old, fills), marks),
                _drawing(review.new, teller.words.new, Focus(ids, marks.new, fills), marks),
            )
            yield _Pair(pipeline.name, *sides)


class _Marks:
    """What to mark on both drawings, and where the first change of each place is told."""

    def __init__(self) -> None:
        self.old: dict[str, Mark] = {}
        self.new: dict[str, Mark] = {}
        self.anchors: dict[str, str] = {}
        self.pipelines: set[str] = set()

    def take(self, change: Change, anchor: str) -> None:
        nodes = (*change.above, change.node)
        pipeline = next((node for node in nodes if isinstance(node, Pipeline)), None)
        place = next((node for node in reversed(nodes) if isinstance(node, Place)), None)
        if pipeline is None:
            return
        self.pipelines.add(pipeline.address)
        if place is None:
            return
        self.anchors.setdefault(place.address, anchor)
        itself = change.node is place
        if itself and change.verb == "removed":
            self.old[place.address] = "removed"
        elif itself and change.verb == "added":
            self.new[place.address] = "added"
        else:
            kind: Mark = "moved" if itself and change.verb == "moved" else "changed"
            for side in (self.old, self.new):
                if side.get(place.address) != "moved":
                    side[place.address] = kind


def _drawing(program: Program, words: Words, focus: Focus, found: _Marks) -> Any:
    """The drawing of one side; "" where the pipeline is not there. What is marked leads to where its change is told."""
    if not focus.pipelines & words.index.pipelines.keys():
        return ""

    def link(address: str) -> str:
        return f"#{found.anchors[address]}" if address in focus.marks else ""

    return safe(diagram(program, words, link, focus))
