"""Operations of a plan as calls of Bitrix24's REST: single JSON calls, each `POST /rest/…/{path}` with its body.

No batch for writes: a batch passes values through a text filter, knows no types and stops half way without undoing anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from pipelang.deploy.plan import Operation
from pipelang.deploy.resources import Join, Json, Learn, Ref, Request, Resource

from .brought import brought_stages, list_request, lookups, options_of
from .facts import ENDS
from .ids import stage_id
from .stages import foreign

Desired = Mapping[str, Resource]

_LABELS = ("EDIT_FORM_LABEL", "LIST_COLUMN_LABEL", "LIST_FILTER_LABEL")
_DEFAULT_PIPELINE = "the default deal pipeline is addressed by id 0; not tried on a live account"
_CARD = "element names of standard fields are those of the vendor's examples; not tried on a live account"


def requests(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    """The calls of one operation, in order; empty when another call has done it or the portal does it by itself."""
    return _CALLS[operation.resource.kind, operation.action](operation, desired)


# --- pipelines ---


def _add_pipeline(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    pipeline = operation.resource
    if pipeline.identity.get("id") == 0:
        # There already, whatever the plan started from: adding would make a second one.
        return (*_change_pipeline(replace(operation, after=pipeline.attributes), desired), *lookups(desired))
    body: Json = {"entityTypeId": pipeline.identity["entityTypeId"], "fields": dict(pipeline.attributes)}
    dictionary = Join(("DEAL_STAGE_", Ref(pipeline.address)))
    learns = tuple(
        Learn(address, "ID", "result", {"STATUS_ID": Join(("C", Ref(pipeline.address), f":{status}"))})
        for address, status in brought_stages(pipeline.address, desired)
    )
    return (
        Request("POST", "crm.category.add", body, (Learn(pipeline.address, "result.category.id"),)),
        list_request(dictionary, learns),
    )


def _change_pipeline(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    pipeline = operation.resource
    body: Json = {**_pipeline_key(pipeline), "fields": dict(operation.after)}
    unsure = _DEFAULT_PIPELINE if pipeline.identity.get("id") == 0 else None
    return (Request("POST", "crm.category.update", body, unsure=unsure),)


def _drop_pipeline(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    if operation.resource.identity.get("id") == 0:
        return ()  # the default pipeline cannot be deleted: it is only no longer ours
    return (Request("POST", "crm.category.delete", _pipeline_key(operation.resource)),)


def _pipeline_key(pipeline: Resource) -> dict[str, Json]:
    number: Json = 0 if pipeline.identity.get("id") == 0 else Ref(pipeline.address)
    return {"entityTypeId": pipeline.identity["entityTypeId"], "id": number}


# --- stages and dictionary items ---


def _add_status(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    status = operation.resource
    fields: dict[str, Json] = {
        "ENTITY_ID": status.identity["ENTITY_ID"],
        "STATUS_ID": _new_status_id(status),
        **status.attributes,
    }
    if status.identity.get("SEMANTICS"):
        fields["SEMANTICS"] = status.identity["SEMANTICS"]
    return (Request("POST", "crm.status.add", {"fields": fields}, (Learn(status.address, "result"),)),)


def _new_status_id(status: Resource) -> Json:
    """A stage that has to be created cannot be the system stage it was meant to be: that one is there, under another address."""
    wanted = status.identity["STATUS_ID"]
    entity = "lead" if status.identity["ENTITY_ID"] == "STATUS" else "deal"
    if status.kind != "stage" or wanted not in ENDS[entity]:
        return wanted
    return stage_id(status.address.rpartition(".")[2], foreign(entity, str(status.identity["SEMANTICS"])))


def _change_status(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    body: Json = {"id": Ref(operation.resource.address), "fields": dict(operation.after)}
    return (Request("POST", "crm.status.update", body),)


def _drop_status(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    status = operation.resource
    if status.kind == "stage" and not _board_is_wanted(status, desired):
        return ()  # the stages go with their pipeline; the funnel of leads and pipeline 0 stay as they are
    return (Request("POST", "crm.status.delete", {"id": Ref(status.address)}),)


def _board_is_wanted(stage: Resource, desired: Desired) -> bool:
    if stage.identity.get("ENTITY_ID") == "STATUS":
        return any(item.kind == "stage" and item.identity["ENTITY_ID"] == "STATUS" for item in desired.values())
    return stage.parent in desired


# --- fields ---


def _add_field(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    field = operation.resource
    options = options_of(field, desired)
    fields = {key: value for key, value in field.identity.items() if key != "entity"}
    fields.update(field.attributes)
    fields["LABEL"] = fields.pop("EDIT_FORM_LABEL")
    if options:
        fields["LIST"] = [_item(option) for option in options]
    added = Request("POST", _method(field, "add"), {"fields": fields}, (Learn(field.address, "result"),))
    return (added, _learn_options(field, options)) if options else (added,)


def _change_field(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    field, fields = operation.resource, dict(operation.after)
    if "EDIT_FORM_LABEL" in fields:
        fields.update(dict.fromkeys(_LABELS, fields["EDIT_FORM_LABEL"]))
    return (Request("POST", _method(field, "update"), {"id": Ref(field.address), "fields": fields}),)


def _drop_field(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    return (Request("POST", _method(operation.resource, "delete"), {"id": Ref(operation.resource.address)}),)


def _add_option(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    option = operation.resource
    field = desired[str(option.parent)]
    return (_change_list(option, _item(option)), _learn_options(field, [option]))


def _change_option(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    # An option whose VALUE is not sent is blanked, so all of it goes.
    return (_change_list(operation.resource, {"ID": Ref(operation.resource.address), **_item(operation.resource)}),)


def _drop_option(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    option = operation.resource
    if option.parent not in desired:
        return ()  # goes with its field
    return (_change_list(option, {"ID": Ref(option.address), "DEL": "Y"}),)


def _change_list(option: Resource, item: dict[str, Json]) -> Request:
    body: Json = {"id": Ref(str(option.parent)), "fields": {"LIST": [item]}}
    return Request("POST", _method(option, "update"), body)


def _item(option: Resource) -> dict[str, Json]:
    return {**option.attributes, "XML_ID": option.identity["XML_ID"]}


def _learn_options(field: Resource, options: list[Resource]) -> Request:
    learns = tuple(
        Learn(option.address, "ID", "result.LIST", {"XML_ID": option.identity["XML_ID"]}) for option in options
    )
    return Request("POST", _method(field, "get"), {"id": Ref(field.address)}, learns)


def _method(resource: Resource, verb: str) -> str:
    return f"crm.{resource.identity['entity']}.userfield.{verb}"


# --- cards ---


def _set_card(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    card = operation.resource
    body: Json = {**card.identity, **card.attributes}
    return (Request("POST", "crm.item.details.configuration.set", body, unsure=_CARD),)


def _reset_card(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    card = operation.resource
    if card.parent and card.parent not in desired:
        return ()  # goes with its pipeline
    return (Request("POST", "crm.item.details.configuration.reset", dict(card.identity)),)


_Call = Callable[[Operation, Desired], tuple[Request, ...]]
_CALLS: dict[tuple[str, str], _Call] = {
    ("pipeline", "create"): _add_pipeline,
    ("pipeline", "update"): _change_pipeline,
    ("pipeline", "delete"): _drop_pipeline,
    ("stage", "create"): _add_status,
    ("stage", "update"): _change_status,
    ("stage", "delete"): _drop_status,
    ("item", "create"): _add_status,
    ("item", "update"): _change_status,
    ("item", "delete"): _drop_status,
    ("field", "create"): _add_field,
    ("field", "update"): _change_field,
    ("field", "delete"): _drop_field,
    ("option", "create"): _add_option,
    ("option", "update"): _change_option,
    ("option", "delete"): _drop_option,
    ("card", "create"): _set_card,
    ("card", "update"): _set_card,
    ("card", "delete"): _reset_card,
}
