"""`inquit reread`: reads the reports of a collection again that an older model read."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from inquit.cli.asking import DEFAULT_COLLECTION, CollectionOption, opened
from inquit.cli.outputs import report_failures
from inquit.cli.progress import progress
from inquit.core.errors import InputError
from inquit.export.rows import count
from inquit.export.visible import one_line


def reread(
    collection: CollectionOption = DEFAULT_COLLECTION,
    *,
    workers: Annotated[
        int | None,
        typer.Option("--workers", metavar="N", min=0, help="Processes that read; one a core by default."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say only what was skipped.")] = False,
) -> None:
    """Read the reports again that an older model read.

    Corrections stay. Whoever stops it gives the same command again, and it goes on where it stopped.
    """
    from inquit.batch.comparing import Comparer  # noqa: PLC0415  # --help can do without
    from inquit.batch.rereading import rereading  # noqa: PLC0415

    done, failed = 0, list[InputError]()
    with opened(collection) as asked:
        try:
            with progress(shown=sys.stderr.isatty() and not quiet, done="read again") as step:
                for one in rereading(asked, workers=workers, relate=Comparer()):
                    if isinstance(one, InputError):
                        failed.append(one)
                    else:
                        done += 1
                        step(one)
        finally:  # also when it was stopped: what was read until then stays
            if not quiet:
                typer.echo(f"{one_line(asked.name)}: {count(done, 'report')} read again, {len(failed)} skipped.")
            report_failures(failed)
    if failed:
        raise typer.Exit(1)
