"""Whether a statement is affirmed, denied or left open, by a network that reads it where it stands, weighed with the rules.

The rules (`certainty.weigh`) go by hedges, negations and the verb of a sentence. They cannot tell that "he had never seen the
letter" denies what others say of him and that "the public was never told" is what others say. A network that has read many
statements with what they deny tells it more often; the hedges of what is affirmed are left to the rules. Both are weighed by a
multinomial logistic regression whose weights are data.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, get_args

import numpy as np
import numpy.typing as npt

from inquit.certainty.weigh import is_stressed
from inquit.claims.meaning import Meaning
from inquit.claims.passage import Passage
from inquit.core.comparison import Mention
from inquit.core.records import Certainty

Floats = npt.NDArray[np.floating]
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)


class Network(Protocol):
    """Reads statements by themselves; gives a logit for each of CERTAINTIES [n, CERTAINTIES]."""

    def __call__(self, passages: Sequence[Passage]) -> Floats: ...


AFFIRMED = 3  # of CERTAINTIES, the first: certain, probable, possible
SIDES = 3  # affirmed, denied, unknown


@dataclass(frozen=True, slots=True)
class CertaintyReader:
    """Puts certainties to mentions."""

    network: Network
    weights: Floats
    """[features, SIDES]."""

    def __call__(
        self, mentions: Sequence[Mention], meanings: Sequence[Meaning | None], language: str | None = None
    ) -> Iterator[Mention]:
        """The mentions of a report in a language (ISO 639-1), each with the certainty that fits its likeliest side.

        What the rules affirm is left to them where a negation only underlines it ("a gauge error, nothing else"). Those
        whose passage is not known keep theirs, and of those of which the rules say nothing, since they do not know the
        language, nothing is said: the network has learnt from English only.
        """
        both = zip(mentions, meanings, strict=True)
        passages = {m.id: x.passage for m, x in both if m.certainty and x is not None and len(x.passage.pieces)}
        logits = self.network(list(passages.values())) if passages else np.zeros((0, len(CERTAINTIES)))
        told = dict(zip(passages, logits, strict=True))
        for m in mentions:
            read = m.id in told and not (m.certainty in CERTAINTIES[:AFFIRMED] and is_stressed(m.text, language))
            found = m.certainty and read and self._certainty(told[m.id], m.certainty)
            yield replace(m, certainty=found) if found else m

    def _certainty(self, logits: Floats, by_rules: Certainty) -> Certainty:
        side = int((features(logits, by_rules) @ self.weights).argmax())
        if side:
            return CERTAINTIES[AFFIRMED - 1 + side]
        affirmed = CERTAINTIES[:AFFIRMED]
        return by_rules if by_rules in affirmed else affirmed[int(logits[:AFFIRMED].argmax())]


def side_of(certainty: Certainty) -> int:
    """The number of its side."""
    return max(0, CERTAINTIES.index(certainty) - AFFIRMED + 1)


def features(logits: Floats, by_rules: Certainty | None) -> Floats:
    """What is weighed of a statement: the network's logarithms of probabilities, what the rules say, and 1."""
    told = logits - np.logaddexp.reduce(logits)
    return np.array([*told, *(float(by_rules == one) for one in CERTAINTIES), 1.0])
