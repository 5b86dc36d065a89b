"""Publication times of any precision as moments that can be put in order."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$")


def moment(published: str | None) -> datetime | None:
    """The first moment that an ISO 8601 date or time of any precision may mean, in UTC; None for None or what is neither.

    A time without an offset is taken for UTC, so that the same report is put in the same place everywhere.
    """
    if published is None:
        return None
    text = published.strip()
    coarse = _ISO.fullmatch(text)
    try:
        if coarse:
            year, month, day = (int(part) if part else 1 for part in coarse.groups())
            return datetime(year, month, day, tzinfo=UTC)
        exact = datetime.fromisoformat(text)
    except ValueError:
        return None
    return exact.replace(tzinfo=UTC) if exact.tzinfo is None else exact.astimezone(UTC)


def width(published: str) -> timedelta:
    """How much time such a date leaves open: a year, a month, a day, or nothing."""
    return {4: timedelta(days=366), 7: timedelta(days=31), 10: timedelta(days=1)}.get(
        len(published.strip()), timedelta()
    )
