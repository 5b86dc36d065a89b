"""Attributions get their chains: who says so, through whom, and who each of them is."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from inquit.core.paragraphs import paragraphs
from inquit.core.quotations import quotations
from inquit.core.records import Attribution, Evidence, Kind, Link, Report, Source, Standing, digest
from inquit.core.spans import Span, Spans
from inquit.sources.cast import Cast, SameSource, undecided
from inquit.sources.chains import Passage, parents, passages
from inquit.sources.holders import Holder, is_official
from inquit.sources.headlines import headline_attribution
from inquit.sources.lexicon import Lexicon, lexicon
from inquit.sources.nested import carried_quotations, reread
from inquit.sources.phrases import Phrase, phrase, tokens_of
from inquit.sources.proper_names import proper_names
from inquit.sources.subjects import NOUN_PHRASE, with_sources
from inquit.tagger.tags import Tags

_CARRIED = 0.8  # how much surer a relay is where it stands than in a later paragraph
_NEXT = 2  # sentences within which "it cited two officials" goes with what "it" reported


def resolve(
    report: Report,
    tags: Tags,
    attributions: tuple[Attribution, ...],
    *,
    same_source: SameSource = undecided,
) -> tuple[tuple[Attribution, ...], tuple[Source, ...]]:
    """The attributions with parents and chains, and the report's sources.

    Contents are read again for attributions that stand inside them, and quotations that nobody was given go to whoever
    spoke last; both come back as attributions of their own. `same_source` says how probable it is that two mentions
    mean one source (0.5: not known). A chain is empty where the report speaks for itself.
    """
    words = lexicon(report.language)
    sentences = tags.sentences or paragraphs(report.text)
    body = report.headline.end + 2 if report.headline else 0
    names = proper_names(report.text, sentences, tags.entities, words, body=body)
    blocks = paragraphs(report.text)
    quotes = tuple(q.span for q in quotations(report.text, blocks)[0] if q.depth == 0)
    headline = headline_attribution(report, words)
    if headline is not None and not any(
        a.source and a.content and a.content[0].overlaps(headline.content[0]) for a in attributions
    ):
        attributions = (
            headline,
            *(a for a in attributions if not a.content[:1] or not a.content[0].overlaps(headline.content[0])),
        )
    attributions = with_sources(report, attributions, sentences, names, words)
    added = reread(report, attributions, sentences, names, words)
    everything = (*attributions, *added)
    loose = carried_quotations(report, everything, quotes)
    found = tuple(sorted((*everything, *loose), key=lambda a: a.spans))
    passed = passages(report.text, sentences, [c for a in found for c in a.content], names, words)
    relayed = {p.whom.end for p in passed if p.direction != "from"}
    cast = Cast(report, sentences, names, quotes, words, relayed, same_source)
    reader = _Reader(report, cast, found, passed, sentences, blocks, words)
    return reader.read()


class _Reader:
    """One pass over a report's mentions and then its attributions; holds what both need."""

    def __init__(
        self,
        report: Report,
        cast: Cast,
        attributions: tuple[Attribution, ...],
        passed: tuple[Passage, ...],
        sentences: Spans,
        blocks: Spans,
        words: Lexicon,
    ) -> None:
        self.report, self.cast, self.attributions, self.passed = report, cast, attributions, passed
        self.sentences, self.blocks, self.words = sentences, blocks, words
        self.phrases: dict[Span, Phrase] = {}
        self.holder_of: dict[Span, Holder | None] = {}
        self.speaker: dict[str, Holder | None] = {}
        self.relayed_to: dict[int, tuple[Holder, Span, int]] = {}
        self.ids: dict[int, str] = {}
        self.met: list[Span] = []
        self.passed_in: dict[int, list[Passage]] = {}
        for p in passed:
            self.passed_in.setdefault(p.sentence, []).append(p)

    def read(self) -> tuple[tuple[Attribution, ...], tuple[Source, ...]]:
        """Resolves every mention, then every attribution."""
        self._meet_everybody()
        up = parents(self.attributions)
        self._find_speakers(up)
        by_id = {a.id: a for a in self.attributions}
        done: dict[str, Attribution] = {}
        for a in self.attributions:
            self._finish(a.id, by_id, up, done)
        return tuple(done[a.id] for a in self.attributions), self._sources(tuple(done.values()))

    # ── mentions ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _meet_everybody(self) -> None:
        spans: dict[Span, bool] = {}
        for a in self.attributions:
            for s in a.source[:1]:
                spans[s] = True
        for p in self.passed:
            spans.setdefault(p.whom, False)
        covered: set[Span] = set()
        for span, speaks in list(spans.items()):
            read = phrase(self.report.text, span, [n.span for n in self.cast.names_in(span)], self.words)
            self.phrases[span] = read
            if read.name is not None:
                covered.add(read.name)
            for relay in read.relays:
                spans.setdefault(relay.span, False)
                self.phrases[relay.span] = phrase(
                    self.report.text, relay.span, [n.span for n in self.cast.names_in(relay.span)], self.words
                )
                if (name := self.phrases[relay.span].name) is not None:
                    covered.add(name)
            del speaks
        for n in self.cast.names:
            if n.span not in covered:
                self.phrases[n.span] = self._in_context(n.span)
                spans.setdefault(n.span, False)
        self.met = sorted(spans)
        title_end = self.report.headline.end if self.report.headline else 0
        for span in sorted(spans, key=lambda s: (s.end <= title_end, s)):
            self.holder_of[span] = self.cast.meet(
                self._pointed(self.phrases[span], span), speaks=spans[span], in_title=span.end <= title_end
            )

    def _in_context(self, name: Span) -> Phrase:
        """A name with the noun before it and the apposition behind it: "harbour master Ana Roe", "Ana Roe, a judge,"."""
        text = self.report.text
        before = _NOUN_BEFORE.search(text, max(0, name.start - 60), name.start)
        behind = _APPOSITION.match(text, name.end)
        whole = Span(before.start() if before else name.start, behind.end(1) if behind else name.end)
        read = phrase(text, whole, [n.span for n in self.cast.names_in(whole)], self.words)
        return read if read.name == name else Phrase(span=name, name=name)

    def _pointed(self, p: Phrase, span: Span) -> Phrase:
        """A relative pronoun is replaced by what it points back to."""
        if p.pronoun is None or self.words.pronouns[p.pronoun].person != "r":
            return replace(p, span=span)
        names = self.cast.names_in(Span(max(0, span.start - 3), span.start))
        if names:
            return Phrase(span=span, name=names[-1].span)
        whole = self._before_relative(span)
        if whole is None:
            return replace(p, span=span)
        read = phrase(self.report.text, whole, [n.span for n in self.cast.names_in(whole)], self.words)
        return replace(read, span=span) if read.name or read.head in self.words.nouns else replace(p, span=span)

    def _before_relative(self, span: Span) -> Span | None:
        """The noun phrase that ends before a relative pronoun, from its article on."""
        near = tokens_of(self.report.text, Span(max(0, span.start - 100), span.start))
        for t in reversed(near[-NOUN_PHRASE:]):
            if self.words.words.get(t.low, frozenset()) & {"definite", "indefinite", "possessive", "number"}:
                return Span(t.start, near[-1].end)
        return None

    # ── attributions ─────────────────────────────────────────────────────────────────────────────────────────────

    def _find_speakers(self, up: dict[str, str]) -> None:
        last: Holder | None = None
        for a in self.attributions:
            if a.source:
                holder = self.holder_of.get(a.source[0])
                if holder is None and self._first_person(a.source[0]) and a.id in up:
                    holder = self.speaker.get(up[a.id])
                self.speaker[a.id] = holder
                if holder is not None and a.id not in up and holder.sort != "document":
                    last = holder
            elif not a.cue:
                self.speaker[a.id] = last
            else:
                self.speaker[a.id] = None

    def _first_person(self, span: Span) -> bool:
        p = self.phrases[span]
        return p.pronoun is not None and self.words.pronouns[p.pronoun].person == "1"

    def _finish(
        self, key: str, by_id: dict[str, Attribution], up: dict[str, str], done: dict[str, Attribution]
    ) -> Attribution:
        """The attribution with its chain; its parent's first, so that depth costs no recursion beyond the nesting."""
        if key in done:
            return done[key]
        a = by_id[key]
        parent = self._finish(up[key], by_id, up, done) if key in up else None
        outer = list(parent.chain) if parent else []
        links, evidence, confidence = self._links(a)
        chain = [*outer]
        for link in links:
            if not any(known.source == link.source for known in chain):
                chain.append(link)
        done[key] = replace(
            a,
            parent=parent.id if parent else None,
            chain=tuple(chain),
            confidence=round(a.confidence * confidence, 4),
            evidence=(*a.evidence, *evidence),
        )
        return done[key]

    def _links(self, a: Attribution) -> tuple[list[Link], list[Evidence], float]:
        evidence: list[Evidence] = []
        holder = self.speaker[a.id]
        span = a.source[0] if a.source else None
        outer: list[tuple[Holder, Span | None]] = []
        inner: list[tuple[Holder, Span | None]] = []
        confidence = 1.0
        told_us = False
        for p in self._around(a):
            other = self.holder_of.get(p.whom)
            told_us = told_us or (p.direction == "to" and (other is None or other.is_own_outlet))
            if other is None or other is holder:
                continue
            if p.direction == "from" and self._draws(a, p):
                inner.append((other, p.whom))
            elif p.direction != "from" and other.sort == "outlet":
                outer.append((other, p.whom))
            else:
                continue
            evidence.append(Evidence(what="relay", by=f"relay {p.direction}", spans=(p.words, p.whom)))
        if (citing := self._who_cites(a)) is not None and citing[0] is not holder:
            outer.append(citing)
            evidence.append(Evidence(what="relay", by="relay from", spans=(citing[1], *a.source[:1])))
        if span is not None and not self.phrases[span].relays == ():
            for r in self.phrases[span].relays:
                other = self.holder_of.get(r.span)
                if other is None or other is holder or (r.direction != "from" and other.sort != "outlet"):
                    continue
                (inner if r.direction == "from" else outer).append((other, r.span))
                evidence.append(Evidence(what="relay", by=f"relay {r.direction}", spans=(r.words, r.span)))
        if holder is not None:
            block = bisect_right(self.blocks, Span(a.spans[0].start, 1 << 60))
            if outer and not told_us:
                self.relayed_to[id(holder)] = (outer[0][0], outer[0][1] or a.spans[0], block)
            elif not outer and not told_us and id(holder) in self.relayed_to:
                relay, where, there = self.relayed_to[id(holder)]
                if there == block or not holder.named:
                    outer.append((relay, where))
                    confidence = 1.0 if there == block else _CARRIED
                    evidence.append(Evidence(what="relay", by="relay carried over", spans=(where,), score=confidence))
        if span is not None and span in self.cast.why:
            evidence.append(self.cast.why[span])
        elif span is None and holder is not None:
            evidence.append(Evidence(what="who the source is", by="speaker carried over", spans=a.content[:1]))
            confidence *= _CARRIED
        everybody = [*outer, *([(holder, span)] if holder is not None else []), *inner]
        links = [self._link(h, s) for h, s in everybody if not h.is_own_outlet]
        return links, evidence, confidence

    def _around(self, a: Attribution) -> list[Passage]:
        """The relays outside contents in the sentences of an attribution's source and cue, and "It cited" behind it."""
        at = {self._sentence(s) for s in (*a.source, *a.cue)}
        last = max(at, default=-1)
        mine = [p for k in sorted(at) for p in self.passed_in.get(k, ())]
        later = [
            p for k in range(last + 1, last + 1 + _NEXT) for p in self.passed_in.get(k, ()) if p.direction == "from"
        ]
        return [
            p
            for p in (*mine, *later)
            if (not p.inside or (p.direction == "from" and any(c.holds(p.words) for c in a.content)))
            and not any(p.whom.overlaps(s) or p.words.overlaps(s) for s in a.source)
        ]

    def _draws(self, a: Attribution, p: Passage) -> bool:
        """Whether what `p` cites is what the source of `a` has it from: it stands behind the source or at the end."""
        holder = self.speaker[a.id]
        before = self.report.text[self.sentences[p.sentence].start : p.words.start]
        if p.inside:
            return True
        if p.sentence not in {self._sentence(s) for s in (*a.source, *a.cue)}:
            begins = Span(self.sentences[p.sentence].start, p.words.start)
            subject = [h for s, h in self._held_in(begins) if h is not None]
            return len(before.split()) <= 4 and holder is not None and subject[:1] == [holder]
        after = a.source[0].end if a.source else -1
        return before.rstrip().endswith((",", "–", "—")) or after <= p.words.start <= after + 2

    def _held_in(self, span: Span) -> list[tuple[Span, Holder | None]]:
        k = bisect_left(self.met, span)
        found: list[tuple[Span, Holder | None]] = []
        for s in self.met[k:]:
            if s.start >= span.end:
                break
            found.append((s, self.holder_of[s]))
        return found

    def _who_cites(self, a: Attribution) -> tuple[Holder, Span] | None:
        """The outlet before "citing" or "quoting", when those words come right before the source or are the cue."""
        if not a.source:
            return None
        source = a.source[0]
        k = self._sentence(source)
        cited = [
            p
            for p in self.passed_in.get(k, ())
            if p.direction == "from" and (p.whom.overlaps(source) or p.words in a.cue)
        ]
        if not cited:
            return None
        begins = Span(self.sentences[k].start, cited[0].words.start)
        outlets = [(h, s) for s, h in self._held_in(begins) if h is not None and h.sort == "outlet"]
        return outlets[-1] if outlets else None

    def _sentence(self, span: Span) -> int:
        return bisect_right(self.sentences, Span(span.start, 1 << 60)) - 1

    # ── records ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _link(self, holder: Holder, span: Span | None) -> Link:
        return Link(
            span=span, name=name_of(holder), kind=kind_of(holder, self.words), standing=standing_of(holder),
            source=self._id(holder),
        )  # fmt: skip

    def _id(self, holder: Holder) -> str:
        if id(holder) not in self.ids:
            first = min(holder.mentions, default=Span(0, 0))
            self.ids[id(holder)] = "e" + digest(self.report.text, name_of(holder), first.start, first.end)
        return self.ids[id(holder)]

    def _sources(self, attributions: tuple[Attribution, ...]) -> tuple[Source, ...]:
        wanted = {link.source for a in attributions for link in a.chain}
        found: list[Source] = []
        for holder in self.cast.holders:
            if not holder.mentions or self._id(holder) not in wanted:
                continue
            mentions = tuple(sorted(set(holder.mentions)))
            found.append(
                Source(
                    id=self._id(holder),
                    name=name_of(holder),
                    kind=kind_of(holder, self.words),
                    standing=standing_of(holder),
                    aliases=tuple(dict.fromkeys(holder.names[1:])),
                    mentions=mentions,
                    number=holder.number if not holder.named else None,
                    closeness=holder.closeness,
                    reason=holder.reason,
                    stands_for=self._stands_for(holder),
                )  # fmt: skip
            )
        return tuple(sorted(found, key=lambda s: (s.mentions[0], s.id)))

    def _stands_for(self, holder: Holder) -> str | None:
        if kind_of(holder, self.words) != "official-body":
            return None
        for name in holder.names:
            for known in (name, f"The {name}", name.removeprefix("The ")):
                if known in self.words.metonyms:
                    return self.words.metonyms[known]
        return holder.names[0] if holder.is_place and holder.names else None


_NOUN_BEFORE = re.compile(r"(?:[^\W\d_][\w’'-]*\s+){1,3}\Z")
_APPOSITION = re.compile(r",\s+([^,.;:!?()\n“”\"]{3,90})(?=[,.;:])")


def name_of(holder: Holder) -> str:
    """The fullest name, or else the description."""
    return holder.names[0] if holder.names else holder.description or ""


def kind_of(holder: Holder, words: Lexicon) -> Kind:
    """What kind of source a holder is; bodies are official where their names or what they are called say so."""
    if holder.sort in {"person", "group", "outlet", "document", "rumour"}:
        return holder.sort  # type: ignore[return-value]
    return "official-body" if is_official(holder, words) else "organisation"


def standing_of(holder: Holder) -> Standing:
    """Whether a reader could look the source up: persons and groups by name, bodies and documents always."""
    if holder.sort in {"person", "group", None}:
        handle = holder.named and all(n.startswith("@") or any(c.isdigit() for c in n) for n in holder.names)
        return "named" if holder.named and not handle else "unnamed"
    return "unnamed" if holder.sort == "rumour" or (holder.plural and not holder.named) else "named"
