"""Sources, cues and contents become attributions.

Every content and every source goes to the cue that the pair head thinks most probable, unless "none of them" is more
probable than `doubt` allows; a cue keeps every content it is given, and the best of its sources.
"""

from __future__ import annotations

from inquit.core.records import Attribution, Report
from inquit.core.spans import Span
from inquit.tagger.tags import Tags

DOUBT = 0.5


def attributions(report: Report, tags: Tags, *, doubt: float = DOUBT) -> tuple[Attribution, ...]:
    """The attributions of a report in reading order.

    A source or content is left out when it has no cue with a probability above 1 - `doubt` in all. A cue without a
    content is left out, as is a source without one: they attribute nothing.
    """
    chosen: dict[int, tuple[int, float]] = {}
    total: dict[int, float] = {}
    for span, cue, score in tags.ties:
        total[span] = total.get(span, 0.0) + score
        if span not in chosen or score > chosen[span][1]:
            chosen[span] = cue, score
    contents: dict[int, list[int]] = {}
    sources: dict[int, list[int]] = {}
    for span, (cue, _) in chosen.items():
        if total[span] >= 1 - doubt:
            (contents if tags.roles[span].role == "content" else sources).setdefault(cue, []).append(span)
    found: list[Attribution] = []
    for cue, held in contents.items():
        best = max(sources.get(cue, ()), key=lambda i: chosen[i][1], default=None)
        parts = [*held, *([] if best is None else [best])]
        certainty = min(tags.roles[cue].score, *(tags.roles[i].score for i in parts), *(chosen[i][1] for i in parts))
        found.append(
            Attribution.of(
                report,
                source=() if best is None else (_span(tags, best),),
                cue=(_span(tags, cue),),
                content=tuple(_span(tags, i) for i in held),
                confidence=round(certainty, 4),
            )
        )
    return tuple(sorted(found, key=lambda a: a.spans))


def _span(tags: Tags, index: int) -> Span:
    return tags.roles[index].span
