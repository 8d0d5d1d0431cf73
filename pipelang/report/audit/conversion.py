"""What a CRM's conversion report says of a pipeline with a parking lot, and what is true.

Two numbers for each stage, both out of all deals of the period:

    in the report   the deals that stand on the stage or on a later one, that were lost from it or from a later one, and
                    those that were won. A CRM takes the order of the board for the way: whoever stands further right is
                    counted as passed on every stage left of it (article S1 of the design; the pipeline report of a boxed
                    Bitrix24 sums up from the right in just this way). So each deal in a parking lot is credited with all the
                    stages before it, wherever it was put there from.
    really          the deals that have ever stood on the stage, each once, as the history of stage changes has it.

What is not sure: whether a CRM keeps lost deals on the stage they were lost from. What each one is known to do is a fact of its
target (`Counting`). Deals that rightly skip a stage are in the difference too.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Any

from pipelang.model import Pipeline, Place, Stage

#: Requests of the example, and the share of them that is won, in percent.
EXAMPLE, _WON = 200, 10


@dataclass(frozen=True, slots=True)
class Deals:
    """Of one stage: how many deals have ever stood there, how many stand there now, how many were lost from there."""

    entered: int
    stands: int
    lost: int

    @property
    def ended(self) -> int:
        """The deals that have come no further."""
        return self.stands + self.lost


@dataclass(frozen=True, slots=True)
class Counted:
    """The deals of one pipeline in a period: by address of the stage, and how many were won."""

    stages: Mapping[str, Deals]
    won: int

    @property
    def total(self) -> int:
        return sum(deals.ended for deals in self.stages.values()) + self.won


@dataclass(frozen=True, slots=True)
class Step:
    """A stage, or the won outcome: how many deals the report says have come so far, and how many really have."""

    place: Place
    reported: int
    real: int


@dataclass(frozen=True, slots=True)
class Counting:
    """How the conversion report of a CRM counts, in English and Russian; `source` is the vendor's page or the evidence.

    A target that knows keeps it in its optional attribute `counting`. `sure`: seen on a live account.
    """

    note: Mapping[str, str]
    source: Mapping[str, str]
    sure: bool = False


def counting(target: Any) -> Counting | None:
    """What a target knows of its CRM's report."""
    found: Counting | None = getattr(target, "counting", None)
    return found


def steps(pipeline: Pipeline, counted: Counted) -> tuple[Step, ...]:
    """Every stage in the order of the board, then the won outcome."""
    found = [Step(pipeline.won, counted.won, counted.won)]
    passed = counted.won
    for stage in reversed(pipeline.stages):
        deals = counted.stages[stage.address]
        passed += deals.ended
        found.append(Step(stage, passed, deals.entered))
    return tuple(reversed(found))


def parked(counted: Counted, sumps: Container[str]) -> int:
    """The deals that ended in a parking lot: the report credits them with every stage before it."""
    return sum(deals.ended for address, deals in counted.stages.items() if address in sumps)


def most_overstated(pipeline: Pipeline, counted: Counted) -> Step | None:
    """The stage where the report is furthest from the truth; the first of equals, None where it overstates nothing."""
    found = [step for step in steps(pipeline, counted) if isinstance(step.place, Stage) and step.reported > step.real]
    return max(found, key=lambda step: step.reported - step.real, default=None)


def example(pipeline: Pipeline, sumps: Container[str]) -> Counted:
    """Numbers to show the effect with, of no real company: the same share goes on from each stage, and of those that do not,
    half are parked, a third are lost, and the rest still stand there."""
    working = [stage for stage in pipeline.stages if stage.address not in sumps]
    lots = [stage for stage in pipeline.stages if stage.address in sumps]
    share = round(1000 * (_WON / 100) ** (1 / max(len(working), 1)))
    found: dict[str, Deals] = {}
    here, waiting = EXAMPLE, 0
    for stage in working:
        onward = here * share // 1000
        left = here - onward
        put_off = left // 2 if lots else 0
        lost = (left - put_off) * 2 // 3
        found[stage.address] = Deals(here, left - put_off - lost, lost)
        here, waiting = onward, waiting + put_off
    for number, stage in enumerate(lots):
        some = waiting // len(lots) + (number < waiting % len(lots))
        found[stage.address] = Deals(some, some, 0)
    return Counted(found, here)
