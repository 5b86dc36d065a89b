"""Trains how well a mention fits a pronoun: `inquit.sources.fit` in PyTorch.

First on many pronouns of news and GUM's, then on GAP's and GUM's. The ranking learns beside it from fits that were told
of cases which the fit was not trained on, lest it trust them more than it can.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from copy import deepcopy
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from inquit.sources.fit import SENTENCES
from inquit.sources.pronouns import Features, Floats
from inquit.tagger.same import DISTANCES
from training.model import NEVER, SAME_WIDTH
from training.ranking import Case, grid, loss

WIDTH = 64
BATCH = 64
FOLDS = 5
_FIT = Features._fields.index("fit")


class Course(NamedTuple):
    """How long and how carefully to train."""

    epochs: int
    rate: float
    decay: float
    dropout: float


FIRST, THEN = Course(4, 1e-3, 0.02, 0.1), Course(4, 5e-4, 0.1, 0.4)
_WARMING = 100  # steps in which the rate rises


class Fed(NamedTuple):
    """The mentions of several cases: numbers of pronoun and mention, and whose candidate each is of."""

    askers: Tensor
    vectors: Tensor
    distance: Tensor
    sentences: Tensor
    case: Tensor
    candidate: Tensor
    candidates: int


class Fit(nn.Module):
    """The fit, and beside it a ranking by visible features, which is not kept: what it can tell the fit need not."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key = nn.Linear(SAME_WIDTH, WIDTH), nn.Linear(2 * SAME_WIDTH, WIDTH)
        self.asker, self.offer = nn.Linear(SAME_WIDTH, WIDTH), nn.Linear(2 * SAME_WIDTH, WIDTH, bias=False)
        self.distance, self.sentences = nn.Embedding(DISTANCES, WIDTH), nn.Embedding(SENTENCES, WIDTH)
        self.out = nn.Linear(WIDTH, 1)
        self.dropout = nn.Dropout()
        visible = len(Features._fields)
        self.linear = nn.Linear(visible, 1)
        self.hidden = nn.Sequential(nn.Linear(visible, 16), nn.ReLU(), nn.Linear(16, 1))
        for table in (self.distance, self.sentences):
            nn.init.normal_(table.weight, std=0.1)

    def forward(self, fed: Fed) -> Tensor:
        """The log of the summed odds of each candidate's mentions, 0 of one without."""
        askers, vectors = self.dropout(fed.askers), self.dropout(fed.vectors)
        match = (self.query(askers)[fed.case] * self.key(vectors)).sum(1) / WIDTH**0.5
        hidden = self.asker(askers)[fed.case] + self.offer(vectors)
        hidden = hidden + self.distance(fed.distance) + self.sentences(fed.sentences)
        scores = match + self.out(self.dropout(torch.relu(hidden)))[:, 0]
        most = torch.full((fed.candidates,), NEVER).scatter_reduce(0, fed.candidate, scores.detach(), "amax")
        powers = torch.exp(scores - most[fed.candidate])
        total = torch.zeros(fed.candidates).index_add(0, fed.candidate, powers)
        return torch.where(total > 0, most + torch.log(total.clamp(min=1e-30)), 0.0)

    def ranked(self, fed: Fed, numbers: Tensor) -> Tensor:
        return self(fed) + self.linear(numbers)[:, 0] + self.hidden(numbers)[:, 0]


def feed(cases: Sequence[Case]) -> Fed:
    """The mentions of cases; each case must have been asked of an encoder."""
    asked = [c.asked for c in cases if c.asked is not None]
    offers = [(k, offered) for k, q in enumerate(asked) for offered in q.offers]
    every = [(k, number, c) for number, (k, offered) in enumerate(offers) for c in offered]
    return Fed(
        askers=torch.from_numpy(np.stack([q.asker for q in asked])),
        vectors=torch.from_numpy(np.stack([c.vector for _, _, c in every])),
        distance=torch.tensor([c.distance for _, _, c in every]),
        sentences=torch.tensor([c.sentences for _, _, c in every]),
        case=torch.tensor([k for k, _, _ in every]),
        candidate=torch.tensor([number for _, number, _ in every]),
        candidates=len(offers),
    )


def trained(fit: Fit, sets: Sequence[Sequence[Case]], course: Course, seed: int) -> Fit:
    """Trains in batches of one set each, so that none outweighs another in a step."""
    rng = random.Random(seed)
    fit.dropout.p = course.dropout
    fit.train()
    optimiser = torch.optim.AdamW(fit.parameters(), lr=course.rate, weight_decay=course.decay)
    steps, step = course.epochs * sum(-(-len(cases) // BATCH) for cases in sets), 0
    for _ in range(course.epochs):
        batches: list[list[Case]] = []
        for cases in sets:
            order = rng.sample(cases, len(cases))
            batches += [order[k : k + BATCH] for k in range(0, len(order), BATCH)]
        rng.shuffle(batches)
        for batch in batches:
            step += 1
            optimiser.param_groups[0]["lr"] = course.rate * min(1, step / _WARMING) * (1 - (step - 1) / steps)
            fed = feed(batch)
            optimiser.zero_grad()
            loss(lambda numbers, fed=fed: fit.ranked(fed, numbers), grid(batch)).backward()
            optimiser.step()
    return fit.eval()


def fitted(
    certain: Sequence[Case], easy: Sequence[Case], ambiguous: Sequence[Case], seed: int = 0
) -> tuple[Fit, list[Case], list[Case]]:
    """The fit; and the ambiguous and easy cases with fits by others, which were not trained on the ambiguous case."""
    torch.manual_seed(seed)
    first = trained(Fit(), [certain, easy], FIRST, seed)
    parts = [ambiguous[k::FOLDS] for k in range(FOLDS)]
    told: list[Case] = []
    of_easy: list[list[Floats]] = []
    for k, part in enumerate(parts):
        others = [case for other, cases in enumerate(parts) if other != k for case in cases]
        fit = trained(deepcopy(first), [easy, others], THEN, seed)
        told += with_fit(part, fit_of(fit, part))
        of_easy.append(fit_of(fit, easy))
    means = [np.mean(fits, axis=0) for fits in zip(*of_easy, strict=True)]
    return trained(first, [easy, ambiguous], THEN, seed), told, with_fit(easy, means)


def fit_of(fit: Fit, cases: Sequence[Case]) -> list[Floats]:
    """The fit of each candidate of each case."""
    with torch.inference_mode():
        return [fit(feed([case])).numpy() for case in cases]


def with_fit(cases: Sequence[Case], fits: Sequence[Floats]) -> list[Case]:
    """The cases with the fit among their numbers."""
    return [
        case._replace(numbers=np.concatenate([case.numbers[:, :_FIT], f[:, None], case.numbers[:, _FIT + 1 :]], axis=1))
        for case, f in zip(cases, fits, strict=True)
    ]


def fit_weights(fit: Fit) -> dict[str, Floats]:
    """The weights that `inquit.sources.fit` reads."""
    kept = ("query", "key", "asker", "offer", "distance", "sentences", "out")
    return {f"fit.{n}": p.detach().numpy() for n, p in fit.named_parameters() if n.split(".")[0] in kept}
