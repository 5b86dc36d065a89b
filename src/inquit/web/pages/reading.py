"""One report: its text, and beside it who says so."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from inquit.batch.corrected import reading_of
from inquit.core.comparison import Mention
from inquit.export.page_view import is_web_address, title_of
from inquit.export.rows import byline_of
from inquit.store.summaries import ClaimSummary
from inquit.store.view import View
from inquit.web.addresses import id_of
from inquit.web.desk import CurrentDesk
from inquit.web.reading_view import article_of
from inquit.web.rendering import page

router = APIRouter(include_in_schema=False)


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


def _claims(view: View, mentions: tuple[Mention, ...]) -> dict[str, ClaimSummary]:
    """The figures of the claims that mentions state, by the mention's id."""
    of = view.claims_of(m.id for m in mentions)
    figures = view.summaries_of(set(of.values()))
    return {mention: figures[claim] for mention, claim in of.items() if claim in figures}


def _language(language: str | None) -> str | None:
    return language if language and language.replace("-", "").isalnum() and language.isascii() else None
