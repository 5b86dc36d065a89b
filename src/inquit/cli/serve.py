"""`inquit serve`: a collection in the browser."""

from __future__ import annotations

from typing import Annotated

import typer

from inquit.core.errors import MissingExtra
from inquit.core.settings import from_environment
from inquit.export.visible import one_line


def serve(
    collection: Annotated[
        str, typer.Argument(metavar="COLLECTION", help="A file, or postgresql://user@host/database.")
    ] = "collection.inquit",
    *,
    host: Annotated[
        str, typer.Option("--host", metavar="NAME", help="Where to listen; by default this machine alone reaches it.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=0, max=65535, help="At which port; 0 takes a free one.")
    ] = 8321,
    token: Annotated[
        str | None,
        typer.Option(
            "--token",
            metavar="WORDS",
            envvar="INQUIT_TOKEN",
            help="What visitors must know; needed beyond this machine.",
        ),
    ] = None,
) -> None:
    """Show a collection in the browser: read, trace and correct.

    The collection is made if it is not there. Ctrl-C ends it.
    """
    from inquit.store.collection import Collection  # noqa: PLC0415  # --help can do without

    try:
        from inquit.web import server  # noqa: PLC0415
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("inquit"):
            raise
        raise MissingExtra(f"The desk needs {error.name}. Install it with: pip install 'inquit[web]'") from error
    server.check(host, token)  # before a collection is made
    with Collection.open(collection, create=True) as opened:

        def ready(address: str) -> None:
            typer.echo(f"{one_line(opened.name)} is at {address} until Ctrl-C.")

        server.serve(opened, host=host, port=port, token=token, limits=from_environment(), ready=ready)
