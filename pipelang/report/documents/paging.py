"""A printed page as a paper: page numbers in its contents, and no trace of the hour or the program that printed it."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping

#: Anchors as `anchors.anchor` makes them: nothing else may stand in a style sheet.
_ANCHOR = re.compile(r"[A-Za-z0-9_./ -]+")

_LEADERS = """
.contents ol a { display: flex; align-items: baseline; gap: .4em; }
.contents ol a::before { content: ""; order: 1; flex: 1; min-width: 2em; border-bottom: 1px dotted #8a95a5; }
.contents ol a::after { content: "00"; order: 2; }
"""


def numbered(html: str, pages: Mapping[str, int]) -> str:
    """The page with numbers of pages in its contents; without any yet, with room for them."""
    known = "".join(
        f'.contents a[href="#{anchor}"]::after {{ content: "{number}"; }}\n'
        for anchor, number in pages.items()
        if _ANCHOR.fullmatch(anchor)
    )
    return html.replace("</head>", f"<style>@media print {{{_LEADERS}{known}}}</style>\n</head>", 1)


def pages_of(pdf: bytes) -> dict[str, int]:
    """The page, from 1, that each anchor of the page is on."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(pdf))
    found: dict[str, int] = {}
    for name, place in reader.named_destinations.items():
        number = reader.get_destination_page_number(place)
        if number is not None:
            found[name.removeprefix("/")] = number + 1
    return found


def steady(pdf: bytes) -> bytes:
    """The same paper with nothing said of when and by what it was printed: the same page gives the same bytes."""
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    title = writer.metadata.get("/Title", "") if writer.metadata else ""
    writer.metadata = {"/Title": str(title)}
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
