"""Days, weeks, months and longer stretches of the calendar, written as ISO 8601 and EDTF have them.

EDTF is the Library of Congress' Extended Date/Time Format, since 2019 part of ISO 8601-2. Of its level 2 the numbers
in the place of a month are used: 21 to 24 for the seasons, 33 to 36 quarters, 37 to 39 thirds and 40 to 41 halves of
the year. A winter goes by the year in which it begins.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import NamedTuple

DAY, WEEK, MONTH, QUARTER, HALF, YEAR, DECADE, CENTURY = "P1D", "P1W", "P1M", "P3M", "P6M", "P1Y", "P10Y", "P100Y"
WEEKEND, FORTNIGHT = "WE", "P2W"
_DAYS = {DAY: 1, WEEK: 7, FORTNIGHT: 14, WEEKEND: 7}
_MONTHS = {MONTH: 1, QUARTER: 3, HALF: 6, YEAR: 12, DECADE: 120, CENTURY: 1200}

_DIGITS = {YEAR: 4, DECADE: 3, CENTURY: 2}
_PARTS = {QUARTER: (33, 3), HALF: (40, 6)}


class Period(NamedTuple):
    """From `start` to the day before `end`; `value` is how it is written, and so how exact it is meant."""

    start: date
    end: date
    value: str

    @property
    def last(self) -> date:
        return self.end - timedelta(1)


def length(unit: str) -> int:
    """About how many days a unit has, to compare units by; 0 for those shorter than a day."""
    return _DAYS.get(unit) or 30 * _MONTHS.get(unit, 0)


def day(of: date) -> Period:
    """One day."""
    return Period(of, of + timedelta(1), of.isoformat())


def days(first: date, last: date) -> Period:
    """From one day to another, both counted."""
    return Period(first, last + timedelta(1), f"{first}/{last}")


def month(year: int, number: int) -> Period:
    """A month of a year, 1 to 12; raises ValueError if there is none."""
    return Period(date(year, number, 1), moved(date(year, number, 1), MONTH, 1), f"{year:04}-{number:02}")


def season(year: int, number: int) -> Period:
    """Season 21 (spring) to 24 (winter), with the months of the northern hemisphere."""
    start = date(year, 3 * (number - 20), 1)
    return Period(start, moved(start, QUARTER, 1), f"{year:04}-{number}")


def part(year: int, number: int) -> Period:
    """A quarter (33 to 36), third (37 to 39) or half (40, 41) of a year."""
    first, months = (33, 3) if number < 37 else (37, 4) if number < 40 else (40, 6)
    start = date(year, 1 + (number - first) * months, 1)
    return Period(start, moved(start, MONTH, months), f"{year:04}-{number}")


def containing(of: date, unit: str) -> Period:
    """The calendar's week, month, quarter, year, ... that a day belongs to.

    Raises:
        ValueError: the calendar has no such unit (an hour, a fortnight).
    """
    if unit in _PARTS:
        first, months = _PARTS[unit]
        return part(of.year, first + (of.month - 1) // months)
    if unit in _DIGITS:
        years = 10 ** (4 - _DIGITS[unit])
        start = date(max(1, of.year // years * years), 1, 1)
        value = f"{of.year:04}"[: _DIGITS[unit]].ljust(4, "X")
        return Period(start, moved(start, YEAR, years), value)
    monday = of - timedelta(of.weekday())
    if unit == WEEK:
        year, week, _ = of.isocalendar()
        return Period(monday, monday + timedelta(7), f"{year:04}-W{week:02}")
    if unit == WEEKEND:
        return days(monday + timedelta(5), monday + timedelta(6))
    if unit not in (DAY, MONTH):
        raise ValueError(f"the calendar has no {unit}")
    return day(of) if unit == DAY else month(of.year, of.month)


def moved(of: date, unit: str, by: int) -> date:
    """The day that is `by` units later; the last of the month where the month has no such day.

    Raises:
        ValueError: the day is outside the years 1 to 9999, or the unit is shorter than a day.
    """
    try:
        if unit in _DAYS:
            return of + timedelta(_DAYS[unit] * by)
        months = of.year * 12 + of.month - 1 + _MONTHS[unit] * by
    except (KeyError, OverflowError) as error:
        raise ValueError(f"no day is {by} times {unit} from {of}") from error
    year, number = months // 12, months % 12 + 1
    return date(year, number, min(of.day, calendar.monthrange(year, number)[1] if 0 < year <= 9999 else of.day))


def early_to_late(period: Period, edge: str) -> Period:
    """The part of a period that "early", "mid" and the like mean; the whole where it is too short to have parts.

    `edge` is "early" or "late" (a half), "begin", "mid" or "end" (a third). Of a week, the first three days, the
    inner four or the last four; of a month, up to the 15th, the 10th to the 20th or from the 16th.
    """
    value, first = period.value, period.start
    early, late = edge in {"early", "begin"}, edge in {"late", "end"}
    if len(value) == 4 and value.isdecimal():
        return part(first.year, {"early": 40, "late": 41, "begin": 37, "mid": 38, "end": 39}[edge])
    if len(value) == 4 and value.endswith("X"):
        years = round((period.end - first).days / 365.25)
        low, high = (0, 0.4) if early else (0.6, 1) if late else (0.3, 0.7)
        return Period(
            date(first.year + int(low * years), 1, 1),
            date(first.year + int(high * years), 1, 1),
            f"{first.year + int(low * years):04}/{first.year + int(high * years) - 1:04}",
        )
    if "W" in value:
        low, high = (0, 2) if early else (3, 6) if late else (1, 4)
        return days(first + timedelta(low), first + timedelta(high))
    if 28 <= (period.end - first).days <= 31:
        return days(
            *(
                (first, first.replace(day=15))
                if early
                else (first.replace(day=16), period.last)
                if late
                else (first.replace(day=10), first.replace(day=20))
            )
        )
    return period


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the algorithm of Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    n = h + k - 7 * ((a + 11 * h + 22 * k) // 451) + 114
    return date(year, n // 31, n % 31 + 1)
