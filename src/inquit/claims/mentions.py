"""What a report states, mention by mention: clauses of its attributions' contents, and of its own voice."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from inquit.certainty.lexicon import Lexicon, lexicon
from inquit.certainty.weigh import certainty_of
from inquit.claims.clauses import clauses
from inquit.core.comparison import Mention, mention_id
from inquit.core.records import Act, Attribution, Link, Reading
from inquit.core.spans import Span, Spans, hull, trim, words_of
from inquit.sources.covered import Covered
from inquit.sources.lexicon import lexicon as lexicon_of_sources

_WORD = re.compile(r"\w+")
_SHORT = 6  # words of a content that says nothing without its source and cue
_SHORT_QUOTE = 2  # the same of a direct quotation, which is seldom less than a sentence
_DONE: frozenset[Act | None] = frozenset({"want", "ask"})  # acts that are reported themselves
_COVERED = 0.6  # of a content: what is nested in it then says all there is to say
_CLOSERS = "\"'”’»“)]"
_STOPS = ".!?…。！？"  # full stops of several scripts


def mentions(reading: Reading) -> tuple[Mention, ...]:
    """The mentions of a reading in reading order, none twice; several sentences, or clauses, give one each.

    A content of a few words ("confirms the talks") says nothing without its source and cue, which are then part of the
    mention. A content that holds little beside another attribution ("officials said the Harrow had reported that ...") is left to
    that one, whose chain goes further. Words that are a question in the report's own voice, or no words, state nothing.
    """
    ends = [s.end for s in reading.sentences]
    return tuple(_Reader(reading, lexicon(reading.report.language), ends).mentions())


@dataclass(slots=True)
class _Reader:
    reading: Reading
    known: Lexicon | None
    ends: Sequence[int]
    """Where its sentences end, in order."""

    def mentions(self) -> Iterator[Mention]:
        found: dict[str, Mention] = {}
        children: dict[str, list[Attribution]] = {}
        somebody = [a for a in self.reading.attributions if not self.names_nobody(a)]
        for a in somebody:
            if a.parent is not None:
                children.setdefault(a.parent, []).append(a)
        for a in somebody:
            if a.content and not _left_to(a, children):
                for one in self.attributed(a):
                    found.setdefault(one.id, one)
        for span in (*self.reading.own_voice, *self.undisputed()):
            for (piece,) in self.clauses((span,)):
                one = self.own(piece)
                found.setdefault(one.id, one)
        yield from sorted(found.values(), key=lambda m: (m.spans, m.id))

    def names_nobody(self, a: Attribution) -> bool:
        """Whether the source is no one: "nobody disputes that" is the report's own word, or that of the attribution around."""
        report = self.reading.report
        known = lexicon_of_sources(report.language)
        return not a.chain and any(known.is_nobody(s.of(report.text)) for s in a.source[:1])

    def undisputed(self) -> Iterator[Span]:
        """What the report says in its own voice of what nobody says: what "few dispute", or else the whole sentence, "nobody
        has said so".
        """
        alone = [a for a in self.reading.attributions if a.parent is None and self.names_nobody(a)]
        ids = {a.id for a in alone}
        others = Covered(s for a in self.reading.attributions if a.id not in ids for s in a.content)
        for a in alone:
            if a.content and a.certainty not in {"denied", "unknown"}:
                yield from (hull(self.whole(a, sentence)) for sentence in self.sentences(a.content))
                continue
            k = bisect_right(self.ends, a.source[0].start)
            yield from (s for s in self.reading.sentences[k : k + 1] if not others.meets(s))

    def sentences(self, content: Spans) -> Iterator[Spans]:
        """The spans of a content, sentence by sentence; a sentence that a cue splits stays one."""
        text, ends = self.reading.report.text, self.ends
        open_: list[Span] = []
        for span in sorted(content):
            for piece in _cut(span, ends):
                piece = trim(text, piece)  # noqa: PLW2901  # the piece without its margins is the piece
                if piece.length:
                    if open_ and _ends_between(ends, open_[-1].end, piece.start) and _says(text, open_):
                        yield tuple(open_)
                        open_ = []
                    open_.append(piece)
                    if piece.of(text).rstrip(_CLOSERS).endswith(tuple(_STOPS)) and _says(text, open_):
                        yield tuple(open_)
                        open_ = []
        if open_ and _says(text, open_):
            yield tuple(open_)

    def clauses(self, spans: Spans) -> list[Spans]:
        return list(clauses(self.reading.report.text, spans, self.known)) if self.known else [spans]

    def attributed(self, a: Attribution) -> Iterator[Mention]:
        # "The regime has asked for talks" and "the board discussed the dam" are not what those say, but said of them.
        done = a.act in _DONE or self.is_topic(a)
        for number, sentence in enumerate(self.sentences(a.content)):
            whole = self.whole(a, sentence)
            chain = a.chain[:-1] if done and whole != sentence else a.chain
            for spans in self.clauses(whole):
                # An attribution's own certainty is that of its first sentence.
                yield self.stated(a, spans, chain, first=number == 0 and spans == sentence)

    def whole(self, a: Attribution, sentence: Spans) -> Spans:
        """A sentence of a content; if it is short, or what somebody wants done, from the first to the last of it, its
        source and its cue.
        """
        least = _SHORT_QUOTE if a.quote == "direct" else _SHORT
        wanted = a.act in _DONE and self.is_infinitive(sentence[0])
        if not wanted and sum(len(_WORD.findall(span.of(self.reading.report.text))) for span in sentence) > least:
            return sentence
        k = bisect_right(self.ends, sentence[0].start)
        start = self.ends[k - 1] if k else 0
        end = self.ends[k] if k < len(self.ends) else len(self.reading.report.text)
        return (
            hull(s for s in (*a.source, *a.cue, *sentence) if s in sentence or (start <= s.start and s.end <= end)),
        )

    def is_topic(self, a: Attribution) -> bool:
        """Whether a cue only tells what was spoken about, "met to discuss", "held talks about"; not "said in a debate"."""
        report = self.reading.report
        known = lexicon_of_sources(report.language)
        told = [w.lower() for cue in a.cue for w in _WORD.findall(cue.of(report.text))]
        topical = [w for w in told if known.has(w, "topical") or known.has(w, "talks")]
        if not topical or any(w in known.cues and w not in topical for w in told):
            return False
        return any(known.has(w, "topical") for w in topical) or any(known.has(w, "topic") for w in told)

    def is_infinitive(self, span: Span) -> bool:
        """Whether words begin as a bare infinitive does: "to sell the mill" states nothing by itself."""
        first = _WORD.search(self.reading.report.text, span.start, span.end)
        return first is not None and lexicon_of_sources(self.reading.report.language).has(
            first[0].lower(), "infinitive"
        )

    def stated(self, a: Attribution, spans: Spans, chain: tuple[Link, ...], *, first: bool) -> Mention:
        report = self.reading.report
        everything = Span(spans[0].start, spans[-1].end)
        return Mention(
            id=mention_id(report.id, spans),
            report=report.id,
            spans=spans,
            text=words_of(report.text, spans),
            chain=chain,
            act=a.act,
            certainty=a.certainty if first else certainty_of(report, everything, a) or a.certainty,
            stance=a.stance,
            said=a.said,
            attribution=a.id,
            headline=_in_headline(self.reading, everything),
            confidence=a.confidence,
        )

    def own(self, span: Span) -> Mention:
        report = self.reading.report
        return Mention(
            id=mention_id(report.id, (span,)),
            report=report.id,
            spans=(span,),
            text=span.of(report.text),
            certainty=certainty_of(report, span),
            headline=_in_headline(self.reading, span),
        )


def _in_headline(reading: Reading, span: Span) -> bool:
    headline = reading.report.headline
    return headline is not None and headline.holds(span)


def _says(text: str, spans: Sequence[Span]) -> bool:
    return any(_WORD.search(text, s.start, s.end) for s in spans)


def _ends_between(ends: Sequence[int], start: int, end: int) -> bool:
    """Whether a sentence ends after `start`, and `end` is not before that: what follows is another statement."""
    return bisect_right(ends, end) > bisect_right(ends, start)


def _cut(span: Span, ends: Sequence[int]) -> Iterator[Span]:
    start = span.start
    for end in ends[bisect_right(ends, span.start) : bisect_left(ends, span.end)]:
        yield Span(start, end)
        start = end
    yield Span(start, span.end)


def _left_to(a: Attribution, children: Mapping[str, Sequence[Attribution]]) -> bool:
    inner = [s for child in children.get(a.id, ()) if child.content for s in child.spans]
    if not inner:
        return False
    size = sum(s.length for s in a.content)
    held = sum(max(0, min(end, s.end) - max(start, s.start)) for start, end in _merged(inner) for s in a.content)
    return held >= _COVERED * size


def _merged(spans: Sequence[Span]) -> list[Span]:
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end + 2:  # a space or a comma between them
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out
