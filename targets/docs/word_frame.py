"""What stands around the body of a DOCX: paper, styles, running head, properties, and a package without clocks."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_INK, _SOFT, _BLUE = RGBColor(0x1C, 0x24, 0x30), RGBColor(0x56, 0x61, 0x73), RGBColor(0x1F, 0x4E, 0x79)
_FONT = "Calibri"

#: A file must not tell when it was built: the same spec gives the same bytes.
_NEVER = datetime(2000, 1, 1)
_ZIP_NEVER = (1980, 1, 1, 0, 0, 0)

_LANGUAGES = {"ru": "ru-RU", "en": "en-GB"}


def frame(title: str, client: str, locale: str) -> Document:
    """An empty document on A4 with the styles that `word` writes in."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(22), Mm(16)
    section.top_margin = section.bottom_margin = Mm(18)
    _styles(document, _LANGUAGES.get(locale, "en-GB"))
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.text = " ".join(f"{client} — {title}".split())
    head.style = foot.style = document.styles["Running"]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _field(foot, "PAGE")
    foot.add_run(" / ")
    _field(foot, "NUMPAGES")
    _properties(document, title, client, _LANGUAGES.get(locale, "en-GB"))
    return document


def _styles(document: Document, language: str) -> None:
    styles = document.styles
    for style in styles:
        if style.type == WD_STYLE_TYPE.PARAGRAPH and style.name:
            _face(style)
    normal = styles["Normal"]
    normal.font.size = Pt(10.5)
    normal.paragraph_format.space_after = Pt(4)
    for level, size in ((1, 18), (2, 15), (3, 12.5), (4, 11.5), (5, 11), (6, 10.5)):
        heading = styles[f"Heading {level}"]
        heading.font.size, heading.font.color.rgb, heading.font.italic = Pt(size), _BLUE, False
    styles["Title"].font.color.rgb = _INK
    styles["Subtitle"].font.color.rgb = _SOFT
    _paragraph_styles(document)
    for name, points, colour in (("Mark", 7.5, _SOFT), ("Badge", 9, _BLUE), ("Link", None, _BLUE)):
        made = styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        made.font.size, made.font.color.rgb = Pt(points) if points else None, colour
    defaults = styles.element.find(qn("w:docDefaults")).find(f".//{qn('w:rPr')}")
    for found in defaults.findall(qn("w:lang")):
        defaults.remove(found)
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), language)
    defaults.append(lang)


def _face(style: object) -> None:
    """One face for all letters: the template's themes have none for Cyrillic headings."""
    properties = style.element.get_or_add_rPr()  # type: ignore[attr-defined]
    for found in properties.findall(qn("w:rFonts")):
        properties.remove(found)
    fonts = OxmlElement("w:rFonts")
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), _FONT)
    properties.insert(0, fonts)


def _paragraph_styles(document: Document) -> None:
    styles = document.styles
    for name, size, before, after in (
        ("Cell", 9, 0, 1),
        ("CardTitle", 10.5, 6, 2),
        ("Quotation", 10, 0, 6),
        ("Running", 8, 0, 0),
        ("TOC1", 10.5, 3, 0),
        ("TOC2", 10, 0, 0),
    ):
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = styles["Normal"]
        made.font.size = Pt(size)
        made.paragraph_format.space_before, made.paragraph_format.space_after = Pt(before), Pt(after)
    for level in (1, 2):
        # Word knows its own styles of contents by these names.
        styles.element.find(f"w:style[@w:styleId='TOC{level}']/w:name", styles.element.nsmap).set(
            qn("w:val"), f"toc {level}"
        )
    styles["CardTitle"].font.bold = True
    styles["CardTitle"].font.color.rgb = styles["Running"].font.color.rgb = _SOFT
    styles["CardTitle"].paragraph_format.keep_with_next = True
    styles["Quotation"].paragraph_format.left_indent = styles["toc 2"].paragraph_format.left_indent = Mm(6)


def _field(paragraph: Paragraph, code: str) -> None:
    made = OxmlElement("w:fldSimple")
    made.set(qn("w:instr"), code)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    made.append(run)
    paragraph._p.append(made)


def _properties(document: Document, title: str, client: str, language: str) -> None:
    about = document.core_properties
    about.title, about.subject, about.language = title[:255], client[:255], language
    about.author = about.last_modified_by = about.comments = about.keywords = ""
    about.created = about.modified = _NEVER
    about.revision = 1


def packed(document: Document, body: str) -> bytes:
    """The bytes of the document with this body (WordprocessingML), and the same date on everything in the package."""
    raw, out = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as made, zipfile.ZipFile(out, "w") as kept:
        for item in made.infolist():
            content = made.read(item)
            if item.filename == "word/document.xml":
                # The properties of the section stay last.
                content = content.replace(b"<w:sectPr", body.encode() + b"<w:sectPr", 1)
            entry = zipfile.ZipInfo(item.filename, _ZIP_NEVER)
            entry.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(entry, content)
    return out.getvalue()
