"""The floors of benchmarks/pages.py, where the pages are there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

DATA = os.environ.get("INQUIT_DATA")


@pytest.mark.skipif(not DATA, reason="the pages are not part of the project: set INQUIT_DATA to the folder they are in")
def test_pages_stay_above_the_floors():
    script = Path(__file__).parents[2] / "benchmarks" / "pages.py"
    ran = subprocess.run([sys.executable, script, "--data", DATA], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
