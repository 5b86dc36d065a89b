"""The desk as one ASGI application."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from inquit import __version__
from inquit.web import api
from inquit.web.desk import Desk
from inquit.web.guard import Guard, Rules
from inquit.web.pages import adding, claims, correcting, feeds, lists, reading, sign_in, stories
from inquit.web.problems import handle_problems


def application(desk: Desk, rules: Rules) -> FastAPI:
    """Everything that the desk answers; when it ends, so do its jobs."""

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncGenerator[None]:
        yield
        desk.jobs.close()

    app = FastAPI(
        title="Inquit",
        version=__version__,
        description="A collection of reports: who says so, who took it from whom, and how many sources there are.",
        lifespan=life,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,  # their pages load scripts from elsewhere
        redoc_url=None,
    )
    app.state.desk = desk
    app.add_middleware(Guard, desk=desk, rules=rules)
    handle_problems(app)
    for part in (sign_in, lists, stories, reading, claims, adding, feeds, correcting):
        app.include_router(part.router)
    api.include(app)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    return app
