"""The practices of good funnels as executable rules: one file per rule, found by looking into the folders."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelang.rules.rule import Rule

GROUPS = ("structure", "stages", "outcomes", "card")


@cache
def rule_modules() -> tuple[ModuleType, ...]:
    """The modules of all rules that ship with pipelang, in order of code. Each has `RULE` and its `check_…` functions."""
    found: list[ModuleType] = []
    for group in GROUPS:
        package = import_module(f"pipelang.rules.{group}")
        names = [item.name for item in iter_modules(package.__path__) if not item.name.startswith("_")]
        found += [import_module(f"{package.__name__}.{name}") for name in names]
    return tuple(sorted(found, key=lambda module: module.RULE.code))


def all_rules() -> tuple[Rule, ...]:
    """Every rule, in order of code: those of the modules, and the one about exceptions, which the engine checks itself."""
    from pipelang.rules.unused_allow import RULE

    return (*(module.RULE for module in rule_modules()), RULE)
