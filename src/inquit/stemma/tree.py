"""The stemma of a claim, from its mentions and from what its reports took from each other.

Everything is put in the order of time first, so that the same evidence gives the same tree in whatever order it comes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from inquit.core.comparison import Claim, Derivation, Drift, Edge, Independent, Mention, Stemma, Witness
from inquit.core.records import Evidence
from inquit.stemma.affiliations import Affiliation
from inquit.stemma.disputes import disputes
from inquit.stemma.drift import drift
from inquit.stemma.independence import independent
from inquit.stemma.kinds import with_known_kinds
from inquit.stemma.origins import Origin, disputes_version, origins
from inquit.stemma.press import lost_id
from inquit.stemma.rings import rings
from inquit.stemma.roots import Roots, began, roots
from inquit.stemma.support import who_counts
from inquit.stemma.tradition import Tradition

_NO_SIGN = 0.5  # how sure it is that an outlet's own words, whose origin nothing shows, are its own


def stemma(
    claim: Claim,
    witnesses: Mapping[str, Witness],
    derivations: Sequence[Derivation],
    *,
    affiliations: Sequence[Affiliation] = (),
    against: Sequence[Mention] = (),
    language: str | None = None,
) -> Stemma:
    """The family tree of a claim.

    Args:
        claim: The claim with its mentions and the comparisons between them.
        witnesses: The reports by id; of those without a mention of the claim only those that `against` is from matter.
        derivations: What reports took from each other, in any order: reuse and citations, and what an editor says.
        affiliations: Which people belong to which bodies, see `affiliations.affiliations`.
        against: Denials of other claims that may as well deny this one.
        language: ISO 639-1, of the names and descriptions.

    Returns:
        The tree. Its mentions of the claim stay as they are, but for the kinds of sources that other reports know better; edges lead from each to where it has it from, always to
        an earlier report, to a lost witness or to a root.
    """
    claim = with_known_kinds(claim, witnesses, affiliations, language)
    t = Tradition(claim, witnesses, derivations, language=language)
    found = origins(t)
    every = roots(t, found, affiliations)
    counts_for_most, counts_for_fewest = who_counts([s.root for s in every.sources])
    likely = every.only(counts_for_most)
    rooted = began(t, likely)
    sure = rooted.only(counts_for_fewest)
    interval, may_be = independent(rooted.sources, language)
    if len(sure.sources) < len(rooted.sources):
        interval = _without_doubt(interval, independent(sure.sources, language)[0])
    edges = tuple(_edges(t, found, rooted))
    lost = sorted({e.giver: e for e in edges if e.giver.startswith("lost:")})
    names = {lost_id(name): name for origin in found.values() for name in origin.lost}
    tied = [d for d in derivations if d.report in t.witnesses and d.origin in t.witnesses]
    return Stemma(
        claim=claim,
        witnesses=(
            *(Witness(report=w, outlet=names[w], lost=True) for w in lost),
            *(t.witnesses[r] for r in sorted(t.witnesses, key=t.press.place)),
        ),
        edges=edges,
        roots=tuple(replace(s.root, may_be=may_be[s.root.id]) for s in rooted.sources),
        independent=interval,
        drift=tuple(_drift(t, found)),
        disputes=disputes(t, found, frozenset(s.root.name for s in likely.sources), against, witnesses),
        loops=rings(tied, t.witnesses),
        doubtful=frozenset(_left_out(every, likely.only(counts_for_fewest))),
        unlikely=frozenset(_left_out(every, likely)),
        passed_over=tuple(s.root for s in every.sources if s not in rooted.sources),
        rival=frozenset(m.id for m in t.told if disputes_version(t, found, m)),
    )


def _left_out(every: Roots, kept: Roots) -> Iterator[str]:
    """The mentions that have roots, of which none is kept."""
    return (m for m, those in every.of.items() if those and not kept.of[m])


def _without_doubt(all_: Independent, sure: Independent) -> Independent:
    """The interval whose lower end is that of the sure roots: what the others tell may be something else."""
    if not 0 < sure.min < all_.min:
        return all_
    because = (
        "Only of sources that surely tell of it; the others may well tell of something else.",
        *sure.fewest_because,
    )
    return replace(all_, min=sure.min, fewest_because=because)


def _edges(t: Tradition, found: Mapping[str, Origin], rooted: Roots) -> Iterator[Edge]:
    """The edges of each mention, in the order of time; those of a lost witness to a root only once."""
    known: set[tuple[str, str]] = set()
    for m in t.told:
        origin = found[m.id]
        for step in origin.steps:
            why = Evidence(what=step.kind, by=step.because, spans=m.spans)
            yield Edge(taker=m.id, giver=step.giver, kind=step.kind, weight=round(step.weight, 3), evidence=(why,))
        at = m.id
        for name in origin.lost:
            if (at, lost_id(name)) not in known:
                known.add((at, lost_id(name)))
                why = Evidence(what="cites", by=f"it names {name}, of which no report is at hand", spans=m.spans)
                yield Edge(taker=at, giver=lost_id(name), kind="cites", weight=m.confidence, evidence=(why,))
            at = lost_id(name)
        for step in origin.steps if origin.lost else ():
            if (at, step.giver) not in known:
                known.add((at, step.giver))
                yield Edge(taker=at, giver=step.giver, kind="cites", weight=round(step.weight, 3))
        if origin.met is not None or not origin.steps:
            for root in rooted.of.get(m.id, ()):
                if (at, root) not in known:
                    known.add((at, root))
                    why = Evidence(what="attributed to", by=origin.because or "its source", spans=m.spans)
                    sure = _NO_SIGN if origin.met is not None and origin.met.own_word else m.confidence
                    yield Edge(taker=at, giver=root, kind="attributed to", weight=sure, evidence=(why,))


def _drift(t: Tradition, found: Mapping[str, Origin]) -> Iterator[Drift]:
    for m in t.told:
        for step in found[m.id].steps:
            yield from drift(t.by_id[step.giver], m, t.language)
