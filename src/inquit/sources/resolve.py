"""Attributions get their chains: who says so, through whom, and who each of them is."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from inquit.core.paragraphs import paragraphs
from inquit.core.quotations import quotations
from inquit.core.records import Attribution, Evidence, Link, Report, Source, digest
from inquit.core.spans import Span, Spans
from inquit.sources.cast import Cast
from inquit.sources.chains import Chains, Trail, parents
from inquit.sources.contents import with_contents
from inquit.sources.covered import Covered
from inquit.sources.headlines import headline_attribution, within_headline
from inquit.sources.holders import Holder, kind_of, standing_of, stands_for
from inquit.sources.lexicon import Lexicon, lexicon
from inquit.sources.memory import Memory, undecided
from inquit.sources.phrases import Phrase, phrase, tokens_of, without_clock
from inquit.sources.proper_names import proper_names
from inquit.sources.relays import Passage, passages
from inquit.sources.rereading import carried_quotations, reread
from inquit.sources.subjects import NOUN_PHRASE, NounPhrases, with_sources
from inquit.sources.transcripts import with_speakers, with_turns
from inquit.tagger.tags import Same, Tags

_NEAR = 40  # code points around a cue in which a refusal to speak begins or ends
_CARRIED_QUOTE = 0.8  # a quotation without a cue is less surely the last speaker's than one with its cue
_NOUN_WITHIN = 60  # code points before a name in which such a noun and its words stand
_NOUN_BEFORE = re.compile(r"(?:[^\W\d_][\w’'-]*\s+){0,2}\b([^\W\d_][\w’'-]*)\s+\Z")
_APPOSITION = re.compile(r",\s+([^,.;:!?()\n“”\"]{3,90})(?=[,.;:])")


def resolve(
    report: Report,
    tags: Tags,
    attributions: tuple[Attribution, ...],
    *,
    same_source: Same | None = None,
) -> tuple[tuple[Attribution, ...], tuple[Source, ...]]:
    """The attributions with parents and chains, and the report's sources.

    What the tagger leaves out is looked for: attributions inside contents, sources and contents of cues that have
    none, headlines, and quotations that nobody was given, which go to whoever spoke last; these come back as
    attributions of their own, or with a source or content filled in. What has no content then is dropped, but for
    refusals to speak. `same_source` says how probable it is that two mentions mean one source (0.5: not known);
    without one the tagger is asked. A chain is empty where the report speaks for itself.
    """
    words = lexicon(report.language)
    blocks = paragraphs(report.text)
    sentences = tags.sentences or blocks
    body = report.headline.end + 2 if report.headline else 0
    names = proper_names(report.text, sentences, tags.entities, words, body=body)
    quotes = tuple(q.span for q in quotations(report.text, blocks)[0] if q.depth == 0)
    nouns = NounPhrases(report.text, names, words)
    found = _with_headline(report, within_headline(report, attributions), words)
    found = with_turns(report, found, blocks, words)
    names = with_speakers(names, found, words, report.text)
    found = with_sources(report, found, sentences, nouns)
    found = tuple(replace(a, source=tuple(without_clock(report.text, s) for s in a.source)) for a in found)
    found = with_contents(report, found, sentences, words)
    found = tuple(a for a in found if a.content or _refuses(report.text, a, words))
    found = (*found, *reread(report, found, sentences, nouns))
    found = tuple(sorted((*found, *carried_quotations(report, found, quotes, sentences)), key=lambda a: a.spans))
    passed = passages(report.text, sentences, [c for a in found for c in a.content], names, words)
    memory = Memory(
        report,
        words,
        sentences=sentences,
        names=names,
        quoted=quotes,
        relayed={p.whom.end for p in passed if p.direction != "from"},
        same_source=same_source or tags.same or undecided,
    )
    reader = _Reader(memory, found, passed)
    chains = Chains(
        report.text, sentences, blocks, passed, lexicon=words, phrases=reader.phrases, holders=reader.holders
    )
    return _written(memory, found, reader, chains, {a.id for a in attributions})


def _with_headline(report: Report, attributions: tuple[Attribution, ...], words: Lexicon) -> tuple[Attribution, ...]:
    """The headline's attribution by its form, unless the tagger found one there with a source."""
    headline = headline_attribution(report, words)
    if headline is None:
        return attributions
    there = [a for a in attributions if any(c.overlaps(headline.content[0]) for c in a.content)]
    if any(a.source for a in there):
        return attributions
    return (headline, *(a for a in attributions if a not in there))


def _refuses(text: str, a: Attribution, words: Lexicon) -> bool:
    """Whether the words around a cue say that somebody said nothing."""
    near = ((cue, words.refusals.finditer(text, max(0, cue.start - _NEAR), cue.end + _NEAR)) for cue in a.cue)
    return any(cue.overlaps(Span(*m.span())) for cue, found in near for m in found)


class _Reader:
    """Meets every mention of a report once, the headline's last: it names what the body introduces."""

    def __init__(self, memory: Memory, attributions: tuple[Attribution, ...], passed: Sequence[Passage]) -> None:
        self.memory, self.attributions = memory, attributions
        self.phrases: dict[Span, Phrase] = {}
        self.holders: dict[Span, Holder | None] = {}
        self.told_by = {a.id: span for a in attributions if (span := _told_by(memory, a)) is not None}
        speaking = set(self.told_by.values())
        self.cast = Cast(memory, asked=speaking, speech=self._speech())
        for span in (*speaking, *(p.whom for p in passed)):
            self._take_in(span)
        named = {p.name for p in self.phrases.values()}
        for n in memory.names:
            if n.span not in named:
                self.phrases.setdefault(n.span, self._in_context(n.span))
        title = memory.report.headline
        title_end = title.end if title else 0
        for span in sorted(self.phrases, key=lambda s: (s.end <= title_end, s)):
            p = self._pointed(self.phrases[span], span)
            self.holders[span] = self.cast.meet(p, speaks=span in speaking, in_title=span.end <= title_end)

    def _speech(self) -> dict[Span, Spans]:
        """The quotations in what the words for each source introduce."""
        found: dict[Span, Spans] = {}
        for a in self.attributions:
            if a.id in self.told_by:
                quotes = tuple(q for c in a.content for q in self.memory.quotes_in(c))
                found[self.told_by[a.id]] = (*found.get(self.told_by[a.id], ()), *quotes)
        return found

    def _take_in(self, span: Span) -> None:
        read = self._read(span)
        if _is_one_name(read, span.of(self.memory.text), self.memory.lexicon):
            read = Phrase(span=span, name=span)  # a name that opens a sentence, and that no entity tag tells of
        self.phrases[span] = read
        for relay in read.relays:
            self.phrases.setdefault(relay.span, self._read(relay.span))

    def _read(self, span: Span) -> Phrase:
        names = [n.span for n in self.memory.names_in(span)]
        return phrase(self.memory.text, span, names, self.memory.lexicon)

    def _in_context(self, name: Span) -> Phrase:
        """A name with the noun before it and the apposition after it: "harbour master Ana Roe", "Ana Roe, a judge,"."""
        text = self.memory.text
        before = _noun_before(text, name.start)
        if before is not None and self.memory.lexicon.singular(before.group(1).lower()) is None:
            before = None
        after = _APPOSITION.match(text, name.end)
        if before is None and after is None:
            return Phrase(span=name, name=name)
        read = self._read(Span(before.start() if before else name.start, after.end(1) if after else name.end))
        return read._replace(span=name) if read.name == name else Phrase(span=name, name=name)

    def _pointed(self, p: Phrase, span: Span) -> Phrase:
        """A phrase at its place; a relative pronoun is replaced by what it points back to."""
        words = self.memory.lexicon
        if p.pronoun is None or words.pronouns[p.pronoun].person != "r":
            return p._replace(span=span)
        names = self.memory.names_in(Span(max(0, span.start - 3), span.start))
        if names:
            return Phrase(span=span, name=names[-1].span)
        near = tokens_of(self.memory.text, Span(max(0, span.start - 100), span.start))
        first = next(
            (t.start for t in reversed(near[-NOUN_PHRASE:]) if words.words.get(t.low, frozenset()) & _BEGINS), None
        )
        read = None if first is None else self._read(Span(first, near[-1].end))
        if read is None or not (read.name or read.head in words.nouns):
            return p._replace(span=span)
        return read._replace(span=span)


def _noun_before(text: str, end: int) -> re.Match[str] | None:
    """The last words before `end`, up to three, if they can be a noun and what describes it."""
    if not text[end - 1 : end].isspace():
        return None
    first = max(0, end - _NOUN_WITHIN)
    earlier = text[first:end].rsplit(None, 3)
    return _NOUN_BEFORE.search(text, first + len(earlier[0]) if len(earlier) > 3 else first, end)


def _told_by(memory: Memory, a: Attribution) -> Span | None:
    """The words for the source of an attribution; where it has none, the noun for hearsay in its cue ("reports that")."""
    if a.source:
        return a.source[0]
    words = (t for cue in a.cue for t in tokens_of(memory.text, cue))
    kinds = ((t, memory.lexicon.nouns.get(t.low)) for t in words)
    return next(
        (Span(t.start, t.end) for t, kind in kinds if kind == "rumour" or memory.lexicon.has(t.low, "hearsay")), None
    )


def _is_one_name(read: Phrase, words: str, lexicon: Lexicon) -> bool:
    described = read.pronoun or read.name or read.head in lexicon.nouns or read.head in lexicon.words
    described = described or lexicon.is_nobody(words)
    return not described and words[:1].isupper() and " " not in words


_BEGINS = frozenset({"definite", "indefinite", "possessive", "number"})


def _speakers(reader: _Reader, up: Mapping[str, str]) -> dict[str, Holder | None]:
    """Each attribution's own source: its words', or the one around it for "I", or the last one for a quotation."""
    speakers: dict[str, Holder | None] = {}
    last: Holder | None = None
    pronouns = reader.memory.lexicon.pronouns
    taken = Covered(s for a in reader.attributions for s in a.spans)
    for a in reader.attributions:
        holder = None if a.cue or a.source else _introduced(reader.memory, a, taken) or last
        if a.id in reader.told_by:
            span = reader.told_by[a.id]
            holder = reader.holders.get(span)
            pronoun = reader.phrases[span].pronoun
            if holder is None and pronoun is not None and pronouns[pronoun].person == "1" and a.id in up:
                holder = speakers.get(up[a.id])
            if holder is not None and a.id not in up and holder.sort not in {"document", "rumour"}:
                last = holder
        speakers[a.id] = holder
    return speakers


def _introduced(memory: Memory, a: Attribution, taken: Covered) -> Holder | None:
    """Whom the sentence before a quotation names, if that is one person and it attributes nothing: "More from Mara Venn."."""
    start = a.content[0].start
    before = memory.sentence_before(start)
    if before is None or "\n" in memory.text[before.start : start] or taken.meets(before):
        return None
    named = {id(h): h for n in memory.names_in(before) if (h := memory.of.get(n.span)) is not None}
    people = [h for h in named.values() if h.sort == "person"]
    return people[0] if len(people) == len(named) == 1 else None


def _written(
    memory: Memory, attributions: tuple[Attribution, ...], reader: _Reader, chains: Chains, given: Collection[str]
) -> tuple[tuple[Attribution, ...], tuple[Source, ...]]:
    up = parents(attributions)
    speakers = _speakers(reader, up)
    attributions = tuple(a for a in attributions if a.id in given or _adds_somebody(a, up, speakers))
    up = parents(attributions)
    trails = {a.id: chains.trail(a, speakers[a.id]) for a in attributions}
    ids = _Ids(memory)
    own = {a.id: _links(reader.told_by.get(a.id), speakers[a.id], trails[a.id], ids) for a in attributions}
    finished: list[Attribution] = []
    for a in attributions:
        line = [a.id]
        while line[-1] in up:
            line.append(up[line[-1]])
        chain: dict[str | None, Link] = {}
        for link in (link for i in reversed(line) for link in own[i]):
            chain.setdefault(link.source, link)
        evidence, sure = _why(a, speakers[a.id], trails[a.id], reader)
        finished.append(
            replace(
                a,
                parent=up.get(a.id),
                chain=tuple(chain.values()),
                confidence=round(a.confidence * sure, 4),
                evidence=(*a.evidence, *evidence),
            )
        )
    return tuple(finished), _sources(memory, ids, {link.source for a in finished for link in a.chain})


def _adds_somebody(a: Attribution, up: Mapping[str, str], speakers: Mapping[str, Holder | None]) -> bool:
    """Whether an attribution that was looked for says more than the one around it: not "he said he thought"."""
    if not a.source:
        return True
    return speakers[a.id] is not None and (a.id not in up or speakers[a.id] is not speakers[up[a.id]])


def _why(a: Attribution, holder: Holder | None, trail: Trail, reader: _Reader) -> tuple[tuple[Evidence, ...], float]:
    """What the chain rests on, and how sure that leaves the attribution."""
    if not a.source and not a.cue and holder is not None:
        carried = Evidence(what="who the source is", by="speaker carried over", spans=a.content[:1])
        return (*trail.evidence, carried), trail.confidence * _CARRIED_QUOTE
    why = reader.cast.why.get(reader.told_by[a.id]) if a.id in reader.told_by else None
    return (*trail.evidence, *(() if why is None else (why,))), trail.confidence


class _Ids:
    """The ids of holders, which depend on the report, their names and where they are first mentioned."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self._known: dict[int, str] = {}

    def of(self, holder: Holder) -> str:
        if id(holder) not in self._known:
            first = min(holder.mentions, default=Span(0, 0))
            self._known[id(holder)] = "e" + digest(self.memory.text, holder.label, first.start, first.end)
        return self._known[id(holder)]


def _links(told_by: Span | None, holder: Holder | None, trail: Trail, ids: _Ids) -> list[Link]:
    mine: list[tuple[Holder, Span | None]] = [] if holder is None else [(holder, told_by)]
    return [
        Link(
            span=span,
            name=h.label,
            kind=kind_of(h, ids.memory.lexicon),
            standing=standing_of(h),
            source=ids.of(h),
        )
        for h, span in (*trail.outer, *mine, *trail.inner)
        if not h.is_own_outlet
    ]


def _sources(memory: Memory, ids: _Ids, wanted: set[str | None]) -> tuple[Source, ...]:
    found = [
        Source(
            id=ids.of(h),
            name=h.label,
            kind=kind_of(h, memory.lexicon),
            standing=standing_of(h),
            aliases=tuple(dict.fromkeys(h.names[1:])),
            mentions=tuple(sorted(set(h.mentions))),
            number=None if h.named else h.number,
            closeness=None if h.named else h.closeness,
            reason=None if h.named else h.reason,
            stands_for=stands_for(h, memory.lexicon),
        )
        for h in memory.holders
        if h.mentions and ids.of(h) in wanted
    ]
    return tuple(sorted(found, key=lambda s: (s.mentions[0], s.id)))
