"""The practices of good funnels as executable rules: one file per rule, found by looking into the folders."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

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
