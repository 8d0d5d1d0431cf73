"""unhandled-choice. Source: S0 (claims: refund, replacement or refusal, and each has its own consequence).

Where triggers decide by the options of a field, each option has to lead somewhere: a claim that is neither refunded nor
replaced is still a client who waits for an answer. A single condition on one option is a special case and not a decision; two
that part the options on one event are. On the last stage of a claims pipeline a required choice is the decision itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipelang.diagnostics import Label, Param
from pipelang.model import (
    And,
    Compare,
    Condition,
    Duration,
    Event,
    FieldRef,
    Literal,
    Pipeline,
    Place,
    Trigger,
    Tunnel,
)
from pipelang.records import record
from pipelang.rules.facts import View
from pipelang.rules.rule import Client, Finding, Plain, Rule, RuleWords
from pipelang.rules.stages._examples import HEAD
from pipelang.rules.stages._possible import Claim, Possible, subjects
from pipelang.rules.writing import head
from pipelang.source import Span

_BAD = f"""{HEAD}
field decision on deal: choice "Решение по рекламации" {{
  refund      "Возврат средств"
  replacement "Замена"
  refused     "В рекламации отказано"
}}

pipeline claims "Рекламации" {{
  kind claims
  stage taken "Рекламация взята в работу"
  stage decided "Решение вынесено" {{
    require decision
    on enter if decision is refund {{ task todo "Вернуть деньги" due 2d }}
    on enter if decision is replacement {{ win }}
  }}
  won "Рекламация закрыта"
  lost "Рекламация снята" {{ reason withdrawn "Клиент отозвал" }}
}}
"""
_REFUSED = 'on enter if decision is refused { task call "Объяснить отказ" due 4h }\n'

RULE = Rule(
    code="R212",
    name="unhandled-choice",
    severity="warning",
    en=RuleWords(
        "“{field}”: nothing happens for {options}",
        "A client whose case fell between the conditions gets no answer, and nobody is told that one is due.",
        "add a trigger for {count:it|each of them}: `on enter if {id} is {first} {{ … }}`; one condition may name several, "
        "`{id} in (…)`",
        "When there is really nothing to do; even so, better say it with a trigger that only sets a tag.",
        labels={"choice": "the options are declared here"},
    ),
    ru=RuleWords(
        "«{field}»: ничего не происходит, если выбрано: {options}",
        "Клиент, чей случай провалился между условиями, не получит ответа, и никто не узнает, что ответ за нами.",
        "добавьте триггер на {count:этот вариант|каждый вариант|каждый вариант}: `on enter if {id} is {first} {{ … }}`; одно "
        "условие может назвать несколько, `{id} in (…)`",
        "Когда делать и правда ничего не нужно; но и это лучше сказать триггером, который только ставит тег.",
        labels={"choice": "варианты объявлены здесь"},
    ),
    bad=_BAD,
    good=_BAD.replace("on enter if decision is refund ", _REFUSED + "    on enter if decision is refund "),
    source="S0",
    client=Client(
        "deals",
        Plain(
            "For some answers nothing happens",
            "Decide for each answer what is done and who learns of it.",
            "When nothing really has to be done then.",
            what="“{field}”: {options}",
        ),
        Plain(
            "На часть вариантов никто не реагирует",
            "Решите для каждого варианта, что делается и кто об этом узнаёт.",
            "Когда тогда и правда ничего делать не нужно.",
            what="«{field}»: {options}",
        ),
    ),
)


@record
class _Mention:
    """A condition of a trigger or tunnel that speaks of a choice field.

    `event`: those on one event of one place part the options among themselves.
    """

    field: FieldRef
    condition: Condition
    place: Place
    address: str
    at: Span
    event: tuple[str, Event, Duration | None]


def check_pipeline(pipeline: Pipeline, view: View) -> Iterator[Finding]:
    mentions = list(_mentions(pipeline, view))
    reported: set[FieldRef] = set()
    for together in _together(mentions):
        first = together[0]
        if first.field not in reported and len({_decides(item, view) for item in together} - {None}) > 1:
            reported.add(first.field)
            yield from _finding(first.field, head(first.at), first.address, pipeline, mentions, view)
    if view.facts.kinds[pipeline.id] == "claims":
        for requirement in pipeline.stages[-1].requirements:
            if requirement.field not in reported and view.facts.index.fields[requirement.field].type == "choice":
                yield from _finding(requirement.field, requirement.at, requirement.address, pipeline, mentions, view)


def _finding(
    ref: FieldRef, at: Span, where: str, pipeline: Pipeline, mentions: Iterable[_Mention], view: View
) -> Iterator[Finding]:
    field = view.facts.index.fields[ref]
    decided = [_decides(item, view) for item in mentions if item.field == ref]
    handled = frozenset[str]().union(*(options for options in decided if options))
    left = [option for option in field.options if option.id not in handled]
    if not left or _reacts_to_any(ref, pipeline):
        return
    params: dict[str, Param] = {
        "field": field.name,
        "options": ", ".join(option.name for option in left),
        "count": len(left),
        "id": field.id,
        "first": left[0].id,
    }
    yield Finding(at, where, params, (Label(field.at, "choice"),))


def _reacts_to_any(ref: FieldRef, pipeline: Pipeline) -> bool:
    """Whether something is done at each change of the field, whatever was chosen."""
    triggers = (*pipeline.triggers, *(trigger for place in pipeline.places for trigger in place.triggers))
    return any(
        trigger.enabled and trigger.event.kind == "change" and trigger.event.field == ref and not trigger.condition
        for trigger in triggers
    )


def _mentions(pipeline: Pipeline, view: View) -> Iterator[_Mention]:
    for place in pipeline.places:
        for trigger in place.triggers:
            yield from _mentioned(trigger, place.address, place, view) if trigger.enabled else ()
        for tunnel in place.tunnels:
            yield from _mentioned(tunnel, place.address, place, view)
    for trigger in pipeline.triggers:
        yield from _mentioned(trigger, pipeline.address, pipeline.stages[0], view) if trigger.enabled else ()


def _mentioned(node: Trigger | Tunnel, where: str, place: Place, view: View) -> Iterator[_Mention]:
    condition = node.condition
    if condition is None:
        return
    event, delay = (node.event, node.delay) if isinstance(node, Trigger) else (Event("enter"), None)
    for ref in dict.fromkeys(subjects(condition)):
        if isinstance(ref, FieldRef) and view.facts.index.fields[ref].type == "choice":
            yield _Mention(ref, condition, place, node.address, node.at, (where, event, delay))


def _together(mentions: Iterable[_Mention]) -> Iterator[list[_Mention]]:
    """Those of one field on one event, where there are several: one alone is a special case."""
    groups: dict[object, list[_Mention]] = {}
    for mention in mentions:
        groups.setdefault((mention.field, mention.event), []).append(mention)
    return (group for group in groups.values() if len(group) > 1)


def _decides(mention: _Mention, view: View) -> frozenset[str] | None:
    """The options with which the condition can hold; None when it can with all or with none."""
    options = view.facts.index.fields[mention.field].options
    possible = Possible.on(mention.place, view.facts.index)
    handled: set[str] = set()
    for option in options:
        chosen = Compare(mention.field, "is", (Literal("option", option.id),))
        if possible.example([Claim(And((chosen, mention.condition)))]) is not None:
            handled.add(option.id)
    return frozenset(handled) if 0 < len(handled) < len(options) else None
