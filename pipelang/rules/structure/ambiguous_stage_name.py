"""ambiguous-stage-name. Source: S0 («если этап называется “договор”…»).

A bare noun says neither that the thing is to be made, nor that it is being made, nor that it is done. One manager puts a deal
there before the contract is written, another after it is signed, and the owner counts signed contracts.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.diagnostics import Label
from pipelang.model import Pipeline, Stage
from pipelang.names import style
from pipelang.rules.facts import View
from pipelang.rules.judged import Side, is_judged, sides
from pipelang.rules.rule import Client, Finding, Plain, Rule, RuleWords
from pipelang.rules.structure._better_names import better_name
from pipelang.rules.structure._examples import HEAD, LOST

_BAD = f"""{HEAD}
pipeline sales "Продажи" {{
  kind sales
  style conversion
  stage request "Заявка получена"
  stage offer "КП отправлено"
  stage contract "Договор"
  won "Оплата получена"
{LOST}}}
"""

RULE = Rule(
    code="R102",
    name="ambiguous-stage-name",
    severity="warning",
    en=RuleWords(
        "“{name}” can be understood in two ways",
        "One manager moves a deal here before the thing is done, another after it, so the stage's conversion says "
        "nothing about either.",
        "say what has happened (“Contract signed”) or what is going on (“Contract in approval”)",
        "When everybody who works with the stage or reads its reports has been told the same, and the hint says it.",
        "say what has happened or what is going on, for example “{suggestion}”",
        {"too": "this one too"},
    ),
    ru=RuleWords(
        "«{name}» можно понять по-разному",
        "Один менеджер ставит сюда сделку, когда это ещё предстоит, другой — когда уже сделано, и конверсия этапа не "
        "говорит ни о том ни о другом.",
        "напишите, что произошло («Договор подписан») или что происходит («Согласовываем договор»)",
        "Когда всем, кто здесь работает и читает отчёты, сказано одно и то же, и это записано в подсказке этапа.",
        "напишите, что произошло или что происходит, например «{suggestion}»",
        {"too": "и здесь тоже"},
    ),
    bad=_BAD,
    good=_BAD.replace('"Договор"', '"Договор подписан"'),
    source="S0",
    first_version="info",
    client=Client(
        "figures",
        Plain(
            "Names of stages that people understand differently",
            "Say in the name what has happened or what is going on, and tell everybody on the same day.",
            "When everybody who works here and everybody who reads the reports was told the same, and it is "
            "written where they see it.",
            what="for example “{suggestion}”",
        ),
        Plain(
            "Названия этапов, которые понимают по-разному",
            "Скажите в названии, что произошло или что происходит, и в тот же день объявите об этом всем.",
            "Когда всем, кто здесь работает и читает отчёты, сказано одно и то же и это записано там, где они это "
            "видят.",
            what="например, «{suggestion}»",
        ),
    ),
)

#: A longer name is no bare noun: it says enough for people, or too much for a judgement by grammar.
_MOST_WORDS = 3


def check_pipeline(pipeline: Pipeline, view: View) -> Iterator[Finding]:
    if not is_judged(pipeline):
        return
    found = [stage for stage in pipeline.stages if _is_bare(stage.name)]
    clear = sides(pipeline) if found else []
    if pipeline.style or clear:
        wanted: Side = pipeline.style or clear[0][1]
        yield from (_finding(stage, wanted) for stage in found)
    elif found:
        # Bare nouns throughout: one decision mends them all.
        yield _finding(found[0], "conversion", found[1:])


def _is_bare(name: str) -> bool:
    return len(name.split()) <= _MOST_WORDS and style(name) == "ambiguous"


def _finding(stage: Stage, wanted: Side, too: list[Stage] | None = None) -> Finding:
    params = {"name": stage.name, "suggestion": better_name(stage.name, wanted)}
    return Finding(stage.at, stage.address, params, tuple(Label(other.at, "too") for other in too or ()))
