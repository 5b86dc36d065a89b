"""What a tagger finds in a text, and what anything must do to be one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

from inquit.core.spans import Span, Spans

Role = Literal["source", "cue", "content"]


class RoleSpan(NamedTuple):
    """A source, cue or content; `score` is how probable it is, 0 to 1."""

    span: Span
    role: Role
    score: float


class Tie(NamedTuple):
    """How probable it is (0 to 1) that a source or content belongs to a cue; both are indexes into `Tags.roles`."""

    span: int
    cue: int
    score: float


class Entity(NamedTuple):
    """A name, date or number; `label` is one of `labels.ENTITIES`."""

    span: Span
    label: str
    score: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Tags:
    """Everything the encoder says of one text. All spans are code points of it, each list in reading order.

    The ties of one content add up to at most 1; what is missing is how probable it is that it has no cue. So do the
    ties of one cue to its sources; a source may speak through several cues.
    """

    roles: tuple[RoleSpan, ...] = ()
    ties: tuple[Tie, ...] = ()
    sentences: Spans = ()
    entities: tuple[Entity, ...] = ()


class Tagger(Protocol):
    """Reads texts; the one door for another model."""

    def tag(self, texts: Iterable[str]) -> Iterator[Tags]:
        """The tags of each text, in order; may read ahead, and holds only a bounded number of texts at a time."""
        ...
