"""What tests of rules need: the findings of one rule in a spec, what a fix makes of it, and a check of a rule's own examples."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType

from pipelang.compile import compile_program
from pipelang.diagnostics import Diagnostic
from pipelang.model import Program
from pipelang.rules import rule_modules
from pipelang.rules.engine import RuleSettings, check_rules
from pipelang.rules.rule import Level, OptionValue, Profile
from pipelang.source import Source

FILE = "main.pipe"


class OneFile:
    """The compiler's door to a project of one file."""

    def __init__(self, text: str) -> None:
        self.text = text

    def read(self, path: str) -> Source | Diagnostic:
        return Source(path, self.text) if path == FILE else Diagnostic("F101", None, {"suggestion": ""}, path=path)


def compiled(spec: str) -> Program:
    """The program of a spec that must compile with no problems at all."""
    done = compile_program(FILE, OneFile(spec))
    assert not done.problems, [(problem.code, problem.span and problem.span.place) for problem in done.problems]
    assert done.program is not None
    return done.program


def rule_module(rule_name: str) -> ModuleType:
    return next(module for module in rule_modules() if module.RULE.name == rule_name)


def findings(
    spec: str, rule_name: str, profile: Profile = "default", options: Mapping[str, OptionValue] | None = None
) -> list[Diagnostic]:
    """What one rule finds in a spec, in source order, exceptions applied. The rule is on even where its profile has it off."""
    module = rule_module(rule_name)
    levels: dict[str, Level] = {rule_name: "warning"} if module.RULE.level(profile) == "off" else {}
    found = check_rules(compiled(spec), RuleSettings(profile, levels, {rule_name: options or {}}), [module])
    return [item for item in found if item.code == module.RULE.code]


def named(spec: str, rule_name: str, param: str = "name") -> list[object]:
    """One particular of each finding, mostly the name that is spoken of."""
    return [item.params[param] for item in findings(spec, rule_name)]


def mended(spec: str, found: Diagnostic) -> str:
    """The spec after a finding's fix."""
    assert found.fix is not None
    for edit in sorted(found.fix.edits, key=lambda edit: edit.span.start, reverse=True):
        assert edit.span.source.text == spec
        spec = spec[: edit.span.start] + edit.text + spec[edit.span.end :]
    return spec


def check_examples(module: ModuleType) -> None:
    """`bad` has exactly one finding, `good` none; the words of both languages fit it; a fix mends it and keeps the spec valid."""
    from pipelang.report.wording import label_words, word

    rule = module.RULE
    assert findings(rule.good, rule.name) == []
    (found,) = findings(rule.bad, rule.name)
    for locale in ("en", "ru"):
        worded = word(found, locale)
        assert worded.message and worded.hint and worded.why
        assert all(label_words(found, label.role, locale) for label in found.labels)
    assert (found.fix is not None) == (rule.fix != "none")
    if found.fix is not None:
        assert found.fix.safe == (rule.fix == "safe")
        assert findings(mended(rule.bad, found), rule.name) == []
