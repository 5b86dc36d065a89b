"""What the commands that ask a collection have in common: their options, how it is opened, where the answer goes."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from inquit.cli.outputs import holds_a_table, tidy_end
from inquit.core.errors import MissingCollection

if TYPE_CHECKING:
    from rich.console import RenderableType

    from inquit.export.listing import Listing
    from inquit.store.collection import Collection
    from inquit.store.view import View

DEFAULT_COLLECTION = "collection.inquit"
SHOWN = 20  # entries of a list

CollectionOption = Annotated[
    str, typer.Option("--collection", "-c", metavar="FILE", help="A file, or postgresql://user@host/database.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
LimitOption = Annotated[int, typer.Option("--limit", metavar="N", min=1, help="How many to show.")]
OutletOption = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Only what this outlet published.")]


@contextmanager
def opened(where: str) -> Generator[Collection]:
    """The collection, which must hold reports; ends the command tidily, as `outputs.tidy_end`."""
    from inquit.store.collection import Collection  # noqa: PLC0415  # --help can do without

    with tidy_end(), Collection.open(where) as collection:
        with collection.viewing() as view:
            if not view.latest(limit=1).items:
                raise MissingCollection(collection.name, "holds no reports yet", "Put reports in it with: inquit add")
        yield collection


@contextmanager
def viewed(where: str) -> Generator[View]:
    """One state of the collection, see `opened`."""
    with opened(where) as collection, collection.viewing() as view:
        yield view


def filled_in(collection: Collection) -> None:
    """Sees to it that lists of claims are complete; with a bar on standard error, if that is a terminal."""
    from inquit.batch.summaries import refresh  # noqa: PLC0415  # see `opened`

    if not sys.stderr.isatty():
        refresh(collection)
        return
    from rich.console import Console  # noqa: PLC0415  # costs more than `inquit --help` may take
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("working out new claims", total=None)
        refresh(collection, lambda done, total: bar.update(task, completed=done, total=total))


def print_json(value: dict[str, Any]) -> None:
    """Prints one JSON object, in UTF-8 wherever it goes (RFC 8259)."""
    stdout: object = sys.stdout
    if isinstance(stdout, io.TextIOWrapper):
        stdout.reconfigure(encoding="utf-8")
    typer.echo(json.dumps(value))


def show(shown: RenderableType, lines: Iterable[str]) -> None:
    """Shows something on a terminal, or its lines where that is none."""
    if holds_a_table():
        from rich.console import Console  # noqa: PLC0415  # see `filled_in`

        Console(highlight=False, markup=False, emoji=False).print(shown)
        return
    for line in lines:
        typer.echo(line)


def show_list(listing: Listing) -> None:
    """Shows a list as a table on a terminal, as lines elsewhere."""
    from inquit.export.listing import lines, table  # noqa: PLC0415  # see `filled_in`

    show(table(listing), lines(listing))


def write_file(file: Path, text: str, option: str) -> None:
    """Puts a file in place in one step; wrong use where that cannot be written."""
    draft = file.with_name(f".{file.name}.part")
    try:
        draft.write_text(text, encoding="utf-8", errors="replace")
        draft.replace(file)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise typer.BadParameter(f"{file} cannot be written: {error.strerror}.", param_hint=option) from error
