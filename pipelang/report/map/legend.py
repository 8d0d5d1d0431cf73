"""What stands under a diagram: what colours, signs and lines mean, then each way in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from pipelang.report.map import pencil
from pipelang.report.map.lanes import MARGIN
from pipelang.report.map.textfit import clip, width, wrap
from pipelang.report.map.ways import Way
from pipelang.words import Words

_SIZE = 11.5
#: Columns of ways are at least so wide, so that their lines stay easy to read.
_COLUMN = 480.0

_Sign = Callable[[float, float], str]


def legend(
    sheet: tuple[float, float], words: Words, fills: Mapping[str, str], found: Sequence[Way], listed: bool
) -> tuple[list[str], float]:
    """The markup under a drawing of that width and height, and how high all of it is. `listed`: the ways in words too."""
    made: list[str] = []
    room = sheet[0] - 2 * MARGIN
    x, y = MARGIN, sheet[1] + 12
    for sign, name in _entries(words, fills, found):
        said = clip(name, room - 30, _SIZE)
        needed = 30 + width(said, _SIZE) + 14
        if x + needed > sheet[0] - MARGIN and x > MARGIN:
            x, y = MARGIN, y + 22
        made += [sign(x, y), pencil.text(said, x + 30, y + 4, _SIZE)]
        x += needed
    if not listed:
        return made, y + 22
    told, bottom = _listed(found, room, y + 30)
    return [*made, *told], bottom


def _listed(found: Sequence[Way], room: float, top: float) -> tuple[list[str], float]:
    """The ways, numbered, in as many columns as there is room for."""
    columns = max(1, min(int(room // _COLUMN), len(found)))
    rows = -(-len(found) // columns)
    wide = room / columns
    made: list[str] = []
    bottom = top
    for column in range(columns):
        x, y = MARGIN + column * wide, top
        for number, way in list(enumerate(found))[column * rows : (column + 1) * rows]:
            lines = wrap(way.words, wide - 46, _SIZE)
            made.append(pencil.badge(str(number + 1), (x + 8, y - 4), colour_of(number)))
            made += pencil.texts(lines, x + 22, y, 15, _SIZE)
            y += 15 * len(lines) + 5
        bottom = max(bottom, y)
    return made, bottom


def colour_of(number: int) -> str:
    """The colour of an arrow and of its number."""
    return pencil.LINES[number % len(pencil.LINES)]


def _entries(words: Words, fills: Mapping[str, str], found: Iterable[Way]) -> Iterator[tuple[_Sign, str]]:
    for role, fill in fills.items():
        yield partial(pencil.swatch, fill), words.role(role)
    places = [stage for pipeline in words.program.pipelines for stage in pipeline.stages]
    if any(stage.key for stage in places):
        yield (lambda x, y: pencil.star(x + 11, y)), words.t("diagram.key")
    if any(stage.no_skip for stage in places):
        yield pencil.double, words.t("diagram.no skip")
    modes = {way.mode for way in found}
    for mode in pencil.DASHES:
        if mode in modes:
            yield partial(pencil.stroke, mode), words.t(f"diagram.{mode}")
