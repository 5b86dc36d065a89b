"""Which report of the collection a chain means when it goes through an outlet.

"Roe told the Courier", "according to the Courier" and "two officials cited by the Courier" each name an outlet; the
report of that outlet is found by name, time and content, and is a lost witness where the collection has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from inquit.core.comparison import Derivation, How, Mention, Witness
from inquit.core.records import Evidence, Link
from inquit.stemma.naming import Named, Names
from inquit.stemma.press import Press, lost_id
from inquit.stemma.vocabulary import vocabulary

_SAME_CLAIM = 0.9  # it carries the claim that is cited
_SAME_STORY = 0.5  # it carries another claim of the report that cites
_NAMED = 0.4  # the same, but what the report says of the outlet is no attribution
_CHANGED = 0.3  # it came out later, and cites the other in turn: one of the pages was changed
_QUOTED = 6  # words in a row that are a quotation
_WORD = re.compile(r"\w+")


class _Found(NamedTuple):
    origin: str
    how: How
    confidence: float
    because: str


def citations(
    mentions: Iterable[Mention],
    witnesses: Mapping[str, Witness],
    claim_of: Mapping[str, str],
    *,
    texts: Mapping[str, str] | None = None,
    taken: Sequence[Derivation] = (),
    language: str | None = None,
) -> tuple[Derivation, ...]:
    """What reports took from others that they name, one derivation for each pair, in the order of the reports.

    Args:
        mentions: Of all reports.
        witnesses: The reports by id.
        claim_of: The claim of a mention by its id; those without one cite what cannot be told by content.
        texts: Of reports, by id: what names an outlet outside attributions has read it too, if that has an earlier report
            of the same story.
        taken: Derivations that are known otherwise, as by reuse: a report that is known to have taken from another can
            be cited by that one only if its page was changed.
        language: ISO 639-1, of the names.

    Returns:
        Derivations whose origin is a report, or "lost:" and a name for an outlet of which no report fits.
    """
    found = _Citations(mentions, witnesses, claim_of, taken, language)
    attributed = found.attributed()
    return (*attributed, *found.named(texts or {}, attributed))


class _Citations:
    def __init__(
        self,
        mentions: Iterable[Mention],
        witnesses: Mapping[str, Witness],
        claim_of: Mapping[str, str],
        taken: Sequence[Derivation],
        language: str | None,
    ) -> None:
        self._press = Press(witnesses, vocabulary(language), language)
        self._witnesses, self._claim_of = witnesses, claim_of
        place = {r: k for k, r in enumerate(sorted(witnesses, key=self._press.place))}
        self._place = place
        known = (m for m in mentions if m.report in place)
        self._mentions = sorted(known, key=lambda m: (place[m.report], m.spans, m.id))
        self._taken = {(d.report, d.origin) for d in taken}
        self._carried: dict[tuple[str, str], list[Mention]] = {}
        self._claims: dict[str, set[str]] = {}
        self._named: set[tuple[str, str]] = set()  # a report, and an outlet that it names
        for m in self._mentions:
            claim = claim_of.get(m.id)
            if claim is not None:
                self._carried.setdefault((m.report, claim), []).append(m)
                self._claims.setdefault(m.report, set()).add(claim)
            self._named.update((m.report, o) for link in m.chain for o in self._press.outlets_of(link))

    def attributed(self) -> tuple[Derivation, ...]:
        """Citations by a link of a chain."""
        best: dict[tuple[str, str], tuple[_Found, Mention]] = {}
        for m in self._mentions:
            for link in m.chain:
                found = self._cited(m, link)
                if found is None:
                    continue
                key = (m.report, found.origin)
                if key not in best or (found.confidence, found.how) > (best[key][0].confidence, best[key][0].how):
                    best[key] = (found, m)
        return tuple(
            Derivation(
                report=report,
                origin=origin,
                how=found.how,
                confidence=round(found.confidence * m.confidence, 3),
                evidence=(Evidence(what="citation", by=found.because, spans=m.spans, score=m.confidence),),
            )
            for (report, origin), (found, m) in best.items()
        )

    def named(self, texts: Mapping[str, str], attributed: Iterable[Derivation]) -> Iterator[Derivation]:
        """Citations by an outlet's name elsewhere in the text, of outlets that the report does not cite otherwise."""
        cited = {(d.report, self._press.outlet(d.origin)) for d in attributed}
        names = Names(self._press.reports, self._press.vocabulary)
        for report in sorted(texts.keys() & self._place.keys(), key=self._place.__getitem__):
            for name in names.find(texts[report]):
                if name.outlet != self._press.outlet(report) and (report, name.outlet) not in cited:
                    yield from self._read(report, name)

    def _read(self, report: str, name: Named) -> Iterator[Derivation]:
        origin = self._of_story(report, self._press.reports[name.outlet])
        if origin is not None:
            because = f"{name.outlet} is named, and has a report of the same story"
            evidence = Evidence(what="citation", by=because, spans=(name.span,), score=_NAMED)
            yield Derivation(report=report, origin=origin, how="cites", confidence=_NAMED, evidence=(evidence,))

    def _cited(self, m: Mention, link: Link) -> _Found | None:
        """The report that a link of a chain means, None if it is no outlet or the report's own."""
        if self._press.is_own(link, m.report) or self._press.is_vague(link):
            return None
        outlets = self._press.outlets_of(link)
        reports = [r for o in outlets for r in self._press.reports[o] if r != m.report]
        claim = self._claim_of.get(m.id)
        carriers = [r for r in reports if claim is not None and (r, claim) in self._carried]
        before = [r for r in carriers if self._is_before(r, m.report)]
        if before and claim is not None:
            origin, quoted = self._likest(m, before, claim)
            return _Found(origin, "quotes" if quoted else "cites", _SAME_CLAIM, f"{link.name} carries the same claim")
        # A body is quoted without its own page being read, unless that page carries the claim.
        return self._cited_otherwise(m, link, reports, carriers) if link.kind == "outlet" else None

    def _cited_otherwise(
        self, m: Mention, link: Link, reports: Sequence[str], carriers: Sequence[str]
    ) -> _Found | None:
        """What the name of an outlet means of which no earlier report carries the claim."""
        after = next((r for r in carriers if self._cites_back(r, m.report)), None)
        if after is not None:
            return _Found(after, "cites", _CHANGED, f"{link.name} carries it later, and has it from this report")
        shared = self._of_story(m.report, reports)
        if shared is not None:
            return _Found(shared, "cites", _SAME_STORY, f"{link.name} has a report of the same story")
        if link.standing != "named":
            return None
        return _Found(lost_id(link.name), "cites", _SAME_CLAIM, f"no report of {link.name} fits")

    def _of_story(self, report: str, others: Iterable[str]) -> str | None:
        """Of some reports the earlier one that shares most claims with a report, the oldest of several; None if none does."""
        mine = self._claims.get(report, set())
        story = [r for r in others if self._is_before(r, report) and mine & self._claims.get(r, set())]
        return max(story, key=lambda r: (len(mine & self._claims[r]), -self._place[r]), default=None)

    def _is_before(self, report: str, other: str) -> bool:
        return self._place[report] < self._place[other]

    def _cites_back(self, later: str, report: str) -> bool:
        return (later, report) in self._taken or (later, self._press.outlet(report)) in self._named

    def _likest(self, m: Mention, reports: Sequence[str], claim: str) -> tuple[str, bool]:
        """The report whose mention is most like `m`, the oldest of several, and whether `m` quotes it."""
        ours = _words(m.text)
        best, at, quoted = -1.0, reports[0], False
        for report in sorted(reports, key=self._place.__getitem__):
            for x in self._carried[report, claim]:
                theirs = _words(x.text)
                like = len({*ours} & {*theirs}) / (len({*ours} | {*theirs}) or 1)
                if like > best:
                    best, at, quoted = like, report, _has_run(ours, theirs)
        return at, quoted


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _has_run(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    runs = {tuple(theirs[k : k + _QUOTED]) for k in range(len(theirs) - _QUOTED + 1)}
    return any(tuple(ours[k : k + _QUOTED]) in runs for k in range(len(ours) - _QUOTED + 1))
