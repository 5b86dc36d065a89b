"""Reads web pages in a process of its own, which can be stopped when a page takes too long or too much memory.

One process reads page after page. Parent and child speak in lines of JSON: {"source", "url"} there, {"page"} or
{"error"} back.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
from dataclasses import asdict
from functools import cache
from typing import Any

from inquit.core.errors import NoArticle, TooLarge
from inquit.core.settings import Limits
from inquit.ingest.memory import limit_memory
from inquit.ingest.page import Page

_INSTEAD = "Give the article's text instead"


def read_page(source: str, *, where: str, url: str | None, limits: Limits) -> Page | None:
    """The article of the page `source`, None if there is none; see `extraction.extract`.

    Raises:
        TooLarge: reading it took more than `limits.page_seconds` or `limits.page_memory`.
        NoArticle: the page cannot be read as one.
    """
    # A forked child must not share its parent's pipes, so that the process is found by the id of its parent.
    return _process(os.getpid(), limits.page_memory).read(source, where, url, limits.page_seconds)


@cache
def _process(_parent: int, memory: int) -> _PageProcess:
    process = _PageProcess(memory)
    atexit.register(process.stop)
    return process


class _PageProcess:
    """The parent's end. Started with the first page, and again after it had to be stopped."""

    def __init__(self, memory: int) -> None:
        self._memory = memory
        self._child: subprocess.Popen[bytes] | None = None
        self._one_at_a_time = threading.Lock()

    def read(self, source: str, where: str, url: str | None, seconds: float) -> Page | None:
        with self._one_at_a_time:
            child = self._child or self._start(where)
            answer, late = None, threading.Event()
            timer = threading.Timer(seconds, lambda: (late.set(), child.kill()))
            timer.start()
            try:
                answer = _ask(child, {"source": source, "url": url})
            finally:
                timer.cancel()
                timer.join()
                if answer is None or late.is_set():  # also when interrupted: the next page must not get this answer
                    self._stop()
        if late.is_set():
            raise TooLarge(
                where, f"took more than {seconds:g} seconds to read", f"{_INSTEAD}, or set INQUIT_PAGE_SECONDS"
            )
        if answer is None:
            raise NoArticle(where, "makes the program that reads pages fail", _INSTEAD)
        if answer.get("error") == "MemoryError":
            raise TooLarge(where, "takes too much memory to read", f"{_INSTEAD}, or set INQUIT_PAGE_MEMORY")
        if "error" in answer:
            raise NoArticle(where, f"cannot be read as a web page ({answer['error']})", _INSTEAD)
        return Page(**answer["page"]) if answer["page"] else None

    def stop(self) -> None:
        with self._one_at_a_time:
            self._stop()

    def _start(self, where: str) -> subprocess.Popen[bytes]:
        # -P: a folder of downloaded pages must not be searched for modules.
        command = [sys.executable, "-P", "-m", __name__, str(self._memory)]
        pipe = subprocess.PIPE
        try:
            self._child = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)  # noqa: S603  # ours
        except OSError as error:
            reason = f"needs a process of its own, and none can be started ({error.strerror})"
            raise NoArticle(where, reason, _INSTEAD) from error
        return self._child

    def _stop(self) -> None:
        if self._child is not None:
            self._child.kill()
            with contextlib.suppress(BrokenPipeError):
                self._child.communicate()
            self._child = None


def _ask(child: subprocess.Popen[bytes], question: dict[str, Any]) -> dict[str, Any] | None:
    """The child's answer, or None when it ended instead of answering."""
    assert child.stdin is not None and child.stdout is not None  # noqa: PT018, S101  # both are pipes, see _start
    try:
        child.stdin.write(json.dumps(question).encode() + b"\n")
        child.stdin.flush()
        return json.loads(child.stdout.readline())
    except (OSError, ValueError):
        return None


def _serve(memory: int) -> None:
    """The child's end: answers until there are no more questions."""
    limit_memory(memory)
    from inquit.ingest.extraction import Unreadable, extract  # noqa: PLC0415  # slow to import, and the parent never needs it

    answers, sys.stdout = sys.stdout, sys.stderr  # what a library prints is no answer
    for line in sys.stdin:
        try:
            page = extract(**json.loads(line))
            answer = {"page": page and asdict(page)}
        except Unreadable as error:
            answer = {"error": str(error)}
        except Exception as error:  # noqa: BLE001  # whatever a page brings about is that page's problem alone
            answer = {"error": type(error).__name__}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
