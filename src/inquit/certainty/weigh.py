"""Weighs attributions: how sure the source is, what it does, how it is quoted, and what the outlet thinks of it.

Certainty is FactBank's (Saurí & Pustejovsky 2009), folded, from the view of the innermost source; see docs/certainty.md.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from inquit.certainty.acts import cue_commitment
from inquit.certainty.happened import with_events
from inquit.certainty.lexicon import Lexicon, lexicon
from inquit.certainty.quote_kind import Marks, Quoted, quoted
from inquit.certainty.scope import Commitment, commitment, modified
from inquit.certainty.words import Word, words
from inquit.core.records import Act, Attribution, Certainty, Evidence, Report
from inquit.core.spans import Span, Spans
from inquit.tagger.tags import Tags

_LONGEST = 2_000  # code points of a sentence that are read; what is longer is no sentence
_LONGEST_CUE = 40  # words
_EVENTS: frozenset[Act | None] = frozenset({"want", "ask"})  # what is told of them is that somebody wants or asks
_CONTEXT = 4  # words before a cue that can negate it ("did not immediately")


def weigh(report: Report, tags: Tags, attributions: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """The attributions with `certainty`, `act`, `quote` and `stance`, and evidence for each; ids stay.

    In a language that has no lexicon only `quote` is set.
    """
    if not attributions:
        return ()
    marks = Marks.of(report.text)
    known = lexicon(report.language)
    if known is None:
        return tuple(_with_quote(a, quoted(report.text, marks, a, frozenset())) for a in attributions)
    scales = _Scales(report.text, known, tags.sentences, [s.start for s in tags.sentences])
    weighed = (scales.weighed(a, quoted(report.text, marks, a, known.first)) for a in attributions)
    return with_events(weighed, tags.events)


def is_stressed(text: str, language: str | None) -> bool:
    """Whether the only negations in some words underline what is stated: "a gauge error, nothing else"."""
    known = lexicon(language)
    forms = [w.form for w in words(text, Span(0, min(len(text), _LONGEST)))]
    effects: set[str] = set()
    k = 0
    while known is not None and k < len(forms):
        found = known.modifiers.at(forms, k)
        effects.update(found[1:] if found else ())
        k += found[0] if found else 1
    return "stress" in effects and "negation" not in effects


def certainty_of(report: Report, span: Span, attribution: Attribution | None = None) -> Certainty | None:
    """How sure the text is of what `span` states: in the report's own voice, or as part of a weighed attribution.

    An attribution's own certainty is that of the first sentence of its content; this tells that of any other. None in
    a language that has no lexicon.
    """
    known = lexicon(report.language)
    if known is None:
        return None
    start, end = span.start, min(span.end, span.start + _LONGEST)
    if attribution is not None and _tells_of(span, attribution):
        # That he asks is certain, whatever it is that he asks for.
        end = min(end, attribution.cue[-1].end) if attribution.act in _EVENTS else end
        attribution = None
    if attribution is not None and attribution.cue and span.start < attribution.cue[-1].end <= span.end:
        behind = attribution.cue[-1].end
        start = behind if any(c.isalnum() for c in report.text[behind : span.end]) else start
    read = words(report.text, Span(start, end))
    if attribution is None:
        return "unknown" if _asks(report.text, span) else commitment(read, known, Commitment()).certainty
    scales = _Scales(report.text, known, (), [])
    by_cue = scales.by_cue(attribution, read)
    direct = attribution.quote == "direct"
    asks = direct and _asks(report.text, span)
    return scales.decided(by_cue, by_cue.act or "say", read, asks=asks, direct=direct)[0].certainty


def _tells_of(span: Span, a: Attribution) -> bool:
    """Whether a span tells of a wish or a question itself ("he asks for more"), or of what nobody is named to say."""
    held = bool(a.cue) and all(span.holds(s) for s in (*a.source, *a.cue))
    return held and (not a.source or a.act in _EVENTS)


def _with_quote(a: Attribution, how: Quoted) -> Attribution:
    what = "scare quotes" if how.scare else "quote"
    return replace(a, quote=how.kind, evidence=(*a.evidence, Evidence(what=what, by=how.rule, spans=how.spans)))


def _asks(text: str, span: Span) -> bool:
    return span.of(text).rstrip("\"'”’»“ ").endswith("?")


@dataclass(frozen=True, slots=True)
class _Scales:
    text: str
    lexicon: Lexicon
    sentences: Spans
    starts: list[int]

    def weighed(self, a: Attribution, how: Quoted) -> Attribution:
        """One attribution with all that is decided here."""
        piece = self._first_sentence(a.content)
        content = words(self.text, piece) if piece else []
        by_cue = self.by_cue(a, content)
        asks = piece is not None and how.kind == "direct" and _asks(self.text, piece)
        act: Act = by_cue.act or "say"
        if asks and act in {"say", "think"}:
            act = "ask"
        state, rule = self.decided(by_cue, act, content, asks=asks, direct=how.kind == "direct")
        found = [
            Evidence(what="act", by="cue" if by_cue.act else "no known cue", spans=a.cue),
            Evidence(what="certainty", by=rule, spans=state.spans),
        ]
        if by_cue.stance is not None:
            found.append(Evidence(what="outlet's stance", by="cue", spans=a.cue))
        a = _with_quote(a, how)
        return replace(a, act=act, certainty=state.certainty, stance=by_cue.stance, evidence=(*a.evidence, *found))

    def by_cue(self, a: Attribution, content: Sequence[Word]) -> Commitment:
        """What the words of the cue, those before it and the kind of source commit to."""
        cue = [w for span in a.cue for w in words(self.text, span)][:_LONGEST_CUE]
        state = cue_commitment(self._before(a), cue, content, self.lexicon)
        soft = [w for span in a.source for w in words(self.text, span) if w.form in self.lexicon.soft]
        return modified(state, "probable", soft) if soft else state

    def decided(
        self, by_cue: Commitment, act: Act, content: Sequence[Word], *, asks: bool, direct: bool
    ) -> tuple[Commitment, str]:
        """What the source is committed to, and the rule that told."""
        if asks:
            return replace(by_cue, level=0), "question"
        if by_cue.level == 0 or not content:
            return by_cue, "cue"
        if act == "deny" and direct:
            return by_cue, "denial in the source's own words"
        state = commitment(content, self.lexicon, by_cue)
        return state, "cue" if state.spans == by_cue.spans else "words of the content"

    def _first_sentence(self, content: Spans) -> Span | None:
        """The first sentence of a content as far as it stands in its first span, or in the next if that is too short."""
        for span in content:
            k = bisect_right(self.starts, span.start)
            end = min(span.end, self.starts[k]) if k < len(self.starts) else span.end
            if any(c.isalnum() for c in self.text[span.start : end]):
                return Span(span.start, min(end, span.start + _LONGEST))
        return None

    def _before(self, a: Attribution) -> list[Word]:
        """The words that can negate a cue: the first of its source, and those between the source and the cue."""
        if not a.cue:
            return []
        cue = a.cue[0]
        k = bisect_right(self.starts, cue.start) - 1
        floor = self.sentences[k].start if k >= 0 else 0
        floor = max([floor, *(s.end for s in (*a.source, *a.content) if s.end <= cue.start)])
        near = words(self.text, Span(max(floor, cue.start - 60), cue.start))[-_CONTEXT:]
        mark = max((i for i, w in enumerate(near) if not w.form[0].isalnum()), default=-1)
        near = near[mark + 1 :]
        return [*(w for span in a.source[:1] for w in words(self.text, span)[:1]), *near]
