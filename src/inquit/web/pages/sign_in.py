"""Who knows the token signs in with it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from inquit.web.addresses import own_address
from inquit.web.desk import CurrentDesk
from inquit.web.guard import COOKIE, SIGN_IN
from inquit.web.problems import problem
from inquit.web.rendering import page

router = APIRouter(include_in_schema=False)


@router.get(SIGN_IN)
def ask(request: Request, next: str = "/") -> Response:
    return page(request, "sign_in.html", next=next, wrong=False)


@router.post(SIGN_IN)
def sign_in(
    request: Request, desk: CurrentDesk, token: Annotated[str, Form()] = "", next: Annotated[str, Form()] = "/"
) -> Response:
    if desk.token is None:
        return problem(request, 404, "This desk has no token.")
    if not desk.knows_token(token):
        return page(request, "sign_in.html", status=403, next=next, wrong=True)
    answer = RedirectResponse(own_address(next), status_code=303)
    secure = request.url.scheme == "https"
    answer.set_cookie(COOKIE, desk.visitor_pass, httponly=True, samesite="strict", secure=secure, path="/")
    return answer
