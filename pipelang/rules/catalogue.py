"""The rules as entries of the catalogue of diagnostics."""

from __future__ import annotations

from pipelang.messages import Entry, Words
from pipelang.rules import rule_modules
from pipelang.rules.rule import Rule, RuleWords


def _words(words: RuleWords) -> Words:
    return Words(words.message, words.why, words.hint, words.suggest, dict(words.labels))


def _entry(rule: Rule) -> Entry:
    severity = rule.severity if rule.severity != "off" else "info"
    return Entry(rule.code, rule.name, severity, _words(rule.en), _words(rule.ru), rule.bad)


_UNUSED = Entry(
    "R901",
    "unused-allow",
    "warning",
    Words(
        "`allow {rule}` allows nothing any more",
        "An exception that is not needed hides the next mistake of its kind.",
        "remove the line",
    ),
    Words(
        "`allow {rule}` больше ничего не разрешает",
        "Ненужное исключение скроет следующую ошибку того же рода.",
        "уберите эту строку",
    ),
)

ENTRIES = (*(_entry(module.RULE) for module in rule_modules()), _UNUSED)
