"""The process that reads: pickles of reports come in on standard input, those of readings or errors go out.

Before a reading may come what is known of it so far (`tagger.tags.Progress`), where that was asked for.

It is started by `readers`, and ends when there are no more questions, so that nothing is left of it when whoever asks
is killed.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable
from functools import partial

from inquit.core.errors import InputError, InquitError
from inquit.core.records import Reading, Report

Read = Callable[[Report], Reading]


def answer(read: Read, report: Report) -> Reading | InquitError:
    """The reading of a report, or why there is none."""
    try:
        return read(report)
    except InquitError as error:
        return error
    except Exception as error:  # noqa: BLE001  # whatever a report brings about is that report's problem alone
        return unreadable(report, f"cannot be read ({type(error).__name__}: {error})")


def unreadable(report: Report, reason: str) -> InputError:
    """The error for a report that comes to grief in the reading."""
    where = f"{report.where}: {report.id}" if report.where else report.id
    return InputError(where, reason, "Report what happens with it, and leave it out meanwhile")


def _serve() -> None:
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"  # each core has a process already
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    sys.path[:] = pickle.load(sys.stdin.buffer)  # noqa: S301  # from our own parent
    given: Callable[..., Reading] = pickle.load(sys.stdin.buffer)  # noqa: S301
    watched: bool = pickle.load(sys.stdin.buffer)  # noqa: S301

    def send(message: object) -> None:
        pickle.dump(message, answers)
        answers.flush()

    read: Read = partial(given, seen=send) if watched else given
    while True:
        try:
            report: Report = pickle.load(sys.stdin.buffer)  # noqa: S301
            send(answer(read, report))
        except (EOFError, BrokenPipeError):
            os._exit(0)  # nobody asks any more, and nothing here needs an orderly end


if __name__ == "__main__":
    _serve()
