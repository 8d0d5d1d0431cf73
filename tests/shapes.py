"""GitLab's Code Quality report as a strict model of what its document says: https://docs.gitlab.com/ci/testing/code_quality/."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Words = Annotated[str, StringConstraints(min_length=1)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


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
