"""Columns where a person would make them: neighbouring lines of one sort, the settings at the head of a block, and the comments
beside neighbouring lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipelang.syntax.lines import Line

#: A cell is padded up to this width; a longer one just pushes its own line out.
_WIDEST = 28
#: So is a line up to this one before the comment beside it.
_WIDEST_LINE = 70


def aligned(lines: list[Line]) -> Iterator[tuple[Line, str]]:
    """Each line with its head, padded where it stands in a column with its neighbours."""
    at = 0
    while at < len(lines):
        run = _run(lines, at)
        yield from zip(run, _padded(run), strict=True)
        at += len(run)


def _run(lines: list[Line], at: int) -> list[Line]:
    """The lines from `at` that make one table: same sort, no blank line or comment between them."""
    first = _sort(lines[at])
    run = [lines[at]]
    while first and not run[-1].spreads and at + len(run) < len(lines):
        line = lines[at + len(run)]
        if _sort(line) != first or line.blank or line.leading:
            break
        run.append(line)
    return run


def _sort(line: Line) -> str:
    if line.kind in _CELLS:
        return line.kind
    return "setting" if line.kind in _SETTINGS and line.block is None else ""


def _padded(run: list[Line]) -> list[str]:
    if len(run) == 1:
        return [run[0].head]
    split = _CELLS.get(run[0].kind, _keyword_and_rest)
    rows = [split(line.words) for line in run]
    widths = [
        max((len(row[index]) for row in rows if index < len(row) - 1 and len(row[index]) <= _WIDEST), default=0)
        for index in range(max(map(len, rows)))
    ]
    return [_joined(row, widths) for row in rows]


def _joined(row: list[str], widths: list[int]) -> str:
    padded = [cell.ljust(width) for cell, width in zip(row[:-1], widths, strict=False)]
    return " ".join([*padded, row[-1]])


# ---- comments beside lines ----


def put_beside(rows: Sequence[tuple[Line, list[str]]]) -> None:
    """Put each comment behind the last line of its statement; those of neighbours of one sort stand below each other."""
    at = 0
    while at < len(rows):
        run = [rows[at]]
        while at + len(run) < len(rows) and _continues(run[-1], rows[at + len(run)]):
            run.append(rows[at + len(run)])
        width = max((len(texts[-1]) for _, texts in run if len(texts[-1]) <= _WIDEST_LINE), default=0)
        for line, texts in run:
            if line.trailing:
                texts[-1] = f"{texts[-1].ljust(width)}  {line.trailing}"
        at += len(run)


def _continues(before: tuple[Line, list[str]], row: tuple[Line, list[str]]) -> bool:
    """Whether a row stands right below another one of its sort, both with a comment beside their only line."""
    above, line = before[0], row[0]
    if not above.trailing or not line.trailing or line.blank or line.leading:
        return False
    if (_sort(above) or above.kind) != (_sort(line) or line.kind):
        return False
    return all(len(texts) == 1 and "\n" not in texts[0] for _, texts in (before, row))


# ---- how a line of each sort falls into cells ----


def _keyword_and_rest(words: list[str]) -> list[str]:
    """`sla stay 2d`, `courier "…"`: the first word, the rest."""
    return [words[0], " ".join(words[1:])] if len(words) > 1 else words


def _named(words: list[str]) -> list[str]:
    """`role manager "…"`: keyword, id, the rest."""
    return [*words[:2], " ".join(words[2:])]


def _channel(words: list[str]) -> list[str]:
    """`channel site: form "…"`."""
    return [*words[:3], " ".join(words[3:])]


def _field(words: list[str]) -> list[str]:
    """`field budget on deal: money "…"`: the type may have several words."""
    name = next((index for index, word in enumerate(words) if index > 4 and word.startswith(('"', "$"))), len(words))
    return [*words[:2], " ".join(words[2:4]), " ".join(words[4:name]), " ".join(words[name:])]


_CELLS: dict[str, Callable[[list[str]], list[str]]] = {
    "role": _named,
    "product": _named,
    "service": _named,
    "channel": _channel,
    "param": _named,
    "field": _field,
    "option": _keyword_and_rest,
    "reason": _named,
    "access_rule": _keyword_and_rest,
    "target_option": _keyword_and_rest,
}
_SETTINGS = frozenset(
    {
        "locale",
        "timezone",
        "currency",
        "hours",
        "about",
        "kind",
        "style",
        "for_",
        "sources",
        "goal",
        "owner",
        "sla",
        "require",
        "task",
        "norm",
    }
)
