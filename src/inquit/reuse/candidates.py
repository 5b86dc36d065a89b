"""Which reports are worth aligning with a new one: those that carry its telling prints.

The cost depends on the new report and on the bound of the look-up, not on how many reports there are.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple, Protocol

from inquit.core.moments import moment
from inquit.core.spans import Spans
from inquit.reuse.boilerplate import Imprint, recurring, stock_passages
from inquit.reuse.prints import Print

_LEAST = 0.5  # what a report's shared prints must be worth: one pair that two others carry, too, is not enough
_STEP = math.log(1.25)  # scores nearer to each other than this are equal, and the older report goes first
_UNDATED = datetime.max.replace(tzinfo=UTC)


class Carriers(Protocol):
    """The look-up that the store offers."""

    def __call__(self, hashes: Collection[int], /) -> Mapping[int, Sequence[str]]:
        """The ids of the reports that carry each hash; bounded for each, the oldest and the newest kept."""
        ...


class Imprints(Protocol):
    """Outlet and date of reports, from the store."""

    def __call__(self, reports: Collection[str], /) -> Mapping[str, Imprint]: ...


class Candidates(NamedTuple):
    """`reports` are ids, best first; `boilerplate` is where the new report's text recurs elsewhere over weeks."""

    reports: tuple[str, ...]
    boilerplate: Spans


def candidates(prints: Iterable[Print], carriers: Carriers, imprints: Imprints, *, at_most: int = 30) -> Candidates:
    """The reports that share the most and rarest prints with a report, boilerplate left out.

    They may be older or younger than it: what a younger one has from the collection is to be decided anew. A report
    that is in the collection already finds itself, and the caller passes that over.
    """
    found = tuple(prints)
    carried = carriers({p.hash for p in found})
    known = imprints({report for reports in carried.values() for report in reports})
    stock = recurring(carried, known)
    scores: dict[str, float] = defaultdict(float)
    for p in found:
        reports = carried.get(p.hash, ())
        if p.hash not in stock:
            for report in set(reports):
                scores[report] += 1 / math.sqrt(len(reports))

    def rank(report: str) -> tuple[int, datetime, str]:
        published = known[report].published if report in known else None
        return -int(math.log(scores[report]) // _STEP), moment(published) or _UNDATED, report

    best = sorted((report for report, score in scores.items() if score >= _LEAST), key=rank)
    return Candidates(tuple(best[:at_most]), stock_passages(found, stock))
