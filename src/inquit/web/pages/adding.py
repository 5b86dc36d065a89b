"""Reports come in: as text, as files, or from an address; a job reads them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Form, HTTPException, Request, UploadFile
from starlette.responses import RedirectResponse, Response

from inquit.core.errors import InquitError
from inquit.core.records import Reading
from inquit.export.page_view import title_of
from inquit.export.rows import byline_of
from inquit.ingest.inputs import Overrides
from inquit.web.adding import add_address, add_files, add_text
from inquit.web.addresses import report_address
from inquit.web.desk import CurrentDesk
from inquit.web.jobs import Job
from inquit.web.live_view import live_text
from inquit.web.pages.forms import OwnForm
from inquit.web.reading_view import article_of
from inquit.web.rendering import page

router = APIRouter(include_in_schema=False)

_Words = Annotated[str, Form()]


@router.get("/add")
def ask(request: Request) -> Response:
    return page(request, "add.html", wrong=None)


@router.post("/add", dependencies=[OwnForm])
def add(  # noqa: PLR0917  # the fields of a form
    request: Request,
    desk: CurrentDesk,
    text: _Words = "",
    url: _Words = "",
    files: Annotated[list[UploadFile] | None, File()] = None,
    title: _Words = "",
    outlet: _Words = "",
    published: _Words = "",
) -> Response:
    """One form, filled in one of three ways."""
    given = [one for one in files or [] if one.filename]
    try:
        head = {"title": title, "outlet": outlet, "published": published}
        overrides = Overrides(**{name: value.strip() or None for name, value in head.items()})
        if given:
            job = add_files(desk, [(one.filename or "", one.file) for one in given], overrides)
        elif url.strip():
            job = add_address(desk, url.strip(), overrides)
        else:
            job = add_text(desk, text.replace("\r\n", "\n"), overrides)
    except InquitError as error:
        return page(request, "add.html", status=422, wrong=str(error))
    return RedirectResponse(f"/jobs/{job.id}", status_code=303)


@router.get("/jobs/{id}")
def job(request: Request, desk: CurrentDesk, id: str) -> Response:
    found = desk.jobs.get(id)
    if found is None:
        raise HTTPException(404, "The desk does not remember such a job. What it added is in the collection.")
    if found.only_report is not None:
        return RedirectResponse(report_address(found.only_report), status_code=303)
    watched = None if found.is_over else found.watched
    if watched is not None and watched.reading is not None:
        return _whole(request, found, watched.reading)
    live = live_text(watched) if watched is not None else None
    title = title_of(watched.report) if watched is not None else None
    return page(request, "job.html", job=found, title=title, live=live)


def _whole(request: Request, found: Job, reading: Reading) -> Response:
    """All that was read in a report that is not in the collection yet: nothing can be corrected in it."""
    return page(
        request,
        "job_read.html",
        job=found,
        article=article_of(reading),
        report=reading.report,
        title=title_of(reading.report),
        byline=byline_of(reading.report),
        link=None,
        language=None,
        show="",
        versions=(),
        version=None,
        current=False,
    )


@router.post("/jobs/{id}/stop", dependencies=[OwnForm])
def stop(desk: CurrentDesk, id: str) -> Response:
    desk.jobs.stop(id)
    return RedirectResponse(f"/jobs/{id}", status_code=303)
