"""tunnel-to-nowhere-useful. Source: S0 (a copy is made so that somebody goes on with the client: production, warming).

A copy earns its keep when it lands where something happens to it. It does not when it arrives closed, when nobody answers for it
there, or when its time on the stage is up before the first thing that the stage does. Landing on a later stage of the other
pipeline is fine: S0 copies to «соответствующий этап».
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.diagnostics import Label
from pipelang.model import Assign, CloseTasks, Copy, Pipeline, Place, Stage, Trigger, Tunnel
from pipelang.rules.facts import View
from pipelang.rules.lengths import length
from pipelang.rules.outcomes._examples import HEAD, LOST
from pipelang.rules.rule import Client, Finding, Plain, Rule, RuleWords
from pipelang.rules.writing import head

_BAD = f"""{HEAD}
role workshop "Цех"

pipeline sales "Продажи" {{
  kind sales
  stage request "Заявка получена"
  won "Оплата получена" {{ tunnel copy to production.new {{ carry everything }} }}
{LOST}}}

pipeline production "Производство" {{
  kind production
  stage new "Заказ получен"
  stage made "Заказ готов" {{ owner workshop }}
  won "Заказ выдан"
  lost "Заказ отменён" {{ reason client "Передумал" }}
}}
"""

RULE = Rule(
    code="R305",
    name="tunnel-to-nowhere-useful",
    severity="warning",
    en=RuleWords(
        "the copy lands on “{name}”, where nothing will be done with it",
        "The client has been handed on and everybody believes that the next people have him, but the copy lies there and nobody "
        "calls.",
        "lead it to a stage that somebody owns and where work begins, or give “{name}” an owner and time",
        "When the copy is only a record: an archive, or a pipeline that another system empties. Warming, refusals and repeat "
        "orders may go without an owner: messages do the work there.",
        labels={
            "closed": "closed as soon as it comes",
            "unowned": "nobody answers for deals here",
            "late": "time is up here before anything begins",
        },
    ),
    ru=RuleWords(
        "копия попадает на «{name}», где с ней ничего не сделают",
        "Клиента передали, и все уверены, что им занимаются дальше, а копия лежит, и никто не звонит.",
        "ведите её на этап, у которого есть ответственный и с которого начинают работу, или дайте «{name}» ответственного и срок",
        "Когда копия — только запись: архив или воронка, которую разбирает другая система. Утепление, отказники и повторные "
        "заказы могут быть без ответственного: там работают сообщения.",
        labels={
            "closed": "закрыта, едва пришла",
            "unowned": "за сделки здесь никто не отвечает",
            "late": "срок здесь выйдет раньше, чем что-то начнётся",
        },
    ),
    bad=_BAD,
    good=_BAD.replace('"Заказ получен"', '"Заказ получен" { owner workshop }'),
    source="S0",
    client=Client(
        "requests",
        Plain(
            "A deal is handed on to where nobody takes it",
            "Lead it to a stage that somebody answers for and where work begins.",
            "When the copy is only a record: an archive, or a pipeline that another system empties.",
            what="the copy lands on “{name}”",
        ),
        Plain(
            "Сделку передают туда, где её никто не возьмёт",
            "Ведите её на этап, у которого есть ответственный и с которого начинают работу.",
            "Когда копия — только запись: архив или воронка, которую разбирает другая система.",
            what="копия попадает на «{name}»",
        ),
    ),
)

#: Messages and dates do the work there.
_BY_THEMSELVES = frozenset({"warming", "refusals", "repeat"})


def check_pipeline(pipeline: Pipeline, view: View) -> Iterator[Finding]:
    for way in _ways(pipeline):
        target, far = view.facts.places[way.to.address]
        trouble = _trouble(far, target, view) if target is not pipeline else None
        if trouble is not None:
            yield Finding(head(way.at), way.address, {"name": far.name}, (Label(far.at, trouble),))


def _ways(pipeline: Pipeline) -> Iterator[Copy | Tunnel]:
    """Copies and converted leads, from which new deals begin. For one that moves it is leaving like this that matters."""
    for place in pipeline.places:
        yield from (tunnel for tunnel in place.tunnels if tunnel.mode != "move")
    for trigger in (*pipeline.triggers, *(trigger for place in pipeline.places for trigger in place.triggers)):
        if trigger.enabled:
            yield from (action for action in trigger.actions if isinstance(action, Copy))


def _trouble(far: Place, target: Pipeline, view: View) -> str | None:
    """The label that says what is wrong with a place to land on."""
    if not isinstance(far, Stage):
        return "closed"
    entering = [trigger for trigger in view.facts.triggers(far, target) if trigger.event.kind == "enter"]
    if view.facts.kinds[target.id] not in _BY_THEMSELVES and not _answers(far, entering, view):
        return "unowned"
    return "late" if _is_too_late(far, entering, view) else None


def _answers(far: Stage, entering: list[Trigger], view: View) -> bool:
    """Whether somebody has the deal on arrival: an owner, or a role that it is handed to."""
    assigned = any(isinstance(action, Assign) for trigger in entering for action in trigger.actions)
    return assigned or view.facts.owners[far.address] is not None


def _is_too_late(far: Stage, entering: list[Trigger], view: View) -> bool:
    """Whether deals are taken off the stage by its limit, and all that it does on its own is set for later."""
    leaving = any(edge.event == "overdue" and edge.leaves for edge in view.facts.flow.leaving(far.address))
    if far.stay is None or not leaving or far.tasks:
        return False
    working = [trigger for trigger in entering if any(not isinstance(action, CloseTasks) for action in trigger.actions)]
    crm = view.program.crm
    limit = length(far.stay, crm)
    return bool(working) and all(trigger.delay and length(trigger.delay, crm).exceeds(limit) for trigger in working)
