"""Reports from lines of JSON, as docs/format.md has them. Their text is kept to the character."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from inquit.core.errors import BadRecord, InputError, TooLarge
from inquit.core.records import Report
from inquit.core.settings import Limits
from inquit.ingest.streams import Stream, too_large

_FIELDS = ("id", "title", "outlet", "published", "url", "byline", "language")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SKIPPED = 16  # a line that is longer than this many limits is not skipped but ends the reading
_SEE = "See docs/format.md for what a line holds"


def reports_in_lines(stream: Stream, *, where: str, limits: Limits) -> Iterator[Report | InputError]:
    """A report for each line, or what is wrong with that line; blank lines are passed over.

    Holds one line at a time. A problem names the input and the line, counted from 1.
    """
    number = 0
    while line := stream.readline(limits.input_bytes + 1):
        number += 1
        at = f"{where}:{number}"
        if len(line) > limits.input_bytes:
            yield too_large(at, limits.input_bytes, "INQUIT_INPUT_BYTES")
            if not line.endswith(b"\n") and not _skip_line(stream, limits.input_bytes):
                yield TooLarge(at, "goes on and on, so that nothing behind it was read", "Give the rest apart")
                return
        elif line.strip():
            try:
                yield _report(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line, at)
            except BadRecord as problem:
                yield problem


def _skip_line(stream: Stream, piece: int) -> bool:
    """Goes to the end of the line; False if that is too far."""
    return any(not (rest := stream.readline(piece)) or rest.endswith(b"\n") for _ in range(_SKIPPED))


def _report(line: bytes, at: str) -> Report:
    try:
        data = json.loads(line.decode("utf-8"), object_pairs_hook=_once)
    except UnicodeDecodeError as error:
        raise BadRecord(at, "is not UTF-8", "Save the file as UTF-8") from error
    except json.JSONDecodeError as error:
        raise BadRecord(at, f"is not JSON ({error.msg} at column {error.colno})", _SEE) from error
    except RecursionError as error:
        raise BadRecord(at, "is JSON nested too deep for a report", _SEE) from error
    except ValueError as error:
        raise BadRecord(at, str(error), _SEE) from error
    if not isinstance(data, dict):
        raise BadRecord(at, "is not a JSON object", _SEE)
    text = _string(data, "text", at)  # pyright: ignore[reportUnknownArgumentType]  # the keys of JSON are strings
    if not (text and text.strip()):
        raise BadRecord(at, 'has no "text"', _SEE)
    given = {name: _string(data, name, at) for name in _FIELDS}  # pyright: ignore[reportUnknownArgumentType]  # as above
    title = given["title"]
    if title and title.strip():
        # What Inquit printed has its title in the text already, and can be read again.
        text = text.removeprefix(title + "\n\n")
    else:
        given["title"] = None
    return Report.of(text, where=at, **given)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"gives {name[:40]!r} twice")
        found[name] = value
    return found


def _string(data: dict[str, Any], name: str, at: str) -> str | None:
    value = data.get(name)
    if value is not None and not isinstance(value, str):
        raise BadRecord(at, f'has a "{name}" that is not a string', _SEE)
    if value and _SURROGATE.search(value):
        raise BadRecord(
            at, f'has half a surrogate pair in "{name}", which is no character', "Write the text again as UTF-8"
        )
    return value
