"""backward-move. Source: S0 (the wrong funnel: «КП отправлено» back to «Клиент запросил КП»).

A client who read the offer and sent comments has come further. Sent back, the deal loses that step: the CRM counts the stage as
never passed, and the shape of the funnel stops meaning anything. What is missing is a stage ahead that says what has happened.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.diagnostics import Label
from pipelang.model import Move, Pipeline, Place, Stage, Trigger
from pipelang.records import record
from pipelang.rules.facts import View
from pipelang.rules.rule import Client, Finding, Plain, Rule, RuleWords
from pipelang.rules.structure._better_names import forward_name
from pipelang.rules.structure._examples import HEAD, LOST
from pipelang.source import Span

_BAD = f"""{HEAD}
channel whatsapp: messenger "WhatsApp"

pipeline sales "Продажи" {{
  kind sales
  style conversion
  stage request "Клиент запросил КП"
  stage offer "КП отправлено" {{ on message by whatsapp matching "переделать" {{ move to request }} }}
  won "Оплата получена"
{LOST}}}
"""

RULE = Rule(
    code="R105",
    name="backward-move",
    severity="warning",
    en=RuleWords(
        "the deal is sent back from “{name}” to “{to}”",
        "Conversion is counted forward: going back wipes out a stage that was passed and hides what the client did.",
        "move deals forward only: when time is up, lose the deal with a reason; a closed one is not reopened but copied "
        "(`copy to`)",
        "When a person put the deal on the later stage by mistake and the trigger only mends that.",
        "add a stage “{suggestion}” after “{name}” and move the deal there",
        {"target": "this stage has been passed"},
    ),
    ru=RuleWords(
        "сделка возвращается с «{name}» назад, на «{to}»",
        "Конверсия считается по движению вперёд: возврат стирает пройденный этап и прячет, что клиент сделал шаг.",
        "двигайте сделки только вперёд: вышел срок — закрывайте в отказ с причиной, а закрытую не открывайте заново, а "
        "копируйте (`copy to`)",
        "Когда сделку поставили на поздний этап по ошибке и триггер только исправляет это.",
        "заведите после «{name}» этап «{suggestion}» и двигайте сделку туда",
        {"target": "этот этап уже пройден"},
    ),
    bad=_BAD,
    good=_BAD.replace("move to request", "move to comments").replace(
        "  won ", '  stage comments "Комментарии к КП получены"\n  won '
    ),
    source="S0",
    first_version="warning",
    client=Client(
        "figures",
        Plain(
            "Deals are sent back to earlier stages",
            "Let deals move forward only: give the new turn a stage of its own, or close the deal when its time is "
            "up. A closed deal is not reopened but copied.",
            "When a person put the deal on the later stage by mistake and this only mends that.",
            what="back to “{to}”",
            good="Deals move forward only, and the steps a client has made are never lost.",
        ),
        Plain(
            "Сделки возвращаются на пройденные этапы",
            "Двигайте сделки только вперёд: для нового поворота заведите свой этап, а если вышел срок — закрывайте "
            "сделку. Закрытую не открывают заново, а копируют.",
            "Когда сделку поставили на поздний этап по ошибке и возврат только исправляет это.",
            what="назад, на «{to}»",
            good="Сделки движутся только вперёд: сделанный клиентом шаг не теряется.",
        ),
    ),
)

#: Nobody answered, time passed: there is no step ahead to make a stage of.
_BY_THE_CLOCK = frozenset({"overdue", "idle", "date", "schedule"})


@record
class _Back:
    start: Place
    end: Place
    trigger: Trigger
    action: Move


def check_pipeline(pipeline: Pipeline, view: View) -> Iterator[Finding]:
    seen: set[Span] = set()
    for back in _backward(pipeline, view):
        # What stands in `every stage`, or on the whole pipeline, is written once.
        written = back.action.at._replace(via=None)
        if written not in seen:
            seen.add(written)
            yield _finding(back, pipeline)


def _backward(pipeline: Pipeline, view: View) -> Iterator[_Back]:
    order = {place.address: number for number, place in enumerate(pipeline.places)}
    for place in pipeline.places:
        for trigger, action in view.facts.actions(place, pipeline):
            if isinstance(action, Move) and order.get(action.to.address, len(order)) < order[place.address]:
                end = view.facts.index.place(action.to)
                if isinstance(end, Stage):
                    yield _Back(place, end, trigger, action)


def _finding(back: _Back, pipeline: Pipeline) -> Finding:
    ahead = isinstance(back.start, Stage) and back.trigger.event.kind not in _BY_THE_CLOCK
    side = pipeline.style or "conversion"
    params = {
        "name": back.start.name,
        "to": back.end.name,
        "suggestion": forward_name(back.start.name, side) if ahead else "",
    }
    return Finding(back.action.at, back.action.address, params, (Label(back.end.at, "target"),))
