"""What the machine got wrong is put right where it is shown, and taken back again."""

from __future__ import annotations

from typing import Annotated, Any, get_args

from fastapi import APIRouter, Form, HTTPException, Query, Request
from starlette.responses import RedirectResponse, Response

from inquit.batch.corrected import CorrectionKind, reading_of
from inquit.core.comparison import Mention
from inquit.core.records import Kind, Standing
from inquit.core.spans import words_of
from inquit.store.view import View
from inquit.web.addresses import claim_address, own_address
from inquit.web.choosing import Choice, claims_like, claims_with, known_sources
from inquit.web.correcting import Wish, correct, undo
from inquit.web.desk import CurrentDesk
from inquit.web.pages.forms import OwnForm
from inquit.web.pages.lists import After
from inquit.web.reading_view import Party
from inquit.web.rendering import page

router = APIRouter(include_in_schema=False)

_Words = Annotated[str, Form()]


@router.get("/correct")
def ask(  # noqa: PLR0917  # the words of the query
    request: Request,
    desk: CurrentDesk,
    mention: str = "",
    report: str = "",
    attribution: str = "",
    q: Annotated[str, Query(max_length=500)] = "",
    next: str = "/",
) -> Response:
    """What can be said of a mention, or of an attribution of a report; `q` are words of a claim that is the same."""
    with desk.collection.viewing() as view:
        values = _mention(view, mention, q) if mention else _attribution(view, report, attribution, q)
    return page(request, "correct.html", kinds=get_args(Kind), q=q, next=own_address(next), **values)


def _mention(view: View, id: str, q: str) -> dict[str, Any]:
    one = view.mentions([id]).get(id)
    if one is None:
        raise HTTPException(404, "The collection has no such mention.")
    claim = view.claims_of([id]).get(id)
    among = view.mentions_of_claims([claim]).get(claim, ()) if claim else ()
    heads = view.heads({m.report for m in among})
    return {
        "mention": one,
        "attribution": None,
        "report": one.report,
        "words": one.text,
        "chain": [Party.of(link) for link in reversed(one.chain)],
        "others": [m for m in among if m.id != id],
        "same": claims_with(view, q, one) if q.strip() else claims_like(view, one),
        "sources": known_sources(view, one.report, among),
        "heads": heads,
        "givers": [(r, head) for r, head in heads.items() if r != one.report],
    }


def _attribution(view: View, report: str, id: str, q: str) -> dict[str, Any]:
    """What can be said of an attribution; where it has one mention, all that can be said of that."""
    stated = [m.id for m in view.mentions_of_report(report) if m.attribution == id]
    if len(stated) == 1:
        return _mention(view, stated[0], q)
    reading = reading_of(view, report)
    one = next((a for a in reading.attributions if a.id == id), None) if reading else None
    if reading is None or one is None:
        raise HTTPException(404, "The report has no such attribution. It may have been corrected meanwhile.")
    written = words_of(reading.report.text, one.source)
    return {
        "mention": None,
        "attribution": one,
        "report": report,
        "words": words_of(reading.report.text, one.content or one.cue),
        "chain": [Party.of(link) for link in reversed(one.chain)] or [Party(name=written, kind=None, standing=None)],
        "others": list[Mention](),
        "same": list[Choice](),
        "sources": known_sources(view, report, ()),
        "heads": {},
        "givers": [],
    }


@router.post("/corrections", dependencies=[OwnForm])
def put(  # noqa: PLR0917  # the fields of a form
    desk: CurrentDesk,
    kind: Annotated[CorrectionKind, Form()],
    mention: _Words = "",
    report: _Words = "",
    attribution: _Words = "",
    other: _Words = "",
    name: Annotated[str, Form(max_length=300)] = "",
    of_kind: Annotated[Kind, Form()] = "person",
    standing: Annotated[Standing, Form()] = "named",
    origin: _Words = "",
    next: _Words = "/",
) -> Response:
    wish = Wish(
        kind=kind,
        mention=mention,
        report=report,
        attribution=attribution,
        other=other,
        name=name,
        of_kind=of_kind,
        standing=standing,
        origin=origin,
    )
    done = correct(desk, wish)
    return RedirectResponse(own_address(_back(desk, next, mention), done=str(done.id)), status_code=303)


def _back(desk: CurrentDesk, address: str, mention: str) -> str:
    """Where the form came from; from the page of a claim, to that which the mention belongs to now."""
    if not (mention and address.startswith("/claims/")):
        return address
    with desk.collection.viewing() as view:
        claim = view.claims_of([mention]).get(mention)
    return claim_address(claim) if claim else "/claims"


@router.post("/corrections/{id}/undo", dependencies=[OwnForm])
def take_back(desk: CurrentDesk, id: int, next: _Words = "/corrections") -> Response:
    undo(desk, id)
    return RedirectResponse(own_address(next, undone=str(id)), status_code=303)


@router.post("/corrections/{id}/redo", dependencies=[OwnForm])
def put_again(desk: CurrentDesk, id: int, next: _Words = "/corrections") -> Response:
    undo(desk, id, redo=True)
    return RedirectResponse(own_address(next, done=str(id)), status_code=303)


@router.get("/corrections")
def corrections(request: Request, desk: CurrentDesk, after: After = None) -> Response:
    with desk.collection.viewing() as view:
        found = view.corrections(undone=True, after=after)
    return page(request, "corrections.html", found=found)
