"""The attributions that were marked in the invented families (`training/families`), in the layout of PolNeAR's reports.

`python -m training.attributed --scorer FILE` scores what the program finds in all of them: the outermost attributions, and
those within contents. Nothing that ships has learnt from these marks; they were made by correcting what it had found.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from inquit import pipeline
from inquit.core.records import Report
from inquit.tagger.labels import ROLES
from training.marked_stories import Json, story

MARKS = "attributions.jsonl"  # beside the families: a line a report


def attributed(folder: Path) -> Iterator[Json]:
    """The marked reports: `attributions` are the outermost, `inner` those within a content.

    Raises:
        ValueError: A mark points outside its report, as when a family was changed after it was marked.
    """
    texts: dict[str, dict[str, str]] = {}
    for line in (folder / MARKS).read_text(encoding="utf-8").splitlines():
        mark = json.loads(line)
        name = mark["family"]
        if name not in texts:
            articles = story((folder / f"{name}.txt").read_text(encoding="utf-8"))["articles"]
            texts[name] = {a["id"]: Report.of(a["text"], title=a["title"]).text for a in articles}
        text = texts[name][mark["report"]]
        layers = {
            layer: [dict(zip(ROLES, spans, strict=True)) for spans in mark[layer]]
            for layer in ("attributions", "inner")
        }
        last = max((end for layer in layers.values() for a in layer for role in ROLES for _, end in a[role]), default=0)
        if last > len(text):
            raise ValueError(f"{name} {mark['report']}: a mark ends at {last}, and the text at {len(text)}")
        yield {"id": f"{name}/{mark['report']}", "text": text, **layers}


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--families", type=Path, default=Path("training/families"))
    ap.add_argument("--scorer", type=Path, required=True, help="score_attributions.py")
    opt = ap.parse_args()
    gold = list(attributed(opt.families))
    read = list(pipeline.read_reports(Report.of(r["text"], id=r["id"]) for r in gold))
    for layer, title in (("attributions", "outermost"), ("inner", "within contents")):
        given = [{**r, "attributions": r[layer], "other_annotators": []} for r in gold]
        found = [
            {
                "report": {"id": one.report.id, "text": one.report.text},
                "attributions": [
                    {role: getattr(a, role) for role in ROLES}
                    for a in one.attributions
                    if (a.parent is None) == (layer == "attributions")
                ],
            }
            for one in read
        ]
        with tempfile.TemporaryDirectory() as folder:
            paths = [Path(folder) / "gold.jsonl", Path(folder) / "found.jsonl"]
            for path, lines in zip(paths, (given, found), strict=True):
                path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
            print(f"\n{title}", flush=True)
            subprocess.run([sys.executable, opt.scorer, *paths], check=True)


if __name__ == "__main__":
    main()
