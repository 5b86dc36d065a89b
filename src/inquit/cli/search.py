"""`inquit search`: reports of a collection that hold some words."""

from __future__ import annotations

from typing import Annotated

import typer

from inquit.cli.asking import (
    DEFAULT_COLLECTION,
    SHOWN,
    CollectionOption,
    JsonOption,
    LimitOption,
    OutletOption,
    print_json,
    show,
    viewed,
)


def search(
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS", help="Words that a report must hold, all of them.", show_default=False),
    ],
    *,
    collection: CollectionOption = DEFAULT_COLLECTION,
    outlet: OutletOption = None,
    limit: LimitOption = SHOWN,
    as_json: JsonOption = False,
) -> None:
    """Show the reports that hold the words, the newest first, and where the words stand.

    Words between quotation marks must stand together; case and accents do not count.
    """
    from inquit.export.excerpts import found_json, found_lines, found_screen  # noqa: PLC0415  # see `asking`

    with viewed(collection) as view:
        found = view.search(" ".join(words), outlet=outlet, limit=limit).items
    if as_json:
        print_json({"inquit": 1, "reports": [found_json(one) for one in found]})
    elif found:
        show(found_screen(found), found_lines(found))
    else:
        typer.echo("No report holds all of these words.", err=True)
        raise typer.Exit(1)
