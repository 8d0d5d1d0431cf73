"""Words that are looked for in names by their stems, where grammar is not needed."""

from __future__ import annotations

import re

from pipelang.names.memory import answer


class Stems:
    """Patterns of whole words in small letters, without «ё». Compiled for the first name that was not judged before."""

    __slots__ = ("_pattern",)

    def __init__(self, *words: str) -> None:
        self._pattern = rf"(?<!\w)(?:{'|'.join(words)})(?!\w)"

    def __repr__(self) -> str:
        return f"Stems({self._pattern!r})"

    def within(self, name: str) -> bool:
        return self.found(name) != ""

    def found(self, name: str) -> str:
        """The first that stands in a name, or an empty text."""
        return answer(self._pattern, name, self._search)

    def _search(self, name: str) -> str:
        match = re.search(self._pattern, " ".join(name.casefold().replace("ё", "е").split()))
        return match[0] if match else ""
