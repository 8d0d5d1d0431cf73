"""Calls for fields and their groups. Lists inside a field are replaced as a whole, so each is always sent whole."""

from __future__ import annotations

from collections.abc import Mapping

from pipelang.deploy.plan import Operation
from pipelang.deploy.resources import Join, Json, Learn, Ref, Request, Resource

from .calls import API, Desired, joined, kept_entries

_UNSURE_SYSTEM = "requirements on a system field are not described separately"
_UNSURE_COMPANY = "that companies have system phones and e-mails is known from client code only"


def _fields(resource: Resource, *rest: str | Ref) -> str | Join:
    path = f"{API}/{resource.identity['entity']}/custom_fields"
    return joined(f"{path}/", *rest) if rest else path


def create_group(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    group = operation.resource
    body: dict[str, Json] = {
        "name": group.attributes["name"],
        "sort": group.identity["sort"],
        "request_id": group.address,
    }
    learns = (Learn(group.address, "_embedded.custom_field_groups.0.id"),)
    return (Request("POST", f"{_fields(group)}/groups", [body], learns),)


def update_group(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    group = operation.resource
    return (Request("PATCH", _fields(group, "groups/", Ref(group.address)), dict(operation.after)),)


def delete_group(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    group = operation.resource
    return (Request("DELETE", _fields(group, "groups/", Ref(group.address))),)


def create_field(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    field = operation.resource
    asked = {key: value for key, value in field.attributes.items() if value != ()}
    body: dict[str, Json] = {"type": field.identity["type"], "sort": field.identity["sort"], **asked}
    if "enums" in body:
        body["enums"] = _enums(operation)
    body["request_id"] = field.address
    learns = (Learn(field.address, "_embedded.custom_fields.0.id"), *_learn_options(field))
    return (Request("POST", _fields(field), [body], learns),)


def update_field(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    """The documented call takes an array and wants the name every time; a list of options goes as a whole, with ids."""
    field = operation.resource
    body: dict[str, Json] = {"id": Ref(field.address), "name": field.attributes["name"], **operation.after}
    if "enums" in body:
        body["enums"] = _enums(operation)
    if "required_statuses" in body:
        body["required_statuses"] = _with_kept(operation, "required_statuses", "kept_statuses")
    learns = _learn_options(field) if "enums" in body else ()
    return (Request("PATCH", _fields(field), [body], learns),)


def _options(resource: Resource | None) -> list[Mapping[str, Json]]:
    enums = resource.attributes.get("enums") if resource else None
    return [item for item in enums if isinstance(item, dict)] if isinstance(enums, (tuple, list)) else []


def _enums(operation: Operation) -> list[Json]:
    known = {item["option"] for item in _options(operation.live)}
    wanted: list[Json] = []
    for position, item in enumerate(_options(operation.resource), 1):
        body: dict[str, Json] = {"value": item["value"], "sort": position, "code": item["code"]}
        # An option sent without its id would be made anew and its values in deals lost.
        wanted.append({"id": Ref(str(item["option"])), **body} if item["option"] in known else body)
    return [*wanted, *kept_entries(operation, "kept_enums")]


def _learn_options(field: Resource) -> tuple[Learn, ...]:
    items = "_embedded.custom_fields.0.enums"
    return tuple(Learn(str(item["option"]), "id", items, {"value": item["value"]}) for item in _options(field))


def _with_kept(operation: Operation, attribute: str, kept: str) -> list[Json]:
    wanted = operation.resource.attributes.get(attribute, ())
    return [*(wanted if isinstance(wanted, (tuple, list)) else ()), *kept_entries(operation, kept)]


def delete_field(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    field = operation.resource
    return (Request("DELETE", _fields(field, Ref(field.address))),)


def present(desired: Desired) -> dict[str, Resource]:
    """What even an empty account holds of the desired things: system fields, asked for nowhere yet."""
    fields = (item for item in desired.values() if item.kind == "system_field")
    nothing: dict[str, Json] = {"required_statuses": ()}
    return {field.address: Resource(field.kind, field.address, None, nothing, field.identity) for field in fields}


def lookups(desired: Desired) -> tuple[Request, ...]:
    """Reads that learn ids and names of system fields: one for each sort of card."""
    learns: dict[str, list[Learn]] = {}
    for field in present(desired).values():
        where = {"code": field.identity["code"]}
        found = learns.setdefault(str(field.identity["entity"]), [])
        found += [Learn(field.address, take, "_embedded.custom_fields", where, take) for take in ("id", "name")]
    return tuple(
        Request("GET", f"{API}/{entity}/custom_fields?limit=250", None, tuple(found), _unsure(entity))
        for entity, found in sorted(learns.items())
    )


def _unsure(entity: str) -> str | None:
    return _UNSURE_COMPANY if entity == "companies" else None


def find_system_field(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    """A system field is there already: its id is looked up by code, then it gets what the spec asks of it."""
    field = operation.resource
    asked = {key: value for key, value in field.attributes.items() if value}
    found = lookups({field.address: field})
    return (*found, _set_system_field(operation, asked)) if asked else found


def update_system_field(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    return (_name_system_field(operation), _set_system_field(operation, operation.after))


def _name_system_field(operation: Operation) -> Request:
    """A change wants the field's name every time, and a system field's name is the account's own."""
    field = operation.resource
    return Request("GET", _fields(field, Ref(field.address)), None, (Learn(field.address, "name", attribute="name"),))


def _set_system_field(operation: Operation, values: Mapping[str, Json]) -> Request:
    field = operation.resource
    body: dict[str, Json] = {"id": Ref(field.address), "name": Ref(field.address, "name"), **values}
    if "required_statuses" in values:
        body["required_statuses"] = _with_kept(operation, "required_statuses", "kept_statuses")
    return Request("PATCH", _fields(field), [body], unsure=_UNSURE_SYSTEM)


def release_system_field(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    """It cannot be deleted: the spec's requirements are taken off it."""
    kept: dict[str, Json] = {"required_statuses": kept_entries(operation, "kept_statuses")}
    field = operation.resource
    body: dict[str, Json] = {"id": Ref(field.address), "name": Ref(field.address, "name"), **kept}
    return (_name_system_field(operation), Request("PATCH", _fields(field), [body], unsure=_UNSURE_SYSTEM))
