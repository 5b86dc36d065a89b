"""A statement as the cross-encoder reads it: its words where they stand, as word pieces, with a little before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from inquit.claims.meaning import Row
    from inquit.tagger.encoder import Marks

BEFORE, AFTER = 32, 10  # pieces that stand around a statement
MOST = 44  # pieces of a statement, with what stands between its words; the rest is left out
TYPES = 4  # what a piece is: around and inside the first statement, around and inside the second
_INSIDE = 1 << 31  # marks a stored piece as one of the statement's

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Passage:
    """Word pieces [n], and which of them are the statement's own [n]; both empty where no passage is known."""

    pieces: Ints
    inside: npt.NDArray[np.bool_]

    def to_bytes(self) -> bytes:
        """Four bytes a piece."""
        return (self.pieces | np.where(self.inside, _INSIDE, 0)).astype("<u4").tobytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> Passage:
        """Reads what `to_bytes` wrote; raises ValueError if it is cut in the middle of a piece."""
        stored = np.frombuffer(data, "<u4").astype(np.int64)
        return cls(stored & (_INSIDE - 1), stored >= _INSIDE)


NONE = Passage(np.zeros(0, np.int64), np.zeros(0, np.bool_))


def passage(row: Row, words: Sequence[int]) -> Passage:
    """The passage of a statement whose first word stands in the window `row`; `words` are its words in order.

    What stands in the next window is left out, and so is the title before this one.
    """
    own = [k - row.words.start for k in words if k in row.words]
    at = [*row.at, len(row.ids) - 1]
    start = at[own[0]]
    end = min(at[own[-1] + 1], start + MOST)
    inside = np.zeros(len(row.ids), np.bool_)
    for k in own:
        inside[at[k] : at[k + 1]] = True
    inside[end:] = False
    shown = slice(max(at[0], start - BEFORE), min(at[-1], end + AFTER))
    return Passage(np.array(row.ids[shown], np.int64), inside[shown])


def joined(first: Passage, second: Passage, marks: Marks) -> tuple[Ints, Ints]:
    """Two passages as the network reads them: the pieces, and for each what it is (0 to 3)."""
    ids = np.concatenate([[marks.start], first.pieces, [marks.end], second.pieces, [marks.end]])
    types = np.concatenate([[0], first.inside, [0], 2 + second.inside.astype(np.int64), [2]])
    return ids.astype(np.int64), types.astype(np.int64)


def alone(one: Passage, marks: Marks) -> tuple[Ints, Ints]:
    """One passage as the network reads it by itself, as the first of two."""
    ids = np.concatenate([[marks.start], one.pieces, [marks.end]])
    return ids.astype(np.int64), np.concatenate([[0], one.inside, [0]]).astype(np.int64)
