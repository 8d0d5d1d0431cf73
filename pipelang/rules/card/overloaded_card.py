"""overloaded-card. Source: S0 error 6 (too many fields, which nobody fills in or which are filled in «на авось»).

People fill in what they see is needed now. A card of three screens is scrolled past; six new questions on one stage are answered
with full stops, or the deal is not moved at all so as not to be asked. Only what is new on a stage counts there: what an earlier
one demanded, or a tunnel brought along, has been filled in.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.diagnostics import Kind, Label, Param
from pipelang.model import Field, FieldRef, Pipeline, Place, Program, Requirement
from pipelang.model.program import ENTITIES
from pipelang.rules.card._arrivals import brought
from pipelang.rules.card._examples import HEAD, LOST
from pipelang.rules.facts import View
from pipelang.rules.rule import Client, Finding, Option, Plain, Rule, RuleWords

_NAMES = ("Площадь", "Материал", "Цвет", "Срок", "Бюджет", "Район")
_FIELDS = "".join(f'field fact{number} on deal: text "{name}"\n' for number, name in enumerate(_NAMES, 1))
_BAD = f"""{HEAD}
{_FIELDS}
pipeline sales "Продажи" {{
  kind sales
  stage request "Заявка получена" {{ require fact1, fact2, fact3, fact4, fact5, fact6 }}
  stage offer "КП отправлено"
  won "Оплата получена"
{LOST}}}
"""

RULE = Rule(
    code="R402",
    name="overloaded-card",
    severity="warning",
    en=RuleWords(
        "{what} “{name}”: {count} fields to fill in, more than {most}",
        "Beyond a handful, people type full stops or do not move the deal at all so as not to be asked: the data is "
        "worth nothing, and the board lies.",
        "keep what the next step cannot do without, spread the rest over later stages, and remove what nobody reads",
        "When a form or another system fills them in and nobody types.",
        labels={"first": "the first of them"},
    ),
    ru=RuleWords(
        "{what} «{name}»: {count} {count:поле|поля|полей} к заполнению, больше {most}",
        "Когда полей больше горстки, в них ставят точки или вовсе не двигают сделку, чтобы не спрашивали: данные ничего не "
        "стоят, а доска врёт.",
        "оставьте то, без чего не сделать следующий шаг, остальное разнесите по поздним этапам, а что никто не читает — удалите",
        "Когда их заполняет форма или другая система, а не человек.",
        labels={"first": "первое из них"},
    ),
    bad=_BAD,
    good=_BAD.replace(", fact5, fact6 }", " }").replace('"КП отправлено"', '"КП отправлено" { require fact5, fact6 }'),
    source="S0",
    first_version="info",
    options=(
        Option("fields", 30, "the most fields on one card", "сколько полей допустимо на одной карточке"),
        Option(
            "new_required",
            5,
            "the most fields that become required on one stage",
            "сколько полей может стать обязательными на одном этапе",
        ),
    ),
    client=Client(
        "figures",
        Plain(
            "Too many fields to fill in at once",
            "Keep what the next step cannot do without, spread the rest over later stages, and remove what nobody "
            "reads.",
            "When a form or another system fills them in and nobody types.",
            what="{count} {count:field|fields}",
        ),
        Plain(
            "Слишком много полей сразу",
            "Оставьте то, без чего не сделать следующий шаг, остальное разнесите по поздним этапам, а что никто не "
            "читает — удалите.",
            "Когда их заполняет форма или другая система, а не человек.",
            what="{count} {count:поле|поля|полей}",
        ),
    ),
)


def check_program(program: Program, view: View) -> Iterator[Finding]:
    most = view.number("fields")
    for entity in ENTITIES:
        fields = [field for field in program.fields if field.entity == entity]
        if len(fields) > most:
            yield _card(fields, most)


def check_pipeline(pipeline: Pipeline, view: View) -> Iterator[Finding]:
    most = view.number("new_required")
    brings = brought(pipeline, view)
    known: set[FieldRef] = set()
    for place in (*pipeline.stages, pipeline.won):
        new = [item for item in _fixed(place) if item.field not in known and not brings(item.field)]
        known |= {item.field for item in new}
        if len(new) > most:
            yield _place(place, new, most)
    for lost in pipeline.lost:
        if len(new := _fixed(lost)) > most:
            yield _place(lost, new, most)


def _fixed(place: Place) -> list[Requirement]:
    """What every deal must have here, each field once; the conditions of the others are met by some only."""
    found = {item.field: item for item in reversed(place.requirements) if item.condition is None}
    return list(reversed(found.values()))


def _card(fields: list[Field], most: int) -> Finding:
    """Points at the first field that is too many."""
    extra = fields[most]
    params: dict[str, Param] = {"what": Kind("entity"), "name": extra.entity, "count": len(fields), "most": most}
    return Finding(extra.at, extra.address, params, (Label(fields[0].at, "first"),))


def _place(place: Place, new: list[Requirement], most: int) -> Finding:
    params: dict[str, Param] = {"what": Kind("stage"), "name": place.name, "count": len(new), "most": most}
    return Finding(place.at, place.address, params, (Label(new[0].at, "first"),))
