"""The published JSON Schemas. After a change of a format: `python -m pipelang.schemas docs/schema` (tests fail while stale)."""

from __future__ import annotations

import json
import sys
import types
from dataclasses import MISSING, fields
from inspect import cleandoc
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from pipelang.formats import CoverageFile, DiagnosticsReport, DiffReport, Setup
from pipelang.model import Action, Program
from pipelang.report.spec import VERSION, actions, classes, hints, tag
from pipelang.source import Span

_DRAFT = "https://json-schema.org/draft/2020-12/schema"

_SCALARS: dict[object, str] = {str: "string", bool: "boolean", int: "integer", float: "number", type(None): "null"}


def schemas() -> dict[str, dict[str, Any]]:
    """File name -> schema."""
    models: dict[str, type[BaseModel]] = {
        "setup": Setup,
        "coverage": CoverageFile,
        "diagnostics": DiagnosticsReport,
        "diff": DiffReport,
    }
    made = {name: model.model_json_schema() for name, model in models.items()}
    made["spec"] = spec_schema()
    return {f"{name}.schema.json": {"$schema": _DRAFT, **schema} for name, schema in made.items()}


def text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def spec_schema() -> dict[str, Any]:
    """The schema of `spec.json`, from the types of the model."""
    definitions = {kind.__name__: _object(kind) for kind in classes() if kind is not Program}
    whole = _object(Program)
    whole["properties"] = {"version": {"const": VERSION}, **whole["properties"]}
    whole["required"] = ["version", *hints(Program)]
    return {"title": "Spec", **whole, "$defs": definitions}


def _object(kind: type) -> dict[str, Any]:
    types_of = hints(kind)
    properties = {name: _schema(hint) for name, hint in types_of.items()}
    required = [spec.name for spec in fields(kind) if spec.default is MISSING]
    for spec in fields(kind):
        if spec.default is not MISSING:
            properties[spec.name] = {**properties[spec.name], "default": _default(spec.default)}
    if word := tag(kind):
        properties["is"] = {"const": word}
        required.append("is")
    about = cleandoc(kind.__doc__ or "")
    # Dataclasses without a docstring get their signature for one, which says nothing to a reader of JSON.
    described = {} if about.startswith(f"{kind.__name__}(") else {"description": about}
    return {
        "type": "object",
        **described,
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _schema(hint: Any) -> dict[str, Any]:
    if hint in _SCALARS:
        return {"type": _SCALARS[hint]}
    if hint is Span:
        return {"type": "string", "pattern": ":[0-9]+$"}
    if hint is Action:
        return {"anyOf": [_schema(kind) for kind in actions()]}
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Literal:
        return {"enum": list(parts)}
    if origin is tuple:
        return {"type": "array", "items": _schema(parts[0])}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_schema(part) for part in parts]}
    return {"$ref": f"#/$defs/{hint.__name__}"}


def _default(value: object) -> object:
    return [] if value == () else value


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        (folder / name).write_text(text(schema), encoding="utf-8", newline="\n")
