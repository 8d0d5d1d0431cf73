"""The specification as PDF: a paper with page numbers in its contents, the same bytes each time; or one clear error."""

from __future__ import annotations

import io
import os
import re
import stat
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from pipelang.cli import commands
from pipelang.printing import VARIABLE, PrintError, find_browser
from pipelang.report.documents.paging import numbered

NO_BROWSER, FAILED = "F207", "F208"

SPEC = """
crm "Кухни \\"Уют\\" </style><b>" { locale ru }
role manager "Менеджер"
pipeline sales "Продажи" {
  stage new "Новая" { owner manager  sla stay 2d  hint "Позвонить" }
  stage offer "Предложение отправлено" { sla stay 5d }
  won lost { reason price "Дорого" }
}
pipeline service "Сервис" { stage new "Обращение" won lost }
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "spec").mkdir()
    (tmp_path / "spec/main.pipe").write_text(SPEC, "utf-8")
    monkeypatch.chdir(tmp_path / "spec")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    return tmp_path / "spec"


def build(*more: str) -> Result:
    return CliRunner().invoke(commands, ["build", "--no-rules", "--pdf", "--lang", "en", *more])


@pytest.fixture(scope="module")
def browser() -> Path:
    try:
        return find_browser(os.environ)
    except PrintError:
        if os.environ.get("PIPELANG_BROWSER") == "required":
            raise
        pytest.skip("no browser is installed")


def fake(folder: Path, body: str) -> Path:
    """A browser that does as a script says; `$paper` is where the PDF is wanted."""
    made = folder / "chrome"
    find = 'for option in "$@"; do case "$option" in --print-to-pdf=*) paper="${option#*=}";; esac; done'
    made.write_text(f"#!/bin/sh\n{find}\n{body}\n")
    made.chmod(made.stat().st_mode | stat.S_IEXEC)
    return made


class TestPaper:
    @pytest.fixture
    def reader(self, project: Path, browser: Path) -> PdfReader:
        done = build("--target", "docs")
        assert done.exit_code == 0, done.output
        first = (project / "out/docs/spec.pdf").read_bytes()
        assert build("--target", "docs").exit_code == 0
        assert (project / "out/docs/spec.pdf").read_bytes() == first, "the same bytes each time"
        return PdfReader(io.BytesIO(first))

    def test_it_is_a_paper(self, reader: PdfReader) -> None:
        pages = [page.extract_text() for page in reader.pages]
        assert len(pages) > 3
        assert set(reader.metadata or {}) == {"/Title"}, "neither the hour nor the program"
        # The client's name stands on every page but the first above the text, whatever is in it.
        assert not any('Кухни "Уют" </style><b> — Регламент' in page for page in pages[:1])
        assert all('Кухни "Уют" </style><b> — Регламент' in page for page in pages[1:])
        assert all(f"{number} / {len(pages)}" in page for number, page in enumerate(pages, 1))
        self._contents_tell_pages(pages)
        assert {"Роли", "Воронки", "Словарь"} <= set(self._bookmarks(reader.outline))

    def _contents_tell_pages(self, pages: list[str]) -> None:
        listed = dict(re.findall(r"^(.+?)[ \n]+(\d+)$", pages[0], re.MULTILINE))
        for title in ("Роли", "Воронка «Продажи»", "Воронка «Сервис»", "Словарь"):
            assert title in pages[int(listed[title]) - 1], title

    def _bookmarks(self, outline: list[object]) -> list[str]:
        found: list[str] = []
        for item in outline:
            found += self._bookmarks(item) if isinstance(item, list) else [item.title]  # type: ignore[attr-defined]
        return found


def test_without_a_browser_nothing_is_written(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(project))
    monkeypatch.delenv(VARIABLE, raising=False)
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(project))
    if sys.platform == "darwin":
        pytest.skip("browsers are looked for in fixed places here")
    done = build()
    assert done.exit_code == 1 and f"error[{NO_BROWSER}]" in done.output and "PIPELANG_CHROME=PATH" in done.output
    assert not (project / "out").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="scripts with a mark of their interpreter")
@pytest.mark.parametrize(
    ("does", "reason"),
    [
        ("echo 'cannot open display' >&2; exit 3", "cannot open display"),
        ("exit 3", "exit code 3"),
        ('echo nonsense > "$paper"', ""),
        (': > "$paper"', ""),
    ],
)
def test_a_browser_that_fails_is_named_with_its_reason(
    does: str, reason: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(fake(project.parent, does)))
    done = build("--target", "docs")
    assert done.exit_code == 1, done.output
    assert f"error[{FAILED}]: `chrome` could not print `spec.html`" in done.output and reason in done.output
    assert not (project / "out").exists()


def test_a_browser_that_is_not_there_is_said_so(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(project / "nowhere"))
    done = build("--target", "docs")
    assert done.exit_code == 1 and f"error[{FAILED}]" in done.output and "No such file" in done.output


def test_nothing_to_print_is_wrong_use(project: Path) -> None:
    done = build("--target", "amocrm")
    assert done.exit_code == 2 and "--target docs" in done.output
    assert not (project / "out").exists()


def test_a_spec_with_errors_is_not_printed(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(project / "nowhere"))
    (project / "main.pipe").write_text(SPEC.replace("owner manager", "owner nobody"), "utf-8")
    done = build()
    assert done.exit_code == 1 and FAILED not in done.output and "nobody" in done.output


def test_only_our_anchors_get_into_the_style_sheet() -> None:
    made = numbered("<head></head><body></head>", {"sales/new": 3, '"]{}</style>': 4})
    assert '[href="#sales/new"]::after { content: "3"; }' in made
    assert made.count("</style>") == 1 and made.endswith("</head><body></head>")
