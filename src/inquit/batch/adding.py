"""Adds reports to a collection: asks whether they are there, reads those that are not, and writes them one by one.

This process asks and writes; others read. Each report is one transaction, in the order in which the reports came, so
that the same reports make the same collection. Whoever is stopped in the middle runs the same again: what is in is not
read a second time.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from inquit.batch.readers import Readers, shipped_model
from inquit.batch.reading_process import Read, unreadable
from inquit.batch.relating import Relate
from inquit.core.errors import InputError, InquitError
from inquit.core.records import Reading, Report
from inquit.core.settings import DEFAULT_LIMITS, Limits
from inquit.ingest.inputs import NO_OVERRIDES, Overrides, reports
from inquit.store.collection import Collection


@dataclass(frozen=True, kw_only=True, slots=True)
class Options:
    """What `add` passes on to `ingest.inputs.reports`, and how many processes read."""

    overrides: Overrides = NO_OVERRIDES
    limits: Limits = DEFAULT_LIMITS
    allow_local: bool = False
    fetch_links: bool | None = None
    """Whether the articles of feeds and the feeds of lists are fetched, see `ingest.inputs.reports`."""
    skip: Callable[[str], bool] | None = None
    """Which articles of feeds that are fetched are not, by their addresses."""
    workers: int | None = None
    """One a core where it is None; with 0 this process reads by itself."""


DEFAULT_OPTIONS = Options()


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What became of a report: it is new, a new version of one, or was there already."""

    what: Literal["new", "version", "there"]
    report: Report
    """With the id that it has in the collection."""
    given_id: str | None = None
    """The id it came with, where another report had that already."""


@dataclass(kw_only=True, slots=True)
class Summary:
    """What became of all reports."""

    new: int = 0
    versions: int = 0
    there: int = 0
    skipped: list[InputError] = field(default_factory=list[InputError])
    renamed: dict[str, str] = field(default_factory=dict[str, str])
    """By the id that a report got, the id it came with, which another report had."""
    interrupted: bool = False

    def count(self, outcome: Outcome | InputError) -> None:
        """Takes one more outcome in."""
        if isinstance(outcome, InputError):
            self.skipped.append(outcome)
            return
        match outcome.what:
            case "new":
                self.new += 1
            case "version":
                self.versions += 1
            case "there":
                self.there += 1
        if outcome.given_id is not None:
            self.renamed[outcome.report.id] = outcome.given_id


def add(
    collection: Collection,
    sources: Iterable[str | Path],
    *,
    options: Options = DEFAULT_OPTIONS,
    relate: Relate | None = None,
    progress: Callable[[Outcome | InputError], None] | None = None,
) -> Summary:
    """Adds all reports that the sources hold (see `ingest.inputs.reports`), and says what became of them.

    What cannot be read is skipped, and listed in the summary. Ctrl-C ends it: what was added until then stays.

    Raises:
        CollectionError: the collection cannot be written any more; what was added until then stays.
        ModelError: the model cannot be opened.
    """
    summary = Summary()
    items = (item for source in sources for item in items_of(source, options))
    try:
        for outcome in adding(collection, items, workers=options.workers, relate=relate):
            summary.count(outcome)
            if progress:
                progress(outcome)
    except KeyboardInterrupt:
        summary.interrupted = True
    return summary


def items_of(source: str | Path, options: Options) -> Iterator[Report | InputError]:
    """The reports that one source holds, as `options` want them read."""
    return reports(
        source,
        overrides=options.overrides,
        limits=options.limits,
        allow_local=options.allow_local,
        fetch_links=options.fetch_links,
        skip=options.skip,
    )


def adding(
    collection: Collection,
    items: Iterable[Report | InputError],
    *,
    workers: int | None = None,
    relate: Relate | None = None,
    read: Read | None = None,
    model: str | None = None,
    readers: Readers | None = None,
) -> Iterator[Outcome | InputError]:
    """Adds reports, and yields what became of each as soon as that is certain, in their order.

    Holds a few reports at a time. Whoever stops asking stops the adding; what was yielded is in. `read` and `model`
    are for another reader than the one that ships, `readers` for processes that are kept for what is added later.

    Raises:
        CollectionError, ModelError: as `add` does.
    """
    model = model or shipped_model()
    waiting: deque[Outcome | InputError | tuple[Report, Future[Reading]]] = deque()

    def finished() -> Outcome | InputError:
        first = waiting.popleft()
        return first if not isinstance(first, tuple) else _written(collection, *first, model, relate)

    if workers is None and readers is None:
        from inquit.tagger.model import usable_cores  # noqa: PLC0415  # brings onnxruntime, which the readers have

        workers = usable_cores()
    with nullcontext(readers) if readers else Readers(workers or 0, read) as reading:
        for item in items:
            if isinstance(item, InputError):
                waiting.append(item)
            else:
                waiting.append(_there(collection, item) or (item, reading.submit(item)))
            while len(waiting) > reading.ahead:
                yield finished()
        while waiting:
            yield finished()


def _there(collection: Collection, report: Report) -> Outcome | None:
    with collection.viewing() as view:
        standing = view.standing(report)
        known = standing.id if standing.what == "there" else None
    return None if known is None else Outcome(what="there", report=replace(report, id=known))


def _written(
    collection: Collection, report: Report, future: Future[Reading], model: str, relate: Relate | None
) -> Outcome | InputError:
    try:
        reading = future.result()
        with collection.writing() as writer:
            stored = writer.put_reading(reading, model=model)
            if relate and stored.what != "there":
                relate(writer, stored.reading)
    except InputError as error:
        return error
    except InquitError:
        raise
    except Exception as error:  # noqa: BLE001  # whatever a report brings about must not stop the others
        said = str(error).partition("\n")[0]  # a database adds the whole statement
        return unreadable(report, f"cannot be added ({type(error).__name__}: {said})")
    return Outcome(what=stored.what, report=stored.reading.report, given_id=stored.given_id)
