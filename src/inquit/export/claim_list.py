"""Claims in figures: as a list for people, and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from inquit.export.listing import Column, Entry, Listing
from inquit.store.summaries import ClaimSummary, Sort

_HEADINGS: dict[Sort, str] = {
    "carried": "Claims that the most reports carry",
    "disputed": "Claims that are disputed most often",
    "weakest": "Claims that are carried by many outlets, and have few independent sources",
}


def claim_list(found: Sequence[ClaimSummary], sort: Sort) -> Listing:
    """The claims in the order given."""
    columns = (
        Column("Claim"),
        Column("Reports", "report"),
        Column("Outlets", "outlet"),
        Column("Sources", "independent source"),
        Column("Disputed", "dispute"),
    )
    return Listing(heading=_HEADINGS[sort], columns=columns, entries=tuple(map(_entry, found)))


def summary_json(one: ClaimSummary) -> dict[str, Any]:
    """A claim in figures, as docs/format.md has it."""
    return {
        "id": one.id,
        "text": one.text,
        "mentions": one.mentions,
        "reports": one.reports,
        "outlets": one.outlets,
        "independent": {"min": one.min, "max": one.max},
        "roots": {"named": one.named, "unnamed": one.unnamed},
        "disputes": one.disputes,
        "first": one.first,
        "last": one.last,
    }


def _entry(one: ClaimSummary) -> Entry:
    sources = one.max if one.min == one.max else f"{one.min} to {one.max}"
    days = dict.fromkeys(day.partition("T")[0] for day in (one.first, one.last) if day)
    return Entry((one.text, one.reports, one.outlets, sources, one.disputes), " · ".join((one.id, " to ".join(days))))
