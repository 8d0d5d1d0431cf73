"""`python -m pipelang.rulebook docs`: writes the pages about rules. Tests fail while they are stale."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from posixpath import relpath

from pipelang.rulebook.pages import FOLDERS, Business, pages


def businesses_in(mistakes: Path, docs: Path) -> dict[str, list[Business]]:
    """The specs of whole businesses in a folder, by the code of what each does wrong."""
    found: dict[str, list[Business]] = {}
    for folder in sorted(path.parent for path in mistakes.glob("*/expected.txt")):
        code = re.search(r"\[(R\d+)\]", folder.joinpath("expected.txt").read_text(encoding="utf-8"))
        name = re.search(r'^crm "([^"]*)"', folder.joinpath("bad.pipe").read_text(encoding="utf-8"), re.MULTILINE)
        if code and name:
            path = relpath(folder.resolve().as_posix(), docs.resolve().as_posix())
            found.setdefault(code[1], []).append(Business(name[1], path))
    return found


def write(docs: Path) -> None:
    """Write all pages; one of a rule that is gone is removed."""
    made = pages(businesses_in(docs.parent / "tests" / "mistakes", docs))
    for folder in FOLDERS.values():
        docs.joinpath(folder).mkdir(parents=True, exist_ok=True)
        for path in docs.joinpath(folder).glob("*.md"):
            if path.relative_to(docs).as_posix() not in made:
                path.unlink()
    for name, text in made.items():
        docs.joinpath(name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
