"""Lists of a collection: a table on a terminal, one line an entry elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from inquit.export.rows import count
from inquit.export.visible import one_line, shortened

_SHORT = 160  # code points of a text in a table


class Column(NamedTuple):
    """A column of figures where it has a `noun`, which stands beside them in lines: "3 reports"; of words otherwise.

    `told` is how a line says it instead, with {} for the cell.
    """

    name: str
    noun: str = ""
    told: str = ""


class Entry(NamedTuple):
    """A cell for each column, and what stands `below` the first of them in a table."""

    cells: tuple[str | int, ...]
    below: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """Entries under a heading; the first column takes what room there is."""

    heading: str
    columns: tuple[Column, ...]
    entries: tuple[Entry, ...]


def table(listing: Listing) -> RenderableType:
    """The list for a rich console; long texts are shortened."""
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, expand=True, padding=(0, 1, 0, 0), leading=1)
    for k, column in enumerate(listing.columns):
        justify = "right" if column.noun or column.told else "left"
        made.add_column(column.name, justify=justify, ratio=None if k else 1, overflow="fold", no_wrap=k > 0)
    for entry in listing.entries:
        cells = [_cell(cell) for cell in entry.cells]
        if entry.below:
            cells[0].append(f"\n{shortened(one_line(entry.below), _SHORT)}", style="dim")
        made.add_row(*cells)
    return Group(Text(listing.heading, style="bold"), Text(), made)


def lines(listing: Listing) -> Iterator[str]:
    """The heading, and the entries with their cells parted by " | "; nothing is shortened."""
    yield listing.heading
    for entry in listing.entries:
        named = (_named(cell, column) for cell, column in zip(entry.cells, listing.columns, strict=True))
        yield " | ".join(part for part in (*named, one_line(entry.below)) if part)


def _cell(cell: str | int) -> Text:
    return Text(f"{cell:,}" if isinstance(cell, int) else shortened(one_line(cell), _SHORT))


def _named(cell: str | int, column: Column) -> str:
    if column.told:
        return column.told.format(one_line(str(cell)))
    if isinstance(cell, int):
        return count(cell, column.noun)
    return one_line(cell) + (f" {column.noun}s" if column.noun else "")
