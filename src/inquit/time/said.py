"""When something was said, and when the told thing happens."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from inquit.core.paragraphs import paragraphs
from inquit.core.records import Attribution, Evidence, Report
from inquit.core.spans import Span, Spans
from inquit.tagger.tags import Tags
from inquit.time.lexicon import table
from inquit.time.resolve import When, expressions

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_REACH = 160  # code points of a clause, without what it tells; a time further from the cue is another clause's
_POSSESSIVE = ("'s ", "’s ")
_FEW = 8  # contents and times that are looked through around a cue
_CLAUSE = 60  # code points before a time in which a word that begins another clause is looked for


def said(
    report: Report,
    tags: Tags,
    attributions: tuple[Attribution, ...],
    *,
    found: tuple[When, ...] | None = None,
    language: str = "en",
) -> tuple[Attribution, ...]:
    """The attributions with `said` set where the text tells when that was, with evidence.

    It is the time in the clause of the cue: in the cue's sentence, outside every content that the cue is not in
    itself, and with no other clause begun between. A time inside the source counts where it belongs to an occasion
    of saying ("Monday's statement", "a letter of 3 May"). Where the report's date is missing `said` stays None and
    the evidence says what is known. `found` are the text's expressions, if they are at hand.
    """
    whens = expressions(report.text, tags.entities, report.published, language=language) if found is None else found
    dated = [w for w in whens if w.kind in ("date", "interval") and not (w.value or "").startswith(("T", "../"))]
    clauses = _Clauses(
        text=report.text,
        sentences=tags.sentences or paragraphs(report.text),
        dated=dated,
        contents=sorted(span for a in attributions for span in a.content),
        words=_words(language),
    )
    return tuple(clauses.dated_one(a) for a in attributions)


def told(attribution: Attribution, found: Iterable[When]) -> tuple[When, ...]:
    """The times that stand inside what an attribution tells: when the told thing happens."""
    return tuple(w for w in found if any(span.holds(w.span) for span in attribution.content))


@cache
def _words(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words that begin another clause, and those for occasions of saying."""
    rows = [(kind, spelled.split()) for kind, spelled in table(language, "said")]
    breaks, occasions = (frozenset(w for k, ws in rows if k == kind for w in ws) for kind in ("break", "occasion"))
    return breaks, occasions


@dataclass(frozen=True, kw_only=True, slots=True)
class _Clauses:
    """A text's sentences, the times in it and everything that is told in it; `words` are those of `_words`."""

    text: str
    sentences: Spans
    dated: Sequence[When]
    contents: Sequence[Span]
    words: tuple[frozenset[str], frozenset[str]]

    def dated_one(self, attribution: Attribution) -> Attribution:
        """The attribution with `said` and its evidence, where a time belongs to its cue."""
        ranked = sorted(self._candidates(attribution), key=lambda x: (x[0], x[1].span))
        if not ranked:
            return attribution
        best = ranked[0][1]
        why = best.why if best.value else f"{best.why}; relative to that: {best.relative or 'unknown'}"
        evidence = Evidence(
            what="when it was said",
            by=why,
            spans=(best.span,),
            instead=tuple(when.value or when.span.of(self.text) for _, when in ranked[1:]),
        )
        return replace(attribution, said=best.value, evidence=(*attribution.evidence, evidence))

    def _candidates(self, attribution: Attribution) -> Iterator[tuple[int, When]]:
        """The times in the clauses of the cue, each with its distance from the cue."""
        for cue in attribution.cue:
            at = bisect_left(self.sentences, cue.start + 1, key=lambda s: s.start) - 1
            if at < 0 or not self.sentences[at].overlaps(cue):
                continue
            sentence = self.sentences[at]
            first = bisect_left(self.dated, sentence.start, key=lambda w: w.span.start)
            last = bisect_left(self.dated, sentence.end, key=lambda w: w.span.start)
            near = bisect_left(self.dated, cue.start, key=lambda w: w.span.start)
            for when in self.dated[max(first, near - _FEW) : min(last, near + _FEW)]:
                if self._stands_free(attribution, cue, when.span):
                    distance = self._distance(attribution, cue, when.span, sentence)
                    if distance is not None:
                        yield distance, when

    def _stands_free(self, attribution: Attribution, cue: Span, when: Span) -> bool:
        """Whether a time is neither told nor a part of the source, unless as that of an occasion of saying."""
        if any(span.overlaps(when) for span in (*attribution.content, *attribution.cue)):
            return False
        if any(span.holds(when) for span in attribution.source) and not self._is_of_occasion(when):
            return False
        end = bisect_left(self.contents, when.start + 1, key=lambda s: s.start)
        return not any(c.holds(when) and not c.holds(cue) for c in self.contents[max(0, end - _FEW) : end])

    def _is_of_occasion(self, when: Span) -> bool:
        if self.text.startswith(_POSSESSIVE, when.end):
            return True  # "yesterday's Courier" is what it printed yesterday
        after, before = self.text[when.end : when.end + 30], self.text[max(0, when.start - 40) : when.start]
        beside = {*_WORD.findall(after.lower())[:3], *_WORD.findall(before.lower())[-4:]}
        return not beside.isdisjoint(self.words[1])

    def _distance(self, attribution: Attribution, cue: Span, when: Span, sentence: Span) -> int | None:
        """How many code points lie between cue and time, contents left out; None if another clause parts them."""
        start, end = (cue.end, when.start) if cue.start < when.start else (when.end, cue.start)
        between = _outside(self.text, Span(start, max(start, end)), attribution.content)
        # A clause between a time and the cue behind it ends with its comma: "in a speech on Monday that was short, he said".
        open_clause = between.rpartition(",")[2] if when.start < cue.start else between
        if len(between) > _REACH or self._breaks(open_clause):
            return None
        if when.start < cue.start:
            # "The firm, which closed on Monday, said": the time is the other clause's.
            before = self.text[max(sentence.start, when.start - _CLAUSE) : when.start]
            if self._breaks(before.rpartition(",")[2]):
                return None
        return len(between)

    def _breaks(self, text: str) -> bool:
        return not self.words[0].isdisjoint(_WORD.findall(text.lower()))


def _outside(text: str, span: Span, contents: Spans) -> str:
    """The text of a span without the parts that `contents` cover."""
    parts: list[str] = []
    start = span.start
    for content in sorted(contents):
        if content.end > start and content.start < span.end:
            parts.append(text[start : max(start, content.start)])
            start = content.end
    return " ".join([*parts, text[start : span.end]])
