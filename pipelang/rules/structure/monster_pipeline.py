"""monster-pipeline. Source: S0 («воронки “монстры”»), S4 (no more than 6–7 stages at first).

A board that has to be scrolled sideways hides its end, and the end is where the money is. A first version needs even less:
stages are added when reports show where deals are lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipelang.diagnostics import Label, Param
from pipelang.model import Pipeline
from pipelang.rules.facts import View
from pipelang.rules.rule import Client, Finding, Option, Plain, Rule, RuleWords
from pipelang.rules.structure._examples import HEAD, LOST

_STAGES = (
    "Заявка получена",
    "Связь установлена",
    "Потребность выявлена",
    "Встреча назначена",
    "Встреча проведена",
    "Замер назначен",
    "Замер сделан",
    "КП отправлено",
    "Комментарии получены",
    "Договор подписан",
    "Счёт выставлен",
)


def _spec(names: tuple[str, ...]) -> str:
    stages = "".join(f'  stage step{number} "{name}"\n' for number, name in enumerate(names, 1))
    return f'{HEAD}\npipeline sales "Продажи" {{\n  kind sales\n{stages}  won "Оплата получена"\n{LOST}}}\n'


RULE = Rule(
    code="R106",
    name="monster-pipeline",
    severity="warning",
    en=RuleWords(
        "“{name}” has {count} stages, more than {most}",
        "Such a board does not fit on a screen: only those who scroll get to the last stages, where the money is, and "
        "nobody remembers how the stages differ.",
        "split it where the people or the goal change (qualification, sales, production) and join the parts by tunnels; "
        "make attempts and to-dos tasks",
        "When everybody works through filters and lists and hardly looks at the board.",
        labels={"beyond": "too many from here on"},
    ),
    ru=RuleWords(
        "в воронке «{name}» {count} {count:этап|этапа|этапов}, больше {most}",
        "Такая доска не помещается на экран: до последних этапов, где деньги, доходят те, кто прокрутит вправо, а чем "
        "этапы различаются, никто не помнит.",
        "разделите её там, где меняются люди или цель (квалификация, продажи, производство), и свяжите части туннелями; "
        "попытки и поручения сделайте задачами",
        "Когда все работают через фильтры и списки, а на доску почти не смотрят.",
        labels={"beyond": "с этого этапа — лишние"},
    ),
    bad=_spec(_STAGES),
    good=_spec(_STAGES[:7]),
    source="S0, S4",
    options=(
        Option("most", 10, "the most stages a pipeline may have", "сколько этапов в воронке допустимо"),
        Option(
            "first",
            7,
            "the most stages in the profile `first-version`, where more is only worth a note",
            "сколько этапов допустимо в профиле `first-version`; больше — только к сведению",
        ),
    ),
    client=Client(
        "effort",
        Plain(
            "A pipeline is too long for one board",
            "Split it where the people or the goal change, for example into qualification, sales and production, "
            "and let deals pass from one to the next by themselves. Make attempts and to-dos tasks.",
            "When everybody works through filters and lists and hardly looks at the board.",
            what="{count} {count:stage|stages}",
        ),
        Plain(
            "Воронка слишком длинная для одной доски",
            "Разделите её там, где меняются люди или цель, например на квалификацию, продажи и производство, и "
            "пусть сделки переходят между частями сами. Попытки и поручения сделайте задачами.",
            "Когда все работают через фильтры и списки, а на доску почти не смотрят.",
            what="{count} {count:этап|этапа|этапов}",
        ),
    ),
)


def check_pipeline(pipeline: Pipeline, view: View) -> Iterator[Finding]:
    count, most = len(pipeline.stages), view.number("most")
    if count > most:
        yield _finding(pipeline, most)
    elif view.profile == "first-version" and count > view.number("first"):
        yield replace(_finding(pipeline, view.number("first")), severity="info")


def _finding(pipeline: Pipeline, most: int) -> Finding:
    params: dict[str, Param] = {"name": pipeline.name, "count": len(pipeline.stages), "most": most}
    return Finding(pipeline.at, pipeline.address, params, (Label(pipeline.stages[most].at, "beyond"),))
