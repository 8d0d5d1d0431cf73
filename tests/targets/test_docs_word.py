"""The DOCX of the specification: Word's own headings, tables and links, everything in it, the same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
from pages import HOSTILE, hostile
from pipelang.targets.docs.word import Cover, word  # noqa: TID251 — its own test
from pipelang.targets.docs.word.columns import columns  # noqa: TID251
from pipelang.targets.docs.word.sheets import PAGE, sheet_for  # noqa: TID251
from programs import rich_program

from pipelang.deploy.target import DocumentTarget, load_target
from pipelang.model import Program
from pipelang.report.documents.document import Item, Items, Paragraph, Quote, Section, Table
from pipelang.report.documents.prose import body

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COVER = Cover("Регламент", "Фабрика", "ru", "Содержание", "Редакция от 15 марта 2026 г.")


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
    code, *pages = [element.text for element in body.iter(f"{W}instrText")]
    assert code.split()[:3] == ["TOC", "\\o", '"1-2"']
    kinds = [element.get(f"{W}fldCharType") for element in body.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", *["begin", "separate", "end"] * len(pages), "end"]
    listed = [p.text.split("\t")[0] for p in rich().paragraphs if p.style.name.startswith("toc ")]
    assert len(listed) == len(pages) > 20
    assert "4. Роли" in listed and "7.2. Воронка «Продажи»" in listed


def test_numbers_in_the_contents_are_those_that_word_gives_to_headings() -> None:
    listed = [p.text.split("\t")[0] for p in rich().paragraphs if p.style.name.startswith("toc ")]
    counted, chapter, part = [], 0, 0
    for p in rich().paragraphs:
        if p.style.name in ("Heading 1", "Heading 2"):
            chapter, part = (chapter + 1, 0) if p.style.name == "Heading 1" else (chapter, part + 1)
            counted.append(f"{chapter}.{part}." if part else f"{chapter}.")
    assert [said.split()[0] for said in listed] == counted


def test_headings_leave_out_no_level() -> None:
    levels = [int(p.style.name[-1]) for p in rich().paragraphs if p.style.name.startswith("Heading ")]
    assert levels[0] == 1 and all(below <= above + 1 for above, below in pairwise(levels))


def test_the_edition_is_on_the_cover_and_at_the_foot_of_each_page() -> None:
    document = docx.Document(io.BytesIO(word((), COVER)))
    assert [p.text for p in document.paragraphs[:3]] == ["Фабрика", "Регламент", "Редакция от 15 марта 2026 г."]
    (section,) = document.sections
    assert section.different_first_page_header_footer
    assert section.header.paragraphs[0].text == "Фабрика — Регламент"
    footer = section.footer.paragraphs[0]
    assert footer.text.startswith("Редакция от 15 марта 2026 г.\t")
    assert [field.get(f"{W}instr").strip() for field in footer._p.iter(f"{W}fldSimple")] == ["PAGE", "NUMPAGES"]


def test_the_map_is_a_picture_on_sheets_of_its_own() -> None:
    document = rich()
    (shape,) = document.inline_shapes
    before, own, after = document.sections
    room = own.page_width - own.left_margin - own.right_margin, own.page_height - own.top_margin - own.bottom_margin
    assert (
        shape.width <= room[0] and shape.height < room[1] and 2 * max(shape.width / room[0], shape.height / room[1]) > 1
    )
    assert before.different_first_page_header_footer and not after.different_first_page_header_footer
    assert (before.page_width, before.page_height) == (after.page_width, after.page_height) != (0, 0)
    (part,) = [part for part in document.part.package.iter_parts() if part.partname.endswith(".emf")]
    assert part.content_type == "image/x-emf" and part.blob[40:44] == b" EMF"


@pytest.mark.parametrize(
    ("width", "height", "paper"),
    [(600, 800, (210, 297)), (1400, 500, (297, 210)), (1281, 1944, (297, 420)), (2200, 900, (420, 297))],
)
def test_the_sheet_of_the_map_is_the_handiest_on_which_it_can_be_read(
    width: float, height: float, paper: tuple[int, int]
) -> None:
    sheet, wide, high = sheet_for(width, height)
    assert (round(sheet.width.mm), round(sheet.height.mm)) == paper
    assert wide <= sheet.room[0] and high <= sheet.room[1]
    assert wide / high == pytest.approx(width / height, rel=0.01)


def test_columns_have_room_for_their_words_and_fill_the_line() -> None:
    for table in rich().tables:
        widths = [int(column.get(f"{W}w")) for column in table._tbl.tblGrid.iter(f"{W}gridCol")]
        assert sum(widths) == PAGE.room[0].twips and min(widths) > 400
    stages = Table(("№", "Этап", "Условия"), ((("1",), ("Посетил шоу-рум",), ("Что нужно клиенту " * 20,)),))
    number, name, demands = columns(stages, 9000)
    assert number < name < demands


#: Word refuses a document whose properties stand in another order; of each sort, those that we write.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore numPr pBdr shd tabs spacing ind jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs color sz szCs lang",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar",
    "tcPr": "tcW shd",
    "tc": "tcPr p",
    "tr": "trPr tc",
    "tbl": "tblPr tblGrid tr",
    "sectPr": "headerReference footerReference type pgSz pgMar cols titlePg docGrid",
    "style": "name basedOn next uiPriority semiHidden unhideWhenUsed qFormat rsid pPr rPr tblPr",
    "lvl": "start numFmt pStyle suff lvlText lvlJc pPr",
}


@pytest.mark.parametrize("part", ["document", "styles", "numbering", "header1", "footer1"])
def test_everything_stands_in_the_order_that_word_asks_for(part: str) -> None:
    with zipfile.ZipFile(io.BytesIO(rendered(rich_program()))) as package:
        root = ElementTree.fromstring(package.read(f"word/{part}.xml"))
    for element in root.iter():
        order = ORDER.get(element.tag.removeprefix(W), "").split()
        if order:
            places = [order.index(child.tag.removeprefix(W)) for child in element]
            assert places == sorted(places), element.tag


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


def test_nothing_is_left_of_the_template_of_the_library() -> None:
    """Its hundred table styles, its picture of an empty sheet, its author, its language, its age."""
    with zipfile.ZipFile(io.BytesIO(rendered(rich_program()))) as package:
        names, settings, core = (
            package.namelist(),
            package.read("word/settings.xml").decode(),
            package.read("docProps/core.xml").decode(),
        )
    assert not [name for name in names if "thumbnail" in name or "customXml" in name or "WithEffects" in name]
    assert len(list(rich().styles)) < 40
    assert 'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"' in settings
    assert '<w:themeFontLang w:val="ru-RU"/>' in settings
    assert "python-docx" not in core and rich().core_properties.language == "ru-RU"
    languages = [lang.get(f"{W}val") for lang in rich().styles.element.iter(f"{W}lang")]
    assert languages == ["ru-RU"]


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
        assert not re.search(rb"\d{4}-\d\d-\d\dT", package.read("docProps/core.xml")), "no day, no hour"


def test_an_empty_document_is_one_too() -> None:
    assert docx.Document(io.BytesIO(word((), replace(COVER, edition="")))).sections


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
