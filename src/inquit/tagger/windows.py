"""Cuts a text's words into the windows that the encoder reads at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from inquit.tagger.words import Words


class Window(NamedTuple):
    """Words `begin` to `end` are read together; the reading is kept for words `first` to `stop` (all half-open)."""

    begin: int
    first: int
    stop: int
    end: int


def windows(words: Words, *, size: int, before: int, after: int, first_size: int | None = None) -> Iterator[Window]:
    """Windows that together keep every word once, in order.

    `size` bounds the pieces of a window, of which up to `before` and `after` are context on either side. A window ends
    with a paragraph where that leaves it at least half full, else with a sentence mark, else where it is full.
    `first_size` makes the first window smaller (training varies it).
    """
    lengths = [len(p) for p in words.pieces]
    n, first = len(lengths), 0
    while first < n:
        begin, context = first, 0
        while begin > 0 and context + lengths[begin - 1] <= before:
            begin -= 1
            context += lengths[begin]
        room = (first_size if first == 0 and first_size else size) - context
        stop, used = first, 0
        while stop < n and used + lengths[stop] <= room:
            used += lengths[stop]
            stop += 1
        if stop == first:
            used, stop = lengths[first], first + 1
        if stop < n:
            room -= after
            while stop - 1 > first and used > room:
                stop -= 1
                used -= lengths[stop]
            stop = _good_end(words, first, stop)
        end, context = stop, context + sum(lengths[first:stop])
        while end < n and context + lengths[end] <= size and end - stop < after:
            context += lengths[end]
            end += 1
        yield Window(begin, first, stop, end)
        first = stop


def _good_end(words: Words, first: int, stop: int) -> int:
    half = first + (stop - first) // 2
    for k in range(stop, half, -1):
        if words.paragraph[k] != words.paragraph[k - 1]:
            return k
    for k in range(stop, half, -1):
        # A mark (look below the first letter shape) followed by a space: the end of a clause at least.
        if words.looks[k - 1] < 15 and words.looks[k] >= 15 and words.looks[k] // 5 % 3 == 1:
            return k
    return stop
