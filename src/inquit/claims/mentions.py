"""What a report states, mention by mention: sentences of its attributions' contents, and of its own voice."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from inquit.certainty.weigh import certainty_of
from inquit.core.comparison import Mention, mention_id
from inquit.core.records import Attribution, Reading
from inquit.core.spans import Span, Spans, trim, words_of

_WORD = re.compile(r"\w+")
_COVERED = 0.6  # of a content: what is nested in it then says all there is to say
_CLOSERS = "\"'”’»“)]"
_STOPS = ".!?…。！？"  # full stops of several scripts


def mentions(reading: Reading) -> tuple[Mention, ...]:
    """The mentions of a reading in reading order, none twice; a content of several sentences gives one for each.

    A content that holds little beside another attribution ("officials said the Harrow had reported that ...") is left to
    that one, whose chain goes further. Words that are a question in the report's own voice, or no words, state nothing.
    """
    return tuple(_Reader(reading).mentions())


@dataclass(slots=True)
class _Reader:
    reading: Reading

    def mentions(self) -> Iterator[Mention]:
        found: dict[str, Mention] = {}
        children: dict[str, list[Attribution]] = {}
        for a in self.reading.attributions:
            if a.parent is not None:
                children.setdefault(a.parent, []).append(a)
        for a in self.reading.attributions:
            if a.content and not _left_to(a, children):
                for first, spans in enumerate(self.sentences(a.content)):
                    one = self.attributed(a, spans, first=first == 0)
                    found.setdefault(one.id, one)
        for span in self.reading.own_voice:
            one = self.own(span)
            found.setdefault(one.id, one)
        yield from sorted(found.values(), key=lambda m: (m.spans, m.id))

    def sentences(self, content: Spans) -> Iterator[Spans]:
        """The spans of a content, sentence by sentence; a sentence that a cue splits stays one."""
        text, ends = self.reading.report.text, [s.end for s in self.reading.sentences]
        open_: list[Span] = []
        for span in sorted(content):
            for piece in _cut(span, ends):
                piece = trim(text, piece)  # noqa: PLW2901  # the piece without its margins is the piece
                if piece.length:
                    open_.append(piece)
                    if piece.of(text).rstrip(_CLOSERS).endswith(tuple(_STOPS)) and _says(text, open_):
                        yield tuple(open_)
                        open_ = []
        if open_ and _says(text, open_):
            yield tuple(open_)

    def attributed(self, a: Attribution, spans: Spans, *, first: bool) -> Mention:
        report = self.reading.report
        hull = Span(spans[0].start, spans[-1].end)
        return Mention(
            id=mention_id(report.id, spans),
            report=report.id,
            spans=spans,
            text=words_of(report.text, spans),
            chain=a.chain,
            act=a.act,
            # An attribution's own certainty is that of its first sentence.
            certainty=a.certainty if first else certainty_of(report, hull, a) or a.certainty,
            stance=a.stance,
            said=a.said,
            attribution=a.id,
            headline=_in_headline(self.reading, hull),
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
