"""Numbers in words: what several of them add up to."""

from __future__ import annotations

from collections.abc import Iterable


def number(parts: Iterable[tuple[int, bool]]) -> int | None:
    """The number that number words make one after the other; None where they make none.

    Each part is a value and whether it multiplies what stands before it: five, hundred (which does), twenty, two.
    """
    thousands = rest = 0
    for value, multiplies in parts:
        if multiplies and value >= 1000:
            thousands, rest = thousands + max(rest, 1) * value, 0
        elif multiplies:
            rest = max(rest, 1) * value
        elif rest % 100 == 0 or (rest % 10 == 0 and rest % 100 >= 20 and value < 10):
            rest += value
        else:
            return None
    return thousands + rest
