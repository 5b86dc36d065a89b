"""What a visitor gives, as jobs that add it. Nothing that is given is ever taken for the path of a file here."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import IO

from inquit.core.errors import FetchFailed, NoArticle
from inquit.export.visible import one_line, shortened
from inquit.ingest.articles import report_of_text
from inquit.ingest.inputs import FOLDER_SUFFIXES, Overrides
from inquit.web.desk import Desk
from inquit.web.jobs import Job
from inquit.web.orders import Order

_ADDRESS = re.compile(r"https?://[^\s/]", re.IGNORECASE)


def add_text(desk: Desk, text: str, overrides: Overrides) -> Job:
    """Adds one report, whose text is given.

    Raises:
        NoArticle: it is empty.
        TooManyJobs: see `Jobs.start`.
    """
    report = report_of_text(text, overrides=overrides, where="The text")
    return desk.jobs.start(f"Read “{shortened(one_line(report.title or text[:200]), 60)}”", Order(reports=(report,)))


def add_address(desk: Desk, url: str, overrides: Overrides) -> Job:
    """Adds what is at an address of the public internet, see `ingest.fetch`.

    Raises:
        FetchFailed: it is none of http or https.
        TooManyJobs: see `Jobs.start`.
    """
    check_address(url)
    return desk.jobs.start(f"Fetch {shortened(url, 80)}", Order(sources=(url,), overrides=overrides))


def check_address(url: str) -> None:
    """Whether something can be fetched at an address at all: nothing else that is given may pass for one.

    Raises:
        FetchFailed: it is none of http or https.
    """
    if not _ADDRESS.match(url):
        raise FetchFailed(shortened(one_line(url), 100), "is no web address", "Begin it with https://")


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
    try:
        for number, (name, content) in enumerate(files):
            path = folder / f"{number}{_ending(name)}"
            names[str(path)] = one_line(PurePosixPath(name.replace("\\", "/")).name) or "a file"
            with path.open("wb") as kept:
                shutil.copyfileobj(content, kept)
        what = f"Read {', '.join(list(names.values())[:3])}{' …' if len(names) > 3 else ''}"
        order = Order(sources=tuple(names), names=names, overrides=overrides)
        return desk.jobs.start(what, order, ended=lambda _: shutil.rmtree(folder, ignore_errors=True))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _ending(name: str) -> str:
    """What the name of a file says that it is, if it is one of the kinds that are read."""
    suffixes = [suffix.lower() for suffix in PurePosixPath(name).suffixes[-2:]]
    packed = ".gz" if suffixes[-1:] == [".gz"] else ""
    kind = next((suffix for suffix in reversed(suffixes) if suffix in FOLDER_SUFFIXES), "")
    return kind + packed
