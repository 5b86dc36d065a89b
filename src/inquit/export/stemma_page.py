"""The family tree of a claim as one self-contained web page: the picture, and beside it everything in words.

Like the pages of `page`, it runs no script and loads nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from inquit.core.comparison import Dispute, Drift, Mention, Root, Stemma, Witness
from inquit.core.records import Link
from inquit.export.decisions import decisions
from inquit.export.drawing import drawing
from inquit.export.stemma_rows import doubts, passed_over, summary
from inquit.export.templates import digest_of, style, templates
from inquit.export.visible import one_line, shortened
from inquit.export.wording import Stretch, side_by_side

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """One mention: when and where, its words, whose they are, and how sure."""

    when: str
    outlet: str
    title: str
    text: str
    who: str
    certainty: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """What changed between two outlets, with the changed words of both marked."""

    what: str
    giver: str
    taker: str
    before: tuple[Stretch, ...]
    after: tuple[Stretch, ...]


def stemma_page(stemma: Stemma, *, explain: bool = False) -> str:
    """The page; with `explain` with the comparisons that put the mentions together."""
    doubted = doubts(stemma)
    svg, sheet = drawing(stemma), style("style.css") + style("stemma.css")
    reports = {w.report: w for w in stemma.witnesses}
    mentions = {m.id: m for m in stemma.claim.mentions}
    return (
        templates()
        .get_template("stemma.html")
        .render(
            claim=one_line(stemma.claim.text),
            title=shortened(one_line(stemma.claim.text), 80),
            summary=summary(stemma),
            svg=svg,
            style=sheet,
            digests=[digest_of(text) for text in (sheet, *_STYLE.findall(svg))],
            roots=[_root(root.id, stemma) for root in stemma.roots],
            passed_over=[
                (one_line(root.name), why, list(_where(root, mentions, reports))) for root, why in passed_over(stemma)
            ],
            independent=stemma.independent,
            fewest=[one_line(reason) for reason in stemma.independent.fewest_because],
            most=[one_line(reason) for reason in stemma.independent.most_because],
            wordings=[
                _wording(m, reports[m.report], doubted.get(m.id, ""))
                for m in stemma.claim.mentions
                if m.report in reports
            ],
            changes=[_change(d, mentions, reports) for d in stemma.drift],
            disputes=[_dispute(d, mentions, reports) for d in stemma.disputes],
            lost=[one_line(w.outlet or w.report) for w in stemma.witnesses if w.lost],
            loops=[[_outlet(reports, report) for report in loop] for loop in stemma.loops],
            decisions=[line.strip() for line in decisions(stemma)] if explain else [],
        )
    )


def chain_words(chain: tuple[Link, ...]) -> str:
    """A chain in words, from the root out: "Mara Veldkamp, via the Courier"; "" for the outlet's own voice."""
    return ", via ".join(one_line(link.name) for link in reversed(chain))


def _root(id: str, stemma: Stemma) -> dict[str, str]:
    names = {root.id: one_line(root.name) for root in stemma.roots}
    root = next(root for root in stemma.roots if root.id == id)
    reports = {w.report: w for w in stemma.witnesses}
    return {
        "name": names[id],
        "nature": "its own word" if root.own_word else f"{root.standing} {root.kind.replace('-', ' ')}",
        "first": _outlet(reports, root.first_report),
        "when": _day(reports.get(root.first_report)),
        "mentions": str(len(root.mentions)),
        "may_be": ", ".join(names.get(other, "") for other in root.may_be),
    }


def _where(root: Root, mentions: dict[str, Mention], reports: dict[str, Witness]) -> Iterable[str]:
    """The outlets in which a source was met."""
    return dict.fromkeys(_outlet(reports, mentions[m].report) for m in root.mentions if m in mentions)


def _wording(m: Mention, report: Witness, doubt: str) -> Wording:
    return Wording(
        when=_day(report),
        outlet=one_line(report.outlet or report.title or report.report),
        title=one_line(report.title or ""),
        text=one_line(m.text),
        who=chain_words(m.chain),
        certainty=", ".join(part for part in (m.certainty, doubt) if part),
    )


def _change(drift: Drift, mentions: dict[str, Mention], reports: dict[str, Witness]) -> Change:
    giver, taker = mentions[drift.giver], mentions[drift.taker]
    before, after = side_by_side(one_line(giver.text), one_line(taker.text))
    told = f"{drift.what}: {drift.before} → {drift.after or 'none'}" if drift.what in _TOLD else drift.what
    return Change(
        what=one_line(told),
        giver=_outlet(reports, giver.report),
        taker=_outlet(reports, taker.report),
        before=before,
        after=after,
    )


_TOLD = {"source dropped", "source promoted", "number changed"}  # the others' before and after are the wordings


def _dispute(dispute: Dispute, mentions: dict[str, Mention], reports: dict[str, Witness]) -> dict[str, str | bool]:
    words = mentions.get(dispute.mention)
    return {
        "name": one_line(dispute.name),
        "why": one_line(dispute.why),
        "sure": dispute.sure,
        "outlet": one_line(dispute.outlet or dispute.report),
        "when": _day(reports.get(dispute.report)),
        "text": one_line(words.text) if words else "",
    }


def _outlet(reports: dict[str, Witness], report: str) -> str:
    known = reports.get(report)
    return one_line((known and (known.outlet or known.title)) or report)


def _day(report: Witness | None) -> str:
    return one_line((report and report.published) or "").replace("T", " ")[:16]
