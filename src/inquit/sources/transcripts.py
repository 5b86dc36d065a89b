"""Turns of interviews and transcripts: paragraphs that begin with the name of who speaks.

VENN: The lock was open all night.
INES VENN, HARBOUR MASTER: It was not.
VENN (on the radio): Nobody asked me.
PRESENTER (Ines Roe): Ten past eight.       the outlet's own voice, as all that its host says

An interview may leave the labels out once it is plain who asks and who answers.
"""

from __future__ import annotations

import re
from bisect import bisect_left
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
_WORD = re.compile(r"\w+")
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
        if not t.asks(text) and t.name(text) not in hosts
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
    """The names, with those that label turns as a person's: what the text also writes as one, "Venn", or several words
    that no place and no body is called by.
    """
    labels = [a.source[0] for a in attributions if any(e.by == _TURN for e in a.evidence)]
    starts = [n.span.start for n in names]
    written = set(_WORD.findall(text)) if labels else set[str]()
    spoken: dict[Span, ProperName] = {n.span: n for n in names}
    for label in labels:
        who = Span(label.start, label.start + len(label.of(text).partition(",")[0].rstrip()))
        found = names[bisect_left(starts, who.start) : bisect_left(starts, who.end)]
        said = who.of(text).split()
        body = any(w in words.name_words for w in tokens(who.of(text)))
        if body or any(n.label == "LOCATION" for n in found) or all(w.lower() in words.words for w in said):
            continue
        if said[-1].title() in written or (len(said) > 1 and not found):
            spoken.update({n.span: n._replace(label="PERSON") for n in found or (ProperName(who, "PERSON", ()),)})
    return tuple(sorted(spoken.values()))


def _hosts(report: Report, turns: Sequence[_Turn], words: Lexicon) -> set[tuple[str, ...]]:
    """The names under which those speak who ask: who is called a host, who wrote it."""
    text = report.text
    speakers = {t.name(text) for t in turns}
    # Where the labels are left out, the first asks and the second answers.
    hosts = {t.name(text) for t in turns[:1] if any(x.cue is None for x in turns)}
    for t in turns:
        name, _, role = t.label.of(text).partition(",")
        alone = _is_host(name, words)
        if alone or _is_host(role, words) or _is_host(t.aside.of(text), words):
            hosts.add(t.name(text))
        if alone and t.aside.length:
            hosts.add(tokens(t.aside.of(text)))
    authors = set(tokens(report.byline or ""))
    wrote = {name for name in speakers if authors.issuperset(name)}
    hosts |= wrote if wrote != speakers else set()
    surnames = {name[-1:] for name in hosts}
    # By the surname alone where nobody else has it.
    return hosts | {name for name in speakers if len(name) == 1 and name in surnames}


def _is_host(called: str, words: Lexicon) -> bool:
    said = called.lower().split()
    return bool(said) and all(words.has(w, "host") or w in words.words for w in said) and words.has(said[0], "host")


def _turns(report: Report, blocks: Spans) -> list[_Turn]:
    """The turns of a transcript in order; none if it has fewer than two: their labels are in capitals, or come again."""
    text, body = report.text, report.headline.end if report.headline else 0
    found = [t for block in blocks if block.start >= body for t in _turn(text, block)]
    often = Counter(t.label.of(text) for t in found)
    turns = [t for t in found if t.label.of(text).isupper() or often[t.label.of(text)] > 1]
    return [*turns, *_unlabelled(text, blocks, *turns)] if len(turns) == 2 else turns if turns[1:] else []


def _unlabelled(text: str, blocks: Spans, asks: _Turn, answers: _Turn) -> list[_Turn]:
    """The paragraphs behind the first question and answer, in turn; until what would be a question is long and none.

    None where the two do not stand one behind the other, fewer than two of the paragraphs are questions, or one is that
    would be an answer.
    """
    behind = [b for b in blocks if b.start > asks.told.start]
    if not behind or behind[0].end != answers.told.end:
        return []
    found: list[_Turn] = []
    for question, answer in zip(behind[1::2], behind[2::2], strict=False):
        one = asks._replace(cue=None, told=question)
        if not one.asks(text) and len(question.of(text).split()) > _LONGEST_QUESTION:
            break
        found += [one, answers._replace(cue=None, told=answer)]
    asked, answered = (sum(t.asks(text) for t in found[k::2]) for k in (0, 1))
    return found if asked > 1 and not answered else []


def _turn(text: str, block: Span) -> list[_Turn]:
    """The turn that a paragraph is, if it is one."""
    m = _LABEL.match(text, block.start, block.end)
    words = m["name"].split() if m else []
    if m is None or len(words) > _LONGEST or not all(w[0].isupper() for w in words if len(w) > 3):
        return []
    label = Span(*m.span("name"))
    aside = Span(*m.span("aside")) if m["aside"] else Span(label.end, label.end)
    return [_Turn(label, aside, Span(*m.span("cue")), Span(m.end(), block.end))]
