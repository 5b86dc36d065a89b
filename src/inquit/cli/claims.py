"""`inquit claims`: what the reports of a collection claim, and how many sources each claim has."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from inquit.cli.asking import (
    DEFAULT_COLLECTION,
    SHOWN,
    CollectionOption,
    OutletOption,
    filled_in,
    opened,
    print_json,
    show_list,
)
from inquit.cli.outputs import tidy_end

if TYPE_CHECKING:
    from inquit.store.view import View


class SortBy(StrEnum):
    """What `--sort` takes, see `store.summaries.Sort`."""

    carried = "carried"
    disputed = "disputed"
    weakest = "weakest"


def claims(
    collection: CollectionOption = DEFAULT_COLLECTION,
    *,
    sort: Annotated[SortBy, typer.Option("--sort", help="What comes first.")] = SortBy.carried,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="How many to show.")] = SHOWN,
    outlet: OutletOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print all claims whole, as one JSON object.")] = False,
) -> None:
    """Show what the reports of a collection claim, and how many independent sources each claim has."""
    if as_json:
        if outlet is not None:
            raise typer.BadParameter("--json prints all claims. Leave --outlet out.", param_hint="--outlet")
        _print_all(collection)
        return
    from inquit.export.claim_list import claim_list  # noqa: PLC0415  # --help can do without

    with opened(collection) as asked:
        filled_in(asked)
        with asked.viewing() as view:
            found = view.summaries(sort.value, outlet=outlet, limit=limit)
        show_list(claim_list(found.items, sort.value))


def _print_all(collection: str) -> None:
    from inquit.store.collection import Collection  # noqa: PLC0415  # see above

    with tidy_end(), Collection.open(collection) as asked, asked.viewing() as view:
        print_json(_everything(view))


def _everything(view: View) -> dict[str, object]:
    from inquit.batch import tracing  # noqa: PLC0415  # see above
    from inquit.export.claims_json import claims_json  # noqa: PLC0415

    known = tracing.Surroundings.of(view, view.all_reports())
    trees = [known.trace(claim) for claim in tracing.claims(view, tracing.all_claims(view))]
    return claims_json(known.witnesses, known.derivations(known.witnesses), trees)
