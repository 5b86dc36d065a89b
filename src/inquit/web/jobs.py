"""Long work, done in turn: reports that are added, with what has become of each so far."""

from __future__ import annotations

import logging
import queue
import secrets
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Literal, Protocol

from inquit.batch.adding import Outcome, Summary
from inquit.core.errors import InputError, InquitError
from inquit.core.records import Reading, Report
from inquit.core.spans import Span
from inquit.tagger.tags import Role
from inquit.web.orders import Event, Order, Seen, Tell

State = Literal["waiting", "running", "done", "stopped", "failed"]
_KEPT = 200  # jobs whose outcome can still be looked at
_LISTED = 500  # outcomes of one job that are listed; all are counted
_LOG = logging.getLogger("inquit.web")


Ended = Callable[["Job"], object]


class TooManyJobs(InquitError):
    """More work is waiting than the desk takes."""


class Adder(Protocol):
    """Carries out orders, see `orders.carry_out`; whatever `tell` raises ends that."""

    def add(self, order: Order, tell: Tell) -> None: ...

    def close(self) -> None: ...


class NoAdder:
    """That of a desk which only shows."""

    def add(self, order: Order, tell: Tell) -> None:  # noqa: ARG002  # what every adder is given
        raise InquitError("This desk only shows what is there. Use inquit add, or inquit serve.")

    def close(self) -> None:
        """There is nothing to end."""


@dataclass(kw_only=True, slots=True)
class Watched:
    """The first report of a job while it is read.

    `marks` only grows: of `so_far`, the first is up to which code point the text is read, the second how many of the
    marks belong to that.
    """

    report: Report
    so_far: tuple[int, int] = (0, 0)
    marks: list[tuple[Span, Role]] = field(default_factory=list[tuple[Span, Role]])
    reading: Reading | None = None
    """All of it, before it is compared with the others."""


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
    watched: Watched | None = None
    """What is read, until there is more than one report or the job is over."""

    @property
    def is_over(self) -> bool:
        return self.state in {"done", "stopped", "failed"}

    @property
    def only_report(self) -> str | None:
        """The id of the report that it added or found to be there, if it is done and that was all."""
        return self.outcomes[0][0] or None if self.state == "done" and len(self.outcomes) == 1 else None

    @property
    def stage(self) -> str:
        """Something else whenever its page is other than before by more than marks."""
        seen = self.watched and ("all" if self.watched.reading else "text")
        return f"{self.state} {len(self.outcomes)} {seen}"


@dataclass(slots=True)
class _Task:
    id: str
    order: Order
    heard: Tell
    ended: Ended
    stop: threading.Event = field(default_factory=threading.Event)


class _Stopped(Exception):
    """A person has stopped the job."""


class Jobs:
    """Takes orders and has them carried out in turn, by a thread that does nothing else."""

    def __init__(self, adder: Adder | None = None, *, waiting: int = 100) -> None:
        self._adder = adder or NoAdder()
        self._queue: queue.Queue[_Task | None] = queue.Queue(maxsize=waiting)
        self._jobs: dict[str, Job] = {}
        self._tasks: dict[str, _Task] = {}
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="inquit-jobs", daemon=True)
        self._thread.start()

    def start(self, what: str, order: Order, heard: Tell = lambda _: None, *, ended: Ended = lambda _: None) -> Job:
        """Puts an order at the end of the queue.

        `heard` is told all that is told of it, and `ended` is called once it is over or given up, in another thread.

        Raises:
            TooManyJobs: the queue is full.
        """
        watched = Watched(report=order.reports[0]) if len(order.reports) == 1 and not order.sources else None
        job = Job(id=secrets.token_hex(6), what=what, made=_now(), watched=watched)
        task = _Task(job.id, order, heard, ended)
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
        """Ends a job as soon as something is told of it; what was added stays."""
        with self._lock:
            task = self._tasks.get(id)
        if task is not None:
            task.stop.set()

    def close(self, seconds: float = 10.0) -> None:
        """Stops everything: what has not been written whole is undone."""
        with self._lock:
            for task in self._tasks.values():
                task.stop.set()
        with suppress(queue.Full):  # the thread is a daemon, and has nothing left to do
            self._queue.put_nowait(None)
        self._adder.close()
        self._thread.join(seconds)

    def _run(self) -> None:
        while (task := self._queue.get()) is not None:
            self._do(task)

    def _do(self, task: _Task) -> None:
        summary, listed = Summary(), list[tuple[str, str]]()

        def tell(event: Event) -> None:
            if task.stop.is_set():
                raise _Stopped
            if isinstance(event, Outcome | InputError):
                summary.count(event)
                if len(listed) < _LISTED:
                    listed.append(_listed(event))
                self._count(task.id, summary, listed)
            else:
                self._watch(task.id, event)
            task.heard(event)

        state, why = "done", None
        if not task.stop.is_set():
            self._change(task.id, state="running")
        try:
            if task.stop.is_set():
                raise _Stopped  # noqa: TRY301  # as while it runs
            self._adder.add(task.order, tell)
        except _Stopped:
            state = "stopped"
        except InquitError as error:
            state, why = ("stopped", None) if task.stop.is_set() else ("failed", str(error))
        except Exception:  # noqa: BLE001  # one job must not end the thread that does the next
            _LOG.exception("A job failed")
            state, why = "failed", "Something went wrong that should not have. The terminal says more."
        self._change(task.id, state=state, ended=_now(), error=why, watched=None)
        task.ended(self._jobs[task.id])

    def _count(self, id: str, summary: Summary, listed: list[tuple[str, str]]) -> None:
        self._change(
            id,
            new=summary.new,
            versions=summary.versions,
            there=summary.there,
            skipped=len(summary.skipped),
            outcomes=tuple(listed),
        )
        if len(listed) > 1:
            self._change(id, watched=None)

    def _watch(self, id: str, event: Report | Seen | Reading) -> None:
        """What is read of the first report, for whoever looks on."""
        job = self.get(id)
        if job is None:
            return
        if isinstance(event, Report):
            if job.watched is None and not job.outcomes:
                self._change(id, watched=Watched(report=event))
        elif job.watched is not None and isinstance(event, Seen):
            if event.report == job.watched.report.id:
                job.watched.marks.extend(event.marks)
                job.watched.so_far = event.read, len(job.watched.marks)
        elif job.watched is not None and isinstance(event, Reading) and not job.outcomes:
            self._change(id, watched=replace(job.watched, reading=event))

    def _change(self, id: str, **changes: object) -> None:
        with self._lock:
            self._jobs[id] = replace(self._jobs[id], **changes)  # pyright: ignore[reportArgumentType]  # its fields


def _listed(outcome: Outcome | InputError) -> tuple[str, str]:
    if isinstance(outcome, InputError):
        return "", str(outcome)
    return outcome.report.id, outcome.report.title or outcome.report.text[:80]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
