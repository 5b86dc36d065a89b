"""Turns of interviews and transcripts: paragraphs that begin with the name of who speaks.

VENN: The lock was open all night.
INES VENN, HARBOUR MASTER: It was not.
VENN (on the radio): Nobody asked me.
PRESENTER (Ines Roe): Ten past eight.       the outlet's own voice, as all that its host says

An interview may leave the labels out once it is plain who asks and who answers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from inquit.core.records import Attribution, Evidence, Report
from inquit.core.spans import Span, Spans
from inquit.sources.lexicon import Lexicon
from inquit.sources.names import tokens
from inquit.sources.proper_names import ProperName

_LABEL = re.compile(r"(?P<name>[^\W\d_][\w.,’' -]{2,60}?)\s*(?:\((?P<aside>[^()\n]{1,40})\)\s*)?(?P<cue>:)\s+(?=\S)")
_SURE = 0.8
_TURN = "turn of a transcript"
_LONGEST = 8  # words of a label
_LONGEST_QUESTION = 25  # words of what an interviewer says that is no question


class _Turn(NamedTuple):
    """A paragraph of a transcript: its label, what stands in brackets behind it, the colon, and the words.

    Where the label is left out, it is that of the speaker's first turn, and there is no colon.
    """

    label: Span
    aside: Span
    cue: Span | None
    told: Span

    def name(self, text: str) -> tuple[str, ...]:
        """The words for who speaks, without what she is."""
        return tokens(self.label.of(text).partition(",")[0])

    def key(self, text: str) -> str:
        """The surname, or the noun, of who speaks."""
        return next(iter(self.name(text)[-1:]), "")

    def asks(self, text: str) -> bool:
        """Whether it ends in a question."""
        return self.told.of(text).rstrip("”\"’' ").endswith("?")


def with_turns(
    report: Report, attributions: Sequence[Attribution], blocks: Spans, words: Lexicon
) -> tuple[Attribution, ...]:
    """The attributions with one for each turn but the host's, whose words are the outlet's own, and but questions.

    What the tagger made of a label and its colon gives way.
    """
    text, turns = report.text, _turns(report, blocks)
    hosts = _hosts(report, turns, words)
    made = tuple(
        replace(
            Attribution.of(
                report, source=(t.label,), cue=(t.cue,) if t.cue else (), content=(t.told,), confidence=_SURE
            ),
            evidence=(Evidence(what="attribution", by=_TURN, spans=(t.label,)),),
        )
        for t in turns
        if not t.asks(text) and t.key(text) not in hosts
    )
    labels = {t.cue.start for t in turns if t.cue}
    rest = (a for a in attributions if not any(c.end - 1 in labels for c in a.cue))
    return tuple(sorted((*rest, *made), key=lambda a: a.spans))


def without_labels(report: Report, sentences: Spans, blocks: Spans) -> Spans:
    """The sentences, those that begin a turn without its label."""
    told = {t.label.start: t.told.start for t in _turns(report, blocks) if t.cue}
    return tuple(Span(told.get(s.start, s.start), s.end) for s in sentences if told.get(s.start, s.start) < s.end)


def with_speakers(
    names: Sequence[ProperName], attributions: Sequence[Attribution], words: Lexicon, text: str
) -> tuple[ProperName, ...]:
    """The names, those that label turns with them, as a person's; unless a word in them says what body it is."""
    labels = [a.source[0] for a in attributions if any(e.by == _TURN for e in a.evidence)]
    spoken: dict[Span, ProperName] = {n.span: n for n in names}
    for label in labels:
        who = Span(label.start, label.start + len(label.of(text).partition(",")[0].rstrip()))
        found = [n for n in names if n.span.overlaps(who)] or [ProperName(who, "PERSON", ())]
        if not any(w in words.name_words for w in tokens(who.of(text))):
            spoken.update({n.span: n._replace(label="PERSON") for n in found})
    return tuple(sorted(spoken.values()))


def _hosts(report: Report, turns: Sequence[_Turn], words: Lexicon) -> set[str]:
    """The labels, by surname, of who asks: who is called so, who wrote it, whose turns are questions mostly."""
    text = report.text
    called = [t for t in turns if any(words.has(w, "host") for w in tokens(text[t.label.start : t.aside.end]))]
    hosts = {t.key(text) for t in called} | {w for t in called for w in tokens(t.aside.of(text))[-1:]}
    authors = set(tokens(report.byline or ""))
    hosts.update(t.key(text) for t in turns if authors.issuperset(t.name(text)))
    spoke = Counter(t.key(text) for t in turns)
    asked = Counter(t.key(text) for t in turns if t.asks(text))
    return hosts | {who for who, n in asked.items() if n > 1 and 2 * n >= spoke[who]}


def _turns(report: Report, blocks: Spans) -> list[_Turn]:
    """The turns of a transcript in order; none if it has fewer than two: their labels are in capitals, or come again."""
    text, body = report.text, report.headline.end if report.headline else 0
    found = [t for block in blocks if block.start >= body for t in _turn(text, block)]
    often = Counter(t.label.of(text) for t in found)
    turns = [t for t in found if t.label.of(text).isupper() or often[t.label.of(text)] > 1]
    return [*turns, *_unlabelled(text, blocks, *turns)] if len(turns) == 2 else turns if turns[1:] else []


def _unlabelled(text: str, blocks: Spans, asks: _Turn, answers: _Turn) -> list[_Turn]:
    """The paragraphs behind the first question and answer, in turn; until what would be a question is long and none.

    None where the two do not stand one behind the other, or fewer than two of the paragraphs are questions.
    """
    behind = [b for b in blocks if b.start > asks.told.start]
    if not behind or behind[0].end != answers.told.end:
        return []
    found: list[_Turn] = []
    for question, answer in zip(behind[1::2], behind[2::2], strict=False):
        asked = asks._replace(cue=None, told=question)
        if not asked.asks(text) and len(question.of(text).split()) > _LONGEST_QUESTION:
            break
        found += [asked, answers._replace(cue=None, told=answer)]
    return found if sum(t.asks(text) for t in found[::2]) > 1 else []


def _turn(text: str, block: Span) -> list[_Turn]:
    """The turn that a paragraph is, if it is one."""
    m = _LABEL.match(text, block.start, block.end)
    words = m["name"].split() if m else []
    if m is None or len(words) > _LONGEST or not all(w[0].isupper() for w in words if len(w) > 3):
        return []
    label = Span(*m.span("name"))
    aside = Span(*m.span("aside")) if m["aside"] else Span(label.end, label.end)
    return [_Turn(label, aside, Span(*m.span("cue")), Span(m.end(), block.end))]
