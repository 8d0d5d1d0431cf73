"""missing-qualification. Source: S0 (error 10); S2 on when a pipeline for leads is not needed.

Somebody has to decide whether a request is worth a seller's time. Where no stage says that this was decided, spam and strangers
are counted among the clients that sales did not win.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.model import Pipeline, Program
from pipelang.rules.facts import View
from pipelang.rules.rule import Client, Finding, Plain, Rule, RuleWords
from pipelang.rules.structure._examples import HEAD, LOST
from pipelang.rules.structure._words import is_qualifying

_BAD = f"""{HEAD}
pipeline sales "Продажи" {{
  kind sales
  stage request "Заявка получена"
  stage offer "КП отправлено"
  won "Оплата получена"
{LOST}}}
"""

RULE = Rule(
    code="R108",
    name="missing-qualification",
    severity="warning",
    en=RuleWords(
        "nobody qualifies the requests that come into “{name}”",
        "Spam and strangers are counted as clients that sales has lost, sellers spend their time on them, and the quality "
        "of advertising stays unknown.",
        "add a stage that says this is a client for you (“Need identified”), or a pipeline of `kind qualification` "
        "with a tunnel into this one",
        "When there are few requests, almost all of them good, and one person leads the client from the first call to "
        "payment.",
    ),
    ru=RuleWords(
        "заявки попадают в воронку «{name}» без квалификации",
        "Спам и случайные люди считаются клиентами, которых упустили продажи; продавцы тратят на них время, а качество "
        "рекламы остаётся неизвестным.",
        "добавьте этап, на котором уже ясно, что клиент ваш («Потребность выявлена»), или воронку `kind qualification` "
        "с туннелем сюда",
        "Когда заявок немного, почти все хорошие и один человек ведёт клиента от первого звонка до оплаты.",
    ),
    bad=_BAD,
    good=_BAD.replace("  stage offer", '  stage need "Потребность выявлена"\n  stage offer'),
    source="S0",
    first_version="info",
    client=Client(
        "figures",
        Plain(
            "Nobody qualifies requests",
            "Add a stage that says what was found out (“Need identified”), or a pipeline of its own where requests "
            "are sorted before sales.",
            "When there are few requests, almost all of them good, and one person leads the client from the first "
            "call to payment.",
            good="Requests are qualified before sales spend time on them.",
        ),
        Plain(
            "Заявки никто не квалифицирует",
            "Добавьте этап, который говорит, что выяснено («Потребность выявлена»), или отдельную воронку, где "
            "заявки отбирают до продаж.",
            "Когда заявок немного, почти все хорошие и один человек ведёт клиента от первого звонка до оплаты.",
            good="Заявки проходят квалификацию, прежде чем на них тратят время продавцы.",
        ),
    ),
)

#: Pipelines that decide whom sales should talk to.
_DECIDING = frozenset({"qualification", "telemarketing"})
#: Where clients come back from: that says nothing of the first time.
_RETURNING = frozenset({"warming", "refusals", "repeat"})
#: A single stage is a sketch, not yet a way to sales.
_FEWEST = 2


def check_program(program: Program, view: View) -> Iterator[Finding]:
    kinds = view.facts.kinds
    selling = [pipeline for pipeline in program.pipelines if kinds[pipeline.id] == "sales"]
    if not selling:
        return
    deciding = [
        pipeline.id for pipeline in program.pipelines if kinds[pipeline.id] in _DECIDING or _qualifies(pipeline)
    ]
    qualified = view.facts.flow.reached(deciding)
    fed = _fed(view)
    for pipeline in selling:
        # A pipeline that only continues another one has clients, not requests.
        begins = pipeline.main or pipeline.sources or pipeline.id not in fed
        if begins and pipeline.id not in qualified and len(pipeline.stages) >= _FEWEST:
            yield Finding(pipeline.at, pipeline.address, {"name": pipeline.name})


def _qualifies(pipeline: Pipeline) -> bool:
    return any(is_qualifying(stage.name) for stage in pipeline.stages)


def _fed(view: View) -> set[str]:
    """Ids of the pipelines that get deals from others, those aside that only give clients back."""
    feeds = view.facts.flow.feeds
    return {end for start, ends in feeds.items() if view.facts.kinds[start] not in _RETURNING for end in ends}
