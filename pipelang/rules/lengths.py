"""How long durations are, compared like with like, and unlike ones only where there is no doubt."""

from __future__ import annotations

from pipelang.model import Crm, Duration, working_day
from pipelang.model.values import MINUTES
from pipelang.records import record

_DAY = MINUTES["d"]


@record
class Length:
    """A stretch of time in minutes. Those of working time are the minutes worked; `least` is the calendar time that passes
    at the very least while they do, for people do not work at night."""

    minutes: int
    working: bool
    least: int

    def __add__(self, other: Length) -> Length:
        """One after the other; nothing at all takes the sort of the other."""
        working = self.working if self.minutes else other.working
        mixed = self.minutes and other.minutes and self.working != other.working
        minutes = self.least + other.least if mixed else self.minutes + other.minutes
        return Length(minutes, working and not mixed, self.least + other.least)

    def exceeds(self, limit: Length) -> bool:
        """Whether it is longer for certain. Of calendar time against working time nothing is certain: it depends on the day."""
        if self.working == limit.working:
            return self.minutes > limit.minutes
        return self.working and self.least > limit.minutes


NOTHING = Length(0, False, 0)


def length(duration: Duration | None, crm: Crm) -> Length:
    if duration is None or not duration.amount:
        return NOTHING
    if not duration.working:
        return Length(duration.minutes, False, duration.minutes)
    day = _minutes_a_day(crm)
    units = {"m": 1, "h": 60, "d": day, "w": day * _days_a_week(crm)}
    minutes = duration.amount * units[duration.unit]
    whole, rest = divmod(minutes, day)
    return Length(minutes, True, whole * _DAY + rest if rest else (whole - 1) * _DAY + day)


def calendar_days(duration: Duration, crm: Crm) -> float:
    """How many days pass, roughly: weekends are spread over the week."""
    found = length(duration, crm)
    if not found.working:
        return found.minutes / _DAY
    return found.minutes / _minutes_a_day(crm) * 7 / _days_a_week(crm)


def _minutes_a_day(crm: Crm) -> int:
    return working_day(crm).minutes % _DAY or _DAY  # a night shift ends on the next day


def _days_a_week(crm: Crm) -> int:
    return len({day for hours in crm.hours for day in hours.days}) or 5
