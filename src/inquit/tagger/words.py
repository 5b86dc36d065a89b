"""Text to what the encoder reads: words, their pieces, and how each word stands on the page.

A word is a run of letters and digits, or one other visible character; word offsets come from the text itself, so they
are right by construction whatever the tokenizer folds away. The encoder knows no capitals and no paragraphs: a small
number per word, its look, tells it (shape of the letters, white space before, place in a quotation).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from inquit.core.paragraphs import paragraphs
from inquit.core.quotations import Quotation, quotations
from inquit.core.spans import Span, Spans

# Letters of scripts that write without spaces are words of their own. Combining marks stay with their letter.
_ALONE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(
    rf"''|``|[{_ALONE}]|(?:(?![{_ALONE}])[^\W_])+(?:[\u0300-\u036f](?:(?![{_ALONE}])[^\W_])*)*|[^\w\s]|_"
)

SHAPES = ("mark", "lower", "title", "letter", "capitals", "mixed", "digits")
GAPS = ("none", "space", "paragraph")
QUOTES = ("outside", "opens", "inside", "closes", "stray")
LOOKS = len(SHAPES) * len(GAPS) * len(QUOTES)
_TITLE, _LETTER = SHAPES.index("title"), SHAPES.index("letter")
_MAX_PIECES = 12  # of one word; what is longer is no word


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """The words of a text, in order; the lists have one entry a word.

    `pieces` are word-piece ids (at least one a word), `looks` are numbers below `LOOKS`, `paragraph` is the index of
    the word's paragraph in `paragraphs`.
    """

    starts: list[int]
    ends: list[int]
    pieces: list[tuple[int, ...]]
    looks: list[int]
    paragraph: list[int]
    paragraphs: Spans
    quotations: tuple[Quotation, ...]

    def __len__(self) -> int:
        return len(self.starts)

    def span(self, first: int, last: int) -> Span:
        """From the start of word `first` to the end of word `last`."""
        return Span(self.starts[first], self.ends[last])

    def ends_clause(self, k: int) -> bool:
        """Whether word `k` is a mark with white space behind it."""
        after = self.looks[k + 1] // len(QUOTES) % len(GAPS)
        return self.looks[k] < len(GAPS) * len(QUOTES) and after > 0

    def covered(self, span: Span) -> range:
        """The indexes of the words that `span` touches."""
        return range(bisect_left(self.ends, span.start + 1), bisect_left(self.starts, span.end))


def look(shape: int, gap: int, quote: int) -> int:
    """One number for the three things that the encoder is told about a word beside its letters."""
    return (shape * len(GAPS) + gap) * len(QUOTES) + quote


def shape_of(word: str) -> int:
    """The index in SHAPES of how `word` is written."""
    if not (word[0].isalnum() or word[0] == "_"):
        return SHAPES.index("mark")
    if any(c.isdigit() for c in word):
        return SHAPES.index("digits")
    if word.islower():
        return SHAPES.index("lower")
    if word.isupper():
        return _LETTER if len(word) == 1 else SHAPES.index("capitals")
    return _TITLE if word[0].isupper() and word[1:].islower() else SHAPES.index("mixed")


class WordReader:
    """Cuts texts into `Words`; remembers the pieces and shape of every word it has met, up to a limit."""

    def __init__(self, pieces_of: Callable[[str], Sequence[int]], unknown: int, remember: int = 200_000) -> None:
        self._pieces_of, self._unknown, self._remember = pieces_of, unknown, remember
        self._met: dict[str, tuple[tuple[int, ...], int]] = {}

    def read(self, text: str) -> Words:
        """The words of `text`; time and memory in proportion to it."""
        spans = paragraphs(text)
        quotes, stray = quotations(text, spans)
        starts: list[int] = []
        ends: list[int] = []
        pieces: list[tuple[int, ...]] = []
        looks: list[int] = []
        paragraph: list[int] = []
        scale = len(QUOTES)
        met = self._met
        for index, (begin, end) in enumerate(spans):
            last = -1
            for m in _WORD.finditer(text, begin, end):
                word = m.group()
                known = met.get(word) or self._meet(word)
                start = m.start()
                gap = 2 if last < 0 else 0 if start == last else 1
                last = m.end()
                starts.append(start)
                ends.append(last)
                pieces.append(known[0])
                looks.append((known[1] * 3 + gap) * scale)
                paragraph.append(index)
        _mark_quotes(looks, starts, quotes, stray)
        return Words(
            starts=starts,
            ends=ends,
            pieces=pieces,
            looks=looks,
            paragraph=paragraph,
            paragraphs=spans,
            quotations=quotes,
        )

    def _meet(self, word: str) -> tuple[tuple[int, ...], int]:
        pieces = tuple(self._pieces_of(word[:200]))[:_MAX_PIECES] or (self._unknown,)
        known = pieces, shape_of(word)
        if len(self._met) >= self._remember:
            self._met.clear()
        self._met[word] = known
        return known


def _mark_quotes(looks: list[int], starts: list[int], quotes: Sequence[Quotation], stray: Sequence[Span]) -> None:
    """Adds to each word's look its place in a quotation. Outer quotations come first, so inner ones overwrite them."""
    base = [value - value % len(QUOTES) for value in looks]
    for quote in quotes:
        first, stop = bisect_left(starts, quote.start), bisect_left(starts, quote.end)
        if quote.depth == 0:
            looks[first:stop] = [value + 2 for value in base[first:stop]]
        if first < stop:
            looks[first] = base[first] + 1
            if quote.closing:
                looks[stop - 1] = base[stop - 1] + 3
    for span in stray:
        k = bisect_left(starts, span.start)
        looks[k] = base[k] + 4
