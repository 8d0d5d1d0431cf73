"""Runs the rules over a program: one walk, levels and exceptions applied, everything else reported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from fnmatch import fnmatchcase
from types import ModuleType
from typing import Any

from pipelang.diagnostics import Diagnostic, Edit, Fix, Kind, Param, suggestion
from pipelang.model import Allow, Program
from pipelang.records import record
from pipelang.rules import rule_modules
from pipelang.rules.facts import Facts, View
from pipelang.rules.rule import Finding, Level, OptionValue, Profile, Rule
from pipelang.rules.unused_allow import RULE as UNUSED_ALLOW
from pipelang.rules.writing import removal
from pipelang.source import Source, Span


@record
class RuleSettings:
    """What a project says of the rules. `paths`: patterns of files with levels that hold there, later ones win."""

    profile: Profile = "default"
    levels: Mapping[str, Level] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, OptionValue]] = field(default_factory=dict)
    paths: tuple[tuple[str, Mapping[str, Level]], ...] = ()

    def level(self, rule: Rule, path: str) -> Level:
        level = self.levels.get(rule.name) or self.levels.get(rule.code) or rule.level(self.profile)
        for pattern, levels in self.paths:
            if fnmatchcase(path, pattern):
                level = levels.get(rule.name) or levels.get(rule.code) or level
        return level


def check_rules(
    program: Program,
    settings: RuleSettings | None = None,
    modules: Sequence[ModuleType] | None = None,
    sources: Iterable[Source] = (),
) -> list[Diagnostic]:
    """All findings in a program, those that an `allow` covers left out; then what is wrong with the allows.

    `sources` are the texts that belong to the program and are not to be seen from it: of templates that nothing uses, of the
    project's configuration.
    """
    settings = settings or RuleSettings()
    modules = rule_modules() if modules is None else modules
    facts = Facts(program, sources)
    allows = _Allows(program.allows)
    running = [
        (module, View(facts, module.RULE, settings.options.get(module.RULE.name, {}), settings.profile))
        for module in modules
        if settings.level(module.RULE, program.crm.at.source.path) != "off" or settings.paths
    ]
    found = [
        (rule, finding)
        for rule, finding in _walk(program, running)
        if not (rule.in_place and allows.cover(rule, finding))
    ]
    found += ((UNUSED_ALLOW, finding) for finding in allows.unused(view.rule for _, view in running))
    told = (_diagnostic(rule, finding, settings) for rule, finding in found)
    return [*(item for item in told if item is not None), *allows.unknown(module.RULE for module in modules)]


def _diagnostic(rule: Rule, finding: Finding, settings: RuleSettings) -> Diagnostic | None:
    level = settings.level(rule, finding.at.source.path)
    if level == "off":
        return None
    # A finding may be milder than its rule (a warning that is only worth a note here), unless the project set the level.
    own = finding.severity if finding.severity and rule.name not in settings.levels else None
    return Diagnostic(
        rule.code,
        finding.at,
        finding.params,
        finding.labels,
        finding.fix,
        severity=own or level,
        secret=finding.secret,
        where=finding.where,
    )


#: A check of a rule with the rule's own view; and what there is to check, by the name of its function.
_Check = tuple[Callable[..., Iterable[Finding]], View]
_CHECKS = ("check_program", "check_field", "check_pipeline", "check_stage", "check_lost")


def _walk(program: Program, running: list[tuple[ModuleType, View]]) -> Iterator[tuple[Rule, Finding]]:
    checks = {name: list(_having(running, name)) for name in _CHECKS}
    yield from _ask(checks["check_program"], program)
    for field_ in program.fields:
        yield from _ask(checks["check_field"], field_)
    for pipeline in program.pipelines:
        yield from _ask(checks["check_pipeline"], pipeline)
        for stage in pipeline.stages:
            yield from _ask(checks["check_stage"], stage, pipeline)
        for lost in pipeline.lost:
            yield from _ask(checks["check_lost"], lost, pipeline)


def _ask(checks: list[_Check], *node: object) -> Iterator[tuple[Rule, Finding]]:
    for check, view in checks:
        for finding in check(*node, view):
            yield view.rule, finding


def _having(running: list[tuple[ModuleType, View]], name: str) -> Iterator[_Check]:
    for module, view in running:
        check: Any = getattr(module, name, None)
        if check is not None:
            yield check, view


def reaches(allow: Allow, where: str) -> bool:
    """Whether an exception stands on the node at an address, or on something that the node is part of."""
    return not allow.where or where == allow.where or where.startswith(f"{allow.where}.")


class _Allows:
    """The exceptions of a spec, and which of them were needed."""

    def __init__(self, allows: Iterable[Allow]) -> None:
        self.by_rule: dict[str, list[Allow]] = {}
        for allow in allows:
            self.by_rule.setdefault(allow.rule, []).append(allow)
        #: Lines that cover something; one in a template may do so in some of its expansions only.
        self.needed: set[Span] = set()

    def cover(self, rule: Rule, finding: Finding) -> bool:
        covered = False
        for allow in (*self.by_rule.get(rule.name, ()), *self.by_rule.get(rule.code, ())):
            if reaches(allow, finding.where):
                self.needed.add(_line(allow))
                covered = True
        return covered

    def unused(self, checked: Iterable[Rule]) -> Iterator[Finding]:
        """Those that allow nothing any more; of rules that did not run nobody knows. Exceptions to this come last."""
        names = {name for rule in (*checked, UNUSED_ALLOW) for name in (rule.name, rule.code)}
        own = (UNUSED_ALLOW.name, UNUSED_ALLOW.code)
        for allow in sorted(self._all(), key=lambda allow: allow.rule in own):
            if allow.rule in names and _line(allow) not in self.needed:
                finding = Finding(allow.at, allow.where, {"rule": allow.rule}, fix=Fix((Edit(removal(allow.at), ""),)))
                if allow.rule in own or not self.cover(UNUSED_ALLOW, finding):
                    yield finding

    def unknown(self, known: Iterable[Rule]) -> Iterator[Diagnostic]:
        """Those that name no rule."""
        rules = (*known, UNUSED_ALLOW)
        names = {name for rule in rules for name in (rule.name, rule.code)}
        for allow in self._all():
            if allow.rule not in names:
                meant = suggestion(allow.rule, [rule.name for rule in rules])
                params: dict[str, Param] = {"kind": Kind("rule"), "name": allow.rule, "suggestion": meant}
                yield Diagnostic("N201", allow.at, params, fix=_renamed(allow, meant))

    def _all(self) -> Iterator[Allow]:
        return (allow for same in self.by_rule.values() for allow in same)


def _line(allow: Allow) -> Span:
    """Where an exception is written, whatever expansion it came through."""
    return allow.at._replace(via=None)


def _renamed(allow: Allow, meant: str) -> Fix | None:
    """Another rule named in the same line."""
    written = allow.at.text.find(allow.rule)
    if not meant or written < 0:
        return None
    start = allow.at.start + written
    return Fix((Edit(allow.at._replace(start=start, end=start + len(allow.rule)), meant),), safe=False)
