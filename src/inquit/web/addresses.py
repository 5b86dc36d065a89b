"""Where things are on the desk. An id may be any text; in an address it is one part of a path."""

from __future__ import annotations

import binascii
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

_PLAIN = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*")


def part_of(id: str) -> str:
    """An id as one part of a path: itself, or "~" and base64url (RFC 4648, 5) where it has other characters."""
    if _PLAIN.fullmatch(id):
        return id
    return "~" + urlsafe_b64encode(id.encode("utf-8", "surrogatepass")).decode().rstrip("=")


def id_of(part: str) -> str:
    """The id that `part_of` wrote, or that somebody wrote as it is."""
    if not part.startswith("~"):
        return part
    try:
        return urlsafe_b64decode(part[1:] + "=" * (-len(part[1:]) % 4)).decode("utf-8", "surrogatepass")
    except (binascii.Error, UnicodeError):
        return part


def report_address(id: str, mention: str | None = None) -> str:
    """The page of a report, at the words of one of its mentions if given."""
    return f"/reports/{part_of(id)}" + (f"#{mention}" if mention else "")


def claim_address(id: str) -> str:
    """The page of a claim."""
    return f"/claims/{part_of(id)}"


def story_address(id: str) -> str:
    """The page of a story."""
    return f"/stories/{part_of(id)}"


def with_query(path: str, query: Mapping[str, str], changes: Mapping[str, str | None]) -> str:
    """An address with some words of its query changed, or with None taken out; a page's mark goes with any change."""
    kept = {name: value for name, value in query.items() if name not in changes and name != "after"}
    words = {name: value for name, value in (kept | dict(changes)).items() if value}
    return path + (f"?{urlencode(words, errors='replace')}" if words else "")


def own_address(wanted: str, **words: str) -> str:
    """`wanted`, with other words in its query, if it is an address of the desk; else the first page.

    No other site's address begins with one slash and a letter.
    """
    if not (wanted[:1] == "/" and wanted[1:2].isalnum() and wanted.isprintable() and wanted.isascii()):
        wanted = "/"
    path, _, query = wanted.partition("#")[0].partition("?")
    return with_query(path, dict(parse_qsl(query)), words)
