"""`inquit disputes`: which claims of a collection are disputed, and by whom."""

from __future__ import annotations

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
    as_json: JsonOption = False,
) -> None:
    """Show the claims that are disputed, the most disputed first, and who disputes them in which words."""
    from inquit.batch.tracing import Surroundings, claims  # noqa: PLC0415  # see `asking`
    from inquit.export.dispute_list import dispute_list, disputes_json  # noqa: PLC0415

    with opened(collection) as asked:
        filled_in(asked)
        with asked.viewing() as view:
            listed = view.summaries("disputed", outlet=outlet, limit=limit).items
            found = {claim.id: claim for claim in claims(view, [one.id for one in listed if one.disputes])}
            known = Surroundings.of(view, {m.report for claim in found.values() for m in claim.mentions})
            trees = [known.trace(found[one.id]) for one in listed if one.id in found]
            disputing = view.mentions(dispute.mention for tree in trees for dispute in tree.disputes)
    words = {m.id: m.text for m in disputing.values()}
    if as_json:
        print_json(disputes_json(trees, words))
    else:
        show_list(dispute_list(trees, words))
