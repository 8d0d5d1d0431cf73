"""Bodies of the calls as amoCRM documents them: pydantic models, to check what is sent before it is sent.

Ids that only the live account knows are checked as ids: any Ref is one.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter

from pipelang.deploy.resources import Join, Ref, Request

from .facts import FIELD_KINDS, LOST, MAX_HINT, MAX_STAGES, STAGE_COLORS, SUPER_MONEY, TAG_COLORS, WEBHOOK_EVENTS, WON

_ANY_ID = 1
_FIELD_TYPES = {kind.type for kind in FIELD_KINDS.values()} | {SUPER_MONEY.type}


def _one_of(*allowed: object) -> AfterValidator:
    def check(value: Any) -> Any:
        if value not in allowed:
            raise ValueError(f"{value!r} is not accepted")
        return value

    return AfterValidator(check)


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


_Name = Annotated[str, Field(min_length=1)]
_Sort = Annotated[int, Field(ge=0)]
_Color = Annotated[str, _one_of(*STAGE_COLORS)]
_Letter = Literal["A", "D"]


class Hint(_Body):
    level: Literal["newbie", "candidate", "master"]
    description: Annotated[str, Field(max_length=MAX_HINT)]


class GoneHint(_Body):
    """A hint to delete: its id and level, and no text."""

    id: int
    level: Literal["newbie", "candidate", "master"]


class Status(_Body):
    """An ordinary stage inside a new pipeline."""

    name: _Name
    sort: _Sort
    color: _Color


class SystemStatus(_Body):
    id: Annotated[int, _one_of(WON, LOST)]
    name: _Name


class Statuses(_Body):
    # Unsorted is counted too, though it is not sent.
    statuses: Annotated[list[Status | SystemStatus], Field(min_length=1, max_length=MAX_STAGES - 1)]


class Pipeline(_Body):
    name: _Name
    sort: _Sort
    is_main: bool
    is_unsorted_on: bool
    request_id: str | None = None
    embedded: Annotated[Statuses, Field(alias="_embedded")]


class PipelineChange(_Body):
    name: _Name | None = None
    sort: _Sort | None = None
    is_main: bool | None = None
    is_unsorted_on: bool | None = None


class NewStatus(Status):
    descriptions: Annotated[list[Hint], Field(max_length=3)] | None = None
    request_id: str | None = None


class StatusChange(_Body):
    name: _Name | None = None
    sort: _Sort | None = None
    color: _Color | None = None
    descriptions: Annotated[list[Hint | GoneHint], Field(max_length=3)] | None = None


class Enum(_Body):
    id: int | None = None
    value: _Name
    sort: _Sort
    code: str | None = None


class RequiredStatus(_Body):
    pipeline_id: int
    status_id: int


class FieldChange(_Body):
    id: int
    name: _Name
    code: str | None = None
    sort: _Sort | None = None
    group_id: str | int | None = None
    is_api_only: bool | None = None
    required_statuses: list[RequiredStatus] | None = None
    enums: list[Enum] | None = None
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")] | None = None


class NewField(FieldChange):
    id: None = None  # type: ignore[assignment]  # an item that carries an id is silently not created
    type: Annotated[str, _one_of(*_FIELD_TYPES)]
    code: Annotated[str, Field(pattern="^[A-Z_][A-Z0-9_]*$")]
    request_id: str | None = None


class Named(_Body):
    """A group of fields or a loss reason."""

    name: _Name
    sort: _Sort
    request_id: str | None = None


class NamedChange(_Body):
    name: _Name | None = None
    sort: _Sort | None = None


class Tag(_Body):
    name: _Name
    color: Annotated[str, _one_of(*TAG_COLORS)] | None = None
    request_id: str | None = None


class EntityRights(_Body):
    view: _Letter
    edit: _Letter
    add: _Letter
    delete: _Letter
    export: _Letter


class TaskRights(_Body):
    edit: _Letter
    delete: _Letter


class StageRights(_Body):
    view: _Letter
    edit: _Letter
    delete: _Letter
    export: _Letter


class StatusRights(_Body):
    entity_type: Literal["leads"]
    pipeline_id: int
    status_id: int
    rights: StageRights


class Rights(_Body):
    leads: EntityRights | None = None
    contacts: EntityRights | None = None
    companies: EntityRights | None = None
    tasks: TaskRights | None = None
    status_rights: list[StatusRights] | None = None
    mail_access: bool | None = None
    catalog_access: bool | None = None


class Role(_Body):
    name: _Name
    rights: Rights
    request_id: str | None = None


class RoleChange(_Body):
    name: _Name | None = None
    rights: Rights | None = None


class Webhook(_Body):
    destination: Annotated[str, Field(pattern="^https?://")]
    settings: Annotated[list[Annotated[str, _one_of(*WEBHOOK_EVENTS)]], Field(min_length=1)]
    sort: _Sort


class Unsubscribed(_Body):
    destination: str


_One = Field(min_length=1, max_length=1)

#: Method and path (`*` for an id) -> what the body must be. A plain class is an object, a list an array.
BODIES: dict[tuple[str, str], Any] = {
    ("POST", "leads/pipelines"): Annotated[list[Pipeline], _One],
    ("PATCH", "leads/pipelines/*"): PipelineChange,
    ("POST", "leads/pipelines/*/statuses"): Annotated[list[NewStatus], _One],
    ("PATCH", "leads/pipelines/*/statuses/*"): StatusChange,
    ("POST", "leads/loss_reasons"): Annotated[list[Named], _One],
    ("PATCH", "leads/loss_reasons/*"): NamedChange,
    ("POST", "leads/tags"): Annotated[list[Tag], _One],
    ("POST", "roles"): Annotated[list[Role], _One],
    ("PATCH", "roles/*"): RoleChange,
    ("POST", "webhooks"): Webhook,
    ("DELETE", "webhooks"): Unsubscribed,
} | {
    key: body
    for entity in ("leads", "contacts", "companies")
    for key, body in {
        ("POST", f"{entity}/custom_fields"): Annotated[list[NewField], _One],
        ("PATCH", f"{entity}/custom_fields"): Annotated[list[FieldChange], _One],
        ("POST", f"{entity}/custom_fields/groups"): Annotated[list[Named], _One],
        ("PATCH", f"{entity}/custom_fields/groups/*"): NamedChange,
    }.items()
}


def check_request(request: Request) -> None:
    """Raises pydantic's ValidationError for a body that is not as documented, KeyError for a call with no body known here."""
    shape = (request.method, path_shape(request.path))
    if request.body is None and shape not in BODIES:
        return
    _adapter(shape).validate_python(_resolved(request.body))


def path_shape(path: str | Join) -> str:
    """`leads/pipelines/*/statuses/*`."""
    parts = path.parts if isinstance(path, Join) else (path,)
    text = "".join("*" if isinstance(part, Ref) else part for part in parts)
    steps = text.removeprefix("/api/v4/").partition("?")[0].split("/")
    return "/".join("*" if step.isdigit() else step for step in steps)


@cache
def _adapter(shape: tuple[str, str]) -> TypeAdapter[Any]:
    return TypeAdapter(BODIES[shape])


def _resolved(value: object) -> object:
    """The value with some id in place of each Ref, as lists and dicts."""
    if isinstance(value, Ref):
        return _ANY_ID if value.attribute == "id" else value.attribute
    if isinstance(value, Mapping):
        return {key: _resolved(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_resolved(item) for item in value]
    return value
