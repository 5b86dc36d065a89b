"""Puts a report that is added into its story."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from inquit.core.comparison import Derivation
from inquit.core.moments import moment
from inquit.core.records import Report, digest
from inquit.store.writer import Writer
from inquit.stories.events import Kinship, story_for


def place(writer: Writer, report: Report, telling: Mapping[str, float], taken: Iterable[Derivation]) -> None:
    """Puts a report into the story of those it is most like, or into one of its own.

    `telling` is how much others share with it (`claims.terms.shares`), `taken` what was found of who took from whom. Its
    claims are known by now. A report that is added anew is put where it belongs now.
    """
    own = writer.claims_of_report(report.id)
    claims: dict[str, int] = {}
    for those in writer.mentions_of_claims(own).values():
        for other in {m.report for m in those}:
            claims[other] = claims.get(other, 0) + 1
    sure = {d.origin if d.report == report.id else d.report: d.confidence for d in taken}
    others = (telling.keys() | claims.keys() | sure.keys()) - {report.id}
    heads, when = writer.heads(others), moment(report.published)
    kinships: dict[str, Kinship] = {}
    for other, head in heads.items():
        then = moment(head.published)
        days = abs((when - then).total_seconds()) / 86_400 if when and then else None
        kinships[other] = Kinship(
            telling=telling.get(other, 0.0), days=days, claims=claims.get(other, 0), taken=sure.get(other, 0.0)
        )
    stories = writer.stories_of(kinships)
    story = story_for(kinships, stories, writer.story_sizes(stories.values(), without=report.id))
    writer.set_stories({report.id: story or "s" + digest(report.id)})
