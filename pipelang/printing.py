"""Printing our pages as PDF with a browser that is installed anyway: Chrome, Chromium or Edge.

The browser gets a profile of its own that is thrown away, and no network: our pages ask for none.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipelang.diagnostics import Diagnostic
from pipelang.files import reason
from pipelang.report.documents.paging import numbered, pages_of, steady

#: Where the browser is, when it is not where they usually are.
VARIABLE = "PIPELANG_CHROME"

_NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge",
    "microsoft-edge-stable", "msedge",
)  # fmt: skip
_MAC = ("Google Chrome", "Chromium", "Microsoft Edge")
_WINDOWS = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")

_OPTIONS = (
    "--headless",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
)

#: Seconds that one printing may take: a large document takes a few.
_PATIENCE = 180


class PrintError(Exception):
    """Why a page cannot be printed, as a diagnostic."""

    def __init__(self, problem: Diagnostic) -> None:
        super().__init__(problem.code)
        self.problem = problem


def find_browser(environment: Mapping[str, str]) -> Path:
    """The browser to print with. Raises PrintError when there is none."""
    named = environment.get(VARIABLE)
    if named:
        return Path(named)
    for path in _usual(environment):
        if path.is_file():
            return path
    raise PrintError(Diagnostic("F207", None, {"variable": VARIABLE}))


def _usual(environment: Mapping[str, str]) -> Iterator[Path]:
    for name in _NAMES:
        if found := shutil.which(name, path=environment.get("PATH", "")):
            yield Path(found)
    if sys.platform == "darwin":
        for home in (Path("/Applications"), Path.home() / "Applications"):
            yield from (home / f"{name}.app" / "Contents" / "MacOS" / name for name in _MAC)
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if variable in environment:
            yield from (Path(environment[variable]) / name for name in _WINDOWS)


def printed(browser: Path, html: str, shown: str) -> bytes:
    """The page as PDF, with page numbers in its contents. `shown` is how messages call it. Raises PrintError.

    It is printed twice: only the first print tells on which page everything stands.
    """
    from pypdf.errors import PyPdfError

    try:
        pages = pages_of(_print(browser, numbered(html, {}), shown))
        return steady(_print(browser, numbered(html, pages), shown))
    except PyPdfError as error:
        raise _failure(browser, shown, str(error)) from error


def _print(browser: Path, html: str, shown: str) -> bytes:
    try:
        # A browser may still be tidying its profile up when it says that it is done.
        with tempfile.TemporaryDirectory(prefix="pipelang-", ignore_cleanup_errors=True) as folder:
            page, paper = Path(folder, "page.html"), Path(folder, "page.pdf")
            page.write_text(html, encoding="utf-8")
            done = _run(browser, Path(folder), page, paper)
            if not paper.is_file():
                raise _failure(browser, shown, _last_line(done.stderr) or f"exit code {done.returncode}")
            return paper.read_bytes()
    except subprocess.TimeoutExpired as error:
        raise _failure(browser, shown, f"no answer in {_PATIENCE} s") from error
    except OSError as error:
        raise _failure(browser, shown, reason(error)) from error


def _run(browser: Path, folder: Path, page: Path, paper: Path) -> subprocess.CompletedProcess[bytes]:
    # Its sandbox refuses to work for root, as in most containers; our page can run nothing that it would have to hold.
    root = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
    profile = f"--user-data-dir={folder / 'profile'}"
    return subprocess.run(
        [str(browser), *_OPTIONS, *root, profile, f"--print-to-pdf={paper}", page.as_uri()],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=_PATIENCE,
        check=False,
    )


def _failure(browser: Path, shown: str, why: str) -> PrintError:
    params = {"browser": browser.name, "page": shown, "reason": why, "variable": VARIABLE}
    return PrintError(Diagnostic("F208", None, params))


def _last_line(said: bytes) -> str:
    lines = [line.strip() for line in said.decode(errors="replace").splitlines() if line.strip()]
    return lines[-1] if lines else ""
