"""An audit: what the rules find in a client's funnels, put in order for the client."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from pipelang.deploy.beside import Edition
from pipelang.diagnostics import Diagnostic, Severity
from pipelang.model import Allow, Pipeline, Place, Program
from pipelang.report.audit.conversion import Counted, Counting, example
from pipelang.report.diagnostics.findings import Findings, gather, severity_of
from pipelang.report.masking import masked
from pipelang.report.wording import filled
from pipelang.rules import rule_modules
from pipelang.rules.kinds import kind_of
from pipelang.rules.rule import COSTS, Client, Plain, Rule
from pipelang.rules.verdict import Verdict
from pipelang.source import Source
from pipelang.words import Locale

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")

#: Pipelines in which a person leads a client to a decision; what is praised is praised of these.
_SELLING = frozenset({"qualification", "telemarketing", "sales"})
#: Pipelines whose conversion says something: nobody reads it from the making of an order.
_CONVERTING = _SELLING | {"custom"}
_SUMP = "sump-stage"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a mistake is made: the pipeline, and the place in it, as far as it is in one. `what` tells particulars."""

    where: str
    pipeline: Pipeline | None
    place: Place | None
    what: str

    @property
    def address(self) -> str:
        """Of what is marked on the map; "" outside pipelines."""
        return self.place.address if self.place else self.pipeline.address if self.pipeline else ""


@dataclass(frozen=True, slots=True)
class Point:
    """One mistake with all the spots where it is made: a numbered finding of the document."""

    number: int
    rule: Rule
    client: Client
    severity: Severity
    spots: tuple[Spot, ...]

    @property
    def anchor(self) -> str:
        return f"finding-{self.number}"


@dataclass(frozen=True, slots=True)
class Subject:
    """What an audit is made of. `counted`: pipeline id -> the client's own counts, of the time `period`. `countings`: how the
    CRMs that are meant count, by their titles. `paths`: how sources are called. `edition`: of the spec, where git knows it."""

    program: Program
    verdict: Verdict
    counted: Mapping[str, Counted]
    period: str = ""
    countings: Mapping[str, Counting | None] | None = None
    paths: Mapping[Source, str] | None = None
    edition: Edition | None = None


class Audit:
    """The facts in order, in one language. No text of it holds a secret that the rules have found."""

    def __init__(self, subject: Subject, locale: Locale | None = None) -> None:
        self.told: Findings = gather(subject.verdict.found, paths=subject.paths)
        hide = self.told.hide
        secret = bool(self.told.secrets)
        self.program = masked(subject.program, hide) if secret else subject.program
        self.found = masked(subject.verdict.found, hide) if secret else subject.verdict.found
        self.allowed = masked(subject.verdict.allowed, hide) if secret else subject.verdict.allowed
        self.subject = subject
        self.locale: Locale = locale or self.program.crm.locale
        self._rules = {module.RULE.code: module.RULE for module in rule_modules()}
        self._pipelines = {pipeline.id: pipeline for pipeline in self.program.pipelines}

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """The findings that are the client's business, the heaviest first, then those that cost more and are made more often."""
        made: dict[str, list[Diagnostic]] = {}
        for item in self.found:
            made.setdefault(item.code, []).append(item)
        found = [
            (rule, rule.client, _worst(made[code]), self._spots(rule, made[code]))
            for code, rule in self._rules.items()
            if code in made and rule.client
        ]
        found.sort(key=lambda one: (SEVERITIES.index(one[2]), COSTS.index(one[1].cost), -len(one[3]), one[0].code))
        return tuple(Point(number, *one) for number, one in enumerate(found, 1))

    @cached_property
    def accepted(self) -> tuple[tuple[Plain, Spot, Allow], ...]:
        """What exceptions cover, with their reasons."""
        return tuple(
            (self.plain(rule.client), self._spot(rule.client, item), allow)
            for item, allow in self.allowed
            if (rule := self._rules[item.code]).client
        )

    @cached_property
    def praises(self) -> tuple[str, ...]:
        """What is good already. Of a business without a pipeline that sells nothing can be said."""
        if not any(pipeline.stages and kind_of(pipeline) in _SELLING for pipeline in self.program.pipelines):
            return ()
        plains = [self.plain(rule.client) for rule in self.subject.verdict.clean if rule.client]
        return tuple(plain.good for plain in plains if plain.good)

    @cached_property
    def sumps(self) -> frozenset[str]:
        """Addresses of parking lots, those that are left so on purpose among them."""
        items = (*self.found, *(item for item, _ in self.allowed))
        return frozenset(item.where for item in items if self._named(item) == _SUMP)

    @cached_property
    def conversions(self) -> tuple[tuple[Pipeline, Counted, bool], ...]:
        """Pipelines whose report is worth a drawing, with their deals: the client's own, or (True) an example."""
        own = self.subject.counted
        lots = {item.where for item in self.found if self._named(item) == _SUMP}
        found: list[tuple[Pipeline, Counted, bool]] = []
        for pipeline in self.program.pipelines:
            if pipeline.id in own:
                found.append((pipeline, own[pipeline.id], False))
            elif kind_of(pipeline) in _CONVERTING and any(stage.address in lots for stage in pipeline.stages):
                found.append((pipeline, example(pipeline, self.sumps), True))
        return tuple(found)

    def is_drawn(self, point: Point) -> bool:
        """Whether the chapter on the report shows what this finding does to it."""
        drawn = {pipeline.id for pipeline, _, _ in self.conversions}
        return point.rule.name == _SUMP and any(spot.pipeline and spot.pipeline.id in drawn for spot in point.spots)

    @property
    def own(self) -> tuple[Diagnostic, ...]:
        """What is the integrator's own business and stands in no chapter for the client."""
        return tuple(item for item in self.told.problems if item.code not in {point.rule.code for point in self.points})

    def plain(self, client: Client) -> Plain:
        return client.ru if self.locale == "ru" else client.en

    def why(self, rule: Rule) -> str:
        plain = self.plain(rule.client) if rule.client else None
        return (plain and plain.why) or (rule.ru if self.locale == "ru" else rule.en).why

    def count(self, severity: Severity) -> int:
        return sum(point.severity == severity for point in self.points)

    def _named(self, item: Diagnostic) -> str:
        return self._rules[item.code].name if item.code in self._rules else ""

    def _spots(self, rule: Rule, items: Iterable[Diagnostic]) -> tuple[Spot, ...]:
        assert rule.client
        spots = {
            (spot.address or spot.where, spot.what): spot for item in items for spot in [self._spot(rule.client, item)]
        }
        order = {pipeline.address: number for number, pipeline in enumerate(self.program.pipelines)}
        return tuple(
            sorted(spots.values(), key=lambda spot: order.get(spot.pipeline.address, -1) if spot.pipeline else -1)
        )

    def _spot(self, client: Client, item: Diagnostic) -> Spot:
        pipeline, place = self._place(item.where)
        return Spot(item.where, pipeline, place, filled(self.plain(client).what, item.params, self.locale))

    def _place(self, where: str) -> tuple[Pipeline | None, Place | None]:
        parts = where.split(".")
        pipeline = self._pipelines.get(parts[1]) if parts[0] == "pipeline" and len(parts) > 1 else None
        if pipeline is None:
            return None, None
        inside = [place for place in pipeline.places if f"{where}.".startswith(f"{place.address}.")]
        return pipeline, max(inside, key=lambda place: len(place.address), default=None)


def _worst(items: Iterable[Diagnostic]) -> Severity:
    return min(map(severity_of, items), key=SEVERITIES.index)
