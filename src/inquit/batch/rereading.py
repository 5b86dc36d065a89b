"""Reads the reports of a collection again that an older model read. What people put right stays."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future

from inquit.batch.readers import Readers, shipped_model
from inquit.batch.reading_process import Read, unreadable
from inquit.batch.relating import Relate
from inquit.core.errors import InputError, InquitError
from inquit.core.records import Reading, Report
from inquit.store.collection import Collection


def rereading(
    collection: Collection,
    *,
    workers: int | None = None,
    relate: Relate | None = None,
    read: Read | None = None,
    model: str | None = None,
) -> Iterator[Report | InputError]:
    """Reads again what another model read, in the order it was added in, and yields each report as soon as it is in.

    Each is one transaction, so that whoever is stopped goes on where he stopped. One that cannot be read, or compared,
    keeps its old reading. `read` and `model` are for another reader than the one that ships.

    Raises:
        CollectionError: the collection cannot be written any more; what was read until then stays.
        ModelError: the model cannot be opened.
    """
    model = model or shipped_model()
    with collection.viewing() as view:
        wanted = view.read_otherwise(model)
    waiting: deque[tuple[Report, Future[Reading]]] = deque()
    if workers is None:
        from inquit.tagger.model import usable_cores  # noqa: PLC0415  # brings onnxruntime, which the readers have

        workers = usable_cores()
    with Readers(workers, read) as readers:
        for id in wanted:  # noqa: A001  # as the contract calls it
            with collection.viewing() as view:
                report = view.report(id)
            if report is not None:
                waiting.append((report, readers.submit(report)))
            while len(waiting) > readers.ahead:
                yield _written(collection, *waiting.popleft(), model, relate)
        while waiting:
            yield _written(collection, *waiting.popleft(), model, relate)


def _written(
    collection: Collection, report: Report, future: Future[Reading], model: str, relate: Relate | None
) -> Report | InputError:
    try:
        reading = future.result()
        with collection.writing() as writer:
            if writer.report(report.id) == report:  # or else a new version came meanwhile, which this model read
                writer.replace_reading(reading, model=model)
                if relate:
                    relate(writer, reading)
    except InputError as error:
        return error
    except InquitError:
        raise
    except Exception as error:  # noqa: BLE001  # whatever a report brings about must not stop the others
        said = str(error).partition("\n")[0]  # a database adds the whole statement
        return unreadable(report, f"cannot be read again ({type(error).__name__}: {said})")
    return report
