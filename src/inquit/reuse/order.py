"""Which of two reports can have words from the other: by their dates, by whom they credit, by which holds more."""

from __future__ import annotations

from typing import NamedTuple

from inquit.core.moments import moment, width
from inquit.core.records import Evidence, Report
from inquit.reuse.credit import Credit, credited
from inquit.sources.outlets import outlet_named


class Order(NamedTuple):
    """How sure it is (0 to 1) that the giver came first, and what says so."""

    confidence: float
    evidence: Evidence


def order(taker: Report, giver: Report, *, taken: float, held: float) -> Order | None:
    """Whether `giver` came before `taker`; None where the other way round is likelier, or certain.

    `taken` is the share of the taker's words that are the giver's, `held` the share of the giver's that are the
    taker's. Of two reports whose order nothing tells, the one with the lower id counts as the first.
    """
    told = by_date(taker, giver)
    if told is not None:
        return Order(1.0, Evidence(what="came later", by="published")) if told else None
    to, back = line_credit(taker, giver), line_credit(giver, taker)
    if bool(to) != bool(back):
        credit = to or back
        spans = (credit.span,) if credit and credit.span else ()
        return Order(0.95, Evidence(what="came later", by="credit", spans=spans)) if to else None
    agency, other = _is_agency(giver), _is_agency(taker)
    if agency != other:
        return Order(0.9, Evidence(what="came later", by="agency first")) if agency else None
    if abs(taken - held) > 0.05:
        return Order(0.6, Evidence(what="came later", by="the fuller text first")) if taken > held else None
    return Order(0.5, Evidence(what="came later", by="nothing tells the order")) if giver.id < taker.id else None


def line_credit(report: Report, other: Report) -> Credit | None:
    """The line (not the running text) in which `report` credits the outlet of `other`, where that is another outlet."""
    if not other.outlet or report.outlet == other.outlet:
        return None
    credit = credited(report, other.outlet)
    return credit if credit and credit.place != "text" else None


def by_date(taker: Report, giver: Report) -> bool | None:
    """Whether the giver's date is before the taker's; None if the dates are missing or too coarse to tell."""
    late, early = moment(taker.published), moment(giver.published)
    if late is None or early is None:
        return None
    if early + width(giver.published or "") <= late and early < late:
        return True
    return False if late + width(taker.published or "") <= early and late < early else None


def _is_agency(report: Report) -> bool:
    entry = outlet_named(report.outlet) if report.outlet else None
    return bool(entry and entry.agency)
