"""Cuts a text's words into the windows that the encoder reads at once."""

from __future__ import annotations

from collections.abc import Iterator

from inquit.tagger.words import Words


def windows(words: Words, *, size: int, first_size: int | None = None) -> Iterator[range]:
    """The word indexes of windows of up to `size` pieces, which hold every word once and in order.

    A window ends with a paragraph where that leaves it at least half full, else with a clause, else where it is full.
    They do not overlap: in training they did not either, and reading a neighbour's words twice made nothing better.
    `first_size` makes the first window smaller (training varies it).
    """
    lengths = [len(p) for p in words.pieces]
    first = 0
    while first < len(lengths):
        room = first_size if first == 0 and first_size else size
        stop, used = first + 1, lengths[first]
        while stop < len(lengths) and used + lengths[stop] <= room:
            used += lengths[stop]
            stop += 1
        if stop < len(lengths):
            stop = _good_end(words, first, stop)
        yield range(first, stop)
        first = stop


def _good_end(words: Words, first: int, stop: int) -> int:
    half = first + (stop - first) // 2
    for k in range(stop, half, -1):
        if words.paragraph[k] != words.paragraph[k - 1]:
            return k
    for k in range(stop, half, -1):
        if words.ends_clause(k - 1):
            return k
    return stop
