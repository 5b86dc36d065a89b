"""`inquit sources`: who is quoted how often in a collection, and how outlets name their sources."""

from __future__ import annotations

from enum import StrEnum
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
    show_list,
    viewed,
)


class NamedOrNot(StrEnum):
    """What `--standing` takes, see `core.records.Standing`."""

    named = "named"
    unnamed = "unnamed"


def sources(
    collection: CollectionOption = DEFAULT_COLLECTION,
    *,
    outlet: OutletOption = None,
    standing: Annotated[NamedOrNot | None, typer.Option("--standing", help="Only named, or unnamed ones.")] = None,
    limit: LimitOption = SHOWN,
    as_json: JsonOption = False,
) -> None:
    """Show who is quoted how often, and which share of what outlets attribute goes to unnamed sources."""
    from inquit.export.source_list import outlet_list, source_list, sources_json  # noqa: PLC0415  # see `asking`

    with viewed(collection) as view:
        quoted = view.quoted(outlet=outlet, standing=standing.value if standing else None, limit=limit).items
        outlets = view.outlets(outlet=outlet, limit=limit).items
    if as_json:
        print_json(sources_json(quoted, outlets))
        return
    show_list(source_list(quoted))
    typer.echo()
    show_list(outlet_list(outlets))
