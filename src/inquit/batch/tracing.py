"""Claims of a collection with their family trees, as they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from inquit.batch.corrected import corrected, derivations, of_readings, standing
from inquit.batch.linking import links
from inquit.batch.opposition import opposed
from inquit.core.comparison import Claim, Derivation, Likeness, Mention, Stemma, Witness
from inquit.reuse.derivation import prune
from inquit.stemma.affiliations import Affiliation, affiliations
from inquit.stemma.citations import citations
from inquit.stemma.tradition import AFFIRMED
from inquit.stemma.tree import stemma
from inquit.store.paging import chunks
from inquit.store.view import View


def all_claims(view: View) -> Iterator[str]:
    """The ids of all claims, in the order in which the collection first had a report that carries them."""
    met: set[str] = set()
    for report in view.all_reports():
        for claim in view.claims_of_report(report):
            if claim not in met:
                met.add(claim)
                yield claim


def claims(view: View, ids: Iterable[str], *, reasons: bool = False) -> Iterator[Claim]:
    """Claims by their ids, each with its mentions and the comparisons between them; ids that are not there are left out.

    The reasons of the comparisons are most of what is read; they are left out unless they are asked for.
    """
    for chunk in chunks(ids):
        found = view.mentions_of_claims(chunk)
        home = {m.id: name for name, those in found.items() for m in those}
        inside: dict[str, list[Likeness]] = {}
        compared = view.likenesses_of(home) if reasons else view.likenesses_between(home)
        for x in sorted(compared, key=lambda x: (x.first, x.second)):
            if home.get(x.first) == home.get(x.second):
                inside.setdefault(home[x.first], []).append(x)
        said = links(view, {m.report for those in found.values() for m in those})
        vouched = frozenset(i for pair in said.together for i in pair)
        for name, those in found.items():
            yield claim_of(name, those, inside.get(name, ()), vouched)


def claim_of(
    name: str, mentions: Sequence[Mention], likenesses: Iterable[Likeness], vouched: AbstractSet[str] = frozenset()
) -> Claim:
    """A claim; its words are those of the mention that most others are like, a sentence rather than a fragment.

    One that states it goes before those that deny it or leave it open. `vouched` are mentions that a person put together.
    """
    own = {m.id for m in mentions}
    inside = tuple(x for x in likenesses if x.first in own and x.second in own)
    worth = dict.fromkeys(own, 0.0)
    for x in inside:
        worth[x.first] += x.same
        worth[x.second] += x.same
    plainest = max(
        mentions,
        key=lambda m: (m.certainty in AFFIRMED, worth[m.id], len(m.text.split()) > 3, -len(m.text), m.id),
    )
    return Claim(
        id=name,
        text=plainest.text,
        mentions=tuple(mentions),
        likenesses=inside,
        vouched=frozenset(vouched & own),
    )


def trace(view: View, claim: Claim) -> Stemma:
    """The family tree of a claim. Time grows with the mentions of the reports that carry it."""
    return Surroundings.of(view, {m.report for m in claim.mentions}).trace(claim)


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """All that is known of some reports beside their claims: enough to trace any claim that only they carry."""

    view: View
    witnesses: dict[str, Witness]
    taken: dict[str, tuple[Derivation, ...]]
    """What each took from which, by reuse and by what it says itself."""
    bodies: dict[str, tuple[Affiliation, ...]]
    languages: dict[str, str | None] = field(default_factory=dict[str, "str | None"])

    @classmethod
    def of(cls, view: View, reports: Iterable[str]) -> Surroundings:
        """What the collection has on these reports."""
        ids = sorted(set(reports))
        witnesses = view.heads(ids)
        said = of_readings(view)
        texts: dict[str, str] = {}
        bodies: dict[str, tuple[Affiliation, ...]] = {}
        languages: dict[str, str | None] = {}
        for r in ids:
            machine = view.reading(r)
            if machine is not None:
                reading = corrected(machine, said.get(r, ()))
                texts[r], languages[r] = reading.report.text, reading.report.language
                witnesses[r] = replace(witnesses[r], byline=reading.report.byline)
                bodies[r] = affiliations([reading])
        log = list(standing(view, ("took", "did not take")))
        reused = prune(derivations(view.derivations_of(ids), (one for one in log if one.kind == "did not take")))
        mentions = [m for r in ids for m in view.mentions_of_report(r)]
        home = view.claims_of([m.id for m in mentions])
        cited = citations(mentions, witnesses, home, texts=texts, taken=reused)
        taken: dict[str, list[Derivation]] = {}
        for one in derivations((*reused, *cited), (one for one in log if one.payload["report"] in witnesses)):
            taken.setdefault(one.report, []).append(one)
        return cls(
            view=view,
            witnesses=witnesses,
            taken={r: tuple(d) for r, d in taken.items()},
            bodies=bodies,
            languages=languages,
        )

    def derivations(self, reports: Iterable[str]) -> list[Derivation]:
        """What these reports took from any."""
        return [d for r in reports for d in self.taken.get(r, ())]

    def trace(self, claim: Claim) -> Stemma:
        """The family tree of a claim whose reports are all known here."""
        reports = sorted({m.report for m in claim.mentions})
        spoken = {self.languages.get(r) for r in reports}
        against = opposed(self.view, claim)
        return stemma(
            claim,
            {
                **self.view.heads({m.report for m in against}),
                **{r: self.witnesses[r] for r in reports if r in self.witnesses},
            },
            self.derivations(reports),
            affiliations=sorted({a for r in reports for a in self.bodies.get(r, ())}),
            against=against,
            language=spoken.pop() if len(spoken) == 1 else None,
        )
