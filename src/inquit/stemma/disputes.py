"""Who disputes a claim: denials, refusals, and statements that cannot be true beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from inquit.core.comparison import Dispute, Mention, Witness
from inquit.core.records import Link
from inquit.sources.publishers import posted_by, publishing_body
from inquit.stemma.origins import Origin, disputes_version
from inquit.stemma.tradition import Tradition

DENIAL, REFUSAL, CONTRARY, TAKEN_BACK = "denial", "refusal", "contrary claim", "taken back by its own source"
POSSIBLE = "possible denial"
# One in ten of either is a dispute by our gold; the others are of something else.
UNSURE = frozenset({CONTRARY, POSSIBLE})


def disputes(
    t: Tradition,
    origins: Mapping[str, Origin],
    root_names: frozenset[str],
    against: Sequence[Mention],
    witnesses: Mapping[str, Witness],
) -> tuple[Dispute, ...]:
    """The disputes, the sure ones first, in the order of time.

    A mention that states another version disputes the claim unless it took it from there: then it drifted. Declining
    to comment or to confirm disputes nothing. `against` are denials of other claims that may as well deny this one, in
    reports that `witnesses` may hold and the claim's tradition not.
    """
    known = {**witnesses, **t.witnesses}
    found = [
        *_denials(t, root_names, known),
        *(_dispute(t, m, CONTRARY, known) for m in t.told if m.id in t.contrary and disputes_version(t, origins, m)),
        *(_dispute(t, m, POSSIBLE, known) for m in against),
    ]
    return tuple(sorted(found, key=lambda d: (not d.sure, t.press.place(d.report), d.span, d.mention)))


def _denials(t: Tradition, root_names: frozenset[str], known: Mapping[str, Witness]) -> Iterator[Dispute]:
    for m in t.mentions:
        if m.act == "decline":
            continue
        if m.certainty == "denied":
            yield _dispute(t, m, TAKEN_BACK if _name(t, m, known) in root_names else DENIAL, known)
        elif m.act == "deny" and m.certainty in {None, "unknown"}:
            yield _dispute(t, m, REFUSAL, known)


def _dispute(t: Tradition, m: Mention, why: str, known: Mapping[str, Witness]) -> Dispute:
    witness = known.get(m.report)
    return Dispute(
        name=_name(t, m, known),
        report=m.report,
        span=m.span,
        mention=m.id,
        why=why,
        sure=why not in UNSURE,
        outlet=witness and (witness.outlet or witness.title),
        chain=_chain(t, m),
    )


def _name(t: Tradition, m: Mention, known: Mapping[str, Witness]) -> str:
    """Who disputes: the innermost source; in own voice the body or account whose page it is, the outlet, or else the title."""
    chain = _chain(t, m)
    if chain:
        return chain[-1].name
    witness = known.get(m.report)
    if witness is None:
        return m.report
    outlet = witness.outlet or ""
    speaker = publishing_body(outlet, t.language) or posted_by(witness.byline, outlet)
    return speaker.name if speaker else outlet or witness.title or m.report


def _chain(t: Tradition, m: Mention) -> tuple[Link, ...]:
    return t.sources(m) if m.report in t.witnesses else m.chain
