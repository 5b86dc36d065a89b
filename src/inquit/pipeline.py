"""Runs the stages over reports: what is given becomes reports, reports become readings."""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from inquit.attribution.linker import attributions
from inquit.attribution.own_voice import own_voice
from inquit.certainty.weigh import weigh
from inquit.core.errors import InputError
from inquit.core.paragraphs import paragraphs
from inquit.core.records import Reading, Report
from inquit.core.settings import from_environment
from inquit.ingest.inputs import Overrides, report_of_text, reports
from inquit.sources.resolve import resolve
from inquit.sources.transcripts import without_labels
from inquit.tagger.tags import Tagger, Tags
from inquit.time.said import said

DEFAULT_LANGUAGE = "en"  # of a report that does not tell

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def read(
    source: str | Path,
    *,
    outlet: str | None = None,
    published: str | None = None,
    title: str | None = None,
    allow_local: bool = False,
    tagger: Tagger | None = None,
) -> Reading:
    """Reads one report and shows who says what in it.

    `source` is a path, an http or https address, "-" for standard input, or the text itself: a string that holds
    white space and names no file is a text. `outlet`, `published` (ISO 8601) and `title` go before what the page says.

    Raises:
        InputError: it cannot be read, or holds more than one report (`read_all` reads those).
        SettingError: `published` is no date, or an INQUIT_* variable has a value that it cannot have.
    """
    overrides = Overrides(outlet=outlet, published=published, title=title)
    if isinstance(source, str) and _is_text(source):
        return next(read_reports([report_of_text(source, overrides=overrides)], tagger))
    found = list(
        itertools.islice(reports(source, overrides=overrides, limits=from_environment(), allow_local=allow_local), 2)
    )
    for problem in found:
        if isinstance(problem, InputError):
            raise problem
    if len(found) > 1:
        raise InputError(str(source), "holds more than one report", "Read it with read_all")
    return next(read_reports([report for report in found if isinstance(report, Report)], tagger))


def read_all(
    sources: Iterable[str | Path],
    *,
    outlet: str | None = None,
    published: str | None = None,
    allow_local: bool = False,
    tagger: Tagger | None = None,
) -> Iterator[Reading | InputError]:
    """Reads any number of paths and addresses, each with any number of reports, in order.

    What cannot be read comes as the InputError that `read` would raise, in its place among the readings: nothing good
    is lost by it. Reads ahead a little, and holds only a few reports at a time.

    Raises:
        SettingError: as `read` does.
    """
    overrides, limits = Overrides(outlet=outlet, published=published), from_environment()
    items, mine = itertools.tee(
        item
        for source in sources
        for item in reports(source, overrides=overrides, limits=limits, allow_local=allow_local)
    )
    readings = read_reports((item for item in mine if isinstance(item, Report)), tagger)
    for item in items:
        yield item if isinstance(item, InputError) else next(readings)


def read_reports(wanted: Iterable[Report], tagger: Tagger | None = None) -> Iterator[Reading]:
    """The readings of reports, in order; reads ahead a little, and holds only a few texts at a time."""
    mine, texts = itertools.tee(wanted)
    tags = (tagger or shipped_tagger()).tag(report.text for report in texts)
    for report, found in zip(mine, tags, strict=True):
        yield understand(report, found)


def understand(report: Report, tags: Tags) -> Reading:
    """Everything that follows from a report and its tags; a plain function, and quick beside the tagging."""
    found, sources = resolve(report, tags, attributions(report, tags))
    found = said(report, tags, weigh(report, tags, found), language=report.language or DEFAULT_LANGUAGE)
    voice = own_voice(report, without_labels(report, tags.sentences, paragraphs(report.text)), found)
    return Reading(report=report, attributions=found, own_voice=voice, sources=sources, sentences=tags.sentences)


@cache
def shipped_tagger() -> Tagger:
    """The tagger that comes with Inquit, opened once a process."""
    from inquit.tagger.model import load  # noqa: PLC0415  # numpy and onnxruntime only when something is read

    return load()


def _is_text(source: str) -> bool:
    if not any(c.isspace() for c in source) or _ADDRESS.fullmatch(source):
        return False
    try:
        return not os.path.lexists(source)
    except (OSError, ValueError):  # too long for a name, or with a character that no name has
        return True
