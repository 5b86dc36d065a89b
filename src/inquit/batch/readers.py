"""Reads reports in processes of their own, one a core; one that ends costs the report it was reading, and no more."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import cache, partial
from importlib import resources
from typing import TYPE_CHECKING, Self

from inquit import __version__
from inquit.batch import reading_process
from inquit.batch.reading_process import Read, answer, unreadable
from inquit.core.errors import InquitError
from inquit.core.records import Reading, Report, digest
from inquit.tagger.tags import Progress, Seen

if TYPE_CHECKING:
    from inquit.tagger.encoder import EncoderTagger  # brings numpy, see read_here

Watch = Callable[[Report, Progress], None]


def read_here(report: Report) -> Reading:
    """Reads a report as `inquit read` does."""
    from inquit.pipeline import read_reports  # noqa: PLC0415  # numpy and onnxruntime only in the process that reads

    return next(read_reports([report]))


def read_on_one_core(report: Report) -> Reading:
    """Reads a report as `read_here` does, and leaves the other cores to the other processes."""
    from inquit.pipeline import read_reports  # noqa: PLC0415  # see read_here

    return next(read_reports([report], _tagger()))


def read_watched(report: Report, *, seen: Seen) -> Reading:
    """Reads a report as `read_on_one_core` does, and tells `seen` what was found so far."""
    from inquit.pipeline import read_reports  # noqa: PLC0415  # see read_here

    return next(read_reports([report], _tagger().watched(seen)))


def shipped_model() -> str:
    """What reads and compares: this release, and all models by the digests of their files."""
    told = [f"inquit {__version__}"]
    for name, package in {"model": "inquit.tagger", "meanings": "inquit.claims"}.items():
        manifest = json.loads((resources.files(package) / "model" / "manifest.json").read_text(encoding="utf-8"))
        told.append(f"{name} {digest(*manifest['sha256'].values())}")
    return ", ".join(told)


@cache
def _tagger() -> EncoderTagger:
    from inquit.tagger.model import load  # noqa: PLC0415  # see read_here

    return load(threads=1)


class Readers:
    """Some processes that read, started as they are needed; with `count` 0 this process reads by itself.

    `read` is a function at the top of a module, so that another process finds it; by default it is the model that ships
    that reads. `watch` is told what was found so far in a report that is being read; `read` takes it as `seen` then, as
    `read_watched` does. To be used in a `with`: at its end the processes are stopped, whatever they are doing.
    """

    def __init__(self, count: int, read: Callable[..., Reading] | None = None, *, watch: Watch | None = None) -> None:
        self._read: Callable[..., Reading] = read or (
            read_watched if watch else read_on_one_core if count else read_here
        )
        self._watch = watch
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="inquit-reader") if count else None
        self._mine = threading.local()
        self._processes: list[subprocess.Popen[bytes]] = []
        self.ahead = 2 * count
        """How many reports may be submitted and not taken up yet, for all processes to be busy."""

    def submit(self, report: Report) -> Future[Reading]:
        """The reading of a report, when it is done.

        Its `result` raises InputError where the report cannot be read, whatever it did to the process that read it, and
        any other InquitError as it is.
        """
        if self._threads:
            return self._threads.submit(self._elsewhere, report)
        done: Future[Reading] = Future()
        read: Read = partial(self._read, seen=partial(self._watch, report)) if self._watch else self._read
        found = answer(read, report)
        if isinstance(found, Reading):
            done.set_result(found)
        else:
            done.set_exception(found)
        return done

    def _elsewhere(self, report: Report) -> Reading:
        """Runs in a thread, which has a process to itself."""
        process: subprocess.Popen[bytes] = getattr(self._mine, "process", None) or self._start()
        assert process.stdin is not None and process.stdout is not None  # noqa: PT018, S101  # both are pipes
        try:
            pickle.dump(report, process.stdin)
            process.stdin.flush()
            found: Reading | InquitError | Progress = pickle.load(process.stdout)  # noqa: S301  # from our own process
            while isinstance(found, Progress):
                if self._watch:
                    self._watch(report, found)
                found = pickle.load(process.stdout)  # noqa: S301  # see above
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            del self._mine.process
            raise unreadable(report, f"ended the process that read it ({_end(process)})") from error
        if isinstance(found, InquitError):
            raise found
        return found

    def _start(self) -> subprocess.Popen[bytes]:
        # -P: no folder that happens to be the current one is searched for modules. A group of its own: Ctrl-C is for
        # the parent, which then stops this process.
        command = [sys.executable, "-P", "-m", reading_process.__name__]
        pipe = subprocess.PIPE
        process = subprocess.Popen(command, stdin=pipe, stdout=pipe, process_group=0)  # noqa: S603  # ours
        self._processes.append(process)
        self._mine.process = process
        assert process.stdin is not None  # noqa: S101  # see above
        for given in (sys.path, self._read, self._watch is not None):
            pickle.dump(given, process.stdin)
        return process

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._threads is None:
            return
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in self._processes:
            process.kill()
        self._threads.shutdown()
        for process in self._processes:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> str:
    """Waits for a process that has ended or been told to, and says how it did."""
    process.kill()
    with suppress(BrokenPipeError), process:  # closes its pipes, one of which may hold what it did not take any more
        pass
    return f"signal {-process.returncode}" if process.returncode < 0 else f"exit code {process.returncode}"
