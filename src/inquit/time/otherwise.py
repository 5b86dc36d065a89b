"""Dates that no pattern of ours knows, read by dateparser: the one door to it.

It knows some two hundred locales, but takes a second to load and about a millisecond a call: it is asked only for what
an entity marks as a date and no pattern covers, and each wording once a day of publication.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from inquit.time import periods
from inquit.time.scene import Reference

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

_LONGEST = 40
_UNITS = {"day": periods.DAY, "time": periods.DAY, "month": periods.MONTH, "year": periods.YEAR, "week": periods.WEEK}


def otherwise(words: str, published: Reference, language: str) -> periods.Period | None:
    """The day, week, month or year that `words` name; None where dateparser sees no date, or too many words."""
    if len(words) > _LONGEST or not any(c.isdecimal() for c in words):
        return None
    return _asked(words, published, language)


@lru_cache(maxsize=4096)
def _asked(words: str, published: Reference, language: str) -> periods.Period | None:
    try:
        parser = _parser(language, published)
        found = parser.get_date_data(words)
    except (ValueError, OverflowError):  # a language that it does not know, a date out of range
        return None
    unit = _UNITS.get(found.period or "")
    if found.date_obj is None or unit is None:
        return None
    return periods.containing(found.date_obj.date(), unit)


@lru_cache(maxsize=64)
def _parser(language: str, published: Reference) -> DateDataParser:
    from dateparser.date import DateDataParser  # noqa: PLC0415  # slow to load, and seldom needed

    base = datetime(published.day.year, published.day.month, published.day.day)  # noqa: DTZ001  # days, not moments
    # It would make a year of any figure ("44th day"), were no month asked for.
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past", "REQUIRE_PARTS": ["month"]}
    return DateDataParser(languages=[language], settings=settings)
