"""Publishers that are no press: a ministry, a club, a firm that publishes under its own name speaks for itself."""

from __future__ import annotations

from itertools import takewhile

from inquit.core.records import Kind, Link
from inquit.sources.lexicon import lexicon
from inquit.sources.names import tokens

_BODIES: dict[str, Kind] = {"organisation": "organisation", "official-body": "official-body"}
_OUTLET = "outlet"


def publishing_body(outlet: str, language: str | None = None) -> Link | None:
    """The body that an outlet is, by the words of its name; None of the press.

    "Ministry of Mines" is one, and so is "Oster Air newsroom", whose name is "Oster Air".
    """
    known = lexicon(language)
    name = known.own_pages.sub("", outlet)
    words = tokens(name)
    kinds = [kind for w in words if (kind := known.name_words.get(w)) is not None]
    own = name != outlet and bool(words)
    if _OUTLET in kinds or not (own or _BODIES.keys() & set(kinds)):
        return None
    # "Ministry of Water" is a ministry: what stands before a preposition tells, else the last word that does.
    before = takewhile(lambda w: not known.has(w, "preposition"), words)
    told = [kind for w in before if (kind := known.name_words.get(w)) in _BODIES] or [k for k in kinds if k in _BODIES]
    kind = _BODIES[told[-1]] if told else "organisation"
    return Link(span=None, name=name if own else outlet, kind=kind, standing="named")
