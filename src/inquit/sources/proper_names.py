"""Where a report writes proper names: runs of capitalised words, checked against the entity tags.

The tags alone break names up ("FC" / "Corvin"); capitals alone take the first word of every sentence for a name.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from inquit.core.spans import Span
from inquit.sources.lexicon import Lexicon
from inquit.sources.names import tokens as name_tokens
from inquit.sources.phrases import Token, tokens_of
from inquit.tagger.tags import Entity

_NAMES = frozenset({"PERSON", "ORGANIZATION", "LOCATION", "MISC"})
_TIMES = frozenset({"DATE", "TIME", "DURATION", "SET"})
_OPENERS = frozenset("“\"‘'-(")
# "OSLO, May 4 (Agency) - " and "OSLO: ", where a report was written
_DATELINE = re.compile(
    r"[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de/ .'’-]{2,40}(?:,[^\n(:–—-]{0,30})?(?:\([^)\n]{1,40}\)\s*)?\s*[-–—:.]\s"
)


class ProperName(NamedTuple):
    """A proper name without the titles before it. `label` is PERSON, ORGANIZATION, LOCATION or MISC."""

    span: Span
    label: str
    titles: tuple[str, ...]


class _Stretches:
    """Entities of some labels, to ask which overlap a span."""

    def __init__(self, entities: Iterable[Entity], labels: frozenset[str]) -> None:
        self._entities = [e for e in entities if e.label in labels]
        self._starts = [e.span.start for e in self._entities]

    def over(self, span: Span) -> list[Entity]:
        found: list[Entity] = []
        for k in range(max(0, bisect_right(self._starts, span.start) - 1), len(self._entities)):
            e = self._entities[k]
            if e.span.start >= span.end:
                break
            if e.span.end > span.start:
                found.append(e)
        return found


class _Run(NamedTuple):
    """Capitalised words that stand together, and where they begin and end among the words of their sentence."""

    words: Sequence[Token]
    first: int
    last: int


def proper_names(
    text: str, sentences: Sequence[Span], entities: Sequence[Entity], lexicon: Lexicon, *, body: int = 0
) -> tuple[ProperName, ...]:
    """The proper names of `text` in reading order; the label is the one that most of its spellings were given.

    `body` is where the text below the headline begins: a place and date at its start are no part of what is told.
    """
    tagged, dates = _Stretches(entities, _NAMES), _Stretches(entities, _TIMES)
    dateline = _DATELINE.match(text, body)
    told_from = dateline.end() if dateline else body
    votes: dict[tuple[str, ...], Counter[str]] = {}
    found: list[tuple[Span, tuple[str, ...], tuple[str, ...]]] = []
    for sentence in sentences or (Span(0, len(text)),):
        words = tokens_of(text, sentence)
        for run in _runs(text, words, tagged, dates, lexicon):
            titles, rest = _titles(run.words, lexicon)
            span = _unpossessed(text, Span(rest[0].start, rest[-1].end))
            key = name_tokens(span.of(text))
            if not key or body <= span.start < told_from:
                continue
            found.append((span, key, titles))
            vote = votes.setdefault(key, Counter())
            for e in tagged.over(span):
                vote[e.label] += 2 if e.span.length >= span.length - 2 else 1
            vote["PERSON"] += 5 * bool(titles)
            vote.update(_told_by_neighbours(words, run, lexicon))
    labels = _labels(votes, lexicon)
    return tuple(ProperName(span, labels[key], titles) for span, key, titles in found)


def _unpossessed(text: str, span: Span) -> Span:
    return Span(span.start, span.end - (2 if text[span.end - 2 : span.end] in {"'s", "’s"} else 0))


# ── runs ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _runs(text: str, words: Sequence[Token], tagged: _Stretches, dates: _Stretches, lexicon: Lexicon) -> Iterable[_Run]:
    """The runs of a sentence; small words join two parts of a name, and a date or a mark ends one."""
    k = 0
    while k < len(words):
        if not (_is_capital(words[k]) and _begins(text, words, k, tagged, dates, lexicon)):
            k += 1
            continue
        last = k
        while (following := _goes_on(text, words, k, last, tagged, dates, lexicon)) is not None:
            last = following
        run = _Run(words[k : last + 1], k, last)
        # What the tags do not know, and is one word that opens a sentence or one letter ("his D and V"), is no name.
        plain = last == k and (_opens(text, words, k) or len(words[k].text) == 1)
        if not plain or tagged.over(Span(words[k].start, words[k].end)):
            yield run
        k = last + 1


def _begins(  # noqa: PLR0917  # the text, a place in it and what is known of it
    text: str, words: Sequence[Token], k: int, tagged: _Stretches, dates: _Stretches, lexicon: Lexicon
) -> bool:
    t = words[k]
    if dates.over(Span(t.start, t.end)):
        return False
    small = t.low in lexicon.words or t.low in lexicon.pronouns
    return not small or (_opens(text, words, k) and bool(tagged.over(Span(t.start, t.end))))


def _goes_on(  # noqa: PLR0917  # as above
    text: str, words: Sequence[Token], first: int, last: int, tagged: _Stretches, dates: _Stretches, lexicon: Lexicon
) -> int | None:
    """The index of the next word of the name that words[first] to words[last] begin, None if it ends there."""
    k = last + 1
    if k == len(words) or words[last].text.endswith(("'s", "’s")) or _parted(text, words, k):
        return None
    t = words[k]
    if dates.over(Span(t.start, t.end)) or (_is_capital(t) and t.low in lexicon.pronouns):
        return None
    if _is_capital(t) or (t.text.isdecimal() and len(t.text) < 3):
        return k
    if not _joins(words[first:k], t, tagged, lexicon):
        return None
    # One or two small words, and then a capital: "Ministry of the Sea".
    ahead = [n for n in range(k, min(k + 3, len(words))) if _is_capital(words[n])]
    small = words[k : ahead[0]] if ahead else ()
    joined = all(lexicon.has(w.low, "joiner") or lexicon.has(w.low, "particle") for w in small)
    return ahead[0] if ahead and joined and not any(_parted(text, words, n) for n in range(k, ahead[0] + 1)) else None


def _parted(text: str, words: Sequence[Token], k: int) -> bool:
    """Whether more than a space stands before a word."""
    return bool(text[words[k - 1].end : words[k].start].strip(" \u00a0"))


def _joins(run: Sequence[Token], t: Token, tagged: _Stretches, lexicon: Lexicon) -> bool:
    """Whether a small word goes on with a name: a particle ("van"), or "of" after a word like "Ministry"."""
    if lexicon.has(t.low, "particle"):
        return True
    if not lexicon.has(t.low, "joiner"):
        return False
    if any(e.span.start < t.start and t.end < e.span.end for e in tagged.over(Span(t.start, t.end))):
        return True
    low = run[-1].low
    kind = lexicon.name_words.get(low) or lexicon.nouns.get(lexicon.singular(low) or "")
    return lexicon.has(t.low, "preposition") and kind in {"official-body", "organisation", "outlet", "document"}


def _is_capital(t: Token) -> bool:
    return t.text[0].isupper() or (t.text[0] == "@" and len(t.text) > 1)


def _opens(text: str, words: Sequence[Token], k: int) -> bool:
    """Whether a word may be capitalised only because it opens a sentence or a quotation."""
    return k == 0 or text[words[k].start - 1] in _OPENERS


def _titles(run: Sequence[Token], lexicon: Lexicon) -> tuple[tuple[str, ...], Sequence[Token]]:
    """The titles and ranks that a run begins with, and the name after them: "Foreign Minister" / "Ana Roe"."""
    last = -1
    for k, t in enumerate(run[:-1]):
        noun = lexicon.singular(t.low)
        if t.low.rstrip(".") in lexicon.titles or (noun and lexicon.nouns[noun] == "person"):
            last = k
    # "President of the Republic" is no person's name: nothing but a name may follow the title.
    if last < 0 or (run[last + 1].low in lexicon.words and not lexicon.has(run[last + 1].low, "particle")):
        return (), run
    return tuple(lexicon.singular(t.low) or t.low.rstrip(".") for t in run[: last + 1]), run[last + 1 :]


# ── labels ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _told_by_neighbours(words: Sequence[Token], run: _Run, lexicon: Lexicon) -> Counter[str]:
    """What the words beside a name say of it: "in Corvin", "Corvin said it", "Roe said she"."""
    vote: Counter[str] = Counter()
    if run.first and lexicon.has(words[run.first - 1].low, "place"):
        vote["LOCATION"] += 3
    behind = words[run.last + 1 : run.last + 7]
    cue = next((k for k, t in enumerate(behind[:3]) if t.low in lexicon.cues), None)
    if cue is not None:
        told = [lexicon.pronouns[t.low] for t in behind[cue + 1 : cue + 3] if t.low in lexicon.pronouns]
        gender = told[0].gender if told and told[0].subject else "-"
        vote["ORGANIZATION"] += 3 * (gender == "n" or _is_plural_verb(words, run, behind[cue].low, lexicon))
        vote["PERSON"] += 3 * (gender in {"m", "f"})
    return vote


def _is_plural_verb(words: Sequence[Token], run: _Run, verb: str, lexicon: Lexicon) -> bool:
    """Whether one name alone is the subject of a verb in the plural, as bodies are: "Corvin say", not "did Roe say"."""
    before = words[run.first - 1].low if run.first else ""
    alone = not lexicon.words.get(before, frozenset()) & {"auxiliary", "break", "modal", "infinitive"}
    return alone and f"{verb}s" in lexicon.cues


def _labels(votes: dict[tuple[str, ...], Counter[str]], lexicon: Lexicon) -> dict[tuple[str, ...], str]:
    for key, vote in votes.items():
        if len(key) == 1 and any((key[0].rstrip("aeiou") + ending,) in votes for ending in lexicon.demonym_endings):
            vote["LOCATION"] += 50  # Chad and Chadian: what has an adjective of its own is a place
    labels = {key: _label(key, vote, lexicon) for key, vote in votes.items()}
    bodies = {key[0] for key, label in labels.items() if label == "ORGANIZATION" and len(key) > 1}
    people = {word for key, label in labels.items() if label == "PERSON" and len(key) > 1 for word in key}
    short = {key: "ORGANIZATION" for key in labels if len(key) == 1 and key[0] in bodies - people}
    surnames = {key: "PERSON" for key in labels if len(key) == 1 and key[0] in people and key not in short}
    return {**labels, **short, **surnames}  # a short form is what its long form is: Corvin, of Corvin Bank


def _label(key: tuple[str, ...], vote: Counter[str], lexicon: Lexicon) -> str:
    if len(key) > 1 and key[0] in lexicon.given_names and key[-1] not in lexicon.name_words:
        return "PERSON"
    if any(w in lexicon.name_words for w in key) and not (len(key) == 1 and vote["PERSON"]):
        return "ORGANIZATION"
    if len(key) == 1 and key[0] in lexicon.given_names and not vote["LOCATION"]:
        vote["PERSON"] += 2
    if any(c.isdigit() for word in key for c in word):
        vote["PERSON"] = 0
    best = max(vote, key=lambda label: (vote[label], label), default="MISC")
    return best if vote[best] else "MISC"
