"""Passages told with other names, and with some pieces hidden: so that a network learns how they are put, and not of whom.

A family's names are in almost no other family, and its statements share them: a network that meets the same family a
hundred times learns who denies in it. So when a passage is drawn, the words that are the family's own may be exchanged for
those of other families, the same word for the same one (as Zhao et al. 2018 exchange genders), and some pieces are
hidden as in the encoder's own training (Devlin et al. 2019).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from inquit.claims.passage import Passage

Word = tuple[int, ...]
COMMON = 2  # families in which a family's own word may be, its own included
SELDOM = 4  # a word that its passages hold less often than this is left as it is
EXCHANGED = 0.8  # share of a family's own words that are exchanged, where any are
HIDDEN = 0.08  # share of the pieces that are hidden, where any are
LONGEST = 110  # pieces of a passage; names may be longer than those they stand for


class Names:
    """The words that are each family's own.

    `continued` are the pieces that go on with a word, `letters` those of letters.
    """

    def __init__(
        self, families: Sequence[Sequence[Passage]], continued: frozenset[int], letters: frozenset[int]
    ) -> None:
        self._continued = continued
        counts = [Counter(w for p in family for w in self._words(p) if letters.issuperset(w)) for family in families]
        spread = Counter(w for found in counts for w in found)
        self.own = [frozenset(w for w, n in found.items() if spread[w] <= COMMON and n >= SELDOM) for found in counts]
        self._all = sorted({w for found in self.own for w in found})

    def exchanged(self, family: int, passage: Passage, rng: np.random.Generator) -> Passage:
        """A passage of a family with other families' words for its own."""
        to: dict[Word, Word] = {}
        pieces: list[int] = []
        inside: list[bool] = []
        at = 0
        for word in self._words(passage):
            if word in self.own[family] and word not in to:
                to[word] = self._all[rng.integers(len(self._all))] if rng.random() < EXCHANGED else word
            new = to.get(word, word)
            pieces += new
            kept = new == word
            inside += passage.inside[at : at + len(word)].tolist() if kept else [bool(passage.inside[at])] * len(new)
            at += len(word)
        return Passage(np.array(pieces[:LONGEST], np.int64), np.array(inside[:LONGEST], np.bool_))

    def _words(self, p: Passage) -> Iterator[Word]:
        word: list[int] = []
        for piece in p.pieces.tolist():
            if word and piece not in self._continued:
                yield tuple(word)
                word = []
            word.append(piece)
        if word:
            yield tuple(word)


def hidden(p: Passage, mask: int, rng: np.random.Generator) -> Passage:
    """A passage in which some pieces are the mask."""
    return Passage(np.where(rng.random(len(p.pieces)) < HIDDEN, mask, p.pieces), p.inside)
