"""Inquit reads news reports and shows, for every claim, who says so.

    import inquit
    reading = inquit.read("report.html")     # a path, a URL, or the text itself
    for a in reading.attributions:
        print(a.source, a.cue, a.content)

The verbs: `read` one input, `read_all` many, `to_json` and `from_json` a reading. The records are in
`inquit.core.records`; every error is an `InquitError`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from inquit.core.codec import from_json, to_json
from inquit.core.errors import InputError, InquitError
from inquit.core.records import Attribution, Link, Reading, Report, Source
from inquit.core.spans import Span

if TYPE_CHECKING:
    from inquit.pipeline import read, read_all

__all__ = [
    "Attribution",
    "InputError",
    "InquitError",
    "Link",
    "Reading",
    "Report",
    "Source",
    "Span",
    "from_json",
    "read",
    "read_all",
    "to_json",
]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # `import inquit` costs next to nothing; what reads is loaded when it is first asked for.
    if name in {"read", "read_all"}:
        return getattr(import_module("inquit.pipeline"), name)
    raise AttributeError(f"module 'inquit' has no attribute {name!r}")
