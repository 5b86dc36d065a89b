"""What can be asked of a collection."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query

from inquit.batch.corrected import reading_of
from inquit.core.codec import to_json
from inquit.core.comparison import Witness
from inquit.core.records import Standing
from inquit.export.claim_list import summary_json
from inquit.export.claims_json import stemma_json
from inquit.store.paging import Page
from inquit.store.summaries import Sort
from inquit.web.addresses import id_of
from inquit.web.api import schemas
from inquit.web.api.schemas import Listed
from inquit.web.api.tagged import TaggedRoute
from inquit.web.desk import CurrentDesk
from inquit.web.pages.claims import stemma_of
from inquit.web.pages.stories import story_of

router = APIRouter(prefix="/api/v1", route_class=TaggedRoute)

After = Annotated[str | None, Query(max_length=200, description="The `next` of the page before.")]
AfterFeed = Annotated[str | None, Query(max_length=2000, description="The `next` of the page before.")]
Limit = Annotated[int, Query(ge=1, le=500, description="How many at most.")]
Outlet = Annotated[str | None, Query(max_length=500, description="Only what this outlet published.")]
OfStory = Annotated[str | None, Query(max_length=200, description="Only what belongs to this story.")]
Json = dict[str, Any]


@router.get("/counts", response_model=schemas.Counts)
def counts(desk: CurrentDesk) -> Json:
    """How much is in the collection."""
    with desk.collection.viewing() as view:
        return asdict(view.counts())


@router.get("/reports", response_model=Listed[schemas.Head])
def reports(
    desk: CurrentDesk, outlet: Outlet = None, story: OfStory = None, after: After = None, limit: Limit = 50
) -> Json:
    """Reports without their texts, newest first."""
    with desk.collection.viewing() as view:
        found = view.latest(outlet=outlet, story=story, after=after, limit=limit)
    return _listed(found, [_head(one) for one in found.items])


@router.get("/reports/{id}", response_model=schemas.Report)
def report(desk: CurrentDesk, id: str) -> Json:
    """A report with its text. An id of more than letters, digits, ".", "_" and "-" is "~" and its base64url here."""
    with desk.collection.viewing() as view:
        found = view.report(id_of(id))
    if found is None:
        raise HTTPException(404, "The collection has no such report.")
    return {name: getattr(found, name) for name in schemas.Report.model_fields}


@router.get("/reports/{id}/reading", response_model=schemas.Reading, response_model_exclude_unset=True)
def reading(desk: CurrentDesk, id: str, *, explain: bool = False) -> Json:
    """What was read in a report, with what people put right; with `explain` what each decision rests on."""
    with desk.collection.viewing() as view:
        found = reading_of(view, id_of(id))
    if found is None:
        raise HTTPException(404, "The collection has no such report.")
    return to_json(found, explain=explain)


@router.get("/stories", response_model=Listed[schemas.Story])
def stories(desk: CurrentDesk, outlet: Outlet = None, after: After = None, limit: Limit = 50) -> Json:
    """Stories, those with the newest reports first."""
    with desk.collection.viewing() as view:
        found = view.stories(outlet=outlet, after=after, limit=limit)
    return _listed(found, [asdict(one) for one in found.items])


@router.get("/stories/{id}", response_model=schemas.Story)
def story(desk: CurrentDesk, id: str) -> Json:
    """A story in figures; its reports are /reports?story=ID, its claims /claims?story=ID."""
    with desk.collection.viewing() as view:
        return asdict(story_of(view, id_of(id)))


@router.get("/claims", response_model=Listed[schemas.ClaimFigures])
def claims(
    desk: CurrentDesk,
    *,
    sort: Sort = "carried",
    outlet: Outlet = None,
    story: OfStory = None,
    after: After = None,
    limit: Limit = 50,
) -> Json:
    """Claims in figures, those first that the most reports carry, that are disputed most, or rooted most weakly."""
    with desk.collection.viewing() as view:
        found = view.summaries(sort, outlet=outlet, story=story, after=after, limit=limit)
    return _listed(found, [summary_json(one) for one in found.items])


@router.get("/claims/{id}", response_model=schemas.Stemma)
def claim(desk: CurrentDesk, id: str) -> Json:
    """A claim with its family tree."""
    with desk.collection.viewing() as view:
        return stemma_json(stemma_of(view, id_of(id)))


@router.get("/sources", response_model=Listed[schemas.QuotedSource])
def sources(  # noqa: PLR0917  # the words of the query
    desk: CurrentDesk,
    outlet: Outlet = None,
    standing: Standing | None = None,
    begins: Annotated[str | None, Query(max_length=300, description="Only names that begin so.")] = None,
    after: After = None,
    limit: Limit = 50,
) -> Json:
    """Who is quoted, the most quoted first."""
    with desk.collection.viewing() as view:
        found = view.quoted(outlet=outlet, standing=standing, begins=begins, after=after, limit=limit)
    return _listed(found, [asdict(one) for one in found.items])


@router.get("/outlets", response_model=Listed[schemas.QuotingOutlet])
def outlets(desk: CurrentDesk, after: After = None, limit: Limit = 50) -> Json:
    """Outlets, those with most reports first."""
    with desk.collection.viewing() as view:
        found = view.outlets(after=after, limit=limit)
    return _listed(found, [asdict(one) for one in found.items])


@router.get("/search", response_model=Listed[schemas.Found])
def search(
    desk: CurrentDesk,
    q: Annotated[str, Query(max_length=500, description="All of these words; what is in quotation marks together.")],
    outlet: Outlet = None,
    after: After = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Json:
    """Reports that have all the words, newest first, and where they stand."""
    with desk.collection.viewing() as view:
        found = view.search(q, outlet=outlet, after=after, limit=limit)
    items = [
        {"report": {name: getattr(one.report, name) for name in schemas.Head.model_fields}, "spans": list(one.spans)}
        for one in found.items
    ]
    return _listed(found, items)


@router.get("/feeds", response_model=Listed[schemas.Feed])
def feeds(desk: CurrentDesk, after: AfterFeed = None, limit: Limit = 50) -> Json:
    """Feeds that are watched, by their addresses."""
    with desk.collection.viewing() as view:
        found = view.feeds(after=after, limit=limit)
    return _listed(found, [asdict(one) for one in found.items])


@router.get("/corrections", response_model=Listed[schemas.Correction])
def corrections(desk: CurrentDesk, *, undone: bool = False, after: After = None, limit: Limit = 50) -> Json:
    """What people put right, oldest first; with `undone` also what was taken back."""
    with desk.collection.viewing() as view:
        found = view.corrections(undone=undone, after=after, limit=limit)
    return _listed(found, [asdict(one) for one in found.items])


def _listed(found: Page[Any], items: list[Json]) -> Json:
    return {"items": items, "next": found.next}


def _head(one: Witness) -> Json:
    return {"id": one.report, "title": one.title, "outlet": one.outlet, "published": one.published, "url": one.url}
