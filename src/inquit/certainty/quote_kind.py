"""Whether a content is quoted word for word, told in other words, or both."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from inquit.certainty.words import words
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
    starts: list[int]

    @classmethod
    def of(cls, text: str) -> Marks:
        """Reads the marks of a text; in linear time."""
        found, stray = quotations(text, paragraphs(text))
        outer = tuple(q for q in found if q.depth == 0)
        return cls(outer, tuple(q for q in found if q.depth), frozenset(s.start for s in stray), [q.start for q in outer])

    def around(self, span: Span) -> Quotation | None:
        """The outer quotation that holds `span`."""
        k = bisect_left(self.starts, span.start + 1) - 1
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
    covered = [w.span for w in inside if any(q.start <= w.start and w.end <= q.end for q in open_quotations)]
    if len(covered) == len(inside):
        return Quoted("direct", "marks", attribution.content)
    if covered:
        short = len(covered) <= _SCARE and len(open_quotations) == 1
        return Quoted("mixed", "scare quotes" if short else "marks", tuple(covered))
    if holder is not None:
        return Quoted("indirect", "told inside a quotation")
    start = attribution.content[0].start
    if start in marks.stray or start - 1 in marks.stray:
        return Quoted("direct", "unbalanced mark", (Span(start, start + 1),))
    if text[start] in _DASHES and not text[:start].rstrip(" ").rpartition("\n")[2]:
        return Quoted("direct", "dash", (Span(start, start + 1),))
    if any(w.form in first for w in inside) and not any(
        w.form in first for span in attribution.source for w in words(text, span)
    ):
        return Quoted("direct", "first person", tuple(w.span for w in inside if w.form in first))
    return Quoted("indirect", "no marks")


def _near(marks: Marks, reach: Span, holder: Quotation | None) -> Sequence[Quotation]:
    """The quotations that touch `reach`, at the depth that counts."""
    if holder is not None:
        return [q for q in marks.nested if holder.span.holds(q.span) and q.span.overlaps(reach)]
    k = max(0, bisect_left(marks.starts, reach.start) - 1)
    near: list[Quotation] = []
    while k < len(marks.outer) and marks.outer[k].start < reach.end:
        if marks.outer[k].end > reach.start:
            near.append(marks.outer[k])
        k += 1
    return near
