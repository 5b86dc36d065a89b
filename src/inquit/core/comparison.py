"""What Inquit knows across reports, as plain values: mentions of claims, what took what from whom, a claim's family tree.

As in `records`, every record is frozen and takes keywords only, and spans are half-open code points of the text of the
report that is named beside them. The terms are those of textual criticism (witness, stemma, root) and of FORMAT:
docs/format.md gives their JSON form.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from inquit.core.records import Act, Certainty, Evidence, Kind, Link, Stance, Standing, digest
from inquit.core.spans import Span, Spans

How = Literal["reprint", "rewrite", "cites", "quotes"]
EdgeKind = Literal["reprints", "rewrites", "cites", "quotes", "attributed to"]
Change = Literal["hedge dropped", "hedge added", "source dropped", "source promoted", "number changed"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Mention:
    """One place where a report states something: the content of an attribution, or a sentence in its own voice."""

    id: str
    report: str
    """The id of the report."""
    spans: Spans
    """Its words, in reading order; several spans where a cue splits a content. Never empty."""
    text: str
    """The same words, as `spans.words_of` joins them: what is shown and compared."""
    chain: tuple[Link, ...] = ()
    """From the outside in, without the publishing outlet; empty for the outlet's own voice."""
    act: Act | None = None
    certainty: Certainty | None = None
    stance: Stance | None = None
    said: str | None = None
    attribution: str | None = None
    """The id of the attribution whose content this is; None for own voice."""
    headline: bool = False
    """It stands in the title."""
    confidence: float = 1.0
    corrected: bool = field(default=False, compare=False)
    """A person put it right."""

    @property
    def span(self) -> Span:
        """From the first of its words to the last."""
        return Span(self.spans[0].start, self.spans[-1].end)

    @property
    def root(self) -> Link | None:
        """The innermost source that the report gives, None for the outlet's own voice."""
        return self.chain[-1] if self.chain else None


def mention_id(report: str, spans: Spans) -> str:
    """The id of a mention: it depends on the report's id and on where the words stand."""
    return "m" + digest(report, " ".join(f"{s}-{e}" for s, e in spans))


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """Words that one report took from another: `taken` stands in the taker's text, `given` in the giver's."""

    taken: Span
    given: Span
    likeness: float
    """Share of the words that are the same, 0 to 1."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Derivation:
    """One report took something from another, which came before it: `report` has it from `origin`."""

    report: str
    origin: str
    how: How
    confidence: float
    passages: tuple[Passage, ...] = ()
    evidence: tuple[Evidence, ...] = field(default=(), compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Likeness:
    """Two mentions compared: whether they state one claim, and why. `first` < `second` by id."""

    first: str
    second: str
    same: float
    """Probability that the two state the same claim, whatever their certainty and their figures."""
    rival: bool = False
    """They state the same claim with figures, dates or places that cannot both be right."""
    contrary: bool = False
    """One denies what the other states."""
    reasons: tuple[Evidence, ...] = field(default=(), compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """One proposition, by its mentions: oldest report first, at least one."""

    id: str
    text: str
    """The words of the mention that tells it most plainly."""
    mentions: tuple[Mention, ...]
    likenesses: tuple[Likeness, ...] = field(default=(), compare=False)
    """The comparisons between its mentions that were made."""
    vouched: frozenset[str] = field(default=frozenset(), compare=False)
    """The ids of the mentions of which a person said that they state it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Witness:
    """A report as its claim's tree needs it. A lost witness is one that others cite and the collection lacks."""

    report: str
    """The id of the report; of a lost witness "lost:" and the outlet's name."""
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    byline: str | None = None
    """Who wrote it, where that was read with it."""
    lost: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Edge:
    """One step towards the origin: `taker` has it from `giver`.

    Ends are ids: of a mention, of a lost witness ("lost:..."), or of a root ("root:..."), which only
    "attributed to" leads to.
    """

    taker: str
    giver: str
    kind: EdgeKind
    weight: float
    """0 to 1: how sure it is."""
    evidence: tuple[Evidence, ...] = field(default=(), compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Root:
    """An innermost source of a claim, met in one or more reports; or an outlet's own word, with no sign of origin."""

    id: str
    """ "root:" and a digest."""
    name: str
    kind: Kind
    standing: Standing
    first_report: str
    mentions: tuple[str, ...]
    """Ids of the mentions that have it from this root, oldest first."""
    own_word: bool = False
    """An outlet states it in its own voice, and nothing shows where it has it from: a root if nobody told it before."""
    may_be: tuple[str, ...] = ()
    """Ids of other roots that may be the same people or thing."""
    support: float = 1.0
    """About how many of its mentions state this claim, and not something else: see `stemma.support`."""
    probability: float = 1.0
    """How probable it is that a person would name it as a root of this claim: see `stemma.plausible`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Independent:
    """The number of distinct roots that the evidence permits: at least `min`, at most `max`, with the reasons."""

    min: int
    max: int
    fewest_because: tuple[str, ...] = ()
    most_because: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Dispute:
    """Somebody else denies the claim, refuses it, or states what cannot be true beside it."""

    name: str
    report: str
    span: Span
    mention: str
    why: str
    """ "denial", "contrary claim" or "possible denial", in words for people."""
    sure: bool = True
    """Whether it is a mention of the claim that denies it; a denial elsewhere, and another figure, may be of something else."""
    outlet: str | None = None
    """Of the report, or else its title; it need not be one of the claim's witnesses."""
    chain: tuple[Link, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Drift:
    """What changed from one mention to the one that has it from it; ids of mentions, and the words that changed."""

    giver: str
    taker: str
    what: Change
    before: str = ""
    after: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Stemma:
    """The family tree of a claim, built from the oldest evidence on: edges lead towards the roots and never in a ring."""

    claim: Claim
    witnesses: tuple[Witness, ...]
    edges: tuple[Edge, ...]
    roots: tuple[Root, ...]
    independent: Independent
    drift: tuple[Drift, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    loops: tuple[tuple[str, ...], ...] = ()
    """Rings of reports that cite each other, by id; each was broken at its latest step."""
    doubtful: frozenset[str] = frozenset()
    """The ids of the mentions that may well state something else: what only they tell does not count for the fewest."""
    unlikely: frozenset[str] = frozenset()
    """Those of them that more likely do so than not: their sources are no roots of the claim."""
    passed_over: tuple[Root, ...] = ()
    """Those sources: what would be roots, were they probable enough; and outlets that repeat it in their own voice."""
    rival: frozenset[str] = frozenset()
    """The ids of the mentions that state another version of it: their sources are no roots of the claim either."""
