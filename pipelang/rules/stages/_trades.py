"""Whose work a stage is, by the words of its name: money, the workshop, the warehouse, the lawyer.

Stems are enough here; a word that is missed only leaves a rule silent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipelang.model import Pipeline, Stage
from pipelang.model.pipeline import PipelineKind
from pipelang.rules.facts import View

_MONEY = r"(?:пред|до)?оплат\w*|аванс\w*|депозит\w*|деньги|платеж\w*|payments?|deposits?|prepayments?|money"
_CAME = r"получ\w+|поступил\w*|приш(?:ел|ла|ли)|внес\w*|прошл\w+|received|came|made"
_PAID = r"(?:пред|до)?оплачен\w*|(?:пред|до)?оплатил\w*|paid|prepaid"
_NOT = r"не|нет|без|жд\w+|ожида\w+|просроч\w*|not|un\w+|awaiting|waiting|pending|overdue|before|until"


@dataclass(frozen=True, slots=True)
class Trade:
    """People of a trade, by the names of their roles, and the stages that are theirs.

    `payment`: so is a stage that waits for money; `kind`: so are all stages of such a pipeline.
    """

    role: re.Pattern[str]
    stage: re.Pattern[str]
    payment: bool = False
    kind: PipelineKind | None = None

    def is_work(self, stage_name: str) -> bool:
        return self.stage.search(_plain(stage_name)) is not None


def _pattern(*words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)")


_MONEY_PATTERN, _CAME_PATTERN, _PAID_PATTERN, _NOT_PATTERN = map(_pattern, (_MONEY, _CAME, _PAID, _NOT))

TRADES = (
    Trade(
        _pattern(r"бухгалт\w*|финанс\w*|казнач\w*|accountant|accounting|bookkeeper|finance|cashier"),
        _pattern(
            r"счет\w* (?:\w+ )?(?:выставл\w*|отправл\w*|выслан\w*|на оплат\w+)|(?:выставил\w*|отправил\w*) счет\w*",
            r"(?:жд\w+|ожид\w+) (?:\w+ )?(?:(?:пред|до)?оплат\w*|аванс\w*|деньги|платеж\w*)|дебитор\w*",
            r"invoice (?:sent|issued)|invoiced|awaiting (?:payment|deposit)|receivables?|payment (?:due|overdue)",
        ),
        payment=True,
    ),
    Trade(
        _pattern(r"\w*производств\w*|цех\w*|мастер\w*|технолог\w*|production|workshop|foreman|manufactur\w*"),
        _pattern(
            r"(?:в|на) производств\w+|в цех\w*|изготовл\w+|изготавлива\w+|производим|производится|в изготовлении",
            r"заказ (?:запущен|принят) в (?:работу|производство)|in production|manufactur\w+|being made",
        ),
        kind="production",
    ),
    Trade(
        _pattern(
            r"логист\w*|кладовщик\w*|курьер\w*|склад\w*|завскладом|доставк\w*|logist\w*|warehouse\w*|courier|delivery"
        ),
        _pattern(
            r"отгруж\w+|отгрузк\w*|на склад\w*|доставля\w+|доставк\w*|передан\w* (?:в|на) (?:доставк\w+|отгрузк\w+)",
            r"shipped|shipping|shipment|in transit|on delivery|out for delivery|ready to ship",
        ),
        kind="delivery",
    ),
    Trade(
        _pattern(r"закуп\w*|снабжен\w*|buyer|purchas\w*|procurement"),
        _pattern(r"закуп\w+|materials (?:ordered|bought)|purchas\w+"),
    ),
    Trade(
        _pattern(r"юрист\w*|юридич\w*|lawyer|legal\w*|counsel"),
        _pattern(r"(?:у|на) юрист\w*|договор на (?:проверке|согласовании)|with (?:the )?lawyers?|legal review"),
    ),
    Trade(
        _pattern(r"монтаж\w*|установщик\w*|сборщик\w*|installers?|fitters?"),
        _pattern(r"монтаж\w*|(?:на|идет) (?:установк|сборк)\w+|install\w+|fitting"),
    ),
)


@lru_cache(maxsize=1024)
def trades_of(role_name: str) -> tuple[Trade, ...]:
    """The trades of the people of a role: «Бухгалтер» does the money."""
    said = _plain(role_name)
    return tuple(trade for trade in TRADES if trade.role.search(said))


@lru_cache(maxsize=4096)
def is_paid(name: str) -> bool:
    """Whether the name says that money has come: «Предоплата получена», «Счёт оплачен», "Deposit paid"."""
    said = _plain(name)
    if _NOT_PATTERN.search(said):
        return False
    came = _MONEY_PATTERN.search(said) and _CAME_PATTERN.search(said)
    return bool(came or _PAID_PATTERN.search(said))


def paid_from(pipeline: Pipeline, view: View) -> int:
    """The index of the first stage after the payment; behind the last where there is none."""
    paid = {
        edge.end
        for stage in pipeline.stages
        for edge in view.facts.flow.leaving(stage.address)
        if edge.event == "payment" and edge.leaves
    }
    found = (number for number, stage in enumerate(pipeline.stages) if stage.address in paid or is_paid(stage.name))
    return next(found, len(pipeline.stages))


def awaits_payment(stage: Stage) -> bool:
    return any(trigger.enabled and trigger.event.kind == "payment" for trigger in stage.triggers)


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("ё", "е").split())
