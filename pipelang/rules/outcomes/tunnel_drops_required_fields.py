"""tunnel-drops-required-fields. Source: what `require` means: without the field a deal cannot be on the stage.

A copy takes along what `carry` names and nothing else. It is made by a robot, and robots are not stopped by required fields: it
stands on a stage where it may not be, and the client is asked once more for what he has told. Fields of contact and company are
not at stake, for a copy keeps its client. A deal that moves, or a lead that is converted, keeps what it knows.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.diagnostics import Edit, Fix, Label, Severity
from pipelang.model import Copy, Pipeline, Place, SetField, Tunnel
from pipelang.model.index import Demand
from pipelang.rules.facts import View
from pipelang.rules.outcomes._examples import HEAD, LOST
from pipelang.rules.rule import Client, Finding, Plain, Rule, RuleWords
from pipelang.rules.writing import block, head
from pipelang.source import Span
from pipelang.syntax.tokens import Token

_BAD = f"""{HEAD}
field budget on deal: money "Бюджет"
field size on deal: text "Размеры"

pipeline sales "Продажи" {{
  kind sales
  stage request "Заявка получена" {{ require budget, size }}
  won "Оплата получена" {{ tunnel copy to production.new {{ carry budget }} }}
{LOST}}}

pipeline production "Производство" {{
  kind production
  stage new "Заказ получен" {{ require size }}
  won "Заказ выдан"
  lost "Заказ отменён" {{ reason client "Передумал" }}
}}
"""

RULE = Rule(
    code="R304",
    name="tunnel-drops-required-fields",
    severity="warning",
    en=RuleWords(
        "the copy comes to “{name}” without what is required there: {fields}",
        "“{name}” cannot be worked without that, and required fields do not stop a robot: the client is asked again "
        "for what he has already told, or people guess.",
        "carry it along: `carry {ids}`; or require it on a later stage, where it is found out",
        "When somebody fills it in by hand before the work begins and nobody else could know it.",
        labels={"demand": "required here"},
    ),
    ru=RuleWords(
        "копия приходит на «{name}» без того, что там обязательно: {fields}",
        "Без этого на «{name}» не поработаешь, а робота обязательные поля не остановят: клиента спросят второй раз о том, что он "
        "уже говорил, или угадают.",
        "передайте дальше: `carry {ids}`; или требуйте на следующем этапе, где это выясняют",
        "Когда это вписывают руками до начала работы и раньше знать не могли.",
        labels={"demand": "обязательно здесь"},
    ),
    bad=_BAD,
    good=_BAD.replace("carry budget", "carry budget, size"),
    source="the model",
    fix="safe",
    client=Client(
        "trust",
        Plain(
            "What is known gets lost between pipelines",
            "Carry these facts along when the deal passes over, or ask for them only where they are found out.",
            "When somebody fills it in by hand before the work begins and nobody else could know it.",
            what="on the way to “{name}”: {fields}",
            why="The next people cannot work without it: they ask the client once more for what he has told, or guess.",
        ),
        Plain(
            "Между воронками теряется то, что уже известно",
            "Передавайте эти сведения вместе со сделкой или спрашивайте их там, где выясняют.",
            "Когда это вписывают руками до начала работы и раньше знать не могли.",
            what="по дороге на «{name}»: {fields}",
            why="Без этого следующим людям не начать: клиента спросят второй раз о том, что он уже говорил, или "
            "угадают.",
        ),
    ),
)


def check_pipeline(pipeline: Pipeline, view: View) -> Iterator[Finding]:
    for way in _copies(pipeline):
        target, far = view.facts.places[way.to.address]
        missing = [demand for demand in _fixed(far, target, view) if demand.requirement.field not in way.carry]
        if missing:
            fields = [demand.requirement.field for demand in missing]
            named = ", ".join(view.facts.index.fields[field].name for field in fields)
            params = {"name": far.name, "fields": named, "ids": ", ".join(field.id for field in fields)}
            labels = tuple(Label(demand.requirement.at, "demand") for demand in missing)
            asked = {item.field for place in pipeline.places for item in place.requirements}
            # What nobody has asked for yet is at least not forgotten on the way.
            severity: Severity | None = None if asked.intersection(fields) else "info"
            fix = _fix(way, missing, view) if asked.issuperset(fields) else None
            yield Finding(head(way.at), way.address, params, labels, fix, severity)


def _copies(pipeline: Pipeline) -> Iterator[Copy | Tunnel]:
    """All ways on which a copy starts that does not take everything along."""
    triggers = (*pipeline.triggers, *(trigger for place in pipeline.places for trigger in place.triggers))
    tunnels = (tunnel for place in pipeline.places for tunnel in place.tunnels if tunnel.mode == "copy")
    actions = (action for trigger in triggers if trigger.enabled for action in trigger.actions)
    yield from (tunnel for tunnel in tunnels if not tunnel.everything)
    yield from (action for action in actions if isinstance(action, Copy) and not action.everything)


def _fixed(far: Place, target: Pipeline, view: View) -> Iterator[Demand]:
    """What each deal must have there, of its own card, and does not get on entering."""
    given = {
        action.field
        for trigger in far.triggers
        if trigger.enabled and trigger.event.kind == "enter" and trigger.condition is None and trigger.delay is None
        for action in trigger.actions
        if isinstance(action, SetField)
    }
    for demand in view.facts.demands[far.address]:
        field = demand.requirement.field
        if demand.requirement.condition is None and field.entity == target.entity and field not in given:
            yield demand


# ---- the fix: more in `carry`


def _fix(way: Copy | Tunnel, missing: list[Demand], view: View) -> Fix | None:
    """Only in the author's own line: a template may be used elsewhere too."""
    spelled = [_spelled(demand, way.at, view) for demand in missing]
    if way.at.via is not None or None in spelled:
        return None
    return Fix((_more(way.at, ", ".join(filter(None, spelled))),))


def _spelled(demand: Demand, at: Span, view: View) -> str | None:
    """How the line's own file calls the field; None where that is not certain: an import may have given it an alias."""
    requirement = demand.requirement
    if requirement.at.source is at.source and requirement.at.via is None:
        return requirement.at.text
    declared = view.facts.index.fields[requirement.field].at.source is at.source
    return requirement.field.id if declared or " as " not in at.source.text else None


def _more(at: Span, fields: str) -> Edit:
    opening = block(at)
    if opening is None:
        return Edit(at._replace(start=at.end), f" {{ carry {fields} }}")
    listed = _end_of_list(opening.inside)
    if listed is not None:
        return Edit(at._replace(start=listed, end=listed), f", {fields}")
    inside = opening.opening.end
    return Edit(at._replace(start=inside, end=inside), f" carry {fields} ")


def _end_of_list(tokens: tuple[Token, ...]) -> int | None:
    """Where the last `carry` of a block ends."""
    starts = [number for number, token in enumerate(tokens) if token.text == "carry" and token.type == "NAME"]
    if not starts:
        return None
    end = starts[-1] + 1
    while end + 2 < len(tokens) and tokens[end + 1].type in ("COMMA", "DOT"):
        end += 2
    return tokens[end].end
