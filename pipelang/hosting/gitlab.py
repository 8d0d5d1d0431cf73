"""A merge request of GitLab, by its REST API.

Notes: https://docs.gitlab.com/api/notes/#merge-requests (a body has at most 1,000,000 characters); pages and limits:
https://docs.gitlab.com/api/rest/#pagination. A job's own token (CI_JOB_TOKEN) may not write notes
(https://docs.gitlab.com/ci/jobs/ci_job_token/), a project access token with the scope `api` may.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from pipelang.hosting import Comment
from pipelang.hosting.http import Client

API = "https://gitlab.com/api/v4"
_LIMIT = 1_000_000


class MergeRequest:
    """`project` is a number or a path (`acme/funnels`); `number` is what GitLab calls iid and shows as `!12`."""

    limit = _LIMIT

    def __init__(self, api: str, token: str, project: str, number: int) -> None:
        self.name = f"{project}!{number}"
        self.path = f"/projects/{quote(project, safe='')}/merge_requests/{number}"
        self.client = Client(api, {"PRIVATE-TOKEN": token}, token, self.name)
        self._id: int | None = None

    def is_open(self) -> bool:
        return bool(self._ask("GET", "")["state"] == "opened")

    def comments(self) -> list[Comment]:
        items = self.client.listed(f"{self.path}/notes", sort="asc", order_by="created_at")
        return [self._comment(item) for item in items if not item.get("system")]

    def write(self, body: str) -> Comment:
        return self._comment(self._ask("POST", "/notes", body))

    def rewrite(self, comment: Comment, body: str) -> Comment:
        return self._comment(self._ask("PUT", f"/notes/{comment.id}", body))

    def remove(self, comment: Comment) -> None:
        self._ask("DELETE", f"/notes/{comment.id}")

    def _comment(self, item: Any) -> Comment:
        return Comment(item["id"], item.get("body") or "", (item.get("author") or {}).get("id") == self._who())

    def _who(self) -> int:
        if self._id is None:
            self._id = int(self.client.ask("GET", "/user")["id"])
        return self._id

    def _ask(self, method: str, path: str, body: str | None = None) -> Any:
        return self.client.ask(method, self.path + path, None if body is None else {"body": body})
