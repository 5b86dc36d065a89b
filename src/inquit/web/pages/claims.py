"""One claim: its family tree, roots, wordings, changes and disputes; as a page, a picture and JSON."""

from __future__ import annotations

import json

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from inquit.batch.tracing import claims, trace
from inquit.core.comparison import Stemma
from inquit.export.claims_json import stemma_json
from inquit.export.drawing import STYLE, drawing
from inquit.store.view import View
from inquit.web.addresses import id_of
from inquit.web.claim_view import claim_page
from inquit.web.desk import CurrentDesk
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
    with desk.collection.viewing() as view:
        shown = drawing(stemma_of(view, id_of(id)))
    return _file(shown.encode("utf-8", "replace"), "image/svg+xml", "stemma.svg")


@router.get("/claims/{id}.json")
def data(desk: CurrentDesk, id: str) -> Response:
    with desk.collection.viewing() as view:
        shown = stemma_json(stemma_of(view, id_of(id)))
    return _file(json.dumps(shown).encode(), "application/json", "claim.json")


@router.get("/claims/{id}")
def claim(request: Request, desk: CurrentDesk, id: str) -> Response:
    with desk.collection.viewing() as view:
        stemma = stemma_of(view, id_of(id))
    return page(request, "claim.html", claim=claim_page(stemma))


def _file(body: bytes, media_type: str, name: str) -> Response:
    """A file to keep: it is never shown as a page of the desk, whatever it holds."""
    return Response(body, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
