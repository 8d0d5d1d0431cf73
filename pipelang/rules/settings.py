"""`[rules]` of pipelang.toml: which rules a project wants, how strictly, and with which numbers.

    [rules]
    profile = "strict"
    monster-pipeline = { level = "error", most = 12 }
    stage-without-hint = "off"

    [rules.paths."specs/old/**"]
    sump-stage = "info"

Rules are named by name or code. What is wrong is said with its place in the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pipelang.configuration import Table
from pipelang.diagnostics import Problems, suggestion
from pipelang.rules import all_rules
from pipelang.rules.engine import RuleSettings
from pipelang.rules.rule import LEVELS, PROFILES, Level, Option, OptionValue, Profile, Rule

#: Keys of `[rules]` that are no rules.
_OWN = ("profile", "paths")


def read_rules(
    table: Table | None, problems: Problems, profile: Profile | None = None, rules: Iterable[Rule] | None = None
) -> RuleSettings:
    """The settings in a table; `profile` is one that goes before the table's own. What is wrong is left out."""
    if table is None or not table.data:
        return RuleSettings(profile or "default")
    rules = all_rules() if rules is None else rules
    return _Reader(table, problems, rules).read(profile)


class _Reader:
    def __init__(self, table: Table, problems: Problems, rules: Iterable[Rule]) -> None:
        self.table = table
        self.problems = problems
        self.rules = {name: rule for rule in rules for name in (rule.name, rule.code)}
        self.names = [name for name, rule in self.rules.items() if name == rule.name]

    def read(self, profile: Profile | None) -> RuleSettings:
        levels: dict[str, Level] = {}
        options: dict[str, Mapping[str, OptionValue]] = {}
        for key, value in self.table.data.items():
            if key in _OWN or not self._known(key):
                continue
            name, given = self._name(key), dict(value) if isinstance(value, dict) else {"level": value}
            if "level" in given and (level := self._level((key, "level"), key, given.pop("level"))):
                levels[name] = level
            if given:
                options[name] = dict(self._options(key, given))
        own = self._profile()
        return RuleSettings(profile or own, levels, options, tuple(self._paths()))

    def _profile(self) -> Profile:
        value = self.table.data.get("profile", "default")
        for profile in PROFILES:
            if value == profile:
                return profile
        self.problems.add(
            "C104", self.table.span("profile"), key="profile", value=_shown(value), known=", ".join(PROFILES)
        )
        return "default"

    def _known(self, key: str, *path: str) -> bool:
        if key in self.rules:
            return True
        meant = suggestion(key.lower(), self.names) or suggestion(key.upper(), self.rules)
        meant = meant or ("" if path else suggestion(key, _OWN))
        self.problems.add("C121", self.table.span(*path, key), name=key, suggestion=meant)
        return False

    def _name(self, key: str) -> str:
        return self.rules[key].name if key in self.rules else key

    def _level(self, path: tuple[str, ...], key: str, value: object) -> Level | None:
        found = next((level for level in LEVELS if level == value), None)
        if found is None:
            shown, known = _shown(value), ", ".join(LEVELS)
            self.problems.add("C122", self.table.span(*path), name=key, value=shown, known=known)
        elif found == "off" and key in self.rules and not self.rules[key].in_place:
            self.problems.add("C125", self.table.span(*path), name=self.rules[key].name)
            return None
        return found

    def _options(self, key: str, given: Mapping[str, Any]) -> Iterable[tuple[str, OptionValue]]:
        known = {option.name: option for option in self.rules[key].options} if key in self.rules else {}
        for name, value in given.items():
            span = self.table.span(key, name)
            if name not in known:
                listed = ", ".join(["level", *known])
                meant = suggestion(name, ["level", *known])
                self.problems.add("C123", span, name=key, option=name, known=listed, suggestion=meant)
            elif (taken := _taken(value, known[name])) is None:
                self.problems.add(
                    "C124", span, name=key, option=name, example=f"{name} = {toml_of(known[name].default)}"
                )
            else:
                yield name, taken

    def _paths(self) -> Iterable[tuple[str, Mapping[str, Level]]]:
        paths = self.table.data.get("paths", {})
        for pattern, given in paths.items() if isinstance(paths, dict) else [("paths", None)]:
            if not isinstance(given, dict):
                example = '[rules.paths."specs/old/**"]'
                self.problems.add("C103", self.table.span("paths", pattern), key=pattern, example=example)
                continue
            levels = {
                self._name(key): level
                for key, value in given.items()
                if self._known(key, "paths", pattern) and (level := self._level(("paths", pattern, key), key, value))
            }
            yield pattern, levels


def _taken(value: Any, option: Option) -> OptionValue | None:
    """The value of an option, or None when it is of another type than the default."""
    wanted = option.default
    if isinstance(wanted, tuple):
        items = [value] if isinstance(value, str) else value
        return tuple(items) if isinstance(items, list) and all(isinstance(item, str) for item in items) else None
    if isinstance(wanted, bool) or isinstance(value, bool):
        return value if isinstance(wanted, bool) and isinstance(value, bool) else None
    if isinstance(wanted, float) and isinstance(value, int):
        return float(value)
    if isinstance(wanted, int) and isinstance(value, int) and value < 0:
        return None
    return value if isinstance(value, type(wanted)) else None


def toml_of(value: OptionValue) -> str:
    """A value as the file writes it."""
    if isinstance(value, tuple):
        return "[" + ", ".join(map(toml_of, value)) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value).lower()


def _shown(value: object) -> str:
    """A value as the file has it, for a message; of lists and tables only what they are."""
    if isinstance(value, str | int | float):
        return str(value).lower() if isinstance(value, bool) else str(value)
    return "[…]" if isinstance(value, list) else "{…}"
