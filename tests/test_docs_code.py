"""Code in the documentation does what the text says of it: it compiles, or fails with the code that is named.

Blocks marked ```pipe are whole specs unless a comment stands before them:

    <!-- in: stage -->       a fragment for that block (file, crm, pipeline, stage, won, lost, on)
    <!-- file: shared.pipe --> a file that later specs of the same page may import
    <!-- fails: N201 -->     it must give exactly this code; stands alone or after `in: …,`
    <!-- finds: R104 -->     this rule must find something in it, of an `allows: R104` it must find nothing

Blocks marked ```toml that have `[rules]` are right, or `fails:` as above, and a ```text block after one is the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

import pytest

from pipelang.compile import Compiled, compile_program
from pipelang.configuration import read_configuration
from pipelang.deploy.target import target_names
from pipelang.diagnostics import Diagnostic, Problems
from pipelang.files import ProjectFiles
from pipelang.messages import Locale
from pipelang.model.pipeline import Level, PipelineKind, Right
from pipelang.model.program import ENTITIES, ChannelKind, FieldType
from pipelang.report.diagnostics.findings import gather
from pipelang.report.diagnostics.text import render
from pipelang.rules.engine import check_rules
from pipelang.rules.settings import read_rules
from pipelang.semantics.actions import TASK_KINDS
from pipelang.semantics.placement import BLOCKS
from pipelang.semantics.placement import word as keyword_of
from pipelang.semantics.quantities import DAYS
from pipelang.semantics.templates import NAME_TYPES, SIMPLE_TYPES
from pipelang.semantics.texts import PLACEHOLDERS
from pipelang.semantics.ways import MODES
from pipelang.source import Source
from pipelang.syntax.tokens import tokens

ROOT = Path(__file__).parents[1]
REFERENCES = (ROOT / "docs" / "language.md", ROOT / "docs" / "ru" / "language.md")

_BLOCK = re.compile(r"^(?:<!-- (?P<comment>[^>]*) -->\n)?```pipe\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
_TOML = re.compile(
    r"^(?:<!-- fails: (?P<fails>\w+) -->\n)?```toml\n(?P<toml>.*?)^```$(?:\n+```text\n(?P<report>.*?)^```$)?",
    re.MULTILINE | re.DOTALL,
)
_DECLARATION = re.compile(
    r"^(?:param|template|role|product|service|channel|task type|field|message|document|pipeline) \w+"
)

#: What fragments may name. A fragment that declares one of these itself replaces it.
_HOUSE = (
    'role manager "Manager"',
    'role head "Head of sales"',
    'role accountant "Accountant"',
    'role marketer "Marketer"',
    'product kitchen "Kitchens"',
    'service f5 "F5 triggers"',
    'channel whatsapp: messenger "WhatsApp"',
    'channel phone: telephony "Telephony"',
    'channel site: form "Site"',
    'field interest on deal: number 1..10 "Interest"',
    'field budget on deal: money "Budget"',
    'field next_buy on deal: date "Next purchase"',
    'field visit_at on deal: datetime "Time of the visit"',
    'field measured on deal: flag "Measured"',
    'field notes on deal: longtext "Notes"',
    'field designer on deal: user "Designer"',
    'field shipping on deal: choice "Shipping" { courier "Courier"  pickup "Pickup" }',
    'field extras on deal: choices "Extras" { lights "Lights"  sink "Sink" }',
    'field phone_no on contact: phone "Phone"',
    'message offer_sent by whatsapp "{contact.name}, the offer is on its way"',
    'document contract "Contract"',
    'pipeline production "Production" { stage new "Order taken"  won  lost { reason broken "Defect" } }',
    'pipeline warming "Warming" { stage new "Asked to come back later"  won  lost { reason gone "Gone" } }',
    """pipeline sales "Sales" {
  FRAGMENT:pipeline
  stage request "Request received"
  stage visit "Came to the showroom" {
    FRAGMENT:stage
    on enter {
      FRAGMENT:on
    }
  }
  stage offer "Offer sent"
  won {
    FRAGMENT:won
  }
  lost "Refused" {
    reason price "Too expensive"
    reason thinking "Put off"
    reason no_answer "Stopped answering"
    FRAGMENT:lost
  }
}""",
)
_CRM = 'crm "Furniture factory" {\n  FRAGMENT:crm\n}\n'
_CURRENCY = "currency RUB"


@dataclass(frozen=True, slots=True)
class Block:
    """A block of code: the fragment's place, the code it must give, and the files of its page written before it."""

    where: str
    code: str
    place: str | None = None
    file: str | None = None
    fails: str | None = None
    finds: str | None = None
    allows: str | None = None
    files: dict[str, str] = field(default_factory=dict)

    @property
    def spec(self) -> str:
        """The block as a whole spec."""
        if self.place is None:
            return self.code
        crm = _CRM if self.place == "crm" else _CRM.replace("FRAGMENT:crm", _CURRENCY)
        parts = [crm, *self._house(), self.code if self.place == "file" else ""]
        return re.sub(r"FRAGMENT:(\w+)", lambda slot: self.code if slot[1] == self.place else "", "\n".join(parts))

    def _house(self) -> list[str]:
        """The declarations of the house that the fragment does not make itself."""
        lines = self.code.splitlines() if self.place == "file" else []
        own = tuple(f"{match[0]} " for match in map(_DECLARATION.match, lines) if match)
        return [line for line in _HOUSE if not line.replace(":", " ").startswith(own)] if own else list(_HOUSE)


def pages() -> Iterator[Path]:
    yield from sorted(ROOT.glob("README*.md"))
    yield from sorted((ROOT / "docs").rglob("*.md"))


def blocks_of(page: Path) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    files: dict[str, str] = {}
    for match in _BLOCK.finditer(text):
        said = dict(part.strip().split(": ", 1) for part in (match["comment"] or "").split(",") if ": " in part)
        where = f"{page.relative_to(ROOT).as_posix()}:{text.count(chr(10), 0, match.start('code')) + 1}"
        names = ("fails", "finds", "allows")
        given = {name: said.get(name) for name in names}
        block = Block(where, match["code"], said.get("in"), said.get("file"), files=dict(files), **given)
        if block.file:
            files[block.file] = block.code
        yield block


class Page:
    """The files that a block can see: itself, those of its page, and the library."""

    def __init__(self, files: dict[str, str]) -> None:
        self.files = files
        self.library = ProjectFiles(ROOT, ROOT)

    def read(self, path: str) -> Source | Diagnostic:
        if path in self.files:
            return Source(path, self.files[path])
        return (
            self.library.read(path) if path.startswith("std/") else Diagnostic("F101", None, {"path": path}, path=path)
        )


def compiled_of(block: Block) -> Compiled:
    name = block.file or "main.pipe"
    page = Page({**block.files, name: block.spec})
    return compile_program(name, page, targets=target_names, library=block.file is not None)


def problems_of(block: Block) -> list[str]:
    return [
        f"{problem.code} at {problem.span.line}: {problem.span.text!r}" if problem.span else problem.code
        for problem in compiled_of(block).problems
    ]


BLOCKS_OF_DOCS = [block for page in pages() for block in blocks_of(page)]


@pytest.mark.parametrize("block", BLOCKS_OF_DOCS, ids=lambda block: block.where)
def test_code_in_the_documentation_compiles(block: Block) -> None:
    found = problems_of(block)
    if block.fails:
        assert {problem.split(" ")[0] for problem in found} == {block.fails}
    else:
        assert found == []


@pytest.mark.parametrize(
    "block", [block for block in BLOCKS_OF_DOCS if block.finds or block.allows], ids=lambda b: b.where
)
def test_rules_find_in_the_documentation_what_is_said(block: Block) -> None:
    program = compiled_of(block).program
    assert program is not None
    found = {problem.code for problem in check_rules(program)}
    assert not block.finds or block.finds in found
    assert not block.allows or not found & {block.allows, "R901"}


@dataclass(frozen=True, slots=True)
class Settings:
    """A block of pipelang.toml with rules in the documentation."""

    where: str
    text: str
    fails: str | None
    report: str | None
    locale: Locale


def settings_of(page: Path) -> Iterator[Settings]:
    text = page.read_text(encoding="utf-8")
    name = page.relative_to(ROOT).as_posix()
    for match in _TOML.finditer(text):
        if "[rules" not in match["toml"]:
            continue
        where = f"{name}:{text.count(chr(10), 0, match.start('toml')) + 1}"
        yield Settings(where, match["toml"], match["fails"], match["report"], "ru" if "/ru/" in name else "en")


SETTINGS = [settings for page in pages() for settings in settings_of(page)]


@pytest.mark.parametrize("settings", SETTINGS, ids=lambda settings: settings.where)
def test_settings_in_the_documentation_are_what_is_said_of_them(settings: Settings) -> None:
    problems = Problems()
    read_rules(read_configuration(Source("pipelang.toml", settings.text), problems).rules, problems)
    assert [problem.code for problem in problems] == ([settings.fails] if settings.fails else [])
    if settings.report is not None:
        report = render(gather(problems, files=1), settings.locale)
        assert report.rpartition("\n\n")[0] == settings.report.rstrip("\n")


def test_there_are_settings_in_the_documentation() -> None:
    assert {settings.fails for settings in SETTINGS} >= {None, "C121", "C125"}
    assert any(settings.report for settings in SETTINGS)


@pytest.mark.parametrize("page", REFERENCES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_reference_says_what_stands_where(page: Path) -> None:
    """The table of statements has a row for each, with a mark under every block that takes it."""
    rows = [
        line.strip("|").split("|") for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("| `")
    ]
    marked = {row[0].strip().strip("`"): [cell.strip() == "✓" for cell in row[1:]] for row in rows if len(row) == 9}
    order = ("file", "crm", "pipeline", "stage", "won", "lost", "on", "tunnel")
    expected = {}
    for kind in sorted(frozenset().union(*BLOCKS.values())):
        homes = [kind in BLOCKS[block] for block in order]
        expected[keyword_of(kind)] = [a or b for a, b in zip(homes, expected.get(keyword_of(kind), homes), strict=True)]
    assert marked == expected


@pytest.mark.parametrize("page", REFERENCES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_reference_names_every_word_of_a_fixed_list(page: Path) -> None:
    prose = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    spans = re.findall(r"`([^`\n]+)`", prose)
    said = {*spans, *(word for span in spans for word in re.findall(r"\w+", span))}
    lists = (PipelineKind, Level, Right, ChannelKind, FieldType)
    words = {word for choice in lists for word in get_args(choice)}
    words |= {*ENTITIES, *DAYS, *MODES, *TASK_KINDS, *NAME_TYPES, *SIMPLE_TYPES}
    words |= {f"{{{owner}.{name}}}" for owner, names in PLACEHOLDERS.items() for name in names}
    assert words - said == set()


def test_both_references_have_the_same_code() -> None:
    """Texts, comments and the locale differ by language, nothing else does."""
    english, russian = (list(map(_shape, blocks_of(page))) for page in REFERENCES)
    assert english == russian


def _shape(block: Block) -> tuple[object, ...]:
    code = ["…" if token.type in ("TEXT", "LONGTEXT") else token.text for token in tokens(block.code)]
    return block.place, block.file, block.fails, ["…" if text in ("ru", "en") else text for text in code]


@pytest.mark.parametrize(("name", "locale"), [("README.md", "en"), ("README.ru.md", "ru")])
def test_the_message_in_the_readme_is_what_its_sample_gives_with_that_slip(name: str, locale: Locale) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    (block,) = [block for block in blocks_of(ROOT / name) if "review by head" in block.code]
    slipped = Page({"main.pipe": block.code.replace("review by head", "review by haed")})
    problems = compile_program("main.pipe", slipped, targets=target_names, library=False).problems
    assert f"```text\n{render(gather(problems, files=1), locale).rpartition(chr(10) * 2)[0]}\n```" in page
