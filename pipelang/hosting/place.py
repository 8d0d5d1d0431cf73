"""Which pull request a command is about: said by hand, or by the environment that a CI gives its jobs.

GitHub Actions: https://docs.github.com/actions/reference/workflows-and-actions/variables and the payload of the event; GitLab CI:
https://docs.gitlab.com/ci/variables/predefined_variables/ (the project of a merge request is the one it goes to, not a fork).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from pipelang.hosting import Discussion, failure
from pipelang.hosting.github import API as GITHUB
from pipelang.hosting.github import PullRequest
from pipelang.hosting.gitlab import API as GITLAB
from pipelang.hosting.gitlab import MergeRequest

_GITHUB = re.compile(r"(?P<where>[\w.-]+/[\w.-]+)#(?P<number>[1-9][0-9]{0,9})", re.ASCII)
_GITLAB = re.compile(r"(?P<where>[\w.-]+(?:/[\w.-]+)*)!(?P<number>[1-9][0-9]{0,9})")


class Place(NamedTuple):
    """`sign` is `#` on GitHub and `!` on GitLab."""

    where: str
    sign: str
    number: int


def place(written: str) -> Place | None:
    """`acme/funnels#12` is a pull request of GitHub, `acme/funnels!12` a merge request of GitLab."""
    for sign, pattern in (("#", _GITHUB), ("!", _GITLAB)):
        if match := pattern.fullmatch(written):
            return Place(match["where"], sign, int(match["number"]))
    return None


def discussion(where: Place | None, environment: Mapping[str, str]) -> Discussion:
    """The pull request that is meant, or that the job runs for. Raises HostingError."""
    found = where or _of_github(environment) or _of_gitlab(environment)
    if found is None:
        raise failure("F401")
    if found.sign == "#":
        token = _token(environment, "GITHUB_TOKEN")
        return PullRequest(environment.get("GITHUB_API_URL") or GITHUB, token, found.where, found.number)
    token = _token(environment, "GITLAB_TOKEN")
    return MergeRequest(environment.get("CI_API_V4_URL") or GITLAB, token, found.where, found.number)


def _of_github(environment: Mapping[str, str]) -> Place | None:
    path, repository = environment.get("GITHUB_EVENT_PATH"), environment.get("GITHUB_REPOSITORY")
    if not path or not repository:
        return None
    try:
        number = json.loads(Path(path).read_text(encoding="utf-8"))["pull_request"]["number"]
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return place(f"{repository}#{number}")


def _of_gitlab(environment: Mapping[str, str]) -> Place | None:
    project = environment.get("CI_MERGE_REQUEST_PROJECT_ID", "")
    return place(f"{project}!{environment.get('CI_MERGE_REQUEST_IID', '')}")


def _token(environment: Mapping[str, str], variable: str) -> str:
    """The token. One with a line end inside would be refused by the HTTP library with the token in the message."""
    token = environment.get(variable, "").strip()
    if not token:
        raise failure("F403", variable=variable)
    if not token.isascii() or not token.isprintable() or " " in token:
        raise failure("F410", variable=variable)
    return token
