"""A row for each claim, so that lists of claims need no family tree: how far it is carried, how well rooted, how disputed.

The rows are filled in from outside (`batch.summaries`). Whatever changes a claim drops its row, in the same
transaction, and puts the claim on the list of those that are to be filled in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, tuple_

from inquit.core.errors import SettingError
from inquit.store.paging import LIMIT, Page, chunks, page_of
from inquit.store.schema import claim_summaries, mentions, reports, stale_claims

Sort = Literal["carried", "disputed", "weakest"]
_BY: dict[Sort, ColumnElement[int]] = {
    "carried": claim_summaries.c.reports,
    "disputed": claim_summaries.c.disputes,
    "weakest": claim_summaries.c.unrooted,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimSummary:
    """A claim in figures; `text`, `min` and `max` are those of its family tree.

    `named` and `unnamed` count its roots by standing, `disputes` who surely disputes it and how often, `first` and `last` are
    when its reports were published (ISO 8601, None where none tells).
    """

    id: str
    text: str
    mentions: int
    reports: int
    outlets: int
    min: int
    max: int
    named: int
    unnamed: int
    disputes: int
    first: str | None = None
    last: str | None = None

    @property
    def unrooted(self) -> int:
        """How weakly it is rooted: the outlets that carry it beyond the most independent sources that it may have.

        0 for a claim that nobody states, as where all deny it.
        """
        return max(0, self.outlets - self.max) if self.max else 0


class SummaryViews:
    """Claims in figures."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def summaries(
        self,
        sort: Sort = "carried",
        *,
        outlet: str | None = None,
        story: str | None = None,
        after: str | None = None,
        limit: int = LIMIT,
    ) -> Page[ClaimSummary]:
        """Claims, those first that the most reports carry, that are disputed most often, or rooted most weakly.

        Only those whose row is filled in, see `stale`; those that an outlet, or a report of a story, carries, if given.
        """
        row = claim_summaries.c
        asked = select(claim_summaries).order_by(_BY[sort].desc(), row.claim.desc()).limit(limit + 1)
        carriers = select(mentions.c.claim).join(reports, reports.c.key == mentions.c.report)
        for column, wanted in ((reports.c.outlet, outlet), (reports.c.story, story)):
            if wanted is not None:
                asked = asked.where(row.claim.in_(carriers.where(column == wanted)))
        if after is not None:
            asked = asked.where(tuple_(_BY[sort], row.claim) < tuple_(*_place(after)))
        rows = self._db.execute(asked).all()
        return page_of(rows, limit, _summary, lambda found: f"{getattr(found, _BY[sort].key or '')}.{found.claim}")

    def summaries_of(self, claims: Iterable[str]) -> dict[str, ClaimSummary]:
        """The figures of claims, by id; those that are not filled in are left out."""
        found: dict[str, ClaimSummary] = {}
        for chunk in chunks(claims):
            rows = self._db.execute(select(claim_summaries).where(claim_summaries.c.claim.in_(chunk)))
            found.update((row.claim, _summary(row)) for row in rows)
        return found

    def stale(self, limit: int) -> tuple[str, ...]:
        """Claims whose row is to be filled in, those of one report together."""
        row = stale_claims.c
        return tuple(self._db.execute(select(row.claim).order_by(row.report, row.claim).limit(limit)).scalars())

    def stale_count(self) -> int:
        """How many claims have no row yet."""
        return self._db.execute(select(func.count()).select_from(stale_claims)).scalar_one()


def forget(connection: Connection, claims: Iterable[str | None]) -> None:
    """Drops the rows of claims, and puts those that still have mentions on the list of claims to be filled in."""
    for chunk in chunks(sorted({claim for claim in claims if claim is not None})):
        for table in (claim_summaries, stale_claims):  # a claim may have lost the report that it was listed with
            connection.execute(delete(table).where(table.c.claim.in_(chunk)))
        _list(connection, mentions.c.claim.in_(chunk))


def forget_all(connection: Connection) -> None:
    """Drops all rows."""
    for table in (claim_summaries, stale_claims):
        connection.execute(delete(table))
    _list(connection, mentions.c.claim.is_not(None))


def filled(connection: Connection, wanted: Iterable[str], found: Iterable[ClaimSummary]) -> None:
    """Takes claims off the list, and puts in what was `found` of them; of a claim that is gone nothing is."""
    rows = [_row(one) for one in found]
    for chunk in chunks(wanted):
        for table in (claim_summaries, stale_claims):
            connection.execute(delete(table).where(table.c.claim.in_(chunk)))
    if rows:
        connection.execute(insert(claim_summaries), rows)


def _list(connection: Connection, those: ColumnElement[bool]) -> None:
    listed = select(mentions.c.claim, func.min(mentions.c.report)).where(those).group_by(mentions.c.claim)
    connection.execute(insert(stale_claims).from_select(["claim", "report"], listed))


def _place(after: str) -> tuple[int, str]:
    number, dot, claim = after.partition(".")
    if not (dot and number.isdecimal() and len(number) < 10):
        raise SettingError(f"{after!r} is no place in this list. Begin with its first page.")
    return int(number), claim


def _summary(row: Any) -> ClaimSummary:
    return ClaimSummary(
        id=row.claim,
        text=row.text,
        mentions=row.mentions,
        reports=row.reports,
        outlets=row.outlets,
        min=row.least,
        max=row.most,
        named=row.named,
        unnamed=row.unnamed,
        disputes=row.disputes,
        first=row.first,
        last=row.last,
    )


def _row(one: ClaimSummary) -> dict[str, Any]:
    return {
        "claim": one.id,
        "text": one.text,
        "mentions": one.mentions,
        "reports": one.reports,
        "outlets": one.outlets,
        "least": one.min,
        "most": one.max,
        "named": one.named,
        "unnamed": one.unnamed,
        "disputes": one.disputes,
        "unrooted": one.unrooted,
        "first": one.first,
        "last": one.last,
    }
