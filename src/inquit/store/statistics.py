"""Numbers about a collection: how much is in it, who is quoted how often, how outlets name their sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, ScalarSelect, Table, case, func, select, tuple_

from inquit.core.records import Kind, Standing
from inquit.store.paging import LIMIT, Page, page_of, place
from inquit.store.schema import (
    claim_summaries,
    derivations,
    mentions,
    report_sources,
    reports,
    stale_claims,
    versions,
)
from inquit.store.search import folded_name


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """How much is in a collection. `versions` counts all states of the reports, the current ones too."""

    reports: int
    versions: int
    outlets: int
    mentions: int
    claims: int


@dataclass(frozen=True, kw_only=True, slots=True)
class QuotedSource:
    """How often a source is quoted: as the innermost of a chain.

    Named sources of one name and kind are one; of an unnamed source the same description is one, whoever it was.
    """

    name: str
    kind: Kind
    standing: Standing
    statements: int
    words: int
    reports: int
    outlets: int


@dataclass(frozen=True, kw_only=True, slots=True)
class QuotingOutlet:
    """How an outlet names its sources, and how many of its reports took something from another."""

    outlet: str | None
    reports: int
    statements: int
    unnamed: int
    derived: int

    @property
    def unnamed_share(self) -> float | None:
        """The share of attributed statements whose innermost source is unnamed; None where there are none."""
        return self.unnamed / self.statements if self.statements else None


class StatisticsViews:
    """Everything that can be counted in a collection. Each question goes over a whole table."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def counts(self) -> Counts:
        """How much there is of everything."""
        asked = select(
            _rows(reports).label("reports"),
            _rows(versions).label("versions"),
            select(func.count(reports.c.outlet.distinct())).scalar_subquery().label("outlets"),
            _rows(mentions).label("mentions"),
            # A claim has a row of figures or waits for one; to tell claims apart among all mentions takes longer.
            (_rows(claim_summaries) + _rows(stale_claims)).label("claims"),
        )
        return Counts(**self._db.execute(asked).mappings().one())

    def quoted(
        self,
        *,
        outlet: str | None = None,
        standing: Standing | None = None,
        begins: str | None = None,
        after: str | None = None,
        limit: int = LIMIT,
    ) -> Page[QuotedSource]:
        """Sources, the most quoted first; in the reports of one outlet if given, only named or unnamed ones if given.

        With `begins` those whose name begins so; case and accents do not count.
        """
        one = report_sources.c
        statements, first = func.sum(one.statements), func.min(one.key)
        asked = (
            select(
                func.min(one.name).label("name"),
                one.kind,
                one.standing,
                statements.label("statements"),
                func.sum(one.words).label("words"),
                func.count(one.report.distinct()).label("reports"),
                func.count(reports.c.publisher.distinct()).label("outlets"),
                first.label("first"),
            )
            .join(reports, reports.c.key == one.report)
            .where(one.statements > 0)
            .group_by(one.folded, one.kind, one.standing)
            .order_by(statements.desc(), first.desc())
            .limit(limit + 1)
        )
        if outlet is not None:
            asked = asked.where(reports.c.outlet == outlet)
        if standing is not None:
            asked = asked.where(one.standing == standing)
        if begins is not None:
            asked = asked.where(one.folded.startswith(folded_name(begins), autoescape=True))
        if after is not None:
            asked = asked.having(tuple_(statements, first) < tuple_(*place(after, 2)))
        rows = self._db.execute(asked).all()
        return page_of(rows, limit, _quoted, lambda row: f"{row.statements}.{row.first}")

    def outlets(
        self, *, outlet: str | None = None, after: str | None = None, limit: int = LIMIT
    ) -> Page[QuotingOutlet]:
        """Outlets, those with most reports first, or one; reports that tell no outlet stand together as None."""
        one = report_sources.c
        derived = select(derivations.c.taker).where(derivations.c.taker == reports.c.key).exists()
        each = (
            select(
                reports.c.key,
                reports.c.outlet,
                func.coalesce(func.sum(one.statements), 0).label("statements"),
                func.coalesce(func.sum(case((one.standing == "unnamed", one.statements))), 0).label("unnamed"),
                case((derived, 1), else_=0).label("derived"),
            )
            .outerjoin(report_sources, one.report == reports.c.key)
            .group_by(reports.c.key, reports.c.outlet)
            .subquery()
        )
        many, first = func.count(), func.min(each.c.key)
        sums = (func.sum(each.c[name]).label(name) for name in ("statements", "unnamed", "derived"))
        asked = (
            select(each.c.outlet, many.label("reports"), *sums, first.label("first"))
            .group_by(each.c.outlet)
            .order_by(many.desc(), first.desc())
            .limit(limit + 1)
        )
        if outlet is not None:
            asked = asked.where(each.c.outlet == outlet)
        if after is not None:
            asked = asked.having(tuple_(many, first) < tuple_(*place(after, 2)))
        rows = self._db.execute(asked).all()
        return page_of(rows, limit, _outlet, lambda row: f"{row.reports}.{row.first}")


def _rows(table: Table) -> ScalarSelect[int]:
    return select(func.count()).select_from(table).scalar_subquery()


def _quoted(row: Any) -> QuotedSource:
    return QuotedSource(
        name=row.name,
        kind=row.kind,
        standing=row.standing,
        statements=int(row.statements),
        words=int(row.words),
        reports=row.reports,
        outlets=row.outlets,
    )


def _outlet(row: Any) -> QuotingOutlet:
    return QuotingOutlet(
        outlet=row.outlet,
        reports=row.reports,
        statements=int(row.statements),
        unnamed=int(row.unnamed),
        derived=int(row.derived),
    )
