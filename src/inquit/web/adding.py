"""What a visitor gives, as jobs that add it. Nothing that is given is ever taken for the path of a file here."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import IO

from inquit.batch.adding import Options, Outcome, adding, items_of
from inquit.batch.comparing import Comparer
from inquit.core.errors import FetchFailed, InputError, NoArticle
from inquit.core.records import Report
from inquit.export.visible import one_line, shortened
from inquit.ingest.articles import report_of_text
from inquit.ingest.inputs import FOLDER_SUFFIXES, Overrides
from inquit.web.desk import Desk
from inquit.web.jobs import Job

_ADDRESS = re.compile(r"https?://[^\s/]", re.IGNORECASE)

Items = Iterable[Report | InputError]


def add_text(desk: Desk, text: str, overrides: Overrides) -> Job:
    """Adds one report, whose text is given.

    Raises:
        NoArticle: it is empty.
        TooManyJobs: see `Jobs.start`.
    """
    report = report_of_text(text, overrides=overrides, where="The text")
    return _start(desk, f"Read “{shortened(one_line(report.title or text[:200]), 60)}”", lambda: [report])


def add_address(desk: Desk, url: str, overrides: Overrides) -> Job:
    """Adds what is at an address of the public internet, see `ingest.fetch`.

    Raises:
        FetchFailed: it is none of http or https.
        TooManyJobs: see `Jobs.start`.
    """
    if not _ADDRESS.match(url):
        raise FetchFailed(shortened(one_line(url), 100), "is no web address", "Begin it with https://")
    return _start(desk, f"Fetch {shortened(url, 80)}", lambda: items_of(url, _options(desk, overrides)))


def add_files(desk: Desk, files: Sequence[tuple[str, IO[bytes]]], overrides: Overrides) -> Job:
    """Adds what is in files, each given with its name and what it holds; they are copied before this returns.

    Raises:
        NoArticle: there is none.
        TooManyJobs: see `Jobs.start`.
    """
    if not files:
        raise NoArticle("The form", "holds no file", "Choose one")
    folder = Path(tempfile.mkdtemp(prefix="inquit-"))
    names: dict[str, str] = {}
    for number, (name, content) in enumerate(files):
        path = folder / f"{number}{_ending(name)}"
        names[str(path)] = one_line(PurePosixPath(name.replace("\\", "/")).name) or "a file"
        with path.open("wb") as kept:
            shutil.copyfileobj(content, kept)

    def items() -> Iterator[Report | InputError]:
        try:
            for path, name in names.items():
                yield from (_named(item, path, name) for item in items_of(path, _options(desk, overrides)))
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    try:
        return _start(desk, f"Read {', '.join(list(names.values())[:3])}{' …' if len(names) > 3 else ''}", items)
    except BaseException:
        with suppress(OSError):
            shutil.rmtree(folder)
        raise


def _start(desk: Desk, what: str, items: Callable[[], Items]) -> Job:
    def work() -> Iterator[Outcome | InputError]:
        # With no process of its own the model stays open from one job to the next, and a text is read at once.
        return adding(desk.collection, items(), workers=0, relate=_comparer())

    return desk.jobs.start(what, work)


@cache
def _comparer() -> Comparer:
    """Its model takes a second to open, and it remembers reports of one matter."""
    return Comparer()


def _options(desk: Desk, overrides: Overrides) -> Options:
    return Options(overrides=overrides, limits=desk.limits, workers=0)


def _ending(name: str) -> str:
    """What the name of a file says that it is, if it is one of the kinds that are read."""
    suffixes = [suffix.lower() for suffix in PurePosixPath(name).suffixes[-2:]]
    packed = ".gz" if suffixes[-1:] == [".gz"] else ""
    kind = next((suffix for suffix in reversed(suffixes) if suffix in FOLDER_SUFFIXES), "")
    return kind + packed


def _named(item: Report | InputError, path: str, name: str) -> Report | InputError:
    """With the name that the visitor knows, not that of our copy."""
    if isinstance(item, InputError):
        return type(item)(item.where.replace(path, name), item.reason, item.remedy)
    return replace(item, where=name)
