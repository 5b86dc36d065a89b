"""Answers with a tag: who has the same one already is told so, and sent nothing (RFC 9110, 8.8.3 and 13.1.2)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request
from fastapi.routing import APIRoute
from starlette.responses import Response

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class TaggedRoute(APIRoute):
    """A route whose good answers to GET carry an ETag, a digest of what they say."""

    def get_route_handler(self) -> Handler:
        answer_to = super().get_route_handler()

        async def tagged(request: Request) -> Response:
            answer = await answer_to(request)
            if request.method != "GET" or answer.status_code != 200:
                return answer
            tag = f'"{hashlib.sha256(answer.body).hexdigest()[:24]}"'
            if _holds(request.headers.get("if-none-match", ""), tag):
                return Response(status_code=304, headers={"ETag": tag})
            answer.headers["ETag"] = tag
            return answer

        return tagged


def _holds(known: str, tag: str) -> bool:
    return known.strip() == "*" or tag in {one.strip().removeprefix("W/") for one in known.split(",")}
