"""Publishers that are no press: a ministry, a club, a firm that publishes under its own name speaks for itself, and so does
who posts under a handle.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile

from inquit.core.records import Kind, Link
from inquit.sources.lexicon import Lexicon, lexicon
from inquit.sources.names import tokens
from inquit.sources.outlets import outlet_named

_OUTLET = "outlet"
_POINTING = ("article", "possessive")
_LONGEST = 200  # code points of a name that are looked at
# Stricter than what a source that is known to be one may be called: a byline may as well be "France24" or a desk.
_HANDLE = re.compile(r"@?[\w.-]{2,40}")


def posted_by(byline: str | None, outlet: str) -> Link | None:
    """The owner of the handle that a byline is, "@seaview" or "harbour_77"; no desk of the outlet ("Reuters_staff")."""
    name = (byline or "")[:_LONGEST].strip()
    is_handle = _HANDLE.fullmatch(name) and (name[0] == "@" or "_" in name) and any(c.isalpha() for c in name)
    if not is_handle or set(tokens(name)) & set(tokens(outlet[:_LONGEST])):
        return None
    return Link(span=None, name=name, kind="person", standing="unnamed")


@lru_cache(maxsize=4096)
def publishing_body(outlet: str, language: str | None = None) -> Link | None:
    """The body that an outlet is, by what it adds to its name or by the words of it; None of the press.

    "Ministry of Mines" is one, and so is "Oster Air newsroom", whose name is "Oster Air". An outlet of the directory is
    none, unless its name tells an official body.
    """
    known = lexicon(language)
    name, adds = _without_addition(outlet.strip()[:_LONGEST], known)
    words = tokens(name)
    if all(any(known.has(w, of) for of in _POINTING) for w in words):
        return None
    kind = _kind(words, known)
    if kind is None and adds != "body":
        return None
    listed = outlet_named(name) is not None and kind != "official-body"
    if listed or any(known.name_words.get(w) == _OUTLET for w in words):
        return None
    return Link(span=None, name=name, kind=kind or "organisation", standing="named")


def _without_addition(outlet: str, known: Lexicon) -> tuple[str, str | None]:
    """The name without what its publisher adds where it publishes itself, and who adds that."""
    for pattern, who in known.own_pages:
        found = pattern.search(outlet)
        if found:
            return outlet[: found.start()].rstrip(" ,:(|–—-"), who
    return outlet, None


def _kind(words: tuple[str, ...], known: Lexicon) -> Kind | None:
    """What kind of body a name tells: "Ministry of Water" is a ministry, what stands before a preposition counts first."""
    before = tuple(takewhile(lambda w: not known.has(w, "preposition"), words))
    for some in (before, words):
        told = [k for w in some if w not in known.press_names and (k := known.name_words.get(w)) in _BODIES]
        if told:
            return _BODIES[told[-1]]
    return None


_BODIES: dict[str | None, Kind] = {"organisation": "organisation", "official-body": "official-body"}
