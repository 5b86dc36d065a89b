"""Words that recur over weeks in reports that have nothing else to do with each other: disclaimers, author blurbs.

A reprint spreads over many outlets within days; boilerplate keeps coming back, mostly in one outlet. So it is told by
how its print is spread over reports, outlets and days, in any language.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from inquit.core.moments import moment
from inquit.core.spans import Span, Spans
from inquit.reuse.prints import Print

_REPORTS, _DAYS, _STRETCH = 4, 4, timedelta(days=14)  # everywhere: on so many days that lie so far apart
_OWN_REPORTS, _OWN_DAYS, _OWN_STRETCH = 3, 3, timedelta(days=4)  # within one outlet
_OWN_UNDATED = 4  # reports of one outlet that share it, where they bear no dates


class Imprint(NamedTuple):
    """A report as its spread needs it; `published` is ISO 8601 or None."""

    report: str
    outlet: str | None
    published: str | None


def recurring(carried: Mapping[int, Sequence[str]], imprints: Mapping[str, Imprint]) -> frozenset[int]:
    """The hashes of `carried` (ids of the reports that have each) that are boilerplate.

    A report that `imprints` does not know counts as one of no outlet and no date.
    """
    return frozenset(
        value
        for value, reports in carried.items()
        if len(reports) >= min(_REPORTS, _OWN_REPORTS)
        and _recurs([imprints.get(r) or Imprint(r, None, None) for r in sorted(set(reports))])
    )


def stock_passages(prints: Iterable[Print], recurs: frozenset[int]) -> Spans:
    """The stretches of a text that recurring shingles cover; shingles that follow each other make one stretch."""
    spans: list[Span] = []
    before = False
    for found in prints:
        if found.family != "shingle":
            continue
        now = found.hash in recurs
        if now and before:
            spans[-1] = Span(spans[-1].start, max(spans[-1].end, found.span.end))
        elif now:
            spans.append(found.span)
        before = now
    return tuple(spans)


def _recurs(carriers: Sequence[Imprint]) -> bool:
    if _spread(carriers, _REPORTS, _DAYS, _STRETCH):
        return True
    by_outlet: dict[str, list[Imprint]] = defaultdict(list)
    for imprint in carriers:
        if imprint.outlet:
            by_outlet[imprint.outlet.casefold()].append(imprint)
    return any(
        _spread(own, _OWN_REPORTS, _OWN_DAYS, _OWN_STRETCH)
        or sum(moment(i.published) is None for i in own) >= _OWN_UNDATED
        for own in by_outlet.values()
    )


def _spread(carriers: Sequence[Imprint], reports: int, days: int, stretch: timedelta) -> bool:
    at = [m.date() for m in (moment(i.published) for i in carriers) if m is not None]
    return len(at) >= reports and len(set(at)) >= days and max(at) - min(at) >= stretch
