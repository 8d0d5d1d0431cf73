"""mixed-stage-style. Source: S0 (conversion and process funnels, error 8).

A funnel may tell what has happened («Оплата получена») or what is going on («Ждём оплату»), both are fine. Mixed, nobody can
say of a stage whether it has been passed, and conversion between two stages means something else at every pair.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.diagnostics import Label
from pipelang.model import Pipeline, Stage
from pipelang.rules.facts import View
from pipelang.rules.judged import Side, sides
from pipelang.rules.rule import Client, Finding, Plain, Rule, RuleWords
from pipelang.rules.structure._examples import HEAD, LOST

_BAD = f"""{HEAD}
pipeline sales "Продажи" {{
  kind sales
  style conversion
  stage request "Заявка получена"
  stage offer "КП отправлено"
  stage talks "Ведём переговоры"
  stage contract "Договор подписан"
  won "Оплата получена"
{LOST}}}
"""

RULE = Rule(
    code="R101",
    name="mixed-stage-style",
    severity="warning",
    en=RuleWords(
        "“{name}” does not fit the style of “{pipeline}”",
        "Some names say what has happened, others what is going on: nobody can tell whether such a stage has been "
        "passed, and the conversion between stages means nothing.",
        "rename it so that all stages speak alike: “Contract signed” beside “Payment received”, or “Awaiting payment” "
        "beside “In negotiation”",
        "Hardly ever. A name that says both (“Invoice sent, awaiting payment”) is left alone.",
        "most stages are not named as `style` says: write `style {suggestion}`, or rename them",
        {"fact": "this one says what has happened", "work": "this one says what is going on"},
    ),
    ru=RuleWords(
        "«{name}» не в стиле воронки «{pipeline}»",
        "Одни названия говорят, что уже произошло, другие — чем сейчас заняты: не понять, пройден ли такой этап, и "
        "конверсия между этапами ничего не значит.",
        "переименуйте, чтобы все этапы говорили одинаково: «Договор подписан» рядом с «Оплата получена» или «Ждём оплату» "
        "рядом с «Согласовываем договор»",
        "Почти никогда. Название, в котором сказано и то и другое («Счёт выставлен, ждём оплату»), правило не трогает.",
        "большинство этапов названо не так, как обещает `style`: напишите `style {suggestion}` или переименуйте их",
        {"fact": "здесь сказано, что уже произошло", "work": "здесь сказано, чем сейчас заняты"},
    ),
    bad=_BAD,
    good=_BAD.replace("Ведём переговоры", "Условия согласованы"),
    source="S0",
    first_version="info",
    client=Client(
        "figures",
        Plain(
            "Names of stages speak in two ways",
            "Rename the stages of a pipeline so that all of them say what has happened (“Contract signed”), or all "
            "of them what is going on (“In negotiation”). The first suits reports better.",
            "Hardly ever.",
            good="Names of stages speak in one way: it is clear what a deal has passed.",
        ),
        Plain(
            "Этапы названы вразнобой",
            "Переименуйте этапы воронки, чтобы все говорили либо что произошло («Договор подписан»), либо что "
            "происходит («Согласовываем договор»). Для отчётов удобнее первое.",
            "Почти никогда.",
            good="Этапы названы единообразно: понятно, что сделка уже прошла.",
        ),
    ),
)

_ROLES: dict[Side, str] = {"conversion": "fact", "process": "work"}


def check_pipeline(pipeline: Pipeline, view: View) -> Iterator[Finding]:
    judged = sides(pipeline)
    if not judged:
        return
    wanted = pipeline.style or _clear(judged)
    if wanted is None:
        yield from _unclear(judged, pipeline)
        return
    odd = [stage for stage, side in judged if side != wanted]
    model = next((stage for stage, side in judged if side == wanted), None)
    if pipeline.style and _clear(judged) not in (None, wanted):
        yield _misnamed(odd[0], pipeline)
    else:
        yield from (_finding(stage, model, wanted, pipeline) for stage in odd)


def _clear(judged: list[tuple[Stage, Side]]) -> Side | None:
    """The style that two thirds of the names have, when they are at least two."""
    facts = sum(side == "conversion" for _, side in judged)
    work = len(judged) - facts
    if max(facts, work) < 2 or max(facts, work) < 2 * min(facts, work):
        return None
    return "conversion" if facts > work else "process"


def _unclear(judged: list[tuple[Stage, Side]], pipeline: Pipeline) -> Iterator[Finding]:
    """About as many of each: one finding for all, at the first stage that differs from the one it starts with.

    With a single name on one side it may be our own mistake, so nothing is said.
    """
    model, wanted = judged[0]
    odd = [stage for stage, side in judged if side != wanted]
    if min(len(odd), len(judged) - len(odd)) > 1:
        yield _finding(odd[0], model, wanted, pipeline)


def _finding(stage: Stage, model: Stage | None, wanted: Side, pipeline: Pipeline) -> Finding:
    labels = (Label(model.at, _ROLES[wanted]),) if model else ()
    params = {"name": stage.name, "pipeline": pipeline.name, "suggestion": ""}
    return Finding(stage.at, stage.address, params, labels)


def _misnamed(first: Stage, pipeline: Pipeline) -> Finding:
    """The names agree, but not with the declared style."""
    other = "process" if pipeline.style == "conversion" else "conversion"
    params = {"name": first.name, "pipeline": pipeline.name, "suggestion": other}
    return Finding(first.at, pipeline.address, params, (Label(pipeline.at, "declared"),))
