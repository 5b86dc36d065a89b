"""The limits that keep a hostile or mistaken input from taking the machine: public defaults, changed by environment."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from inquit.core.errors import SettingError

PREFIX = "INQUIT_"


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """How much one input may take. Each field `name` is also the environment variable `INQUIT_NAME`."""

    input_bytes: int = 20_000_000
    """Bytes of one report, unpacked: a text file, or one line of a .jsonl (which may have any number of lines)."""
    page_bytes: int = 8_000_000
    """Bytes of one HTML page, unpacked. Its tree takes up to forty times as much memory."""
    page_seconds: float = 20.0
    """Seconds that reading one HTML page may take. An ordinary page takes less than a tenth of a second."""
    page_memory: int = 1_500_000_000
    """Bytes of address space for the process that reads pages, and for the one that reads a feed (Linux)."""
    feed_seconds: float = 60.0
    """Seconds that taking one feed apart may take. One of 20 million bytes takes five."""
    fetch_bytes: int = 10_000_000
    """Bytes that may be received for one URL, as sent."""
    fetch_seconds: float = 30.0
    """Seconds for one URL from its name's look-up to the last byte, all redirects together."""
    redirects: int = 5
    """Redirects that are followed for one URL."""
    links: int = 500
    """Addresses that are fetched because one input names them: the articles of a feed, or the feeds of an OPML list."""


DEFAULT_LIMITS = Limits()


def from_environment(environment: Mapping[str, str] = os.environ) -> Limits:
    """The limits, with those that `environment` sets (INQUIT_INPUT_BYTES=50_000_000).

    Raises:
        SettingError: a value is no number, or below one (INQUIT_REDIRECTS and INQUIT_LINKS may be zero).
    """
    given: dict[str, Any] = {}
    for limit in fields(Limits):
        name = PREFIX + limit.name.upper()
        if name in environment:
            given[limit.name] = _number(name, environment[name], whole=limit.type == "int")
    return Limits(**given)


def _number(name: str, value: str, *, whole: bool) -> float:
    least = 0 if name in {"INQUIT_REDIRECTS", "INQUIT_LINKS"} else 1
    try:
        number = int(value) if whole else float(value)
    except ValueError:
        number = math.nan
    if not least <= number < math.inf:
        what = "whole number" if whole else "number"
        raise SettingError(f"{name} is {value!r}. Set it to a {what} of {least} or more.")
    return number
