"""The JSON of /api/v1, as docs/format.md has it. Spans are half-open code points of the report's text."""

from __future__ import annotations

from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from inquit.batch.corrected import CorrectionKind
from inquit.core.comparison import Change, EdgeKind, How
from inquit.core.records import Act, Certainty, Kind, Quote, Stance, Standing
from inquit.tagger.tags import Role
from inquit.web.jobs import State
from inquit.web.watching import EVERY, LEAST, MOST

T = TypeVar("T")
Pair = tuple[int, int]


class Shape(BaseModel):
    """A record: nothing comes in that is not named."""

    model_config = ConfigDict(extra="forbid")


class Problem(BaseModel):
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str


class Listed(Shape, Generic[T]):
    """A page of a list: `next`, where it is not null, is the `after` of the following one."""

    items: list[T]
    next: str | None


class Counts(Shape):
    """How much is in the collection."""

    reports: int
    versions: int
    outlets: int
    mentions: int
    claims: int


class Head(Shape):
    """A report without its text."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None


class Report(Head):
    """A report with its text."""

    byline: str | None
    language: str | None
    text: str


class Link(Shape):
    """One source of a chain."""

    span: Pair | None
    name: str
    kind: Kind
    standing: Standing
    source: str | None


class Attribution(Shape):
    """A source, a cue and a content."""

    id: str
    source: list[Pair]
    cue: list[Pair]
    content: list[Pair]
    parent: str | None
    quote: Quote | None
    act: Act | None
    chain: list[Link]
    certainty: Certainty | None
    stance: Stance | None
    said: str | None
    confidence: float
    evidence: list[dict[str, Any]] | None = None


class Source(Shape):
    """Somebody who is quoted in a report."""

    id: str
    name: str
    kind: Kind
    standing: Standing
    aliases: list[str]
    mentions: list[Pair]
    number: str | None = None
    closeness: str | None = None
    reason: str | None = None
    stands_for: str | None = None


class Reading(Shape):
    """A report with everything that was read in it, and put right by people."""

    inquit: int
    report: Report
    attributions: list[Attribution]
    own_voice: list[Pair]
    sources: list[Source]
    sentences: list[Pair]


class Interval(Shape):
    """How many independent sources there are at least and at most."""

    min: int
    max: int


class Explained(Interval):
    """The same with the reasons."""

    fewest_because: list[str]
    most_because: list[str]


class RootCounts(Shape):
    """Roots by standing."""

    named: int
    unnamed: int


class ClaimFigures(Shape):
    """A claim in figures."""

    id: str
    text: str
    mentions: int
    reports: int
    outlets: int
    independent: Interval
    roots: RootCounts
    disputes: int
    first: str | None
    last: str | None


class Story(Shape):
    """The reports of one event in figures; `title` is that of the first."""

    id: str
    title: str | None
    reports: int
    outlets: int
    claims: int
    first: str | None
    last: str | None


class Mention(Shape):
    """One place where a report states a claim."""

    id: str
    report: str
    span: Pair
    spans: list[Pair]
    text: str
    chain: list[Link]
    certainty: Certainty | None
    act: Act | None
    said: str | None
    confidence: float
    sure: bool
    """False where it may well state something else: it does not count for the fewest sources."""


class Root(Shape):
    """An innermost source of a claim."""

    name: str
    kind: Kind
    standing: Standing
    first_report: str
    own_word: bool
    id: str
    mentions: list[str]
    may_be: list[str]
    support: float
    probability: float


class Dispute(Shape):
    """Somebody who disputes a claim."""

    name: str
    report: str
    span: Pair
    mention: str
    why: str
    sure: bool


class Drift(Shape):
    """What changed from one mention to another."""

    from_: Annotated[str, Field(alias="from")]
    to: str
    what: Change
    before: str
    after: str
    mentions: list[str]


class Edge(Shape):
    """A step of the family tree."""

    from_: Annotated[str, Field(alias="from")]
    to: str
    how: EdgeKind
    weight: float


class Lost(Shape):
    """A report that others cite and the collection lacks."""

    id: str
    outlet: str | None


class Stemma(BaseModel):
    """A claim with its family tree."""

    id: str
    text: str
    mentions: list[Mention]
    roots: list[Root]
    passed_over: list[Root]
    independent: Explained
    disputed_by: list[Dispute]
    drift: list[Drift]
    edges: list[Edge]
    lost: list[Lost]


class QuotedSource(Shape):
    """How often a source is quoted."""

    name: str
    kind: Kind
    standing: Standing
    statements: int
    words: int
    reports: int
    outlets: int


class QuotingOutlet(Shape):
    """How an outlet names its sources, and how many of its reports took something from others."""

    outlet: str | None
    reports: int
    statements: int
    unnamed: int
    derived: int


class Found(Shape):
    """A report in which words were found, and where they stand."""

    report: Head
    spans: list[Pair]


class Outcome(Shape):
    """A report that a job added or found to be there; without an id, what was skipped and why."""

    report: str | None
    told: str


class Job(Shape):
    """Work that takes a while."""

    id: str
    what: str
    state: State
    made: str
    ended: str | None
    new: int
    versions: int
    there: int
    skipped: int
    outcomes: list[Outcome]
    error: str | None


class LiveMark(Shape):
    """Words that are a source, a cue or a content."""

    span: Pair
    role: Role


class LiveReading(Shape):
    """How far a job has read its first report: `read` of `length` code points, and the marks from `known` on.

    `stage` is another whenever the job has something else to show than more marks.
    """

    state: State
    stage: str
    report: str | None
    length: int
    read: int
    marks: list[LiveMark]


class NewJob(Shape):
    """What is to be added: a `text`, or what is at a web address `url`; the rest is what these do not say themselves."""

    text: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None


class Feed(Shape):
    """A feed that is read `every` so many seconds. `due` and `checked`, its next and last reading, are ISO 8601, UTC.

    `told` is a sentence on what came of the last one, `failures` how many times in a row it has failed.
    """

    url: str
    every: int
    due: str
    checked: str | None
    told: str | None
    failures: int


class NewFeed(Shape):
    """A feed that is to be watched, and every how many seconds it is to be read."""

    url: Annotated[str, Field(max_length=2000)]
    every: Annotated[int, Field(ge=LEAST, le=MOST)] = EVERY


class Correction(Shape):
    """Something that a person put right; `payload` names words, as docs/format.md tells."""

    id: int
    kind: CorrectionKind
    payload: dict[str, Any]
    who: str
    made: str
    undone: str | None


class NewCorrection(Shape):
    """What is to be put right: see docs/commands.md, `inquit correct`. Ids are those of mentions and reports."""

    kind: CorrectionKind
    mention: str | None = None
    report: str | None = None
    attribution: str | None = None
    other: str | None = None
    name: Annotated[str, Field(max_length=300)] = ""
    of_kind: Kind = "person"
    standing: Standing = "named"
    origin: str | None = None
    how: How = "rewrite"
