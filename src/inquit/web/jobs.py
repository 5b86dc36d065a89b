"""Long work, done in turn by one thread: reports that are added, with what has become of each so far."""

from __future__ import annotations

import logging
import queue
import secrets
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Literal

from inquit.batch.adding import Outcome, Summary
from inquit.core.errors import InputError, InquitError

State = Literal["waiting", "running", "done", "stopped", "failed"]
_KEPT = 200  # jobs whose outcome can still be looked at
_LISTED = 500  # outcomes of one job that are listed; all are counted
_LOG = logging.getLogger("inquit.web")

Work = Callable[[], Iterable[Outcome | InputError]]


class TooManyJobs(InquitError):
    """More work is waiting than the desk takes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """One piece of work, as it stands now. Times are ISO 8601, UTC."""

    id: str
    what: str
    """What it does, for a person."""
    state: State = "waiting"
    made: str
    ended: str | None = None
    new: int = 0
    versions: int = 0
    there: int = 0
    skipped: int = 0
    outcomes: tuple[tuple[str, str], ...] = ()
    """The id of a report with its title, or "" with why an input was skipped; the first of many."""
    error: str | None = None
    """Why it failed."""

    @property
    def is_over(self) -> bool:
        return self.state in {"done", "stopped", "failed"}


@dataclass(slots=True)
class _Task:
    id: str
    work: Work
    stop: threading.Event = field(default_factory=threading.Event)


class Jobs:
    """Takes work and does it in turn; `after` is called when a piece of it has ended, in the same thread."""

    def __init__(self, *, after: Callable[[], object] = lambda: None, waiting: int = 100) -> None:
        self._after = after
        self._queue: queue.Queue[_Task | None] = queue.Queue(maxsize=waiting)
        self._jobs: dict[str, Job] = {}
        self._tasks: dict[str, _Task] = {}
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="inquit-jobs", daemon=True)
        self._thread.start()

    def start(self, what: str, work: Work) -> Job:
        """Puts work at the end of the queue.

        Raises:
            TooManyJobs: the queue is full.
        """
        job = Job(id=secrets.token_hex(6), what=what, made=_now())
        task = _Task(job.id, work)
        with self._lock:
            self._jobs[job.id], self._tasks[job.id] = job, task
            for old in [name for name, one in self._jobs.items() if one.is_over][: max(0, len(self._jobs) - _KEPT)]:
                del self._jobs[old], self._tasks[old]
        try:
            self._queue.put_nowait(task)
        except queue.Full:
            with self._lock:
                del self._jobs[job.id], self._tasks[job.id]
            raise TooManyJobs("Much is waiting to be read already. Try again when some of it is done.") from None
        return job

    def get(self, id: str) -> Job | None:
        with self._lock:
            return self._jobs.get(id)

    def all(self) -> tuple[Job, ...]:
        """The jobs that are remembered, the newest first."""
        with self._lock:
            return tuple(reversed(self._jobs.values()))

    def stop(self, id: str) -> None:
        """Ends a job after the report that it is at; what was added stays."""
        with self._lock:
            task = self._tasks.get(id)
        if task is not None:
            task.stop.set()

    def close(self, seconds: float = 10.0) -> None:
        """Stops everything, and waits a little for the report that is being added."""
        with self._lock:
            for task in self._tasks.values():
                task.stop.set()
        try:
            self._queue.put_nowait(None)
        except queue.Full:
            return  # the thread is a daemon, and what it has not written yet is undone
        self._thread.join(seconds)

    def _run(self) -> None:
        while (task := self._queue.get()) is not None:
            self._do(task)

    def _do(self, task: _Task) -> None:
        summary, listed = Summary(), list[tuple[str, str]]()
        self._change(task.id, state="running")
        state, why = "done", None
        try:
            for outcome in () if task.stop.is_set() else task.work():
                summary.count(outcome)
                if len(listed) < _LISTED:
                    listed.append(_listed(outcome))
                self._change(
                    task.id,
                    new=summary.new,
                    versions=summary.versions,
                    there=summary.there,
                    skipped=len(summary.skipped),
                    outcomes=tuple(listed),
                )
                if task.stop.is_set():
                    break
            state = "stopped" if task.stop.is_set() else "done"
            self._after()
        except InquitError as error:
            state, why = "failed", str(error)
        except Exception:  # noqa: BLE001  # one job must not end the thread that does the next
            _LOG.exception("A job failed")
            state, why = "failed", "Something went wrong that should not have. The terminal says more."
        self._change(task.id, state=state, ended=_now(), error=why)

    def _change(self, id: str, **changes: object) -> None:
        with self._lock:
            self._jobs[id] = replace(self._jobs[id], **changes)  # pyright: ignore[reportArgumentType]  # its fields


def _listed(outcome: Outcome | InputError) -> tuple[str, str]:
    if isinstance(outcome, InputError):
        return "", str(outcome)
    return outcome.report.id, outcome.report.title or outcome.report.text[:80]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
