"""The law behind conflicts and loops: what some deal can be is never called impossible, and every example is a deal."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rules.tools import compiled

from pipelang.model import And, Compare, Condition, FieldRef, HasTag, Literal, Not, Or
from pipelang.model.index import Index
from pipelang.rules.stages import _possible
from pipelang.rules.stages._possible import Claim, Held, Possible, Subject, subjects

PROGRAM = compiled("""crm "Окна" { locale ru  currency RUB }
field interest on deal: number 1..5 "Интерес"
field hours on deal: number "Часы"
field budget on deal: money "Бюджет"
field day on deal: date "День"
field other on deal: date "Другой день"
field way on deal: choice "Отгрузка" { van "Наша"  car "Своя"  post "Почтой" }
field extras on deal: choices "Добавки" { sill "Отлив"  net "Сетка"  blind "Жалюзи" }
field note on deal: text "Заметка"
field vip on deal: flag "Важный"
pipeline sales "Продажи" { stage request "Заявка"  won  lost }
""")
POSSIBLE = Possible(Index(PROGRAM))
NOTHING = Claim(HasTag("any"))

INTEREST, HOURS, BUDGET, DAY, OTHER, WAY, EXTRAS, NOTE, VIP = (
    FieldRef("deal", id) for id in ("interest", "hours", "budget", "day", "other", "way", "extras", "note", "vip")
)
_NUMBERS = st.sampled_from([1.0, 2.0, 2.5, 3.0, 5.0])
_DAYS = st.sampled_from(["2026-03-01", "2026-03-02", "2026-03-04"])
_OPTIONS = st.sampled_from(["van", "car", "post"])
_EXTRAS = st.sampled_from(["sill", "net", "blind"])
_WORDS = st.sampled_from(["да", "нет", "да нет", "Д"])
_EDGE = 739676.0  # 2026-03-01

#: A deal that may stand behind the conditions, with more values than they name.
_DEALS = st.fixed_dictionaries(
    {
        INTEREST: st.sampled_from([None, 1.0, 1.5, 2.0, 2.2, 2.5, 2.7, 3.0, 4.0, 5.0]),
        HOURS: st.sampled_from([None, 0.0, 1.0, 1.3, 2.4, 2.6, 9.0]),
        BUDGET: st.sampled_from([None, 0.5, 1.0, 2.7, 6.0]),
        DAY: st.sampled_from([None, *(_EDGE + n for n in range(-1, 6))]),
        OTHER: st.sampled_from([None, *(_EDGE + n for n in range(-1, 6))]),
        WAY: st.sampled_from([None, "van", "car", "post"]),
        EXTRAS: st.frozensets(_EXTRAS),
        NOTE: st.sampled_from([None, "да", "нет", "да нет", "Д", "иначе", "нет, да"]),
        VIP: st.booleans(),
        HasTag("a"): st.booleans(),
        HasTag("b"): st.booleans(),
    }
)


def _ordered(field: FieldRef, values: st.SearchStrategy[Literal]) -> st.SearchStrategy[Condition]:
    return st.builds(
        lambda op, value: Compare(field, op, (value,)), st.sampled_from(["<", "<=", ">", ">=", "is", "is not"]), values
    )


def _listed(field: FieldRef, values: st.SearchStrategy[str], type_: str) -> st.SearchStrategy[Condition]:
    literals = st.lists(values, min_size=1, max_size=2, unique=True).map(
        lambda found: tuple(Literal(type_, item) for item in found)  # type: ignore[arg-type]
    )
    return st.builds(lambda op, found: Compare(field, op, found), st.sampled_from(["in", "not in"]), literals)


_COMPARES = st.one_of(
    _ordered(INTEREST, _NUMBERS.map(lambda n: Literal("number", n))),
    _ordered(HOURS, _NUMBERS.map(lambda n: Literal("number", n))),
    _ordered(HOURS, st.just(INTEREST)),  # type: ignore[arg-type]
    _ordered(BUDGET, _NUMBERS.map(lambda n: Literal("money", n, "RUB"))),
    _ordered(DAY, _DAYS.map(lambda day: Literal("date", day))),
    _ordered(OTHER, st.just(DAY)),  # type: ignore[arg-type]
    _listed(WAY, _OPTIONS, "option"),
    _listed(EXTRAS, _EXTRAS, "option"),
    _listed(NOTE, _WORDS, "text"),
    _WORDS.map(lambda word: Compare(NOTE, "contains", (Literal("text", word),))),
    st.booleans().map(lambda flag: Compare(VIP, "is", (Literal("flag", flag),))),
    st.builds(
        lambda field, op: Compare(field, op, ()),
        st.sampled_from([INTEREST, DAY, WAY, EXTRAS, NOTE, VIP]),
        st.sampled_from(["is empty", "is filled"]),
    ),
    st.sampled_from([HasTag("a"), HasTag("b")]),
)
_CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    _COMPARES,
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=2, max_size=3).map(lambda terms: And(tuple(terms))),
        st.lists(inner, min_size=2, max_size=3).map(lambda terms: Or(tuple(terms))),
    ),
    max_leaves=5,
)


def _true(condition: Condition, deal: Mapping[Subject, Held]) -> bool:
    """What the condition says of a deal, told a second time and as simply as can be."""
    match condition:
        case And(terms):
            return all(_true(term, deal) for term in terms)
        case Or(terms):
            return any(_true(term, deal) for term in terms)
        case Not(term):
            return not _true(term, deal)
        case HasTag():
            return bool(deal[condition])
        case Compare():
            return (
                POSSIBLE.holds(condition, NOTHING, {(subject, 0): deal[subject] for subject in subjects(condition)})
                is True
            )


@settings(max_examples=300, deadline=None)
@given(st.lists(_CONDITIONS, min_size=1, max_size=3), _DEALS)
def test_what_a_deal_can_be_is_found_possible(conditions: list[Condition], deal: Mapping[Subject, Held]) -> None:
    if all(_true(condition, deal) for condition in conditions):
        assert POSSIBLE.example([Claim(condition) for condition in conditions]) is not None


@settings(max_examples=200, deadline=None)
@given(st.lists(_CONDITIONS, min_size=1, max_size=3))
def test_an_example_is_a_deal_for_which_all_hold(conditions: list[Condition]) -> None:
    example = POSSIBLE.example([Claim(condition) for condition in conditions])
    if example is not None:
        deal = {subject: held for (subject, _), held in example.items()}
        assert all(_true(condition, deal) for condition in conditions)
        told = POSSIBLE.as_condition(example)
        assert told is not None and POSSIBLE.example([Claim(told)]) is not None


def test_values_of_different_moments_are_different() -> None:
    now, then = Claim(HasTag("a")), Claim(Not(HasTag("a")), {HasTag("a"): 1})
    assert POSSIBLE.example([now, then]) == {(HasTag("a"), 0): True, (HasTag("a"), 1): False}
    assert POSSIBLE.example([now, Claim(Not(HasTag("a")))]) is None


def test_a_question_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is said then: better a conflict less than a check that does not end."""
    many = [Claim(Compare(INTEREST, "is", (Literal("number", 5.0),))), Claim(HasTag("a"))]
    assert POSSIBLE.example(many) is not None
    monkeypatch.setattr(_possible, "_PATIENCE", 1)
    assert POSSIBLE.example(many) is None
