"""Calls for loss reasons, tags, roles and webhooks."""

from __future__ import annotations

from collections.abc import Mapping

from pipelang.deploy.plan import Operation
from pipelang.deploy.resources import Json, Learn, Ref, Request

from .calls import API, Desired, joined

_REASONS = f"{API}/leads/loss_reasons"
_UNSURE_REASON = "writing loss reasons is not documented; the vendor's own PHP client does it"
_UNSURE_ROLE = "the documentation shows one object, the vendor's own PHP client sends an array"


def create_reason(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    reason = operation.resource
    body: dict[str, Json] = {
        "name": reason.attributes["name"],
        "sort": reason.identity["sort"],
        "request_id": reason.address,
    }
    learns = (Learn(reason.address, "_embedded.loss_reasons.0.id"),)
    return (Request("POST", _REASONS, [body], learns, _UNSURE_REASON),)


def update_reason(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    path = joined(f"{_REASONS}/", Ref(operation.resource.address))
    return (Request("PATCH", path, dict(operation.after), unsure=_UNSURE_REASON),)


def delete_reason(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    return (Request("DELETE", joined(f"{_REASONS}/", Ref(operation.resource.address)), unsure=_UNSURE_REASON),)


def create_tag(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    tag = operation.resource
    body: dict[str, Json] = {"name": tag.attributes["name"], "request_id": tag.address}
    learns = (Learn(tag.address, "_embedded.tags.0.id"),)
    return (Request("POST", f"{API}/{tag.identity['entity']}/tags", [body], learns),)


_ROLE_RIGHTS = ("leads", "contacts", "companies", "tasks", "status_rights", "mail_access", "catalog_access")


def _rights(values: Mapping[str, Json]) -> dict[str, Json]:
    return {key: values[key] for key in _ROLE_RIGHTS if key in values}


def create_role(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    role = operation.resource
    body: dict[str, Json] = {
        "name": role.attributes["name"],
        "rights": _rights({**role.identity, **role.attributes}),
        "request_id": role.address,
    }
    return (Request("POST", f"{API}/roles", [body], (Learn(role.address, "_embedded.roles.0.id"),), _UNSURE_ROLE),)


def update_role(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    rights = _rights(operation.after)
    body: dict[str, Json] = {"name": operation.after["name"]} if "name" in operation.after else {}
    if rights:
        body["rights"] = rights
    return (Request("PATCH", joined(f"{API}/roles/", Ref(operation.resource.address)), body),)


def delete_role(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    return (Request("DELETE", joined(f"{API}/roles/", Ref(operation.resource.address))),)


def subscribe(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    """Creates or replaces: amoCRM knows a webhook by its URL."""
    webhook = operation.resource
    settings = webhook.attributes["settings"]
    body: dict[str, Json] = {
        "destination": webhook.identity["destination"],
        "settings": list(settings) if isinstance(settings, (tuple, list)) else [],
        "sort": webhook.identity.get("sort", 10),
    }
    return (Request("POST", f"{API}/webhooks", body, (Learn(webhook.address, "id"),)),)


def unsubscribe(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    body: dict[str, Json] = {"destination": operation.resource.identity["destination"]}
    return (Request("DELETE", f"{API}/webhooks", body),)
