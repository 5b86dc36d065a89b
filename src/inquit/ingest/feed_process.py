"""Reads a feed in a process of its own, which is stopped when that takes too long or too much memory.

The child is asked with one line of JSON, {"source", "url"}. It takes the whole feed apart, then answers with a line
for each entry, {"entry"}, and a last one: {"end"}, with what is wrong with the feed's XML or null, or {"error"}.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import asdict
from typing import IO, Any

from inquit.core.errors import InputError, NoArticle, NotText, TooLarge
from inquit.core.settings import Limits
from inquit.ingest.feed import Entry
from inquit.ingest.memory import limit_memory

_INSTEAD = "Give the articles' own pages instead"


def read_feed(source: str, *, where: str, url: str | None, limits: Limits) -> Iterator[Entry | InputError]:
    """The entries of the feed `source`, one held at a time, and at the end what is wrong with the feed, if anything is."""
    # -P: a folder of downloaded feeds must not be searched for modules.
    command = [sys.executable, "-P", "-m", __name__, str(limits.page_memory)]
    pipe = subprocess.PIPE
    try:
        child = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)  # noqa: S603  # ours
    except OSError as error:
        reason = f"needs a process of its own, and none can be started ({error.strerror})"
        yield NoArticle(where, reason, _INSTEAD)
        return
    assert child.stdin is not None and child.stdout is not None  # noqa: PT018, S101  # both are pipes
    try:
        if _taken_apart(child, child.stdin, {"source": source, "url": url}, limits.feed_seconds):
            yield from _answers(child.stdout, where)
        else:
            reason = f"took more than {limits.feed_seconds:g} seconds to read"
            yield TooLarge(where, reason, f"{_INSTEAD}, or set INQUIT_FEED_SECONDS")
    finally:
        child.kill()
        child.wait()
        child.stdout.close()


def _taken_apart(child: subprocess.Popen[bytes], asking: IO[bytes], question: dict[str, Any], seconds: float) -> bool:
    """Asks, and waits until the first answer can be read; False when the time is up before that."""
    late = threading.Event()
    timer = threading.Timer(seconds, lambda: (late.set(), child.kill()))
    timer.start()
    try:
        with contextlib.suppress(OSError):  # it ended already: there will be no answer
            with asking:
                asking.write(json.dumps(question).encode() + b"\n")
            child.stdout.peek(1)  # pyright: ignore  # noqa: PGH003  # a BufferedReader, which Popen does not tell
    finally:
        timer.cancel()
        timer.join()
    return not late.is_set()


def _answers(lines: IO[bytes], where: str) -> Iterator[Entry | InputError]:
    count = 0
    for line in lines:
        answer: dict[str, Any] = json.loads(line)
        if "entry" in answer:
            count += 1
            yield Entry(**answer["entry"])
        elif "end" not in answer:
            yield _failure(answer["error"], where)
            return
        elif answer["end"]:
            reason = f"is damaged ({answer['end']}), so that no more than {count} of its entries could be read"
            yield NotText(where, reason, "Get the feed again, or tell its publisher")
            return
        else:
            if not count:
                yield NoArticle(where, "is a feed without entries", "Give one that has some")
            return
    yield NoArticle(where, "makes the program that reads feeds fail", _INSTEAD)


def _failure(name: str, where: str) -> InputError:
    if name == "MemoryError":
        return TooLarge(where, "takes too much memory to read", f"{_INSTEAD}, or set INQUIT_PAGE_MEMORY")
    return NoArticle(where, f"cannot be read as a feed ({name})", _INSTEAD)


def _serve(memory: int) -> None:
    """The child's end: one question, and its answers."""
    limit_memory(memory)
    from inquit.ingest.feed_parsing import parse  # noqa: PLC0415  # slow to import, and the parent never needs it

    answers, sys.stdout = sys.stdout, sys.stderr  # what a library prints is no answer
    try:
        entries, wrong = parse(**json.loads(sys.stdin.readline()))
        lines: list[dict[str, Any]] = [{"entry": asdict(entry)} for entry in entries]
        lines.append({"end": wrong})
    except Exception as error:  # noqa: BLE001  # whatever a feed brings about is that feed's problem alone
        lines = [{"error": type(error).__name__}]
    for line in lines:
        answers.write(json.dumps(line) + "\n")
    answers.flush()


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
