"""Templates filled in. Whatever comes out of a report is escaped, and its control characters are made visible."""

from __future__ import annotations

from functools import cache
from typing import Any, cast

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from inquit.export.rows import count
from inquit.export.visible import one_line, shortened, visible
from inquit.web.addresses import claim_address, report_address, story_address, with_query


def page(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page; every template knows `desk`, and `here`, which makes its address with other words in the query."""

    def here(**changes: str | None) -> str:
        return with_query(request.url.path, request.query_params, changes)

    shown = (
        _templates()
        .get_template(template)
        .render(
            desk=request.app.state.desk,
            path=request.url.path,
            query=dict(request.query_params),
            here=here,
            **values,
        )
    )
    # A lone surrogate, which UTF-8 cannot say, is made visible with the rest; this is for what is not shown as text.
    return HTMLResponse(shown.encode("utf-8", "replace"), status_code=status)


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("inquit.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_safe,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # Both are typed by what Jinja puts in itself.
    filters, known = cast("dict[str, Any]", made.filters), cast("dict[str, Any]", made.globals)
    filters.update(one_line=one_line, shortened=_shortened, when=_when, day=_day)
    known.update(report_address=report_address, claim_address=claim_address, story_address=story_address)
    known.update(count=count, address=_address)
    return made


def _safe(value: Any) -> Any:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _address(path: str, **words: str) -> str:
    return with_query(path, {}, words)


def _shortened(text: str, length: int) -> str:
    return shortened(one_line(text), length)


def _when(published: str | None) -> Markup:
    """A time to the minute, in an element that machines can read."""
    if not published:
        return Markup("")
    day, _, time = one_line(published).partition("T")
    return Markup('<time datetime="{}">{}</time>').format(one_line(published), f"{day} {time[:5]}".strip())


def _day(published: str | None) -> Markup:
    """The day of a time, in an element that machines can read."""
    return _when(published and published.partition("T")[0])
