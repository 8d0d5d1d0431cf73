"""unreachable-pipeline. Source: what follows from the model; S0 on giving each pipeline its sources.

A pipeline with no source and no tunnel into it fills only if people remember to put deals there. Two pipelines that only
feed each other are as empty as one.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.diagnostics import Severity
from pipelang.model import Program
from pipelang.rules.facts import View
from pipelang.rules.rule import Client, Finding, Plain, Rule, RuleWords
from pipelang.rules.structure._examples import HEAD, LOST

_BAD = f"""{HEAD}
channel site: form "Заявки с сайта"

pipeline sales "Продажи" {{
  kind sales
  sources site
  main
  stage request "Заявка получена"
  won "Оплата получена"
{LOST}}}
pipeline production "Производство" {{
  kind production
  stage new "Заказ принят в работу"
  won "Заказ выполнен"
  lost "Заказ отменён" {{ reason refused "Клиент передумал" }}
}}
"""

RULE = Rule(
    code="R111",
    name="unreachable-pipeline",
    severity="warning",
    en=RuleWords(
        "no source and no tunnel leads into “{name}”",
        "Deals get there only if somebody remembers to move them by hand; the forgotten one is noticed when the client "
        "calls.",
        "lead a tunnel into its first stage, or name where deals come from: `sources …`; a purchased base is a channel "
        'too: `channel base: offline "Base to call"`',
        "When people really do put every deal there by hand, and somebody checks that they do.",
    ),
    ru=RuleWords(
        "в воронку «{name}» не ведёт ни источник, ни туннель",
        "Сделки попадут сюда, только если кто-то не забудет завести их руками, а о забытой узнают, когда позвонит клиент.",
        "ведите туннель на её первый этап или назовите, откуда берутся сделки: `sources …`; купленная база — тоже канал: "
        '`channel base: offline "База для обзвона"`',
        "Когда сделки действительно заводят руками и кто-то за этим следит.",
    ),
    bad=_BAD,
    good=_BAD.replace('won "Оплата получена"', 'won "Оплата получена" { tunnel copy to production.new }'),
    source="S0",
    first_version="info",
    client=Client(
        "requests",
        Plain(
            "Pipelines that deals do not get into",
            "Decide where deals come from: connect a source, or let them come over from another pipeline by "
            "themselves.",
            "When people really do put every deal there by hand, and somebody checks that they do.",
        ),
        Plain(
            "Воронки, в которые не попадают сделки",
            "Решите, откуда берутся сделки: подключите источник или пусть они приходят из другой воронки сами.",
            "Когда сделки действительно заводят руками и кто-то за этим следит.",
        ),
    ),
)

#: Filled by hand in many companies: a base is imported, a claim is written down by whoever hears it.
_BY_HAND = frozenset({"telemarketing", "claims"})


def check_program(program: Program, view: View) -> Iterator[Finding]:
    reached = view.facts.flow.reached(_entries(program))
    for pipeline in program.pipelines:
        if pipeline.id not in reached:
            mild: Severity | None = "info" if view.facts.kinds[pipeline.id] in _BY_HAND else None
            yield Finding(pipeline.at, pipeline.address, {"name": pipeline.name}, severity=mild)


def _entries(program: Program) -> list[str]:
    """Ids of the pipelines where deals begin; where none is said to be one, the CRM takes the first."""
    said = [pipeline.id for pipeline in program.pipelines if pipeline.main or pipeline.sources]
    return said or [pipeline.id for pipeline in program.pipelines[:1]]
