"""One report: its text, and beside it who says so; as a page, and as files to keep."""

from __future__ import annotations

import json
from typing import Literal

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from inquit.batch.corrected import reading_of
from inquit.core.codec import to_json
from inquit.core.comparison import Mention
from inquit.core.records import Reading
from inquit.export.page import page_of
from inquit.export.page_view import is_web_address, title_of
from inquit.export.rows import byline_of
from inquit.export.spreadsheet import attributions_csv
from inquit.store.summaries import ClaimSummary
from inquit.store.view import View
from inquit.web.addresses import id_of
from inquit.web.desk import CurrentDesk, Desk
from inquit.web.files import file, table
from inquit.web.reading_view import article_of
from inquit.web.rendering import page

router = APIRouter(include_in_schema=False)


@router.get("/reports/{id}/reading.html")
def whole_page(desk: CurrentDesk, id: str) -> Response:
    return file(page_of(_asked(desk, id)), "text/html", "reading.html")


@router.get("/reports/{id}/reading.json")
def data(desk: CurrentDesk, id: str) -> Response:
    return file(json.dumps(to_json(_asked(desk, id))), "application/json", "reading.json")


@router.get("/reports/{id}/attributions.csv")
def attributions(desk: CurrentDesk, id: str) -> Response:
    return table(attributions_csv(_asked(desk, id)), "attributions.csv")


@router.get("/reports/{id}")
def report(
    request: Request,
    desk: CurrentDesk,
    id: str,
    show: Literal["", "own", "unnamed", "hedged"] = "",
    version: int | None = None,
) -> Response:
    with desk.collection.viewing() as view:
        name = id_of(id)
        versions = view.versions(name)
        current = version is None or (bool(versions) and version == versions[-1].number)
        reading = reading_of(view, name) if current else view.reading(name, version=version)
        if reading is None:
            raise HTTPException(404, "The collection has no such report.")
        mentions = view.mentions_of_report(name) if current else ()
        article = article_of(reading, mentions, _claims(view, mentions))
    return page(
        request,
        "report.html",
        article=article,
        report=reading.report,
        title=title_of(reading.report),
        byline=byline_of(reading.report),
        link=reading.report.url if reading.report.url and is_web_address(reading.report.url) else None,
        language=_language(reading.report.language),
        show=show,
        versions=versions,
        version=version or versions[-1].number,
        current=current,
    )


def _asked(desk: Desk, id: str) -> Reading:
    """What was read in a report, with what people put right, or the answer that there is no such report."""
    with desk.collection.viewing() as view:
        found = reading_of(view, id_of(id))
    if found is None:
        raise HTTPException(404, "The collection has no such report.")
    return found


def _claims(view: View, mentions: tuple[Mention, ...]) -> dict[str, ClaimSummary]:
    """The figures of the claims that mentions state, by the mention's id."""
    of = view.claims_of(m.id for m in mentions)
    figures = view.summaries_of(set(of.values()))
    return {mention: figures[claim] for mention, claim in of.items() if claim in figures}


def _language(language: str | None) -> str | None:
    return language if language and language.replace("-", "").isalnum() and language.isascii() else None
