"""Feeds that are watched: each is read when it is due, one at a time, by a job like any other."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from inquit.batch.adding import Outcome, Summary
from inquit.core.errors import InputError, InquitError, SettingError
from inquit.export.rows import count
from inquit.export.visible import one_line, shortened
from inquit.store.collection import Collection
from inquit.store.feeds import Feed
from inquit.web.adding import check_address
from inquit.web.jobs import Job, Jobs
from inquit.web.orders import Event, Order

EVERY = 900
"""Seconds from one reading of a feed to the next, unless told."""
LEAST = 60
MOST = 30 * 86_400
_DAY = 86_400  # a feed that fails is tried this often at least
_PAUSE = 2.0  # seconds between two looks at what is due
_LONGEST = 400  # characters of what is told of a reading
_LOG = logging.getLogger("inquit.web")


def watch(collection: Collection, url: str, every: int = EVERY) -> Feed:
    """Puts a feed on the list, to be read at once and then every so many seconds; one that is there gets the new time.

    Raises:
        FetchFailed: it is no address of http or https.
        SettingError: `every` is less than LEAST or more than MOST.
    """
    check_address(url)
    if not LEAST <= every <= MOST:
        raise SettingError(f"A feed is read every {LEAST // 60} minute at most, and every 30 days at least.")
    with collection.writing() as writer:
        known = writer.feed(url)
        feed = replace(known or Feed(url=url, due=""), every=every, due=_written(datetime.now(UTC)))
        writer.watch(feed)
    return feed


def after_reading(feed: Feed, found: Summary, error: str | None, now: datetime) -> Feed:
    """A feed after it was read at `now`: what is told of it, and when it is to be read next.

    It has failed where its job did, for the reason `error`, or where nothing at all could be had from it. Then it is
    tried later each time, twice as late as before, up to a day.
    """
    refused = next((str(one) for one in found.skipped if one.where == feed.url), None)
    if refused is not None and not (found.new or found.versions or found.there):
        error = error or refused
    failures = 0 if error is None else feed.failures + 1
    wait = max(feed.every, min(feed.every * 2 ** min(failures, 20), _DAY))
    return replace(
        feed,
        checked=_written(now),
        due=_written(now + timedelta(seconds=wait)),
        told=shortened(one_line(error.removeprefix(f"{feed.url}: ") if error else _told(found)), _LONGEST),
        failures=failures,
    )


def _told(found: Summary) -> str:
    parts = [
        count(found.new, "new report") if found.new else "",
        count(found.versions, "new version") if found.versions else "",
        f"{len(found.skipped)} skipped, the first: {found.skipped[0]}" if found.skipped else "",
    ]
    told = ", ".join(part for part in parts if part) or "Nothing new"
    return told if told.endswith(".") else told + "."


class Watcher:
    """Reads the feeds of a collection when they are due, until it is closed."""

    def __init__(self, collection: Collection, jobs: Jobs, *, pause: float = _PAUSE) -> None:
        self._collection, self._jobs, self._pause = collection, jobs, pause
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._run, name="inquit-feeds", daemon=True)
        self._thread.start()

    def close(self, seconds: float = 10.0) -> None:
        """Starts nothing any more, and waits for what is being written down."""
        self._end.set()
        self._thread.join(seconds)

    def _run(self) -> None:
        while not self._end.wait(self._pause):
            try:
                with self._collection.viewing() as view:
                    feed = view.due_feed(_written(datetime.now(UTC)))
                if feed is not None:
                    self._read(feed)
            except InquitError as error:
                _LOG.warning("A feed could not be read: %s", error)
                self._end.wait(LEAST)

    def _read(self, feed: Feed) -> None:
        found, over = Summary(), Future[Job]()

        def heard(event: Event) -> None:
            if isinstance(event, Outcome | InputError):
                found.count(event)

        order = Order(sources=(feed.url,), only_new=True)
        self._jobs.start(f"Look at {shortened(feed.url, 80)}", order, heard, ended=over.set_result)
        while not over.done() and not self._end.is_set():
            with suppress(TimeoutError):
                over.result(0.5)
        if not self._end.is_set():
            read = after_reading(feed, found, over.result().error, datetime.now(UTC))
            with self._collection.writing() as writer:
                writer.put_feed_read(read)


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
