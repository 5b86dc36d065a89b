"""Who belongs to which body, as reports introduce their sources, and other names of one source.

"Ana Roe, spokeswoman for Corvin Bank"     Ana Roe speaks for Corvin Bank
"Corvin Bank's chief executive, Al Bo"     Al Bo speaks for Corvin Bank
"Jo Lind, an engineer at Corvin Bank"      Jo Lind belongs to Corvin Bank
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from inquit.core.records import Reading, Source
from inquit.core.spans import Span
from inquit.sources.names import tokens, without_possessive
from inquit.sources.phrases import Token, tokens_of
from inquit.stemma.vocabulary import vocabulary

Tie = Literal["same", "speaks for", "belongs to"]
_BEFORE, _AFTER = 70, 110  # code points around a name in which it is introduced
_NEAR = 4  # words between "head" and the body in "head of research at the Corvin Bank"
_MENTIONS = 3  # a source is introduced at one of its first mentions
_STOP = re.compile(r"[.!?;:\n“”\"]")
_BODIES = frozenset({"organisation", "official-body"})


class Affiliation(NamedTuple):
    """`name` is `body` under another name, speaks for it, or is one of its people."""

    name: str
    how: Tie
    body: str


def affiliations(readings: Iterable[Reading]) -> tuple[Affiliation, ...]:
    """What the readings say of the bodies of their named people, and the aliases of their sources, in order of name.

    Takes time in proportion to the sources.
    """
    found: set[Affiliation] = set()
    for reading in readings:
        introductions = _Introductions(reading)
        for source in reading.sources:
            if source.standing == "named":
                found.update(_aliases(source))
            if source.kind == "person" and source.standing == "named":
                found.update(introductions.of(source))
    return tuple(sorted(found))


def _aliases(source: Source) -> Iterator[Affiliation]:
    for other in (*source.aliases, *((source.stands_for,) if source.stands_for else ())):
        if other[:1].isupper() and tokens(other) != tokens(source.name):
            yield Affiliation(other, "same", source.name)


class _Introductions:
    """How a report introduces its people."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.report.text
        self._words = vocabulary(reading.report.language)
        outlets = [s.name for s in reading.sources if s.kind == "outlet"]
        self._outlets = {tokens(name) for name in (*outlets, reading.report.outlet or "")}
        bodies = [s for s in reading.sources if s.kind in _BODIES and s.standing == "named"]
        self._bodies = sorted(((m, s.name) for s in bodies for m in s.mentions), key=lambda found: found[0])
        self._starts = [span.start for span, _ in self._bodies]

    def of(self, source: Source) -> Iterator[Affiliation]:
        for mention in source.mentions[:_MENTIONS]:
            written = mention.of(self._text)
            if " " not in written and not written[:1].isupper():
                continue  # a pronoun
            around = tokens_of(self._text, self._around(mention))
            how = self._role(around)
            if how is None:
                continue
            body = self._body(around, source.name) or (self._last_before(mention) if self._means_last(around) else None)
            if body is not None and tokens(body) != tokens(source.name):
                yield Affiliation(source.name, how, body)

    def _role(self, around: Sequence[Token]) -> Tie | None:
        nouns = {self._words.sources.singular(t.low) or t.low for t in around}
        if any(noun in self._words.speakers for noun in nouns):
            return "speaks for"
        return "belongs to" if any(self._words.sources.nouns.get(noun) == "person" for noun in nouns) else None

    def _means_last(self, around: Sequence[Token]) -> bool:
        """Whether the words mean the body last spoken of: "its head of sales", "the spokeswoman"."""
        low = [t.low for t in around]
        if any(self._words.sources.has(w, "possessive") and w in self._words.sources.pronouns for w in low):
            return True
        return any(self._words.speakers.get(x) == "last" for x in (*low, *(f"{a} {b}" for a, b in pairwise(low))))

    def _last_before(self, mention: Span) -> str | None:
        k = bisect_left(self._starts, mention.start) - 1
        return self._bodies[k][1] if k >= 0 else None

    def _body(self, around: Sequence[Token], person: str) -> str | None:
        """The body that the words name, else the one that the noun for it means: "the ministry"."""
        words, runs = self._words.sources, self._names(around, set(tokens(person)))
        for first, last in runs:
            run = around[first : last + 1]
            named = any(words.name_words.get(t.low) in _BODIES or (len(t.text) > 1 and t.text.isupper()) for t in run)
            owns = run[-1].text.endswith(("'s", "’s"))
            near = {words.singular(t.low) or t.low for t in around[max(0, first - _NEAR) : first]}
            role = any(n in self._words.speakers or words.nouns.get(n) == "person" for n in near)
            behind = role and words.has(
                around[first - 1 - words.has(around[first - 1].low, "article")].low, "preposition"
            )
            before = last + 1 < len(around) and around[last + 1].low in self._words.speakers
            name = without_possessive(" ".join(t.text for t in run))
            if (named or owns or behind or before) and tokens(name) not in self._outlets:
                return name
        nouns = [n for t in around if (n := words.singular(t.low)) and words.nouns[n] in _BODIES]
        meant = (name for _, name in self._bodies for noun in nouns if noun in tokens(name))
        return next(meant, nouns[0] if nouns else None)

    def _names(self, around: Sequence[Token], mine: set[str]) -> list[tuple[int, int]]:
        """The first and last index of each run of capitalised words that is not the person's own name or a title."""
        words, runs = self._words.sources, list[tuple[int, int]]()
        for k, t in enumerate(around):
            if not t.text[:1].isupper() or mine.issuperset(tokens(t.text)) or words.singular(t.low) is not None:
                name = t.text[:1].isupper() and words.nouns.get(t.low) in _BODIES
            else:
                name = not (t.low in words.words or t.low in words.titles or t.low in words.demonyms)
            if not name or t.low in self._words.speakers:
                continue
            last = runs[-1][1] if runs else -9
            joined = last + 2 == k and words.has(around[k - 1].low, "joiner")
            if (last + 1 == k or joined) and not around[last].text.endswith(("'s", "’s")):
                runs[-1] = (runs[-1][0], k)
            else:
                runs.append((k, k))
        return runs

    def _around(self, mention: Span) -> Span:
        """The words that introduce a name: what stands before it, and the apposition behind it, within a sentence."""
        start = max(0, mention.start - _BEFORE)
        stops = [m.end() for m in _STOP.finditer(self._text, start, mention.start)]
        end = mention.end
        if self._text[end : end + 1] == ",":
            stop = _STOP.search(self._text, end, end + _AFTER)
            comma = self._text.find(",", end + 1, end + _AFTER)
            ends = [*([stop.start()] if stop else []), *([comma] if comma > 0 else [])]
            end = min(ends, default=min(len(self._text), end + _AFTER))
        return Span(stops[-1] if stops else start, end)
