"""Stretches of a text that are taken, to ask whether a span meets one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from inquit.core.spans import Span


class Covered:
    """The union of some spans."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._joined: list[Span] = []
        for span in sorted(spans):
            if self._joined and span.start < self._joined[-1].end:
                self._joined[-1] = Span(self._joined[-1].start, max(self._joined[-1].end, span.end))
            else:
                self._joined.append(span)

    def meets(self, span: Span) -> bool:
        """Whether any of the spans overlaps `span`."""
        k = bisect_left(self._joined, (span.end,)) - 1
        return k >= 0 and self._joined[k].overlaps(span)

    def end_before(self, position: int, default: int) -> int:
        """Where the last stretch that begins before `position` ends, `default` if there is none."""
        k = bisect_left(self._joined, (position,)) - 1
        return self._joined[k].end if k >= 0 else default

    def start_after(self, position: int, default: int) -> int:
        """Where the first stretch that begins at `position` or behind it begins, `default` if there is none."""
        k = bisect_right(self._joined, (position - 1, 1 << 62))
        return self._joined[k].start if k < len(self._joined) else default
