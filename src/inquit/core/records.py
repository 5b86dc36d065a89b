"""What Inquit knows of a report, as plain values.

Every record is frozen and takes keywords only, so that it can be compared, hashed, sent to another process and
written down. Offsets are half-open code points of `Report.text` (see `spans.Span`). The terms are those of
PARC and PolNeAR (source, cue, content) and of FactBank (certainty); `docs/format.md` gives their JSON form.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Literal

from inquit.core.spans import Span, Spans

Kind = Literal["person", "official-body", "organisation", "outlet", "document", "group", "rumour"]
Standing = Literal["named", "unnamed"]
Quote = Literal["direct", "indirect", "mixed"]
Act = Literal["say", "think", "want", "feel", "ask", "deny", "decline"]
Certainty = Literal["certain", "probable", "possible", "denied", "unknown"]
Stance = Literal["accepts", "doubts"]


def digest(*parts: object) -> str:
    """Twelve hexadecimal digits that depend on the parts and on nothing else (SHA-256, cut)."""
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """One published text.

    `text` is what every span points into: the title, one blank line and the body where the title was given apart,
    else just what was given. `published` is ISO 8601 of any precision. `language` is an ISO 639-1 code, or None
    where nothing told it. `where` is what the user called the input (a path, a URL, "-"); it is not published.
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    byline: str | None = None
    language: str | None = None
    where: str | None = field(default=None, compare=False)

    @classmethod
    def of(
        cls,
        body: str,
        *,
        id: str | None = None,
        title: str | None = None,
        outlet: str | None = None,
        published: str | None = None,
        url: str | None = None,
        byline: str | None = None,
        language: str | None = None,
        where: str | None = None,
    ) -> Report:
        """A report from its parts: puts the title above the body, and makes an id from the content if none is given."""
        text = f"{title}\n\n{body}" if title else body
        return cls(
            id=id or "r" + digest(text, outlet, published, url),
            text=text,
            title=title or None,
            outlet=outlet or None,
            published=published or None,
            url=url or None,
            byline=byline or None,
            language=language or None,
            where=where,
        )

    @property
    def headline(self) -> Span | None:
        """Where the title stands in `text`, if it does."""
        if self.title and self.text.startswith(self.title + "\n\n"):
            return Span(0, len(self.title))
        return None


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """Why something was decided: the words, the rule or head that decided, its score, and what else was considered."""

    what: str
    """What was decided, in a word or two: "source of the cue", "certainty"."""
    by: str
    """The rule or head that decided: "linker", "pronoun", "title and name"."""
    spans: Spans = ()
    score: float | None = None
    instead: tuple[str, ...] = ()
    """What was considered and passed over, best first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """One source in a chain. `span` is where it is named there, None where the text leaves it out."""

    span: Span | None
    name: str
    kind: Kind
    standing: Standing
    source: str | None = None
    """The id of its `Source`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Somebody or something that a report has statements from, with all its mentions."""

    id: str
    name: str
    kind: Kind
    standing: Standing
    aliases: tuple[str, ...] = ()
    mentions: Spans = ()
    number: str | None = None
    """How many, as the text says it of an unnamed source: "two", "several"."""
    closeness: str | None = None
    """How near to the matter, as the text says: "familiar with the talks"."""
    reason: str | None = None
    """Why it is unnamed, as the text says: "not authorised to speak"."""
    stands_for: str | None = None
    """What a metonym stands for: the government of "Washington"."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Attribution:
    """A source, a cue and a content that belong together (PARC 3.0; PolNeAR).

    Each role has any number of spans: a content that its cue splits has two. `source` is empty where the text names
    none ("it is understood"); `content` is empty for "declined to comment". `parent` is the id of the attribution in
    whose content this one stands. `chain` runs from outside in, without the outlet. What is None was not decided.
    """

    id: str
    source: Spans
    cue: Spans
    content: Spans
    parent: str | None = None
    quote: Quote | None = None
    act: Act | None = None
    chain: tuple[Link, ...] = ()
    certainty: Certainty | None = None
    stance: Stance | None = None
    """What the outlet itself takes the content for ("confirmed", "wrongly claimed"), None where it does not show."""
    said: str | None = None
    confidence: float = 1.0
    evidence: tuple[Evidence, ...] = field(default=(), compare=False)

    @classmethod
    def of(cls, report: Report, *, source: Spans, cue: Spans, content: Spans, confidence: float = 1.0) -> Attribution:
        """A bare attribution whose id depends on the report's text and on the spans."""
        source, cue, content = tuple(sorted(source)), tuple(sorted(cue)), tuple(sorted(content))
        roles = "|".join(" ".join(f"{s}-{e}" for s, e in role) for role in (source, cue, content))
        return cls(id="t" + digest(report.text, roles), source=source, cue=cue, content=content, confidence=confidence)

    @property
    def root(self) -> Link | None:
        """The innermost source that this report gives."""
        return self.chain[-1] if self.chain else None

    @property
    def spans(self) -> Spans:
        """Every span of every role, in reading order."""
        return tuple(sorted((*self.source, *self.cue, *self.content)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """A report and everything that was read in it; attributions stand in reading order."""

    report: Report
    attributions: tuple[Attribution, ...] = ()
    own_voice: Spans = ()
    """Sentences that state something with no attribution."""
    sources: tuple[Source, ...] = ()
    sentences: Spans = ()
    """Every sentence of the text, in order."""
