"""Cases of a pronoun and its candidates, side by side, and what a ranking of them is trained to make small."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from inquit.sources.fit import Question
from inquit.sources.pronouns import Floats
from training.model import NEVER


class Case(NamedTuple):
    """A pronoun: its candidates' features, which of them are right, and whether nobody of them may be."""

    numbers: Floats
    right: list[bool]
    nobody: bool
    asked: Question | None = None
    """What of the encoder's numbers is compared."""


class Grid(NamedTuple):
    """Cases side by side; candidates in one list, and where each stands among those of its case."""

    numbers: Tensor
    line: Tensor
    column: Tensor
    right: Tensor


def grid(cases: Sequence[Case]) -> Grid:
    """The last column is of nobody."""
    line = torch.tensor([i for i, c in enumerate(cases) for _ in c.right])
    column = torch.tensor([k for c in cases for k, _ in enumerate(c.right)])
    right = torch.zeros(len(cases), int(column.max()) + 2, dtype=torch.bool)
    right[line, column] = torch.tensor([r for c in cases for r in c.right])
    right[:, -1] = torch.tensor([c.nobody for c in cases])
    numbers = torch.from_numpy(np.concatenate([c.numbers for c in cases]))
    return Grid(numbers, line, column, right)


def loss(ranker: Callable[[Tensor], Tensor], g: Grid, *, nobody: bool = True) -> Tensor:
    """The negative log of what the right answers have of the softmax, mean; `nobody` may be an answer."""
    scores = torch.full(g.right.shape, NEVER)
    if nobody:
        scores[:, -1] = 0.0
    scores = scores.index_put((g.line, g.column), ranker(g.numbers))
    missed = scores.logsumexp(1) - scores.masked_fill(~g.right, NEVER).logsumexp(1)
    return missed.mean()
