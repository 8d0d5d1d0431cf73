"""What `if` says: comparisons of typed things, joined by and, or, not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal as Choice

from pipelang.model.values import FieldRef, Literal
from pipelang.records import record

Operator = Choice["is", "is not", "<", "<=", ">", ">=", "in", "not in", "is empty", "is filled", "contains"]
Fact = Choice["reason", "source", "product", "owner"]


@record
class Compare:
    """`interest >= 9`, `reason in (thinking, no_answer)`. The left side is a field or a fact every deal has.

    `values` is empty for `is empty` and `is filled`, holds several for `in` and `not in`, else one.
    """

    left: FieldRef | Fact
    operator: Operator
    values: tuple[Literal | FieldRef, ...]

    def __str__(self) -> str:
        left = self.left if isinstance(self.left, str) else str(self.left)
        if not self.values:
            return f"{left} {self.operator}"
        if self.operator in ("in", "not in"):
            return f"{left} {self.operator} ({', '.join(map(str, self.values))})"
        return f"{left} {self.operator} {self.values[0]}"


@record
class HasTag:
    tag: str

    def __str__(self) -> str:
        return f'has tag "{self.tag}"'


@record
class Not:
    term: Condition

    def __str__(self) -> str:
        return f"not ({self.term})"


@record
class And:
    terms: tuple[Condition, ...]

    def __str__(self) -> str:
        return " and ".join(f"({term})" if isinstance(term, Or) else str(term) for term in self.terms)


@record
class Or:
    terms: tuple[Condition, ...]

    def __str__(self) -> str:
        return " or ".join(map(str, self.terms))


Condition = Compare | HasTag | Not | And | Or


def leaves(condition: Condition | None) -> Iterator[Compare | HasTag]:
    """What a condition is made of, in its order, whether negated or not."""
    match condition:
        case Compare() | HasTag():
            yield condition
        case Not(term):
            yield from leaves(term)
        case And(terms) | Or(terms):
            for term in terms:
                yield from leaves(term)


def comparisons(condition: Condition | None) -> Iterator[Compare]:
    """The comparisons of a condition, in its order."""
    return (leaf for leaf in leaves(condition) if isinstance(leaf, Compare))
