"""What kind of XML a text is: the name of its outermost element, without parsing it."""

from __future__ import annotations

import re
from typing import NamedTuple

FEED_ROOTS = frozenset({"rss", "feed", "rdf", "channel"})
"""RSS 0.9x and 2.0, Atom, RSS 1.0, and RSS whose outermost element was lost."""
LIST_ROOT = "opml"

# Declarations, instructions, comments and a DOCTYPE, with its own declarations in brackets. Nothing is tried twice.
_PROLOGUE = r"(?>\s+|<\?[^>]*>|<!--.*?-->|<!DOCTYPE[^\[>]*(?>\[.*?\]\s*)?>)*+"
# Some servers put what they send into a web page, whatever it is.
_WRAPPED = r"(?:<html\b[^>]*>\s*+<body\b[^>]*>\s*+(?=<(?:rss|feed)\b))?"
_ROOT = re.compile(
    rf"{_PROLOGUE}(?P<start>){_WRAPPED}<(?:[\w.-]{{1,40}}:)?(?P<name>[\w.-]{{1,40}})", re.DOTALL | re.IGNORECASE
)
_HEAD = 65_536


class Root(NamedTuple):
    """The local name of an outermost element, in lower case, and where the XML begins that is not declarations."""

    name: str
    start: int


def root(text: str) -> Root | None:
    """The outermost element of `text`, of a feed in a web page the feed's; None if there is none near its start."""
    found = _ROOT.match(text, 0, _HEAD)
    return Root(found["name"].lower(), found.start("start")) if found else None
