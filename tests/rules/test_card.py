"""The rules on cards, rights and secrets: what they find, and what they let pass."""

from __future__ import annotations

from types import ModuleType

import pytest
from rules.tools import check_examples, compiled, findings, mended

from pipelang.rules import rule_modules


@pytest.mark.parametrize("module", [m for m in rule_modules() if ".card." in m.__name__], ids=lambda m: m.RULE.name)
def test_examples(module: ModuleType) -> None:
    check_examples(module)
