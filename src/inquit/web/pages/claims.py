"""One claim: its family tree, roots, wordings, changes and disputes; as a page, and as files to keep."""

from __future__ import annotations

import json

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from inquit.batch.tracing import claims, trace
from inquit.core.comparison import Stemma
from inquit.export.claims_json import stemma_json
from inquit.export.drawing import STYLE, drawing
from inquit.export.spreadsheet import wordings_csv
from inquit.export.stemma_page import stemma_page
from inquit.store.view import View
from inquit.web.addresses import id_of
from inquit.web.claim_view import claim_page
from inquit.web.desk import CurrentDesk, Desk
from inquit.web.files import file, table
from inquit.web.rendering import page

router = APIRouter(include_in_schema=False)


def stemma_of(view: View, id: str) -> Stemma:
    """The family tree of a claim, or the answer that there is none."""
    found = next(claims(view, [id]), None)
    if found is None:
        raise HTTPException(404, "The collection has no such claim. Claims change when reports are added or corrected.")
    return trace(view, found)


@router.get("/stemma.css")
def style() -> Response:
    """The style of the pictures, which stand in pages that permit none of their own."""
    return Response(STYLE, media_type="text/css")


@router.get("/claims/{id}.svg")
def picture(desk: CurrentDesk, id: str) -> Response:
    return file(drawing(_asked(desk, id)), "image/svg+xml", "stemma.svg")


@router.get("/claims/{id}.html")
def whole_page(desk: CurrentDesk, id: str) -> Response:
    return file(stemma_page(_asked(desk, id)), "text/html", "claim.html")


@router.get("/claims/{id}.json")
def data(desk: CurrentDesk, id: str) -> Response:
    return file(json.dumps(stemma_json(_asked(desk, id))), "application/json", "claim.json")


@router.get("/claims/{id}.csv")
def wordings(desk: CurrentDesk, id: str) -> Response:
    return table(wordings_csv(_asked(desk, id)), "wordings.csv")


@router.get("/claims/{id}")
def claim(request: Request, desk: CurrentDesk, id: str) -> Response:
    with desk.collection.viewing() as view:
        stemma = stemma_of(view, id_of(id))
        against = view.mentions(d.mention for d in stemma.disputes)
        heads = view.heads(d.report for d in stemma.disputes)
    return page(request, "claim.html", claim=claim_page(stemma, against, heads))


def _asked(desk: Desk, id: str) -> Stemma:
    with desk.collection.viewing() as view:
        return stemma_of(view, id_of(id))
