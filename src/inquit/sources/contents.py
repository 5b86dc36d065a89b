"""What a source says, where the tagger marked source and cue and no content, or only a part of it.

"The quay is shut, the clerk told reporters"              before source and cue, up to a comma
"The clerk repeated the quay was shut"                    behind them
"For the clerk, the quay is shut"                         behind a phrase that names the source
"The quay is shut, the clerk said, “for good”"            before them, and the tagger saw only what is behind
"The clerk said it was shut and that nobody was hurt"     behind them, joined to what the tagger saw
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from inquit.core.records import Attribution, Evidence, Report
from inquit.core.spans import Span, Spans
from inquit.sources.constructions import clause_after, stripped
from inquit.sources.covered import Covered
from inquit.sources.lexicon import Lexicon
from inquit.sources.phrases import Token, tokens_of
from inquit.sources.subjects import LONGEST_SENTENCE

_LESS_SURE = 0.7
_SHORTEST = 3  # words of a content


def with_contents(
    report: Report, attributions: Sequence[Attribution], sentences: Spans, lexicon: Lexicon
) -> tuple[Attribution, ...]:
    """The attributions with the contents that their sentences leave one place for; ids stay."""
    held = Covered(s for a in attributions for s in a.spans if a.content or s in a.cue)
    found: list[Attribution] = []
    for a in attributions:
        k = bisect_right(sentences, Span(a.cue[0].start, len(report.text) + 1)) - 1 if a.cue and a.source else -1
        if (
            k < 0
            or sentences[k].length > LONGEST_SENTENCE
            or not all(sentences[k].holds(s) for s in (*a.cue, *a.source))
        ):
            found.append(a)
            continue
        place = _Place(report.text, sentences[k], a, held, lexicon)
        content = place.only() if not a.content else place.more()
        if content is None:
            found.append(a)
            continue
        why = Evidence(what="content", by="clause beside the cue", spans=(*a.cue, content))
        sure = 1.0 if a.content else _LESS_SURE
        found.append(
            replace(
                a,
                content=tuple(sorted((*a.content, content))),
                confidence=round(a.confidence * sure, 4),
                evidence=(*a.evidence, why),
            )
        )
    return tuple(found)


class _Place:
    """The sentence of an attribution, and what of it nothing else has taken."""

    def __init__(self, text: str, sentence: Span, a: Attribution, held: Covered, lexicon: Lexicon) -> None:
        self.text, self.sentence, self.a, self.held, self.lexicon = text, sentence, a, held, lexicon
        self.tokens = tokens_of(text, sentence)
        self.start = min(s.start for s in (*a.cue, *a.source))
        self.end = max(s.end for s in (*a.cue, *a.source))

    def only(self) -> Span | None:
        """The content of an attribution that has none."""
        cue = self._cue()
        if any(self._has(t, "names-source") for t in cue):
            return self._before() or self._free(Span(self.end, self.sentence.end), after_comma=True)
        if not self._says(cue):
            return None
        last = self.tokens.index(cue[-1])
        after = None
        if self.a.source[0].start < cue[0].start:
            after = clause_after(self.text, self.tokens, last, self.sentence.end, self.lexicon)
        after = None if after is None else self._free(after)
        told = last + 1 < len(self.tokens) and self._has(self.tokens[last + 1], "complement")
        return after if after is not None and told else self._before() or after

    def more(self) -> Span | None:
        """What the marks leave out: a clause joined by "and that", or the one before words between commas."""
        if not self._says(self._cue()):
            return None
        behind = min(c.start for c in self.a.content)
        parted = behind > self.end and "," in self.text[self.end : behind]
        return self._joined() or (self._before() if parted else None)

    def _joined(self) -> Span | None:
        """The clause behind the content that "and that" joins to it."""
        last = max(c.end for c in self.a.content)
        pairs = pairwise(t for t in self.tokens if t.start >= last)
        found = next((p for p in pairs if self._has(p[0], "and") and self._has(p[1], "complement")), None)
        if found is None or self.held.meets(Span(last, found[1].start)):
            return None
        return self._free(Span(found[1].start, self.sentence.end))

    def _has(self, token: Token, group: str) -> bool:
        return self.lexicon.has(token.low, group)

    def _cue(self) -> Sequence[Token]:
        near = (t for t in self.tokens if self.start <= t.start and t.end <= self.end)
        return [t for t in near if any(c.start <= t.start and t.end <= c.end for c in self.a.cue)]

    def _says(self, cue: Sequence[Token]) -> bool:
        """Whether a cue is a verb of saying, and not denied itself."""
        said = bool(cue) and self.lexicon.cues.get(cue[-1].low) in {"say", "object", "doc"}
        return said and not any(self.lexicon.has(t.low.replace("’", "'"), "negates") for t in cue)

    def _before(self) -> Span | None:
        """A clause that ends with a comma right before source and cue and begins where the sentence does."""
        held = self.held.end_before(self.start, self.sentence.start)
        found = Span(self.sentence.start, self.start)
        if held > found.start or not found.of(self.text).rstrip(' “"').endswith(","):
            return None
        first = next((t for t in self.tokens if t.start >= found.start), None)
        groups = self.lexicon.words.get(first.low, frozenset[str]()) if first else frozenset[str]()
        is_aside = groups & {"supposes", "preposition", "names-source"} or (first and first.low.endswith(("ing", "ed")))
        return None if is_aside else self._long_enough(found)

    def _free(self, span: Span, *, after_comma: bool = False) -> Span | None:
        if after_comma and not self.text[span.start : span.end].lstrip().startswith(","):
            return None
        return self._long_enough(Span(span.start, min(span.end, self.held.start_after(span.start, span.end))))

    def _long_enough(self, span: Span) -> Span | None:
        span = stripped(self.text, span)
        return span if len(span.of(self.text).split()) >= _SHORTEST else None
