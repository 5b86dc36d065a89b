"""`inquit corrections`: what people put right in a collection."""

from __future__ import annotations

from typing import Annotated

import typer

from inquit.cli.asking import (
    DEFAULT_COLLECTION,
    CollectionOption,
    JsonOption,
    LimitOption,
    print_json,
    show_list,
    viewed,
)


def corrections(
    collection: CollectionOption = DEFAULT_COLLECTION,
    *,
    every: Annotated[bool, typer.Option("--all", help="Those that were undone too.")] = False,
    limit: LimitOption = 100,
    as_json: JsonOption = False,
) -> None:
    """List what people put right: the oldest first."""
    from inquit.batch.correcting import holds  # noqa: PLC0415  # --help can do without
    from inquit.export.corrections import correction_json, correction_list  # noqa: PLC0415

    with viewed(collection) as view:
        found = [(one, holds(view, one)) for one in view.corrections(undone=every, limit=limit).items]
    if as_json:
        print_json({"inquit": 1, "corrections": [correction_json(one, holds=there) for one, there in found]})
    else:
        show_list(correction_list(found))
