"""The Markdown of the pages: sentences of the catalogue, tables, blocks of code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipelang.report.documents.markdown import escape


def code(text: str, language: str) -> str:
    """A block of code."""
    return f"```{language}\n{text.strip(chr(10))}\n```"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Cells are Markdown already; a bar inside one would end it."""
    lines = [" | ".join(head), " | ".join(["---"] * len(head))]
    lines += [" | ".join(re.sub(r"(?<!\\)\|", r"\\|", cell) for cell in row) for row in rows]
    return "\n".join(f"| {line} |" for line in lines)


def prose(text: str) -> str:
    """A sentence of the catalogue: what stands in back quotes is code, everything else only words."""
    return "".join(
        f"`{part}`" if number % 2 else " " * (len(part) - len(part.lstrip())) + escape(part.lstrip())
        for number, part in enumerate(text.split("`"))
    )


def sentence(text: str) -> str:
    """The same with a capital and a full stop, as prose has them."""
    said = prose(text)
    return f"{said[:1].upper()}{said[1:]}{'' if said.endswith(('.', '!', '?', '…')) else '.'}"
