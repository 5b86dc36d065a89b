"""Where each mention of a claim has it from: from an earlier report, or from a source that its report met itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from inquit.core.comparison import Derivation, EdgeKind, How, Mention
from inquit.core.records import Link
from inquit.sources.names import tokens
from inquit.sources.publishers import posted_by, publishing_body
from inquit.stemma.descriptions import clash, describe, is_nameless
from inquit.stemma.tradition import Tradition

KINDS: dict[How, EdgeKind] = {"reprint": "reprints", "rewrite": "rewrites", "quotes": "quotes", "cites": "cites"}
_COPIES = frozenset({"reprint", "rewrite"})
_NAMED_OUTLET = 0.9  # how sure a step is that the words themselves name
_SAME_OUTLET = 0.6
_THE_PRESS = 0.4  # "reports" say no more than that somebody reported before
_LATEST = 20  # carriers among which what "reports" means is looked for


class Step(NamedTuple):
    """`giver` is the mention that it was taken from."""

    giver: str
    kind: EdgeKind
    weight: float
    because: str


class Broken(NamedTuple):
    """A step against time, to a report that came out later, and the source that names it."""

    step: Step
    link: Link


class Meeting(NamedTuple):
    """A source as an outlet met it. `via` are those who passed its words on, from outside in; `own_word` is the outlet's own."""

    link: Link
    mention: str
    report: str
    outlet: str
    via: tuple[Link, ...] = ()
    own_word: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one mention has the claim from: `steps` back to other mentions, or what was `met`; one of both at most
    decides about its roots, and where both are there it is what was met.

    `lost` names the outlets on the way whose report the collection lacks; `broken` is a step against time.
    """

    steps: tuple[Step, ...] = ()
    met: Meeting | None = None
    lost: tuple[str, ...] = ()
    broken: Broken | None = None
    because: str = ""


def origins(tradition: Tradition) -> dict[str, Origin]:
    """The origin of every mention that states the claim, by its id."""
    found: dict[str, Origin] = {}
    for report in tradition.reports:
        here = tradition.told_in[report]
        attributed = [m for m in here if tradition.sources(m)]
        below = [m for m in attributed if not m.headline] or attributed
        for m in below:
            found[m.id] = _attributed(tradition, m, found)
        told = [m for m in _whole(below, found) if found[m.id].broken is None]
        for m in here:
            if m.id in found:
                continue
            if tradition.sources(m):
                same = _same_source(m, below) or tradition.closest(m, below)
                found[m.id] = replace(found[same.id], because="the headline says briefly what the text attributes")
            else:
                found[m.id] = _own_voice(tradition, m, told, found)
    return found


def disputes_version(t: Tradition, found: Mapping[str, Origin], m: Mention) -> bool:
    """Whether a mention states another version, that it did not take from one of the claim's own.

    What is told by the same source as the claim's own version has drifted.
    """
    if m.id not in t.opposed or any(s.giver not in t.opposed for s in found[m.id].steps):
        return False
    chain = t.sources(m)
    return not chain or tokens(chain[-1].name) not in t.heard


def _same_source(m: Mention, among: Sequence[Mention]) -> Mention | None:
    name = m.chain[-1].name
    return next((x for x in among if tokens(x.chain[-1].name) == tokens(name)), None)


# ── own voice ────────────────────────────────────────────────────────────────────────────────────────────────────


def _own_voice(t: Tradition, m: Mention, attributed: Sequence[Mention], found: dict[str, Origin]) -> Origin:
    taken = [d for d in t.taken.get(m.report, ()) if _carries(t, d.origin, m.report)]
    copied = [d for d in taken if any(p.taken.overlaps(s) for p in d.passages for s in m.spans)]
    if copied:
        return Origin(steps=(_step(t, m, copied[0], found),))
    if attributed:
        same = t.closest(m, attributed)
        return replace(found[same.id], because="the report says so in its own voice, and attributes it elsewhere")
    outlet = t.press.outlet(m.report)
    body = publishing_body(outlet, t.language)
    if body is not None:
        return Origin(met=Meeting(body, m.id, m.report, outlet), because="a body says so in its own name")
    if taken:
        return Origin(steps=(_step(t, m, _likest(t, m, taken), found),))
    poster = posted_by(t.witnesses[m.report].byline, outlet)
    before = [r for r in t.press.reports.get(outlet, ()) if _carries(t, r, m.report)]
    if before and poster is None:
        giver = t.closest(m, _whole(t.told_in[before[-1]], found))
        return Origin(steps=(Step(giver.id, "cites", _SAME_OUTLET, "the same outlet had it before"),))
    name = outlet or m.report
    word = poster or Link(span=None, name=name, kind="outlet", standing="named")
    because = "whose handle it is says so" if poster else "nothing shows where it has it from"
    return Origin(met=Meeting(word, m.id, m.report, name, own_word=poster is None), because=because)


def _carries(t: Tradition, report: str, before: str) -> bool:
    return report in t.told_in and t.earlier(report, before)


def _likest(t: Tradition, m: Mention, taken: Sequence[Derivation]) -> Derivation:
    """Among the derivations of the strongest kind, the one from the report with the likest mention."""
    best = [d for d in taken if d.how == taken[0].how]
    return max(best, key=lambda d: (t.likeness(m, t.closest(m, t.told_in[d.origin])), -t.order[d.origin]))


def _step(t: Tradition, m: Mention, d: Derivation, found: dict[str, Origin]) -> Step:
    giver = t.closest(m, _whole(t.told_in[d.origin], found))
    because = next((e.by for e in d.evidence), f"the report {KINDS[d.how]} the other")
    return Step(giver.id, KINDS[d.how], d.confidence, because)


# ── attributed ───────────────────────────────────────────────────────────────────────────────────────────────────


def _attributed(t: Tradition, m: Mention, found: dict[str, Origin]) -> Origin:
    chain = t.sources(m)
    inner = chain[-1]
    if t.press.is_vague(inner):
        return _press_at_large(t, m, inner, found)
    reprinted = _reprinted(t, m, found)
    if reprinted is not None:
        return Origin(steps=(reprinted,))
    lost: list[str] = []
    at = t.press.outlet(m.report)
    for link in chain:
        outlets = t.press.outlets_of(link)
        if link.kind != "outlet" and not outlets:
            continue
        beyond = None if inner is link or inner.kind == "outlet" else inner
        origin = _through(t, m, link, outlets=outlets, inner=beyond, found=found)
        if origin is not None:
            return replace(origin, lost=tuple(lost))
        described = _described_outlet(t, m, link, beyond, found) if beyond is not None else None
        if described is not None:
            return Origin(steps=(described,), lost=tuple(lost))
        if link.kind == "outlet":
            lost.append(link.name)
            # By one name whether its report came out before this one or after, so that both met the same people there.
            at = min(outlets) if len(outlets) == 1 else link.name
    taken = _same_nameless(t, m, inner, found) if is_nameless(inner) else None
    if taken is not None:
        return Origin(steps=(taken,))
    via = tuple(x for x in chain[:-1] if x.kind != "outlet")
    own = inner.kind == "outlet"
    return Origin(met=Meeting(inner, m.id, m.report, at or m.report, via, own_word=own), lost=tuple(lost))


def _reprinted(t: Tradition, m: Mention, found: dict[str, Origin]) -> Step | None:
    """The step to the report that this one reprints, if that says it by the same sources."""
    chain = [tokens(link.name) for link in m.chain]
    for d in t.taken.get(m.report, ()):
        if d.how == "reprint" and _carries(t, d.origin, m.report):
            givers = [x for x in t.told_in[d.origin] if [tokens(link.name) for link in x.chain] == chain]
            if givers:
                return Step(
                    t.closest(m, _whole(givers, found)).id, KINDS[d.how], d.confidence, "it reprints the report"
                )
    return None


def _through(
    t: Tradition, m: Mention, link: Link, *, outlets: Iterable[str], inner: Link | None, found: dict[str, Origin]
) -> Origin | None:
    """The origin of a mention that names an outlet, if a report of that outlet carries the claim."""
    reports = [r for o in outlets for r in t.press.reports[o] if r in t.told_in and r != m.report]
    tied = {d.origin: d for d in reversed(t.taken.get(m.report, []))}
    before = [r for r in reports if t.earlier(r, m.report)]
    if not before:
        later = next((r for r in reports if r in tied), None)
        if later is None:
            return None
        giver = t.closest(m, t.told_in[later])
        step = Step(giver.id, KINDS[tied[later].how], tied[later].confidence, f"it names {link.name}")
        return Origin(broken=Broken(step, link))
    givers = _whole([x for r in before for x in t.told_in[r]], found)
    if inner is not None:
        alike = [x for x in givers if _has_source(t, x, inner, found)]
        if not alike and not is_nameless(inner):
            giver = t.closest(m, givers)
            met = Meeting(inner, m.id, m.report, link.name)
            return Origin(steps=(_named(m, giver, link, tied),), met=met)
        if not alike:
            return Origin(met=Meeting(inner, m.id, m.report, t.press.outlet(before[-1])), lost=(link.name,))
        givers = alike
    preferred = [x for x in givers if x.report in tied] or givers
    return Origin(steps=(_named(m, t.closest(m, preferred), link, tied),))


def _described_outlet(t: Tradition, m: Mention, link: Link, inner: Link, found: dict[str, Origin]) -> Step | None:
    """The step to the earlier report of another outlet that "a British newspaper" can be: of those that have the same source
    the likest.
    """
    if not t.press.is_vague(link):
        return None
    mine = t.press.outlet(m.report)
    before = [r for r in t.reports[: t.rank[m.report]] if not mine or t.press.outlet(r) != mine][-_LATEST:]
    givers = [x for r in before for x in t.told_in[r] if _has_source(t, x, inner, found)]
    if not givers:
        return None
    return Step(t.closest(m, givers).id, "cites", _THE_PRESS, f"it names “{link.name}”")


def _whole(among: list[Mention], found: dict[str, Origin]) -> list[Mention]:
    """Those of the mentions whose own step does not go against time, if there are any."""
    return [x for x in among if found[x.id].broken is None] or among


def _named(m: Mention, giver: Mention, link: Link, tied: dict[str, Derivation]) -> Step:
    d = tied.get(giver.report)
    weight = max(_NAMED_OUTLET * m.confidence, d.confidence if d else 0.0)
    return Step(giver.id, KINDS[d.how] if d else "cites", weight, f"it names {link.name}")


def _has_source(t: Tradition, giver: Mention, inner: Link, found: dict[str, Origin]) -> bool:
    """Whether a mention can have it from the source that another names beyond its outlet."""
    theirs = _innermost(giver, found)
    if theirs is None:
        return False
    if inner.kind == "document" and theirs.kind == "document" and (is_nameless(inner) or is_nameless(theirs)):
        return True  # whatever it calls the paper
    if is_nameless(inner) and is_nameless(theirs):
        ours = describe(inner.name, inner.kind, t.language)
        return clash(ours, describe(theirs.name, theirs.kind, t.language), t.language) is None
    return tokens(inner.name) == tokens(theirs.name)


def _is_told_of(t: Tradition, giver: Mention, inner: Link, found: dict[str, Origin]) -> bool:
    """Whether a mention has it from the unnamed source that another report describes, by the same noun."""
    theirs = _innermost(giver, found)
    if theirs is None or not _has_source(t, giver, inner, found):
        return False
    ours, other = describe(inner.name, inner.kind, t.language), describe(theirs.name, theirs.kind, t.language)
    return ours.head == other.head


def _innermost(m: Mention, found: dict[str, Origin]) -> Link | None:
    """The source that a mention goes back to, along its steps."""
    origin = found.get(m.id)
    while origin is not None and origin.met is None and origin.steps:
        origin = found.get(origin.steps[0].giver)
    return origin.met.link if origin is not None and origin.met is not None else None


def _same_nameless(t: Tradition, m: Mention, inner: Link, found: dict[str, Origin]) -> Step | None:
    """The step to the report that this one copies or rewrites, if an unnamed source of it is met there too.

    A rumour in a report that knows an earlier one is taken from that one.
    """
    for d in t.taken.get(m.report, ()):
        if not _carries(t, d.origin, m.report) or (d.how not in _COPIES and inner.kind != "rumour"):
            continue
        if d.passages and not any(p.taken.overlaps(s) for p in d.passages for s in m.spans):
            continue
        givers = [x for x in t.told_in[d.origin] if inner.kind == "rumour" or _is_told_of(t, x, inner, found)]
        if givers:
            return Step(t.closest(m, givers).id, KINDS[d.how], d.confidence, "what it copies has an unnamed source too")
    return None


def _press_at_large(t: Tradition, m: Mention, inner: Link, found: dict[str, Origin]) -> Origin:
    """What "reports" or "a newspaper" means: an earlier report that this one derives from, else the likest one."""
    tied = [d for d in t.taken.get(m.report, ()) if _carries(t, d.origin, m.report)]
    if tied:
        return Origin(steps=(_step(t, m, _likest(t, m, tied), found),))
    mine = t.press.outlet(m.report)
    before = [r for r in t.reports[: t.rank[m.report]] if not mine or t.press.outlet(r) != mine][-_LATEST:]
    if before:
        giver = t.closest(m, _whole([x for r in before for x in t.told_in[r]], found))
        return Origin(steps=(Step(giver.id, "cites", _THE_PRESS, f"it names “{inner.name}”"),))
    return Origin(met=Meeting(inner, m.id, m.report, mine or m.report))
