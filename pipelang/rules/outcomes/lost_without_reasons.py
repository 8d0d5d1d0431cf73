"""lost-without-reasons. Source: S1 (refusals with an exact reason), S3 (the two brothers: where and why clients leave).

Why clients leave is the cheapest research there is, and only the manager who closes the deal can write it down. With no list of
reasons, or with «Другое» alone, nobody does. Where a pipeline has several losses, the loss itself may be the reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.diagnostics import Severity
from pipelang.model import Lost, Pipeline, Reason
from pipelang.names.stems import Stems
from pipelang.rules.facts import View
from pipelang.rules.outcomes._examples import HEAD
from pipelang.rules.rule import Client, Finding, Plain, Rule, RuleWords

_BAD = f"""{HEAD}
pipeline sales "Продажи" {{
  kind sales
  stage request "Заявка получена"
  won "Оплата получена"
  lost "Отказ"
}}
"""

RULE = Rule(
    code="R302",
    name="lost-without-reasons",
    severity="warning",
    en=RuleWords(
        "deals end in “{name}” and nobody learns why",
        "Price, timing or a slow answer: without the reason every lost client looks the same, and the same money is lost next "
        "month.",
        'list what clients say, five to eight reasons: `reason price "Too expensive"`',
        'When the loss says it all by itself, beside others that say something else: `lost junk "Spam"`. Such a loss '
        "is left alone.",
        "“{suggestion}” is no reason: list what clients say, five to eight reasons",
    ),
    ru=RuleWords(
        "сделки уходят в «{name}», а почему — не узнать",
        "Дорого, не сейчас или долго не отвечали: без причины все отказы одинаковы, и в следующем месяце теряются те же деньги.",
        'перечислите, что говорят клиенты, пять–восемь причин: `reason price "Дорого"`',
        'Когда отказ сам себя объясняет, а рядом есть другие: `lost junk "Спам"`. Такие правило не трогает.',
        "«{suggestion}» — не причина: перечислите, что говорят клиенты, пять–восемь причин",
    ),
    bad=_BAD,
    good=_BAD.replace('"Отказ"', '"Отказ" { reason price "Дорого"  reason later "Отложил покупку" }'),
    source="S1, S3",
    client=Client(
        "figures",
        Plain(
            "Deals are lost and nobody learns why",
            "Make a list of five to eight reasons in the words of clients, and ask for one at every refusal.",
            "When the outcome says it all by itself, beside others that say something else: “Spam”.",
            good="Every refusal has a reason.",
        ),
        Plain(
            "Сделки проигрываются, а почему — не узнать",
            "Составьте список из пяти–восьми причин словами клиентов и требуйте причину при каждом отказе.",
            "Когда исход сам себя объясняет, а рядом есть другие: «Спам».",
            good="При каждом отказе указывают причину.",
        ),
    ),
)

#: Paid work that is called off: a rare thing, talked over with the client anyway.
_WORKING = frozenset({"production", "delivery", "claims"})
_SAYS_NOTHING = Stems(
    r"^(?:другое|друг(?:ая|ие) причин[аы]|проч(?:ее|ие|ая)(?: причин[аы])?|ин(?:ое|ая причина)|разное|без причины|отказ\w*)$",
    r"^(?:причина (?:не указана|неизвестна)|не указан[ао]?|неизвестн[оа]|не знаю)$",
    r"^(?:others?(?: reasons?)?|misc(?:ellaneous)?|no reason|unknown|not specified|refus(?:al|ed)|lost)$",
)


def check_lost(lost: Lost, pipeline: Pipeline, view: View) -> Iterator[Finding]:
    empty = [reason for reason in lost.reasons if _says_nothing(reason)]
    if len(empty) < len(lost.reasons) or _speaks_for_itself(lost, pipeline):
        return
    severity: Severity | None = "info" if view.facts.kinds[pipeline.id] in _WORKING else None
    at = empty[0].at if empty else lost.at
    params = {"name": lost.name, "suggestion": empty[0].name if empty else ""}
    yield Finding(at, lost.address, params, severity=severity)


def _says_nothing(reason: Reason) -> bool:
    return _SAYS_NOTHING.within(reason.name)


def _speaks_for_itself(lost: Lost, pipeline: Pipeline) -> bool:
    """One of several losses with a name of its own: the board itself asks for the reason."""
    return len(pipeline.lost) > 1 and lost.address != f"{pipeline.address}.lost" and not lost.reasons
