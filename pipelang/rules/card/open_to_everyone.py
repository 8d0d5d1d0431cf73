"""open-to-everyone. Source: S0 (let the marketing contractor see the lost requests of one pipeline: rights are given on purpose).

Where a spec speaks of rights at all, silence means that the CRM's own default holds, and that is usually «everybody sees
everything». It matters most with people from outside: a contractor who may see refusals in one pipeline sees all clients in the
next one that says nothing. Those who work in a pipeline (owners, those who get its tasks and notices) are no strangers to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.diagnostics import Label
from pipelang.model import AccessRule, Assign, Notify, Pipeline, Program, Role, Task
from pipelang.names.stems import Stems
from pipelang.rules.card._examples import HEAD, LOST
from pipelang.rules.facts import View
from pipelang.rules.rule import Client, Finding, Plain, Rule, RuleWords

_BAD = f"""{HEAD}
role manager "Менеджер"
role marketer "Маркетолог на подряде"

pipeline leads "Квалификация" {{
  kind qualification
  access {{ manager edit  marketer view lost }}
  stage request "Заявка получена" {{ owner manager }}
  won "Заявка квалифицирована"
{LOST}}}

pipeline sales "Продажи" {{
  kind sales
  stage offer "КП отправлено" {{ owner manager }}
  won "Оплата получена"
{LOST}}}
"""

RULE = Rule(
    code="R404",
    name="open-to-everyone",
    severity="warning",
    en=RuleWords(
        "rights to “{name}” are not set for: {roles}",
        "What the spec does not settle is settled by the CRM's default, mostly “sees everything”: prices and the client base "
        "leave with the first contractor.",
        "say what each of them may: `access {{ {first} none }}`, or `view lost` for whoever judges the quality of requests",
        "When everybody works for the company and sees everything by agreement.",
        labels={"access": "rights are given here"},
    ),
    ru=RuleWords(
        "права на воронку «{name}» не заданы: {roles}",
        "О чём спецификация молчит, то решают настройки CRM по умолчанию — чаще всего «видно всё»: цены и база клиентов уйдут с "
        "первым же подрядчиком.",
        "скажите, что кому можно: `access {{ {first} none }}` или `view lost` тому, кто проверяет качество заявок",
        "Когда все — свои сотрудники и договорились видеть всё.",
        labels={"access": "здесь права розданы"},
    ),
    bad=_BAD,
    good=_BAD.replace("  stage offer", "  access { manager edit  marketer none }\n  stage offer"),
    source="S0",
    first_version="info",
    client=Client(
        "trust",
        Plain(
            "It is not settled who may see the deals",
            "Decide for each role what it may see and change in this pipeline, contractors first.",
            "When everybody works for the company and sees everything by agreement.",
            what="{roles}",
            why="What is not settled is decided by the CRM's default, mostly “sees everything”: prices and the client "
            "base leave with the first contractor.",
        ),
        Plain(
            "Не решено, кому видны сделки",
            "Решите для каждой роли, что ей можно видеть и менять в этой воронке, и начните с подрядчиков.",
            "Когда все — свои сотрудники и договорились видеть всё.",
            what="{roles}",
            why="О чём не договорились, то решают настройки CRM по умолчанию — чаще всего «видно всё»: цены и база "
            "клиентов уйдут с первым же подрядчиком.",
        ),
    ),
)

_OUTSIDE = Stems(
    r"\w*подряд\w*|аутсорс\w*|фриланс\w*|внештат\w*|внешн\w*|агентств\w*|сторонн\w*",
    r"outsourc\w*|contractor\w*|freelanc\w*|agency|external\w*",
)


def check_program(program: Program, view: View) -> Iterator[Finding]:
    outsiders = {role.id for role in program.roles if _is_outsider(role)}
    known = next((rule for pipeline in program.pipelines for rule in _rules(pipeline)), None)
    if known is None and not outsiders:
        return
    for pipeline in program.pipelines:
        rules = _rules(pipeline)
        insiders = {rule.role for rule in rules} | _working(pipeline, view)
        left = [role for role in program.roles if role.id not in insiders]
        # Beside rules of a pipeline's own, colleagues left out are a matter of trust; people from outside are not.
        if rules and not outsiders & {role.id for role in left}:
            left = left if outsiders & {rule.role for rule in rules} else []
        if known is None:
            left = [role for role in left if role.id in outsiders]
        if left:
            yield _finding(pipeline, left, rules[0] if rules else known)


def _finding(pipeline: Pipeline, left: list[Role], rule: AccessRule | None) -> Finding:
    params = {"name": pipeline.name, "roles": ", ".join(role.name for role in left), "first": left[0].id}
    labels = (Label(rule.at, "access"),) if rule else ()
    return Finding(pipeline.at, pipeline.address, params, labels)


def _is_outsider(role: Role) -> bool:
    return _OUTSIDE.within(f"{role.name} {role.about or ''}")


def _rules(pipeline: Pipeline) -> list[AccessRule]:
    return [*pipeline.access, *(rule for place in pipeline.places for rule in place.access)]


def _working(pipeline: Pipeline, view: View) -> set[str]:
    """Roles that have something to do in a pipeline."""
    found = {owner.role for place in pipeline.places if (owner := view.facts.owners[place.address])}
    found |= {lost.review.role for lost in pipeline.lost if lost.review}
    triggers = (*pipeline.triggers, *(trigger for place in pipeline.places for trigger in place.triggers))
    actions = [action for trigger in triggers for action in trigger.actions]
    for action in (*actions, *(task for place in pipeline.places for task in place.tasks)):
        match action:
            case Assign(role=role) | Notify(role=role) | Task(assignee=str(role)):
                found.add(role)
    return found
