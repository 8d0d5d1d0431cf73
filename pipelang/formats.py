"""Shapes of what the tool writes for other tools, as pydantic models; the JSON Schemas in docs/schema are made from them.

The writers do not pass through these models, for speed; tests hold both together. `python -m pipelang.schemas` publishes.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue


class _Format(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


# ---- setup.json


class LearnId(_Format):
    """How an id is learnt from the answer: the value at `take` of the item of `items` whose keys equal `where`."""

    address: str
    attribute: str
    take: str = Field(description="dotted path, for instance `_embedded.pipelines.0.id`")
    items: str = ""
    where: dict[str, JsonValue] = {}


class Call(_Format):
    """One call of the vendor's API. Ids that only the live account knows stand as `{"$ref": ADDRESS, "attribute": NAME}`,
    texts made with them as `{"$join": [parts]}`; keys of other objects that begin with `$` have it doubled."""

    method: Literal["GET", "POST", "PATCH", "DELETE"]
    path: JsonValue = Field(description="a text, or a `$join`")
    body: JsonValue = None
    learns: list[LearnId] = []
    unsure: str | None = Field(None, description="what has not been verified on a live account")


class _Operation(_Format):
    number: int = Field(ge=1)
    kind: str
    address: str = Field(description="the resource's identity, an address of the spec")
    source: str | None = Field(description="the line of the spec it came from: `sales.pipe:41`")
    requests: list[Call] = Field(description="in order; empty when an earlier operation has done it already")


class Create(_Operation):
    action: Literal["create"]
    attributes: dict[str, JsonValue]
    identity: dict[str, JsonValue] = Field({}, description="what only creation can set")


class Change(_Format):
    before: JsonValue
    after: JsonValue


class Update(_Operation):
    action: Literal["update"]
    changes: dict[str, Change]


class Delete(_Operation):
    action: Literal["delete"]


class Setup(_Format):
    """The plan against an empty account."""

    version: Literal[1]
    target: str
    program: str = Field(description="name of the crm")
    lookups: list[Call] = Field(
        description="reads to run first: they learn the ids of what even an empty account holds"
    )
    operations: list[Annotated[Create | Update | Delete, Field(discriminator="action")]]


# ---- coverage.json


class FactCoverage(_Format):
    """What became of one fact: a node of the spec (`pipeline.sales`) or an attribute of it (`pipeline.sales#name`)."""

    fact: str
    how: Literal["api", "file", "manual", "text", "refused"]
    source: str
    operations: list[int] = Field([], description="numbers in setup.json")
    steps: list[int] = Field([], description="numbers in the checklist")
    where: list[str] = Field([], description="documents and files that tell it, or why it was refused")


class CoverageCounts(_Format):
    api: int
    file: int
    manual: int
    text: int
    refused: int
    missing: int


class CoverageFile(_Format):
    """Every fact of the spec and what became of it in one target."""

    version: Literal[1]
    target: str
    program: str
    summary: CoverageCounts
    missing: list[str] = Field(description="facts that the target lost; always empty unless the target is at fault")
    facts: list[FactCoverage]


# ---- check --format json


class Position(_Format):
    line: int = Field(ge=1)
    column: int = Field(ge=1, description="in Unicode characters")
    offset: int = Field(ge=0, description="in Unicode characters from the start of the file")


class Range(_Format):
    start: Position
    end: Position = Field(description="not included")


class Place(_Format):
    file: str
    range: Range


class LabelledPlace(Place):
    message: str


class TextEdit(Place):
    text: str


class FixEdits(_Format):
    safe: bool = Field(description="changes nothing but the problem itself")
    edits: list[TextEdit]


class Problem(_Format):
    code: str
    name: str
    severity: Literal["error", "warning", "info"]
    message: str
    why: str | None
    hint: str | None
    file: str | None
    range: Range | None
    labels: list[LabelledPlace]
    expanded_from: list[Place] = Field(description="the chain of `use`, `extends`, `every stage` that brought it here")
    fix: FixEdits | None
    params: dict[str, str | int | float]


class ProblemCounts(_Format):
    errors: int
    warnings: int
    infos: int
    files: int


class DiagnosticsReport(_Format):
    version: Literal[1]
    summary: ProblemCounts
    diagnostics: list[Problem]


# ---- diff --format json

ChangeClass = Literal["safe", "attention", "destructive"]


class ChangePlace(_Format):
    """One of the places where a change happens."""

    key: str = Field(description="the name that an approval knows it by; no numbers of lines or of triggers in it")
    address: str
    source: str | None = Field(description="`sales.pipe:41`; null where it was removed")
    old_source: str | None = Field(description="`main:sales.pipe:41`; null where it was added")
    through: list[str] = Field(description="the lines of `use`, `extends`, `every stage` that brought it here")


class ChangeReach(_Format):
    """What a change does on other places: a field is demanded there from now on, or no longer; another role is the owner."""

    what: Literal["demanded", "freed", "owner"]
    thing: str | None = Field(description="the field, or the role's id; null for nobody")
    places: list[str]


class ChangeFelt(_Format):
    who: Literal["managers", "client", "data", "analytics"]
    what: str
    class_: ChangeClass = Field(alias="class")
    sentence: str


class ChangeInCrm(_Format):
    """What one of the chosen CRMs does about a change."""

    crm: str
    sentence: str
    class_: ChangeClass = Field(alias="class")
    source: str = Field(description="where it is known from")
    sure: bool = Field(description="false for what no live account has shown")


class DiffChange(_Format):
    """One change, told once with all its places. `before` and `after` are of `attribute`, as the language writes them."""

    key: str
    verb: Literal["added", "removed", "renamed", "moved", "changed"]
    kind: str = Field(description="class of the model, see spec.schema.json")
    address: str
    was: str | None = Field(description="the former address of what was renamed")
    attribute: str | None
    before: JsonValue
    after: JsonValue
    class_: ChangeClass = Field(alias="class")
    sentence: str
    text: list[tuple[Literal["same", "gone", "came"], str]] = Field(description="a changed text, word by word")
    places: list[ChangePlace]
    inside: list[str] = Field(description="what came or went together with it")
    reach: list[ChangeReach]
    felt: list[ChangeFelt]
    crms: list[ChangeInCrm]
    approved: str | None = Field(description="the reason in approvals.toml")


class DiffProgram(_Format):
    name: str
    file: str | None
    old_file: str | None
    whole: Literal["added", "removed"] | None = Field(description="whether the whole program has come or gone")
    changes: list[DiffChange]


class DiffCounts(_Format):
    changes: int
    safe: int
    attention: int
    destructive: int
    approved: int


class DiffReport(_Format):
    """What has changed in programs that compile at both sides."""

    version: Literal[1]
    old: str
    new: str
    summary: DiffCounts
    programs: list[DiffProgram]
