"""Whole stories from raw text to counted sources, by the scorer that lies beside the data; floors that may only rise."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

DATA = Path(os.environ.get("INQUIT_DATA", ""))
STORIES, SCORER = DATA / "stories", DATA.parent / "bench" / "score_stories.py"
INPUT = ("id", "title", "outlet", "published", "url", "byline", "text")
# In percent, micro-averaged over the six families.
FLOORS = {
    "mention.recall": 86.0,
    "chain.root": 74.0,
    "chain.all": 71.0,
    "standing": 95.0,
    "kind": 89.5,
    "certainty": 81.0,
    "claim.pairs": 53.0,
    "roots.f1": 48.0,
    "independent.exact": 27.0,
    "independent.hit": 78.0,
    "derived.f1": 70.0,
    "dispute.recall": 58.0,
}

pytestmark = pytest.mark.skipif(
    "INQUIT_DATA" not in os.environ or not SCORER.exists(),
    reason="set INQUIT_DATA to the folder of annotated corpora, with bench/ beside it",
)


def inquit(*arguments):
    done = subprocess.run([sys.executable, "-m", "inquit", *arguments], capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.timeout(900)
def test_figures_on_the_stories_do_not_drop(tmp_path):
    predicted = tmp_path / "predicted"
    predicted.mkdir()
    for path in sorted(STORIES.glob("*.json")):
        reports, collection = tmp_path / f"{path.stem}.jsonl", tmp_path / f"{path.stem}.inquit"
        articles = sorted(json.loads(path.read_text(encoding="utf-8"))["articles"], key=lambda a: a["published"])
        lines = (json.dumps({key: a.get(key) for key in INPUT}) for a in articles)
        reports.write_text("\n".join(lines) + "\n", encoding="utf-8")
        inquit("add", reports, "-c", collection, "--quiet")
        (predicted / path.name).write_text(inquit("claims", "-c", collection, "--json"), encoding="utf-8")
    floors = [f"--floor={name}={value}" for name, value in FLOORS.items()]
    command = [sys.executable, SCORER, STORIES, predicted, *floors]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
