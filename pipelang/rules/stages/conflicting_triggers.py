"""conflicting-triggers. Source: what follows from the model.

One event, and two triggers that send the deal to different places: which of them wins depends on the CRM, on the order in which
they were saved, on the second in which they ran. Conditions are compared exactly: intervals of numbers, money and dates, sets of
options and reasons; only two that can hold for one deal are a conflict. Copies never conflict: the deal itself stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from pipelang.diagnostics import Label
from pipelang.model import Condition, Event, Lose, Move, Pipeline, Place, Stage, StageRef, Trigger, Tunnel, Win
from pipelang.records import record
from pipelang.rules.facts import View
from pipelang.rules.lengths import NOTHING, Length, length
from pipelang.rules.rule import Client, Finding, Plain, Rule, RuleWords
from pipelang.rules.stages._examples import HEAD, LOST
from pipelang.rules.stages._possible import Claim, Possible
from pipelang.rules.writing import head
from pipelang.source import Span

_BAD = f"""{HEAD}
field interest on deal: number 1..10 "Интерес"

pipeline sales "Продажи" {{
  kind sales
  stage request "Заявка получена" {{
    on change interest if interest >= 7 {{ move to offer }}
    on change interest if interest < 8 {{ lose price }}
  }}
  stage offer "КП отправлено"
  won "Оплата получена"
{LOST}}}
"""

RULE = Rule(
    code="R213",
    name="conflicting-triggers",
    severity="error",
    en=RuleWords(
        "“{name}”: one event sends a deal both to “{first}” and to “{second}”",
        "Where the deal ends depends on which trigger the CRM happens to run last: the same client is won today and lost "
        "tomorrow, and so is the report.",
        "leave one of them, or give them conditions that exclude each other",
        "Never. If the order matters, chain the two: the second action goes on the stage where the first one leads.",
        "both happen when {suggestion}: leave one of them, or part their conditions",
        {"here": "to “{second}”", "first": "to “{first}”"},
    ),
    ru=RuleWords(
        "«{name}»: одно событие отправляет сделку и в «{first}», и в «{second}»",
        "Где окажется сделка, зависит от того, какой триггер CRM выполнит последним: один и тот же клиент сегодня выигран, "
        "завтра проигран, и отчёт вместе с ним.",
        "оставьте один из них или дайте им условия, которые исключают друг друга",
        "Никогда. Если важен порядок, свяжите действия в цепочку: второе — на том этапе, куда ведёт первое.",
        "сработают оба, когда {suggestion}: оставьте один или разведите условия",
        {"here": "в «{second}»", "first": "в «{first}»"},
    ),
    bad=_BAD,
    good=_BAD.replace("< 8", "< 7"),
    source="the model",
    client=Client(
        "requests",
        Plain(
            "One event sends a deal to two places",
            "Leave one of the two, or decide in which case each of them applies.",
            "Never.",
            what="both to “{first}” and to “{second}”",
            why="Where the deal ends depends on which setting the CRM happens to run last: the same client is won today "
            "and lost tomorrow, and so is the report.",
        ),
        Plain(
            "Одно событие отправляет сделку в два места",
            "Оставьте одно из двух или решите, в каком случае какое.",
            "Никогда.",
            what="и в «{first}», и в «{second}»",
            why="Где окажется сделка, зависит от того, какую настройку CRM выполнит последней: один и тот же клиент "
            "сегодня выигран, завтра проигран, и отчёт вместе с ним.",
        ),
    ),
)


@record
class _Exit:
    """One way by which the deal itself leaves. `end` tells ends apart, `name` is what people call it."""

    trigger: Trigger | None
    condition: Condition | None
    end: tuple[str, str]
    name: str
    at: Span
    whole: Span


def check_pipeline(pipeline: Pipeline, view: View) -> Iterator[Finding]:
    common = list(_of_triggers(pipeline.triggers, pipeline, view))
    yield from _conflicts([], common, pipeline.stages[0], pipeline, view)
    for place in pipeline.places:
        own = [*_of_triggers(place.triggers, pipeline, view), *_of_tunnels(place, view)]
        yield from _conflicts(common if isinstance(place, Stage) else [], own, place, place, view)


def _conflicts(
    common: Sequence[_Exit], own: Sequence[_Exit], place: Place, node: Place | Pipeline, view: View
) -> Iterator[Finding]:
    """Pairs of own exits, and of a common and an own one, that one event sets off with different ends."""
    pairs = [*combinations(own, 2), *((first, second) for first in common for second in own)]
    for first, second in pairs:
        if first.end != second.end and _same_event(first, second, place, view):
            example = _together(first, second, place, view)
            if example is not None:
                yield _finding(first, second, example, node)


def _finding(first: _Exit, second: _Exit, example: str, node: Place | Pipeline) -> Finding:
    in_one = first.trigger is not None and first.trigger is second.trigger
    at, label = (second.at, first.at) if in_one else (head(second.whole), head(first.whole))
    params = {"name": node.name, "first": first.name, "second": second.name, "suggestion": example}
    return Finding(at, node.address, params, (Label(label, "first"),))


def _together(first: _Exit, second: _Exit, place: Place, view: View) -> str | None:
    """A deal for which both conditions hold, in words: an empty text when they ask for nothing; None when there is none."""
    claims = [Claim(exit.condition) for exit in (first, second) if exit.condition]
    if not claims or first.trigger is second.trigger is not None:
        return ""
    possible = Possible.on(place, view.facts.index)
    example = possible.example(claims)
    if example is None:
        return None
    told = possible.as_condition(example)
    return view.facts.words.condition(told, place.address) if told else ""


# ---- exits ----


def _of_triggers(triggers: Sequence[Trigger], pipeline: Pipeline, view: View) -> Iterator[_Exit]:
    for trigger in triggers:
        for action in trigger.actions if trigger.enabled else ():
            match action:
                case Move(to=to):
                    end, name = (to.address, ""), _name(to, view)
                case Win():
                    end, name = (pipeline.won.address, ""), pipeline.won.name
                case Lose(reason=reason, to=to):
                    end, name = (to.address, reason), f"{_name(to, view)}: {view.facts.index.reason(to, reason).name}"
                case _:
                    continue
            yield _Exit(trigger, trigger.condition, end, name, action.at, trigger.at)


def _of_tunnels(place: Place, view: View) -> Iterator[_Exit]:
    for tunnel in place.tunnels:
        if tunnel.mode != "copy":
            yield _of_tunnel(tunnel, view)


def _of_tunnel(tunnel: Tunnel, view: View) -> _Exit:
    return _Exit(None, tunnel.condition, (tunnel.to.address, ""), _name(tunnel.to, view), tunnel.at, tunnel.at)


def _name(to: StageRef, view: View) -> str:
    return view.facts.index.place(to).name


# ---- events ----

_ARRIVAL = Event("enter")


def _same_event(first: _Exit, second: _Exit, place: Place, view: View) -> bool:
    """Whether one happening, at one moment, sets off both."""
    one, other = (exit.trigger.event if exit.trigger else _ARRIVAL for exit in (first, second))
    when = [_since_arrival(exit, place, view) for exit in (first, second)]
    if when[0] is not None and when[1] is not None:
        return when[0] == when[1]
    return one.kind == other.kind and _delay(first, view) == _delay(second, view) and _overlap(one, other)


def _since_arrival(exit: _Exit, place: Place, view: View) -> Length | None:
    """For what counts from the arrival on: `on enter after 5d` comes together with `on overdue` where the limit is 5d."""
    event = exit.trigger.event if exit.trigger else _ARRIVAL
    if event.kind == "enter":
        return _delay(exit, view)
    if event.kind == "overdue" and isinstance(place, Stage) and place.stay:
        return length(place.stay, view.program.crm) + _delay(exit, view)
    return None


def _delay(exit: _Exit, view: View) -> Length:
    return length(exit.trigger.delay, view.program.crm) if exit.trigger else NOTHING


def _overlap(one: Event, other: Event) -> bool:
    """Whether one happening can be both events, of one kind: a message that says «стоп» is also any message."""
    match one.kind:
        case "message":
            texts = (one.text or "").casefold(), (other.text or "").casefold()
            return _either(one.channel, other.channel) and (texts[0] in texts[1] or texts[1] in texts[0])
        case "form":
            return _either(one.channel, other.channel)
        case "call":
            return one.call == other.call
        case "schedule":
            return one.time == other.time and bool({*one.days} & {*other.days})
        case "tag":
            return _either(one.text, other.text)
    return (one.field, one.wait, one.shift, one.before) == (other.field, other.wait, other.shift, other.before)


def _either(one: str | None, other: str | None) -> bool:
    """Whether two particulars can be met at once; None is any."""
    return one is None or other is None or one == other
