"""owner-never-changes. Source: S0 error 7.

The bill is written by the accountant, the order is made by the workshop, but in the CRM the manager answers for all of it: his
board is full of deals he cannot move, and the accountant has no board at all. It is found by names, so it speaks only where all
agrees: the stage is a trade's work, a role of that trade exists, and it owns nothing anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from pipelang.diagnostics import Label
from pipelang.model import Pipeline, Role, Stage, Task
from pipelang.rules.facts import View
from pipelang.rules.rule import Client, Finding, Plain, Rule, RuleWords
from pipelang.rules.stages._examples import HEAD, LOST
from pipelang.rules.stages._trades import Trade, awaits_payment, is_paid, trades_of

_BAD = f"""{HEAD}role accountant "Бухгалтер"

pipeline sales "Продажи" {{
  kind sales
  every stage {{ owner manager }}
  stage request "Заявка получена"
  stage invoice "Счёт выставлен" {{ on payment {{ win }} }}
  won "Оплата получена"
{LOST}}}
"""

RULE = Rule(
    code="R211",
    name="owner-never-changes",
    severity="warning",
    en=RuleWords(
        "“{name}” is work for “{role}”, but “{owner}” answers for it",
        "The one who does the work does not see the deal among his own, and the one who answers for it can only ask how far "
        "it is: money and orders wait between the two.",
        "give him the stage: `owner {id}`; where the deal comes back, name the other owner again",
        "When the manager really does it himself and the role only looks on, or the work is handed over by a task on "
        "the stage (then the rule says nothing).",
        labels={"role": "this role owns no stage"},
    ),
    ru=RuleWords(
        "«{name}» — работа роли «{role}», а отвечает за этап «{owner}»",
        "Тот, кто делает работу, не видит сделку среди своих, а тот, кто за неё отвечает, может только спрашивать «ну как там?»: "
        "деньги и заказы ждут между ними.",
        "отдайте ему этап: `owner {id}`; там, где сделка вернётся, назовите прежнего ответственного",
        "Когда менеджер и правда делает это сам, а роль только смотрит, или работу передают задачей на этапе (тогда правило "
        "молчит).",
        labels={"role": "за этой ролью нет ни одного этапа"},
    ),
    bad=_BAD,
    good=_BAD.replace('"Счёт выставлен" {', '"Счёт выставлен" { owner accountant '),
    source="S0",
    strict="warning",
    first_version="info",
    client=Client(
        "effort",
        Plain(
            "The one who works does not own the deal",
            "Hand the deal over to whoever does the work on this stage, and back again where it returns.",
            "When the manager really does it himself and the other only looks on.",
            what="work for “{role}”, but “{owner}” answers for it",
        ),
        Plain(
            "Работает один, а отвечает другой",
            "Передавайте сделку тому, кто на этапе работает, и обратно — там, где она возвращается.",
            "Когда менеджер и правда делает это сам, а второй только смотрит.",
            what="работа роли «{role}», а отвечает «{owner}»",
        ),
    ),
)


def check_pipeline(pipeline: Pipeline, view: View) -> Iterator[Finding]:
    """One finding for a role: the stages after the first one follow its owner."""
    for role in view.facts.idle_roles:
        trades = trades_of(role.name)
        theirs = (stage for stage in pipeline.stages if trades and _is_theirs(stage, pipeline, role, trades, view))
        for stage in islice(theirs, 1):
            yield _finding(stage, role, view)


def _finding(stage: Stage, role: Role, view: View) -> Finding:
    owner = view.facts.owners[stage.address]
    assert owner is not None
    params = {"name": stage.name, "role": role.name, "id": role.id, "owner": view.facts.index.roles[owner.role].name}
    return Finding(stage.at, stage.address, params, (Label(role.at, "role"),))


def _is_theirs(stage: Stage, pipeline: Pipeline, role: Role, trades: tuple[Trade, ...], view: View) -> bool:
    """Whether the stage is the trade's work, somebody of another trade answers for it, and the role is not even given a task."""
    owner = view.facts.owners[stage.address]
    if owner is None or is_paid(stage.name) or _has_task(stage, pipeline, role, view):
        return False
    same = trades_of(view.facts.index.roles[owner.role].name)
    return any(trade not in same and _is_work_of(trade, stage, pipeline, view) for trade in trades)


def _is_work_of(trade: Trade, stage: Stage, pipeline: Pipeline, view: View) -> bool:
    waits = trade.payment and stage is pipeline.stages[-1] and awaits_payment(stage)
    return waits or view.facts.kinds[pipeline.id] == trade.kind or trade.is_work(stage.name)


def _has_task(stage: Stage, pipeline: Pipeline, role: Role, view: View) -> bool:
    tasks = (*stage.tasks, *(action for _, action in view.facts.actions(stage, pipeline)))
    return any(isinstance(task, Task) and task.assignee == role.id for task in tasks)
