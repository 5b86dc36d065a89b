"""What changes a collection: jobs that add, and corrections. A body is JSON, which no form of another site can send."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query, Request

from inquit.ingest.inputs import Overrides
from inquit.store.log import Correction
from inquit.web.adding import add_address, add_text
from inquit.web.api import schemas
from inquit.web.api.tagged import TaggedRoute
from inquit.web.correcting import Wish, correct, undo
from inquit.web.desk import CurrentDesk
from inquit.web.jobs import Job
from inquit.web.watching import watch


def _json_only(request: Request) -> None:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.method == "POST" and media_type != "application/json":
        raise HTTPException(415, "Send application/json.")


router = APIRouter(prefix="/api/v1", route_class=TaggedRoute, dependencies=[Depends(_json_only)])
Json = dict[str, Any]


@router.get("/jobs", response_model=list[schemas.Job])
def jobs(desk: CurrentDesk) -> list[Json]:
    """The jobs that are remembered, the newest first."""
    return [_job(one) for one in desk.jobs.all()]


@router.get("/jobs/{id}", response_model=schemas.Job)
def job(desk: CurrentDesk, id: str) -> Json:
    """A job as it stands now."""
    found = desk.jobs.get(id)
    if found is None:
        raise HTTPException(404, "The desk does not remember such a job.")
    return _job(found)


@router.get("/jobs/{id}/reading", response_model=schemas.LiveReading)
def so_far(
    desk: CurrentDesk, id: str, known: Annotated[int, Query(ge=0, description="How many marks are known.")] = 0
) -> Json:
    """What has been found so far in the first report of a job; nothing when it is over, or there are more reports."""
    found = desk.jobs.get(id)
    if found is None:
        raise HTTPException(404, "The desk does not remember such a job.")
    watched = found.watched
    read, count = watched.so_far if watched is not None else (0, 0)
    marks = watched.marks[known:count] if watched is not None else []
    return {
        "state": found.state,
        "stage": found.stage,
        "report": watched.report.id if watched is not None else None,
        "length": len(watched.report.text) if watched is not None else 0,
        "read": read,
        "marks": [{"span": span, "role": role} for span, role in marks],
    }


@router.post("/jobs", response_model=schemas.Job, status_code=202)
def add(desk: CurrentDesk, wanted: schemas.NewJob) -> Json:
    """Adds a report, or what is at an address; the answer is a job, to be asked for again."""
    overrides = Overrides(outlet=wanted.outlet, published=wanted.published, title=wanted.title)
    if (wanted.text is None) == (wanted.url is None):
        raise HTTPException(422, "Give a text or a url, and not both.")
    if wanted.url is not None:
        return _job(add_address(desk, wanted.url, overrides))
    return _job(add_text(desk, wanted.text or "", overrides))


@router.post("/feeds", response_model=schemas.Feed, status_code=201)
def watch_feed(desk: CurrentDesk, wanted: schemas.NewFeed) -> Json:
    """Watches a feed, or watches it more or less often; in both cases it is read at once."""
    return asdict(watch(desk.collection, wanted.url, wanted.every))


@router.delete("/feeds", status_code=204)
def unwatch_feed(desk: CurrentDesk, url: Annotated[str, Query(max_length=2000)]) -> None:
    """Takes a feed off the list, if it is there; what was read of it stays."""
    with desk.collection.writing() as writer:
        writer.unwatch(url)


@router.post("/corrections", response_model=schemas.Correction, status_code=201)
def put(desk: CurrentDesk, wanted: schemas.NewCorrection) -> Json:
    """Puts something right; everything that rests on it follows."""
    return _correction(correct(desk, Wish(**wanted.model_dump())))


@router.post("/corrections/{id}/undo", response_model=schemas.Correction)
def take_back(desk: CurrentDesk, id: int) -> Json:
    """Takes a correction back."""
    return _correction(undo(desk, id))


@router.post("/corrections/{id}/redo", response_model=schemas.Correction)
def put_again(desk: CurrentDesk, id: int) -> Json:
    """Puts a correction in again."""
    return _correction(undo(desk, id, redo=True))


def _job(one: Job) -> Json:
    told = [{"report": report or None, "told": words} for report, words in one.outcomes]
    return {name: getattr(one, name) for name in schemas.Job.model_fields if name != "outcomes"} | {"outcomes": told}


def _correction(one: Correction) -> Json:
    return asdict(one)
