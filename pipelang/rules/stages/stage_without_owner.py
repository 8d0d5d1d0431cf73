"""stage-without-owner. Source: S0 error 7.

Whoever answers for a deal gets its tasks and is asked about it. An owner stays until a later stage names another, so it is
enough to name him on the first stage; where nobody is named, it is whoever happened to make the deal, often a robot.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipelang.diagnostics import Param
from pipelang.model import Assign, Pipeline, Program, Stage
from pipelang.rules.facts import View
from pipelang.rules.rule import Client, Finding, Plain, Rule, RuleWords
from pipelang.rules.stages._examples import HEAD, LOST

_BAD = f"""{HEAD}
pipeline sales "Продажи" {{
  kind sales
  stage request "Заявка получена"
  stage measured "Замер сделан"
  stage offer "КП отправлено" {{ owner manager }}
  won "Оплата получена"
{LOST}}}
"""

RULE = Rule(
    code="R210",
    name="stage-without-owner",
    severity="warning",
    en=RuleWords(
        "from “{name}” on nobody answers for the deal ({count} {count:stage|stages})",
        "The deal falls to whoever made it, often the administrator or a robot: its tasks come to nobody, and a fresh request "
        "waits until somebody wonders whose it is.",
        "name the role: `owner …`; it holds until a later stage names another",
        "When people agree to take deals from a common pool, and the CRM allows none without an owner anyway.",
        "name the role: `owner {suggestion}`; it holds until a later stage names another",
    ),
    ru=RuleWords(
        "начиная с этапа «{name}» за сделку никто не отвечает ({count} {count:этап|этапа|этапов})",
        "Сделка достанется тому, кто её создал, — часто администратору или роботу: задачи не придут никому, а свежая заявка "
        "будет ждать, пока не спохватятся, чья она.",
        "назовите роль: `owner …`; она отвечает, пока следующий этап не назовёт другую",
        "Когда сделки по договорённости разбирают из общей кучи, а сделки без ответственного CRM всё равно не допускает.",
        "назовите роль: `owner {suggestion}`; она отвечает, пока следующий этап не назовёт другую",
    ),
    bad=_BAD,
    good=_BAD.replace('"Заявка получена"', '"Заявка получена" { on enter { assign manager by turns } }'),
    source="S0",
    first_version="info",
    client=Client(
        "requests",
        Plain(
            "Nobody answers for the deal",
            "Name for each stage who answers for its deals, and let the CRM hand them over.",
            "When people take deals from a common heap by agreement and the CRM does not allow one without an "
            "owner anyway.",
            what="{count} {count:stage|stages} from here on",
            good="Every stage has somebody who answers for its deals.",
        ),
        Plain(
            "За сделку никто не отвечает",
            "Назовите для каждого этапа, кто отвечает за его сделки, и пусть CRM передаёт их сама.",
            "Когда сделки по договорённости разбирают из общей кучи, а сделки без ответственного CRM всё равно не "
            "допускает.",
            what="отсюда и дальше: {count} {count:этап|этапа|этапов}",
            good="У каждого этапа есть ответственный.",
        ),
    ),
)


def check_pipeline(pipeline: Pipeline, view: View) -> Iterator[Finding]:
    """One finding for all stages before the first owner: one line mends them all."""
    nobody: list[Stage] = []
    for stage in pipeline.stages:
        if stage.owner or _assigned(stage, pipeline, view):
            break
        nobody.append(stage)
    if nobody:
        first = nobody[0]
        params: dict[str, Param] = {
            "name": first.name,
            "count": len(nobody),
            "suggestion": _likely(pipeline, view.program),
        }
        yield Finding(first.at, first.address, params)


def _assigned(stage: Stage, pipeline: Pipeline, view: View) -> bool:
    return any(
        trigger.event.kind == "enter" and isinstance(action, Assign)
        for trigger, action in view.facts.actions(stage, pipeline)
    )


def _likely(pipeline: Pipeline, program: Program) -> str:
    """The role that owns most stages of the pipeline, else the only one there is."""
    owning = Counter(stage.owner.role for stage in pipeline.stages if stage.owner)
    if owning:
        return owning.most_common(1)[0][0]
    return program.roles[0].id if len(program.roles) == 1 else ""
