"""Feeds that are watched: put on the list, read at once, taken off; with what came of the last reading."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from inquit.core.errors import InquitError
from inquit.web.desk import CurrentDesk
from inquit.web.pages.forms import OwnForm
from inquit.web.rendering import page
from inquit.web.watching import EVERY, watch

router = APIRouter(include_in_schema=False)

_Minutes = Annotated[float, Form(allow_inf_nan=False)]
After = Annotated[str | None, Query(max_length=2000)]
_Address = Annotated[str, Form(max_length=2000)]


@router.get("/feeds")
def feeds(request: Request, desk: CurrentDesk, after: After = None) -> Response:
    return _shown(request, desk, after=after)


@router.post("/feeds", dependencies=[OwnForm])
def put(request: Request, desk: CurrentDesk, url: _Address = "", minutes: _Minutes = EVERY / 60) -> Response:
    """Watches a feed, or watches it more or less often; in both cases it is read at once."""
    try:
        watch(desk.collection, url.strip(), round(minutes * 60))
    except InquitError as error:
        return _shown(request, desk, status=422, wrong=str(error), url=url, minutes=minutes)
    return RedirectResponse("/feeds", status_code=303)


@router.post("/feeds/remove", dependencies=[OwnForm])
def remove(desk: CurrentDesk, url: _Address = "") -> Response:
    with desk.collection.writing() as writer:
        writer.unwatch(url)
    return RedirectResponse("/feeds", status_code=303)


def _shown(
    request: Request,
    desk: CurrentDesk,
    *,
    status: int = 200,
    wrong: str | None = None,
    url: str = "",
    minutes: float = EVERY / 60,
    after: str | None = None,
) -> Response:
    with desk.collection.viewing() as view:
        found = view.feeds(after=after)
    return page(request, "feeds.html", status=status, found=found, wrong=wrong, url=url, minutes=minutes)
