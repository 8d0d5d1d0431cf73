"""endless-loop. Source: what follows from the model; S0 on repeat purchases, which go round because clients pay.

A limit here sends deals there, and a limit there sends them back: nobody sees it on a board, but each round writes to the client
again, and where copies are made the account fills up. Only what comes by time alone counts. A circle that a payment, a message or
a day chosen by people keeps going is a business and not a loop, and one that a condition ends is none either.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from pipelang.diagnostics import Label
from pipelang.model import Pipeline, Place, Program, SetField, Stage, Tag, Trigger
from pipelang.rules.facts import View
from pipelang.rules.flow import TIMED, Edge
from pipelang.rules.rule import Client, Finding, Plain, Rule, RuleWords
from pipelang.rules.stages._examples import HEAD
from pipelang.rules.stages._journey import Places, goes_on_for_ever
from pipelang.rules.stages._silent import comes, exits
from pipelang.rules.writing import head

_BAD = f"""{HEAD}
pipeline sales "Продажи" {{
  kind sales
  stage offer "КП отправлено" {{ sla stay 7d  on overdue {{ lose thinking }} }}
  won "Оплата получена"
  lost "Отказ" {{ reason thinking "Думает"  tunnel copy to warming.new if reason is thinking }}
}}

pipeline warming "Утепление" {{
  kind warming
  stage new "Сделка принята на утепление" {{ sla stay 90d  on overdue {{ win }} }}
  won "Клиент вернулся" {{ tunnel copy to sales.offer }}
  lost "Не вернулся" {{ reason silent "Не откликнулся" }}
}}
"""

RULE = Rule(
    code="R214",
    name="endless-loop",
    severity="error",
    en=RuleWords(
        "deals go round for ever by themselves: {path}",
        "A client who never answers gets the same messages again on every round, reports count him as new each time, and nobody "
        "sees why.",
        'let one step end it: close the deal there with a reason, or go on only `if not has tag "…"` and set that tag on the way',
        "Never. A circle that people keep going (a payment, an answer, a date they choose) is left alone.",
        "every round leaves one more deal behind: let one step end it, close the deal there with a reason, or copy only "
        '`if not has tag "…"` and carry that tag along',
        {"here": "the circle goes on from here", "then": "then on from here"},
    ),
    ru=RuleWords(
        "сделки будут без конца ходить по кругу сами: {path}",
        "Клиент, который молчит, на каждом круге получает те же сообщения, отчёты каждый раз считают его новым, и никто не видит "
        "почему.",
        'пусть один из шагов закончит круг: закройте там сделку с причиной или ведите дальше только `if not has tag "…"`, а этот '
        "тег ставьте по дороге",
        "Никогда. Круг, который держится на людях (оплата, ответ, выбранная ими дата), правило не трогает.",
        "каждый круг оставляет ещё одну сделку: пусть один из шагов его закончит — закройте там сделку с причиной или копируйте "
        'только `if not has tag "…"`, а этот тег переносите с копией',
        {"here": "отсюда круг идёт дальше", "then": "потом отсюда"},
    ),
    bad=_BAD,
    good=_BAD.replace("on overdue { win }", "on overdue { lose silent }"),
    source="S0",
    client=Client(
        "trust",
        Plain(
            "Deals go round in a circle by themselves",
            "Let one step end the circle: close the deal there with a reason.",
            "Never.",
            what="{path}",
        ),
        Plain(
            "Сделки ходят по кругу сами",
            "Пусть один из шагов закончит круг: закрывайте там сделку с причиной.",
            "Никогда.",
            what="{path}",
        ),
    ),
)

Edges = Mapping[str, Sequence[Edge]]

#: How much is looked at before a tangle is left alone: ways from one place, circles through it, circles of a program.
_WAYS, _CIRCLES, _ALL_CIRCLES = 500, 40, 400


def check_program(program: Program, view: View) -> Iterator[Finding]:
    places: Places = {place.address: (pipeline, place) for pipeline in program.pipelines for place in pipeline.places}
    edges = _circling(_automatic(places, view))
    covered: set[str] = set()
    left = _ALL_CIRCLES
    for start in places:
        if start in edges and start not in covered:
            for circle in islice(_circles(start, edges), min(left, _CIRCLES)):
                left -= 1
                if goes_on_for_ever(circle, places, view):
                    covered |= {edge.start for edge in circle}
                    yield _finding(circle, places, view)
                    break


def _finding(circle: Sequence[Edge], places: Places, view: View) -> Finding:
    copies = any(edge.way == "copy" for edge in circle)
    first, *rest = circle
    params = {"path": _path(circle, places, view), "suggestion": "copy" if copies else ""}
    return Finding(head(first.at), first.start, params, tuple(Label(head(edge.at), "then") for edge in rest))


def _path(circle: Sequence[Edge], places: Places, view: View) -> str:
    """`Продажи: КП отправлено → при просрочке этапа → Продажи: Отказ (Думает) → Утепление: Новая → …`"""
    several = len({places[edge.start][0].id for edge in circle}) > 1
    said: list[str] = []
    for number, edge in enumerate((*circle, circle[0])):
        pipeline, place = places[edge.start]
        reason = circle[number - 1].reason if number else None
        name = f"{pipeline.name}: {place.name}" if several else place.name
        said.append(f"{name} ({view.facts.words.reason(reason, place.address)})" if reason else name)
        if isinstance(edge.cause, Trigger) and number < len(circle):
            said.append(view.facts.words.event(replace(edge.cause, condition=None)))
    return " → ".join(said)


# ---- the graph ----


def _automatic(places: Places, view: View) -> dict[str, list[Edge]]:
    """Edges that come by time alone, by the place where they start."""
    found: dict[str, dict[object, Edge]] = {}
    for pipeline, place in places.values():
        for edge in view.facts.flow.leaving(place.address):
            for moved in _from_outcomes(edge, pipeline, place):
                if _by_itself(moved, pipeline, place, view):
                    # A trigger of the whole pipeline leaves each of its stages; from an outcome it starts only once.
                    found.setdefault(moved.start, {})[moved.at, moved.end, moved.reason] = moved
    return {start: list(edges.values()) for start, edges in found.items()}


def _from_outcomes(edge: Edge, pipeline: Pipeline, place: Place) -> Iterator[Edge]:
    """`on lost` of a stage happens when the deal has been closed: there it starts."""
    if edge.event not in ("won", "lost") or not isinstance(place, Stage):
        yield edge
        return
    for outcome in [pipeline.won] if edge.event == "won" else pipeline.lost:
        yield replace(edge, start=outcome.address)


def _by_itself(edge: Edge, pipeline: Pipeline, place: Place, view: View) -> bool:
    """Whether time alone can bring it. Of a date it is seen on the whole circle whether that day comes again."""
    if edge.timed:
        return comes(edge, place)
    if edge.event == "leave":
        return any(exits(place, view))
    return edge.event in ("won", "lost") or _set_off_by_triggers(edge, pipeline, place, view)


def _set_off_by_triggers(edge: Edge, pipeline: Pipeline, place: Place, view: View) -> bool:
    """Whether another trigger of the place changes the field, or puts on the tag, that this one waits for."""
    if not isinstance(edge.cause, Trigger):
        return False
    event = edge.cause.event
    return any(
        (event.kind == "change" and isinstance(action, SetField) and action.field == event.field)
        or (event.kind == "tag" and isinstance(action, Tag) and event.text in (None, action.tag))
        for trigger, action in view.facts.actions(place, pipeline)
        if trigger.event.kind in TIMED
    )


def _circling(edges: dict[str, list[Edge]]) -> Edges:
    """Without the places that lead nowhere or are led into from nowhere: no circle goes through them."""
    while True:
        entered = {edge.end for leaving in edges.values() for edge in leaving}
        kept = {
            start: [edge for edge in leaving if edge.end in edges]
            for start, leaving in edges.items()
            if start in entered
        }
        kept = {start: leaving for start, leaving in kept.items() if leaving}
        if sum(map(len, kept.values())) == sum(map(len, edges.values())):
            return kept
        edges = kept


def _circles(start: str, edges: Edges) -> Iterator[tuple[Edge, ...]]:
    """Circles through a place that touch no other place twice, the shortest first."""
    waiting: deque[tuple[Edge, ...]] = deque([()])
    for _ in range(_WAYS):
        if not waiting:
            return
        way = waiting.popleft()
        passed = {edge.start for edge in way} | {start}
        for edge in edges.get(way[-1].end if way else start, ()):
            if edge.end == start:
                yield (*way, edge)
            elif edge.end not in passed:
                waiting.append((*way, edge))
