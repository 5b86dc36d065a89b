"""Where a report writes proper names: runs of capitalised words, checked against the entity tags.

The tags alone break names up ("FC" / "Lyngvig"); capitals alone take the first word of every sentence for a name.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from inquit.core.spans import Span
from inquit.sources.lexicon import Lexicon
from inquit.sources.names import tokens as name_tokens
from inquit.sources.phrases import Token, tokens_of
from inquit.tagger.tags import Entity

_BEHIND_A_PLACE_WORD = re.compile(r"\b(?:in|In)\s+(?:the\s+)?\Z")
_DATELINE = re.compile(
    r"(?:[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de/ .'’-]{2,40})(?:,[^\n(:–—-]{0,30})?(?:\([^)\n]{1,40}\)\s*)?\s*[-–—:.]\s"
)
_IT_OR_THEY = re.compile(
    r"\s+(?:has |had |have )?[a-z]+(?:s|ed|id|old)\s+(?:on \w+ |that |in )?(it|its|he|she|his|her)\b"
)
_TIMES = frozenset({"DATE", "TIME", "DURATION", "SET"})
_NAMES = frozenset({"PERSON", "ORGANIZATION", "LOCATION", "MISC"})


class ProperName(NamedTuple):
    """A proper name without the titles before it. `label` is PERSON, ORGANIZATION, LOCATION or MISC."""

    span: Span
    label: str
    titles: tuple[str, ...]


def proper_names(
    text: str, sentences: Sequence[Span], entities: Sequence[Entity], lexicon: Lexicon, *, body: int = 0
) -> tuple[ProperName, ...]:
    """The proper names of `text` in reading order; the label is the one that most of its spellings were given.

    `body` is where the text below the headline begins: a place and date at its start are no part of what is told.
    """
    tagged = [e for e in entities if e.label in _NAMES]
    starts = [e.span.start for e in tagged]
    dates = [e for e in entities if e.label in _TIMES]
    date_starts = [e.span.start for e in dates]
    firsts = {s.start for s in sentences}
    runs: list[list[Token]] = []
    dateline = _DATELINE.match(text, body)
    for sentence in sentences or (Span(0, len(text)),):
        tokens = tokens_of(text, sentence)
        for part in _without_dates(tokens, dates, date_starts):
            runs.extend(_runs(text, part, tagged, starts, firsts, lexicon))
    votes: dict[tuple[str, ...], Counter[str]] = {}
    found: list[tuple[Span, tuple[str, ...], tuple[str, ...]]] = []
    for run in runs:
        titles, rest = _titles(run, lexicon)
        if not rest:
            continue
        span = Span(rest[0].start, rest[-1].end)
        span = Span(span.start, span.end - (2 if text[span.end - 2 : span.end] in {"'s", "’s"} else 0))
        key = name_tokens(span.of(text))
        if not key or any(e.span.overlaps(span) for e in _overlapping(span, dates, date_starts)):
            continue
        if dateline and body <= span.start < dateline.end():
            continue
        found.append((span, key, titles))
        vote = votes.setdefault(key, Counter())
        for e in _overlapping(span, tagged, starts):
            vote[e.label] += 2 if e.span.length >= span.length - 2 else 1
        if titles:
            vote["PERSON"] += 5
        if (it := _IT_OR_THEY.match(text, span.end)) is not None:
            vote["ORGANIZATION" if it.group(1).lower() in {"it", "its"} else "PERSON"] += 3
        if _BEHIND_A_PLACE_WORD.search(text, max(0, span.start - 12), span.start):
            vote["LOCATION"] += 3
    for key, vote in votes.items():
        if len(key) == 1 and any((key[0].rstrip("aeiou") + ending,) in votes for ending in ("an", "ian")):
            vote["LOCATION"] += 50  # Chad and Chadian: what has an adjective of its own is a place
    labels = {key: _label(key, vote, lexicon) for key, vote in votes.items()}
    bodies = {key[0] for key, label in labels.items() if label == "ORGANIZATION" and len(key) > 1}
    people = {word for key, label in labels.items() if label == "PERSON" and len(key) > 1 for word in key}
    for key, label in labels.items():
        if label != "ORGANIZATION" and len(key) == 1 and key[0] in bodies - people:
            labels[key] = "ORGANIZATION"  # the short form of a body: Corvin of Corvin Bank
    return tuple(ProperName(span, labels[key], titles) for span, key, titles in found)


def _without_dates(tokens: list[Token], dates: Sequence[Entity], starts: list[int]) -> list[list[Token]]:
    """The words between dates: the Monday of "Monday Ana Roe said" is no part of her name."""
    parts: list[list[Token]] = [[]]
    for t in tokens:
        if t.text[0].isupper() and _overlapping(Span(t.start, t.end), dates, starts):
            parts.append([])
        else:
            parts[-1].append(t)
    return [p for p in parts if p]


def _runs(
    text: str, tokens: list[Token], tagged: Sequence[Entity], starts: list[int], firsts: set[int], lexicon: Lexicon
) -> list[list[Token]]:
    """Capitalised words that stand together, with the small words that join them."""
    runs: list[list[Token]] = []
    run: list[Token] = []
    pending: list[Token] = []
    for t in tokens:
        gap = text[run[-1].end : t.start] if run and not pending else text[pending[-1].end : t.start] if pending else ""
        capital = t.text[0].isupper() or (t.text[0] == "@" and len(t.text) > 1)
        first = t.start in firsts or text[max(0, t.start - 1) : t.start] in {"“", '"', "‘"}
        if capital and not run and _is_small(t.low, lexicon) and not (first and _tagged(t, tagged, starts)):
            capital = False
        if run and gap.strip(" \u00a0"):
            runs.append(run)
            run, pending = [], []
            if not capital and t.low not in {"of", "and"}:
                continue
        if run and not pending and t.text.isdecimal() and len(t.text) < 3:
            run.append(t)
        elif capital:
            if run and _is_small(t.low, lexicon) and t.low in lexicon.pronouns:
                runs.append(run)
                run, pending = [], []
                continue
            run = [*run, *pending, t]
            pending = []
            if t.text.endswith(("'s", "’s")):
                runs.append(run)
                run = []
        elif run and not pending and _joins(run, t, tagged, starts, lexicon):
            pending = [t]
        elif pending and lexicon.has(t.low, "joiner") and len(pending) < 2:
            pending.append(t)
        else:
            if run:
                runs.append(run)
            run, pending = [], []
    if run:
        runs.append(run)
    return [r for r in runs if not _only_a_first_word(r, firsts, tagged, starts, text)]


def _joins(run: list[Token], t: Token, tagged: Sequence[Entity], starts: list[int], lexicon: Lexicon) -> bool:
    """Whether a small word goes on with a name: a particle ("van"), or "of" behind a word like "Ministry"."""
    if lexicon.has(t.low, "particle"):
        return True
    if not lexicon.has(t.low, "joiner"):
        return False
    if any(e.span.start < t.start and t.end < e.span.end for e in _overlapping(Span(t.start, t.end), tagged, starts)):
        return True
    low = run[-1].low
    kind = lexicon.name_words.get(low) or lexicon.nouns.get(lexicon.singular(low) or "")
    return t.low in {"of", "for"} and kind in {"official-body", "organisation", "outlet", "document"}


def _only_a_first_word(
    run: list[Token], firsts: set[int], tagged: Sequence[Entity], starts: list[int], text: str
) -> bool:
    """Whether a run is just the first word of a sentence, capitalised for that and no name."""
    if len(run) > 1:
        return False
    t = run[0]
    begins = t.start in firsts or text[max(0, t.start - 1) : t.start] in {"“", '"', "‘", "-"}
    return begins and not _tagged(t, tagged, starts)


def _is_small(low: str, lexicon: Lexicon) -> bool:
    return low in lexicon.words or low in lexicon.pronouns


def _tagged(t: Token, tagged: Sequence[Entity], starts: list[int]) -> bool:
    return any(True for _ in _overlapping(Span(t.start, t.end), tagged, starts))


def _overlapping(span: Span, tagged: Sequence[Entity], starts: list[int]) -> list[Entity]:
    found: list[Entity] = []
    for k in range(max(0, bisect_right(starts, span.start) - 1), len(tagged)):
        e = tagged[k]
        if e.span.start >= span.end:
            break
        if e.span.end > span.start:
            found.append(e)
    return found


def _titles(run: list[Token], lexicon: Lexicon) -> tuple[tuple[str, ...], list[Token]]:
    """The titles and ranks that a run begins with, and the name after them: "Foreign Minister" / "Ana Roe"."""
    last = -1
    for k, t in enumerate(run[:-1]):
        low = t.low.rstrip(".")
        noun = lexicon.singular(low)
        if low in lexicon.titles or t.low in lexicon.titles or (noun and lexicon.nouns[noun] == "person"):
            last = k
    if last < 0:
        return (), run
    # "President of the Republic" is no person's name: nothing but a name may follow the title.
    if run[last + 1].low in lexicon.words and not lexicon.has(run[last + 1].low, "particle"):
        return (), run
    words = tuple(lexicon.singular(t.low) or t.low.rstrip(".") for t in run[: last + 1])
    return words, run[last + 1 :]


def _label(key: tuple[str, ...], vote: Counter[str], lexicon: Lexicon) -> str:
    if len(key) > 1 and key[0] in lexicon.given_names and key[-1] not in lexicon.name_words:
        return "PERSON"
    if any(w in lexicon.name_words for w in key) and not (len(key) == 1 and vote["PERSON"]):
        return "ORGANIZATION"
    if len(key) == 1 and key[0] in lexicon.given_names:
        vote["PERSON"] += 2
    if vote:
        return max(vote, key=lambda label: (vote[label], label))
    return "PERSON" if len(key) == 2 and key[0] in lexicon.given_names else "MISC"
