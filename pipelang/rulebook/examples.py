"""The examples of a rule as its pages show them, what the rule finds in the bad one, and how that is printed."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType

from pipelang.compile import compile_program
from pipelang.diagnostics import Diagnostic, Problems
from pipelang.messages import Locale
from pipelang.report.diagnostics.findings import gather
from pipelang.report.diagnostics.text import render
from pipelang.rules import rule_modules
from pipelang.rules.engine import RuleSettings, check_rules
from pipelang.rules.examples import in_locale
from pipelang.rules.rule import Level, Rule
from pipelang.source import Source
from pipelang.syntax.formatter import format_source

_FILE = "main.pipe"
_WIDTH = 96


@dataclass(frozen=True, slots=True)
class _OneFile:
    """The compiler's door to an example."""

    text: str

    def read(self, path: str) -> Source | Diagnostic:
        return Source(path, self.text) if path == _FILE else Diagnostic("F101", None, {"path": path}, path=path)


def shown(spec: str, locale: Locale) -> str:
    """An example in the reader's language and in the one style of specs. Raises ValueError for one that cannot be read."""
    problems = Problems()
    formatted = format_source(Source(_FILE, in_locale(spec, locale)), problems)
    if formatted is None or problems:
        raise ValueError("an example cannot be read")
    return formatted


def finding(rule: Rule, spec: str) -> Diagnostic:
    """What a rule finds in its bad example. Raises ValueError where that is not exactly one thing, or the example is wrong."""
    compiled = compile_program(_FILE, _OneFile(spec))
    if compiled.program is None or compiled.problems:
        raise ValueError(f"the bad example of {rule.name} does not compile")
    levels: dict[str, Level] = {rule.name: "info"} if rule.severity == "off" else {}
    problems = check_rules(compiled.program, RuleSettings(levels=levels), _modules(rule))
    found = [problem for problem in problems if problem.code == rule.code]
    if len(found) != 1:
        raise ValueError(f"the bad example of {rule.name} gives {len(found)} findings of it, not one")
    return found[0]


def _modules(rule: Rule) -> tuple[ModuleType, ...]:
    """The rule's own module; exceptions are checked against what all rules find."""
    return tuple(module for module in rule_modules() if module.RULE is rule) or rule_modules()


def printed(found: Diagnostic, locale: Locale) -> str:
    """A finding as `pipelang check` prints it, without the summary."""
    report = render(gather([found], files=1), locale, columns=_WIDTH)
    return "\n".join(line.rstrip() for line in report.rstrip("\n").split("\n")[:-1]).rstrip("\n")
