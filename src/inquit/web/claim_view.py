"""A claim as its page shows it: wordings in the order of time, roots, what changed on the way, who disputes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from inquit.core.comparison import Dispute, Drift, Mention, Root, Stemma, Witness
from inquit.export.drawing import drawing
from inquit.export.stemma_rows import Row, doubts, names_of, passed_over, rows, summary
from inquit.export.wording import Stretch, side_by_side
from inquit.web.addresses import report_address
from inquit.web.reading_view import Party


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """One mention, where it stands, from whom the report has it, and why it goes back to no root, if it does not."""

    mention: Mention
    witness: Witness
    address: str
    chain: tuple[Party, ...]
    takes: tuple[str, ...]
    doubt: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RootEntry:
    """A root with where it is met, and the names of those that may be the same."""

    root: Root
    carriers: tuple[tuple[str, str], ...]
    """Outlet and address, one a report."""
    may_be: tuple[str, ...]
    why_not: str = ""
    """Why it does not count, if it does not."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """What two wordings, one taken from the other, do not share."""

    drift: tuple[Drift, ...]
    giver: Wording
    taker: Wording
    before: tuple[Stretch, ...]
    after: tuple[Stretch, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Objection:
    """Somebody who disputes the claim, with the words; `witness` is the report that has them."""

    dispute: Dispute
    witness: Witness
    words: str
    address: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Lost:
    """A report that others cite and the collection lacks."""

    witness: Witness
    cited_by: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimPage:
    """Everything on the page of a claim."""

    stemma: Stemma
    summary: str
    picture: Markup
    wordings: tuple[Wording, ...]
    roots: tuple[RootEntry, ...]
    passed_over: tuple[RootEntry, ...]
    changes: tuple[Change, ...]
    objections: tuple[Objection, ...]
    lost: tuple[Lost, ...]
    loops: tuple[str, ...]


def claim_page(stemma: Stemma, mentions: Mapping[str, Mention], heads: Mapping[str, Witness]) -> ClaimPage:
    """The view of a claim's family tree.

    `mentions` and `heads` are those, by their ids, that dispute it in claims of their own.
    """
    found = rows(stemma)
    names = names_of(found)
    witnesses = {**heads, **{w.report: w for w in stemma.witnesses}}
    takes = {row.id: _takes(row, names) for row in found}
    doubted = doubts(stemma)
    wordings = {
        m.id: _wording(
            m,
            witnesses.get(m.report) or Witness(report=m.report),
            takes.get(m.report, ()),
            doubted.get(m.id, ""),
        )
        for m in stemma.claim.mentions
    }
    roots = {root.id: root for root in stemma.roots}
    return ClaimPage(
        stemma=stemma,
        summary=summary(stemma),
        # The drawing escapes all text itself, and is tested with hostile names.
        picture=Markup(drawing(stemma, link=_Links(stemma).of, styled=False)),  # noqa: S704
        wordings=tuple(wordings.values()),
        roots=tuple(_root(root, roots, wordings) for root in stemma.roots),
        passed_over=tuple(replace(_root(root, {}, wordings), why_not=why) for root, why in passed_over(stemma)),
        changes=_changes(stemma, wordings),
        objections=tuple(
            Objection(
                dispute=d,
                witness=witnesses.get(d.report) or Witness(report=d.report),
                words=_words_of(wordings.get(d.mention), mentions.get(d.mention)),
                address=report_address(d.report, d.mention),
            )
            for d in stemma.disputes
        ),
        lost=tuple(_lost(w, found, names) for w in stemma.witnesses if w.lost),
        loops=tuple(", ".join(names.get(report, report) for report in loop) for loop in stemma.loops),
    )


def _words_of(wording: Wording | None, mention: Mention | None) -> str:
    found = wording.mention if wording else mention
    return found.text if found else ""


class _Links:
    """Where a row of the picture leads: to the first words that it stands for."""

    def __init__(self, stemma: Stemma) -> None:
        self._first: dict[str, Mention] = {}
        for mention in stemma.claim.mentions:
            self._first.setdefault(mention.report, mention)
        by_id = {mention.id: mention for mention in stemma.claim.mentions}
        for root in stemma.roots:
            self._first[root.id] = by_id[root.mentions[0]]

    def of(self, row: Row) -> str | None:
        mention = self._first.get(row.id)
        return None if mention is None else report_address(mention.report, mention.id)


def _takes(row: Row, names: dict[str, str]) -> tuple[str, ...]:
    return tuple(f"{taking.kind} {names[taking.giver]}" for taking in row.takes if taking.giver in names)


def _wording(mention: Mention, witness: Witness, takes: tuple[str, ...], doubt: str) -> Wording:
    return Wording(
        mention=mention,
        witness=witness,
        address=report_address(mention.report, mention.id),
        chain=tuple(map(Party.of, reversed(mention.chain))),
        takes=takes,
        doubt=doubt,
    )


def _root(root: Root, roots: dict[str, Root], wordings: dict[str, Wording]) -> RootEntry:
    carriers: dict[str, tuple[str, str]] = {}
    for one in (wordings[m] for m in root.mentions if m in wordings):
        outlet = one.witness.outlet or one.witness.title or one.witness.report
        carriers.setdefault(one.witness.report, (outlet, one.address))
    return RootEntry(
        root=root,
        carriers=tuple(carriers.values()),
        may_be=tuple(roots[other].name for other in root.may_be if other in roots),
    )


def _changes(stemma: Stemma, wordings: dict[str, Wording]) -> tuple[Change, ...]:
    """The drift, all of one step together."""
    steps: dict[tuple[str, str], list[Drift]] = {}
    for drift in stemma.drift:
        if drift.giver in wordings and drift.taker in wordings:
            steps.setdefault((drift.giver, drift.taker), []).append(drift)
    found: list[Change] = []
    for (giver, taker), drifts in steps.items():
        one, other = wordings[giver], wordings[taker]
        before, after = side_by_side(one.mention.text, other.mention.text)
        found.append(Change(drift=tuple(drifts), giver=one, taker=other, before=before, after=after))
    return tuple(found)


def _lost(witness: Witness, found: tuple[Row, ...], names: dict[str, str]) -> Lost:
    citing = (names[row.id] for row in found if any(taking.giver == witness.report for taking in row.takes))
    return Lost(witness=witness, cited_by=tuple(citing))
