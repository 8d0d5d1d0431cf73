"""What a page needs so that people can walk about in its diagrams: colours for the dark theme, buttons, and a script.

A page takes it as `chart`, includes `map.css` in its style and `map.html` in its body, and lets `chart.script` run. Without
the script a diagram is a picture with links.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from pipelang.report.documents.pages import Script, script
from pipelang.report.map.pencil import NIGHT
from pipelang.words import Phrase, Words

PHRASES: dict[str, Phrase] = {
    "map.tools": Phrase("Zoom of the map", "Масштаб схемы"),
    "map.in": Phrase("Zoom in (+)", "Крупнее (+)"),
    "map.out": Phrase("Zoom out (−)", "Мельче (−)"),
    "map.fit": Phrase("Show all of it (0)", "Показать целиком (0)"),
    "map.fit.short": Phrase("Fit", "Целиком"),
    "map.full": Phrase("Actual size", "Настоящий размер"),
    "map.hint": Phrase(
        "Drag to move, Ctrl and the wheel to zoom. Point at an arrow or a stage to see where deals go.",
        "Двигайте мышью, меняйте масштаб колесом с Ctrl. Наведите на стрелку или этап, чтобы увидеть, куда идут сделки.",
    ),
}


@dataclass(frozen=True, slots=True)
class Chart:
    """`night`: pairs of colours, the one on paper and its counterpart in the dark. `say`: a phrase of the buttons."""

    night: tuple[tuple[str, str], ...]
    script: Script
    say: Callable[[str], str]


def chart(words: Words) -> Chart:
    return Chart(tuple(NIGHT.items()), _script(), words.with_phrases(PHRASES).t)


@cache
def _script() -> Script:
    return script("pipelang.report", "map.js")
