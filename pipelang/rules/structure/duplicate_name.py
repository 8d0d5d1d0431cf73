"""duplicate-name. Source: what people see is names; ids are for machines.

Two stages, fields or reasons of one name look alike in every list of the CRM: people pick one at random, and each report then
holds half of the truth.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from pipelang.diagnostics import Kind, Label, Param
from pipelang.model import Program
from pipelang.rules.facts import View
from pipelang.rules.rule import Client, Finding, Plain, Rule, RuleWords
from pipelang.rules.structure._examples import HEAD
from pipelang.source import Span

_BAD = f"""{HEAD}
pipeline sales "Продажи" {{
  kind sales
  stage request "Заявка получена"
  won "Оплата получена"
  lost "Отказ" {{
    reason price "Дорого"
    reason budget "дорого!"
  }}
}}
"""

RULE = Rule(
    code="R115",
    name="duplicate-name",
    severity="warning",
    en=RuleWords(
        "there is already {kind:a} called “{other}”",
        "In the CRM's lists the two cannot be told apart: people pick one at random, and every report is split between "
        "them.",
        "say in the name what makes “{name}” different, or leave only one of the two",
        "When the two never show up in one list, for example because each is seen by other people.",
    ),
    ru=RuleWords(
        "{kind} с названием «{other}» уже есть",
        "В списках CRM их не отличить: люди выбирают наугад, и каждый отчёт делится между двумя.",
        "скажите в названии, чем «{name}» отличается, или оставьте что-то одно",
        "Когда они никогда не видны в одном списке, например каждое показано только своим людям.",
    ),
    bad=_BAD,
    good=_BAD.replace("дорого!", "Нет бюджета в этом году"),
    source="–",
    client=Client(
        "figures",
        Plain(
            "Things that cannot be told apart by their name",
            "Say in the name what makes it different, or leave only one of the two.",
            "When the two never show up in one list, for example because each is seen by other people.",
            what="there is another “{other}”",
        ),
        Plain(
            "Одинаковые названия у разных вещей",
            "Скажите в названии, чем одно отличается от другого, или оставьте что-то одно.",
            "Когда они никогда не видны в одном списке: например, каждое показано только своим людям.",
            what="уже есть другое «{other}»",
        ),
    ),
)


class _Called(Protocol):
    @property
    def address(self) -> str: ...
    @property
    def at(self) -> Span: ...
    @property
    def name(self) -> str: ...


def check_program(program: Program, view: View) -> Iterator[Finding]:
    for kind, nodes in _lists(program):
        seen: dict[str, _Called] = {}
        for node in nodes:
            first = seen.setdefault(_folded(node.name), node)
            if first is not node:
                params: dict[str, Param] = {"kind": Kind(kind), "name": node.name, "other": first.name}
                yield Finding(node.at, node.address, params, (Label(first.at, "first-defined"),))


def _lists(program: Program) -> Iterator[tuple[str, Iterable[_Called]]]:
    """What people choose from, list by list."""
    yield "role", program.roles
    for entity in ("lead", "deal", "contact", "company"):
        yield "field", [field for field in program.fields if field.entity == entity]
    for field in program.fields:
        yield "option", field.options
    yield "pipeline", program.pipelines
    for pipeline in program.pipelines:
        yield "stage", pipeline.places
        yield "reason", [reason for lost in pipeline.lost for reason in lost.reasons]


#: Signs that tell names apart («Площадь 50+», «Скидка 5%») stay.
_IGNORED = dict.fromkeys(map(ord, {*r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~""", *"«»„“”‘’–—…·•"} - {*"+%#&<>=@$"}), " ")


def _folded(name: str) -> str:
    said = name.casefold().replace("ё", "е").translate(_IGNORED)
    return " ".join(said.split()) or name
