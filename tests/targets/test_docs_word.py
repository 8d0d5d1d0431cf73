"""The DOCX of the specification: Word's own headings, tables and links, everything in it, the same bytes each time."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from functools import cache
from typing import Any

import docx
import pytest
from pages import HOSTILE, hostile
from pipelang.targets.docs.word import Cover, word  # noqa: TID251 — its own test
from programs import rich_program

from pipelang.deploy.target import DocumentTarget, load_target
from pipelang.model import Program
from pipelang.report.document import Item, Items, Paragraph, Quote, Section, Table
from pipelang.report.prose import body

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COVER = Cover("Регламент", "Фабрика", "ru", "Содержание", "Схема — в файле {name}.")


def rendered(program: Program) -> bytes:
    target = load_target("docs")
    assert isinstance(target, DocumentTarget)
    content = target.render(program)["spec.docx"]
    assert isinstance(content, bytes)
    return content


@cache
def rich() -> Any:
    return docx.Document(io.BytesIO(rendered(rich_program())))


def text(document: Any) -> str:
    return " ".join(piece.text or "" for piece in document.element.body.iter(f"{W}t"))


def test_chapters_pipelines_and_stages_are_headings() -> None:
    headings = {
        (p.style.name, p.text.split(" sales.pipe")[0]) for p in rich().paragraphs if p.style.name.startswith("Head")
    }
    assert ("Heading 1", "Роли") in headings
    assert ("Heading 2", "Воронка «Продажи»") in headings
    assert any(style == "Heading 3" and "Посетил шоу-рум" in said for style, said in headings)


def test_contents_are_a_field_that_word_can_update() -> None:
    body = rich().element.body
    (code,) = [element.text for element in body.iter(f"{W}instrText")]
    assert "TOC" in code
    kinds = [element.get(f"{W}fldCharType") for element in body.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]
    listed = [p.text for p in rich().paragraphs if p.style.name.startswith("toc ")]
    assert "Роли" in listed and "Воронка «Продажи»" in listed


def test_links_arrive() -> None:
    body = rich().element.body
    names = [element.get(f"{W}name") for element in body.iter(f"{W}bookmarkStart")]
    assert len(names) == len(set(names))
    assert {element.get(f"{W}anchor") for element in body.iter(f"{W}hyperlink")} <= set(names)


def test_every_style_is_there() -> None:
    document = rich()
    known = {style.style_id for style in document.styles}
    used = {
        element.get(f"{W}val")
        for sort in ("pStyle", "rStyle", "tblStyle")
        for element in document.element.body.iter(f"{W}{sort}")
    }
    assert used <= known


def test_heads_of_tables_repeat_on_each_page() -> None:
    assert rich().tables
    for table in rich().tables:
        assert table.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None


def test_hostile_texts_are_only_texts() -> None:
    document = docx.Document(io.BytesIO(rendered(hostile(rich_program()))))
    assert HOSTILE in text(document)
    assert not [name for name in document.part.rels.values() if name.is_external]


@pytest.mark.parametrize("said", ["\x00\x0b\ud800\ufffe", "a\tb\r\nc", "]]>&<w:p/>", "\u202e\u200bабв", "х" * 10_000])
def test_any_text_fits(said: str) -> None:
    blocks = (Section(said, (Paragraph(said), Quote(said, said), Items((Item(said),)), Table((said,), (((said,),),)))),)
    document = docx.Document(io.BytesIO(word(blocks, replace(COVER, client=said[:300]))))
    assert document.paragraphs


def test_the_same_program_gives_the_same_bytes() -> None:
    made = rendered(rich_program())
    assert made == rendered(rich_program())
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert {item.date_time for item in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2000-01-01T00:00:00Z" in package.read("docProps/core.xml")


def test_docx_is_loaded_only_to_render() -> None:
    code = "import sys, pipelang.targets.docs.word; print('docx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_markdown_of_a_text_is_runs_lists_and_links() -> None:
    """A link to a page is a field of Word's own; what is written like one but leads nowhere good stays text."""
    said = "**Сразу** *потом* `код`\n- [прайс](https://f.ru/?a=1&b=2)\n  1. раз\n\n[нет](javascript:alert(1))"
    made = word((Quote(body(said)),), COVER)
    document = docx.Document(io.BytesIO(made))
    looks = {run.text: (run.bold, run.italic, run.font.name) for p in document.paragraphs for run in p.runs}
    assert looks["Сразу"] == (True, None, None) and looks["потом"] == (None, True, None)
    assert looks["код"][2] == "Consolas"
    fields = [field.get(f"{W}instr") for field in document.element.body.iter(f"{W}fldSimple")]
    assert fields == ['HYPERLINK "https://f.ru/?a=1&b=2"']
    assert "[нет](javascript:alert(1))" in looks
    styles = [p.style.name for p in document.paragraphs if p.style.name.startswith("List")]
    assert styles == ["List Bullet", "List Continue 2"]
