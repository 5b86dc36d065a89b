"""Finds the claim that a person means: by its id, by that of a mention, or by words."""

from __future__ import annotations

from collections.abc import Iterable

from inquit.core.comparison import Mention
from inquit.store.search import Phrase, phrases, places
from inquit.store.view import View

_REPORTS = 100  # the newest that hold the words, whose claims are looked at


def find(view: View, wanted: str) -> list[str]:
    """The ids of the claims that fit, the best first: `wanted` is the id of a claim or of a mention, or words.

    A claim fits the better the more of the words one of its mentions has, and then the more mentions have them. Where
    no report holds all the words, those that hold some of them do. See `store.search` for words that must stand
    together.
    """
    if view.mentions_of_claims([wanted]):
        return [wanted]
    if claim := view.claims_of([wanted]).get(wanted):
        return [claim]
    words = phrases(wanted)
    reports = _holding(view, [wanted]) or _holding(view, [" ".join(phrase) for phrase in words])
    return _best(view, (m for report in reports for m in view.mentions_of_report(report)), words)


def mentions_with(view: View, wanted: str) -> list[Mention]:
    """The mention of that id, or those that hold all these words; among the newest hundred reports that do."""
    if known := view.mentions([wanted]):
        return list(known.values())
    words = phrases(wanted)
    found = (m for report in _holding(view, [wanted]) for m in view.mentions_of_report(report))
    return [m for m in found if all(places(m.text, (phrase,)) for phrase in words)]


def _holding(view: View, queries: Iterable[str]) -> list[str]:
    found = (one.report.id for words in queries for one in view.search(words, limit=_REPORTS).items)
    return list(dict.fromkeys(found))


def _best(view: View, mentions: Iterable[Mention], words: tuple[Phrase, ...]) -> list[str]:
    held = {m.id: sum(bool(places(m.text, (phrase,))) for phrase in words) for m in mentions}
    claims = view.claims_of(m for m, number in held.items() if number)
    most: dict[str, int] = {}
    often: dict[str, int] = {}
    for mention, claim in claims.items():
        most[claim] = max(most.get(claim, 0), held[mention])
    for mention, claim in claims.items():
        often[claim] = often.get(claim, 0) + (held[mention] == most[claim])
    return sorted(most, key=lambda claim: (-most[claim], -often[claim], claim))
