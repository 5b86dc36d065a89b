"""What a report says on its own account."""

from __future__ import annotations

from collections.abc import Sequence

from inquit.core.records import Attribution, Report
from inquit.core.spans import Span, Spans


def own_voice(report: Report, sentences: Sequence[Span], attributions: Sequence[Attribution]) -> Spans:
    """The sentences that touch no cue and no content, in order; questions and fragments without a letter state nothing."""
    taken = sorted({span for a in attributions for span in (*a.cue, *a.content)})
    free: list[Span] = []
    i = 0
    for sentence in sentences:
        while i < len(taken) and taken[i].end <= sentence.start:
            i += 1
        words = sentence.of(report.text)
        states = any(c.isalpha() for c in words) and not words.rstrip("\"'”’») ").endswith("?")
        if states and not any(span.overlaps(sentence) for span in taken[i : i + 1]):
            free.append(sentence)
    return tuple(free)
