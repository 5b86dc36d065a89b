"""A megabyte of text takes time in proportion and flat memory."""

import subprocess
import sys
from pathlib import Path

SCRIPT = """
import re, sys, time
from inquit.pipeline import read, shipped_tagger
text = open(sys.argv[1], encoding="utf-8").read()
shipped_tagger()

def peak():  # in MB; what getrusage tells holds the peak of the process that started this one, too
    told = re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())
    return int(told[1]) / 1024

for size in (60_000, 240_000):
    start = time.process_time()
    reading = read((text * (size // len(text) + 1))[:size] + "\\n")
    print(time.process_time() - start, len(reading.attributions), peak())
"""


def test_four_times_the_text_takes_about_four_times_the_time_and_little_more_memory():
    example = Path(__file__).parents[2] / "examples" / "market-hall.txt"
    done = subprocess.run([sys.executable, "-c", SCRIPT, example], capture_output=True, text=True, check=True)
    short, long = ([float(x) for x in line.split()] for line in done.stdout.splitlines())
    assert long[1] > 3 * short[1] > 0
    assert long[0] < 6 * short[0]
    assert long[2] < 400
    assert long[2] - short[2] < 150
