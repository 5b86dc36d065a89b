"""Whom ambiguous pronouns mean, on GAP's validation split, by the benchmark that publishes the figures."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("INQUIT_DATA", ""))
FLOORS = {"decided": 80.0, "right": 74.5}  # percent of all, and of those that are decided

pytestmark = pytest.mark.skipif(
    "INQUIT_DATA" not in os.environ or not (DATA / "coref").exists(),
    reason="set INQUIT_DATA to the folder of annotated corpora",
)


@pytest.mark.timeout(600)
def test_figures_on_validation_do_not_drop():
    command = [sys.executable, ROOT / "benchmarks" / "coreference.py", "--data", DATA, "--gap", "validation"]
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    done = subprocess.run(command, env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True, check=True)
    found = re.match(r"decided ([\d.]+)% of 454, right of those ([\d.]+)%", done.stdout)
    assert found, done.stdout
    for (name, floor), value in zip(FLOORS.items(), found.groups(), strict=True):
        assert float(value) >= floor, f"{name} {value}"
