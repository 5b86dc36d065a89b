"""`inquit disputes`: which claims of a collection are disputed, and by whom."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from inquit.cli.asking import (
    DEFAULT_COLLECTION,
    SHOWN,
    CollectionOption,
    JsonOption,
    LimitOption,
    OutletOption,
    filled_in,
    opened,
    print_json,
    show_list,
)


def disputes(
    collection: CollectionOption = DEFAULT_COLLECTION,
    *,
    outlet: OutletOption = None,
    limit: LimitOption = SHOWN,
    possible: Annotated[
        bool,
        typer.Option(
            "--possible", help="Show denials from elsewhere and other figures too, which are mostly of something else."
        ),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Show the claims that are disputed, the most disputed first, and who disputes them in which words."""
    from inquit.batch.tracing import Surroundings, claims  # noqa: PLC0415  # see `asking`
    from inquit.export.dispute_list import dispute_list, disputes_json  # noqa: PLC0415
    from inquit.export.rows import count  # noqa: PLC0415

    with opened(collection) as asked:
        filled_in(asked)
        with asked.viewing() as view:
            listed = view.summaries("disputed", outlet=outlet, limit=limit).items
            wanted = [one.id for one in listed if one.disputes or (possible and one.max)]
            found = {claim.id: claim for claim in claims(view, wanted)}
            known = Surroundings.of(view, {m.report for claim in found.values() for m in claim.mentions})
            trees = [known.trace(found[name]) for name in wanted]
            hidden = 0 if possible else sum(not d.sure for tree in trees for d in tree.disputes)
            if not possible:
                trees = [replace(tree, disputes=tuple(d for d in tree.disputes if d.sure)) for tree in trees]
            disputing = view.mentions(dispute.mention for tree in trees for dispute in tree.disputes)
    words = {m.id: m.text for m in disputing.values()}
    if as_json:
        print_json(disputes_json(trees, words))
    else:
        show_list(dispute_list(trees, words))
        if hidden:
            typer.echo(
                f"inquit: {count(hidden, 'possible dispute')} of these claims not shown; --possible does.", err=True
            )
