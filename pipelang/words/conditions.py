"""Conditions in words: «Интерес клиента не меньше 9», «причина отказа — «Дорого» или «Перестал отвечать»»."""

from __future__ import annotations

from pipelang.model import And, Compare, Condition, FieldRef, HasTag, Not, Or
from pipelang.model.conditions import Operator
from pipelang.words.names import Names

_OPPOSITE: dict[Operator, Operator] = {
    "is": "is not",
    "is not": "is",
    "<": ">=",
    ">=": "<",
    ">": "<=",
    "<=": ">",
    "in": "not in",
    "not in": "in",
    "is empty": "is filled",
    "is filled": "is empty",
}


def condition_words(names: Names, condition: Condition, address: str) -> str:
    """The condition without a leading «если»; `address` is the node's that it stands on (for names of reasons)."""
    match condition:
        case Compare():
            return _compare(names, condition, address)
        case HasTag(tag):
            return names.t("tag", tag=tag)
        case Not(term):
            return _not(names, term, address)
        case And(terms):
            return names.t("and").join(_bracketed(names, term, address) for term in terms)
        case Or(terms):
            return names.t("or").join(condition_words(names, term, address) for term in terms)


def _bracketed(names: Names, term: Condition, address: str) -> str:
    words = condition_words(names, term, address)
    several = isinstance(term, Compare) and term.operator in ("in", "not in") and len(term.values) > 1
    return f"({words})" if several or isinstance(term, Or) else words


def _not(names: Names, term: Condition, address: str) -> str:
    match term:
        case HasTag(tag):
            return names.t("no tag", tag=tag)
        case Not(inner):
            return condition_words(names, inner, address)
        case Compare(left, operator, values) if operator in _OPPOSITE:
            return _compare(names, Compare(left, _OPPOSITE[operator], values), address)
        case Compare(operator="contains"):
            return _compare(names, term, address, "not contains")
        case _:
            return names.t("not", term=condition_words(names, term, address))


def _compare(names: Names, compare: Compare, address: str, key: str | None = None) -> str:
    field = compare.left if isinstance(compare.left, FieldRef) else None
    left = names.field_of(field) if field else names.t(f"fact.{compare.left}")
    if not compare.values:
        return names.t(compare.operator, left=left)
    if compare.operator in ("in", "not in"):
        positive = compare.operator == "in"
        right = names.listing(
            [_right(names, compare, value, field, address) for value in compare.values], "or" if positive else "nor"
        )
        if not positive and names.locale == "ru":
            right = right.replace(", ", ", не ")
        return names.t("is" if positive else "is not", left=left, right=right)
    right = _right(names, compare, compare.values[0], field, address)
    return names.t(key or _key(names, compare, field), left=left, right=right)


def _key(names: Names, compare: Compare, field: FieldRef | None) -> str:
    dated = field is not None and names.index.fields[field].type in ("date", "datetime")
    return f"date.{compare.operator}" if dated and compare.operator in ("<", "<=", ">", ">=") else compare.operator


def _right(names: Names, compare: Compare, value: object, field: FieldRef | None, address: str) -> str:
    if isinstance(value, FieldRef):
        same = compare.operator not in ("<", "<=", ">", ">=")
        return names.t("value.field.same" if same else "value.field", field=names.field_of(value))
    return names.value(value, field, address)  # type: ignore[arg-type]
