"""Where a text names times, and which they are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import cast

from inquit.core.spans import Span
from inquit.tagger.tags import Entity
from inquit.time.lexicon import Lexicon, lexicon
from inquit.time.otherwise import otherwise
from inquit.time.periods import Period
from inquit.time.phrase import Phrase
from inquit.time.scene import Reference, Scene, Undated, reference
from inquit.time.tense import tense
from inquit.time.tokens import Tokens, tokens
from inquit.time.wholes import Kind, whole

LABELS = frozenset({"DATE", "TIME", "DURATION", "SET"})
_STRETCHES = frozenset({"open", "range", "window", "days", "rest", "sofar", "overnight"})
_ASKED = 32  # of one text
_KEPT = 6
_LONG = 100
_OF_THE_TELLING = (
    "TODAY",
    "SHIFT",
    "AGO",
    "NOW",
    "UNTIL",
)  # the day of the report, or a limit: no story goes on from it
_MONEY = ("$", "€", "£", "#")
_NEAR = 800  # code points; "the next day" is seldom counted from a day that was named further back


@dataclass(frozen=True, kw_only=True, slots=True)
class When:
    """An expression of time and what it stands for.

    `value` is ISO 8601, as exact as the text: a date, month, year or week, a time of day ("2024-03-03T04:17Z"), an
    interval ("2014/.."), a duration ("P3M"), a repetition ("R/P1W"), or EDTF (see `periods`; "~" for about). It is
    None where the report's date is missing or not exact enough; `relative` then says what is known: an ISO 8601
    duration from the report's date ("P-3W"), or a date with X for what is open ("XXXX-03", "XXXX-WXX-1" a Monday).
    `why` names the rule and what it counted from.
    """

    span: Span
    value: str | None
    kind: Kind
    relative: str | None = None
    why: str


def expressions(
    text: str, entities: Iterable[Entity], published: str | None, *, language: str = "en"
) -> tuple[When, ...]:
    """The expressions of time in a text, in reading order; none overlaps another.

    `entities` may confirm what could be another word or number ("May", "2000") and show what no rule knows; without
    any the rest is found all the same. `published` is the report's date, ISO 8601 of any precision. Takes time in
    proportion to the text.
    """
    marked = sorted(e.span for e in entities if e.label in LABELS)
    when_published = reference(published)
    whens: list[When] = []
    words = lexicon(language)
    if words is not None:
        found = tokens(text, words)
        reader = _Reader(text=text, language=language, tokens=found, published=when_published, marked=marked)
        whens = [when for match in _matches(found.codes, words) if (when := reader.read(match)) is not None]
    if when_published is not None:
        whens += _others(text, marked, whens, when_published, language)
    return tuple(sorted(whens, key=lambda w: w.span))


def _others(
    text: str, marked: Sequence[Span], whens: Sequence[When], published: Reference, language: str
) -> Iterator[When]:
    """The dates that an entity marks and no pattern covers."""
    ends = [when.span.end for when in whens]
    last, asked = 0, 0
    for span in marked:
        after = bisect_right(ends, span.start)
        if asked == _ASKED or span.start < last or (after < len(whens) and whens[after].span.overlaps(span)):
            continue
        asked, last = asked + 1, span.end
        period = otherwise(span.of(text), published, language)
        if period is not None:
            why = f"dateparser: from the report's date, {published.day}"
            yield When(span=span, value=period.value, kind="date", why=why)


def _matches(codes: str, words: Lexicon) -> Iterator[re.Match[str]]:
    """The matches of the language's patterns, looked for only around words that every expression has one of."""
    trigger = re.compile(f"[{''.join(words.triggers)}]")
    outside = re.compile(f"[{words.codes['ANY']}{words.codes['MARK']}{words.codes['STOP']}]|$")
    done = 0
    while (hit := trigger.search(codes, done)) is not None:
        start, end = hit.start(), cast(re.Match[str], outside.search(codes, hit.start())).start()
        while start > done and outside.match(codes, start - 1) is None:
            start -= 1
        while start < end:
            match = words.wholes.match(codes, start)
            if match is not None:
                yield match
            start = match.end() if match else start + 1
        done = start


@dataclass(kw_only=True, slots=True)
class _Reader:
    """Reads the matches of one text in order, and remembers the periods and the day that were named last, and at which token."""

    text: str
    language: str
    tokens: Tokens
    published: Reference | None
    marked: list[Span]
    named: deque[tuple[int, Period]] = field(default_factory=lambda: deque(maxlen=_KEPT))
    day: tuple[int, date] | None = None

    def read(self, match: re.Match[str]) -> When | None:
        """What a match comes to; None where it is no time after all."""
        start, end = match.span()
        name = (match.lastgroup or "").rstrip("0123456789")
        span = self.tokens.span(start, end)
        if name == "weak" and not self._confirmed(span):
            return None
        phrase = Phrase(self.tokens, start, end)
        scene = Scene(
            self.published,
            named_before=[p for at, p in reversed(self.named) if span.start - self.tokens.starts[at] <= _NEAR],
            last_day=self.day[1] if self.day else None,
            day_of_sentence=self.day[1] if self.day and not self._parted(self.day[0], start) else None,
            towards=partial(tense, phrase, self.language),
        )
        try:
            whole_ = whole(name, phrase, scene)
        except (ValueError, OverflowError):
            return None  # a thirtieth of February, or a day before the calendar's first
        except Undated as undated:
            if undated.relative is None and self.published is not None:
                return None
            kind: Kind = "interval" if name in _STRETCHES else "date"
            return When(span=span, value=None, kind=kind, relative=undated.relative, why=_why(name, scene))
        if whole_.period is not None:
            self._remember(start, phrase, whole_.period)
        return When(span=span, value=whole_.value, kind=whole_.kind, why=_why(name, scene))

    def _remember(self, start: int, phrase: Phrase, period: Period) -> None:
        if phrase.where(*_OF_THE_TELLING) is None:
            self.named.append((start, period))
        if period.end - period.start == timedelta(1):
            self.day = start, period.start

    def _parted(self, start: int, end: int) -> bool:
        """Whether a sentence ends between two tokens; one that holds so many of them is as good as two."""
        return end - start > _LONG or self.tokens.lexicon.codes["STOP"] in self.tokens.codes[start:end]

    def _confirmed(self, span: Span) -> bool:
        """Whether a month or number that stands alone is one: a year of our time, or one that an entity covers."""
        words = span.of(self.text)
        if words.isdecimal() and 1900 <= int(words) < 2100 and self.text[span.start - 1 : span.start] not in _MONEY:
            return True
        at = bisect_right(self.marked, span.start, key=lambda s: s.start) - 1
        return at >= 0 and self.marked[at].holds(span)


def _why(name: str, scene: Scene) -> str:
    return f"{name}: {', '.join(scene.used) or 'as written'}"
