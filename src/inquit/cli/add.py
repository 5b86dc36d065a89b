"""`inquit add`: puts reports in a collection, and says what became of them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from inquit.cli.outputs import report_failures, tidy_end
from inquit.cli.progress import progress
from inquit.core.errors import SettingError
from inquit.core.settings import from_environment
from inquit.export.rows import count
from inquit.export.visible import one_line

if TYPE_CHECKING:
    from inquit.batch.adding import Summary

DEFAULT_COLLECTION = "collection.inquit"


def add(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            help="Whatever inquit read takes: text files, HTML pages, .jsonl files of reports, feeds, lists of feeds, web "
            "archives, folders, web addresses, or - for standard input.",
            show_default=False,
        ),
    ],
    *,
    collection: Annotated[
        str,
        typer.Option("--collection", "-c", metavar="FILE", help="A file, or postgresql://user@host/database."),
    ] = DEFAULT_COLLECTION,
    outlet: Annotated[
        str | None, typer.Option("--outlet", metavar="NAME", help="Who published them, whatever the pages say.")
    ] = None,
    published: Annotated[
        str | None,
        typer.Option("--published", metavar="DATE", help="When (ISO 8601), whatever the pages say."),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option("--workers", metavar="N", min=0, help="Processes that read; one a core by default."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say only what was skipped.")] = False,
    allow_local: Annotated[
        bool, typer.Option("--allow-local", help="Fetch from private and loopback addresses too.")
    ] = False,
) -> None:
    """Put reports in a collection.

    A report that is there already is passed over, so that the same command can be given again, after a stop too.
    """
    from inquit.batch.adding import Options, Outcome, Summary, adding, items_of  # noqa: PLC0415  # --help can do without
    from inquit.batch.comparing import Comparer  # noqa: PLC0415
    from inquit.batch.readers import shipped_model  # noqa: PLC0415
    from inquit.ingest.inputs import Overrides  # noqa: PLC0415
    from inquit.store.collection import Collection  # noqa: PLC0415

    try:
        overrides = Overrides(outlet=outlet, published=published)
    except SettingError as error:
        raise typer.BadParameter(str(error), param_hint="--published") from error
    options = Options(overrides=overrides, limits=from_environment(), allow_local=allow_local, workers=workers)
    summary = Summary()
    with tidy_end(), Collection.open(collection, create=True) as opened:
        if not quiet:
            with opened.viewing() as view:
                _tell_of_old(len(view.read_otherwise(shipped_model())), opened.name)
        items = (item for source in sources for item in items_of(source, options))
        try:
            with progress(shown=sys.stderr.isatty() and not quiet, done="seen") as step:
                for outcome in adding(opened, items, workers=workers, relate=Comparer()):
                    summary.count(outcome)
                    if isinstance(outcome, Outcome):
                        step(outcome.report)
        finally:  # also when it was stopped, or the disk is full: what was added stays
            _tell(summary, opened.name, quiet=quiet)
    if summary.skipped:
        raise typer.Exit(1)


def _tell_of_old(old: int, where: str) -> None:
    """What was read by another model is compared by its vectors, which do not go together with those of this one."""
    if old:
        were = "was" if old == 1 else "were"
        typer.echo(
            f"inquit: {one_line(where)}: {count(old, 'report')} there {were} read by another release, and what is added "
            "now compares badly with that: afterwards, inquit reread reads it again.",
            err=True,
        )


def _tell(summary: Summary, where: str, *, quiet: bool) -> None:
    if not quiet:
        parts = (f"{count(summary.new, 'report')} added", f"{count(summary.versions, 'new version')}")
        rest = (f"{summary.there} there already", f"{len(summary.skipped)} skipped")
        typer.echo(f"{one_line(where)}: {', '.join((*parts, *rest))}.")
        for kept, given in summary.renamed.items():
            typer.echo(f"{one_line(given)} is the id of another report: the one that came with it is {kept}.")
    report_failures(summary.skipped)
