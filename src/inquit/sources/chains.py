"""Through whom a statement came: an attribution's own source, and the relays around and above it.

"government sources cited by the Courier"     the Courier, government sources
"Roe told the Courier"                        the Courier, Roe
"The Courier, citing two officials, said"     the Courier, two officials
"The Courier first had it. It cited Roe."     the Courier, Roe
"Roe said that Bell had told her ..."         Roe, Bell
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from inquit.core.records import Attribution, Evidence
from inquit.core.spans import Span, Spans
from inquit.sources.holders import Holder
from inquit.sources.lexicon import Lexicon
from inquit.sources.phrases import Phrase
from inquit.sources.pronouns import agrees
from inquit.sources.relays import Passage

_CARRIED = 0.8  # how much surer a relay is where it stands than in a later paragraph
_NEXT = 2  # sentences within which "It cited two officials" goes with what "it" reported
_BEFORE_A_VERB = 4  # words before "cited" in such a sentence, at most


@dataclass(slots=True)
class Trail:
    """Who passed an attribution on, the outermost first; `confidence` is 1 where all of it stands in the sentence."""

    outer: list[tuple[Holder, Span | None]] = field(default_factory=list[tuple[Holder, Span | None]])
    inner: list[tuple[Holder, Span | None]] = field(default_factory=list[tuple[Holder, Span | None]])
    evidence: list[Evidence] = field(default_factory=list[Evidence])
    confidence: float = 1.0
    told_us: bool = False

    def add(self, direction: str, holder: Holder, words: Span, whom: Span) -> None:
        """A relay and the words that say so."""
        (self.inner if direction == "from" else self.outer).append((holder, whom))
        self.evidence.append(Evidence(what="relay", by=f"relay {direction}", spans=(words, whom)))


class Chains:
    """Finds the trail of each attribution of a report; attributions must be asked for in reading order."""

    def __init__(
        self,
        text: str,
        sentences: Spans,
        blocks: Spans,
        passed: Sequence[Passage],
        *,
        lexicon: Lexicon,
        phrases: Mapping[Span, Phrase],
        holders: Mapping[Span, Holder | None],
    ) -> None:
        self._text, self._sentences, self._blocks = text, sentences, blocks
        self._phrases, self._holders, self._lexicon = phrases, holders, lexicon
        self._met = sorted(holders)
        self._passed_in: dict[int, list[Passage]] = {}
        for p in passed:
            self._passed_in.setdefault(p.sentence, []).append(p)
        self._relayed: dict[int, tuple[Holder, Span, int]] = {}

    def trail(self, a: Attribution, holder: Holder | None) -> Trail:
        """The relays of `a`, whose own source is `holder`."""
        found = Trail()
        for p in self._around(a):
            self._take(a, holder, p, found)
        self._take_citing(a, holder, found)
        for r in self._phrases[a.source[0]].relays if a.source else ():
            other = self._holders.get(r.span)
            if other is not None and other is not holder and (r.direction == "from" or other.sort == "outlet"):
                found.add(r.direction, other, r.words, r.span)
        if holder is not None and not found.told_us:
            self._carry_over(a, holder, found)
        return found

    def _take(self, a: Attribution, holder: Holder | None, p: Passage, found: Trail) -> None:
        other = self._holders.get(p.whom)
        if p.direction == "to" and (other is None or other.is_own_outlet):
            found.told_us = True
        if other is None or other is holder:
            return
        drawn_on = p.direction == "from" and self._draws(a, holder, p)
        passed_on = p.direction != "from" and other.sort == "outlet" and not p.inside
        if drawn_on or passed_on:
            found.add(p.direction, other, p.words, p.whom)

    def _around(self, a: Attribution) -> list[Passage]:
        """The relays in the sentences of a source and cue, those in the content, and "It cited" in the next."""
        at = {self._sentence(s) for s in (*a.source, *a.cue)}
        last = max(at, default=-1)
        mine = [p for k in sorted(at) for p in self._passed_in.get(k, ())]
        later = [p for k in range(last + 1, last + 1 + _NEXT) for p in self._passed_in.get(k, ())]
        return [
            p
            for p in (*mine, *(p for p in later if p.direction == "from"))
            if (not p.inside or (p.direction == "from" and any(c.holds(p.words) for c in a.content)))
            and not any(p.whom.overlaps(s) or p.words.overlaps(s) for s in a.source)
        ]

    def _draws(self, a: Attribution, holder: Holder | None, p: Passage) -> bool:
        """Whether what `p` cites is what the source of `a` has it from, and not somebody else's business."""
        if p.inside:
            return True
        sentence = self._sentences[p.sentence]
        before = self._text[sentence.start : p.words.start].rstrip()
        if p.sentence not in {self._sentence(s) for s in (*a.source, *a.cue)}:
            return holder is not None and self._is_subject(holder, before, Span(sentence.start, p.words.start))
        after = a.source[0].end if a.source else -1
        return before.endswith((",", "–", "—")) or after <= p.words.start <= after + 2

    def _is_subject(self, holder: Holder, words: str, span: Span) -> bool:
        """Whether the few words before a verb are `holder`, or a pronoun that can mean it."""
        met = [h for h, _ in self._met_in(span)]
        pronoun = self._lexicon.pronouns.get(words.lower())
        if not met and pronoun is not None:
            return pronoun.subject and agrees(holder, pronoun)
        return met == [holder] and len(words.split()) <= _BEFORE_A_VERB

    def _take_citing(self, a: Attribution, holder: Holder | None, found: Trail) -> None:
        """The outlet before "citing" or "quoting", when those words come right before the source or are the cue."""
        if not a.source:
            return
        source = a.source[0]
        k = self._sentence(source)
        cited = next(
            (
                p
                for p in self._passed_in.get(k, ())
                if p.direction == "from" and (p.whom.overlaps(source) or p.words in a.cue)
            ),
            None,
        )
        if cited is None:
            return
        before = self._met_in(Span(self._sentences[k].start, cited.words.start))
        outlets = [(h, s) for h, s in before if h.sort == "outlet" and h is not holder]
        if outlets:
            found.outer.append(outlets[-1])
            found.evidence.append(Evidence(what="relay", by="relay from", spans=(outlets[-1][1], cited.words, source)))

    def _carry_over(self, a: Attribution, holder: Holder, found: Trail) -> None:
        """An outlet that an unnamed source told governs what she says later; a named one's, in the same paragraph."""
        block = bisect_right(self._blocks, Span(a.spans[0].start, len(self._text) + 1))
        if found.outer:
            relay, where = found.outer[0]
            self._relayed[id(holder)] = relay, where or a.spans[0], block
        elif id(holder) in self._relayed:
            relay, where, there = self._relayed[id(holder)]
            if there == block or not holder.named:
                found.confidence = 1.0 if there == block else _CARRIED
                found.outer.append((relay, where))
                found.evidence.append(
                    Evidence(what="relay", by="relay carried over", spans=(where,), score=found.confidence)
                )

    def _met_in(self, span: Span) -> list[tuple[Holder, Span]]:
        """The holders that are mentioned in a stretch, in reading order."""
        found: list[tuple[Holder, Span]] = []
        for k in range(bisect_left(self._met, span), len(self._met)):
            s = self._met[k]
            if s.start >= span.end:
                break
            holder = self._holders[s]
            if holder is not None:
                found.append((holder, s))
        return found

    def _sentence(self, span: Span) -> int:
        return bisect_right(self._sentences, Span(span.start, len(self._text) + 1)) - 1


def parents(attributions: Sequence[Attribution]) -> dict[str, str]:
    """For each attribution that stands in the content of another, the id of the smallest such; no circles."""
    contents = sorted(((c, a.id) for a in attributions for c in a.content), key=lambda x: (x[0].start, -x[0].end))
    starts = [c.start for c, _ in contents]
    found: dict[str, str] = {}
    for a in attributions:
        anchor = min((*a.cue, *a.source), default=None)
        if anchor is None:
            continue
        k = bisect_right(starts, anchor.start)
        # A content is rarely longer than a paragraph: those that begin long before cannot hold the anchor.
        holding = [(c.length, i) for c, i in contents[max(0, k - 40) : k] if c.holds(anchor) and i != a.id]
        if holding:
            found[a.id] = min(holding)[1]
    return _without_circles(found)


def _without_circles(found: dict[str, str]) -> dict[str, str]:
    for start in list(found):
        seen, at = {start}, found.get(start)
        while at is not None:
            if at in seen:
                del found[start]
                break
            seen.add(at)
            at = found.get(at)
    return found
