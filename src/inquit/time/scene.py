"""What an expression of time is resolved against: the report's date, the last date that was named, the tense."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal, NamedTuple

from inquit.time.periods import DAY, MONTH, YEAR, Period, day, length

Tense = Literal["past", "future"]
_NEAR = timedelta(90)
_PUBLISHED = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d))?)?)?")


class Undated(Exception):  # no error: the text does not tell, or the report has no date
    """The time cannot be told; `relative` is what can be said of it without a date, if anything."""

    def __init__(self, relative: str | None) -> None:
        super().__init__(relative)
        self.relative = relative


class Reference(NamedTuple):
    """When a report was published: a day, how exact that is (a unit), and the hour where it is known."""

    day: date
    exact: str
    hour: int | None = None


def reference(published: str | None) -> Reference | None:
    """The reference that an ISO 8601 date of any precision gives, None where it gives none."""
    match = _PUBLISHED.match(published or "")
    if match is None:
        return None
    year, month, of_month, hour, _ = match.groups()
    try:
        start = date(int(year), int(month or 1), int(of_month or 1))
    except ValueError:
        return None
    return Reference(start, DAY if of_month else MONTH if month else YEAR, int(hour) if hour else None)


@dataclass(slots=True)
class Scene:
    """What one expression is resolved against; it notes in `used` what of it was asked for.

    `published` is the report's date; `last_named` the last day, week, ... that the text named shortly before.
    `towards` is the tense around the expression, and `fallback` the tense where the words tell none.
    """

    published: Reference | None
    last_named: Period | None = None
    towards: Callable[[], Tense | None] = lambda: None
    fallback: Tense | None = None
    used: list[str] = field(default_factory=list[str])

    def today(self, unit: str, relative: str | None) -> date:
        """The report's date; raises Undated where it is missing, or not exact enough to count `unit` from."""
        if self.published is None or length(self.published.exact) > max(1, length(unit)):
            self._note("the report has no date" if self.published is None else "the report's date is not exact enough")
            raise Undated(relative)
        self._note(f"from the report's date, {self.published.day}")
        return self.published.day

    def named(self, unit: str, relative: str | None) -> Period:
        """The last time named, where it is exact enough to count `unit` from, else the report's date."""
        if self.last_named is not None and length(unit) >= (self.last_named.end - self.last_named.start).days // 2:
            self._note(f"from the time named before, {self.last_named.value}")
            return self.last_named
        return day(self.today(unit, relative))

    def tense(self) -> Tense | None:
        tense = self.towards()
        if tense:
            self._note(f"beside words of the {tense}")
        return tense or self.fallback

    def choose(self, candidates: list[Period], unit: str, *, nearest: bool = False) -> Period:
        """The next or the last of `candidates` as the tense tells; where it does not, the last or the nearest one.

        Raises:
            Undated: the report has no date, or none that is exact enough to count `unit` from.
            ValueError: none of them fits.
        """
        today, tense = self.today(unit, None), self.tense()
        ahead = [p for p in candidates if p.last >= today]
        behind = [p for p in candidates if p.start <= today]
        if tense == "future" and ahead:
            return ahead[0]
        if tense is None and nearest and candidates:
            return min(candidates, key=lambda p: abs(p.start - today))
        if not behind:
            raise ValueError("no such time")
        return behind[-1]

    def _note(self, what: str) -> None:
        if what not in self.used:
            self.used.append(what)


def by_word(candidates: list[Period], today: date, shift: int) -> Period:
    """The one of `candidates`, one a year in order, that last (-1), this (0) or next (1) means on a day.

    "Next spring" is the first to come, unless that is so near and in the same year that it would be "this spring".
    """
    if shift == 0:
        return next(p for p in candidates if p.start.year == today.year)
    if shift > 0:
        return next(p for p in candidates if p.start > today and (p.start.year > today.year or p.start > today + _NEAR))
    return next(
        p for p in reversed(candidates) if p.last < today and (p.last.year < today.year or p.last < today - _NEAR)
    )
