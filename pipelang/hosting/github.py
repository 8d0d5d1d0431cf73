"""A pull request of GitHub, by its REST API.

Comments on a pull request are those of the issue of the same number (https://docs.github.com/rest/issues/comments): listed by
ascending id, at most 100 a page. Limits: https://docs.github.com/rest/guides/best-practices-for-using-the-rest-api.
"""

from __future__ import annotations

from typing import Any

from pipelang.hosting import Comment, HostingError
from pipelang.hosting.http import Client

API = "https://api.github.com"
#: Longer ones are answered with 422; counted in UTF-16 units.
_LIMIT = 65_536


class PullRequest:
    """`repository` is OWNER/NAME. The token needs `pull-requests: write`."""

    limit = _LIMIT

    def __init__(self, api: str, token: str, repository: str, number: int) -> None:
        self.name = f"{repository}#{number}"
        self.repository = f"/repos/{repository}"
        self.number = number
        self.client = Client(
            api,
            {
                "Accept": "application/vnd.github+json",
                "Authorization": f"Bearer {token}",
                "X-GitHub-Api-Version": "2022-11-28",
            },
            token,
            self.name,
        )
        self._login: str | None = None

    def is_open(self) -> bool:
        return bool(self._ask("GET", f"/pulls/{self.number}")["state"] == "open")

    def comments(self) -> list[Comment]:
        path = f"{self.repository}/issues/{self.number}/comments"
        return [self._comment(item) for item in self.client.listed(path)]

    def write(self, body: str) -> Comment:
        return self._comment(self._ask("POST", f"/issues/{self.number}/comments", body))

    def rewrite(self, comment: Comment, body: str) -> Comment:
        return self._comment(self._ask("PATCH", f"/issues/comments/{comment.id}", body))

    def remove(self, comment: Comment) -> None:
        self._ask("DELETE", f"/issues/comments/{comment.id}")

    def _comment(self, item: Any) -> Comment:
        return Comment(
            item["id"], item.get("body") or "", self._is_mine(item.get("user") or {}), item.get("html_url", "")
        )

    def _is_mine(self, user: Any) -> bool:
        """A workflow's own token belongs to an app, and an app may not ask who it is: there any bot's comment that bears our mark
        counts as ours, and no person's does."""
        login = self._who()
        return bool(user.get("login") == login if login else user.get("type") == "Bot")

    def _who(self) -> str:
        if self._login is None:
            try:
                self._login = str(self.client.ask("GET", "/user")["login"])
            except HostingError as error:
                if error.problem.code not in ("F405", "F406"):
                    raise
                self._login = ""
        return self._login

    def _ask(self, method: str, path: str, body: str | None = None) -> Any:
        return self.client.ask(method, self.repository + path, None if body is None else {"body": body})
