"""The routes of the API put in an application, with what OpenAPI says of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from inquit.web.api import asking, changing
from inquit.web.api.schemas import Problem

_PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


def include(app: FastAPI) -> None:
    """Adds /api/v1 to `app`."""
    app.include_router(asking.router)
    app.include_router(changing.router)
    app.openapi = _described(app)


def _described(app: FastAPI) -> Callable[[], dict[str, Any]]:
    """Whatever can go wrong anywhere is told once: each answer that is none of the good ones is a Problem."""
    made: dict[str, Any] = {}

    def openapi() -> dict[str, Any]:
        if made:
            return made
        found = get_openapi(
            title=app.title,
            version=app.version,
            description=app.description,
            routes=app.routes,
            openapi_version="3.1.0",
        )
        found["components"]["schemas"]["Problem"] = Problem.model_json_schema()
        for unused in ("HTTPValidationError", "ValidationError"):
            found["components"]["schemas"].pop(unused, None)
        for path in found["paths"].values():
            for operation in path.values():
                operation["responses"].pop("422", None)
                operation["responses"]["4XX"] = {"description": "The request cannot be met", "content": _PROBLEM}
                operation["responses"]["5XX"] = {"description": "The desk failed", "content": _PROBLEM}
        made.update(found)
        return made

    return openapi
