"""Stand-ins of GitHub and GitLab: real HTTP on this machine, the few calls that a comment needs, and their ways of refusing."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

TOKEN = "ghs_0123456789abcdef"


@dataclass
class Refusal:
    """An answer that is no success; `after` says that the call has its effect all the same."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: Any = None
    after: bool = False


@dataclass
class Host:
    """What a host knows of one pull request. `me` is who the token belongs to, "" for an app that may not ask.

    `refusals`: a method and a part of a path -> the answers that such calls get first, one after the other.
    """

    kind: str
    me: str = ""
    state: str = "open"
    comments: list[dict[str, Any]] = field(default_factory=list)
    refusals: dict[tuple[str, str], list[Refusal]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)
    url: str = ""

    def say(self, author: str, body: str) -> dict[str, Any]:
        number = 1000 + len(self.comments)
        if self.kind == "github":
            user = {"login": author, "type": "Bot" if author.endswith("[bot]") else "User"}
            made = {"id": number, "body": body, "user": user, "html_url": f"https://github.test/c/{number}"}
        else:
            made = {"id": number, "body": body, "author": {"id": len(author), "username": author}, "system": False}
        self.comments.append(made)
        return made

    @property
    def bodies(self) -> list[str]:
        return [comment["body"] for comment in self.comments]

    def answer(self, method: str, path: str, query: dict[str, list[str]], data: Any) -> tuple[int, Any]:
        root = "/repos/acme/funnels" if self.kind == "github" else "/projects/acme/funnels/merge_requests/12"
        if path == "/user":
            return (200, {"login": self.me, "id": len(self.me)}) if self.me else (403, NOT_FOR_APPS)
        if not path.startswith(root):
            return 404, {"message": "Not Found"}
        rest = path.removeprefix(root)
        if rest in ("/pulls/12", ""):
            return 200, {"state": self.state}
        if rest in ("/issues/12/comments", "/notes"):
            return (
                self._list(query)
                if method == "GET"
                else (201, self.say(self.me or "github-actions[bot]", data["body"]))
            )
        return self._one(method, rest, data)

    def _list(self, query: dict[str, list[str]]) -> tuple[int, Any]:
        size, page = int(query["per_page"][0]), int(query["page"][0])
        return 200, self.comments[size * (page - 1) : size * page]

    def _one(self, method: str, rest: str, data: Any) -> tuple[int, Any]:
        found = re.fullmatch(r"(?:/issues/comments|/notes)/(\d+)", rest)
        comment = next((item for item in self.comments if found and item["id"] == int(found[1])), None)
        if comment is None or method != {"github": "PATCH", "gitlab": "PUT"}[self.kind]:
            if comment is None or method != "DELETE":
                return 404, {"message": "Not Found"}
            self.comments.remove(comment)
            return 204, None
        comment["body"] = data["body"]
        return 200, comment


NOT_FOR_APPS = {"message": "Resource not accessible by integration"}


@contextmanager
def serving(host: Host) -> Iterator[Host]:
    """The host at an address of its own."""

    class Handler(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            parts = urlsplit(self.path)
            path = unquote(parts.path)
            size = int(self.headers.get("Content-Length") or 0)
            data = json.loads(self.rfile.read(size)) if size else None
            host.calls.append(f"{self.command} {path}")
            host.tokens.add(self.headers.get("Authorization") or self.headers.get("PRIVATE-TOKEN") or "")
            refusal = self._refusal(path)
            if refusal is None or refusal.after:
                status, answer = host.answer(self.command, path, parse_qs(parts.query), data)
                headers: dict[str, str] = {}
            if refusal is not None:
                status, answer, headers = refusal.status, refusal.body, refusal.headers
            content = b"" if answer is None else answer if isinstance(answer, bytes) else json.dumps(answer).encode()
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def _refusal(self, path: str) -> Refusal | None:
            for (method, part), waiting in host.refusals.items():
                if method == self.command and part in path and waiting:
                    return waiting.pop(0)
            return None

        do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = _serve

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    host.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
