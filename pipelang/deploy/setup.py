"""`setup.json`: the plan against an empty account, with every call of the vendor's API it takes.

The shape is published (docs/schema/setup.schema.json, made from `pipelang.formats`). What only the live account knows
stands as `{"$ref": ADDRESS, "attribute": NAME}` or `{"$join": [parts]}`; keys of other objects that begin with `$` have it
doubled, so that no text of a spec can pass for one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pipelang.deploy.plan import Operation
from pipelang.deploy.resources import Join, Learn, Ref, Request
from pipelang.layout import compact, encoder, laid_out, listed, quoted

VERSION = 1


def setup_json(
    target: str,
    program: str,
    operations: Sequence[tuple[Operation, Sequence[Request]]],
    lookups: Sequence[Request] = (),
) -> str:
    """`program` is the name of the crm; each operation comes with its calls, in the order of the plan.

    `lookups` are calls that come before all operations and learn the ids of what even an empty account holds.
    """
    members = {
        "version": str(VERSION),
        "target": compact(target),
        "program": compact(program),
        "lookups": listed([_request(item) for item in lookups], 2),
        "operations": listed([_operation(number, *item) for number, item in enumerate(operations, 1)], 2),
    }
    return laid_out(members) + "\n"


def _operation(number: int, operation: Operation, requests: Iterable[Request]) -> str:
    resource = operation.resource
    members = {
        "number": str(number),
        "action": quoted(operation.action),
        "kind": quoted(resource.kind),
        "address": quoted(resource.address),
        "source": quoted(resource.at.place) if resource.at else "null",
    }
    if operation.action == "create":
        members["attributes"] = json_value(resource.attributes)
        if resource.identity:
            members["identity"] = json_value(resource.identity)
    elif operation.action == "update":
        members["changes"] = json_value(
            {key: {"before": operation.before.get(key), "after": after} for key, after in operation.after.items()}
        )
    members["requests"] = listed([_request(item) for item in requests], 6)
    return laid_out(members, 4)


def _request(request: Request) -> str:
    members = {"method": quoted(request.method), "path": json_value(request.path)}
    if request.body is not None:
        members["body"] = json_value(request.body)
    if request.learns:
        members["learns"] = json_value([_learn(item) for item in request.learns])
    if request.unsure:
        members["unsure"] = quoted(request.unsure)
    return "{" + ", ".join(f'"{key}": {value}' for key, value in members.items()) + "}"


def _learn(learn: Learn) -> dict[str, Any]:
    said = {"address": learn.address, "attribute": learn.attribute, "take": learn.take}
    if learn.items:
        said["items"] = learn.items
    return {**said, "where": learn.where} if learn.where else said


def json_value(value: object) -> str:
    """A value of a resource or request as JSON on one line. Raises ValueError for a number that JSON does not know."""
    if isinstance(value, str):
        return quoted(value)
    live = _Live()
    text = encoder(live)(value)
    # Keys that need doubling are next to never there, and a look at the finished text is cheaper than a walk of the value.
    return text if text.count('"$') == live.count else encoder(live)(_escaped(value))


class _Live:
    """Encodes what only the live account knows, and counts it."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, value: object) -> object:
        if isinstance(value, Mapping):
            return dict(value)
        self.count += 1
        if isinstance(value, Ref):
            return {"$ref": value.address, "attribute": value.attribute}
        if isinstance(value, Join):
            return {"$join": value.parts}
        raise TypeError(f"no JSON for {type(value).__name__}")


def _escaped(value: object) -> object:
    if isinstance(value, Mapping):
        return {f"${key}" if key.startswith("$") else key: _escaped(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_escaped(item) for item in value]
    return value
