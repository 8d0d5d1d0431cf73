"""What pipelang promises of its speed. A missed limit fails the benchmark; the aim is what we work towards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Goal:
    key: str
    what: str
    unit: str
    better: Literal["less", "more"]
    limit: float
    aim: float | None = None


GOALS = (
    Goal("start", "cold `check` of a short spec, against `python -c pass`", "x", "less", 9, 5.5),
    Goal("speed-10k", "`check` at 10,000 lines", "lines/s", "more", 20_000, 40_000),
    Goal("speed-100k", "`check` at 100,000 lines", "lines/s", "more", 20_000, 40_000),
    Goal("growth", "`check` of 100,000 lines against 10,000", "x", "less", 11),
    Goal("memory-10k", "peak memory of `check` at 10,000 lines", "MB", "less", 80),
    Goal("memory-100k", "peak memory of `check` at 100,000 lines", "MB", "less", 350),
    # Rules may cost half of a check.
    Goal("rules-10k", "`check` against `check --no-rules` at 10,000 lines", "x", "less", 2, 1.5),
    Goal("rules-100k", "`check` against `check --no-rules` at 100,000 lines", "x", "less", 2, 1.5),
    Goal("fmt-10k", "`fmt` at 10,000 lines", "lines/s", "more", 15_000, 60_000),
    Goal("fmt-100k", "`fmt` at 100,000 lines", "lines/s", "more", 15_000, 60_000),
    Goal("diff", "`diff` of two trees of 10,000 lines against `check` of one", "x", "less", 2.5),
    Goal("build", "`build` of all targets against `check`, 10,000 lines", "x", "less", 2.5),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    goal: Goal
    value: float

    @property
    def met(self) -> bool:
        return self._reaches(self.goal.limit)

    @property
    def word(self) -> str:
        if not self.met:
            return "missed"
        return "met" if self.goal.aim is None or self._reaches(self.goal.aim) else "met, aim not reached"

    def _reaches(self, bound: float) -> bool:
        return self.value <= bound if self.goal.better == "less" else self.value >= bound

    def __str__(self) -> str:
        return f"{self.word:20} {self.goal.what}: {shown(self.value, self.goal.unit)}"


def judged(values: Mapping[str, float]) -> list[Verdict]:
    return [Verdict(goal, values[goal.key]) for goal in GOALS]


def shown(value: float, unit: str) -> str:
    """A figure with as many digits as it deserves: `4.8x`, `1.46x`, `31,000 lines/s`, `30 MB`."""
    if unit == "lines/s":
        return f"{round(value, -2):,.0f} lines/s"
    if unit == "x":
        return f"{value:.2f}x" if value < 2 else f"{value:.1f}x"
    return f"{value:.0f} MB"
