"""What an expression of time is resolved against: the report's date, the last date that was named, the tense."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal, NamedTuple

from inquit.time.periods import DAY, MONTH, YEAR, Period, day, length

Tense = Literal["past", "future"]
_SOON, _NEAR, _FAR = timedelta(60), timedelta(90), timedelta(270)
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

    `published` is the report's date; `named_before` the days, weeks, ... that the text named shortly before, last first;
    `last_day` the last day that it named at all, and `day_of_sentence` that which the same sentence named before.
    `towards` is the tense around the expression, and `fallback` the tense where the words tell none.
    """

    published: Reference | None
    named_before: Sequence[Period] = ()
    last_day: date | None = None
    day_of_sentence: date | None = None
    towards: Callable[[], Tense | None] = lambda: None
    fallback: Tense | None = None
    used: list[str] = field(default_factory=list[str])
    asked: bool = field(default=False, init=False)
    found: Tense | None = field(default=None, init=False)

    def today(self, unit: str, relative: str | None) -> date:
        """The report's date; raises Undated where it is missing, or not exact enough to count `unit` from."""
        if self.published is None or length(self.published.exact) > max(1, length(unit)):
            self._note("the report has no date" if self.published is None else "the report's date is not exact enough")
            raise Undated(relative)
        self._note(f"from the report's date, {self.published.day}")
        return self.published.day

    def named(self, unit: str, relative: str | None) -> Period:
        """The last time named nearby, where it is exact enough to count `unit` from, else the report's date."""
        return self._nearby(unit) or day(self.today(unit, relative))

    def counted_from(self, unit: str, relative: str | None) -> Period:
        """The same, but days and weeks "later" are counted from nothing if not from a time that was named."""
        nearby = self._nearby(unit)
        if nearby is None and length(unit) < length(MONTH):
            raise Undated(relative)
        return nearby or day(self.today(unit, relative))

    def _nearby(self, unit: str) -> Period | None:
        near = next((p for p in self.named_before if length(unit) >= (p.end - p.start).days // 2), None)
        if near is not None:
            self._note(f"from the time named before, {near.value}")
        return near

    def that(self, unit: str, relative: str | None) -> Period:
        """What "that evening" or "the same week" speaks of: the last day named, however far back."""
        nearby = self._nearby(unit)
        if nearby is not None or self.last_day is None:
            return nearby or day(self.today(unit, relative))
        self._note(f"the day named before, {self.last_day}")
        return day(self.last_day)

    def onward(self) -> date | None:
        """The day that a weekday ahead is counted from, where that is not the report's.

        What somebody "said on Monday would happen by Friday" is counted from Monday, and so is in a story of the past
        what "lasted until Friday".
        """
        tense = self.tense()
        if self.published is None:
            return None
        today, named = self.published.day, self.day_of_sentence
        if tense == "future" and named is not None and today - timedelta(7) <= named < today:
            return named
        near = self.named_before[0] if self.named_before else None
        if tense == "past" and self.fallback == "future" and near is not None and near.end - near.start == timedelta(1):
            return near.start if near.start < today else None
        return None

    def tense(self) -> Tense | None:
        """The tense of the words around, asked for once; else the fallback."""
        if not self.asked:
            self.asked, self.found = True, self.towards()
            if self.found:
                self._note(f"beside words of the {self.found}")
        return self.found or self.fallback

    def choose(self, candidates: list[Period], unit: str, *, nearest: bool = False) -> Period:
        """The next or the last of `candidates` as the tense tells; where it does not, the last or the nearest one.

        Raises:
            Undated: the report has no date, or none that is exact enough to count `unit` from.
            ValueError: none of them fits.
        """
        today, tense = self.today(unit, None), self.tense()
        ahead = [p for p in candidates if p.last >= today]
        behind = [p for p in candidates if p.start <= today]
        if nearest and candidates:
            near = min(candidates, key=lambda p: abs(p.start - today))
            told = behind[-1] if tense == "past" and behind else ahead[0] if tense == "future" and ahead else near
            # Nobody leaves out the year of a day that is most of a year off, and not of one that is near.
            return told if abs(told.start - today) < _FAR else near
        soon = tense is None and bool(ahead) and ahead[0].start - today < _SOON
        if ahead and (tense == "future" or (soon and (not behind or today - behind[-1].start > _FAR))):
            return ahead[0]
        if not behind:
            raise ValueError("no such time")
        return behind[-1]

    def _note(self, what: str) -> None:
        if what not in self.used:
            self.used.append(what)


def by_word(candidates: list[Period], today: date, shift: int, *, nearest: bool = False) -> Period:
    """The one of `candidates`, one a year in order, that last (-1), this (0) or next (1) means on a day.

    "Next spring" is the first to come, unless that is so near and in the same year that it would be "this spring";
    with `nearest` ("the coming spring") it is the first in any case.
    """
    far = timedelta(0) if nearest else _NEAR
    if shift == 0:
        return next(p for p in candidates if p.start.year == today.year)
    if shift > 0:
        return next(p for p in candidates if p.start > today and (p.start.year > today.year or p.start > today + far))
    return next(
        p for p in reversed(candidates) if p.last < today and (p.last.year < today.year or p.last < today - far)
    )
