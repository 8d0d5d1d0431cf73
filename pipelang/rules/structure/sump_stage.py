"""sump-stage. Source: S1 (how a parking lot ruins the analytics of a sales department), S0 error 14.

A CRM counts conversion as if a deal had passed every stage left of the one it stands on. A parking lot to the right of working
stages therefore credits all of them with deals that never got there, and managers put there whatever they do not want to work.
A queue that work begins from, or a pipeline made for clients who are not ready, is something else.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.diagnostics import Label, Param, Severity
from pipelang.model import Pipeline, Stage
from pipelang.names import sump
from pipelang.rules.facts import View
from pipelang.rules.rule import Client, Finding, Plain, Rule, RuleWords
from pipelang.rules.structure._examples import HEAD

_BAD = f"""{HEAD}
pipeline sales "Продажи" {{
  kind sales
  stage request "Заявка получена"
  stage offer "КП отправлено"
  stage parking "Отложенный спрос"
  won "Оплата получена"
  lost "Отказ" {{ reason price "Дорого" }}
}}
"""

RULE = Rule(
    code="R104",
    name="sump-stage",
    severity="warning",
    en=RuleWords(
        "“{name}” is a parking lot among working stages",
        "The CRM counts every deal parked here as one that passed {before} of the {steps} steps to money, so "
        "conversion up to here is overstated; and requests that nobody wants to work end up here instead of being won "
        "or lost.",
        "close such deals as lost with an exact reason, and copy them into a warming pipeline from there",
        "Hardly ever. A base on the first stage is left alone, and so is a “Thinking” that deals leave when their time "
        "is up.",
        labels={"passed": "counted as passed from here on"},
    ),
    ru=RuleWords(
        "«{name}» — отстойник среди рабочих этапов",
        "CRM считает, что каждая отложенная сделка прошла {before} из {steps} {steps:шага|шагов|шагов} к деньгам: "
        "конверсия до этого этапа завышена, а неудобные заявки оседают здесь — их не выигрывают и не проигрывают.",
        "закрывайте такие сделки в отказ с точной причиной и копируйте оттуда в воронку утепления",
        "Почти никогда. Базу на первом этапе и «Думает», откуда сделки уходят по сроку, правило не трогает.",
        labels={"passed": "отсюда и дальше этапы засчитаны"},
    ),
    bad=_BAD,
    good=_BAD.replace('  stage parking "Отложенный спрос"\n', "").replace(
        '"Дорого" }', '"Дорого" reason later "Отложил решение" }'
    ),
    source="S1",
    client=Client(
        "requests",
        Plain(
            "A parking lot among working stages",
            "Close the stage for new deals. Go through those that lie there: lose each with an exact reason, and "
            "copy the ones worth it into a warming pipeline. Have the head of sales look at every refusal.",
            "Hardly ever.",
            what="the report will credit each deal with {before} of {steps} stages",
            why="The conversion report is overstated for every stage before this one, so nobody sees where clients are "
            "really lost; and requests that managers do not like, each of them paid for, end here instead of being "
            "won or lost.",
            good="No parking lots: the board has no stage where deals are put aside for later.",
        ),
        Plain(
            "Отстойник среди рабочих этапов",
            "Закройте этап для новых сделок. Разберите то, что там лежит: каждую сделку — в отказ с точной "
            "причиной, а стоящие внимания копируйте в воронку утепления. Каждый отказ пусть смотрит руководитель "
            "отдела продаж.",
            "Почти никогда.",
            what="отчёт засчитает каждой сделке {before} {before:этап|этапа|этапов} из {steps}",
            why="Отчёт о конверсии завышен на всех этапах до этого, и не видно, где на самом деле теряются клиенты. А "
            "неудобные менеджеру заявки, за каждую из которых заплачено рекламе, оседают здесь, вместо того чтобы "
            "выигрываться или проигрываться.",
            good="Отстойников нет: на доске нет этапа, куда сделки складывают «на потом».",
        ),
    ),
)

#: Made for those who are not ready now: what would be a parking lot elsewhere is what they are for.
_WAITING = frozenset({"warming", "repeat", "refusals"})
#: Paid work: a pause there is a fact of its life, and nobody reads conversion from it.
_WORKING = frozenset({"production", "delivery", "claims"})


def check_stage(stage: Stage, pipeline: Pipeline, view: View) -> Iterator[Finding]:
    found = sump(stage.name)
    before = pipeline.stages.index(stage) if found else 0
    kind = view.facts.kinds[pipeline.id]
    if found is None or not before or kind in _WAITING:
        return
    if found.strength == "weak" and (kind in _WORKING or kind == "telemarketing" or _lets_go(stage, view)):
        return
    severity: Severity | None = "info" if kind in _WORKING else None
    params: dict[str, Param] = {"name": stage.name, "before": before, "steps": len(pipeline.stages)}
    yield Finding(stage.at, stage.address, params, (Label(pipeline.stages[0].at, "passed"),), severity=severity)


def _lets_go(stage: Stage, view: View) -> bool:
    """Whether deals leave the stage by themselves, sooner or later."""
    return any(
        edge.timed and edge.way != "copy" and (edge.event != "overdue" or stage.stay is not None)
        for edge in view.facts.flow.leaving(stage.address)
    )
