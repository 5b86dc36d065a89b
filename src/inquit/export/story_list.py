"""Stories as a list for people, and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from inquit.core.comparison import Witness
from inquit.export.listing import Column, Entry, Listing
from inquit.export.visible import one_line
from inquit.store.stories import Story


def story_list(found: Sequence[Story]) -> Listing:
    """The stories in the order given."""
    columns = (Column("Story"), Column("Reports", "report"), Column("Outlets", "outlet"))
    entries = (
        Entry((one.title or "(no title)", one.reports, one.outlets), f"{one.id} · {_days(one)}") for one in found
    )
    return Listing(heading="Stories, the newest first", columns=columns, entries=tuple(entries))


def report_list(story: str, found: Sequence[Witness]) -> Listing:
    """The reports of a story, in the order given."""
    columns = (Column("Report"), Column("Outlet"), Column("Published"))
    entries = (
        Entry((one.title or "(no title)", one.outlet or "", (one.published or "")[:16].replace("T", " ")), one.report)
        for one in found
    )
    return Listing(heading=f"Reports of {one_line(story)}", columns=columns, entries=tuple(entries))


def stories_json(found: Sequence[Story], reports: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Stories with the ids of their reports, as docs/format.md has it."""
    return {
        "inquit": 1,
        "stories": [
            {
                "id": one.id,
                "title": one.title,
                "outlets": one.outlets,
                "first": one.first,
                "last": one.last,
                "reports": list(reports.get(one.id, ())),
            }
            for one in found
        ],
    }


def reports_json(story: str, found: Sequence[Witness]) -> dict[str, Any]:
    """The reports of one story, as docs/format.md has it."""
    names = ("title", "outlet", "published", "url")
    rows = [{"id": one.report} | {name: getattr(one, name) for name in names} for one in found]
    return {"inquit": 1, "story": story, "reports": rows}


def _days(story: Story) -> str:
    return " to ".join(dict.fromkeys(day.partition("T")[0] for day in (story.first, story.last) if day))
