"""Stories: the reports of one event together, with the claims they make."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from inquit.store.stories import Story
from inquit.store.summaries import Sort
from inquit.store.view import View
from inquit.web.addresses import id_of
from inquit.web.desk import CurrentDesk
from inquit.web.pages.lists import After, Outlet
from inquit.web.rendering import page

router = APIRouter(include_in_schema=False)

_CLAIMS = 20  # of one story, on its page


def story_of(view: View, id: str) -> Story:
    """A story, or the answer that there is none."""
    found = view.story(id)
    if found is None:
        raise HTTPException(404, "The collection has no such story.")
    return found


@router.get("/stories")
def stories(request: Request, desk: CurrentDesk, outlet: Outlet = None, after: After = None) -> Response:
    with desk.collection.viewing() as view:
        found = view.stories(outlet=outlet or None, after=after)
    return page(request, "stories.html", found=found, outlet=outlet)


@router.get("/stories/{id}")
def story(
    request: Request,
    desk: CurrentDesk,
    id: str,
    *,
    sort: Sort = "carried",
    outlet: Outlet = None,
    after: After = None,
) -> Response:
    with desk.collection.viewing() as view:
        found = story_of(view, id_of(id))
        reports = view.latest(story=found.id, outlet=outlet or None, after=after)
        claims = view.summaries(sort, story=found.id, limit=_CLAIMS)
        stale = view.stale_count()
    return page(
        request,
        "story.html",
        story=found,
        reports=reports,
        claims=claims,
        sort=sort,
        outlet=outlet,
        stale=stale,
    )
