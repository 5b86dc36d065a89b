"""Sources, cues and contents become attributions.

Every content goes to the cue, and every cue to the source, that the pair head thinks most probable, unless "none of
them" is more probable than `doubt` allows. A cue keeps all its contents; a source may speak through several cues.
"""

from __future__ import annotations

from collections.abc import Callable

from inquit.core.records import Attribution, Report
from inquit.tagger.tags import Tags, Tie

DOUBT = 0.5


def attributions(report: Report, tags: Tags, *, doubt: float = DOUBT) -> tuple[Attribution, ...]:
    """The attributions of a report in reading order.

    A cue with a source and no content is kept: somebody says something there, or declines to. A content without a
    cue, a cue that has neither and a source without a cue are left out. `doubt` is how probable "none" may be at most.
    """
    cue_of = _best(tags, lambda tie: tie.span if tags.roles[tie.span].role == "content" else None, doubt)
    source_of = _best(tags, lambda tie: tie.cue if tags.roles[tie.span].role == "source" else None, doubt)
    contents: dict[int, list[Tie]] = {}
    for tie in cue_of.values():
        contents.setdefault(tie.cue, []).append(tie)
    for cue in source_of:
        contents.setdefault(cue, [])
    found: list[Attribution] = []
    for cue, held in contents.items():
        source = source_of.get(cue)
        ties = [*held, source] if source else held
        found.append(
            Attribution.of(
                report,
                source=(tags.roles[source.span].span,) if source else (),
                cue=(tags.roles[cue].span,),
                content=tuple(tags.roles[tie.span].span for tie in held),
                confidence=round(
                    min(tags.roles[cue].score, *(min(tie.score, tags.roles[tie.span].score) for tie in ties)), 4
                ),
            )
        )
    return tuple(sorted(found, key=lambda a: a.spans))


def _best(tags: Tags, asker: Callable[[Tie], int | None], doubt: float) -> dict[int, Tie]:
    """Of each asker the most probable tie, where "none" is not more probable than `doubt`."""
    best: dict[int, Tie] = {}
    total: dict[int, float] = {}
    for tie in tags.ties:
        asks = asker(tie)
        if asks is not None:
            total[asks] = total.get(asks, 0.0) + tie.score
            if asks not in best or tie.score > best[asks].score:
                best[asks] = tie
    return {asks: tie for asks, tie in best.items() if total[asks] >= 1 - doubt}
