"""How well `pipelang.names` reads real stage names: prints the figures and writes them into docs/stage-names.md.

python benchmarks/stage_names.py          # print and write
python benchmarks/stage_names.py --check  # print, and fail if the page is out of date
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from pipelang.names import style, sump

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "tests" / "data" / "stage_names.tsv"
PAGE = ROOT / "docs" / "stage-names.md"
CLASSES = ("conversion", "process", "ambiguous", "task", "neutral")
BEGIN, END = "<!-- figures: benchmarks/stage_names.py -->\n", "<!-- /figures -->\n"


@dataclass(frozen=True, slots=True)
class Labelled:
    name: str
    label: str
    language: str
    part: str
    sump: str
    source: str


@dataclass(frozen=True, slots=True)
class Score:
    """Shares from 0 to 1; None where nothing was there to find, or nothing was found."""

    precision: float | None
    recall: float | None
    support: int


def load() -> list[Labelled]:
    with DATA.open(encoding="utf-8", newline="") as file:
        return [Labelled(**row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def accuracy(rows: Iterable[Labelled]) -> float:
    hits = [style(row.name) == row.label for row in rows]
    return sum(hits) / len(hits)


def score(
    rows: list[Labelled], wanted: str, found: Callable[[Labelled], str], label: Callable[[Labelled], str]
) -> Score:
    hits = sum(found(row) == label(row) == wanted for row in rows)
    said, meant = (sum(of(row) == wanted for row in rows) for of in (found, label))
    return Score(hits / said if said else None, hits / meant if meant else None, meant)


def figures() -> str:
    rows = load()
    parts = {part: [row for row in rows if row.part == part] for part in ("tune", "report", "fresh")}
    lines = [_sizes(parts), "### Per class\n", *_classes(parts), "### Parking lots\n", *_sumps(parts), "### Misses\n"]
    for part in ("report", "fresh"):
        lines += [f"On `{part}`:\n", *_misses(parts[part])]
    return "\n".join(lines)


def _sizes(parts: dict[str, list[Labelled]]) -> str:
    table = [
        "| Part | Names | Russian | English | Right | Russian | English |",
        "| --- | --: | --: | --: | --: | --: | --: |",
    ]
    for part, rows in parts.items():
        tongues = [[row for row in rows if row.language == language] for language in ("ru", "en")]
        shares = " | ".join(_percent(accuracy(some)) for some in (rows, *tongues))
        table.append(f"| `{part}` | {len(rows)} | {len(tongues[0])} | {len(tongues[1])} | {shares} |")
    return "\n".join(table) + "\n"


def _classes(parts: dict[str, list[Labelled]]) -> list[str]:
    head = "| Class | Precision, `report` | Recall | Names | Precision, `fresh` | Recall | Names |"
    table = [head, "| --- | --: | --: | --: | --: | --: | --: |"]
    for wanted in CLASSES:
        scores = [
            score(parts[part], wanted, lambda row: style(row.name), lambda row: row.label)
            for part in ("report", "fresh")
        ]
        table.append(f"| {wanted} | " + " | ".join(map(_cells, scores)) + " |")
    return [*table, ""]


def _sumps(parts: dict[str, list[Labelled]]) -> list[str]:
    rows = [*parts["report"], *parts["fresh"]]
    table = ["| Strength | Precision, `report` and `fresh` | Recall | Names |", "| --- | --: | --: | --: |"]
    for wanted in ("strong", "weak"):
        found = score(rows, wanted, lambda row: _strength(row.name), lambda row: row.sump)
        table.append(f"| {wanted} | {_cells(found)} |")
    return [*table, ""]


def _strength(name: str) -> str:
    found = sump(name)
    return found.strength if found else ""


def _misses(rows: list[Labelled]) -> list[str]:
    wrong = [row for row in rows if style(row.name) != row.label]
    return [*(f"- «{row.name}»: {row.label}, read as {style(row.name)}" for row in wrong), ""]


def _cells(found: Score) -> str:
    return f"{_percent(found.precision)} | {_percent(found.recall)} | {found.support}"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}"


def page(text: str, inside: str) -> str:
    """The page with new figures between the marks."""
    before, rest = text.split(BEGIN)
    return before + BEGIN + "\n" + inside + "\n" + END + rest.split(END)[1]


def main(arguments: list[str]) -> int:
    inside = figures()
    print(inside)
    old = PAGE.read_text(encoding="utf-8")
    new = page(old, inside)
    if "--check" in arguments:
        return int(new != old)
    PAGE.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
