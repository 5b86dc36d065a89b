"""The attributions that were marked in the invented families (`training/families`), in the layout of PolNeAR's reports.

Sources, cues and contents were marked; entities and sentence ends are what the model that ships sees (silver).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from inquit.core.records import Report
from inquit.tagger.labels import ROLES
from inquit.tagger.tags import Tagger
from training.claim_data import WEIGH
from training.data import Json
from training.marked_stories import story

MARKS = "attributions.jsonl"  # beside the families: a line a report


def attributed(folder: Path, tagger: Tagger) -> tuple[list[Json], list[Json]]:
    """The marked reports of a folder of families: those to train on, and those to choose by, which are for weighing.

    Raises:
        ValueError: A mark points outside its report, as when a family was changed after it was marked.
    """
    train: list[Json] = []
    tune: list[Json] = []
    found = list(marked(folder))
    for (name, report), tags in zip(found, tagger.tag(r["text"] for _, r in found), strict=True):
        report["entities"] = [[*e.span, e.label] for e in tags.entities]
        report["sentences"] = [[*s] for s in tags.sentences]
        (tune if name.startswith(tuple(WEIGH)) else train).append(report)
    return train, tune


def marked(folder: Path) -> Iterator[tuple[str, Json]]:
    """The marked reports, each with its family's name, without entities and sentences; raises ValueError as above."""
    texts: dict[str, dict[str, str]] = {}
    for line in (folder / MARKS).read_text(encoding="utf-8").splitlines():
        mark = json.loads(line)
        name = mark["family"]
        if name not in texts:
            articles = story((folder / f"{name}.txt").read_text(encoding="utf-8"))["articles"]
            texts[name] = {a["id"]: Report.of(a["text"], title=a["title"]).text for a in articles}
        text = texts[name][mark["report"]]
        attributions = [dict(zip(ROLES, spans, strict=True)) for spans in mark["attributions"]]
        ends = [end for a in attributions for role in ROLES for _, end in a[role]]
        if max(ends, default=0) > len(text):
            raise ValueError(f"{name} {mark['report']}: a mark ends at {max(ends)}, and the text at {len(text)}")
        yield (
            name,
            {
                "id": f"{name}/{mark['report']}",
                "text": text,
                "attributions": attributions,
                "other_annotators": [],
                "coreference": [],
            },
        )
