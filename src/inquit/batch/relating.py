"""Where a report that is added is compared with those that are in the collection."""

from __future__ import annotations

from collections.abc import Callable

from inquit.core.records import Reading
from inquit.store.writer import Writer

Relate = Callable[[Writer, Reading], None]
"""Finds what a new report or version has to do with the others, and writes it down.

It is called once the reading is in, in the same transaction: an exception undoes both. The reading has the id that the
report has in the collection. Of an earlier version nothing is left but its text.
"""
