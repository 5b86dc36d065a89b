"""`inquit claims`: what the reports of a collection claim, and how many sources each claim has."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from inquit.cli.add import DEFAULT_COLLECTION
from inquit.cli.outputs import tidy_end


def claims(
    collection: Annotated[
        str,
        typer.Option("--collection", "-c", metavar="FILE", help="A file, or postgresql://user@host/database."),
    ] = DEFAULT_COLLECTION,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as one JSON object.")] = False,
) -> None:
    """Show what the reports of a collection claim, and how many independent sources each claim has."""
    from inquit.batch import tracing  # noqa: PLC0415  # --help can do without
    from inquit.export.claims_json import claims_json  # noqa: PLC0415
    from inquit.store.collection import Collection  # noqa: PLC0415

    with tidy_end(), Collection.open(collection) as opened, opened.viewing() as view:
        known = tracing.Surroundings.of(view, view.all_reports())
        trees = [known.trace(claim) for claim in tracing.claims(view, tracing.all_claims(view))]
        if as_json:
            typer.echo(json.dumps(claims_json(known.witnesses, known.derivations(known.witnesses), trees)))
