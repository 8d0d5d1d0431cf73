"""Shapes of reports that other people's tools read, as strict models of what their documents say.

SARIF: the parts of 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/) that we write; anything else in a report is an error,
so that nothing can be added without a look at the standard. GitLab: https://docs.gitlab.com/ci/testing/code_quality/.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AnyUrl, BaseModel, ConfigDict, Field, StringConstraints, model_validator

Words = Annotated[str, StringConstraints(min_length=1)]
Reference = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9%._~/:@!$&'()*+,;=-]+$")]
Level = Literal["none", "note", "warning", "error"]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Message(_Shape):
    text: Words


class ArtifactLocation(_Shape):
    uri: Reference


class Region(_Shape):
    """3.30: lines and columns count from 1; the end column is the one after the last character."""

    startLine: int = Field(ge=1)
    startColumn: int = Field(ge=1)
    endLine: int = Field(ge=1)
    endColumn: int = Field(ge=1)

    @model_validator(mode="after")
    def _in_order(self) -> Region:
        assert (self.startLine, self.startColumn) <= (self.endLine, self.endColumn)
        return self


class PhysicalLocation(_Shape):
    artifactLocation: ArtifactLocation
    region: Region | None = None


class Location(_Shape):
    physicalLocation: PhysicalLocation
    id: int | None = Field(None, ge=0)
    message: Message | None = None


class Replacement(_Shape):
    deletedRegion: Region
    insertedContent: Message | Empty


class Empty(_Shape):
    text: Literal[""]


class ArtifactChange(_Shape):
    artifactLocation: ArtifactLocation
    replacements: list[Replacement] = Field(min_length=1)


class SarifFix(_Shape):
    description: Message
    artifactChanges: list[ArtifactChange] = Field(min_length=1)


class Result(_Shape):
    ruleId: Words
    ruleIndex: int = Field(ge=0)
    level: Level
    message: Message
    locations: list[Location] = []
    relatedLocations: list[Location] = []
    fixes: list[SarifFix] = []


class Configuration(_Shape):
    level: Level


class ReportingDescriptor(_Shape):
    id: Words
    name: Words
    shortDescription: Message
    fullDescription: Message
    help: Message
    defaultConfiguration: Configuration
    helpUri: AnyUrl | None = None


class Driver(_Shape):
    name: Words
    version: Words
    rules: list[ReportingDescriptor]


class Tool(_Shape):
    driver: Driver


class SarifRun(_Shape):
    tool: Tool
    columnKind: Literal["utf16CodeUnits", "unicodeCodePoints"]
    results: list[Result]

    @model_validator(mode="after")
    def _rules_are_there(self) -> SarifRun:
        rules = [rule.id for rule in self.tool.driver.rules]
        assert len(rules) == len(set(rules))
        assert all(rules[result.ruleIndex] == result.ruleId for result in self.results)
        return self


class SarifLog(_Shape):
    schema_: AnyUrl = Field(alias="$schema", strict=False)
    version: Literal["2.1.0"]
    runs: list[SarifRun]


class Lines(_Shape):
    begin: int = Field(ge=1)


class GitlabLocation(_Shape):
    path: Words
    lines: Lines


class Violation(_Shape):
    description: Words
    check_name: Words
    fingerprint: Annotated[str, StringConstraints(pattern="^[0-9a-f]{32}$")]
    severity: Literal["info", "minor", "major", "critical", "blocker"]
    location: GitlabLocation
