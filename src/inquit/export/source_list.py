"""Who is quoted how often, and how outlets name their sources: as lists for people, and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from inquit.export.listing import Column, Entry, Listing
from inquit.store.statistics import QuotedSource, QuotingOutlet


def source_list(found: Sequence[QuotedSource]) -> Listing:
    """The sources in the order given."""
    columns = (
        Column("Source"),
        Column("Statements", "statement"),
        Column("Words", "word"),
        Column("Reports", "report"),
        Column("Outlets", "outlet"),
    )
    entries = (
        Entry((one.name, one.statements, one.words, one.reports, one.outlets), f"{one.standing} {one.kind}")
        for one in found
    )
    return Listing(heading="Sources by how often they are quoted", columns=columns, entries=tuple(entries))


def outlet_list(found: Sequence[QuotingOutlet]) -> Listing:
    """The outlets in the order given."""
    columns = (
        Column("Outlet"),
        Column("Reports", "report"),
        Column("Statements", "statement"),
        Column("Unnamed", told="{} to unnamed sources"),
        Column("Taken", told="{} took from another"),
    )
    return Listing(heading="Outlets and their sources", columns=columns, entries=tuple(map(_outlet, found)))


def sources_json(sources: Sequence[QuotedSource], outlets: Sequence[QuotingOutlet]) -> dict[str, Any]:
    """Both as docs/format.md has it."""
    return {
        "inquit": 1,
        "sources": [asdict(one) for one in sources],
        "outlets": [asdict(one) | {"unnamed_share": one.unnamed_share} for one in outlets],
    }


def _outlet(one: QuotingOutlet) -> Entry:
    share = "–" if one.unnamed_share is None else f"{one.unnamed_share:.0%}"
    return Entry((one.outlet or "(no outlet)", one.reports, one.statements, share, one.derived))
