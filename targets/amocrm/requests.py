"""Operations of a plan as calls of amoCRM's API v4: a table of kinds, each with its create, update and delete.

One thing per call, so that a journal line stands for one thing. Every create sends its address as `request_id`, which the
answer echoes and nobody keeps.

What whoever reads an account has to give besides plain attributes, in `identity` of the live resource:
`hint_ids` of a stage (level -> id, to delete a hint); `kept_enums` of a field (options of the account that the spec does not
know, as `{id, value, sort}`) and `kept_statuses` (pairs of pipelines that the spec does not know). They are sent back as they
are, because amoCRM replaces such lists as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipelang.deploy.plan import Operation
from pipelang.deploy.resources import Request

from .account_calls import (
    create_reason,
    create_role,
    create_tag,
    delete_reason,
    delete_role,
    subscribe,
    unsubscribe,
    update_reason,
    update_role,
)
from .calls import Call, Desired, nothing
from .field_calls import (
    create_field,
    create_group,
    delete_field,
    delete_group,
    find_system_field,
    release_system_field,
    update_field,
    update_group,
    update_system_field,
)
from .pipeline_calls import (
    create_pipeline,
    create_stage,
    delete_pipeline,
    delete_stage,
    rename_outcome,
    reorder,
    update_pipeline,
    update_stage,
)


def requests(operation: Operation, desired: Desired) -> tuple[Request, ...]:
    """The calls of one operation, in order; none where an earlier call has done it, or where the API has no way."""
    kind = KINDS[operation.resource.kind]
    calls = {"create": kind.create, "update": kind.update, "delete": kind.delete}
    return calls[operation.action](operation, desired)


@dataclass(frozen=True, slots=True)
class Kind:
    """The calls of one kind of resource."""

    create: Call
    update: Call
    delete: Call


KINDS: dict[str, Kind] = {
    "pipeline": Kind(create_pipeline, update_pipeline, delete_pipeline),
    "stage": Kind(create_stage, update_stage, delete_stage),
    "outcome": Kind(rename_outcome, rename_outcome, nothing),
    "stage_order": Kind(reorder, reorder, nothing),
    "field_group": Kind(create_group, update_group, delete_group),
    "field": Kind(create_field, update_field, delete_field),
    "system_field": Kind(find_system_field, update_system_field, release_system_field),
    "loss_reason": Kind(create_reason, update_reason, delete_reason),
    # The dictionary of tags can only grow.
    "tag": Kind(create_tag, nothing, nothing),
    "role": Kind(create_role, update_role, delete_role),
    "webhook": Kind(subscribe, subscribe, unsubscribe),
}
