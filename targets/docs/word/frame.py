"""What stands around the body of a DOCX: the package, its sheets, running head and foot, properties, and no clock."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.oxml.shape import CT_Inline
from docx.shared import Length, Mm

from .sheets import PAGE, Sheet
from .styles import define

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.text.paragraph import Paragraph

#: A file must not tell when it was built: the same spec gives the same bytes.
_NEVER = (1980, 1, 1, 0, 0, 0)

#: A third of the time of the usual compression, for a sixth more bytes.
_QUICK = 3

_LANGUAGES = {"ru": "ru-RU", "en": "en-GB"}

#: What the library's template holds besides and no reader needs: a picture of an empty sheet, the program it came from…
_NEEDLESS = ("/thumbnail", "/extended-properties", "/customXml", "/stylesWithEffects")

#: The longest property that the library writes.
_LONGEST = 255


def empty(title: str, client: str, edition: str, locale: str) -> Document:
    """A document without a body, with our styles and the words that run along on every sheet but the cover."""
    document, language = docx.Document(), _LANGUAGES.get(locale, "en-GB")
    for rels in (document.part.rels, document.part.package.rels):
        for id_ in [id_ for id_, rel in rels.items() if rel.reltype.endswith(_NEEDLESS)]:
            del rels[id_]
    define(document, language)
    _settings(document, language)
    _running(document, f"{client} — {title}", edition)
    about = document.core_properties
    about._element[:] = []  # the day and the author of the template
    about.title, about.subject, about.language = title[:_LONGEST], client[:_LONGEST], language
    if edition:
        about.version = edition[:_LONGEST]
    return document


def _settings(document: Document, language: str) -> None:
    """As Word of today lays pages out, or it would call the document one of an old version."""
    settings = document.settings.element
    for mode in settings.xpath("w:compat/w:compatSetting[@w:name='compatibilityMode']"):
        mode.set(qn("w:val"), "15")
    for languages in settings.xpath("w:themeFontLang"):
        languages.attrib.clear()
        languages.set(qn("w:val"), language)


def _running(document: Document, head: str, edition: str) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    above, below = section.header.paragraphs[0], section.footer.paragraphs[0]
    above.style = below.style = document.styles["Running"]
    above.text, below.text = head, f"{edition}\t"
    below.paragraph_format.tab_stops.add_tab_stop(PAGE.room[0], WD_TAB_ALIGNMENT.RIGHT)
    _field(below, "PAGE")
    below.add_run(" / ")
    _field(below, "NUMPAGES")


def _field(paragraph: Paragraph, code: str) -> None:
    field = OxmlElement("w:fldSimple", {qn("w:instr"): f" {code} "})
    paragraph._p.append(field)
    field.append(paragraph.add_run("1")._r)


def embed(document: Document, emf: bytes, title: str, width: Length, height: Length) -> str:
    """Takes a picture into the package; what stands for it in a line of text. The library's own way knows no EMF."""
    package = document.part.package
    name = package.next_partname("/word/media/picture%d.emf")
    id_ = document.part.relate_to(Part(name, CONTENT_TYPE.X_EMF, emf, package), RELATIONSHIP_TYPE.IMAGE)
    inline = CT_Inline.new_pic_inline(name.idx, id_, name.filename, width, height)
    inline.docPr.set("descr", title)
    return inline.xml


def add(document: Document, sheet: Sheet, body: str) -> None:
    """Adds what stands on such sheets (WordprocessingML), after all that is there."""
    inside = document.element.body
    section = document.sections[-1]
    if len(inside) > 1:
        section = document.add_section()
        section.different_first_page_header_footer = False  # only the cover has no running head
        inside[-2].style = "Thin"  # the paragraph that ends the sheets before takes no room
    _lay(section, sheet)
    for element in list(parse_xml(f"<w:body {nsdecls('w', 'r')}>{body}</w:body>")):
        inside[-1].addprevious(element)


def _lay(section: Section, sheet: Sheet) -> None:
    section.page_width, section.page_height = sheet.width, sheet.height
    section.orientation = WD_ORIENT.LANDSCAPE if sheet.width > sheet.height else WD_ORIENT.PORTRAIT
    section.left_margin, section.right_margin = sheet.left, sheet.right
    section.top_margin = section.bottom_margin = sheet.ends
    section.header_distance = section.footer_distance = Mm(9)


def packed(document: Document) -> bytes:
    """The bytes of the document, with the same date on everything in the package."""
    raw, out = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=_QUICK) as kept:
        for name in made.namelist():
            kept.writestr(zipfile.ZipInfo(name, _NEVER), made.read(name), zipfile.ZIP_DEFLATED, _QUICK)
    return out.getvalue()
