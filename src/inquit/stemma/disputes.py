"""Who disputes a claim: denials, refusals, and statements that cannot be true beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from inquit.core.comparison import Dispute, Mention
from inquit.stemma.origins import Origin, disputes_version
from inquit.stemma.tradition import Tradition

DENIAL, REFUSAL, CONTRARY, TAKEN_BACK = "denial", "refusal", "contrary claim", "taken back by its own source"


def disputes(
    t: Tradition, origins: Mapping[str, Origin], root_names: frozenset[str], against: Sequence[Mention] = ()
) -> tuple[Dispute, ...]:
    """The disputes in the order of time.

    A mention that states another version disputes the claim unless it took it from there: then it drifted. Declining
    to comment or to confirm disputes nothing. `against` are mentions of other claims that cannot be true beside this.
    """
    found = [*_denials(t, root_names), *_contrary(t, origins), *(_dispute(t, m, CONTRARY) for m in against)]
    return tuple(sorted(found, key=lambda d: (t.press.place(d.report), d.span, d.mention)))


def _denials(t: Tradition, root_names: frozenset[str]) -> Iterator[Dispute]:
    for m in t.mentions:
        if m.act == "decline":
            continue
        if m.certainty == "denied":
            yield _dispute(t, m, TAKEN_BACK if _name(t, m) in root_names else DENIAL)
        elif m.act == "deny" and m.certainty in {None, "unknown"}:
            yield _dispute(t, m, REFUSAL)


def _contrary(t: Tradition, origins: Mapping[str, Origin]) -> Iterator[Dispute]:
    for m in t.told:
        if m.id in t.contrary and disputes_version(t, origins, m):
            yield _dispute(t, m, CONTRARY)


def _dispute(t: Tradition, m: Mention, why: str) -> Dispute:
    chain = t.sources(m) if m.report in t.witnesses else m.chain
    return Dispute(name=_name(t, m), report=m.report, span=m.span, mention=m.id, why=why, chain=chain)


def _name(t: Tradition, m: Mention) -> str:
    chain = t.sources(m) if m.report in t.witnesses else m.chain
    return chain[-1].name if chain else t.press.outlet(m.report) or m.report
