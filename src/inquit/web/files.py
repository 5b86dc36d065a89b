"""Files to keep: the browser saves them, and never shows one as a page of the desk, whatever it holds."""

from __future__ import annotations

from starlette.responses import Response


def file(text: str, media_type: str, name: str) -> Response:
    """A file in UTF-8; `name` is what the browser calls it. A lone surrogate, which UTF-8 cannot say, becomes "?"."""
    body = text.encode("utf-8", "replace")
    return Response(body, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def table(text: str, name: str) -> Response:
    """CSV, with the mark by which spreadsheets know that it is UTF-8."""
    return file("\ufeff" + text, "text/csv", name)
