"""The arithmetic of the conversion report: what it credits, what is true, and the example."""

from __future__ import annotations

from compiling import program_of
from hypothesis import given
from hypothesis import strategies as st

from pipelang.model import Pipeline
from pipelang.report.audit.bars import Captions, bars, percent
from pipelang.report.audit.conversion import EXAMPLE, Counted, Deals, example, most_overstated, parked, steps

CAPTIONS = Captions("<Title>", "said", "over", "true", "lot")


def pipeline(*stages: str) -> Pipeline:
    body = "\n".join(f'stage s{number} "{name}"' for number, name in enumerate(stages, 1))
    return program_of(f'crm "A"\npipeline p "P" {{\n{body}\nwon "Paid"\nlost "No" {{ reason a "B" }}\n}}\n').pipelines[
        0
    ]


def at(stage: int) -> str:
    return f"pipeline.p.stage.s{stage}"


FIVE = pipeline("Request", "Offer sent", "Offer agreed", "Invoice sent", "Parked")
#: The article's case: all that managers do not like goes from the first stage to the last but one.
ARTICLE = Counted(
    {
        at(1): Deals(10, 2, 0),
        at(2): Deals(2, 0, 1),
        at(3): Deals(1, 0, 0),
        at(4): Deals(1, 0, 0),
        at(5): Deals(6, 6, 0),
    },
    won=1,
)


def test_a_parked_deal_is_credited_with_every_stage_before_the_parking_lot() -> None:
    found = [(step.reported, step.real) for step in steps(FIVE, ARTICLE)]
    assert found == [(10, 10), (8, 2), (7, 1), (7, 1), (7, 6), (1, 1)]
    assert parked(ARTICLE, {at(5)}) == 6
    worst = most_overstated(FIVE, ARTICLE)
    assert worst is not None and worst.place.address == at(2)


def test_won_deals_are_counted_as_passed_through_the_parking_lot_too() -> None:
    won = Counted({at(n): Deals(5, 0, 0) for n in range(1, 5)} | {at(5): Deals(0, 0, 0)}, won=5)
    assert [(step.reported, step.real) for step in steps(FIVE, won)][4] == (5, 0)


def test_without_parking_and_skipping_the_report_is_true() -> None:
    honest = Counted(
        {
            at(1): Deals(9, 2, 1),
            at(2): Deals(6, 1, 1),
            at(3): Deals(4, 0, 1),
            at(4): Deals(3, 1, 0),
            at(5): Deals(2, 0, 0),
        },
        won=2,
    )
    assert all(step.reported == step.real for step in steps(FIVE, honest))
    assert most_overstated(FIVE, honest) is None


@given(st.lists(st.booleans(), min_size=1, max_size=12))
def test_the_example_adds_up(lots: list[bool]) -> None:
    drawn = pipeline(*(f"Stage {number}" for number, _ in enumerate(lots, 1)))
    sumps = {at(number) for number, lot in enumerate(lots, 1) if lot and number > 1}
    made = example(drawn, sumps)
    assert made.total == EXAMPLE
    assert made.stages.keys() == {stage.address for stage in drawn.stages}
    for deals in made.stages.values():
        assert 0 <= deals.ended <= deals.entered <= EXAMPLE and min(deals.stands, deals.lost) >= 0
    assert (parked(made, sumps) > 0) == bool(sumps)


@given(st.lists(st.tuples(*[st.integers(0, 99)] * 2), min_size=5, max_size=5), st.integers(0, 99))
def test_the_report_never_grows_along_the_board(ended: list[tuple[int, int]], won: int) -> None:
    found = Counted({at(n): Deals(sum(pair), *pair) for n, pair in enumerate(ended, 1)}, won)
    reported = [step.reported for step in steps(FIVE, found)]
    assert reported == sorted(reported, reverse=True) and reported[0] == found.total


def test_shares_are_rounded_half_up() -> None:
    assert [percent(part, 8) for part in (0, 1, 3, 8)] == [0, 13, 38, 100]
    assert percent(0, 0) == 0


def test_the_drawing_says_its_numbers_and_escapes_names() -> None:
    drawn = bars(
        steps(pipeline("<script>", "B"), Counted({at(1): Deals(4, 1, 1), at(2): Deals(1, 0, 0)}, 2)),
        4,
        {at(2)},
        CAPTIONS,
    )
    assert "<script>" not in drawn and "&lt;script&gt;" in drawn and "&lt;Title&gt;" in drawn
    assert "4 · 100%" in drawn and "2 · 50%" in drawn and ">lot<" in drawn
    assert drawn == bars(
        steps(pipeline("<script>", "B"), Counted({at(1): Deals(4, 1, 1), at(2): Deals(1, 0, 0)}, 2)),
        4,
        {at(2)},
        CAPTIONS,
    )
