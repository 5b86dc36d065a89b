"""The shipped model on PolNeAR's dev split, through the command line, by the scorer that lies beside the data."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

DATA = Path(os.environ.get("INQUIT_DATA", ""))
SCORER = DATA.parent / "bench" / "score_attributions.py"
# F1 in percent, int8, end to end from raw text.
FLOORS = {"exact.source": 81.0, "exact.cue": 75.0, "exact.content": 68.0, "linked": 77.0, "linked.strict": 57.0}

pytestmark = pytest.mark.skipif(
    "INQUIT_DATA" not in os.environ or not SCORER.exists(),
    reason="set INQUIT_DATA to the folder of annotated corpora, with bench/ beside it",
)


@pytest.mark.timeout(600)
def test_figures_on_dev_do_not_drop(tmp_path):
    gold, given, found = DATA / "polnear" / "dev.jsonl.gz", tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    with gzip.open(gold, "rt", encoding="utf-8") as lines:
        given.write_text("".join(json.dumps({k: json.loads(line)[k] for k in ("id", "text")}) + "\n" for line in lines))
    with found.open("w", encoding="utf-8") as out:
        subprocess.run([sys.executable, "-m", "inquit", "read", "--jsonl", given], stdout=out, check=True)
    floors = [f"--floor={name}={value}" for name, value in FLOORS.items()]
    done = subprocess.run([sys.executable, SCORER, gold, found, *floors], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
