"""late-required-field. Source: what `require` and placeholders mean together.

A message that names the sum goes out before anybody has to know the sum; a tunnel parts deals by a field that nobody was asked
for. The spec is at odds with itself there: something is needed on a stage, and demanded later or never. What the event or the
condition has made sure of, what a trigger writes, and what deals bring along from another pipeline is known.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import field

from pipelang.diagnostics import Label, Severity
from pipelang.model import (
    Action,
    Condition,
    FieldRef,
    Lost,
    MakeDocument,
    Notify,
    Pipeline,
    Place,
    Send,
    SetField,
    Task,
    Text,
    Trigger,
    Tunnel,
    Won,
)
from pipelang.model.conditions import comparisons
from pipelang.records import record
from pipelang.rules.card._arrivals import Brings, brought
from pipelang.rules.card._examples import HEAD, LOST, WHATSAPP
from pipelang.rules.card._uses import in_condition, in_text
from pipelang.rules.facts import View
from pipelang.rules.rule import Client, Finding, Plain, Rule, RuleWords
from pipelang.rules.writing import head
from pipelang.source import Span

_BAD = f"""{HEAD}{WHATSAPP}
field budget on deal: money "Бюджет"
message invitation by whatsapp "Ждём вас, покажем варианты до {{deal.budget}}"

pipeline sales "Продажи" {{
  kind sales
  stage request "Заявка получена" {{ on enter {{ send invitation }} }}
  stage visit "Посетил шоу-рум" {{ require budget }}
  won "Оплата получена"
{LOST}}}
"""

RULE = Rule(
    code="R403",
    name="late-required-field",
    severity="warning",
    en=RuleWords(
        "“{name}” needs what may still be empty: {fields}",
        "The client gets a message with a hole where the figure should be; a condition on an empty field does not hold, and "
        "the deal quietly goes nowhere.",
        "require it by then: `require {ids}`; or do this on a later stage, or only `if {first} is filled`",
        "When another system fills it in before the deal comes here.",
        labels={"text": "the text needs it", "demanded": "required only here"},
    ),
    ru=RuleWords(
        "на «{name}» нужно то, что ещё может быть не заполнено: {fields}",
        "Клиент получит сообщение с дырой вместо суммы; условие по пустому полю не сработает, и сделка тихо никуда не уйдёт.",
        "требуйте к этому моменту: `require {ids}`; или сделайте это на более позднем этапе, или только `if {first} is filled`",
        "Когда поле до прихода сделки заполняет другая система.",
        labels={"text": "нужно этому тексту", "demanded": "обязательно только здесь"},
    ),
    bad=_BAD,
    good=_BAD.replace("on enter {", "on enter if budget is filled {"),
    source="the model",
    first_version="info",
    client=Client(
        "trust",
        Plain(
            "The CRM uses a fact that may not be known yet",
            "Ask for it earlier, or let this happen on a later stage.",
            "When another system fills it in before the deal comes here.",
            what="{fields}",
        ),
        Plain(
            "CRM использует то, что может быть ещё не известно",
            "Спрашивайте это раньше или перенесите действие на более поздний этап.",
            "Когда поле до прихода сделки заполняет другая система.",
            what="{fields}",
        ),
    ),
)

#: These hold for an empty field too, or ask just that.
_MINDS_EMPTY = frozenset({"is empty", "is filled", "is not", "not in"})


@record
class _Need:
    """Fields that something on a place needs, and where they are named; a colleague can bear a hole, a client cannot."""

    at: Span
    where: str
    fields: list[FieldRef]
    text: Span | None = None
    severity: Severity | None = None


@record
class _Known:
    """What is known of every deal on a place."""

    pipeline: Pipeline
    view: View
    brings: Brings
    demanded: dict[FieldRef, Span] = field(default_factory=dict)
    fields: set[FieldRef] = field(default_factory=set)

    def lacks(self, ref: FieldRef) -> bool:
        """A client's own card may have been filled in long ago, unless this very pipeline asks for it later."""
        if ref in self.fields or self.brings(ref) or self.view.facts.index.fields[ref].type == "flag":
            return False
        return ref.entity == self.pipeline.entity or ref in self.demanded


def check_pipeline(pipeline: Pipeline, view: View) -> Iterator[Finding]:
    seen: set[Span] = set()
    for place, known in _along(pipeline, view):
        for need in _needs(place, pipeline, known):
            missing = [ref for ref in dict.fromkeys(need.fields) if known.lacks(ref)]
            # What stands in `every stage`, or on the whole pipeline, is told where it happens first.
            written = need.at._replace(via=None)
            if missing and written not in seen:
                seen.add(written)
                yield _finding(need, missing, place, known)


def _along(pipeline: Pipeline, view: View) -> Iterator[tuple[Place, _Known]]:
    """Each place with what is known there. Lost deals come from anywhere: of them only the first stage is sure."""
    demanded = {item.field: item.at for place in reversed(pipeline.places) for item in reversed(place.requirements)}
    known = _Known(pipeline, view, brought(pipeline, view), demanded, _written(pipeline.triggers))
    at_first: set[FieldRef] | None = None
    for place in (*pipeline.stages, pipeline.won):
        known.fields.update(item.field for item in place.requirements)
        known.fields.update(_written(place.triggers))
        at_first = set(known.fields) if at_first is None else at_first
        yield place, known
    for lost in pipeline.lost:
        own = {item.field for item in lost.requirements} | _written(lost.triggers)
        yield lost, _Known(pipeline, view, known.brings, demanded, own | (at_first or set()))


def _written(triggers: Iterable[Trigger]) -> set[FieldRef]:
    return {action.field for trigger in triggers for action in trigger.actions if isinstance(action, SetField)}


def _needs(place: Place, pipeline: Pipeline, known: _Known) -> Iterator[_Need]:
    for task in place.tasks:
        yield from _of_action(task, frozenset(), known)
    for trigger in _triggers(place, pipeline):
        sure = set(in_condition(trigger.condition)) if trigger.condition else set()
        if trigger.event.field:
            sure.add(trigger.event.field)
        for action in trigger.actions:
            yield from _of_action(action, sure, known)
        if trigger.condition and trigger.event.kind == "enter" and trigger.delay is None:
            fields = [ref for ref in _compared(trigger.condition) if ref in known.demanded]
            yield from _need(trigger.at, trigger.address, fields)
    if not isinstance(place, Lost):
        for tunnel in place.tunnels:
            fields = [ref for ref in _compared(tunnel.condition) if not _else(ref, place)]
            yield from _need(tunnel.at, tunnel.address, fields)


def _triggers(place: Place, pipeline: Pipeline) -> Iterator[Trigger]:
    """Those that work while a deal is there. Closing it counts for the outcome, where more is known."""
    closing = {Won: "won", Lost: "lost"}.get(type(place))
    for trigger in (*place.triggers, *pipeline.triggers):
        closes = trigger.event.kind in ("won", "lost")
        fits = trigger.event.kind == closing if closes else closing is None or trigger in place.triggers
        if trigger.enabled and fits:
            yield trigger


def _of_action(action: Action, sure: Container[FieldRef], known: _Known) -> Iterator[_Need]:
    index = known.view.facts.index
    texts: tuple[Text | None, ...] = ()
    at: Span | None = None
    severity: Severity | None = None
    match action:
        case Send(message=message):
            sent = index.messages[message]
            texts, at = (sent.subject, sent.text), sent.at
        case MakeDocument(document=str(document)):
            texts, at = (index.documents[document].text,), index.documents[document].at
        case Task() | Notify():
            texts, severity = (action.text,), "info"
        case _:
            return
    fields = [ref for text in texts for ref in in_text(text) if ref not in sure]
    yield from _need(action.at, action.address, fields, at, severity)


def _need(
    at: Span, where: str, fields: list[FieldRef], text: Span | None = None, severity: Severity | None = None
) -> Iterator[_Need]:
    if fields:
        yield _Need(at, where, fields, text, severity)


def _compared(condition: Condition | None) -> Iterator[FieldRef]:
    for compare in comparisons(condition):
        if compare.operator not in _MINDS_EMPTY and isinstance(compare.left, FieldRef):
            yield compare.left


def _else(ref: FieldRef, place: Place) -> bool:
    """Whether deals in which the field is empty have a tunnel of their own."""
    return any(_takes_empty(tunnel, ref) for tunnel in place.tunnels)


def _takes_empty(tunnel: Tunnel, ref: FieldRef) -> bool:
    if tunnel.condition is None:
        return True
    return any(item.left == ref and item.operator in _MINDS_EMPTY for item in comparisons(tunnel.condition))


def _finding(need: _Need, missing: list[FieldRef], place: Place, known: _Known) -> Finding:
    fields = known.view.facts.index.fields
    params = {
        "name": place.name,
        "fields": ", ".join(fields[ref].name for ref in missing),
        "ids": ", ".join(ref.id for ref in missing),
        "first": missing[0].id,
    }
    labels = [Label(need.text, "text")] if need.text else []
    labels += [Label(known.demanded[ref], "demanded") for ref in missing if ref in known.demanded]
    return Finding(head(need.at), need.where, params, tuple(labels), severity=need.severity)
