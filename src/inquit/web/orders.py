"""What a job is to do, and what is told while it is done; records that travel to the process that does it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from inquit.batch.adding import Options, Outcome, adding, items_of
from inquit.batch.readers import Readers
from inquit.batch.relating import Relate
from inquit.batch.summaries import refresh
from inquit.core.errors import InputError
from inquit.core.records import Reading, Report
from inquit.core.settings import DEFAULT_LIMITS, Limits
from inquit.core.spans import Span
from inquit.ingest.inputs import NO_OVERRIDES, Overrides
from inquit.store.collection import Collection
from inquit.store.writer import Writer
from inquit.tagger.tags import Role


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """Reports that are added: those given, then those of the sources (see `ingest.inputs.reports`).

    With neither, what is left to be worked out of the claims is.
    """

    reports: tuple[Report, ...] = ()
    sources: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    """What the visitor calls a source, where that is not its own name."""
    overrides: Overrides = NO_OVERRIDES
    only_new: bool = False
    """Articles of a feed that are in the collection by their addresses are not fetched again."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """What one more window of a report has told, see `tagger.tags.Progress`."""

    report: str
    read: int
    marks: tuple[tuple[Span, Role], ...]


Event = Report | Seen | Reading | Outcome | InputError
"""A report that is to be read; what was found in it so far; all that was; and what became of it in the collection."""
Tell = Callable[[Event], None]


def carry_out(
    order: Order,
    collection: Collection,
    readers: Readers,
    relate: Relate,
    tell: Tell,
    *,
    limits: Limits = DEFAULT_LIMITS,
) -> None:
    """Does what is ordered, and fills in the figures of the claims that it changed.

    Raises:
        CollectionError, ModelError: as `batch.adding.add` does.
    """

    def items() -> Iterator[Report | InputError]:
        for item in _items(order, collection, limits):
            if isinstance(item, Report):
                tell(item)
            yield item

    def told_and_related(writer: Writer, reading: Reading) -> None:
        tell(reading)
        relate(writer, reading)

    for outcome in adding(collection, items(), relate=told_and_related, readers=readers):
        tell(outcome)
    refresh(collection)


def _items(order: Order, collection: Collection, limits: Limits) -> Iterator[Report | InputError]:
    yield from order.reports
    skip = _is_there(collection) if order.only_new else None
    options = Options(overrides=order.overrides, limits=limits, skip=skip)
    for source in order.sources:
        name = order.names.get(source)
        for item in items_of(source, options):
            yield item if name is None else _named(item, source, name)


def _is_there(collection: Collection) -> Callable[[str], bool]:
    def is_there(url: str) -> bool:
        with collection.viewing() as view:
            return view.has_address(url)

    return is_there


def _named(item: Report | InputError, path: str, name: str) -> Report | InputError:
    """With the name that the visitor knows, not that of our copy."""
    if isinstance(item, InputError):
        return type(item)(item.where.replace(path, name), item.reason, item.remedy)
    return replace(item, where=name)
