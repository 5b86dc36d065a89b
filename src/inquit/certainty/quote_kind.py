"""Whether a content is quoted word for word, told in other words, or both."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inquit.certainty.words import Word, words
from inquit.core.paragraphs import paragraphs
from inquit.core.quotations import Quotation, quotations
from inquit.core.records import Attribution, Quote
from inquit.core.spans import Span, Spans

_DASHES = frozenset("-–—―")
_SCARE = 3  # words at most in marks that keep a distance; more are a quotation


@dataclass(frozen=True, slots=True)
class Marks:
    """Where a text quotes: its outer quotations in order, those inside them, and marks without a partner."""

    outer: tuple[Quotation, ...]
    nested: tuple[Quotation, ...]
    stray: frozenset[int]

    @classmethod
    def of(cls, text: str) -> Marks:
        """Reads the marks of a text; in linear time."""
        found, stray = quotations(text, paragraphs(text))
        outer = tuple(q for q in found if q.depth == 0)
        nested = tuple(q for q in found if q.depth)
        return cls(outer, nested, frozenset(s.start for s in stray))

    def around(self, span: Span) -> Quotation | None:
        """The outer quotation that holds `span`."""
        k = bisect_left(self.outer, span.start + 1, key=_start) - 1
        return self.outer[k] if k >= 0 and self.outer[k].inner.holds(span) else None


@dataclass(frozen=True, slots=True)
class Quoted:
    """How a content is quoted, the parts of it in marks, and the rule that told."""

    kind: Quote
    rule: str
    spans: Spans = ()

    @property
    def scare(self) -> bool:
        """Whether the marks only keep a distance from a word or two."""
        return self.rule == "scare quotes"


def quoted(text: str, marks: Marks, attribution: Attribution, first: frozenset[str]) -> Quoted:
    """How the content of `attribution` is quoted; `first` are the pronouns of a speaker, in lower case.

    What a cue inside a quotation attributes was told by the one who is quoted: only marks inside that quotation count.
    """
    holder = marks.around(attribution.cue[0]) if attribution.cue else None
    inside = [w for span in attribution.content for w in words(text, span) if w.form[0].isalnum()]
    if not inside:
        return Quoted("indirect", "no words")
    reach = Span(attribution.content[0].start - 1, attribution.content[-1].end + 1)
    open_quotations = _near(marks, reach, holder)
    covered = list(_covered(inside, open_quotations))
    if len(covered) == len(inside):
        return Quoted("direct", "marks", attribution.content)
    if covered:
        short = len(covered) <= _SCARE and len(open_quotations) == 1
        return Quoted("mixed", "scare quotes" if short else "marks", tuple(covered))
    if holder is not None:
        return Quoted("indirect", "told inside a quotation")
    return _without_marks(text, marks, attribution, inside, first)


def _without_marks(
    text: str, marks: Marks, attribution: Attribution, inside: Sequence[Word], first: frozenset[str]
) -> Quoted:
    """What else tells that the words are the speaker's own: a mark without a partner, a dash, "I" and "we"."""
    start = attribution.content[0].start
    opening = (Span(start, start + 1),)
    own = tuple(w.span for w in inside if w.form in first)
    of_source = (w.form for span in attribution.source for w in words(text, span))
    if start in marks.stray or start - 1 in marks.stray:
        return Quoted("direct", "unbalanced mark", opening)
    if text[start] in _DASHES and text[max(0, start - 2) : start].strip(" ") in {"", "\n"}:
        return Quoted("direct", "dash", opening)
    if own and first.isdisjoint(of_source):
        return Quoted("direct", "first person", own)
    return Quoted("indirect", "no marks")


def _covered(inside: Sequence[Word], within: Sequence[Quotation]) -> Iterator[Span]:
    """The words that stand in a quotation; both are in reading order."""
    k = 0
    for word in inside:
        while k < len(within) and within[k].end < word.end:
            k += 1
        if k < len(within) and within[k].start <= word.start:
            yield word.span


def _near(marks: Marks, reach: Span, holder: Quotation | None) -> Sequence[Quotation]:
    """The quotations that touch `reach`, at the depth that counts."""
    among = marks.outer if holder is None else marks.nested
    if holder is not None:
        reach = Span(max(reach.start, holder.start), min(reach.end, holder.end))
    first = max(0, bisect_left(among, reach.start, key=_start) - 1)
    last = bisect_left(among, reach.end, key=_start)
    return [q for q in among[first:last] if q.end > reach.start]


def _start(quotation: Quotation) -> int:
    return quotation.start
