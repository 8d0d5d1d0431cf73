"""unused-field. Source: S0 error 6.

Each field on a card costs every manager a moment on every deal. One that no stage demands, no message shows and no condition
looks at is soon left empty or filled in at random, and then the useful ones beside it are too. A phone or an address for letters
is used by calling and writing; a field that only a report or another system reads says so in its `about`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelang.diagnostics import Edit, Fix
from pipelang.model import Field, FieldRef, Program
from pipelang.rules.card._examples import HEAD, LOST
from pipelang.rules.card._uses import in_program
from pipelang.rules.facts import View
from pipelang.rules.rule import Client, Finding, Plain, Rule, RuleWords
from pipelang.rules.writing import removal, statement

_BAD = f"""{HEAD}
field budget on deal: money "Бюджет"
field colour on deal: text "Любимый цвет"

pipeline sales "Продажи" {{
  kind sales
  stage request "Заявка получена" {{ require budget }}
  won "Оплата получена"
{LOST}}}
"""

RULE = Rule(
    code="R401",
    name="unused-field",
    severity="warning",
    en=RuleWords(
        "nothing uses the field “{name}”",
        "Managers leave such fields empty or fill them in at random, and soon take the others no more seriously.",
        "require it on the stage where it is found out, remove it, or say in its `about` who reads it",
        "When a report or another system reads it: then its `about` says so, and the rule leaves it alone.",
    ),
    ru=RuleWords(
        "поле «{name}» ни для чего не нужно",
        "Такие поля не заполняют или заполняют на авось, а заодно перестают всерьёз относиться и к остальным.",
        "требуйте его на этапе, где это выясняют, удалите или напишите в `about`, кто его читает",
        "Когда его читает отчёт или другая система: тогда об этом сказано в `about`, и правило поле не трогает.",
    ),
    bad=_BAD,
    good=_BAD.replace("{ require budget }", "{ require budget, colour }"),
    source="S0",
    first_version="info",
    fix="unsafe",
    client=Client(
        "effort",
        Plain(
            "Fields that serve nothing",
            "Ask for the field on the stage where it is found out, write down who reads it, or remove it.",
            "When a report or another system reads it.",
        ),
        Plain(
            "Поля, которые ни для чего не нужны",
            "Требуйте поле на том этапе, где это выясняют, запишите, кто его читает, или удалите.",
            "Когда его читает отчёт или другая система.",
        ),
    ),
)

#: How the client is reached: calls and letters use them without being told.
_REACHING = frozenset({"phone", "email"})


def check_program(program: Program, view: View) -> Iterator[Finding]:
    used = in_program(program)
    for field in program.fields:
        if FieldRef(field.entity, field.id) in used or field.about or field.type in _REACHING:
            continue
        yield Finding(field.at, field.address, {"name": field.name}, fix=_fix(field, program))


def _fix(field: Field, program: Program) -> Fix | None:
    """Take the declaration out; not where a parameter may name it."""
    if field.at.via is not None or any(param.type in ("field", "option") for param in program.params):
        return None
    gone = removal(statement(field.at))
    text = gone.source.text
    if not (text[: gone.start] + text[gone.end :]).strip():
        return None
    return Fix((Edit(gone, ""),), safe=False)
