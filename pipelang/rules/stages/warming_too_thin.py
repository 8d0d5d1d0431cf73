"""warming-too-thin. Source: S1 (the author's answers in the comments: 5 to 7 touches in 6 to 12 months), S0.

One letter is not warming. A client who puts a purchase off remembers who wrote to him five times in half a year with
something of use. Counted is what a silent client gets: messages, calls, and what services do, each for one.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from pipelang.diagnostics import Param
from pipelang.model import Pipeline, Run, Send, Stage, StartProcess, Subscribe, Task, Trigger
from pipelang.rules.facts import View
from pipelang.rules.lengths import calendar_days
from pipelang.rules.rule import Client, Finding, Option, Plain, Rule, RuleWords
from pipelang.rules.stages._examples import HEAD, WHATSAPP
from pipelang.rules.stages._silent import exits

_BAD = f"""{HEAD}{WHATSAPP}
message idea by whatsapp "Собрали для вас идеи по окнам. Прислать?"

pipeline warming "Утепление" {{
  kind warming
  stage new "Сделка принята на утепление" {{
    sla stay 90d
    on enter after 3d {{ send idea }}
    on enter after 60d {{ send idea }}
    on overdue {{ move to offered }}
  }}
  stage offered "Предложены специальные условия" {{
    sla stay 30d
    task call "Предложить скидку голосом" due 2d
    on overdue {{ lose silent }}
  }}
  won "Клиент вернулся"
  lost "Не вернулся" {{ reason silent "Не откликнулся" }}
}}
"""
_MORE = "on enter after 20d { send idea }  on enter after 40d { send idea }  on overdue { move to offered }"

RULE = Rule(
    code="R206",
    name="warming-too-thin",
    severity="warning",
    en=RuleWords(
        "“{name}” touches a silent client {count} {count:time|times} in {days} days; at least {wanted} are needed",
        "Whoever wrote once is forgotten by the time the client has the money: the pipeline is warming in name only, "
        "and deals lie in it for good.",
        "add useful messages at growing intervals: `on enter after 14d {{ send … }}`; `std/warming.pipe` has a "
        "template of five touches and one of a whole pipeline",
        "When an outside service writes more often than the spec says, or the purchase is decided within weeks.",
    ),
    ru=RuleWords(
        "«{name}»: молчащий клиент получает {count} {count:касание|касания|касаний} за {days} {days:день|дня|дней}, "
        "а нужно не меньше {wanted}",
        "О том, кто написал один раз, забудут раньше, чем появятся деньги, и утепление останется названием: сделки в нём лежат "
        "и не возвращаются.",
        "добавьте полезные сообщения с растущими паузами: `on enter after 14d {{ send … }}`; в `std/warming.pipe` есть шаблон "
        "на пять касаний и шаблон всей воронки",
        "Когда внешний сервис пишет чаще, чем сказано в спецификации, или покупку решают за недели.",
    ),
    bad=_BAD,
    good=_BAD.replace("on overdue { move to offered }", _MORE),
    source="S1",
    strict="warning",
    first_version="info",
    options=(
        Option(
            "touches",
            5,
            "the fewest touches that a silent client gets",
            "сколько касаний нужно молчащему клиенту",
        ),
        Option("days", 180, "the days over which they are counted", "за сколько дней их считают"),
    ),
    client=Client(
        "deals",
        Plain(
            "Warming writes too seldom",
            "Add messages of use at growing intervals: in a week, two weeks, a month, two, three.",
            "When an outside service writes more often than we could see, or the purchase is decided within weeks.",
            what="{count} {count:time|times} in {days} days, at least {wanted} are needed",
        ),
        Plain(
            "Утепление слишком редкое",
            "Добавьте полезные сообщения с растущими паузами: через неделю, две, месяц, два, три.",
            "Когда внешний сервис пишет чаще, чем нам видно, или покупку решают за недели.",
            what="{count} {count:касание|касания|касаний} за {days} {days:день|дня|дней}, а нужно не меньше {wanted}",
        ),
    ),
)


def check_pipeline(pipeline: Pipeline, view: View) -> Iterator[Finding]:
    if view.facts.kinds[pipeline.id] != "warming":
        return
    entered = {edge.end for edge in view.facts.flow.entering_pipeline(pipeline)}
    starts = [number for number, stage in enumerate(pipeline.stages) if stage.address in entered] or [0]
    window, wanted = view.number("days"), view.number("touches")
    silent = _Silent(pipeline, view)
    count = min(silent.touches(start, window) for start in starts)
    if count < wanted:
        params: dict[str, Param] = {"name": pipeline.name, "count": count, "days": window, "wanted": wanted}
        yield Finding(pipeline.at, pipeline.address, params)


class _Silent:
    """The way of a client who never answers, through one pipeline. Where it forks, the way with the most touches counts."""

    def __init__(self, pipeline: Pipeline, view: View) -> None:
        self.pipeline = pipeline
        self.view = view
        self.numbers = {stage.address: number for number, stage in enumerate(pipeline.stages)}
        self.known: dict[tuple[int, float], int] = {}

    def touches(self, number: int, days: float) -> int:
        """Touches from the arrival on a stage on, within so many days."""
        if (number, days) not in self.known:
            stage = self.pipeline.stages[number]
            ways = [(min(self._when(edge.cause, stage), days), edge.end) for edge in exits(stage, self.view)]
            # Nobody sends the deal on: it stays here for the whole time.
            self.known[number, days] = max(
                self._here(stage, after) + self._next(number, end, days - after) for after, end in ways or [(days, "")]
            )
        return self.known[number, days]

    def _next(self, number: int, end: str, days: float) -> int:
        """Deals only go forward; what leaves the pipeline is warmed no more."""
        later = self.numbers.get(end, -1)
        return self.touches(later, days) if later > number and days > 0 else 0

    def _here(self, stage: Stage, days: float) -> int:
        triggers = (
            self._times(trigger, stage, days)
            for trigger, action in self.view.facts.actions(stage, self.pipeline)
            if _reaches(action)
        )
        return sum(map(_reaches, stage.tasks)) + sum(triggers)

    def _times(self, trigger: Trigger, stage: Stage, days: float) -> int:
        if trigger.event.kind == "schedule":
            return int(days * len(trigger.event.days) / 7)
        return int(trigger.event.kind == "date" or self._when(trigger, stage) <= days)

    def _when(self, cause: object, stage: Stage) -> float:
        """Days after the arrival; never for what a person, an answer or a date sets off."""
        if not isinstance(cause, Trigger):
            return 0
        crm, event = self.view.program.crm, cause.event
        if event.kind not in ("enter", "idle", "overdue") or (event.kind == "overdue" and not stage.stay):
            return inf
        wait = {"enter": None, "idle": event.wait, "overdue": stage.stay}[event.kind]
        return sum(calendar_days(part, crm) for part in (wait, cause.delay) if part)


def _reaches(action: object) -> bool:
    """Whether the client notices it: a message, a call, or something that a service does."""
    if isinstance(action, Task):
        return action.kind in ("call", "meeting", "letter")
    return isinstance(action, Send | Run | Subscribe | StartProcess)
