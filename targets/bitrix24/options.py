"""Options of `target bitrix24 { … }`: pydantic models, and what is wrong with the options of a program.

Imported only when a program has such options: a check of a portable spec never loads pydantic.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError

from pipelang.diagnostics import Problems, suggestion
from pipelang.model import TargetOption

from .facts import COLOR_PATTERN, FIELD_NAME_PATTERN, ITEM_ID_PATTERN, STAGE_ID_PATTERN

Color = Annotated[str, StringConstraints(pattern=f"^{COLOR_PATTERN}$", to_upper=True)]
StageId = Annotated[str, StringConstraints(pattern=f"^{STAGE_ID_PATTERN}$")]
FieldName = Annotated[str, StringConstraints(pattern=f"^{FIELD_NAME_PATTERN}$")]
ItemId = Annotated[str, StringConstraints(pattern=f"^{ITEM_ID_PATTERN}$")]
#: `yes` and `no` may come as words.
Flag = Annotated[bool, BeforeValidator(lambda value: {"yes": True, "no": False}.get(value, value))]


class Options(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class PipelineOptions(Options):
    """`id 0`: the portal's default deal pipeline is taken instead of a new one. Other ids belong in the bindings."""

    id: Literal[0] | None = None


class StageOptions(Options):
    """`id`: own part of the STATUS_ID, without the pipeline's prefix. `color`: `#RRGGBB`."""

    id: StageId | None = None
    color: Color | None = None


class FieldOptions(Options):
    """`name`: own part of the FIELD_NAME, without `UF_CRM_`. `mandatory`: required always and everywhere."""

    name: FieldName | None = None
    mandatory: Flag | None = None


class ItemOptions(Options):
    """`id`: STATUS_ID of the dictionary's item: sources for channels, types of deals for products."""

    id: ItemId | None = None


MODELS: dict[str, type[Options]] = {
    "pipeline": PipelineOptions,
    "stage": StageOptions,
    "field": FieldOptions,
    "item": ItemOptions,
}
#: Code of the problem for a value that does not fit: by subject and key; the rest is a wrong type.
_CODES = {
    ("stage", "color"): "BX104",
    ("stage", "id"): "BX105",
    ("pipeline", "id"): "BX108",
    ("field", "name"): "BX112",
    ("item", "id"): "BX113",
}
#: Type of the language that pydantic missed.
_TYPES = {"bool_type": "flag", "string_type": "text", "int_type": "number", "literal_error": "number"}


def subject_kind(address: str) -> str:
    """What an option stands on: a key of MODELS, or `other`."""
    parts = address.split(".")
    if parts[0] == "pipeline" and len(parts) == 2:
        return "pipeline"
    if parts[0] == "pipeline" and len(parts) in (3, 4) and parts[2] in ("stage", "won", "lost"):
        return "stage"
    if parts[0] == "field" and len(parts) == 3:
        return "field"
    return "item" if parts[0] in ("channel", "product") and len(parts) == 2 else "other"


def read_options(given: Iterable[TargetOption], problems: Problems) -> dict[str, dict[str, Any]]:
    """The valid options by address and key; a later one wins. What is wrong goes to `problems`."""
    found: dict[str, dict[str, Any]] = {}
    for option in given:
        kind = subject_kind(option.subject)
        if kind == "other":
            problems.add("BX103", option.at, key=option.key, subject=option.subject or "crm")
            continue
        try:
            read = MODELS[kind].model_validate({option.key: option.value})
        except ValidationError as error:
            _report(option, kind, error, problems)
        else:
            found.setdefault(option.subject, {})[option.key] = getattr(read, option.key)
    return found


def _report(option: TargetOption, kind: str, error: ValidationError, problems: Problems) -> None:
    problem = error.errors(include_url=False)[0]["type"]
    shown = str(option.value)
    if problem == "extra_forbidden":
        known = list(MODELS[kind].model_fields)
        problems.add(
            "BX101",
            option.at,
            key=option.key,
            subject=option.subject,
            known=", ".join(known),
            suggestion=suggestion(option.key, known),
        )
    elif problem in _TYPES and not (kind == "pipeline" and isinstance(option.value, int)):
        problems.add("BX102", option.at, key=option.key, value=shown, type=_TYPES[problem])
    else:
        problems.add(_CODES[kind, option.key], option.at, key=option.key, value=shown)
