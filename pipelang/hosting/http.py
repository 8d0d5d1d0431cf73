"""JSON over HTTP with a token, by the standard library: a few requests in the life of a process.

Redirects are not followed, for the token would go wherever they point. The token is in no message.
"""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from email.message import Message
from http.client import HTTPException
from typing import IO, Any, NoReturn
from urllib.parse import urlencode, urlsplit

from pipelang import __version__
from pipelang.diagnostics import Diagnostic
from pipelang.hosting import Busy, HostingError, failure

_TIMEOUT = 30.0
#: An answer is read up to here: 100 comments of 65,536 characters have room.
_LARGEST = 64 * 1024 * 1024
#: Items of a page, the most that both hosts give, and the most pages that are read.
_PAGE, _PAGES = 100, 100
#: What a host is given that asks for patience without saying how long
#: (https://docs.github.com/rest/guides/best-practices-for-using-the-rest-api: "wait for at least one minute").
_MINUTE = 60.0


class Client:
    """Requests to one API about one discussion.

    `base` is its address without a slash at the end; `headers` hold the token in the host's own way; `name` is what people call
    the discussion, for saying that it was not found.
    """

    def __init__(self, base: str, headers: Mapping[str, str], token: str, name: str) -> None:
        self.name = name
        self.base = base.rstrip("/")
        self.host = urlsplit(base).netloc.rpartition("@")[2]
        self.token = token
        self.headers = {
            "Accept": "application/json",
            "User-Agent": f"pipelang/{__version__}",
            "Content-Type": "application/json",
            **headers,
        }
        self.opener = urllib.request.build_opener(_NoRedirects)

    def ask(self, method: str, path: str, data: Mapping[str, str] | None = None) -> Any:
        """The JSON of an answer, None where it is empty. Raises HostingError, or Busy where it pays to try again."""
        body = json.dumps(data).encode() if data is not None else None
        request = urllib.request.Request(self.base + path, body, self.headers, method=method)
        try:
            with self.opener.open(request, timeout=_TIMEOUT) as answer:
                return self._json(answer.read(_LARGEST))
        except urllib.error.HTTPError as error:
            with error:
                self._refused(error.code, error.headers, _said(error))
        except urllib.error.URLError as error:
            raise self._unreachable(error.reason) from None
        except (OSError, HTTPException) as error:
            raise self._unreachable(error) from None

    def listed(self, path: str, **query: str) -> Iterator[Any]:
        """The items of a list that comes in pages."""
        for page in range(1, _PAGES + 1):
            items = self.ask("GET", f"{path}?{urlencode({**query, 'per_page': _PAGE, 'page': page})}")
            yield from items
            if len(items) < _PAGE:
                break

    def _json(self, content: bytes) -> Any:
        try:
            return json.loads(content) if content.strip() else None
        except ValueError:
            raise failure("F409", host=self.host, status=200, said=self._shown("no JSON")) from None

    def _refused(self, status: int, headers: Message, said: str) -> NoReturn:
        """Turn an answer that is no success into what it means."""
        wait = _wait(status, headers, said)
        if wait is not None:
            minutes = max(1, round(wait / 60))
            raise Busy(Diagnostic("F407", None, {"host": self.host, "minutes": minutes}), wait)
        if status >= 500:
            raise Busy(Diagnostic("F408", None, {"host": self.host, "reason": f"HTTP {status}"}), None)
        if status == 404:
            raise failure("F406", host=self.host, name=self.name)
        code = {401: "F404", 403: "F405"}.get(status, "F409")
        raise failure(code, host=self.host, status=status, said=self._shown(said))

    def _unreachable(self, reason: object) -> HostingError:
        return Busy(Diagnostic("F408", None, {"host": self.host, "reason": self._shown(str(reason))}), None)

    def _shown(self, text: str) -> str:
        """A short piece of a foreign text on one line, without the token should it be in there."""
        flat = " ".join(text.replace(self.token, "•••").split())
        return flat if len(flat) <= 200 else f"{flat[:199]}…"


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        return None


def _wait(status: int, headers: Message, said: str) -> float | None:
    """How many seconds a host wants to be left alone; None where that is not what it says.

    GitHub answers 403 or 429 for its limits, with `retry-after`, or `x-ratelimit-remaining: 0` and the time of the reset, or with
    neither; 403 is also how it refuses a token. GitLab answers 429 with `Retry-After`.
    """
    if status not in (403, 429):
        return None
    after = headers.get("Retry-After", "")
    if after:
        return float(after) if after.isdigit() else _MINUTE
    reset = headers.get("X-RateLimit-Reset") or headers.get("RateLimit-Reset") or ""
    if headers.get("X-RateLimit-Remaining") == "0" and reset.isdigit():
        return max(1.0, float(reset) - time.time())
    return _MINUTE if status == 429 or "rate limit" in said.lower() else None


def _said(error: urllib.error.HTTPError) -> str:
    """What an answer gives as its reason."""
    try:
        content = error.read(10_000)
    except (OSError, HTTPException):
        return str(error.reason)
    try:
        data = json.loads(content)
    except ValueError:
        return str(error.reason)
    message = data.get("message") or data.get("error") if isinstance(data, dict) else None
    return message if isinstance(message, str) else json.dumps(message or data, ensure_ascii=False)
