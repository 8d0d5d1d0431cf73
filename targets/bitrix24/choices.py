"""The options of a program that hold for Bitrix24. Options are read by pydantic, which is loaded only where there are any."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipelang.diagnostics import Problems
from pipelang.model import Program


class Choices:
    """The valid options by address. What does not fit counts as not given: `check` reports it."""

    def __init__(self, found: Mapping[str, Mapping[str, Any]]) -> None:
        self._found = found

    def text(self, address: str, key: str) -> str:
        value = self._found.get(address, {}).get(key)
        return value if isinstance(value, str) else ""

    def flag(self, address: str, key: str) -> bool:
        return self._found.get(address, {}).get(key) is True

    def default_pipeline(self, address: str) -> bool:
        """Whether the spec takes the portal's own pipeline, number 0, for this one."""
        return self._found.get(address, {}).get("id") == 0


def choices_of(program: Program, problems: Problems | None = None) -> Choices:
    """The options that a program gives. What is wrong with them goes to `problems`, when somebody asks."""
    given = [option for option in program.options if option.target == "bitrix24"]
    if not given:
        return Choices({})
    from .options import read_options

    return Choices(read_options(given, Problems() if problems is None else problems))
