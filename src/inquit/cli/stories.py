"""`inquit stories`: the reports of a collection, grouped by event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from inquit.cli.asking import (
    DEFAULT_COLLECTION,
    SHOWN,
    CollectionOption,
    JsonOption,
    LimitOption,
    OutletOption,
    print_json,
    show_list,
    viewed,
)

if TYPE_CHECKING:
    from inquit.core.comparison import Witness
    from inquit.store.view import View


def stories(
    story: Annotated[str, typer.Argument(metavar="[STORY]", help="The id of a story, for its reports.")] = "",
    *,
    collection: CollectionOption = DEFAULT_COLLECTION,
    outlet: OutletOption = None,
    limit: LimitOption = SHOWN,
    as_json: JsonOption = False,
) -> None:
    """Show the reports of a collection by the events they are about, the newest first."""
    from inquit.export.story_list import report_list, reports_json, stories_json, story_list  # noqa: PLC0415  # see `asking`

    with viewed(collection) as view:
        if story:
            shown = _reports(view, story)
            print_json(reports_json(story, shown)) if as_json else show_list(report_list(story, shown))
            return
        found = view.stories(outlet=outlet, limit=limit).items
        if as_json:
            print_json(stories_json(found, {one.id: [r.report for r in _reports(view, one.id)] for one in found}))
        else:
            show_list(story_list(found))


def _reports(view: View, story: str) -> list[Witness]:
    """The reports of a story, oldest first."""
    found = list(view.latest(story=story, limit=10_000).items)
    if not found:
        raise typer.BadParameter(f"There is no story {story}.", param_hint="STORY")
    return found[::-1]
