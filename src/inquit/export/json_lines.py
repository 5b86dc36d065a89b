"""Readings as JSON text, ready for a pipe or a terminal."""

from __future__ import annotations

import json
import re

from inquit.core.codec import to_json
from inquit.core.records import Reading

# Valid in JSON as they stand, but they drive terminals, turn lines around, break lines for some readers of JSON
# lines, or (lone surrogates) cannot be written in UTF-8.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SPAN = re.compile(r"\[\n\s*(\d+),\n\s*(\d+)\n\s*\]")  # no string in JSON holds a bare line feed


def json_line(reading: Reading, *, explain: bool = False) -> str:
    """A reading in one line, without the line's end."""
    return _escaped(json.dumps(to_json(reading, explain=explain), ensure_ascii=False, separators=(",", ":")))


def json_object(reading: Reading, *, explain: bool = False) -> str:
    """A reading over many lines, each span in one."""
    return _escaped(_SPAN.sub(r"[\1, \2]", json.dumps(to_json(reading, explain=explain), ensure_ascii=False, indent=2)))


def _escaped(text: str) -> str:
    return _UNSAFE.sub(lambda m: f"\\u{ord(m.group()):04x}", text)
