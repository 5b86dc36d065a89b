"""A correction as a form or a program gives it, put in the collection with all that follows from it."""

from __future__ import annotations

from dataclasses import dataclass

from inquit.batch import correcting
from inquit.batch.anchors import Anchor
from inquit.batch.corrected import CorrectionKind
from inquit.batch.summaries import refresh
from inquit.core.comparison import How
from inquit.core.records import Kind, Standing
from inquit.store.log import Correction
from inquit.web.desk import Desk


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """What somebody wants put right. Which fields matter depends on `kind`: see `batch.correcting`.

    A place is a `mention`, or an `attribution` of a `report`; the `other` mention is the second of a pair.
    """

    kind: CorrectionKind
    mention: str | None = None
    report: str | None = None
    attribution: str | None = None
    other: str | None = None
    name: str = ""
    of_kind: Kind = "person"
    standing: Standing = "named"
    origin: str | None = None
    how: How = "rewrite"


def correct(desk: Desk, wish: Wish) -> Correction:
    """Puts it right.

    Raises:
        SettingError: something that it names is not there, or it cannot be so.
    """
    done = _put(desk, wish)
    refresh(desk.collection)
    return done


def undo(desk: Desk, id: int, *, redo: bool = False) -> Correction:
    """Takes a correction back, or puts it in again.

    Raises:
        SettingError: there is no such correction.
    """
    done = correcting.undo(desk.collection, id, redo=redo)
    refresh(desk.collection)
    return done


def _put(desk: Desk, wish: Wish) -> Correction:
    collection, who = desk.collection, desk.who
    match wish.kind:
        case "not an attribution":
            return correcting.not_an_attribution(collection, _place(desk, wish), who=who)
        case "source":
            at = _place(desk, wish)
            return correcting.other_source(
                collection, at, name=wish.name, kind=wish.of_kind, standing=wish.standing, who=who
            )
        case "same claim":
            return correcting.same_claim(collection, *_pair(desk, wish), who=who)
        case "not the same claim":
            return correcting.not_the_same_claim(collection, *_pair(desk, wish), who=who)
        case "took":
            return correcting.took(collection, *_reports(desk, wish), how=wish.how, who=who)
        case "did not take":
            return correcting.did_not_take(collection, *_reports(desk, wish), who=who)


def _place(desk: Desk, wish: Wish) -> Anchor:
    with desk.collection.viewing() as view:
        if wish.mention:
            return correcting.anchor(view, mention=wish.mention)
        given = (wish.report, wish.attribution) if wish.report and wish.attribution else None
        return correcting.anchor(view, attribution=given)


def _pair(desk: Desk, wish: Wish) -> tuple[Anchor, Anchor]:
    with desk.collection.viewing() as view:
        return correcting.anchor(view, mention=wish.mention or ""), correcting.anchor(view, mention=wish.other or "")


def _reports(desk: Desk, wish: Wish) -> tuple[str, str]:
    """The taker, which may be given by one of its mentions, and the origin."""
    with desk.collection.viewing() as view:
        known = view.mentions([wish.mention]) if wish.mention else {}
    taker = known[wish.mention].report if wish.mention in known else wish.report
    return taker or "", wish.origin or ""
