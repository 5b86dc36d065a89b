"""Which story a report belongs to: one of those that the reports most like it are in, or a new one.

Reports come one by one, and each is put where it is most at home, as in topic detection and tracking (Allan et al.
1998): what was decided earlier stays, so that a story keeps its name. The result depends on the order in which the
reports come, and on nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

JOINS = 0.08  # likeness to a story's nearest reports from which on a report belongs to it
NEAREST = 3  # reports of a story that it is compared by
_FADES = 2.0  # days after which words in common tell half as much
_CLAIM = 0.02  # what each claim in common adds,
_CLAIMS = 4  # up to so many of them
_TAKEN = 0.08  # what is added where one took words from the other


@dataclass(frozen=True, kw_only=True, slots=True)
class Kinship:
    """What two reports have in common.

    `telling` is how much of the telling words that the one shares with any report the other has, by their worth; `days` how far apart they came
    out, None where that is not known; `claims` how many claims both make; `taken` how sure it is that one took it from
    the other.
    """

    telling: float
    days: float | None = None
    claims: int = 0
    taken: float = 0.0


def likeness(kin: Kinship) -> float:
    """How likely two reports are of one event, as a number from 0 up that is compared with JOINS."""
    fresh = 1.0 if kin.days is None else 1 / (1 + kin.days / _FADES)
    return kin.telling * fresh + _CLAIM * min(kin.claims, _CLAIMS) + _TAKEN * kin.taken


def story_for(kinships: Mapping[str, Kinship], stories: Mapping[str, str], sizes: Mapping[str, int]) -> str | None:
    """The story that a report belongs to, None for a new one.

    `kinships` are those with other reports by id, `stories` the stories these are in, `sizes` how many reports each
    story has. A story is as like as the mean of its NEAREST reports, or of all where there are fewer.
    """
    likest: dict[str, list[float]] = {}
    for report, kin in kinships.items():
        if report in stories:
            likest.setdefault(stories[report], []).append(likeness(kin))
    means = {
        story: sum(sorted(found, reverse=True)[:NEAREST]) / min(NEAREST, sizes[story])
        for story, found in likest.items()
    }
    best = max(means, key=lambda story: (means[story], story), default=None)
    return best if best is not None and means[best] >= JOINS else None
