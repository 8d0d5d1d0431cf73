"""A real browser for tests of our pages: Chromium of the machine, driven by Playwright, without a network."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pipelang.compile import compile_program
from pipelang.deploy.build import build
from pipelang.deploy.target import load_target
from pipelang.diagnostics import Problems
from pipelang.model import Program
from pipelang.project import Workspace

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[2]

#: Set where a missing browser must not go unnoticed: tests then fail instead of being skipped.
REQUIRED = "PIPELANG_BROWSER"

_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


@dataclass
class Tab:
    """A page in a window of its own. `noise` is what no page of ours may do: errors, warnings, requests."""

    page: Page
    noise: list[str] = field(default_factory=list)

    def listen(self, own: str) -> None:
        self.page.on("console", lambda said: self._say(said.type, said.text))
        self.page.on("pageerror", lambda error: self.noise.append(f"error: {error}"))
        self.page.on("dialog", lambda dialog: (self.noise.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        self.page.on(
            "request", lambda sent: None if sent.url.split("#")[0] == own else self.noise.append(f"request: {sent.url}")
        )

    def _say(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.noise.append(f"{kind}: {text}")

    def overflow(self) -> int:
        """How many pixels the page is wider than the window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))

    def violations(self) -> list[str]:
        """What axe-core finds, WCAG 2 AA contrast among it, in words."""
        self.page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']}).then((done) => done.violations)")
        return [
            f"{rule['id']} ({rule['impact']}): {rule['help']}; {len(rule['nodes'])} nodes, first "
            f"{rule['nodes'][0]['target']} {rule['nodes'][0]['failureSummary']}"
            for rule in found
        ]


Open = Callable[..., Tab]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = next(filter(None, map(shutil.which, _CHROMIUM)), None)
    if chromium is None:
        _without("no Chromium on this machine: `apt-get install chromium`")
    for package in ("playwright", "axe_playwright_python"):
        if find_spec(package) is None:
            _without(f"no Python package {package}: `pip install 'pipelang[test]'`")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=chromium, args=list(_QUIET))
        yield started
        started.close()


def _without(reason: str) -> None:
    if os.environ.get(REQUIRED) == "required":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """Opens a file in a window of its own; at the end of the test none of the pages may have made any noise."""
    tabs: list[Tab] = []

    def visit(path: Path, *, anchor: str = "", dark: bool = False, size: Any = DESK, noise: bool = True) -> Tab:
        context = browser.new_context(viewport=size, color_scheme="dark" if dark else "light")
        tab = Tab(context.new_page())
        own = path.resolve().as_uri()
        tab.listen(own)
        tab.page.goto(f"{own}#{anchor}" if anchor else own)
        tabs.append(tab)
        return tab

    yield visit
    for tab in tabs:
        tab.page.context.close()
    assert not [said for tab in tabs for said in tab.noise]


def written(folder: Path, program: Program, *targets: str) -> Path:
    """The files of these targets in the folder, as `build` lays them out."""
    for name in targets:
        problems = Problems()
        for file, content in build(program, load_target(name), problems).files.items():
            path = folder / name / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def program_at(folder: Path) -> Program:
    workspace = Workspace(ROOT)
    (entry,) = workspace.entries([str(folder)])
    program = compile_program(entry.path, entry.project.files).program
    assert program is not None
    return program


@pytest.fixture(scope="session")
def furniture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The furniture company's papers, as a client gets them."""
    program = program_at(ROOT / "specs" / "furniture")
    return written(tmp_path_factory.mktemp("furniture"), program, "playbook", "docs", "amocrm")
