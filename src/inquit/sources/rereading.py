"""Attributions that a tagger leaves out.

PolNeAR marks every word for one attribution at most, so a tagger that learned from it leaves "the general had told
him that" inside a content unmarked. Contents, and sentences without any attribution, are therefore read again for the
constructions that attribute.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from inquit.core.records import Attribution, Evidence, Report
from inquit.core.spans import Span, Spans
from inquit.sources.constructions import Construction, constructions, stripped
from inquit.sources.covered import Covered
from inquit.sources.subjects import NounPhrases

_LESS_SURE = 0.7
# Forms that PolNeAR rarely marks, and one that is hard to see for what stands in its content.
_UNKNOWN = frozenset({"document", "estimate", "refusal", "behind the clause"})
_SURE = 0.6  # of a construction in a sentence in which the tagger saw nothing
_CARRIED = 0.5
_SHORTEST = 3  # words of a quotation that is a statement and not a scare quote


def reread(
    report: Report, attributions: Sequence[Attribution], sentences: Spans, phrases: NounPhrases
) -> tuple[Attribution, ...]:
    """New attributions found inside the contents of `attributions`, at any depth, and beside them.

    In a sentence in which the tagger found an attribution only those forms are looked for that it does not know.
    """
    taken = Covered(s for a in attributions for s in (*a.cue, *a.source))
    contents = Covered(s for a in attributions for s in a.content)
    found: dict[str, Attribution] = {}

    def take(c: Construction, confidence: float) -> None:
        if not taken.meets(c.cue):
            made = _made(report, c, confidence)
            found.setdefault(made.id, made)

    for a in attributions:
        for part, sentence in (parts for content in a.content for parts in _by_sentence(content, sentences)):
            for c in constructions(part, sentence, phrases):
                take(c, a.confidence * _LESS_SURE)
    for s in sentences:
        is_free = not taken.meets(s) and not contents.meets(s)
        for c in constructions(s, s, phrases):
            if (is_free or c.form in _UNKNOWN) and not contents.meets(c.cue):
                take(c, _SURE)
    return tuple(found.values())


def _made(report: Report, c: Construction, confidence: float) -> Attribution:
    made = Attribution.of(report, source=(c.source,), cue=(c.cue,), content=c.content, confidence=round(confidence, 4))
    why = Evidence(what="attribution", by=c.form, spans=(c.source, c.cue))
    return replace(made, evidence=(why,))


def _by_sentence(span: Span, sentences: Spans) -> list[tuple[Span, Span]]:
    """The parts of a span, each with the sentence that it is of."""
    found: list[tuple[Span, Span]] = []
    for k in range(max(0, bisect_right(sentences, span) - 1), len(sentences)):
        s = sentences[k]
        if s.start >= span.end:
            break
        if s.overlaps(span):
            found.append((Span(max(span.start, s.start), min(span.end, s.end)), s))
    return found or [(span, span)]


def carried_quotations(
    report: Report, attributions: Sequence[Attribution], quotes: Sequence[Span], sentences: Spans
) -> tuple[Attribution, ...]:
    """Attributions without a source or cue for quotations that are no part of any: somebody goes on speaking.

    Only a quotation that is a sentence of its own, or several, goes on; one within a sentence is a title or a phrase.
    """
    held = Covered(s for a in attributions for s in a.spans)
    begins = {s.start for s in sentences}
    ends = {stripped(report.text, s).end for s in sentences}
    body = report.headline.end if report.headline else 0
    first = min((s.start for a in attributions for s in a.spans), default=len(report.text))
    found: list[Attribution] = []
    for quote in quotes:
        inner = stripped(report.text, quote)
        whole = quote.start in begins and inner.end in ends and len(inner.of(report.text).split()) > _SHORTEST
        if whole and max(first, body) < quote.start and not held.meets(quote):
            found.append(Attribution.of(report, source=(), cue=(), content=(quote,), confidence=_CARRIED))
    return tuple(found)
