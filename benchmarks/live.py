"""How soon the desk shows what it reads, and how quick its pages are meanwhile.

    python benchmarks/live.py COLLECTION [--words 2000] [--texts 3]

A copy of COLLECTION is served as `inquit serve` does it, and texts of so many words are pasted one after the other: each
is made of paragraphs of the collection's own reports, drawn at random. Told are first the seconds of CPU that one core needs
for the first marks and for the whole reading of such a text, when the model is open: these do not depend on what else the
machine does. Then, on the clock, the seconds from pasting a text to its first marks, to the whole reading and to the end of the job, and how long pages took to come, in
milliseconds, while a job was running and while none was. All is asked over HTTP, as a browser would.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path
from typing import Any

from inquit.batch.readers import read_watched
from inquit.core.records import Report
from inquit.store.collection import Collection

PAGES = ("/", "/reports", "/claims", "/sources", "/api/v1/reports")


def article(texts: list[str], words: int, seed: int) -> str:
    """A text of about so many words, of paragraphs that are drawn from others."""
    paragraphs = [p for text in texts for p in text.split("\n") if len(p.split()) > 5]
    chosen = random.Random(seed)  # noqa: S311  # nothing secret
    found: list[str] = []
    while sum(len(p.split()) for p in found) < words:
        found.append(chosen.choice(paragraphs))
    return "\n\n".join(found)


def asked(address: str, body: dict[str, str] | None = None) -> bytes:
    """What an address answers with; a body is posted as JSON."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, data, {"Content-Type": "application/json"})  # noqa: S310  # our own
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        return answer.read()


def job_of(address: str, name: str) -> dict[str, Any]:
    """A job as it stands."""
    return json.loads(asked(f"{address}/api/v1/jobs/{name}"))


def paste(address: str, text: str) -> dict[str, float]:
    """Pastes a text; after how many seconds what happened."""
    began = time.perf_counter()
    name = json.loads(asked(f"{address}/api/v1/jobs", {"text": text, "outlet": f"Outlet {hash(text)}"}))["id"]
    times: dict[str, float] = {}
    while "end" not in times:
        reading = json.loads(asked(f"{address}/api/v1/jobs/{name}/reading"))
        state, now = job_of(address, name)["state"], time.perf_counter() - began
        if reading["marks"]:
            times.setdefault("first marks", now)
        if reading["stage"].endswith(" all"):
            times.setdefault("all of it", now)
        if state not in {"waiting", "running"}:
            times["end"] = now
        time.sleep(0.02)
    return times


def pages(address: str, stop: threading.Event) -> list[float]:
    """Milliseconds that pages take, one after the other, until told to stop."""
    took: list[float] = []
    while not stop.is_set():
        for path in PAGES:
            began = time.perf_counter()
            asked(address + path)
            took.append(1000 * (time.perf_counter() - began))
    return took


def read_alone(text: str) -> str:
    """Seconds of CPU until the first marks of a text, and until all of it is read."""
    read_watched(Report.of("Open the model."), seen=lambda _: None)
    marked: list[float] = []
    began = time.process_time()
    read_watched(Report.of(text), seen=lambda _: marked.append(time.process_time() - began))
    whole = time.process_time() - began
    return f"first marks {marked[0]:.2f} s, last {marked[-1]:.2f} s, all of it {whole:.2f} s, in {len(marked)} steps"


def spread(took: list[float]) -> str:
    """The middle, the 95th of a hundred, and the longest."""
    parts = statistics.quantiles(took, n=100)
    return f"median {parts[49]:.0f}, 95 % {parts[94]:.0f}, longest {max(took):.0f} ms of {len(took)} pages"


def measure(address: str, texts: list[str], words: int, times: int) -> None:
    """Pastes texts while nothing else asks, then again while pages are asked for; the desk has made itself ready."""
    while any(job["state"] in {"waiting", "running"} for job in json.loads(asked(f"{address}/api/v1/jobs"))):
        time.sleep(0.2)
    paste(address, "Open the models.")
    idle, stop = list[float](), threading.Event()
    for _ in range(10):
        for path in PAGES:
            began = time.perf_counter()
            asked(address + path)
            idle.append(1000 * (time.perf_counter() - began))
    print(f"pages, no job: {spread(idle)}", flush=True)
    for number in range(times):
        told = ", ".join(f"{what} {took:.2f} s" for what, took in paste(address, article(texts, words, number)).items())
        print(f"text {number + 1}: {told}", flush=True)
    busy: list[float] = []
    asking = threading.Thread(target=lambda: busy.extend(pages(address, stop)))
    asking.start()
    for number in range(times, 2 * times):
        paste(address, article(texts, words, number))
    stop.set()
    asking.join()
    print(f"pages, a job running: {spread(busy)}")


def main() -> None:
    """Serves the copy, and measures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("collection", type=Path)
    parser.add_argument("--words", type=int, default=2000)
    parser.add_argument("--texts", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.inquit"
        shutil.copy(given.collection, copy)
        with Collection.open(copy) as opened, opened.viewing() as view:
            found = [view.report(name) for name in view.all_reports()]
            texts = [report.text for report in found if report is not None]
        print(f"CPU, one core, a text of {given.words} words: {read_alone(article(texts, given.words, 0))}", flush=True)
        command = [sys.executable, "-m", "inquit", "serve", str(copy), "--port", "0"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            try:
                assert server.stdout is not None  # noqa: S101  # it is a pipe
                address = server.stdout.readline().split(" is at ")[1].split()[0].rstrip("/")
                measure(address, texts, given.words, given.texts)
            finally:
                server.terminate()


if __name__ == "__main__":
    main()
