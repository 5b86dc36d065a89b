"""The process that adds: orders come in on standard input, what is told of them goes out on standard output, as pickles.

Nothing that reads, compares or traces is done by the process that serves pages, so that they come at once whatever is
being added. The reading itself is done in a third one (`batch.readers`): a report that ends it costs no other report.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass

from inquit.batch.readers import Readers
from inquit.core.errors import InquitError
from inquit.core.records import Report
from inquit.core.settings import DEFAULT_LIMITS, Limits
from inquit.store.collection import Collection
from inquit.tagger.tags import Progress
from inquit.web.orders import Event, Order, Seen, Tell, carry_out


class AddingEnded(InquitError):
    """The process that adds has ended in the middle of a job."""


@dataclass(frozen=True, slots=True)
class _Failed:
    """Why an order could not be carried out: no InputError of one report, but what ended it."""

    error: InquitError


class AddingProcess:
    """Carries out orders in a process of its own, one after the other; it is started when it is needed.

    `address` opens the collection, see `Collection.open`.
    """

    def __init__(self, address: str, limits: Limits = DEFAULT_LIMITS) -> None:
        self._address, self._limits = address, limits
        self._process: subprocess.Popen[bytes] | None = None
        self._busy = threading.Lock()

    def add(self, order: Order, tell: Tell) -> None:
        """Carries out an order. Whatever `tell` raises ends the process: what it was writing is undone.

        Raises:
            InquitError: as `carry_out` does.
            AddingEnded: the process was closed, or something else ended it.
        """
        with self._busy:
            process = self._process = self._process or self._started()
            assert process.stdin is not None and process.stdout is not None  # noqa: PT018, S101  # both are pipes
            try:
                pickle.dump(order, process.stdin)
                process.stdin.flush()
                message = pickle.load(process.stdout)  # noqa: S301  # from our own process
                while message is not None and not isinstance(message, _Failed):
                    tell(message)
                    message = pickle.load(process.stdout)  # noqa: S301  # see above
            except (EOFError, OSError, pickle.UnpicklingError) as error:
                self._end()
                told = "The program that adds has ended. What it had added is in; give the rest again."
                raise AddingEnded(told) from error
            except BaseException:
                self._end()
                raise
        if message is not None:
            raise message.error

    def close(self) -> None:
        """Ends the process, whatever it is doing."""
        process = self._process
        if process is not None:
            process.kill()  # so that whoever waits for it goes on
        with self._busy:
            self._end()

    def _started(self) -> subprocess.Popen[bytes]:
        # See `batch.readers` for -P and the group.
        command = [sys.executable, "-P", "-m", __name__]
        pipe = subprocess.PIPE
        process = subprocess.Popen(command, stdin=pipe, stdout=pipe, process_group=0)  # noqa: S603  # ours
        assert process.stdin is not None  # noqa: S101  # see above
        for given in (sys.path, self._address, self._limits):
            pickle.dump(given, process.stdin)
        return process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            with suppress(BrokenPipeError), process:  # closes its pipes
                pass


def _serve() -> None:
    """The child's end."""
    from inquit.batch.comparing import Comparer  # noqa: PLC0415  # brings onnxruntime, which the desk can do without

    os.environ["OMP_NUM_THREADS"] = "1"
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    sys.path[:] = pickle.load(sys.stdin.buffer)  # noqa: S301  # from our own parent
    address: str = pickle.load(sys.stdin.buffer)  # noqa: S301
    limits: Limits = pickle.load(sys.stdin.buffer)  # noqa: S301
    lock = threading.Lock()

    def tell(message: Event | _Failed | None) -> None:
        with lock:  # a thread tells what a reader has seen
            pickle.dump(message, answers)
            answers.flush()

    def watch(report: Report, progress: Progress) -> None:
        tell(Seen(report=report.id, read=progress.read, marks=progress.roles))

    try:
        with Collection.open(address) as collection, Readers(1, watch=watch) as readers:
            readers.submit(Report.of(""))  # opens its model while nobody waits
            relate = Comparer()
            while True:
                order: Order = pickle.load(sys.stdin.buffer)  # noqa: S301
                try:
                    carry_out(order, collection, readers, relate, tell, limits=limits)
                    tell(None)
                except InquitError as error:
                    tell(_Failed(error))
    except (EOFError, BrokenPipeError):
        os._exit(0)  # nobody asks any more; what was not written yet is undone


if __name__ == "__main__":
    _serve()
