"""Short ways to write invented claims, reports and derivations."""

from __future__ import annotations

from collections.abc import Sequence

from inquit.core.comparison import Claim, Derivation, Likeness, Mention, Stemma, Witness
from inquit.core.records import Link
from inquit.core.spans import Span
from inquit.stemma.tree import stemma


def named(name, kind="person"):
    return Link(span=None, name=name, kind=kind, standing="named")


def unnamed(name, kind="person", source=None):
    return Link(span=None, name=name, kind=kind, standing="unnamed", source=source)


def outlet(name):
    return named(name, "outlet")


def report(id, outlet, published=None):
    """A witness; without a time, reports come out in the order of the numbers in their ids."""
    day = int("".join(c for c in id if c.isdigit()) or 1)
    return Witness(report=id, outlet=outlet, published=published or f"2031-03-{day:02}T09:00:00Z")


def mention(report, *chain, text="the bridge will close", certainty="certain", at=0, **more):
    return Mention(
        id=f"m-{report}-{at}",
        report=report,
        spans=(Span(at * 100, at * 100 + len(text)),),
        text=text,
        chain=chain,
        certainty=certainty,
        **more,
    )


def took(report, origin, how="rewrite", **more):
    return Derivation(report=report, origin=origin, how=how, confidence=0.9, **more)


def claim(*mentions, likenesses=()):
    return Claim(id="c1", text="The bridge will close.", mentions=mentions, likenesses=tuple(likenesses))


def alike(a, b, **more):
    first, second = sorted((a.id, b.id))
    return Likeness(first=first, second=second, same=0.9, **more)


def tree(reports: Sequence[Witness], *mentions, took=(), likenesses=(), **more) -> Stemma:
    witnesses = {w.report: w for w in reports}
    return stemma(claim(*mentions, likenesses=likenesses), witnesses, took, language="en", **more)


def root_names(found: Stemma):
    return [root.name for root in found.roots]


def interval(found: Stemma):
    return (found.independent.min, found.independent.max)


def steps(found: Stemma):
    return {(e.taker, e.giver, e.kind) for e in found.edges}
