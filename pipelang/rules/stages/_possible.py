"""Whether conditions can hold together for one deal, and of what values.

What a condition says of a field is decided by a handful of its values: those it names, and one between, below and above
each two of them. So all combinations of those few values are tried, and what none of them satisfies is impossible. Fields
that are compared with one another share their values, several between each two, so that every order of them is tried.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field as attribute
from datetime import date
from itertools import combinations, pairwise
from typing import Any, cast

from pipelang.model import And, Compare, Condition, Field, FieldRef, HasTag, Literal, Lost, Not, Or, Place
from pipelang.model.conditions import comparisons, leaves
from pipelang.model.index import Index
from pipelang.records import record

#: What a condition speaks of: a field, one of the facts that every deal has, or a tag.
Subject = FieldRef | str | HasTag
#: A value of a subject at a moment of the deal's life. None is an empty field; a date is the number of its day.
Held = str | float | bool | frozenset[str] | None
Variable = tuple[Subject, int]

_FACTS = {"reason": "reason", "source": "channel", "product": "product", "owner": "role"}

#: Combinations that are tried before the question is given up.
_PATIENCE = 20_000

_DATES = frozenset({"date", "datetime"})
_FIRST_DAY, _LAST_DAY = float(date.min.toordinal()), float(date.max.toordinal())
#: Stands for any day where none is named.
_SOME_DAY = float(date(2026, 1, 1).toordinal())
_ORDERED = _DATES | {"number", "money"}


@record
class Claim:
    """A condition said to hold. `moments` tells which value of a subject is meant where it changes: the first is 0."""

    condition: Condition
    moments: Mapping[Subject, int] = attribute(default_factory=dict)


class Possible:
    """Answers for one program. `reasons`: ids of the loss reasons that a deal may have; `lost`: whether it must have one."""

    def __init__(self, index: Index, reasons: Collection[str] = (), lost: bool = False) -> None:
        self.index = index
        self.reasons = tuple(reasons)
        self.lost = lost

    @classmethod
    def on(cls, place: Place, index: Index) -> Possible:
        """For deals that stand on a place."""
        reasons = [reason.id for reason in place.reasons] if isinstance(place, Lost) else []
        return cls(index, reasons, lost=bool(reasons))

    def example(self, claims: Sequence[Claim]) -> dict[Variable, Held] | None:
        """Values with which all claims hold; None when there are none, or when looking for them takes too long."""
        terms = [(claim, term) for claim in claims for term in _conjuncts(claim.condition)]
        variables = list(dict.fromkeys(found for claim, term in terms for found in _variables(term, claim)))
        values = self._values(variables, claims)
        steps = 0
        held: dict[Variable, Held] = {}

        def search(depth: int) -> bool:
            nonlocal steps
            if depth == len(variables):
                return True
            for value in values[variables[depth]]:
                steps += 1
                if steps > _PATIENCE:
                    break
                held[variables[depth]] = value
                if all(self.holds(term, claim, held) is not False for claim, term in terms) and search(depth + 1):
                    return True
            held.pop(variables[depth], None)
            return False

        return held if search(0) else None

    def as_condition(self, example: Mapping[Variable, Held]) -> Condition | None:
        """An example as a condition, so that it can be put in words; None when nothing definite is in it."""
        terms = [self._told(subject, value) for (subject, _), value in example.items()]
        return And(tuple(terms)) if len(terms) > 1 else terms[0] if terms else None

    def _told(self, subject: Subject, held: Held) -> Condition:
        if isinstance(subject, HasTag):
            return subject if held else Not(subject)
        if held is None or held == frozenset():
            return Compare(cast(Any, subject), "is empty", ())
        values = sorted(held) if isinstance(held, frozenset) else [held]
        terms = [Compare(cast(Any, subject), "is", (self._literal(subject, value),)) for value in values]
        return terms[0] if len(terms) == 1 else And(tuple(terms))

    def _literal(self, subject: Subject, value: str | float | bool) -> Literal:
        type_ = self._type(subject)
        if isinstance(subject, str):
            return Literal(cast(Any, _FACTS[subject]), value)
        if type_ in _DATES:
            return Literal("date", date.fromordinal(int(value)).isoformat())
        if type_ in ("choice", "choices"):
            return Literal("option", value)
        if type_ in ("number", "money", "flag"):
            return Literal(cast(Any, type_), value)
        return Literal("text", value)

    # ---- what holds ----

    def holds(self, condition: Condition, claim: Claim, held: Mapping[Variable, Held]) -> bool | None:
        """Three-valued: None while it depends on a variable that has no value yet."""
        match condition:
            case And(terms):
                return _all(self.holds(term, claim, held) for term in terms)
            case Or(terms):
                return _not(_all(_not(self.holds(term, claim, held)) for term in terms))
            case Not(term):
                return _not(self.holds(term, claim, held))
            case HasTag():
                return None if (known := _variable(condition, claim)) not in held else held[known] is True
            case Compare():
                return self._compared(condition, claim, held)

    def _compared(self, compare: Compare, claim: Claim, held: Mapping[Variable, Held]) -> bool | None:
        if any(variable not in held for variable in _variables(compare, claim)):
            return None
        left = held[_variable(compare.left, claim)]
        others = [
            held[_variable(value, claim)] if isinstance(value, FieldRef) else self._plain(compare.left, value)
            for value in compare.values
        ]
        return _holds(compare.operator, left, others)

    def _plain(self, left: FieldRef | str, literal: Literal) -> Held:
        if self._type(left) in _DATES:
            return float(date.fromisoformat(str(literal.value)).toordinal())
        value = literal.value
        if isinstance(value, bool | str):
            return value
        return float(value) if isinstance(value, int | float) else str(value)

    # ---- which values are worth trying ----

    def _values(self, variables: Iterable[Variable], claims: Iterable[Claim]) -> dict[Variable, Sequence[Held]]:
        said: dict[Subject, set[Held]] = {}
        family: dict[Subject, set[Subject]] = {}
        for compare in (item for claim in claims for item in comparisons(claim.condition)):
            left = compare.left
            others = {value for value in compare.values if isinstance(value, FieldRef)}
            told = said.setdefault(left, set())
            told.update(self._plain(left, value) for value in compare.values if isinstance(value, Literal))
            _relate(family, left, others)
        wanted: dict[Subject, int] = {}
        for subject, _ in variables:
            wanted[subject] = wanted.get(subject, 0) + 1
        found: dict[Variable, Sequence[Held]] = {}
        for variable in variables:
            kin = family.get(variable[0], {variable[0]})
            constants = {value for subject in kin for value in said.get(subject, ())}
            found[variable] = self._worth_trying(variable[0], constants, sum(wanted.get(item, 1) for item in kin), kin)
        return found

    def _worth_trying(
        self, subject: Subject, constants: set[Held], crowd: int, kin: Collection[Subject]
    ) -> Sequence[Held]:
        if isinstance(subject, HasTag):
            return (True, False)
        if isinstance(subject, str):
            known = self._known(subject)
            return known if subject == "reason" and self.lost else (*known, None)
        node, type_ = self.index.fields[subject], self._type(subject)
        if type_ in _ORDERED:
            return [*self._ordered(node, constants, crowd, kin), None]
        if type_ == "choices":
            return list(_subsets([option.id for option in node.options], constants))
        if node.options:
            return [*(option.id for option in node.options), None]
        if type_ == "flag":
            return (True, False)
        return [*_texts([item for item in constants if isinstance(item, str)]), None]

    def _ordered(
        self, node: Field, constants: Collection[Held], crowd: int, kin: Collection[Subject]
    ) -> Iterator[float]:
        """Numbers, amounts or days (as numbers of days), within the field's bounds."""
        fields = [self.index.fields[item] for item in kin if isinstance(item, FieldRef)]
        bounds = [bound for item in fields for bound in (item.low, item.high) if bound is not None]
        known = {float(item) for item in (*constants, *bounds) if isinstance(item, float | int)}
        is_day = node.type in _DATES
        for point in _points(known or {_SOME_DAY if is_day else 0.0}, crowd):
            if is_day and not (_FIRST_DAY <= point <= _LAST_DAY and (node.type == "datetime" or point == int(point))):
                continue
            if (node.low is None or point >= node.low) and (node.high is None or point <= node.high):
                yield point

    def _known(self, fact: str) -> tuple[str, ...]:
        program = self.index.program
        match fact:
            case "source":
                return tuple(node.id for node in program.channels)
            case "product":
                return tuple(node.id for node in program.products)
            case "owner":
                return tuple(node.id for node in program.roles)
        return self.reasons

    def _type(self, subject: Subject) -> str:
        return self.index.fields[subject].type if isinstance(subject, FieldRef) else ""


def _relate(family: dict[Subject, set[Subject]], left: Subject, others: Iterable[Subject]) -> None:
    """Put compared fields into one family, with all that they were in a family with before."""
    together = set().union(*(family.get(item, {item}) for item in (left, *others)))
    for item in together:
        family[item] = together


def _holds(operator: str, left: Held, others: Sequence[Held]) -> bool:
    match operator:
        case "is" | "in":
            return any(_same(left, other) for other in others)
        case "is not" | "not in":
            return not any(_same(left, other) for other in others)
        case "is empty":
            return not _filled(left)
        case "is filled":
            return _filled(left)
        case "contains":
            return any(_contains(left, other) for other in others)
    other = others[0]
    if not isinstance(left, float) or not isinstance(other, float):
        return False
    return {"<": left < other, "<=": left <= other, ">": left > other, ">=": left >= other}[operator]


def _filled(left: Held) -> bool:
    """A flag that is not set is as good as empty."""
    return left is not None and left is not False and left != frozenset()


def _same(left: Held, other: Held) -> bool:
    """Of a choice of several, each counts."""
    if isinstance(left, frozenset) and isinstance(other, str):
        return other in left
    return left == other


def _contains(left: Held, other: Held) -> bool:
    if isinstance(left, str) and isinstance(other, str):
        return other.casefold() in left.casefold()
    return _same(left, other)


def _points(constants: set[float], crowd: int) -> list[float]:
    """The constants, then values between, above and below them: as many in each gap as there are variables to part."""
    known = sorted(constants)
    between: list[float] = []
    for low, high in pairwise(known):
        step = (high - low) / (crowd + 1)
        inside = [low + step * number for number in range(1, crowd + 1)]
        whole = [
            float(number) for number in range(int(low) + 1, min(int(low) + 1 + crowd, int(high) + 1)) if number < high
        ]
        between += [*whole, *(value for value in inside if value not in whole)]
    around = range(1, crowd + 1)
    return [*known, *between, *(known[-1] + n for n in around), *(known[0] - n for n in around)]


def _subsets(options: Sequence[str], constants: Collection[Held]) -> Iterator[frozenset[str]]:
    named = [option for option in options if option in constants]
    others = [option for option in options if option not in constants][:1]
    for size in range(len(named) + len(others) + 1):
        yield from (frozenset(found) for found in combinations([*named, *others], size))


def _texts(constants: Sequence[str]) -> list[str]:
    """Each text that is named, all that several of them could be parts of, and one that is none of them."""
    known = sorted(set(constants))
    joined = [" ".join(found) for size in range(2, min(len(known), 4) + 1) for found in combinations(known, size)]
    return [*known, *joined, "…"]


def _conjuncts(condition: Condition) -> Iterator[Condition]:
    if isinstance(condition, And):
        for term in condition.terms:
            yield from _conjuncts(term)
    else:
        yield condition


def subjects(condition: Condition) -> Iterator[Subject]:
    """What a condition speaks of, in its order."""
    for leaf in leaves(condition):
        if isinstance(leaf, HasTag):
            yield leaf
        else:
            yield leaf.left
            yield from (value for value in leaf.values if isinstance(value, FieldRef))


def _variables(condition: Condition, claim: Claim) -> Iterator[Variable]:
    return (_variable(subject, claim) for subject in subjects(condition))


def _variable(subject: Subject, claim: Claim) -> Variable:
    return subject, claim.moments.get(subject, 0)


def _all(values: Iterable[bool | None]) -> bool | None:
    found = list(values)
    if False in found:
        return False
    return None if None in found else True


def _not(value: bool | None) -> bool | None:
    return None if value is None else not value
