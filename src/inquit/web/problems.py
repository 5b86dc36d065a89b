"""What went wrong, as RFC 9457 says it to a program, and as a page to a person."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import cast

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from inquit.core.errors import BusyCollection, CollectionError, InputError, InquitError, SettingError
from inquit.export.visible import one_line
from inquit.web.rendering import page

API = "/api/"
_LOG = logging.getLogger("inquit.web")


def is_api(request: Request) -> bool:
    """Whether a program asks, and not a browser."""
    return request.url.path.startswith(API)


def problem(request: Request, status: int, detail: str) -> Response:
    """The answer that says what is wrong, and what to do: application/problem+json, or a page."""
    title = HTTPStatus(status).phrase
    if is_api(request):
        body = {"type": "about:blank", "title": title, "status": status, "detail": one_line(detail)}
        return JSONResponse(body, status_code=status, media_type="application/problem+json")
    return page(request, "problem.html", status=status, title=title, detail=detail)


def handle_problems(app: FastAPI) -> None:
    """Makes every error of `app` a problem in this form."""
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(InquitError, _known)
    app.add_exception_handler(Exception, _unknown)


def _refused(request: Request, error: Exception) -> Response:
    refusal = cast("HTTPException", error)
    words = (
        refusal.detail
        if refusal.detail != HTTPStatus(refusal.status_code).phrase
        else _WORDS.get(refusal.status_code, refusal.detail)
    )
    answer = problem(request, refusal.status_code, words)
    answer.headers.update(refusal.headers or {})
    return answer


_WORDS = {404: "There is nothing at this address.", 405: "This cannot be done here."}


def _invalid(request: Request, error: Exception) -> Response:
    wrong = cast("RequestValidationError", error).errors()
    told = "; ".join(f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in wrong[:5])
    return problem(request, 422, f"{told}.")


def _known(request: Request, error: Exception) -> Response:
    return problem(request, _status(error), str(error))


def _status(error: Exception) -> int:
    match error:
        case SettingError() | InputError():
            return 422
        case BusyCollection():
            return 503
        case CollectionError():
            return 500
        case _:
            return 500


def _unknown(request: Request, error: Exception) -> Response:
    _LOG.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return problem(
        request, 500, "This should not have happened. What is in the collection is safe; the terminal says more."
    )
