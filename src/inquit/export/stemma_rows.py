"""A stemma as rows in the order of time: what every drawing and list of it shows, in words, before it is laid out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from inquit.core.comparison import Dispute, Drift, EdgeKind, Mention, Root, Stemma, Witness
from inquit.core.records import Certainty
from inquit.export.visible import one_line

What = Literal["root", "lost", "report"]
_BY_WEIGHT: tuple[EdgeKind, ...] = ("reprints", "rewrites", "quotes", "cites", "attributed to")
_SURE: Mapping[Certainty | None, str] = {
    "certain": "",
    None: "",
    "probable": "as probable",
    "possible": "as possible",
    "denied": "denies it",
    "unknown": "leaves it open",
}
_PERHAPS = "may state something else"
_AFTER = "after others, no sign of origin"
_RIVAL = "states another version"


@dataclass(frozen=True, kw_only=True, slots=True)
class Taking:
    """One step to an earlier row."""

    giver: str
    kind: EdgeKind
    weight: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A root, a lost witness or a report; every text is safe to show (see `visible`).

    `root` is set for a root, and for a report or lost witness that is one by its own word. `manner` says what it does beside carrying the claim: "as possible", "denies it: Ana Roe". `changes` are its drift.
    """

    id: str
    what: What
    name: str
    nature: str
    when: str = ""
    url: str | None = None
    title: str = ""
    wordings: tuple[str, ...] = ()
    manner: str = ""
    changes: tuple[str, ...] = ()
    takes: tuple[Taking, ...] = ()
    root: Root | None = None
    disputes: bool = False
    """It carries nothing but a denial."""


def rows(stemma: Stemma) -> tuple[Row, ...]:
    """The rows, oldest first; a root or lost witness stands right above the first report that goes back to it."""
    by_report: dict[str, list[Mention]] = {}
    for m in stemma.claim.mentions:
        by_report.setdefault(m.report, []).append(m)
    takes, own = _takes(stemma)
    roots = {root.id: root for root in stemma.roots}
    report_of = {m.id: m.report for m in stemma.claim.mentions}
    lost = {w.report: w for w in stemma.witnesses if w.lost}
    disputes: dict[str, list[Dispute]] = {}
    for dispute in (d for d in stemma.disputes if d.sure):
        disputes.setdefault(dispute.report, []).append(dispute)
    changes: dict[str, list[Drift]] = {}
    for change in stemma.drift:
        changes.setdefault(report_of[change.taker], []).append(change)
    doubted = doubts(stemma)
    made: dict[str, Row] = {}
    for witness in stemma.witnesses:
        if witness.lost:
            continue
        mine = takes.get(witness.report, ())
        for giver in _givers_first(mine, takes, lost):
            if giver in roots and giver not in made:
                made[giver] = _root(roots[giver], len({report_of[m] for m in roots[giver].mentions}))
            elif giver in lost and giver not in made:
                made[giver] = _lost(lost[giver], takes.get(giver, ()))
        here = by_report.get(witness.report, [])
        row = _report(witness, here, disputes.get(witness.report, []), mine)
        standing = _standing(here, doubted, takes=bool(mine))
        manner = "; ".join(part for part in (standing, row.manner) if part)
        changed = tuple(dict.fromkeys(_change(d) for d in changes.get(witness.report, ())))
        made[witness.report] = replace(row, manner=manner, changes=changed)
    return tuple(_as_root(row, own[row.id]) if row.id in own else row for row in made.values())


def doubts(stemma: Stemma) -> Mapping[str, str]:
    """By their ids the mentions that go back to no root, with the reason.

    What a mention has from another report needs no other reason, unless it may state something else.
    """
    repeated = {m for r in stemma.passed_over if r.own_word for m in r.mentions}
    taken = {e.taker for e in stemma.edges}
    doubted = dict.fromkeys(stemma.rival - taken, _RIVAL) | dict.fromkeys(repeated - taken, _AFTER)
    return doubted | dict.fromkeys(stemma.unlikely, _PERHAPS)


def passed_over(stemma: Stemma) -> tuple[tuple[Root, str], ...]:
    """Who was met and does not count as a root, each with the reason."""
    repeats = {m for m, why in doubts(stemma).items() if why == _AFTER}
    return tuple((root, _PERHAPS if repeats.isdisjoint(root.mentions) else _AFTER) for root in stemma.passed_over)


def _standing(here: Sequence[Mention], doubted: Mapping[str, str], *, takes: bool) -> str:
    """Why what a report states goes back to no root; of one that has it from somebody that says enough."""
    why = {doubted.get(m.id, "") for m in here}
    if why == {_PERHAPS}:
        return _PERHAPS
    return next((reason for reason in (_AFTER, _RIVAL) if reason in why and not takes), "")


def summary(stemma: Stemma) -> str:
    """How many independent sources there are, in one sentence."""
    low, high = stemma.independent.min, stemma.independent.max
    reports = len({m.report for m in stemma.claim.mentions})
    told = f"{reports} report" + ("" if reports == 1 else "s")
    perhaps = reports - len({m.report for m in stemma.claim.mentions if m.id not in stemma.unlikely})
    told += f" ({perhaps} only perhaps)" if perhaps else ""
    if high == 0:
        return f"{told}, and none of them states it."
    count = f"{low}" if low == high else f"{low} to {high}"
    return f"{told}, {count} independent source" + ("." if high == 1 else "s.")


def names_of(found: Iterable[Row]) -> dict[str, str]:
    """What a row is called where another one names it: its name, with a number where two have the same."""
    seen: dict[str, int] = {}
    names: dict[str, str] = {}
    for row in found:
        seen[row.name] = seen.get(row.name, 0) + 1
        names[row.id] = row.name if seen[row.name] == 1 else f"{row.name} ({seen[row.name]})"
    return names


def _takes(stemma: Stemma) -> tuple[dict[str, tuple[Taking, ...]], dict[str, Root]]:
    """The steps between rows, and the rows that are roots by their own word.

    Mentions stand for their reports; of several steps to one row the closest kind counts. An outlet's own word has no
    row beside that of the report, or lost witness, where it stands first.
    """
    report_of = {m.id: m.report for m in stemma.claim.mentions}
    steps = [(report_of.get(e.taker, e.taker), report_of.get(e.giver, e.giver), e) for e in stemma.edges]
    words = {root.id: root for root in stemma.roots if root.own_word}
    own: dict[str, Root] = {}
    stands: dict[str, str] = {}
    for taker, giver, _ in steps:
        if giver in words and giver not in stands:
            stands[giver] = taker
            own[taker] = words[giver]
    best: dict[tuple[str, str], Taking] = {}
    for taker, given, e in steps:
        giver = stands.get(given, given)
        known = best.get((taker, giver))
        if taker != giver and (known is None or _BY_WEIGHT.index(e.kind) < _BY_WEIGHT.index(known.kind)):
            best[taker, giver] = Taking(giver=giver, kind=e.kind, weight=e.weight)
    found: dict[str, tuple[Taking, ...]] = {}
    for (taker, _), taking in best.items():
        found[taker] = (*found.get(taker, ()), taking)
    return {taker: tuple(sorted(mine, key=lambda x: _BY_WEIGHT.index(x.kind))) for taker, mine in found.items()}, own


def _givers_first(
    mine: Iterable[Taking], takes: Mapping[str, tuple[Taking, ...]], lost: Mapping[str, Witness]
) -> list[str]:
    """The givers of a row with what its lost witnesses had it from, those before the lost ones."""
    found: list[str] = []
    for giver in (x.giver for x in mine):
        if giver in lost:
            found += [x.giver for x in takes.get(giver, ())]
        found.append(giver)
    return list(dict.fromkeys(found))


def _root(root: Root, carriers: int) -> Row:
    carried = f"{_nature(root)}; {carriers} report" + ("" if carriers == 1 else "s")
    return Row(id=root.id, what="root", name=one_line(root.name), nature=carried, root=root)


def _as_root(row: Row, root: Root) -> Row:
    return replace(row, root=root, nature="; ".join(part for part in (_nature(root), row.nature) if part))


def _nature(root: Root) -> str:
    return "own word, no sign of origin" if root.own_word else f"{root.standing} {root.kind.replace('-', ' ')}"


def _lost(witness: Witness, takes: tuple[Taking, ...]) -> Row:
    name = one_line(witness.outlet or witness.report)
    return Row(id=witness.report, what="lost", name=name, nature="cited, not in the collection", takes=takes)


def _report(witness: Witness, mentions: list[Mention], disputes: list[Dispute], takes: tuple[Taking, ...]) -> Row:
    carries = bool(takes) or any(m.certainty not in {"denied", "unknown"} for m in mentions)
    return Row(
        id=witness.report,
        what="report",
        name=one_line(witness.outlet or witness.title or witness.report),
        nature="",
        when=_when(witness.published),
        url=witness.url,
        title=one_line(witness.title or ""),
        wordings=tuple(dict.fromkeys(one_line(m.text) for m in mentions)),
        manner=_manner(mentions, disputes),
        takes=takes,
        disputes=bool(disputes) and not carries,
    )


def _manner(mentions: list[Mention], disputes: list[Dispute]) -> str:
    told = [m for m in mentions if m.certainty not in {"denied", "unknown"}]
    sure = _SURE[told[0].certainty] if told else ("" if disputes else _SURE["unknown"])
    deniers = ", ".join(dict.fromkeys(_denier(d) for d in disputes))
    return "; ".join(part for part in (sure, deniers) if part)


def _denier(d: Dispute) -> str:
    """As in "denial by Ana Roe" and "taken back by its own source, Ana Roe"."""
    return one_line(f"{d.why}, {d.name}" if " by " in d.why else f"{d.why} by {d.name}")


def _change(drift: Drift) -> str:
    if drift.what == "number changed":
        return f"number changed, {one_line(drift.before)} to {one_line(drift.after)}"
    if drift.what == "source promoted":
        return f"source promoted, {one_line(drift.before)} to {one_line(drift.after)}"
    if drift.what == "source dropped":
        return f"source dropped, {one_line(drift.before)}"
    return drift.what


def _when(published: str | None) -> str:
    """The time as it was given, to the minute."""
    if not published:
        return ""
    day, _, time = one_line(published).partition("T")
    return f"{day} {time[:5]}".strip()
