"""What the words of a mention mean where they stand: vectors that a second, small encoder gives for a whole report.

Two mentions are compared word by word ("late interaction", Khattab & Zaharia 2020), so that a comparison can show which
words met which. The encoder reads each word of the report once, in windows that carry the title before them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from inquit.claims.passage import NONE, Passage, passage
from inquit.core.comparison import Mention
from inquit.core.records import Report
from inquit.core.spans import Span
from inquit.tagger.encoder import Marks
from inquit.tagger.windows import windows
from inquit.tagger.words import WordReader, Words

SIZE = 222  # pieces of a window without title and marks
TITLE = 30  # pieces of the title that stand before a window
WIDTH = 48  # of a word's vector
MOST_WORDS = 64  # of a mention; the rest is left out
_SCALE = 127.0
_LAYOUT = 1  # of what is stored

Floats = npt.NDArray[np.float32]


class Outputs(NamedTuple):
    """What the network gives for every piece: vectors of length 1 [pieces, WIDTH], and how much the piece counts."""

    vectors: Floats
    weights: Floats


class Network(Protocol):
    """Runs the encoder on the pieces of one window."""

    def __call__(self, ids: npt.NDArray[np.int64]) -> Outputs: ...


class Row(NamedTuple):
    """One window as the network reads it: its pieces, and where in them the words of `words` begin."""

    ids: list[int]
    words: range
    at: list[int]


@dataclass(frozen=True, slots=True)
class Meaning:
    """The words of a mention that count: `vectors` [n, WIDTH] of length 1, `weights` [n] that sum to 1, n > 0."""

    words: tuple[str, ...]
    """Lower case, as they stand in the text."""
    vectors: Floats
    weights: Floats
    passage: Passage = NONE
    """The words where they stand; none where an older release read them."""

    def to_bytes(self) -> bytes:
        """A compact form for the collection: how many words and pieces, the passage, int8 vectors, float16 weights, words.

        The second byte is the layout; 0 was that without a passage.
        """
        passage = self.passage.to_bytes()
        return b"".join(
            (
                bytes([len(self.words), _LAYOUT, len(passage) // 4]),
                passage,
                np.round(self.vectors * _SCALE).astype(np.int8).tobytes(),
                self.weights.astype("<f2").tobytes(),
                " ".join(self.words).encode("utf-8"),
            )
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> Meaning:
        """Reads what `to_bytes` wrote, in this release or an older one; raises ValueError if it is something else."""
        if len(data) <= 2 or data[1] > _LAYOUT:  # the two bytes that every layout begins with
            raise ValueError("no meaning of this release")
        n, layout = data[:2]
        start = 3 + 4 * data[2] if layout else 2
        passage = Passage.from_bytes(data[3:start]) if layout else NONE
        end = start + n * WIDTH
        words = tuple(data[end + 2 * n :].decode("utf-8").split(" "))
        if len(words) != n:
            raise ValueError(f"{len(words)} words with the vectors of {n}: no meaning of this release")
        vectors = np.frombuffer(data, np.int8, n * WIDTH, start).reshape(n, WIDTH).astype(np.float32) / _SCALE
        return cls(words, vectors, np.frombuffer(data, "<f2", n, end).astype(np.float32), passage)


def rows(words: Words, title: Span | None, marks: Marks) -> Iterator[Row]:
    """The windows of a text; the title's pieces stand before each that does not begin with it."""
    head = [p for k in words.covered(title) for p in words.pieces[k]][:TITLE] if title else []
    for window in windows(words, size=SIZE):
        ids = [marks.start]
        if window.start and head:
            ids += [*head, marks.end]
        at: list[int] = []
        for k in window:
            at.append(len(ids))
            ids.extend(words.pieces[k])
        yield Row([*ids, marks.end], window, at)


class MeaningReader:
    """Gives mentions their meanings with a network."""

    def __init__(self, network: Network, reader: WordReader, marks: Marks) -> None:
        self.reader = reader
        self._network, self._marks = network, marks

    def read(self, report: Report, mentions: Sequence[Mention]) -> list[Meaning | None]:
        """The meaning of each mention of a report; None for one without a letter or digit."""
        words = self.reader.read(report.text)
        vectors = np.zeros((len(words), WIDTH), np.float32)
        weights = np.zeros(len(words), np.float32)
        windows = list(rows(words, report.headline, self._marks))
        for row in windows:
            out = self._network(np.array([row.ids], np.int64))
            vectors[row.words.start : row.words.stop] = out.vectors[row.at]
            weights[row.words.start : row.words.stop] = out.weights[row.at]
        begun = [row.words.start for row in windows]
        found: list[Meaning | None] = []
        for mention in mentions:
            inside = content_words(report.text, words, mention.spans)
            at = bisect_right(begun, inside[0]) - 1 if inside else 0
            found.append(
                _meaning(report.text, words, inside, Outputs(vectors, weights), windows[at]) if inside else None
            )
        return found


def _meaning(text: str, words: Words, inside: Sequence[int], found: Outputs, row: Row) -> Meaning:
    """Of the words `inside`, the first of which stands in the window `row`; `found` is of all words of the report."""
    strength = np.exp(found.weights[inside] - found.weights[inside].max())
    return Meaning(
        tuple(text[words.starts[k] : words.ends[k]].lower() for k in inside),
        found.vectors[inside],
        (strength / strength.sum()).astype(np.float32),
        passage(row, inside),
    )


def content_words(text: str, words: Words, spans: Sequence[Span]) -> list[int]:
    """The words in `spans` that have a letter or digit, by index, the first MOST_WORDS of them."""
    inside = (k for span in spans for k in words.covered(span) if text[words.starts[k]].isalnum())
    return [k for k, _ in zip(inside, range(MOST_WORDS), strict=False)]
