"""Texts of all corpora as lessons: windows to encode, and what the heads are asked about the text as a whole."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from inquit.core.spans import Span
from inquit.tagger.same import NEAREST, Features, Mention, features, mention
from inquit.tagger.windows import windows
from inquit.tagger.words import WordReader, Words
from training.corpora import Marked, Thing, marked_report
from training.data import Json, Window, restyled, windows_of

AHEAD = 6  # later mentions that one mention is offered, in some lessons
SILVER = 0.5  # weight of a question whose answer no human gave


@dataclass(frozen=True, kw_only=True)
class Question:
    """A mention that asks which others mean the same; all count the lesson's mentions."""

    asker: int
    offers: list[int]
    features: list[Features]
    right: list[bool]
    """Of each offer whether it means the same; if none does, "none" is right."""

    weight: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """One text of one epoch; `mentions` and `happened` count its words."""

    windows: list[Window]
    mentions: list[Mention] = field(default_factory=list[Mention])
    questions: list[Question] = field(default_factory=list[Question])
    happened: dict[int, float] | None = None
    """Of each predicate's first word the label from -3 to 3; None if predicates are not annotated."""

    @property
    def size(self) -> int:
        return sum(w.size for w in self.windows)


def lesson_of_report(report: Json, reader: WordReader, size: int, rng: random.Random) -> Lesson:
    """A report of PolNeAR with its attributions, and its silver chains as questions."""
    text = restyled(report["text"], rng)
    words = reader.read(text)
    cuts = _cuts(words, size, rng)
    mentions, questions = _questions(marked_report(report), words, rng)
    return Lesson(windows=list(windows_of(report, text, words, cuts, rng)), mentions=mentions, questions=questions)


def lesson_of(marked: Marked, reader: WordReader, size: int, rng: random.Random) -> Lesson:
    """A text with marked mentions or predicates."""
    words = reader.read(marked.text)
    cuts = _cuts(words, size, rng)
    mentions, questions = _questions(marked, words, rng)
    happened = None
    if marked.happened is not None:
        happened = {covered[0]: label for span, label in marked.happened if (covered := words.covered(span))}
    return Lesson(
        windows=[
            Window(
                pieces=words.pieces[c.start : c.stop],
                looks=words.looks[c.start : c.stop],
                paragraph=words.paragraph[c.start : c.stop],
            )
            for c in cuts
        ],
        mentions=mentions,
        questions=questions,
        happened=happened,
    )


def _cuts(words: Words, size: int, rng: random.Random) -> list[range]:
    return list(windows(words, size=size, first_size=rng.randrange(size // 3, size + 1)))


def _questions(marked: Marked, words: Words, rng: random.Random) -> tuple[list[Mention], list[Question]]:
    """The mentions and questions of one epoch: some mentions are left out, as a tagger would, and some are cut short."""
    dropped = rng.uniform(0, 0.6)
    met: dict[Mention, Thing] = {}
    for thing in marked.things:
        if not thing.keep and rng.random() < dropped:
            continue
        found = mention(marked.text, words, _short(marked.text, thing.span) if rng.random() < 0.5 else thing.span)
        if found is not None:
            met.setdefault(found, thing)
    mentions = sorted(met)
    things = [met[m] for m in mentions]
    ahead = AHEAD if rng.random() < 0.3 else 0
    questions = [
        Question(
            asker=i,
            offers=offers,
            features=[features(mentions[i], mentions[k]) for k in offers],
            right=[bool(things[k].means & thing.means) for k in offers],
            weight=SILVER if marked.silver else 1.0,
        )
        for i, thing in enumerate(things)
        if thing.asks and (offers := list(_offers(i, things, mentions, ahead)))
    ]
    return mentions, questions


def _offers(i: int, things: Sequence[Thing], mentions: Sequence[Mention], ahead: int) -> Iterator[int]:
    """The mentions near to one that do not overlap with it, and of which it is known whether they mean the same."""
    asker = mentions[i]
    for k in range(max(0, i - NEAREST), min(len(mentions), i + ahead + 1)):
        apart = mentions[k].last < asker.first or asker.last < mentions[k].first
        if apart and not things[k].means & things[i].unknown:
            yield k


def _short(text: str, span: Span) -> Span:
    """A noun phrase up to its first comma, bracket or relative clause, as a mention's head is kept at run time."""
    words = span.of(text)
    cuts = [
        at for mark in (",", " (", " who ", " which ", " that ", " where ", " whose ") if (at := words.find(mark)) > 0
    ]
    return Span(span.start, span.start + min(cuts)) if cuts else span
