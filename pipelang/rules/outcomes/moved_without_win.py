"""moved-without-win. Source: S0 error 9.

A deal that is moved into another pipeline is gone from the first one: neither won nor lost, it drops out of its conversion, and
the people who brought it that far have nothing to show. A deal closed where it was worked keeps its result, and a copy goes on.
A `move` from an outcome reopens what was closed, which comes to the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.diagnostics import Edit, Fix, Label
from pipelang.model import Pipeline, Trigger, Tunnel, Win
from pipelang.rules.facts import View
from pipelang.rules.flow import Edge
from pipelang.rules.outcomes._examples import HEAD, LOST, PRODUCTION
from pipelang.rules.rule import Client, Finding, Plain, Rule, RuleWords
from pipelang.rules.writing import block, head
from pipelang.source import Span

_BAD = f"""{HEAD}
pipeline sales "Продажи" {{
  kind sales
  stage request "Заявка получена"
  stage contract "Договор подписан" {{ on payment {{ move to production.new }} }}
  won "Оплата получена"
{LOST}}}
{PRODUCTION}"""

RULE = Rule(
    code="R301",
    name="moved-without-win",
    severity="warning",
    en=RuleWords(
        "a deal goes from “{pipeline}” to “{to}” without being won or lost",
        "“{pipeline}” forgets it: its conversion and revenue are understated, and those who brought the deal to “{name}” have "
        "no result.",
        "close it where it was worked (`win`, or `lose` with a reason), and send a copy on: `copy to {place}`",
        "When the deal should never have been here: a claim that came in as a request. What the first stage passes on "
        "as soon as it arrives is left alone.",
        labels={"target": "goes on here"},
    ),
    ru=RuleWords(
        "сделка уходит из «{pipeline}» в «{to}», не став ни выигранной, ни проигранной",
        "Воронка «{pipeline}» о ней забывает: конверсия и выручка занижены, а у тех, кто довёл сделку до «{name}», нет "
        "результата.",
        "закройте её там, где с ней работали (`win` или `lose` с причиной), а дальше отправьте копию: `copy to {place}`",
        "Когда сделке здесь не место: рекламация пришла как заявка. То, что первый этап раздаёт сразу на входе, правило не "
        "трогает.",
        labels={"target": "дальше — здесь"},
    ),
    bad=_BAD,
    good=_BAD.replace("move to production.new", "win").replace(
        '"Оплата получена"', '"Оплата получена" { tunnel copy to production.new { carry everything } }'
    ),
    source="S0",
    fix="unsafe",
    client=Client(
        "figures",
        Plain(
            "A deal leaves its pipeline without an outcome",
            "Close it where it was worked, as won or as lost with a reason, and send a copy on.",
            "When the deal should never have been here: a claim that came in as a request.",
            what="it goes on to “{to}”",
            why="The pipeline forgets the deal: its conversion and revenue are understated, and those who brought the "
            "deal so far have no result.",
        ),
        Plain(
            "Сделка уходит из воронки без результата",
            "Закройте её там, где с ней работали, — успешно или в отказ с причиной, — а дальше отправьте копию.",
            "Когда сделке здесь не место: рекламация пришла как заявка.",
            what="уходит в «{to}»",
            why="Воронка забывает о сделке: конверсия и выручка занижены, а у тех, кто довёл её до этого шага, нет "
            "результата.",
        ),
    ),
)

#: Without these no person or client had a hand in it: the deal is rather lost than won.
_ANSWERS = frozenset({"payment", "message", "form", "call", "change", "tag"})


def check_pipeline(pipeline: Pipeline, view: View) -> Iterator[Finding]:
    seen: set[Span] = set()
    for place in pipeline.places:
        for edge in view.facts.flow.leaving(place.address):
            # What stands in `every stage`, or on the whole pipeline, is written once.
            written = edge.at._replace(via=None)
            if written not in seen and _walks_out(edge, pipeline) and not _is_sorting(edge, pipeline):
                seen.add(written)
                yield _finding(edge, place.name, pipeline, view)


def _walks_out(edge: Edge, pipeline: Pipeline) -> bool:
    return edge.way == "move" and not edge.end.startswith(f"{pipeline.address}.")


def _is_sorting(edge: Edge, pipeline: Pipeline) -> bool:
    """Whether the first stage passes on some of what arrives, at once: such a deal was never worked here."""
    if edge.start != pipeline.stages[0].address or edge.condition is None:
        return False
    at_once = isinstance(edge.cause, Trigger) and edge.cause.event.kind == "enter" and edge.cause.delay is None
    return at_once or isinstance(edge.cause, Tunnel)


def _finding(edge: Edge, name: str, pipeline: Pipeline, view: View) -> Finding:
    far, place = view.facts.places[edge.end]
    said = f"{far.id}.{edge.end.removeprefix(f'{far.address}.').removeprefix('stage.')}"
    params = {"pipeline": pipeline.name, "to": far.name, "name": name, "place": said}
    where = edge.cause.address if edge.cause else edge.start
    return Finding(head(edge.at), where, params, (Label(place.at, "target"),), _fix(edge))


def _fix(edge: Edge) -> Fix | None:
    """A copy instead; on a stage after a win, where somebody's act says that the work here is done."""
    if edge.at.via is not None:
        return None
    closed = ".stage." not in edge.start or _wins(edge.cause)
    if not closed and edge.event not in _ANSWERS:
        return None
    return Fix((Edit(edge.at, ("" if closed else "win  ") + _copied(edge.at)),), safe=False)


def _wins(cause: Trigger | Tunnel | None) -> bool:
    return isinstance(cause, Trigger) and any(isinstance(action, Win) for action in cause.actions)


def _copied(at: Span) -> str:
    """The same way as a copy that takes everything along."""
    text = at.text.replace("move", "copy", 1)
    opening = block(at)
    if opening is None or opening.opening.start >= at.end:
        return f"{text} {{ carry everything }}"
    inside = opening.opening.end - at.start
    return f"{text[:inside]} carry everything {text[inside:]}"
