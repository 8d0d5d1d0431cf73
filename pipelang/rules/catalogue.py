"""The rules as entries of the catalogue of diagnostics."""

from __future__ import annotations

from pipelang.messages import Entry, Words
from pipelang.rules import all_rules
from pipelang.rules.rule import Rule, RuleWords


def _words(words: RuleWords) -> Words:
    return Words(words.message, words.why, words.hint, words.suggest, dict(words.labels))


def _entry(rule: Rule) -> Entry:
    severity = rule.severity if rule.severity != "off" else "info"
    return Entry(rule.code, rule.name, severity, _words(rule.en), _words(rule.ru), rule.bad)


ENTRIES = tuple(_entry(rule) for rule in all_rules())
