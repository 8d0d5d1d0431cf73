"""Documents as DOCX, for people who sign, comment and keep papers in Word: real headings, styles, tables, contents.

The package with its styles, sheets, head and foot is made by python-docx (`frame`, `styles`), what the document says is
written into it as XML (`body`, `wordml`), and drawings become pictures of lines and letters (`picture`, `emf`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import itemgetter

from pipelang.report.documents.document import Block, Figure, Section
from pipelang.report.xml import fit

from . import frame
from .body import Writer
from .picture import size
from .sheets import PAGE, Sheet, sheet_for


@dataclass(frozen=True, slots=True)
class Cover:
    """Words of the frame; `contents` is the heading of the table of contents, `edition` may be empty."""

    title: str
    client: str
    locale: str
    contents: str
    edition: str = ""


def word(blocks: tuple[Block, ...], cover: Cover) -> bytes:
    """The whole document as the bytes of a `.docx`; the same blocks always give the same bytes."""
    title, client, edition = (" ".join(fit(words).split()) for words in (cover.title, cover.client, cover.edition))
    document = frame.empty(title, client, edition, cover.locale)
    writer = Writer(partial(frame.embed, document))
    front = writer.cover(client, title, edition) + writer.contents(blocks, cover.contents)
    chapters = [(PAGE, front), *((_sheet(block), writer.write((block,), 1)) for block in blocks)]
    for sheet, run in groupby(chapters, itemgetter(0)):
        frame.add(document, sheet, "".join(text for _, text in run))
    return frame.packed(document)


def _sheet(block: Block) -> Sheet:
    """A wide chapter has sheets of its own, as large as its drawing wants them."""
    if isinstance(block, Section) and block.kind == "wide":
        return next((sheet_for(*size(part.svg))[0] for part in block.blocks if isinstance(part, Figure)), PAGE)
    return PAGE


__all__ = ["Cover", "word"]
