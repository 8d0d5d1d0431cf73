"""The preview: specs are compiled again when a file changes; a page shows the documents and what is wrong."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import click

from pipelang.project import Workspace

#: Seconds between looks at the files, and how long a page's question for news may stay open.
_LOOK, _PATIENCE = 0.4, 20.0

#: Folders that hold no specs but may hold a great many files.
_SKIPPED = frozenset({"node_modules", "__pycache__", "out"})

_TYPES = {".html": "text/html", ".svg": "image/svg+xml", ".json": "application/json", ".md": "text/plain"}


@dataclass(frozen=True, slots=True)
class State:
    """What the page shows: `files` are the last good documents by name, `report` what was said of the specs since."""

    version: int = 0
    files: Mapping[str, str | bytes] = field(default_factory=dict)
    report: str = ""
    errors: int = 0

    def told(self) -> dict[str, Any]:
        pages = [name for name in self.files if name.endswith(".html")]
        return {"version": self.version, "pages": pages, "report": self.report, "errors": self.errors}


class Preview:
    """Keeps `state` true to the files; `news` waits until there is another."""

    def __init__(
        self,
        paths: Iterable[str],
        env: str | None,
        params: Mapping[str, str],
        lang: str | None,
        targets: Iterable[str],
    ) -> None:
        self.asked = (tuple(paths), env, params, lang)
        self.targets = tuple(targets)
        self.state = State()
        self._changed = threading.Condition()
        found = Workspace(Path.cwd()).entries(list(self.asked[0]))
        self._roots = tuple({entry.project.root for entry in found}) or (Path.cwd(),)

    def start(self) -> None:
        threading.Thread(target=self._watch, daemon=True).start()

    def news(self, after: int) -> State:
        """The state as soon as it is newer than `after`; the old one when nothing happens for a while."""
        with self._changed:
            self._changed.wait_for(lambda: self.state.version > after, _PATIENCE)
            return self.state

    def refresh(self) -> None:
        """Compile and build everything once."""
        files, report, errors = self._made()
        with self._changed:
            old = self.state
            self.state = State(old.version + 1, old.files if files is None else files, report, errors)
            self._changed.notify_all()

    def _watch(self) -> None:
        seen: dict[str, int] | None = None
        while True:
            there = stamps(self._roots)
            if there != seen:
                seen = there
                self.refresh()
            time.sleep(_LOOK)

    def _made(self) -> tuple[Mapping[str, str | bytes] | None, str, int]:
        """The files (None when there is an error), what to say, and how many errors there are."""
        from pipelang.cli.compiling import compile_all
        from pipelang.cli.making import make
        from pipelang.report.diagnostics.text import plain, render

        paths, env, params, lang = self.asked
        try:
            compiling = compile_all(paths, env, params, lang, libraries=not paths)
            outputs = [] if compiling.failed() else make(compiling, self.targets, None)
            files = dict(file for output in outputs for file in output.files())
        except click.ClickException as error:
            return None, error.format_message(), 1
        except Exception as error:
            from pipelang.secrets import blotted

            return None, blotted(f"{type(error).__name__}: {error}"), 1
        findings = compiling.findings()
        errors = findings.count("error")
        report = render(findings, compiling.locale, plain, 100) if findings.problems else ""
        return None if errors else files, report, errors


def stamps(roots: Iterable[Path]) -> dict[str, int]:
    """When each spec and configuration below the folders was last written."""
    return {path: stamp for root in roots for path, stamp in _stamps(root)}


def _stamps(root: Path) -> Iterator[tuple[str, int]]:
    for folder, below, names in os.walk(root):
        below[:] = [name for name in below if not name.startswith(".") and name not in _SKIPPED]
        for name in names:
            if name.endswith(".pipe") or name == "pipelang.toml":
                path = Path(folder, name)
                try:
                    yield str(path), path.stat().st_mtime_ns
                except OSError:
                    continue


def server(preview: Preview, port: int) -> ThreadingHTTPServer:
    """A server that only this machine reaches."""

    class Handler(_Handler):
        source = preview

    made = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    made.daemon_threads = True
    return made


class _Handler(BaseHTTPRequestHandler):
    source: Preview
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if not self._for_us():
            return self._send(403, "text/plain", b"this page is reached as 127.0.0.1 or localhost only")
        address = urlsplit(self.path)
        if address.path == "/":
            return self._page()
        if address.path == "/state":
            after = parse_qs(address.query).get("after", ["0"])[0]
            told = self.source.news(int(after) if after.isdecimal() and len(after) < 10 else 0).told()
            return self._send(200, "application/json", json.dumps(told).encode())
        name = unquote(address.path.removeprefix("/files/"))
        content = self.source.state.files.get(name) if address.path.startswith("/files/") else None
        if content is None:
            return self._send(404, "text/plain", b"there is no such file")
        sort = _TYPES.get(Path(name).suffix, "application/octet-stream")
        return self._send(200, sort, content if isinstance(content, bytes) else content.encode())

    def _for_us(self) -> bool:
        """A foreign site whose name points here must not read the client's papers through its visitor's browser."""
        host = self.headers.get("Host", "").rpartition(":")[0]
        return host in ("127.0.0.1", "localhost")

    def _page(self) -> None:
        from pipelang.report.documents.pages import page, script

        shown = script("pipelang.report", "preview.js")
        text = page("pipelang.report", "preview.html.j2", script=shown)
        policy = (
            f"default-src 'none'; script-src 'sha256-{shown.hash}'; style-src 'unsafe-inline'; "
            "connect-src 'self'; frame-src 'self'"
        )
        self._send(200, "text/html", text.encode(), policy)

    def _send(self, code: int, sort: str, content: bytes, policy: str = "") -> None:
        self.send_response(code)
        self.send_header("Content-Type", sort + ("; charset=utf-8" if sort.startswith("text/") else ""))
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        if policy:
            self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Nobody reads a log of a preview."""
