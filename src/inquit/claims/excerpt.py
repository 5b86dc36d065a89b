"""A mention with the words around it, as the encoder of pairs reads it: beside another mention, the two at once."""

from __future__ import annotations

from collections.abc import Sequence

from inquit.core.spans import Spans
from inquit.tagger.encoder import Marks
from inquit.tagger.words import Words

BEFORE, INSIDE, BEHIND = 16, 40, 8  # pieces of an excerpt


def excerpt(words: Words, spans: Spans, marks: Marks) -> tuple[int, ...]:
    """The pieces of a mention between marks, and of the words before and behind it; empty without a word.

    Raises nothing; takes time in proportion to the mention.
    """
    inside = [k for span in spans for k in words.covered(span)]
    if not inside:
        return ()
    before = _pieces(words, range(max(0, inside[0] - BEFORE), inside[0]))[-BEFORE:]
    mention = _pieces(words, inside[:INSIDE])[:INSIDE]
    behind = _pieces(words, range(inside[-1] + 1, min(len(words), inside[-1] + 1 + BEHIND)))[:BEHIND]
    return (*before, marks.opens, *mention, marks.closes, *behind)


def paired(one: Sequence[int], other: Sequence[int], marks: Marks) -> list[int]:
    """Two excerpts as one input."""
    return [marks.start, *one, marks.end, *other, marks.end]


def _pieces(words: Words, which: Sequence[int]) -> list[int]:
    return [piece for k in which for piece in words.pieces[k]]
