"""What a tagger finds in a text, and what anything must do to be one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
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


class Event(NamedTuple):
    """A word that tells of something that happens or is so; `score` is how probable it is that it does, 0 to 1.

    `happened` is how sure the text is that it did: from -3, surely not, to 3, surely (UDS It-Happened, Rudinger et al.
    2018). It is the view of whoever writes the sentence, not that of a source in it.
    """

    span: Span
    happened: float
    score: float


Same = Callable[[Span, Span], float]
"""How probable it is (0 to 1) that the first of two mentions means the same as the second; 0.5 where nothing is known."""


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
    events: tuple[Event, ...] = ()
    same: Same | None = field(default=None, compare=False, repr=False)
    """Compares two mentions of this text; None if the tagger has no opinion."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """What one more window of a text has told: it is known now up to the code point `read`, and `roles` are new."""

    read: int
    roles: tuple[tuple[Span, Role], ...]


Seen = Callable[[Progress], None]


class Tagger(Protocol):
    """Reads texts; the one door for another model."""

    def tag(self, texts: Iterable[str]) -> Iterator[Tags]:
        """The tags of each text, in order; may read ahead, and holds only a bounded number of texts at a time."""
        ...
