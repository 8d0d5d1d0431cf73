"""Styles of a DOCX: those that a document of ours is written in and no others, so that a reader finds his way in Word's list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.shared import Length, Pt, RGBColor

from .sheets import PAGE

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

_INK, _SOFT, _BLUE = RGBColor(0x1C, 0x24, 0x30), RGBColor(0x56, 0x61, 0x73), RGBColor(0x1F, 0x4E, 0x79)
_FRAME = "C3CAD4"

#: What we take from the library's template; all else there is coloured tables and the like.
_KEPT = frozenset({"Normal", "Default Paragraph Font", "Normal Table", "No List", "Table Grid"})


@dataclass(frozen=True, slots=True)
class _Look:
    """How paragraphs of a style look, in points; None is as in Normal. `line`: times the letters, or a fixed length.

    `keep`: on one page with what follows. `own`: Word has no style of that name by itself.
    """

    size: float | None = None
    before: float | None = None
    after: float | None = None
    line: float | Length | None = None
    left: float | None = None
    colour: RGBColor | None = None
    bold: bool | None = None
    keep: bool | None = None
    own: bool = False


def _heading(size: float, before: float, after: float) -> _Look:
    return _Look(size, before, after, 1.0, colour=_BLUE, bold=True, keep=True)


_NORMAL = _Look(10.5, 0, 4, 1.1, colour=_INK)
_LOOKS = {
    "Heading 1": _heading(18, 18, 6),
    "Heading 2": _heading(15, 14, 5),
    "Heading 3": _heading(12.5, 12, 4),
    "Heading 4": _heading(11.5, 10, 3),
    "Heading 5": _heading(11, 8, 3),
    "Heading 6": _heading(10.5, 8, 3),
    "Title": _Look(28, 0, 6, 1.0, bold=True, keep=True),
    "Subtitle": _Look(14, 24, 3, colour=_SOFT, keep=True),
    "Edition": _Look(after=18, colour=_SOFT, own=True),
    "TOC Heading": _Look(15, 12, 6, colour=_BLUE, bold=True, keep=True),
    "toc 1": _Look(before=3, after=0),
    "toc 2": _Look(10, after=0, left=17),
    "List Bullet": _Look(after=2),
    "List Bullet 2": _Look(after=2),
    "List Continue 2": _Look(after=2, left=34),
    "Cell": _Look(9, after=1, line=1.0, own=True),
    "Card Title": _Look(before=6, after=2, colour=_SOFT, bold=True, keep=True, own=True),
    "Quotation": _Look(10, after=6, left=17, own=True),
    "Running": _Look(8, after=0, colour=_SOFT, own=True),
    "Picture": _Look(after=0, line=1.0, own=True),
    "Thin": _Look(2, after=0, line=Pt(6), own=True),
}

#: Style -> the list that numbers it, and its level there.
_NUMBERED = {"Heading 1": (1, 0), "Heading 2": (1, 1), "List Bullet": (2, 0), "List Bullet 2": (2, 1)}
#: The levels of each list: how numbers are counted and written, what follows them, where the text stands (in twips).
_LISTS = (
    (("decimal", "%1.", "space", 0, 0), ("decimal", "%1.%2.", "space", 0, 0)),
    (("bullet", "•", "tab", 340, 227), ("bullet", "–", "tab", 680, 227)),
)
#: Style -> the side that has a line, with its weight and colour.
_LINES = {"Edition": ("bottom", 6, _BLUE), "Quotation": ("left", 12, RGBColor(0xD5, 0xDB, 0xE3))}


def define(document: Document, language: str) -> None:
    """Gives the document our styles, and its letters a language."""
    for style in document.styles:
        if style.name not in _KEPT:
            style.delete()
    for lang in document.styles.element.xpath("w:docDefaults//w:lang"):
        lang.set(qn("w:val"), language)
    normal = document.styles["Normal"]
    normal.font.name = "Calibri"
    _dress(normal, _NORMAL)
    for name, look in _LOOKS.items():
        _add(document, name, look)
    for name, size, colour, bold in (("Mark", 7, _SOFT, None), ("Badge", 9, _BLUE, True), ("Link", None, _BLUE, None)):
        font = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER).font
        font.size, font.color.rgb, font.bold = Pt(size) if size else None, colour, bold
    _number(document)
    _table(document)


def _add(document: Document, name: str, look: _Look) -> None:
    styles = document.styles
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=not look.own)
    style.base_style, style.quick_style = styles["Normal"], True
    if look.keep:
        style.next_paragraph_style = styles["Normal"]
    _dress(style, look)
    if name.startswith("Heading"):
        style.paragraph_format.keep_together = True
        style.element.pPr.append(OxmlElement("w:outlineLvl", {qn("w:val"): str(int(name[-1]) - 1)}))
    if name in _LINES:
        _line(style, *_LINES[name])
    if name.startswith("toc"):
        style.paragraph_format.tab_stops.add_tab_stop(PAGE.room[0], WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    if name == "Picture":
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _dress(style: ParagraphStyle, look: _Look) -> None:
    font, lines = style.font, style.paragraph_format
    font.size, font.color.rgb, font.bold = _points(look.size), look.colour, look.bold
    lines.space_before, lines.space_after, lines.left_indent = map(_points, (look.before, look.after, look.left))
    lines.line_spacing, lines.keep_with_next = look.line, look.keep


def _points(length: float | None) -> Length | None:
    return None if length is None else Pt(length)


def _line(style: ParagraphStyle, side: str, weight: int, colour: RGBColor) -> None:
    line = f'<w:{side} w:val="single" w:sz="{weight}" w:space="8" w:color="{colour}"/>'
    style.element.pPr.insert_element_before(
        parse_xml(f"<w:pBdr {nsdecls('w')}>{line}</w:pBdr>"), "w:spacing", "w:ind", "w:jc"
    )


def _number(document: Document) -> None:
    """Lists of our own, which the library can only name: chapters are numbered by Word, and so stay right when one is added."""
    lists = document.part.numbering_part.element
    lists[:] = [parse_xml(_list(number, levels)) for number, levels in enumerate(_LISTS)]
    for number in range(len(_LISTS)):
        lists.add_num(number)
    for name, (number, level) in _NUMBERED.items():
        numbered = document.styles[name].element.get_or_add_pPr().get_or_add_numPr()
        numbered.get_or_add_ilvl().val, numbered.get_or_add_numId().val = level, number


def _list(number: int, levels: tuple[tuple[str, str, str, int, int], ...]) -> str:
    named = {at: name.replace(" ", "") for name, at in _NUMBERED.items()}
    inside = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{sort}"/>'
        f'<w:pStyle w:val="{named[number + 1, level]}"/><w:suff w:val="{after}"/><w:lvlText w:val="{said}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
        for level, (sort, said, after, left, hanging) in enumerate(levels)
    )
    return (
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        f"{inside}</w:abstractNum>"
    )


def _table(document: Document) -> None:
    """Light lines, and a little air above and below what stands in a cell."""
    grid = document.styles["Table Grid"].element
    for line in grid.xpath("w:tblPr/w:tblBorders/*"):
        line.set(qn("w:color"), _FRAME)
    for side in grid.xpath("w:tblPr/w:tblCellMar/*"):
        side.set(qn("w:w"), "34" if side.tag in (qn("w:top"), qn("w:bottom")) else "85")
