"""Small pieces of WordprocessingML as text: runs, paragraphs, fields."""

from __future__ import annotations

from xml.sax.saxutils import escape

from pipelang.report.documents.document import Run
from pipelang.report.xml import fit

_CODE = '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/>'

FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def field_start(code: str, dirty: bool = False) -> str:
    """The beginning of a field; what it shows follows, then `FIELD_END`. A dirty one Word fills in anew on opening."""
    mark = ' w:dirty="true"' if dirty else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"{mark}/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def _letters(text: str) -> str:
    """The text of a run; line ends become breaks."""
    if text.isprintable():
        return f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    lines = fit(text).replace("\t", " ").replace("\r", "").split("\n")
    return "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)


def run(text: str, looks: str = "") -> str:
    """A piece of text; `looks` are the elements of its properties."""
    return f"<w:r>{f'<w:rPr>{looks}</w:rPr>' if looks else ''}{_letters(text)}</w:r>"


def worn(words: Run) -> str:
    """Words with looks; a link to a page is a field, which needs no list of addresses beside the text."""
    looks = (styled("Link") if words.href else "") + (_CODE if words.code else "")
    said = run(words.text, looks + ("<w:b/>" if words.bold else "") + ("<w:i/>" if words.italic else ""))
    if not words.href:
        return said
    address = escape(words.href, {'"': "%22", "'": "%27"})
    return f"<w:fldSimple w:instr='HYPERLINK \"{address}\"'>{said}</w:fldSimple>"


def styled(name: str) -> str:
    return f'<w:rStyle w:val="{name}"/>'


def paragraph(runs: str, style: str = "", more: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{runs}</w:p>"
