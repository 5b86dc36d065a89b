"""What a correction may choose from: other claims that a mention may state, and sources that may have said it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from inquit.batch.corrected import reading_of
from inquit.batch.finding import find
from inquit.core.comparison import Mention
from inquit.core.records import Kind, Standing
from inquit.store.view import View

CLAIMS = 8
"""Claims to choose from at most."""
_SOURCES = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """A claim by one of its mentions, with how many reports carry it."""

    mention: str
    text: str
    reports: int
    outlet: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownSource:
    """A source as it can be put in a correction."""

    name: str
    kind: Kind
    standing: Standing


def claims_with(view: View, words: str, without: Mention) -> list[Choice]:
    """Claims other than that of a mention, which some of the words fit best; see `batch.finding.find`."""
    return _choices(view, find(view, words)[: CLAIMS + 1], without)


def claims_like(view: View, mention: Mention) -> list[Choice]:
    """Other claims that a mention was compared with and not put into, the most alike first."""
    alike = sorted(view.likenesses_of([mention.id]), key=lambda x: (-x.same, x.first, x.second))
    others = [x.second if x.first == mention.id else x.first for x in alike]
    home = view.claims_of(others)
    return _choices(view, dict.fromkeys(home[m] for m in others if m in home), without=mention)


def known_sources(view: View, report: str, others: Iterable[Mention]) -> list[KnownSource]:
    """The sources of a report, then those that `others` have the same claim from."""
    reading = reading_of(view, report)
    here = (KnownSource(name=s.name, kind=s.kind, standing=s.standing) for s in reading.sources) if reading else ()
    there = (KnownSource(name=x.name, kind=x.kind, standing=x.standing) for m in others for x in m.chain)
    return list(dict.fromkeys((*here, *there)))[:_SOURCES]


def _choices(view: View, claims: Iterable[str], without: Mention) -> list[Choice]:
    own = view.claims_of([without.id]).get(without.id)
    wanted = [claim for claim in claims if claim != own][:CLAIMS]
    found = view.mentions_of_claims(wanted)
    heads = view.heads(those[0].report for those in found.values())
    figures = view.summaries_of(wanted)

    return [
        Choice(
            mention=those[0].id,
            text=figures[claim].text if claim in figures else those[0].text,
            reports=len({m.report for m in those}),
            outlet=heads[those[0].report].outlet,
        )
        for claim in wanted
        if (those := found.get(claim))
    ]
