"""What the rules find in a program together with what they would find without its exceptions, for who tells of both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipelang.diagnostics import Diagnostic
from pipelang.model import Allow, Program
from pipelang.records import record
from pipelang.rules import rule_modules
from pipelang.rules.engine import RuleSettings, check_rules, reaches
from pipelang.rules.rule import Rule
from pipelang.source import Source


@record
class Verdict:
    """`found` is what `check_rules` gives. `allowed`: what an exception covers, with that exception. `clean`: the rules that
    ran and would find nothing even without exceptions, in order of code."""

    found: tuple[Diagnostic, ...]
    allowed: tuple[tuple[Diagnostic, Allow], ...]
    clean: tuple[Rule, ...]


def judge(program: Program, settings: RuleSettings, sources: Iterable[Source] = ()) -> Verdict:
    sources = tuple(sources)
    found = check_rules(program, settings, sources=sources)
    bare = check_rules(replace(program, allows=()), settings, sources=sources) if program.allows else found
    told = {_identity(item) for item in found}
    rules = {module.RULE.code: module.RULE for module in rule_modules()}
    allowed = [
        (item, allow)
        for item in bare
        if _identity(item) not in told
        for allow in [_cover(item, rules[item.code], program.allows)]
        if allow is not None
    ]
    broken = {item.code for item in (*found, *bare)}
    path = program.crm.at.source.path
    clean = [rule for rule in rules.values() if rule.code not in broken and settings.level(rule, path) != "off"]
    return Verdict(tuple(found), tuple(allowed), tuple(clean))


def _cover(item: Diagnostic, rule: Rule, allows: Iterable[Allow]) -> Allow | None:
    names = (rule.name, rule.code)
    return next((allow for allow in allows if allow.rule in names and reaches(allow, item.where)), None)


def _identity(item: Diagnostic) -> tuple[object, ...]:
    params = tuple(sorted((name, str(value)) for name, value in item.params.items()))
    return item.code, item.where, item.span, params
