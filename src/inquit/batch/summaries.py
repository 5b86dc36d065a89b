"""Fills in the rows that lists of claims are made of, see `store.summaries`."""

from __future__ import annotations

from collections.abc import Callable

from inquit.batch.tracing import Surroundings, claims
from inquit.core.comparison import Stemma
from inquit.core.moments import moment
from inquit.store.collection import Collection
from inquit.store.summaries import ClaimSummary
from inquit.store.writer import Writer

CHUNK = 400  # claims of one transaction, so that others who write wait for a second or so


def refresh(collection: Collection, progress: Callable[[int, int], None] | None = None) -> int:
    """Fills in what is missing, and says how many claims that were; does not write where nothing is.

    `progress` is told how many are done, and of how many. Each few hundred are one transaction: whoever is stopped
    loses no more than those.

    Raises:
        CollectionError: the collection cannot be read, or not be written.
    """
    with collection.viewing() as view:
        total = view.stale_count()
    done = 0
    while done < total:
        with collection.writing() as writer:
            filled = _fill(writer)
        if not filled:
            break  # another process did the rest
        done += filled
        if progress:
            progress(done, max(done, total))
    return done


def _fill(writer: Writer) -> int:
    """Fills in the next few claims, together, since those of one report need the same to be known."""
    wanted = writer.stale(CHUNK)
    found = list(claims(writer, wanted))
    known = Surroundings.of(writer, {m.report for claim in found for m in claim.mentions})
    writer.put_summaries(wanted, [summary_of(known.trace(claim)) for claim in found])
    return len(wanted)


def summary_of(stemma: Stemma) -> ClaimSummary:
    """A family tree in figures."""
    claim = stemma.claim
    reports = {m.report for m in claim.mentions}
    witnesses = [w for w in stemma.witnesses if w.report in reports and not w.lost]
    dates = sorted((w.published for w in witnesses if w.published), key=lambda day: (str(moment(day)), day))
    return ClaimSummary(
        id=claim.id,
        text=claim.text,
        mentions=len(claim.mentions),
        reports=len(reports),
        outlets=len({w.outlet or w.report for w in witnesses}),
        min=stemma.independent.min,
        max=stemma.independent.max,
        named=sum(root.standing == "named" for root in stemma.roots),
        unnamed=sum(root.standing == "unnamed" for root in stemma.roots),
        # What nobody states is not disputed by who denies it: its words are those of the denial.
        disputes=sum(d.sure for d in stemma.disputes) if stemma.independent.max else 0,
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
    )
