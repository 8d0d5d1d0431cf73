"""Options of `target amocrm { … }`: a table, and reading them from a program.

A plain table and not a pydantic model, because `check` reads it too and must start fast.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal as Choice

from pipelang.model import Program, TargetOption

from .facts import STAGE_COLORS

Subject = Choice["crm", "pipeline", "stage", "field"]
Value = str | int | float | bool | tuple[str | int | float | bool, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One option: on what it may stand and what it may be. `choices` of a text are all that it may be; a flag has none."""

    key: str
    subject: Subject
    type: Choice["flag", "text"]
    choices: tuple[str, ...]
    default: str
    note: Mapping[str, str]


OPTIONS: tuple[Option, ...] = (
    Option(
        "super_fields", "crm", "flag", (), "no",
        {
            "en": "the account has the paid option “Супер-поля”: `money` becomes a monetary field, else a plain number",
            "ru": "в аккаунте есть платная опция «Супер-поля»: `money` станет денежным полем, иначе обычным числом",
        },
    ),
    Option(
        "loss_reasons", "crm", "text", ("api", "manual"), "api",
        {
            "en": "how loss reasons are created; the method is not documented, `manual` puts them on the checklist",
            "ru": "как создаются причины отказа; метод не документирован, `manual` переносит их в чек-лист",
        },
    ),
    Option(
        "unsorted", "pipeline", "flag", (), "no",
        {
            "en": "the pipeline has the “Неразобранное” stage, where new requests wait to be accepted",
            "ru": "в воронке включён этап «Неразобранное», где заявки ждут, пока их примут",
        },
    ),
    Option(
        "color", "stage", "text", STAGE_COLORS, "",
        {"en": "colour of the stage, one of the palette", "ru": "цвет этапа, один из палитры"},
    ),
    Option(
        "code", "field", "text", (), "",
        {
            "en": "code of the field: Latin capitals, digits, `_`; without it the id in capitals",
            "ru": "код поля: латинские заглавные, цифры, `_`; без неё — id заглавными буквами",
        },
    ),
    Option(
        "api_only", "field", "flag", (), "no",
        {
            "en": "only integrations fill the field; it is read-only in the card",
            "ru": "поле заполняют только интеграции; в карточке его не изменить",
        },
    ),
)  # fmt: skip

BY_SUBJECT: dict[str, dict[str, Option]] = {
    subject: {option.key: option for option in OPTIONS if option.subject == subject}
    for subject in ("crm", "pipeline", "stage", "field")
}


def subject_kind(address: str) -> str:
    """What an option stands on: one of Subject, or `other` for things that amoCRM has no options of."""
    parts = address.split(".")
    if address in ("", "crm"):
        return "crm"
    if parts[0] == "pipeline" and (len(parts) == 2 or (len(parts) == 4 and parts[2] == "stage")):
        return "pipeline" if len(parts) == 2 else "stage"
    return "field" if parts[0] == "field" and len(parts) == 3 else "other"


def fits(option: Option, value: Value) -> bool:
    """Whether a value is of the option's type and among its choices (letter case of colours does not matter)."""
    if option.type == "flag":
        return _flag(value) is not None
    return isinstance(value, str) and (not option.choices or value.lower() in option.choices)


class Options:
    """The valid options of a program; what does not fit is `check`'s to report and counts as not given."""

    def __init__(self, program: Program) -> None:
        self._values: dict[tuple[str, str], Value] = {}
        for given in ours(program):
            option = BY_SUBJECT.get(subject_kind(given.subject), {}).get(given.key)
            if option and fits(option, given.value):
                subject = "" if option.subject == "crm" else given.subject
                self._values[subject, given.key] = given.value

    def flag(self, subject: str, key: str) -> bool | None:
        """A yes or no, None when the spec says neither."""
        return _flag(self._values.get((subject, key)))

    def text(self, subject: str, key: str) -> str:
        value = self._values.get((subject, key))
        return value if isinstance(value, str) else ""


def _flag(value: Value | None) -> bool | None:
    """`yes` and `no` come as words where a bare word may stand too."""
    return (
        value if isinstance(value, bool) else {"yes": True, "no": False}.get(value) if isinstance(value, str) else None
    )


def ours(program: Program) -> list[TargetOption]:
    """The options of `target amocrm`, valid or not."""
    return [option for option in program.options if option.target == "amocrm"]
