"""The first page, and the lists: reports, claims, sources, outlets, what a search found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from inquit.core.comparison import Witness
from inquit.core.records import Standing
from inquit.core.spans import Span, Spans
from inquit.export.wording import Stretch
from inquit.store.reports import Found
from inquit.store.summaries import Sort
from inquit.web.desk import CurrentDesk
from inquit.web.rendering import page

router = APIRouter(include_in_schema=False)

Outlet = Annotated[str | None, Query(max_length=500)]
OfStory = Annotated[str | None, Query(max_length=200)]
After = Annotated[str | None, Query(max_length=200)]
_BESIDE = 90  # code points shown on either side of words that were found
_SHOWN = 3  # places of one report that are shown


@router.get("/")
def first_page(request: Request, desk: CurrentDesk) -> Response:
    with desk.collection.viewing() as view:
        counts = view.counts()
        latest = view.latest(limit=8).items
        carried = view.summaries("carried", limit=8).items
        stale = view.stale_count()
    jobs = [job for job in desk.jobs.all() if not job.is_over]
    return page(request, "first.html", jobs=jobs, counts=counts, latest=latest, carried=carried, stale=stale)


@router.get("/reports")
def reports(request: Request, desk: CurrentDesk, outlet: Outlet = None, after: After = None) -> Response:
    with desk.collection.viewing() as view:
        found = view.latest(outlet=outlet or None, after=after)
    return page(request, "reports.html", found=found, outlet=outlet)


@router.get("/claims")
def claims(
    request: Request,
    desk: CurrentDesk,
    *,
    sort: Sort = "carried",
    outlet: Outlet = None,
    story: OfStory = None,
    after: After = None,
) -> Response:
    with desk.collection.viewing() as view:
        found = view.summaries(sort, outlet=outlet or None, story=story or None, after=after)
        within = view.story(story) if story else None
        stale = view.stale_count()
    return page(request, "claims.html", found=found, sort=sort, outlet=outlet, story=within, stale=stale)


@router.get("/sources")
def sources(
    request: Request,
    desk: CurrentDesk,
    outlet: Outlet = None,
    standing: Standing | None = None,
    after: After = None,
) -> Response:
    with desk.collection.viewing() as view:
        found = view.quoted(outlet=outlet or None, standing=standing, after=after)
    return page(request, "sources.html", found=found, outlet=outlet, standing=standing)


@router.get("/outlets")
def outlets(request: Request, desk: CurrentDesk, after: After = None) -> Response:
    with desk.collection.viewing() as view:
        found = view.outlets(after=after)
    return page(request, "outlets.html", found=found)


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """A report in which words were found, with some of the places; `places` is how many there are."""

    head: Witness
    shown: tuple[tuple[Stretch, ...], ...]
    places: int


@router.get("/search")
def search(
    request: Request,
    desk: CurrentDesk,
    q: Annotated[str, Query(max_length=500)] = "",
    outlet: Outlet = None,
    after: After = None,
) -> Response:
    with desk.collection.viewing() as view:
        found = view.search(q, outlet=outlet or None, after=after)
    return page(request, "search.html", q=q, hits=[_hit(one) for one in found.items], next=found.next, outlet=outlet)


def _hit(found: Found) -> Hit:
    report = found.report
    head = Witness(report=report.id, outlet=report.outlet, title=report.title, published=report.published)
    shown = tuple(tuple(_excerpt(report.text, those)) for those in _near(found.spans)[:_SHOWN])
    return Hit(head=head, shown=shown, places=len(found.spans))


def _near(spans: Spans) -> list[list[Span]]:
    """The spans, those together that fit in one excerpt."""
    groups: list[list[Span]] = []
    for span in spans:
        if groups and span.start - groups[-1][-1].end < _BESIDE:
            groups[-1].append(span)
        else:
            groups.append([span])
    return groups


def _excerpt(text: str, spans: list[Span]) -> Iterator[Stretch]:
    """Words that were found with what stands around them, cut at spaces."""
    start, end = max(0, spans[0].start - _BESIDE), min(len(text), spans[-1].end + _BESIDE)
    if start:
        start = text.find(" ", start, spans[0].start) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", spans[-1].end, end), spans[-1].end)
    at = start
    for span in spans:
        yield Stretch(("… " if at == start and start else "") + text[at : span.start], changed=False)
        yield Stretch(span.of(text), changed=True)
        at = max(at, span.end)
    yield Stretch(text[at:end] + (" …" if end < len(text) else ""), changed=False)
