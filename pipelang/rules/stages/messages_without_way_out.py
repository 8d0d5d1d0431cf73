"""messages-without-way-out. Source: S0 (warming: automatic messages with a way to unsubscribe, or a figure to answer with).

Who cannot stop messages by answering stops them by complaining, and the messenger blocks the number that the whole department
writes from. What an order says of itself (ready, on its way, the invoice) needs no way out, so production, delivery and claims
are not looked at; in sales and qualification it is only a note, for there nobody is written to for months.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.diagnostics import Label, Severity
from pipelang.model import Lose, MakeDocument, Move, Pipeline, Run, Send, Stage, Trigger, Unsubscribe
from pipelang.rules.facts import View
from pipelang.rules.flow import TIMED
from pipelang.rules.rule import Client, Finding, Plain, Rule, RuleWords
from pipelang.rules.stages._examples import HEAD, WHATSAPP
from pipelang.rules.stages._scope import OWED_TO_CLIENT
from pipelang.rules.writing import head

_BAD = f"""{HEAD}{WHATSAPP}
message idea by whatsapp "Собрали для вас идеи по окнам. Больше не писать — СТОП."

pipeline warming "Утепление" {{
  kind warming
  stage new "Сделка принята на утепление" {{ on enter after 3d {{ send idea }} }}
  won "Клиент вернулся"
  lost "Не вернулся" {{ reason silent "Не откликнулся"  reason stopped "Попросил не писать" }}
}}
"""
_WAY_OUT = '  on message by whatsapp matching "СТОП" { unsubscribe whatsapp  lose stopped }\n'

RULE = Rule(
    code="R207",
    name="messages-without-way-out",
    severity="warning",
    en=RuleWords(
        "“{name}”: the client cannot stop the messages by {channel}",
        "Whoever cannot answer “stop” presses “spam”: the messenger blocks the number, and with it the chats of all "
        "managers.",
        'let one answer end them: `on message by {id} matching "STOP" {{ unsubscribe {id} }}` in the pipeline, and '
        "name the word in the first message",
        "When the channel brings its own way out (an unsubscribe link in each letter). Messages of production, "
        "delivery and claims, and those that bring a document, are left alone: they are about the client's own order.",
        "no message by {channel} tells the client to answer “{suggestion}”: write it in the first one",
        {"way-out": "the way out that nobody is told of"},
    ),
    ru=RuleWords(
        "«{name}»: клиент не может отказаться от сообщений ({channel})",
        "Кто не может ответить «стоп», нажимает «спам»: мессенджер блокирует номер, а с ним и переписку всех менеджеров.",
        'пусть ответ прекращает рассылку: `on message by {id} matching "СТОП" {{ unsubscribe {id} }}` в воронке, а слово '
        "назовите в первом же сообщении",
        "Когда отписка есть у самого канала (ссылка в каждом письме). Сообщения производства, доставки и рекламаций и те, с "
        "которыми уходит документ, правило не трогает: они о собственном заказе клиента.",
        "ни одно сообщение ({channel}) не говорит клиенту, что можно ответить «{suggestion}»: напишите об этом в первом",
        {"way-out": "отписка, о которой никто не знает"},
    ),
    bad=_BAD,
    good=_BAD.replace("  stage new", _WAY_OUT + "  stage new"),
    source="S0",
    client=Client(
        "trust",
        Plain(
            "Clients cannot stop the messages",
            "Let one word in answer (“STOP”) end them, and name that word in the first message.",
            "When the channel brings its own way out, such as an unsubscribe link in each letter.",
            what="{channel}",
        ),
        Plain(
            "Клиент не может отказаться от рассылки",
            "Пусть одно слово в ответ («СТОП») прекращает рассылку, и назовите это слово в первом же сообщении.",
            "Когда отписка есть у самого канала: например, ссылка в каждом письме.",
            what="{channel}",
        ),
    ),
)

_ONLY_NOTED = frozenset({"qualification", "sales", "custom"})


def check_pipeline(pipeline: Pipeline, view: View) -> Iterator[Finding]:
    """One finding for a channel: at the first message that cannot be stopped."""
    kind = view.facts.kinds[pipeline.id]
    if kind in OWED_TO_CLIENT:
        return
    mild: Severity | None = "info" if kind in _ONLY_NOTED else None
    told: set[str] = set()
    for stage in pipeline.stages:
        for send in _automatic(stage, pipeline, view):
            channel = view.facts.index.messages[send.message].channel
            ways = [] if channel in told else _ways_out(channel, stage, pipeline, view)
            if channel in told or any(_is_known(way, channel, view) for way in ways):
                continue
            told.add(channel)
            yield Finding(
                send.at, pipeline.address, _params(pipeline, channel, ways, view), _labels(ways), severity=mild
            )


def _params(pipeline: Pipeline, channel: str, ways: list[Trigger], view: View) -> dict[str, str]:
    word = (ways[0].event.text or "") if ways else ""
    name = view.facts.index.channels[channel].name
    return {"name": pipeline.name, "channel": name, "id": channel, "suggestion": word}


def _labels(ways: list[Trigger]) -> tuple[Label, ...]:
    return tuple(Label(head(way.at), "way-out") for way in ways[:1])


def _automatic(stage: Stage, pipeline: Pipeline, view: View) -> Iterator[Send]:
    """Messages that come by time alone: an answer to what the client did needs no way out, nor does a letter with his invoice."""
    for trigger in view.facts.triggers(stage, pipeline):
        if trigger.event.kind in TIMED and not any(isinstance(action, MakeDocument) for action in trigger.actions):
            yield from (action for action in trigger.actions if isinstance(action, Send))


def _ways_out(channel: str, stage: Stage, pipeline: Pipeline, view: View) -> list[Trigger]:
    """Triggers on the client's answer after which nothing more is written: unsubscribed, closed, moved away, or a service."""
    return [
        trigger
        for trigger in view.facts.triggers(stage, pipeline)
        if trigger.event.kind == "message" and trigger.event.channel in (None, channel)
        if any(
            isinstance(action, Lose | Move | Run) or (isinstance(action, Unsubscribe) and action.channel == channel)
            for action in trigger.actions
        )
    ]


def _is_known(way: Trigger, channel: str, view: View) -> bool:
    """Whether some message of the channel names the word to answer with."""
    return (way.event.text or "").casefold() in view.facts.texts[channel]
