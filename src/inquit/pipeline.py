"""Runs the stages over reports: tags, attributions, and what a Reading holds."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from functools import cache

from inquit.attribution.linker import attributions
from inquit.attribution.own_voice import own_voice
from inquit.core.records import Reading, Report
from inquit.tagger.tags import Tagger, Tags


def understand(report: Report, tags: Tags) -> Reading:
    """Everything that follows from a report and its tags; a plain function, and quick beside the tagging."""
    found = attributions(report, tags)
    return Reading(report=report, attributions=found, own_voice=own_voice(report, tags.sentences, found))


def read_reports(reports: Iterable[Report], tagger: Tagger | None = None) -> Iterator[Reading]:
    """The readings of `reports`, in order; reads ahead a little, and never holds more than a few texts."""
    mine, texts = itertools.tee(reports)
    tags = (tagger or shipped_tagger()).tag(report.text for report in texts)
    for report, found in zip(mine, tags, strict=True):
        yield understand(report, found)


@cache
def shipped_tagger() -> Tagger:
    """The tagger that comes with Inquit, opened once a process."""
    from inquit.tagger.model import load  # noqa: PLC0415  # numpy and onnxruntime only when something is read

    return load()
