"""Whose work a stage is, by the words of its name: money, the workshop, the warehouse, the lawyer.

Stems are enough here; a word that is missed only leaves a rule silent.
"""

from __future__ import annotations

from functools import lru_cache

from pipelang.model import Pipeline, Stage
from pipelang.model.pipeline import PipelineKind
from pipelang.names.stems import Stems
from pipelang.records import record
from pipelang.rules.facts import View

_MONEY = r"(?:пред|до)?оплат\w*|аванс\w*|депозит\w*|деньги|платеж\w*|payments?|deposits?|prepayments?|money"
_CAME = r"получ\w+|поступил\w*|приш(?:ел|ла|ли)|внес\w*|прошл\w+|received|came|made"
_PAID = r"(?:пред|до)?оплачен\w*|(?:пред|до)?оплатил\w*|paid|prepaid"
_NOT = r"не|нет|без|жд\w+|ожида\w+|просроч\w*|not|un\w+|awaiting|waiting|pending|overdue|before|until"


@record
class Trade:
    """People of a trade, by the names of their roles, and the stages that are theirs.

    `payment`: so is a stage that waits for money; `kind`: so are all stages of such a pipeline.
    """

    role: Stems
    stage: Stems
    payment: bool = False
    kind: PipelineKind | None = None

    def is_work(self, stage_name: str) -> bool:
        return self.stage.within(stage_name)


_MONEY_STEMS, _CAME_STEMS, _PAID_STEMS, _NOT_STEMS = map(Stems, (_MONEY, _CAME, _PAID, _NOT))

TRADES = (
    Trade(
        Stems(r"бухгалт\w*|финанс\w*|казнач\w*|accountant|accounting|bookkeeper|finance|cashier"),
        Stems(
            r"счет\w* (?:\w+ )?(?:выставл\w*|отправл\w*|выслан\w*|на оплат\w+)|(?:выставил\w*|отправил\w*) счет\w*",
            r"(?:жд\w+|ожид\w+) (?:\w+ )?(?:(?:пред|до)?оплат\w*|аванс\w*|деньги|платеж\w*)|дебитор\w*",
            r"invoice (?:sent|issued)|invoiced|awaiting (?:payment|deposit)|receivables?|payment (?:due|overdue)",
        ),
        payment=True,
    ),
    Trade(
        Stems(r"\w*производств\w*|цех\w*|мастер\w*|технолог\w*|production|workshop|foreman|manufactur\w*"),
        Stems(
            r"(?:в|на) производств\w+|в цех\w*|изготовл\w+|изготавлива\w+|производим|производится|в изготовлении",
            r"заказ (?:запущен|принят) в (?:работу|производство)|in production|manufactur\w+|being made",
        ),
        kind="production",
    ),
    Trade(
        Stems(
            r"логист\w*|кладовщик\w*|курьер\w*|склад\w*|завскладом|доставк\w*|logist\w*|warehouse\w*|courier|delivery"
        ),
        Stems(
            r"отгруж\w+|отгрузк\w*|на склад\w*|доставля\w+|доставк\w*|передан\w* (?:в|на) (?:доставк\w+|отгрузк\w+)",
            r"shipped|shipping|shipment|in transit|on delivery|out for delivery|ready to ship",
        ),
        kind="delivery",
    ),
    Trade(
        Stems(r"закуп\w*|снабжен\w*|buyer|purchas\w*|procurement"),
        Stems(r"закуп\w+|materials (?:ordered|bought)|purchas\w+"),
    ),
    Trade(
        Stems(r"юрист\w*|юридич\w*|lawyer|legal\w*|counsel"),
        Stems(r"(?:у|на) юрист\w*|договор на (?:проверке|согласовании)|with (?:the )?lawyers?|legal review"),
    ),
    Trade(
        Stems(r"монтаж\w*|установщик\w*|сборщик\w*|installers?|fitters?"),
        Stems(r"монтаж\w*|(?:на|идет) (?:установк|сборк)\w+|install\w+|fitting"),
    ),
)


@lru_cache(maxsize=1024)
def trades_of(role_name: str) -> tuple[Trade, ...]:
    """The trades of the people of a role: «Бухгалтер» does the money."""
    return tuple(trade for trade in TRADES if trade.role.within(role_name))


@lru_cache(maxsize=4096)
def is_paid(name: str) -> bool:
    """Whether the name says that money has come: «Предоплата получена», «Счёт оплачен», "Deposit paid"."""
    if _NOT_STEMS.within(name):
        return False
    return _PAID_STEMS.within(name) or (_MONEY_STEMS.within(name) and _CAME_STEMS.within(name))


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
